"""Records of ROR alone: seats, identifiers and neighbourhoods are what they say."""

import gzip
from itertools import islice
from pathlib import Path

import pytest

from graph.load.ror import import_ror
from graph.store.store import Store
from settings import Settings
from tests.conftest import ROOT, asking
from tests.plan.graphs import read
from tests.recomputed import test_neighbourhood
from tests.recomputed.identifiers import check_identifiers
from tests.recomputed.seats import check_seats

DUMP = ROOT.parent / "shared" / "data" / "ror_v2_education.jsonl.gz"
RECORDS, NEIGHBOURHOODS, FILTERS, ENTITIES = 300, 15, 10, 100


@pytest.mark.skipif(not DUMP.exists(), reason=f"no records of ROR at {DUMP}")
async def test_answers_of_ror_alone_are_what_its_records_say(store: Store, settings: Settings, tmp_path: Path) -> None:
    some = tmp_path / "some.jsonl"
    with gzip.open(DUMP, "rt") as dump:
        some.write_text("".join(islice(dump, RECORDS)))
    await import_ror(store, some, lambda done, total: None)
    graph = await read(store)
    ask = asking(store, settings)
    assert await check_seats(ask, graph, filters=FILTERS) > RECORDS
    assert await check_identifiers(ask, graph, sample=ENTITIES) > RECORDS
    await test_neighbourhood.compare(ask, graph, NEIGHBOURHOODS)
