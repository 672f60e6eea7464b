"""Which institutions are like another one, which are left out, and what is said of each."""

from datetime import date
from typing import Any

import pytest

from matching.model.network import Network
from matching.question import UnknownUniversityError
from matching.reasons import Direction, Likeness, LikenessKind
from matching.similar_institutions import SimilarInstitution, SimilarityRequest, similar_institutions
from matching.similarity import TERMS
from tests.matching.build import BERLIN, KAZAN, LONG_AGO, MUNICH, PARIS, TODAY, World

MOST = {term.kind: term.most for term in TERMS}  # of the two terms of intents, either: they are equal


def world() -> World:
    """At home Kazan, Tomsk and Omsk; abroad Paris, Lyon, Berlin and Munich."""
    made = World().university("kazan", "RU", at=KAZAN).university("tomsk", "RU").university("omsk", "RU")
    made.university("paris", "FR", at=PARIS).university("lyon", "FR")
    return made.university("berlin", "DE", at=BERLIN).university("munich", "DE", at=MUNICH)


def like(network: Network, university: str = "paris", **demands: Any) -> dict[str, SimilarInstitution]:
    """All that are like an institution by id, the most like first."""
    request = SimilarityRequest(university, demands.pop("as_of", TODAY), **demands)
    return {each.university: each for each in similar_institutions(network, request).page(0, 100)}


def kinds(one: SimilarInstitution) -> set[LikenessKind]:
    return {reason.kind for reason in one.reasons}


def reason(one: SimilarInstitution, kind: LikenessKind) -> Likeness:
    return next(each for each in one.reasons if each.kind is kind)


def test_likes_are_of_the_same_side_of_the_pair() -> None:
    network = world().network()
    assert set(like(network, "paris")) == {"lyon", "berlin", "munich"}
    assert set(like(network, "kazan")) == {"tomsk", "omsk"}


def test_named_countries_and_regions_say_where_instead_of_the_side() -> None:
    made = world().university("ufa", "RU", region="RU-BA").university("bonn", "DE", region="DE-NW")
    network = made.network()
    assert set(like(network, countries=frozenset({"DE", "RU"}))) == {
        "berlin", "munich", "bonn", "kazan", "tomsk", "omsk", "ufa",
    }  # fmt: skip
    assert set(like(network, regions=frozenset({"RU-BA", "DE-NW"}))) == {"ufa", "bonn"}
    assert set(like(network, regions=frozenset({"RU-BA", "DE-NW"}), countries=frozenset({"DE"}))) == {"bonn"}
    assert like(network, countries=frozenset({"CL"})) == {}


def test_an_unknown_university_is_an_error() -> None:
    with pytest.raises(UnknownUniversityError):
        similar_institutions(world().network(), SimilarityRequest("nobody", TODAY))


def test_closed_institutions_and_those_of_other_kinds_are_left_out() -> None:
    made = world().university("bonn", "DE", status="CLOSED").university("institute", "DE", kind="RESEARCH_INSTITUTE")
    network = made.network()
    assert set(like(network)) == {"lyon", "berlin", "munich", "institute"}
    assert set(like(network, kinds=frozenset({"RESEARCH_INSTITUTE"}))) == {"institute"}


def test_only_those_with_enough_live_partners_at_home_are_left_where_that_is_demanded() -> None:
    made = world().contact("kazan", "berlin").contact("tomsk", "berlin").contact("tomsk", "berlin")
    made.contact("kazan", "munich").contact("kazan", "munich").contact("omsk", "munich", stage="LOST")
    made.contact("lyon", "berlin").contact("lyon", "munich").contact("lyon", "kazan", until=TODAY)
    network = made.network()
    assert {id: each.home_partners for id, each in like(network).items()} == {"berlin": 2, "munich": 1, "lyon": 0}
    assert set(like(network, min_home_partners=1)) == {"berlin", "munich"}
    assert set(like(network, min_home_partners=2)) == {"berlin"}
    assert set(like(network, min_home_partners=1, as_of=date(2026, 2, 28))) == {"berlin", "munich", "lyon"}


def test_what_belongs_together_with_it_is_no_find() -> None:
    made = world()
    for name in ("faculty", "chair", "system", "ministry", "sister", "cousin", "clinic"):
        made.university(name, "FR")
    made.relation("faculty", "CHILD_OF", "paris").relation("chair", "CHILD_OF", "faculty")
    made.relation("paris", "CHILD_OF", "system").relation("system", "CHILD_OF", "ministry")
    made.relation("sister", "CHILD_OF", "system").relation("paris", "RELATED_TO", "clinic")
    made.relation("clinic", "RELATED_TO", "cousin").relation("faculty", "CHILD_OF", "chair")  # a circle ends too
    assert set(like(made.network())) == {"lyon", "berlin", "munich", "sister", "cousin"}


def rich() -> World:
    """Everything of which a likeness can be made, between some of them."""
    made = world().university("nice", "FR", "Medical School", at=PARIS, student_band="OVER_30K")
    made.university("bonn", "DE", fields=("0613", "0912"), at=BERLIN, student_band="OVER_30K")
    made.university("model", "DE", fields=("0613", "0711"), at=MUNICH, student_band="OVER_30K")
    made.contact("model", "kazan").contact("model", "tomsk").contact("bonn", "kazan").contact("lyon", "omsk", "tomsk")
    made.seeks("model", fields=("0613",)).seeks("bonn", fields=("06",)).offers("model", "SUMMER_SCHOOL")
    return made.offers("lyon", "SUMMER_SCHOOL")


def test_weights_of_the_reasons_add_up_to_the_score_and_give_the_order() -> None:
    found = list(like(rich().network(), "model").values())
    assert {kind for each in found for kind in kinds(each)} == set(LikenessKind)
    for each in found:
        assert each.score == pytest.approx(sum(reason.weight for reason in each.reasons), abs=1e-9)
        assert 0 < each.score <= 1
        assert [reason.weight for reason in each.reasons] == sorted((r.weight for r in each.reasons), reverse=True)
        assert all(reason.evidence and reason.weight > 0 for reason in each.reasons)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert found[0].university == "bonn"


def test_the_most_that_all_reasons_can_give_is_one() -> None:
    assert sum(term.most for term in TERMS) == pytest.approx(1.0)


def test_a_twin_gets_almost_everything() -> None:
    made = World()
    for name in ("model", "twin"):
        made.university(name, "DE", fields=("0613",), at=BERLIN, student_band="OVER_30K").seeks(name).offers(name)
        for number in range(98):
            made.contact(name, f"home{number}")
    for number in range(98):
        made.university(f"home{number}", "RU")
    (twin,) = like(made.network(), "model").values()
    assert twin.score == pytest.approx(1 - MOST[LikenessKind.COMMON_PARTNERS] * 0.02)


def test_declared_fields_weigh_twice_what_names_hint_at() -> None:
    made = World().university("model", "DE", fields=("0912",)).university("declared", "FR", fields=("0912",))
    made.university("hinted", "FR", "Medical School").university("other", "FR", fields=("0613",))
    found = like(made.network(), "model")
    declared, hinted = (reason(found[each], LikenessKind.SHARED_FIELDS) for each in ("declared", "hinted"))
    assert declared.weight == pytest.approx(MOST[LikenessKind.SHARED_FIELDS])
    assert hinted.weight == pytest.approx(declared.weight / 2)
    assert (declared.detail.hinted, hinted.detail.hinted) == (False, True)
    assert declared.detail.fields == ("0912",)
    assert declared.evidence == ("model", "declared")
    assert LikenessKind.SHARED_FIELDS not in kinds(found["other"])


def test_partners_are_shared_if_both_have_live_contacts_with_them() -> None:
    made = world().contact("paris", "kazan").contact("paris", "tomsk").contact("berlin", "kazan")
    made.contact("munich", "tomsk", stage="DORMANT").contact("lyon", "omsk").contact("paris", "lyon")
    found = like(made.network())
    shared = reason(found["berlin"], LikenessKind.COMMON_PARTNERS)
    # One in common; Paris has three and Berlin one, each with the two more that nobody shares.
    assert shared.weight == pytest.approx(MOST[LikenessKind.COMMON_PARTNERS] / (5 * 3) ** 0.5, abs=1e-6)
    assert (shared.evidence, shared.detail.count, shared.detail.nodes) == (("kazan",), 1, ("kazan",))
    assert [id for id, each in found.items() if LikenessKind.COMMON_PARTNERS in kinds(each)] == ["berlin"]


def test_shared_partners_with_few_others_are_shown_first_and_five_at_most() -> None:
    made = world().contact("lyon", "h0")
    for number in range(7):
        made.university(f"h{number}", "RU").contact("paris", f"h{number}").contact("berlin", f"h{number}")
    shared = reason(like(made.network())["berlin"], LikenessKind.COMMON_PARTNERS)
    assert shared.detail.count == 7
    assert shared.evidence == ("h1", "h2", "h3", "h4", "h5")


def intents(found: dict[str, SimilarInstitution], id: str) -> list[tuple[Direction | None, float]]:
    """Directions in which it wants the same, and which share of what can be had for it that gives."""
    most = MOST[LikenessKind.SAME_INTENTS]
    return [
        (each.detail.direction, round(each.weight / most, 4))
        for each in found[id].reasons
        if each.kind is LikenessKind.SAME_INTENTS
    ]


def test_who_seeks_or_offers_the_same_is_alike_and_who_does_the_opposite_is_not() -> None:
    made = world().seeks("paris").offers("paris", "SUMMER_SCHOOL")
    made.seeks("berlin").offers("munich", "SUMMER_SCHOOL").offers("lyon").seeks("lyon", "SUMMER_SCHOOL")
    found = like(made.network())
    assert intents(found, "berlin") == [(Direction.THEY_SEEK, 1.0)]
    assert intents(found, "munich") == [(Direction.THEY_OFFER, 1.0)]
    assert intents(found, "lyon") == []
    assert reason(found["berlin"], LikenessKind.SAME_INTENTS).evidence == ("paris-seeks-0", "berlin-seeks-2")


@pytest.mark.parametrize(
    ("theirs", "share"),
    [
        ({"fields": ("06",)}, 1.0),
        ({"fields": ("0912",)}, 0.5),
        ({}, 0.5),
        ({"fields": ("06",), "until": TODAY}, None),
        ({"fields": ("06",), "since": date(2027, 1, 1)}, None),
        ({"fields": ("06",), "kind": "SUMMER_SCHOOL"}, None),
    ],
)
def test_the_same_intent_is_open_and_in_fields_that_meet(theirs: dict[str, Any], share: float | None) -> None:
    made = world().seeks("paris", fields=("0613",)).seeks("berlin", **theirs)
    assert intents(like(made.network()), "berlin") == ([] if share is None else [(Direction.THEY_SEEK, share)])


def test_intents_count_by_the_share_of_kinds_of_cooperation_in_their_best_pair() -> None:
    made = world().seeks("paris", fields=("0613",)).seeks("paris", fields=("0912",)).seeks("paris", "SUMMER_SCHOOL")
    made.seeks("berlin", fields=("0711",)).seeks("berlin", fields=("09",))
    found = like(made.network())
    assert intents(found, "berlin") == [(Direction.THEY_SEEK, 0.5)]
    same = reason(found["berlin"], LikenessKind.SAME_INTENTS)
    assert same.evidence == ("paris-seeks-1", "berlin-seeks-4")
    assert (same.detail.cooperation_kinds, same.detail.fields) == (("RESEARCH",), ("09",))


def test_intents_that_are_closed_are_wanted_by_neither() -> None:
    made = world().seeks("paris").seeks("paris", "SUMMER_SCHOOL", until=TODAY).seeks("paris", until=TODAY)
    made.seeks("berlin").seeks("berlin", "SUMMER_SCHOOL").seeks("berlin", until=TODAY)
    found = like(made.network())
    assert intents(found, "berlin") == [(Direction.THEY_SEEK, 1.0)]
    assert reason(found["berlin"], LikenessKind.SAME_INTENTS).evidence == ("paris-seeks-0", "berlin-seeks-3")


def test_profile_country_and_nearness_speak_where_nothing_else_is_known() -> None:
    made = World().university("model", "DE", at=BERLIN, student_band="OVER_30K")
    made.university("same", "DE", at=MUNICH, student_band="OVER_30K").university("far", "PE", at=(-12.05, -77.04))
    found = like(made.network(), "model")
    same = found["same"]
    assert kinds(same) == {LikenessKind.SIMILAR_PROFILE, LikenessKind.SAME_COUNTRY, LikenessKind.NEARBY}
    assert reason(same, LikenessKind.SIMILAR_PROFILE).weight == pytest.approx(MOST[LikenessKind.SIMILAR_PROFILE])
    assert reason(same, LikenessKind.SAME_COUNTRY).detail.country == "DE"
    assert reason(same, LikenessKind.NEARBY).detail.distance_km == pytest.approx(504, abs=5)
    assert kinds(found["far"]) == {LikenessKind.SIMILAR_PROFILE}


def test_the_network_is_looked_at_as_of_the_day() -> None:
    made = world().contact("paris", "kazan").contact("berlin", "kazan", since=date(2020, 1, 1))
    network = made.network()
    assert LikenessKind.COMMON_PARTNERS in kinds(like(network)["berlin"])
    assert LikenessKind.COMMON_PARTNERS not in kinds(like(network, as_of=date(2019, 12, 31))["berlin"])
    assert like(network, as_of=LONG_AGO, min_home_partners=1) == {}


def test_pages_follow_one_another_and_every_one_has_its_place() -> None:
    made = World().university("model", "DE")
    for number in range(25):
        made.university(f"u{number}", "FR")
    ranking = similar_institutions(made.network(), SimilarityRequest("model", TODAY))
    paged = [each.university for start in (0, 10, 20) for each in ranking.page(start, 10)]
    assert len(ranking) == len(set(paged)) == 25
    assert [ranking.index(each) for each in paged] == list(range(25))
    for stranger in ("model", "nobody"):
        with pytest.raises(ValueError, match=stranger):
            ranking.index(stranger)


def test_ties_are_broken_by_the_pair_and_not_by_the_order_of_loading() -> None:
    def order(university: str, names: list[str]) -> list[str]:
        made = World().university("model", "DE").university("other", "DE")
        for name in names:
            made.university(name, "FR")
        found = similar_institutions(made.network(), SimilarityRequest(university, TODAY, frozenset({"FR"})))
        return [each.university for each in found.page(0, 20)]

    names = [f"u{number:02}" for number in range(20)]
    assert order("model", names) == order("model", names[::-1])
    assert order("model", names) not in (names, names[::-1])
    assert order("model", names) != order("other", names)
