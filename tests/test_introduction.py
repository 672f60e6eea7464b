"""Introductions, asked as a user would: who can bring two institutions together."""

from itertools import pairwise
from typing import Any

import pytest

from graph.natural_keys import university_id
from tests.conftest import Ask


def ror(tail: str) -> str:
    return university_id("ROR", f"https://ror.org/{tail}")


MOSCOW, KAZAN, INNOPOLIS, MEPHI = ror("010pmpe69"), ror("05256ym39"), ror("02b7jh107"), ror("04w8z7f34")
ALEPPO, SKOPJE, CAPE_TOWN, MORDOVIA = ror("03mzvxz96"), ror("02wk2vx54"), ror("03p74gp79"), ror("0262qgk29")
HANOI, BAIKAL = ror("02jmfj006"), ror("024fhbm82")

PATHS = """query ($from: ID!, $to: ID!, $length: Int! = 4, $day: Date = "2026-06-15", $first: Int! = 5,
                 $via: [IntroductionStepKind!]) {
  introductionPaths(from: $from, to: $to, maxLength: $length, asOf: $day, first: $first, via: $via) {
    length
    steps {
      kind since sentence russian: sentence(language: RU)
      source { id __typename ... on University { name } ... on Office { name } }
      target { id __typename ... on University { name } ... on Office { name } }
      evidence {
        id __typename ... on Contact { contact: slug } ... on Event { event: slug } ... on Office { office: slug }
      }
    }
  }
}"""


async def paths(ask: Ask, **variables: Any) -> list[dict[str, Any]]:
    """The chains found, their nodes and evidence in one statement (none where there is no chain)."""
    asked = await ask(PATHS, **variables)
    assert asked.errors == []
    found: list[dict[str, Any]] = asked.data["introductionPaths"]
    assert len(asked.statements) == (1 if found else 0)
    return found


def chain(path: dict[str, Any]) -> list[str]:
    return [path["steps"][0]["source"]["name"], *(step["target"]["name"] for step in path["steps"])]


def evidence(path: dict[str, Any]) -> list[list[str]]:
    return [[next(each[key] for key in ("contact", "event", "office") if key in each) for each in step["evidence"]]
            for step in path["steps"]]  # fmt: skip


async def test_direct_contact_is_the_shortest_introduction(ask: Ask) -> None:
    (path,) = await paths(ask, **{"from": MOSCOW}, to=HANOI, first=1)
    assert path["length"] == 1
    assert path["steps"][0]["kind"] == "CONTACT"
    assert path["steps"][0]["since"] == "2021-11-23"
    assert sorted(evidence(path)[0]) == ["demo-contact-075", "demo-contact-115"]


async def test_chains_come_shortest_first_and_without_a_loop(ask: Ask) -> None:
    found = await paths(ask, **{"from": MOSCOW}, to=ALEPPO, first=20)
    lengths = [path["length"] for path in found]
    assert lengths == sorted(lengths)
    assert lengths[0] == 2 and len(found) > 5
    chains = []
    for path in found:
        steps = path["steps"]
        assert len(steps) == path["length"]
        nodes = [steps[0]["source"]["id"], *(step["target"]["id"] for step in steps)]
        assert nodes[0] == MOSCOW and nodes[-1] == ALEPPO
        assert len(set(nodes)) == len(nodes)
        assert all(one["target"]["id"] == next_one["source"]["id"] for one, next_one in pairwise(steps))
        chains.append(tuple(nodes))
    assert len(set(chains)) == len(chains)


async def test_chain_names_its_evidence_which_can_be_read(ask: Ask) -> None:
    """Moscow met the Pushkin Institute at the exhibition in Hanoi, and the Pushkin Institute knows Aleppo."""
    (path,) = await paths(ask, **{"from": MOSCOW}, to=ALEPPO, length=2)
    assert chain(path) == [
        "Lomonosov Moscow State University",
        "Pushkin State Russian language Institute",
        "University of Aleppo",
    ]
    assert [step["kind"] for step in path["steps"]] == ["EVENT", "CONTACT"]
    assert evidence(path) == [["demo-exhibition-hanoi-2024"], ["demo-contact-086"]]
    assert path["steps"][1]["sentence"] == (
        "Pushkin State Russian language Institute and University of Aleppo have been in contact since 17 October 2022."
    )
    assert path["steps"][0]["russian"] == (
        "«Московский государственный университет имени М.В. Ломоносова» и "
        "«Государственный Институт русского языка им. А.С. Пушкина» участвовали в мероприятии "
        "«Российские университеты во Вьетнаме 2024» (начало — 10 октября 2024 года)."
    )


async def test_office_that_covers_the_country_introduces(ask: Ask) -> None:
    (path,) = await paths(ask, **{"from": MOSCOW}, to=SKOPJE, first=1)
    assert chain(path)[1] == "Russian House in Belgrade"
    assert path["steps"][0]["target"]["__typename"] == "Office"
    assert [step["kind"] for step in path["steps"]] == ["OFFICE", "OFFICE"]
    assert evidence(path) == [["demo-contact-114"], ["russian-house-belgrade"]]
    assert path["steps"][1]["since"] == "2023-11-01"


async def test_suspended_office_introduces_nobody(ask: Ask) -> None:
    """Skopje was suspended on 2023-10-01, and Belgrade began to cover North Macedonia on 2023-11-01."""
    before = await paths(ask, **{"from": KAZAN}, to=SKOPJE, day="2023-10-31", length=3)
    after = await paths(ask, **{"from": KAZAN}, to=SKOPJE, day="2023-11-01", length=3)
    assert before == []
    assert chain(after[0]) == [
        "Kazan Federal University",
        "Russian House in Belgrade",
        "Ss. Cyril and Methodius University in Skopje",
    ]


async def test_chain_is_as_of_the_date(ask: Ask) -> None:
    """The Pushkin Institute knows Aleppo since 2022-10-17."""
    contact = {"from": MOSCOW, "to": ALEPPO, "via": ["CONTACT"]}
    assert await paths(ask, **contact, day="2022-10-16") == []
    found = await paths(ask, **contact, day="2022-10-17")
    assert {names[-1] for names in evidence(found[0])} >= {"demo-contact-086"}
    assert all(step["since"] <= "2022-10-17" for path in found for step in path["steps"])


@pytest.mark.parametrize("kind", ["CONTACT", "OFFICE", "EVENT"])
async def test_only_steps_of_the_kinds_asked_for_are_taken(ask: Ask, kind: str) -> None:
    found = await paths(ask, **{"from": INNOPOLIS}, to=MEPHI, via=[kind])
    assert found
    assert {step["kind"] for path in found for step in path["steps"]} == {kind}


async def test_common_partner_is_a_chain_of_two_contacts(ask: Ask) -> None:
    """Innopolis and MEPhI both know the university of Tashkent."""
    (path,) = await paths(ask, **{"from": INNOPOLIS}, to=MEPHI, via=["COMMON_PARTNER"])
    assert chain(path)[1] == "Tashkent University of Information Technology"
    assert [step["kind"] for step in path["steps"]] == ["COMMON_PARTNER", "COMMON_PARTNER"]
    assert evidence(path) == [["demo-contact-130"], ["demo-contact-128"]]


async def test_consortium_introduces_its_parties(ask: Ask) -> None:
    """The aviation institute and the university of Alexandria are in the demo consortium since 2024-09-01."""
    parties = {"from": ror("033zpbv42"), "to": ror("00mzz1w90"), "via": ["CONSORTIUM"]}
    assert await paths(ask, **parties, day="2024-08-31") == []
    (path,) = await paths(ask, **parties, day="2024-09-01")
    (step,) = path["steps"]
    assert (path["length"], step["kind"], step["since"]) == (1, "CONSORTIUM", "2024-09-01")
    assert [each["__typename"] for each in step["evidence"]] == ["Agreement"]
    assert step["sentence"] == (
        "Moscow Aviation Institute and Alexandria University are both in “Demo Consortium for Teaching Engineers of "
        "Flight (invented)”, which has bound its parties since 1 September 2024."
    )
    assert step["russian"].endswith(
        "— участники консорциума «Demo Consortium for Teaching Engineers of Flight (invented)», "
        "который связывает их с 1 сентября 2024 года."
    )


async def test_empty_list_of_kinds_leads_nowhere(ask: Ask) -> None:
    assert await paths(ask, **{"from": MOSCOW}, to=ALEPPO) != []
    assert await paths(ask, **{"from": MOSCOW}, to=ALEPPO, via=[]) == []


async def test_longest_chain_is_bounded_by_what_is_asked(ask: Ask) -> None:
    """Mordovia and Cape Town are four steps apart."""
    assert await paths(ask, **{"from": MORDOVIA}, to=CAPE_TOWN, length=3) == []
    found = await paths(ask, **{"from": MORDOVIA}, to=CAPE_TOWN, length=4)
    assert found[0]["length"] == 4
    found = await paths(ask, **{"from": MORDOVIA}, to=CAPE_TOWN, length=6, first=20)
    assert 4 <= min(path["length"] for path in found) <= max(path["length"] for path in found) <= 6


async def test_institution_without_any_tie_cannot_be_introduced(ask: Ask) -> None:
    assert await paths(ask, **{"from": MOSCOW}, to=BAIKAL, length=6) == []


async def test_no_more_chains_come_than_are_asked_for(ask: Ask) -> None:
    assert len(await paths(ask, **{"from": MOSCOW}, to=ALEPPO, first=2)) == 2
    assert await paths(ask, **{"from": MOSCOW}, to=ALEPPO, first=0) == []


@pytest.mark.parametrize(
    ("variables", "code", "field"),
    [
        ({"from": MOSCOW, "to": MOSCOW}, "BAD_USER_INPUT", "introductionPaths.to"),
        ({"from": "univ_aaaaaaaaaaaaaaaa", "to": MOSCOW}, "NOT_FOUND", "introductionPaths.from"),
        ({"from": MOSCOW, "to": "univ_aaaaaaaaaaaaaaaa"}, "NOT_FOUND", "introductionPaths.to"),
        ({"from": MOSCOW, "to": "offi_aaaaaaaaaaaaaaaa"}, "BAD_ID", "introductionPaths.to"),
        ({"from": "", "to": MOSCOW}, "BAD_ID", "introductionPaths.from"),
        ({"from": MOSCOW, "to": KAZAN, "length": 0}, "BAD_USER_INPUT", "introductionPaths.maxLength"),
        ({"from": MOSCOW, "to": KAZAN, "length": 7}, "BAD_USER_INPUT", "introductionPaths.maxLength"),
        ({"from": MOSCOW, "to": KAZAN, "first": 21}, "BAD_USER_INPUT", "introductionPaths.first"),
        ({"from": MOSCOW, "to": KAZAN, "first": -1}, "BAD_USER_INPUT", "introductionPaths.first"),
    ],
)
async def test_introduction_that_cannot_be_asked_for_is_refused(
    ask: Ask, variables: dict[str, Any], code: str, field: str
) -> None:
    asked = await ask(PATHS, **variables)
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]
    assert asked.statements == []
