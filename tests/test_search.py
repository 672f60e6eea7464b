"""Search by name, asked as a user would."""

from typing import Any

import pytest

from tests.conftest import Ask

MOSCOW = "Lomonosov Moscow State University"
KAZAN = "Kazan Federal University"

SEARCH = """query ($text: String!, $first: Int, $after: String, $last: Int, $before: String) {
  search(text: $text, first: $first, after: $after, last: $last, before: $before) {
    totalCount edges { cursor score matchedName kind node { name } } nodes { name }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


@pytest.mark.parametrize(
    ("text", "kind", "matched", "name"),
    [
        ("МГУ", "ACRONYM", "МГУ", MOSCOW),
        ("Lomonosov", "PREFIX", "Lomonosov Moscow State University", MOSCOW),
        ("Lomonosov Moscow State University", "EXACT", "Lomonosov Moscow State University", MOSCOW),
        ("moscow state university lomonosov", "TOKENS", "Lomonosov Moscow State University", MOSCOW),
        ("КФУ", "ACRONYM", "КФУ", KAZAN),
        ("KFU", "ACRONYM", "KFU", KAZAN),
        ("kpfu.ru", "IDENTIFIER", "DOMAIN:kpfu.ru", KAZAN),
        ("https://ror.org/05256ym39", "IDENTIFIER", "ROR:05256ym39", KAZAN),
        ("Kazan Federal", "PREFIX", "Kazan Federal University", KAZAN),
        ("казанский гос", "PREFIX", "Казанский государственный университет", KAZAN),
        ("Kazn Federl Universty", "FUZZY", "Kazan Federal University", KAZAN),
        ("Lomonsov", "FUZZY", "Lomonosov Moscow State University", MOSCOW),
        ("北京大学", "EXACT", "北京大学", "Peking University"),
        ("Универзитет у Београду", "EXACT", "Универзитет у Београду", "University of Belgrade"),
        ("Wyższa Szkoła", None, None, None),
    ],
)
async def test_first_hit_is_the_institution_meant(
    ask: Ask, text: str, kind: str | None, matched: str | None, name: str | None
) -> None:
    asked = await ask(SEARCH, text=text, first=1)
    assert asked.errors == []
    if kind is None:
        assert all(edge["kind"] != "EXACT" for edge in asked.data["search"]["edges"])
        return
    (edge,) = asked.data["search"]["edges"]
    assert (edge["kind"], edge["matchedName"], edge["node"]["name"]) == (kind, matched, name)
    assert 0 < edge["score"] <= 1
    assert len(asked.statements) == 1


async def test_name_in_cyrillic_finds_the_institution_whatever_script_its_name_is_in(ask: Ask) -> None:
    asked = await ask(SEARCH, text="Ломоносов")
    assert asked.data["search"]["nodes"][0] == {"name": MOSCOW}


async def test_hits_come_best_first_each_institution_once(ask: Ask) -> None:
    asked = await ask(SEARCH, text="МГУ")
    edges = asked.data["search"]["edges"]
    assert [edge["node"]["name"] for edge in edges] == [
        MOSCOW,
        "National University of Mongolia",
        "National Research Mordovia State University",
    ]
    scores = [edge["score"] for edge in edges]
    assert scores == sorted(scores, reverse=True)
    assert asked.data["search"]["nodes"] == [edge["node"] for edge in edges]
    assert asked.data["search"]["totalCount"] == 3


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
async def test_empty_text_is_refused(ask: Ask, text: str) -> None:
    asked = await ask(SEARCH, text=text)
    assert asked.data == {"search": None}
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["extensions"]["field"] == "search.text"
    assert asked.errors[0]["message"] == "search.text must not be empty."


@pytest.mark.parametrize("text", ["!!!", "zzz", "x" * 500])
async def test_text_that_fits_nothing_finds_nothing(ask: Ask, text: str) -> None:
    asked = await ask(SEARCH, text=text)
    assert asked.data["search"] == {
        "totalCount": 0,
        "edges": [],
        "nodes": [],
        "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    }
    assert asked.statements == []


async def test_pages_of_hits_follow_one_another_in_both_directions(ask: Ask) -> None:
    whole = (await ask(SEARCH, text="state university", first=100)).data["search"]
    names = [node["name"] for node in whole["nodes"]]
    assert whole["totalCount"] == len(names) > 15

    forward: list[str] = []
    after: Any = None
    more = True
    while more:
        page = (await ask(SEARCH, text="state university", first=6, after=after)).data["search"]
        forward += [node["name"] for node in page["nodes"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert forward == names

    backward: list[str] = []
    before: Any = None
    more = True
    while more:
        page = (await ask(SEARCH, text="state university", last=6, before=before)).data["search"]
        backward = [node["name"] for node in page["nodes"]] + backward
        before, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    assert backward == names


async def test_hit_is_a_university_with_everything_it_has(ask: Ask) -> None:
    asked = await ask(
        """{ search(text: "Kazan Federal University", first: 1) { edges { node {
          __typename name(languages: ["ru"]) city { name } agreements(where: {liveAt: "2026-06-15"}) { totalCount }
        } __typename } __typename } }"""
    )
    assert asked.data["search"] == {
        "__typename": "SearchConnection",
        "edges": [
            {
                "__typename": "SearchEdge",
                "node": {
                    "__typename": "University",
                    "name": "Казанский (Приволжский) федеральный университет",
                    "city": {"name": "Kazan’"},
                    # 004, 005, 010, 023, 028, 042; 041 begins in September.
                    "agreements": {"totalCount": 6},
                },
            }
        ],
    }
    assert len(asked.statements) == 1


@pytest.mark.parametrize(
    ("variables", "code", "field"),
    [
        ({"first": 101}, "BAD_USER_INPUT", "search.first"),
        ({"last": -1}, "BAD_USER_INPUT", "search.last"),
        ({"first": 1, "last": 1}, "BAD_USER_INPUT", "search.last"),
        ({"after": "no cursor"}, "BAD_CURSOR", "search.after"),
        ({"before": "é"}, "BAD_CURSOR", "search.before"),
    ],
)
async def test_page_of_hits_that_cannot_be_is_refused(
    ask: Ask, variables: dict[str, Any], code: str, field: str
) -> None:
    asked = await ask(SEARCH, text="Kazan", **variables)
    assert [(error["extensions"]["code"], error["extensions"]["field"]) for error in asked.errors] == [(code, field)]


async def test_score_alone_asks_the_store_nothing(ask: Ask) -> None:
    asked = await ask('{ search(text: "КФУ", first: 1) { edges { score kind } } }')
    assert asked.data["search"]["edges"] == [{"score": 0.97, "kind": "ACRONYM"}]
    assert asked.statements == []
