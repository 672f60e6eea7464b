"""What is kept of the documents that clients send is bounded by its size, whatever their number."""

import asyncio
import gc
import tracemalloc

import pytest

from engine import documents
from engine.documents import Documents
from schema.query import assemble_schema
from settings import Settings

LONG = " ".join(f'"{number}"' for number in range(2_900))
WRONG = f"{{ universities(where: {{ nothing: {{ in: [{LONG}] }} }}) {{ totalCount }} }}"
LEVELS = "".join(f"fragment f{i} on University {{ a{i}: name ...f{i + 1} b{i}: city {{ name }} }} " for i in range(60))
KINDS = {
    "long": "{ universities(where: { name: { in: [" + LONG[:13_000].rsplit(" ", 1)[0] + "] } }) { totalCount } }",
    "wrong": WRONG,
    "nested": "{ universities { nodes { ...f0 } } } " + LEVELS + "fragment f60 on University { id }",
    "short": "{ __typename }",
}


def kept() -> Documents:
    return Documents(assemble_schema()[0]._schema, Settings.model_construct())


@pytest.mark.parametrize("text", KINDS.values(), ids=KINDS)
def test_document_takes_no_more_memory_than_it_is_counted_for(text: str) -> None:
    of = kept()
    of.prepare_now(text + "#")
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.take_snapshot()
    weights = 0
    for number in range(5):
        prepared = of.prepare_now(f"{text} #{number}")
        of.operation(prepared, None)
        weights += prepared.weight
    del prepared
    gc.collect()
    grown = sum(each.size_diff for each in tracemalloc.take_snapshot().compare_to(before, "filename"))
    tracemalloc.stop()
    assert grown <= weights


async def test_long_document_that_two_ask_at_once_is_checked_once() -> None:
    of = kept()
    one, other = await asyncio.gather(of.prepare(KINDS["long"]), of.prepare(KINDS["long"]))
    assert one is other


def test_documents_together_take_no_more_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BYTES_KEPT", 3_000_000)
    of = kept()
    weights = [of.prepare_now(f"{KINDS['long']} #{number}").weight for number in range(8)]
    assert sum(weights) > 3_000_000 >= sum(each.weight for each in of._kept.values())
    assert 0 < len(of._kept) < 8
