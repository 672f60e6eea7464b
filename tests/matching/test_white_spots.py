"""Countries and fields with demand but no contact."""

from datetime import date

from matching.analyses.white_spots import WhiteSpot, white_spots
from tests.matching.build import TODAY, World


def world() -> World:
    """Home institution M; a in France is strong in 0613, b in Chile in 07, c in Chile in nothing."""
    made = World().university("M", "RU", fields=("0613",))
    made.university("a", "FR", fields=("0613",)).university("b", "CL", fields=("0711",)).university("c", "CL")
    return made


def found(spots: list[WhiteSpot]) -> list[tuple[str, str, int, int]]:
    return [(spot.country, spot.code, len(spot.from_home), len(spot.from_there)) for spot in spots]


def test_country_at_which_a_home_intent_aims_and_institutions_that_seek_show_demand() -> None:
    made = world()
    made.seeks("M", fields=("0613", "0612", "0711"), countries=("FR", "CL", "RU"))
    made.offers("b", fields=("0711",))
    made.seeks("c", fields=("0711",), countries=("RU",))
    made.seeks("a", fields=("0613",), countries=("CL",))
    assert found(white_spots(made.network(), TODAY, digits=2)) == [
        ("CL", "07", 1, 2),
        ("CL", "06", 1, 0),
        ("FR", "06", 1, 0),
        ("FR", "07", 1, 0),
    ]


def test_live_contact_with_an_institution_strong_in_the_field_takes_the_spot_away() -> None:
    made = world().seeks("M", fields=("0613", "0711"), countries=("FR",))
    made.contact("M", "a", until=date(2026, 1, 1))
    network = made.network()
    assert found(white_spots(network, TODAY, digits=2)) == [("FR", "06", 1, 0), ("FR", "07", 1, 0)]
    assert found(white_spots(network, date(2025, 12, 31), digits=2)) == [("FR", "07", 1, 0)]


def test_contact_between_two_institutions_abroad_does_not() -> None:
    made = world().seeks("M", fields=("0613",), countries=("FR",)).contact("a", "b")
    assert found(white_spots(made.network(), TODAY, digits=2)) == [("FR", "06", 1, 0)]


def test_fields_meet_where_one_lies_within_the_other() -> None:
    made = world().university("wide", "DE", fields=("061",)).contact("M", "wide").contact("M", "a")
    made.seeks("M", fields=("0613", "0612", "06", "07"), countries=("DE", "FR"))
    assert found(white_spots(made.network(), TODAY, digits=4)) == [
        ("DE", "07", 1, 0),
        ("FR", "0612", 1, 0),
        ("FR", "07", 1, 0),
    ]


def test_intent_that_is_closed_shows_no_demand() -> None:
    made = world().seeks("M", fields=("07",), countries=("FR",), until=date(2026, 3, 1))
    assert white_spots(made.network(), TODAY, digits=2) == []
    assert len(white_spots(made.network(), date(2026, 2, 28), digits=2)) == 1


def test_only_the_countries_asked_for_come() -> None:
    made = world().seeks("M", fields=("07",), countries=("FR", "CL"))
    assert found(white_spots(made.network(), TODAY, digits=2, countries=frozenset({"CL"}))) == [("CL", "07", 1, 0)]


def test_spot_names_who_is_strong_there_and_the_active_offices() -> None:
    made = world().seeks("M", fields=("0711",), countries=("CL",))
    made.university("closed", "CL", fields=("0711",), status="CLOSED")
    made.office("house", "CL").office("shut", "CL", status="SUSPENDED")
    (spot,) = white_spots(made.network(), TODAY, digits=3)
    assert (spot.code, spot.institutions, spot.offices) == ("071", ["b"], ["house"])
