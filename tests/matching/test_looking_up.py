"""What reading a text may ask of the index: dear questions once for a text, and only where cheap ones do not answer."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from matching.names.corrections import Corrections
from matching.names.index import NameIndex
from matching.names.resolving import Certainty, resolve, resolve_certain
from matching.names.word_matches import WordMatches
from resolvers.search import find
from tests.matching.test_names import IDENTIFIERS, NAMES
from tests.matching.test_resolving import MORE, SEATS

DEAR = {
    "compared": (NameIndex, "search"),
    "looked up": (NameIndex, "find_whole"),
    "word": (WordMatches, "_match"),
    "corrected": (Corrections, "_find_near"),
    "exchanged": (Corrections, "exchanges"),
    "named": (NameIndex, "filter_by_name"),
}
LIKE_SEVERAL = "Kazan Fedral University Kremlin, Oxford Brooks Campus, Kazan Fedral"


@pytest.fixture
def index() -> NameIndex:
    return NameIndex([*NAMES, *MORE], IDENTIFIERS)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """How often each dear question was asked, and of what."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, (owner, method) in DEAR.items():
        monkeypatch.setattr(owner, method, _counted(counts, name, getattr(owner, method)))
    return counts


def _counted(counts: Counter[tuple[str, str]], name: str, method: Any) -> Any:
    def called(self: Any, of: Any, *others: Any, **named: Any) -> Any:
        counts[name, str(of)] += 1
        return method(self, of, *others, **named)

    return called


def kinds(asked: Counter[tuple[str, str]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (name, _), count in asked.items():
        found[name] += count
    return dict(found)


def test_whole_name_asks_nothing_dear(index: NameIndex, asked: Counter[tuple[str, str]]) -> None:
    assert resolve(index, "Kazan Federal University", SEATS).certainty is Certainty.CERTAIN
    assert kinds(asked) == {}


def test_mistyped_name_is_looked_up_once_and_compared_with_none(
    index: NameIndex, asked: Counter[tuple[str, str]]
) -> None:
    assert resolve(index, "Kazan Fedral Universty", SEATS).certainty is Certainty.CERTAIN
    assert kinds(asked) == {"looked up": 1, "corrected": 2}


def test_parts_share_what_their_words_answer(index: NameIndex, asked: Counter[tuple[str, str]]) -> None:
    assert resolve(index, LIKE_SEVERAL, SEATS).certainty is not Certainty.CERTAIN
    assert kinds(asked)["compared"] == 4
    assert max(count for (name, _), count in asked.items() if name in ("word", "corrected", "looked up")) == 1


def test_what_a_part_is_is_asked_of_all_institutions_at_once(index: NameIndex, asked: Counter[tuple[str, str]]) -> None:
    resolve(index, LIKE_SEVERAL, SEATS)
    comparisons, parts = kinds(asked)["compared"], 3
    assert kinds(asked)["named"] <= comparisons * parts


@pytest.mark.parametrize("text", ["Kazan Fedral", "Oxfrod Brookes Univ Press", "Michigan Moscow Universities"])
def test_search_compares_a_text_once(text: str, index: NameIndex, asked: Counter[tuple[str, str]]) -> None:
    view: Any = SimpleNamespace(names=index, seats=lambda: SEATS)
    assert find(view, text)
    assert kinds(asked)["compared"] == 1


TEXTS = [
    "Kazan Federal University", "Kazan Fedral Universty", "KFU", "MSU", "Federal University of Kazan, Russia", "",
    "Kazan Federal University, Kazan, Germany", LIKE_SEVERAL, "nothing of the kind", "(KFU)", "University", "kpfu.ru",
    "Технический", "Казанского федерального университета", "Technical University (BG)",
    "Rectorate, Kazan Federal University",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_text_means_is_what_resolve_is_certain_of(text: str, index: NameIndex) -> None:
    answer = resolve(index, text, SEATS)
    certain = answer.hits[0] if answer.certainty is Certainty.CERTAIN else None
    assert resolve_certain(index, text, SEATS) == certain
