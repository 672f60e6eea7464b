"""Records as columns: each comes back as it was given, by its id, its place and those that it names."""

from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.history import History
from matching.model.facts import (
    AgreementFacts,
    Dated,
    EventFacts,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)
from matching.model.fields import column
from matching.model.records import ByHolder, Chosen, Records, Table
from matching.model.texts import Index, Texts
from matching.names.table import NameRecord

DAY = date(2020, 2, 29)
KINDS = (UniversityFacts, OfficeFacts, AgreementFacts, EventFacts, IntentFacts, PersonFacts, RelationFacts, NameRecord)
ODD = [
    AgreementFacts("agr_b", (), "NETWORK", "", None, date.max, "Сеть «Ö»\0", History((), ())),
    AgreementFacts("agr_a", ("univ_a", "univ_b", "univ_a"), "EXCHANGE", "IN_FORCE", DAY),
    AgreementFacts("", ("",), "", "EXPIRED", date.min, DAY, "𝕏", History(("A", "B"), ("2020-01-01", "2021-01-01"))),
]
PERSONS = [
    PersonFacts("anna", "DEAN", (Dated("kazan", None), Dated("kazan", DAY, DAY)), (Dated("house", DAY),)),
    PersonFacts("boris", "", (), (Dated("house", None), Dated("kazan", None))),
    PersonFacts("clara", "DEAN"),
]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS, date: st.dates(), float: st.floats(allow_nan=False), int: st.integers(),
}  # fmt: skip


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values that a field of this type may have."""
    if isinstance(hint, UnionType):
        return st.one_of([st.none() if kind is type(None) else values(kind) for kind in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return PLAIN[hint] if hint in PLAIN else records(hint)


def records(kind: type) -> st.SearchStrategy[Any]:
    """Records of a class."""
    return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(st.data())
@settings(max_examples=40)
def test_records_come_back_as_they_were_given(kind: type, data: st.DataObject) -> None:
    given = data.draw(st.lists(records(kind), max_size=5))
    table = Table.of(kind, given)
    assert list(table) == [table[row] for row in range(len(table))] == given
    assert all(type(made) is kind for made in table)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(st.data())
@settings(max_examples=40)
def test_tables_are_equal_where_their_records_are_however_they_were_made(kind: type, data: st.DataObject) -> None:
    one, other = (data.draw(st.lists(records(kind), max_size=4)) for _ in range(2))
    both = Table.of(kind, one).concatenate(Table.of(kind, other))
    assert both == Table.of(kind, [*one, *other])
    rows = np.asarray(data.draw(st.permutations(range(len(both)))), dtype=np.int64)[: len(one)]
    assert both.take(rows) == Table.of(kind, [[*one, *other][row] for row in rows])
    assert (Table.of(kind, one) == Table.of(kind, other)) is (one == other)


def test_odd_values_come_back() -> None:
    assert list(Records.of(AgreementFacts, ODD).values()) == ODD
    assert [Records.of(PersonFacts, PERSONS)[person.id] for person in PERSONS] == PERSONS


def test_ids_stand_in_the_order_of_the_records_and_others_are_unknown() -> None:
    found = Records.of(AgreementFacts, ODD)
    assert list(found) == ["agr_b", "agr_a", ""]
    assert found["agr_a"] == ODD[1]
    assert "agr" not in found
    assert found.get("zzz") is None
    assert not Records.of(AgreementFacts, [])
    assert Records.of(AgreementFacts, []).get("") is None


def test_of_several_records_with_one_id_the_last_one_counts() -> None:
    found = Records.of(EventFacts, [EventFacts("a", "One", DAY), EventFacts("b", "", DAY), EventFacts("a", "Two", DAY)])
    assert [event.name for event in found.values()] == ["Two", ""]


def test_place_from_the_end_a_slice_and_an_order_of_their_own_are_told() -> None:
    table = Table.of(PersonFacts, PERSONS)
    assert table[-1] == PERSONS[-1]
    assert list(table[::-2]) == PERSONS[::-2]
    chosen = Chosen(table, np.asarray([2, 0]))
    assert [each.id for each in chosen] == ["clara", "anna"]
    assert list(chosen[1:]) == PERSONS[:1]


@given(st.lists(records(EventFacts), max_size=5), st.lists(records(EventFacts), max_size=5), st.sets(TEXTS, max_size=3))
def test_records_that_are_replaced_are_those_of_a_dictionary(
    before: list[EventFacts], new: list[EventFacts], gone: set[str]
) -> None:
    gone |= {event.id for event in new} | {event.id for event in before[::2]}
    rest = {event.id: event for event in before if event.id not in gone} | {event.id: event for event in new}
    found = Records.of(EventFacts, before).replace(gone, Records.of(EventFacts, new))
    assert list(found.values()) == [rest[id] for id in sorted(rest)]
    assert found == Records.of(EventFacts, found.values())


def test_records_are_found_by_those_whom_they_name_each_once_and_in_order() -> None:
    found = ByHolder(Table.of(PersonFacts, PERSONS), "works_at.value", "serves_at.value")
    assert found["kazan"] == tuple(PERSONS[:2])
    assert found["house"] == tuple(PERSONS[:2])
    assert sorted(found) == ["house", "kazan"]
    assert "tomsk" not in found


def test_only_some_records_are_found_by_those_whom_they_name() -> None:
    table = Table.of(AgreementFacts, ODD)
    found = ByHolder(table, "parties", among=np.asarray([True, False, True]))
    assert found.get("univ_a", ()) == ()
    assert found[""] == (ODD[2],)
    assert len(found) == 1


@given(st.sets(TEXTS), st.sets(TEXTS))
def test_texts_of_both_are_in_order_and_each_is_told_where_it_is_now(one: set[str], other: set[str]) -> None:
    united, mine, theirs = Texts(one).merge(Texts(other))
    assert list(united) == sorted(one | other)
    assert [united[code] for code in mine] == sorted(one)
    assert [united[code] for code in theirs] == sorted(other)
    assert [Index(united).find(text) for text in sorted(one | other)] == list(range(len(united)))


def test_texts_that_are_few_and_those_that_are_many_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    known = column(str | None, ["b", None, "я", ""])
    assert [known[row] for row in range(4)] == list(known) == ["b", None, "я", ""]
    monkeypatch.setattr("matching.model.fields.FEW", 0)
    many = column(str | None, ["b", None, "я", ""])
    assert [many[row] for row in range(4)] == list(known)
