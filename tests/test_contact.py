"""Contacts between institutions, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from tests.conftest import Ask


async def test_contact_is_found_by_its_slug_or_id_with_all_that_hangs_on_it(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: contact(slug: "demo-contact-137") {
            id stage since until lastActivity outcome demo
            parties { name } office { slug } event { slug } agreements { nodes { slug } } people { role }
            sources { slug }
          }
          b: contact(id: $id) { slug stage until office { slug } event { slug } outcome }
          c: contact(slug: "demo-contact-999") { id }
        }""",
        id=slug_id("cont", "demo-contact-017"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("cont", "demo-contact-137"),
            "stage": "AGREED",
            "since": "2025-10-06",
            "until": None,
            "lastActivity": "2026-06-16",
            "outcome": "JOINT_PROJECT",
            "demo": True,
            "parties": [{"name": "Lomonosov Moscow State University"}, {"name": "Yerevan State University"}],
            "office": {"slug": "russian-house-yerevan"},
            "event": {"slug": "demo-round-table-yerevan-2025"},
            "agreements": {"nodes": [{"slug": "demo-agreement-044"}]},
            "people": [{"role": "INTERNATIONAL_OFFICER"}, {"role": "OFFICE_HEAD"}, {"role": "PROFESSOR"}],
            "sources": [{"slug": "demo"}],
        },
        "b": {
            "slug": "demo-contact-017",
            "stage": "LOST",
            "until": "2015-09-13",
            "office": None,
            "event": None,
            "outcome": "NO_RESULT",
        },
        "c": None,
    }
    assert len(asked.statements) == 3


async def test_contact_can_stand_between_three_institutions(ask: Ask) -> None:
    asked = await ask('{ contacts(where: {parties: {atLeast: 3}}, orderBy: [{field: SLUG}]) { nodes { slug parties '
                      "{ name } } } }")  # fmt: skip
    nodes = asked.data["contacts"]["nodes"]
    assert [node["slug"] for node in nodes] == [f"demo-contact-{number}" for number in ("083", "090", "110", "135")]
    assert [party["name"] for party in nodes[1]["parties"]] == [
        "Addis Ababa University",
        "Peoples' Friendship University of Russia",
        "University of Cape Town",
    ]


CONTACTS = """query ($where: RegistryContactWhere) {
  contacts(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""

KAZAN = {"identifiers": {"some": {"key": {"eq": "DOMAIN:kpfu.ru"}}}}


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        ({"stage": {"eq": "LEAD"}}, ["122", "128", "129", "138", "148"]),
        ({"stage": {"in": ["LEAD", "LOST"]}, "since": {"gte": "2024-09-01"}},
         ["116", "122", "128", "129", "138", "148"]),
        ({"stage": {"notIn": ["AGREED", "IN_TALKS", "DORMANT", "DECLARED", "LOST", "LEAD"]}, "office": {}},
         ["052", "058", "071", "083", "094", "127", "141", "145", "149"]),
        ({"since": {"eq": "2023-09-14"}}, ["093", "094"]),
        ({"since": {"gt": "2026-02-12"}}, ["145", "146", "147", "148", "149", "150"]),
        ({"lastActivity": {"lte": "2015-07-15"}}, ["001", "017"]),
        ({"until": {"isNull": False}, "since": {"lt": "2018-01-01"}}, ["007", "017", "029"]),
        ({"outcome": {"isNull": True}, "stage": {"eq": "LOST"}}, []),
        ({"outcome": {"eq": "NO_RESULT"}, "since": {"gte": "2024-01-01"}}, ["104", "105", "106", "116"]),
        ({"slug": {"in": ["demo-contact-001", "nothing"]}}, ["001"]),
        ({"office": {"slug": {"eq": "russian-house-damascus"}}}, ["066", "086"]),
        ({"not": {"office": {}}, "stage": {"eq": "IN_TALKS"}}, ["050", "051", "056", "059"]),
        ({"event": {"kind": {"eq": "OLYMPIAD"}}}, ["143", "144"]),
        ({"event": {}, "agreements": {"some": {}}}, ["093", "118", "121", "130", "131", "132", "137", "139"]),
        ({"stage": {"eq": "AGREED"}, "agreements": {"none": {}}},
         ["002", "026", "027", "095", "096", "097", "101", "109", "111", "112"]),
        ({"parties": {"some": KAZAN}, "stage": {"eq": "LOST"}}, ["017", "029", "067", "106"]),
        # Kazan and Tashkent: two parties of one contact, each by its own filter.
        (
            {"parties": {"some": KAZAN}, "agreements": {"some": {"kind": {"in": ["NETWORK", "JOINT_PROGRAMME"]}}}},
            ["131", "135"],
        ),
        ({"parties": {"none": {"country": {"code": {"eq": "RU"}}}}}, []),
        ({"parties": {"some": {"country": {"code": {"ne": "RU"}}}}}, None),
        ({"anyOf": [{"since": {"lt": "2012-06-01"}}, {"since": {"gt": "2026-09-01"}}]}, ["001", "150"]),
        ({"demo": False}, []),
    ],
)  # fmt: skip
async def test_contacts_are_filtered(ask: Ask, where: dict[str, Any], numbers: list[str] | None) -> None:
    asked = await ask(CONTACTS, where=where)
    if numbers is None:
        assert asked.codes == ["BAD_USER_INPUT"]
        return
    assert asked.errors == []
    assert [node["slug"] for node in asked.data["contacts"]["nodes"]] == [f"demo-contact-{each}" for each in numbers]
    assert asked.data["contacts"]["totalCount"] == len(numbers)
    assert len(asked.statements) == 1


async def test_live_contacts_hold_on_the_date_and_were_neither_dormant_nor_lost_on_it(ask: Ask) -> None:
    """On 2013-06-01 five contacts held; the one with Minsk has been dormant since a year after July 2015."""
    asked = await ask(CONTACTS, where={"liveAt": "2013-06-01"})
    assert [node["slug"] for node in asked.data["contacts"]["nodes"]] == [
        f"demo-contact-{number}" for number in ("001", "002", "003", "004", "005")
    ]
    later = {"not": {"liveAt": "2016-06-30"}, "since": {"lte": "2013-06-01"}}
    asked = await ask(CONTACTS, where=later)
    assert [node["slug"] for node in asked.data["contacts"]["nodes"]] == ["demo-contact-001"]
    asked = await ask(CONTACTS, where=later | {"not": {"liveAt": "2016-06-29"}})
    assert asked.data["contacts"]["totalCount"] == 0
    asked = await ask(CONTACTS, where={"liveAt": "2012-02-08"})
    assert asked.data["contacts"]["totalCount"] == 0


async def test_contact_that_was_lost_was_in_talks_and_agreed_before(ask: Ask) -> None:
    """It led to an agreement signed on 2014-04-04, and was lost on the day on which it ended."""
    asked = await ask("""{
      contact(slug: "demo-contact-007") {
        stage
        days: stages { stage since until }
        inTalks: stage(asOf: "2014-04-03") agreed: stage(asOf: "2014-04-04") last: stage(asOf: "2022-06-29")
        lost: stage(asOf: "2022-06-30") early: stage(asOf: "0001-01-01")
      }
    }""")
    assert asked.data["contact"] == {
        "stage": "LOST",
        "days": [
            {"stage": "IN_TALKS", "since": "2013-10-09", "until": "2014-04-04"},
            {"stage": "AGREED", "since": "2014-04-04", "until": "2022-06-30"},
            {"stage": "LOST", "since": "2022-06-30", "until": None},
        ],
        "inTalks": "IN_TALKS",
        "agreed": "AGREED",
        "last": "AGREED",
        "lost": "LOST",
        "early": "LOST",
    }


async def test_contacts_come_newest_first_where_no_order_is_asked(ask: Ask) -> None:
    asked = await ask("{ contacts(first: 3) { nodes { since } } oldest: contacts(last: 2) { nodes { since } } }")
    assert [node["since"] for node in asked.data["contacts"]["nodes"]] == ["2026-09-28", "2026-06-08", "2026-05-18"]
    assert [node["since"] for node in asked.data["oldest"]["nodes"]] == ["2012-06-04", "2012-02-09"]
    assert len(asked.statements) == 2


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_pages_cross_ties_and_missing_values_in_both_directions(ask: Ask, direction: str) -> None:
    """By outcome half of the contacts have none: pages must cross from values to missing ones and back."""
    query = """query ($d: RegistryOrderDirection!, $first: Int, $after: String, $last: Int, $before: String) {
      contacts(where: {since: {gte: "2025-01-01"}}, orderBy: [{field: OUTCOME, direction: $d}],
               first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { slug outcome } } pageInfo { hasNextPage hasPreviousPage }
      }
    }"""
    whole = [edge["node"] for edge in (await ask(query, d=direction, first=100)).data["contacts"]["edges"]]
    assert len({node["slug"] for node in whole}) == len(whole) == 28
    missing = [node["outcome"] is None for node in whole]
    assert missing == sorted(missing, reverse=direction == "DESC")

    forward: list[Any] = []
    backward: list[Any] = []
    cursor, more = None, True
    while more:
        page = (await ask(query, d=direction, first=3, after=cursor)).data["contacts"]
        forward += [edge["node"] for edge in page["edges"]]
        cursor, more = page["edges"][-1]["cursor"], page["pageInfo"]["hasNextPage"]
    assert forward == whole
    cursor, more = None, True
    while more:
        page = (await ask(query, d=direction, last=3, before=cursor)).data["contacts"]
        backward = [edge["node"] for edge in page["edges"]] + backward
        cursor, more = page["edges"][0]["cursor"], page["pageInfo"]["hasPreviousPage"]
    assert backward == whole


async def test_connection_below_a_node_is_paged_by_cursor_too(ask: Ask) -> None:
    query = """query ($after: String) { event(slug: "demo-fair-tashkent-2025") {
      contacts(first: 4, after: $after) { totalCount nodes { slug } pageInfo { hasNextPage endCursor } }
    } }"""
    slugs: list[str] = []
    cursor, sizes = None, []
    for _ in range(3):
        page = (await ask(query, after=cursor)).data["event"]["contacts"]
        assert page["totalCount"] == 10
        slugs += [node["slug"] for node in page["nodes"]]
        sizes.append(len(page["nodes"]))
        cursor = page["pageInfo"]["endCursor"]
    assert sizes == [4, 4, 2]
    assert not page["pageInfo"]["hasNextPage"]
    assert sorted(slugs) == [f"demo-contact-{number}" for number in range(124, 134)]
