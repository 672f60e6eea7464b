"""Whom the ranking proposes, whom it leaves out, and what it says about both."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matching.model.facts import Dated
from matching.model.network import Network
from matching.offices import OfficeBasis
from matching.ranking import (
    Direction,
    Match,
    MatchRequest,
    Reason,
    ReasonKind,
    UnknownUniversityError,
    rank,
)
from matching.weights import read_weights
from tests.matching.build import BERLIN, LONG_AGO, MUNICH, PARIS, TODAY, World, two_sides


def matches(network: Network, university: str = "kazan", **demands: Any) -> dict[str, Match]:
    """All matches by id, best first."""
    ranking = rank(network, MatchRequest(university, TODAY, **demands))
    return {match.university: match for match in ranking.page(0, 100)}


def reason(match: Match, kind: ReasonKind) -> Reason:
    """The reason of a kind."""
    return next(reason for reason in match.reasons if reason.kind is kind)


def kinds(match: Match) -> set[ReasonKind]:
    """The kinds of a match's reasons."""
    return {reason.kind for reason in match.reasons}


def test_a_home_university_gets_foreign_partners_and_a_foreign_one_gets_home_partners() -> None:
    network = two_sides().network()
    assert set(matches(network, "kazan")) == {"paris", "berlin", "munich"}
    assert set(matches(network, "paris")) == {"kazan", "tomsk"}


def test_an_unknown_university_is_an_error() -> None:
    with pytest.raises(UnknownUniversityError):
        rank(two_sides().network(), MatchRequest("nobody", TODAY))


def test_closed_institutions_are_not_proposed() -> None:
    world = two_sides().university("bonn", "DE", status="CLOSED").university("nowhere", "")
    assert set(matches(world.network())) == {"paris", "berlin", "munich"}


def test_weights_of_the_reasons_add_up_to_the_score_and_give_the_order() -> None:
    world = two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin")
    world.seeks("kazan").offers("munich").event("fair", "kazan", "berlin").office("house", "DE")
    found = list(matches(world.network()).values())
    assert len(found) == 3
    for match in found:
        assert match.score == pytest.approx(sum(reason.weight for reason in match.reasons))
        assert 0 < match.score <= 1
        assert [reason.weight for reason in match.reasons] == sorted((r.weight for r in match.reasons), reverse=True)
        assert all(reason.evidence for reason in match.reasons)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


def test_the_most_that_all_reasons_can_give_is_one() -> None:
    assert sum(read_weights().most.values()) == pytest.approx(1.0)


def test_pages_follow_one_another_without_gap_or_repetition() -> None:
    world = World().university("kazan", "RU")
    for number in range(25):
        world.university(f"u{number}", "DE")
    ranking = rank(world.network(), MatchRequest("kazan", TODAY))
    paged = [match.university for start in (0, 10, 20) for match in ranking.page(start, 10)]
    assert len(ranking) == 25
    assert tuple(paged) == ranking.ids()
    assert len(set(paged)) == 25


def test_ties_are_broken_by_the_pair_and_not_by_the_order_of_loading() -> None:
    def order(asker: str, names: list[str]) -> tuple[str, ...]:
        world = World().university("kazan", "RU").university("tomsk", "RU")
        for name in names:
            world.university(name, "DE")
        return rank(world.network(), MatchRequest(asker, TODAY)).ids()

    names = [f"u{number:02}" for number in range(20)]
    assert order("kazan", names) == order("kazan", names[::-1])
    assert order("kazan", names) not in (tuple(names), tuple(names[::-1]))
    assert order("kazan", names) != order("tomsk", names)


def test_an_offer_that_meets_what_i_seek_puts_its_institution_first() -> None:
    world = two_sides().seeks("kazan", fields=("0613",)).offers("munich", fields=("06",))
    found = matches(world.network())
    assert next(iter(found)) == "munich"
    met = reason(found["munich"], ReasonKind.INTENT_MET)
    assert met.detail.direction is Direction.THEY_OFFER
    assert met.evidence == ("kazan-seeks-0", "munich-offers-1")
    assert met.detail.fields == ("06",)


def test_what_i_offer_meets_what_they_seek() -> None:
    world = two_sides().offers("kazan").seeks("berlin")
    met = reason(matches(world.network())["berlin"], ReasonKind.INTENT_MET)
    assert met.detail.direction is Direction.THEY_SEEK


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"fields": ("0613",)}, {"fields": ("0912",)}),
        ({"levels": ("EQF7",)}, {"levels": ("EQF6",)}),
        ({"languages": ("ru-B2",)}, {"languages": ("ru-A2",)}),
        ({"languages": ("en",)}, {"languages": ("de",)}),
        ({"countries": ("FR",)}, {}),
        ({}, {"countries": ("CN",)}),
        ({}, {"kind": "SUMMER_SCHOOL"}),
        ({}, {"until": TODAY}),
        ({"since": date(2027, 1, 1)}, {}),
        ({"since": None}, {}),
    ],
)
def test_intents_that_disagree_do_not_meet(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    agreeing = two_sides().seeks("kazan").offers("munich").network()
    assert ReasonKind.INTENT_MET in kinds(matches(agreeing)["munich"])
    network = two_sides().seeks("kazan", **mine).offers("munich", **theirs).network()
    assert ReasonKind.INTENT_MET not in kinds(matches(network)["munich"])


def test_an_intent_stands_from_its_first_day() -> None:
    network = two_sides().seeks("kazan", since=TODAY).offers("munich").network()
    assert ReasonKind.INTENT_MET in kinds(matches(network)["munich"])


def test_intents_that_agree_on_more_weigh_more() -> None:
    aspects: dict[str, Any] = {"fields": ("0613",), "levels": ("EQF7",), "languages": ("en",)}
    world = two_sides().seeks("kazan", **aspects).offers("munich").offers("berlin", **aspects)
    found = matches(world.network())
    heavy, light = (reason(found[name], ReasonKind.INTENT_MET).weight for name in ("berlin", "munich"))
    assert heavy > light


def test_partners_of_my_partners_partners_come_before_strangers() -> None:
    world = two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin")
    routes = reason(matches(world.network())["berlin"], ReasonKind.THREE_STEP_PATHS)
    assert routes.evidence == ("kazan-paris", "tomsk-paris", "tomsk-berlin")
    assert routes.detail.nodes == ("paris", "tomsk")
    assert ReasonKind.THREE_STEP_PATHS not in kinds(matches(world.network())["munich"])


def test_a_route_may_lead_through_an_institution_of_the_other_side() -> None:
    world = two_sides().contact("kazan", "paris").contact("paris", "munich").contact("munich", "berlin")
    routes = reason(matches(world.network())["berlin"], ReasonKind.THREE_STEP_PATHS)
    assert routes.detail.nodes == ("paris", "munich")


def test_routes_and_common_partners_tell_more_of_an_asker_with_more_partners() -> None:
    few = two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin")
    few.contact("munich", "paris")
    many = two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin")
    many.contact("munich", "paris")
    for number in range(9):
        many.university(f"partner{number}", "DE").contact("kazan", f"partner{number}")
    for kind, partner in ((ReasonKind.THREE_STEP_PATHS, "berlin"), (ReasonKind.COMMON_PARTNERS, "munich")):
        weights = [reason(matches(world.network())[partner], kind).weight for world in (few, many)]
        assert weights[0] < weights[1], kind


def test_the_network_leads_to_strangers_only() -> None:
    world = two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin")
    found = matches(world.contact("kazan", "berlin").network())
    assert not kinds(found["berlin"]) & {ReasonKind.THREE_STEP_PATHS, ReasonKind.COMMON_PARTNERS}


def test_a_lost_or_ended_or_undated_contact_leads_nowhere() -> None:
    for ended in (
        {"stage": "LOST"},
        {"stage": "DORMANT"},
        {"until": TODAY},
        {"since": date(2026, 3, 2)},
        {"since": None},
    ):
        world = two_sides().contact("kazan", "paris").contact("tomsk", "paris").contact("tomsk", "berlin", **ended)
        assert ReasonKind.THREE_STEP_PATHS not in kinds(matches(world.network())["berlin"]), ended


def test_a_common_partner_is_a_reason_and_is_named() -> None:
    world = two_sides().contact("kazan", "paris").contact("berlin", "paris")
    common = reason(matches(world.network())["berlin"], ReasonKind.COMMON_PARTNERS)
    assert common.detail.nodes == ("paris",)
    assert set(common.evidence) == {"kazan-paris", "berlin-paris"}


def test_a_country_where_compatriots_have_contacts_is_nearer() -> None:
    world = two_sides().contact("tomsk", "berlin").contact("kazan", "paris")
    found = matches(world.network())
    by_others = reason(found["munich"], ReasonKind.COUNTRY_AFFINITY)
    assert (by_others.detail.count, by_others.detail.total, by_others.evidence) == (0, 1, ("tomsk-berlin",))
    by_me = reason(found["paris"], ReasonKind.COUNTRY_AFFINITY)
    assert (by_me.detail.count, by_me.evidence) == (1, ("kazan-paris",))


def test_my_own_contacts_in_a_country_count_for_more_than_those_of_others() -> None:
    world = two_sides().university("lyon", "FR").contact("kazan", "paris").contact("tomsk", "berlin")
    found = matches(world.network())
    mine, others = (reason(found[name], ReasonKind.COUNTRY_AFFINITY).weight for name in ("lyon", "munich"))
    assert mine > others > 0


def test_a_foreign_university_is_told_who_works_with_its_country() -> None:
    world = two_sides()
    for _ in range(5):
        world.contact("tomsk", "munich").contact("kazan", "paris")
    found = matches(world.network(), "berlin")
    affinity = reason(found["tomsk"], ReasonKind.COUNTRY_AFFINITY)
    assert (affinity.detail.theirs, affinity.detail.country, affinity.detail.count) == (True, "DE", 5)
    assert set(affinity.evidence) == {"tomsk-munich", *(f"tomsk-munich-{number}" for number in range(1, 5))}
    assert ReasonKind.COUNTRY_AFFINITY not in kinds(found["kazan"])


def test_fields_of_two_are_as_alike_whoever_asks() -> None:
    world = World().university("kazan", "RU", fields=("0912",)).university("tomsk", "RU", fields=("0912", "07"))
    world.university("berlin", "DE", fields=("0912",)).university("paris", "FR", fields=("07",))
    world.university("munich", "DE", fields=("061",))
    network = world.network()
    asked = reason(matches(network, "berlin")["kazan"], ReasonKind.SHARED_FIELDS)
    others = matches(world.university("moscow", "RU", fields=("061",)).network(), "berlin")
    assert asked.weight > 0
    assert ReasonKind.SHARED_FIELDS not in kinds(others["moscow"])


def test_taking_part_in_the_same_event_counts_once_it_has_begun() -> None:
    world = two_sides().event("fair", "kazan", "munich").event("later", "kazan", "berlin", starts=date(2026, 4, 1))
    found = matches(world.network())
    assert reason(found["munich"], ReasonKind.EVENT_TOGETHER).evidence == ("fair",)
    assert ReasonKind.EVENT_TOGETHER not in kinds(found["berlin"])


def test_shared_subjects_rank_and_hints_of_names_rank_less() -> None:
    world = World().university("kazan", "RU", fields=("0912",))
    world.university("declared", "DE", fields=("0912",)).university("hinted", "DE", "Medical University")
    world.university("other", "DE", fields=("07",))
    found = matches(world.network())
    declared, hinted = (reason(found[name], ReasonKind.SHARED_FIELDS) for name in ("declared", "hinted"))
    assert declared.weight > hinted.weight > 0
    assert hinted.detail.hinted
    assert not declared.detail.hinted
    assert ReasonKind.SHARED_FIELDS not in kinds(found["other"])


def test_a_relative_of_a_partner_is_a_reason() -> None:
    world = two_sides().contact("kazan", "berlin").relation("munich", "CHILD_OF", "berlin")
    related = reason(matches(world.network())["munich"], ReasonKind.RELATED_INSTITUTION)
    assert (related.evidence, related.detail.nodes) == (("kazan-berlin",), ("berlin",))


def test_near_and_similar_institutions_rank_for_one_of_which_nothing_else_is_known() -> None:
    world = two_sides().university("pskov", "RU", at=(57.8, 28.3), student_band="UNDER_5K")
    world.university("tartu", "EE", at=(58.4, 26.7), student_band="UNDER_5K").university(
        "lima", "PE", at=(-12.0, -77.0)
    )
    found = matches(world.network(), "pskov")
    assert next(iter(found)) == "tartu"
    assert reason(found["tartu"], ReasonKind.NEARBY).detail.distance_km == pytest.approx(115, abs=5)
    assert ReasonKind.NEARBY not in kinds(found["lima"])
    assert reason(found["tartu"], ReasonKind.SIMILAR_PROFILE).detail.same_size


def test_a_live_agreement_excludes_unless_it_is_asked_for() -> None:
    network = two_sides().agreement("kazan", "paris").network()
    assert "paris" not in matches(network)
    assert "paris" in matches(network, exclude_live_agreements=False)


@pytest.mark.parametrize(
    "agreement",
    [
        {"status": "DRAFT"},
        {"valid_to": date(2026, 2, 28)},
        {"valid_from": date(2026, 3, 2)},
        {"valid_from": None},
    ],
)
def test_an_agreement_that_does_not_bind_excludes_nobody(agreement: dict[str, Any]) -> None:
    assert "paris" in matches(two_sides().agreement("kazan", "paris", **agreement).network())


def test_an_agreement_binds_on_its_last_day() -> None:
    assert "paris" not in matches(two_sides().agreement("kazan", "paris", valid_to=TODAY).network())


def test_a_live_contact_is_a_reason_or_excludes() -> None:
    network = two_sides().contact("kazan", "paris").network()
    assert reason(matches(network)["paris"], ReasonKind.IN_CONTACT).evidence == ("kazan-paris",)
    assert "paris" not in matches(network, exclude_live_contacts=True)


def test_countries_and_kinds_are_hard() -> None:
    network = two_sides().university("lab", "DE", kind="RESEARCH_INSTITUTE").network()
    assert set(matches(network, countries=frozenset({"DE"}))) == {"berlin", "munich", "lab"}
    assert set(matches(network, kinds=frozenset({"RESEARCH_INSTITUTE"}))) == {"lab"}


def test_a_field_includes_what_lies_under_it_and_not_what_lies_above() -> None:
    world = two_sides().university("soft", "DE", fields=("0613",)).university("broad", "DE", fields=("06",))
    world.university("medics", "DE", "Medical School").offers("paris", fields=("0612",))
    network = world.network()
    assert set(matches(network, fields=frozenset({"06"}))) == {"soft", "broad", "paris"}
    assert set(matches(network, fields=frozenset({"0613"}))) == {"soft"}
    assert set(matches(network, fields=frozenset({"09"}))) == {"medics"}


def test_levels_languages_and_cooperation_are_fulfilled_by_one_open_intent() -> None:
    world = two_sides().offers("berlin", levels=("EQF7",), languages=("ru-B1",)).offers("munich", levels=("EQF6",))
    world.offers("munich", "SUMMER_SCHOOL", levels=("EQF7",)).offers("paris", levels=("EQF7",), countries=("CN",))
    network = world.network()
    assert set(matches(network, levels=frozenset({"EQF7"}))) == {"berlin", "munich"}
    research: dict[str, Any] = {"levels": frozenset({"EQF7"}), "cooperation_kinds": frozenset({"RESEARCH"})}
    assert set(matches(network, **research)) == {"berlin"}
    assert set(matches(network, languages=frozenset({"ru-B2"}), **research)) == {"berlin"}
    assert set(matches(network, languages=frozenset({"ru-A2"}), **research)) == set()


@pytest.mark.parametrize("demand", [{"languages": frozenset({"ja"})}, {"levels": frozenset({"EQF7"})}])
def test_intent_that_names_nothing_fulfils_no_demand(demand: dict[str, Any]) -> None:
    world = two_sides().offers("berlin").offers("munich", languages=("ja",), levels=("EQF7",))
    assert set(matches(world.network(), **demand)) == {"munich"}


def test_own_intent_that_names_nothing_still_meets_one_that_fulfils_the_demand() -> None:
    world = two_sides().seeks("kazan").offers("munich", languages=("ja",)).offers("berlin")
    (match,) = matches(world.network(), languages=frozenset({"ja"})).values()
    assert match.score > matches(two_sides().offers("munich", languages=("ja",)).network())["munich"].score


def test_an_active_office_can_be_required() -> None:
    network = two_sides().office("house", "FR").office("closed", "DE", status="SUSPENDED").network()
    assert set(matches(network, require_active_office=True)) == {"paris"}
    assert set(matches(network, "paris", require_active_office=True)) == {"kazan", "tomsk"}
    assert set(matches(network, "berlin", require_active_office=True)) == set()


def test_an_active_office_weighs_more_than_a_limited_one() -> None:
    world = two_sides().office("full", "FR").office("half", "DE", status="LIMITED")
    found = matches(world.network())
    full, half = (reason(found[name], ReasonKind.OFFICE_COVERS) for name in ("paris", "berlin"))
    assert full.weight == 2 * half.weight > 0
    assert (full.evidence, half.evidence, half.detail.limited) == (("full",), ("half",), True)


def test_the_nearest_active_office_of_the_country_is_offered() -> None:
    world = two_sides().office("house-berlin", "DE", at=BERLIN).office("house-munich", "DE", at=MUNICH)
    found = matches(world.network())
    assert found["berlin"].office.office == "house-berlin"
    assert found["munich"].office.office == "house-munich"
    assert found["munich"].office.basis is OfficeBasis.ACTIVE


def test_suspended_office_is_not_offered() -> None:
    world = (
        two_sides().office("house-berlin", "DE", at=BERLIN, status="SUSPENDED").office("house-paris", "FR", at=PARIS)
    )
    choice = matches(world.network())["berlin"].office
    assert (choice.office, choice.basis) == ("house-paris", OfficeBasis.COVERS_FROM_NEIGHBOUR)
    assert (choice.unavailable, choice.unavailable_status) == ("house-berlin", "SUSPENDED")
    assert choice.distance_km == pytest.approx(878, abs=5)


def test_a_limited_office_of_the_country_comes_before_a_neighbour() -> None:
    world = two_sides().office("house-berlin", "DE", at=BERLIN, status="LIMITED").office("house-paris", "FR", at=PARIS)
    choice = matches(world.network())["berlin"].office
    assert (choice.office, choice.basis) == ("house-berlin", OfficeBasis.LIMITED)


def test_office_that_covers_nobody_on_the_day_is_no_neighbour() -> None:
    past = (Dated("FR", LONG_AGO, date(2022, 1, 1)),)
    world = two_sides().office("house-munich", "AT", at=MUNICH).office("house-paris", at=PARIS)
    world.offices[-1] = replace(world.offices[-1], coverage=past)
    choice = matches(world.network())["paris"].office
    assert (choice.office, choice.basis) == ("house-munich", OfficeBasis.COVERS_FROM_NEIGHBOUR)


def test_status_and_coverage_count_on_the_day_asked_for() -> None:
    statuses = (Dated("ACTIVE", LONG_AGO, date(2022, 1, 1)), Dated("CLOSED", date(2022, 1, 1)))
    network = two_sides().office("house-paris", "FR", at=PARIS, statuses=statuses).network()

    def office_on(day: date) -> str | None:
        return rank(network, MatchRequest("kazan", day, frozenset({"FR"}))).page(0, 1)[0].office.office

    assert office_on(date(2021, 12, 31)) == "house-paris"
    assert office_on(date(2022, 1, 1)) is None


def test_headquarters_help_where_no_office_abroad_can() -> None:
    world = two_sides().office("moscow", "RU", kind="HEADQUARTERS", at=(55.75, 37.62))
    choice = matches(world.network())["berlin"].office
    assert (choice.office, choice.basis) == ("moscow", OfficeBasis.HEADQUARTERS)
    choice = matches(world.office("house-lima", "PE", at=(-12.0, -77.0)).network())["berlin"].office
    assert (choice.office, choice.basis) == ("moscow", OfficeBasis.HEADQUARTERS), "Lima is far"
    choice = matches(world.office("house-paris", "FR", at=PARIS).network())["berlin"].office
    assert (choice.office, choice.basis) == ("house-paris", OfficeBasis.COVERS_FROM_NEIGHBOUR)
    choice = matches(two_sides().office("house-lima", "PE", at=(-12.0, -77.0)).network())["berlin"].office
    assert (choice.office, choice.basis) == ("house-lima", OfficeBasis.COVERS_FROM_NEIGHBOUR), "nobody else is there"
    for nobody in (two_sides(), two_sides().office("house-somewhere", "PE")):
        assert matches(nobody.network())["berlin"].office.basis is OfficeBasis.NONE, "how far it is is not known"


def test_a_foreign_university_goes_through_the_office_of_its_own_country() -> None:
    world = two_sides().office("house-paris", "FR", at=PARIS).office("house-berlin", "DE", at=BERLIN)
    assert {match.office.office for match in matches(world.network(), "paris").values()} == {"house-paris"}


def test_a_match_comes_with_its_shortest_introduction() -> None:
    world = two_sides().contact("kazan", "paris").contact("berlin", "paris")
    path = matches(world.network())["berlin"].path
    assert path is not None
    assert path.nodes == ("kazan", "paris", "berlin")
    assert matches(world.network())["munich"].path is None


def test_a_merged_university_may_ask_but_is_not_proposed() -> None:
    world = two_sides().university("old", "RU", status="MERGED")
    assert set(matches(world.network(), "old")) == {"paris", "berlin", "munich"}
    assert "old" not in matches(world.network(), "paris")
