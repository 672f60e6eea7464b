"""What speaks against a partner: what its score lacks, in numbers."""

from datetime import date
from typing import Any

import pytest

from matching.concerns import Concern, ConcernKind
from matching.model.facts import Dated
from matching.ranking import Match, MatchRequest, ReasonKind, rank
from matching.wording.sentences import concern_sentence
from tests.matching.build import LONG_AGO, TODAY, World, called, two_sides

NAMES = called({"house": "House", "head": "Head office"}, {"DE": "Germany"}, {})


def match(world: World, university: str = "berlin", **demands: Any) -> Match:
    """The match of one institution for Kazan."""
    found = rank(world.network(), MatchRequest("kazan", TODAY, **demands)).page(0, 100)
    return next(each for each in found if each.university == university)


def concern(found: Match, kind: ConcernKind) -> Concern:
    """The concern of a kind."""
    return next(each for each in found.concerns if each.kind is kind)


@pytest.mark.parametrize("status", ["SUSPENDED", "CLOSED", "LIMITED"])
def test_office_that_is_not_active_costs_what_an_active_one_would_give(status: str) -> None:
    against, without = match(two_sides().office("house", "DE", status=status)), match(two_sides().office("house", "DE"))
    told = concern(against, ConcernKind.NO_ACTIVE_OFFICE)
    assert told.evidence == ("house",)
    assert told.lost == pytest.approx(without.score - against.score)
    assert without.concerns == ()


def test_country_that_no_office_covers_is_told() -> None:
    told = concern(match(two_sides()), ConcernKind.NO_ACTIVE_OFFICE)
    assert (told.evidence, told.lost) == (("berlin",), 0.05)
    assert concern_sentence(told, "en", NAMES) == "No office covers Germany."


def test_intents_without_a_common_language_cost_what_one_would_give() -> None:
    apart = two_sides().seeks("kazan", languages=("ru",)).offers("berlin", languages=("de",))
    alike = two_sides().seeks("kazan", languages=("de",)).offers("berlin", languages=("de",))
    told = concern(match(apart), ConcernKind.LANGUAGE_GAP)
    assert told.lost == pytest.approx(match(alike).score - match(apart).score)
    assert told.evidence == ("kazan-seeks-0", "berlin-offers-1")
    assert (told.mine, told.theirs) == (("ru",), ("de",))
    assert ConcernKind.LANGUAGE_GAP not in {each.kind for each in match(alike).concerns}


def test_contact_in_which_nothing_happens_costs_what_one_of_today_would_give() -> None:
    silent = two_sides().contact("kazan", "berlin", last_activity=date(2021, 3, 14))
    lively = two_sides().contact("kazan", "berlin", last_activity=date(2026, 1, 1))
    told = concern(match(silent), ConcernKind.STALE_PARTNER)
    assert told.lost == pytest.approx(match(lively).score - match(silent).score)
    assert told.evidence == ("kazan-berlin",)
    assert concern_sentence(told, "en", NAMES) == "Your contact with them has shown no activity since 14 March 2021."
    assert concern_sentence(told, "ru", NAMES) == "В вашем контакте с ними ничего не происходило с 14 марта 2021 года."
    assert ConcernKind.STALE_PARTNER not in {each.kind for each in match(lively).concerns}


@pytest.mark.parametrize(("day", "share"), [(date(2024, 3, 2), 1), (date(2022, 3, 2), 0.5), (date(2020, 3, 2), 0.25)])
def test_contact_is_worth_half_for_each_two_years_of_silence(day: date, share: float) -> None:
    found = match(two_sides().contact("kazan", "berlin", last_activity=day))
    (reason,) = (each for each in found.reasons if each.kind is ReasonKind.IN_CONTACT)
    assert reason.weight == pytest.approx(share * 0.01, rel=2e-3)


def test_level_of_a_language_that_is_too_low_is_a_gap_too() -> None:
    world = two_sides().offers("kazan", languages=("ru-A2",)).seeks("berlin", languages=("ru-B2",))
    assert concern(match(world), ConcernKind.LANGUAGE_GAP).theirs == ("ru-B2",)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"languages": ("ru",)}, {}),
        ({"languages": ("ru",), "fields": ("06",)}, {"languages": ("de",), "fields": ("09",)}),
        ({"languages": ("ru",), "countries": ("FR",)}, {"languages": ("de",)}),
        ({"languages": ("ru",)}, {"languages": ("de",), "until": LONG_AGO}),
    ],
)
def test_intents_that_would_not_meet_anyway_have_no_gap(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    found = match(two_sides().seeks("kazan", **mine).offers("berlin", **theirs))
    assert ConcernKind.LANGUAGE_GAP not in {each.kind for each in found.concerns}


def test_better_pair_of_intents_leaves_no_gap() -> None:
    world = two_sides().seeks("kazan", languages=("ru",)).offers("berlin", languages=("de",))
    world.seeks("kazan", languages=("de",))
    assert ConcernKind.LANGUAGE_GAP not in {each.kind for each in match(world).concerns}


def test_gravest_concern_comes_first() -> None:
    world = two_sides().seeks("kazan", languages=("ru",)).offers("berlin", languages=("de",))
    kinds = [each.kind for each in match(world).concerns]
    assert kinds == [ConcernKind.LANGUAGE_GAP, ConcernKind.NO_ACTIVE_OFFICE]


def test_concerns_are_told_in_both_languages() -> None:
    world = two_sides().seeks("kazan", languages=("ru", "en")).offers("berlin", languages=("de",))
    world.office("house", "DE", statuses=(Dated("LIMITED", LONG_AGO),))
    gap, office = match(world).concerns
    assert (
        concern_sentence(gap, "en", NAMES)
        == "There is no common language: you name Russian and English, they name German."
    )
    assert concern_sentence(gap, "ru", NAMES) == "Нет общего языка: вы называете русский и английский, они — немецкий."
    assert concern_sentence(office, "en", NAMES) == "The office that covers Germany works with limits: House."
    assert concern_sentence(office, "ru", NAMES).startswith("Представительство, которое охватывает страну (Germany)")
