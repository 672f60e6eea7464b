"""Records as columns and back."""

from datetime import date

import pytest

from graph.history import History
from matching.model.facts import AgreementFacts, Dated, PersonFacts
from matching.model.packing import by_id, packed, parts, unpacked

AGREEMENTS = [
    AgreementFacts("agr_a", ("univ_a", "univ_b"), "EXCHANGE", "IN_FORCE", date(2020, 1, 1)),
    AgreementFacts("agr_b", (), "NETWORK", "EXPIRED", None, date(2021, 1, 1), "Net", History(("A",), ("2020-01-01",))),
]
PERSONS = [PersonFacts("pers_a", "DEAN", (Dated("univ_a", None),), ())]


@pytest.mark.parametrize("records", [AGREEMENTS, PERSONS, []])
def test_records_of_columns_are_the_same_and_in_order(records: list[object]) -> None:
    assert unpacked(packed(records)) == records


def test_ids_stand_in_the_order_of_the_records() -> None:
    assert list(by_id(packed(reversed(AGREEMENTS)))) == ["agr_b", "agr_a"]


def test_a_record_is_made_again_of_its_parts() -> None:
    kind, values = parts(AGREEMENTS[1])
    assert kind(*values) == AGREEMENTS[1]
