"""Agreements as columns: with whom an institution has a live one, on any day, is what the records say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.history import IN_FORCE, History
from matching.model.agreement_table import AgreementTable
from matching.model.facts import AgreementFacts
from matching.model.records import Table

KNOWN = {"a": 0, "b": 1, "c": 2}
DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 12))
ANY_DAYS = DAYS | st.sampled_from([None, date.min, date.max])
STATUSES = st.sampled_from([IN_FORCE, "DRAFT", "EXPIRED"])
HISTORIES = st.lists(st.tuples(DAYS | st.sampled_from([date.min, date.max]), STATUSES), max_size=4).map(
    lambda told: History(tuple(state for _, state in told), tuple(sorted(day.isoformat() for day, _ in told)))
)
AGREEMENTS = st.builds(
    AgreementFacts,
    id=st.just(""),
    parties=st.lists(st.sampled_from([*KNOWN, "unknown"]), max_size=3).map(tuple),
    kind=st.just("EXCHANGE"),
    status=STATUSES,
    valid_from=ANY_DAYS,
    valid_to=ANY_DAYS,
    history=st.none() | HISTORIES,
)


@given(st.lists(AGREEMENTS, max_size=6), DAYS | st.sampled_from([date.min, date.max]))
def test_partners_by_live_agreements_are_those_of_the_records(agreements: list[AgreementFacts], day: date) -> None:
    table = AgreementTable(Table.of(AgreementFacts, agreements), KNOWN)
    for id, row in KNOWN.items():
        live = [each.parties for each in agreements if id in each.parties and each.is_live(day)]
        found = {KNOWN[party] for parties in live for party in parties if party in KNOWN}
        assert set(table.partners(row, day).tolist()) == found
