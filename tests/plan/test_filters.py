"""Filters on both stores, where a store needs care: bugs that were, by name."""

from collections.abc import Callable

import pytest

from settings import Settings
from tests.conftest import Server, asking, emptied
from tests.plan.graphs import write
from tests.plan.oracle import Graph

INCLUDES = ['includes: "06"', 'includesAny: ["06"]', 'includesUnder: "06"', "includesAny: []"]


@pytest.mark.parametrize("words", INCLUDES)
async def test_node_without_a_list_is_found_by_what_its_list_does_not_have(
    server: Server, settings: Settings, words: str
) -> None:
    """The embedded store took `NOT coalesce(any(x IN null …), false)` in a WHERE for false."""
    store = await emptied(server)
    server.holds = "something"
    graph = Graph()
    for id, fields in [("univ_a", ["06"]), ("univ_b", ["07"]), ("univ_c", []), ("univ_d", None)]:
        graph.node("University", id, {"name": id, "kind": "OTHER", "status": "ACTIVE", "fields": fields})
    await write(graph, store)
    where = f"{{not: {{fields: {{{words}}}}}}}"
    asked = await asking(store, settings)(f"{{ universities(where: {where}) {{ nodes {{ id }} }} }}")
    await store.close()
    without = [] if words.endswith("[]") else ["univ_a"]
    assert [node["id"] for node in asked.data["universities"]["nodes"]] == [
        id for id in ("univ_a", "univ_b", "univ_c", "univ_d") if id not in without
    ]


@pytest.mark.parametrize("words", INCLUDES)
async def test_node_is_found_by_what_no_list_of_its_related_nodes_has(
    server: Server, settings: Settings, words: str
) -> None:
    """The embedded store knew no variable of an `any(…)` inside `NOT coalesce(EXISTS { … }, false)`."""
    store = await emptied(server)
    server.holds = "something"
    graph = Graph()
    for id, fields in [("a", ["06"]), ("b", ["07"]), ("c", None), ("d", None)]:
        graph.node("University", f"univ_{id}", {"name": id, "kind": "OTHER", "status": "ACTIVE"})
        if id != "d":
            graph.node("Intent", f"intn_{id}", {"slug": id, "fields": fields})
            graph.edge("HAS_INTENT", f"univ_{id}", f"intn_{id}")
    await write(graph, store)
    where = f"{{not: {{intents: {{some: {{fields: {{{words}}}}}}}}}}}"
    asked = await asking(store, settings)(f"{{ universities(where: {where}) {{ nodes {{ name }} }} }}")
    await store.close()
    assert asked.errors == []
    without = [] if words.endswith("[]") else ["a"]
    names = [node["name"] for node in asked.data["universities"]["nodes"]]
    assert names == [each for each in ("a", "b", "c", "d") if each not in without]


TEXTS = ["Kazan", "KAZAN", "казань", "КАЗАНЬ", "İstanbul", "istanbul", "ISTANBUL", "ılık", "Straße", "STRASSE",
         "Ėcole", "école", "e\u0301cole", "ΟΔΟΣ", "100%_", "a\\b", "it's", "ﬁ"]  # fmt: skip
ASKED = ["kazan", "Kaz", "азан", "КАЗ", "ISTANBUL", "i", "İ", "I", "ß", "SS", "ÉCOLE", "E\u0301", "οδο", "%", "_",
         "\\", "'", "", "FI", "ﬁ"]  # fmt: skip
COMPARED: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda stored, asked: asked in stored,
    "eqIgnoreCase": lambda stored, asked: stored.lower() == asked.lower(),
    "startsWithIgnoreCase": lambda stored, asked: stored.lower().startswith(asked.lower()),
    "containsIgnoreCase": lambda stored, asked: asked.lower() in stored.lower(),
}


async def test_text_is_found_whatever_its_letter_case_and_signs(server: Server, settings: Settings) -> None:
    """The stores agree on letters beyond ASCII, and take no sign of a text for a pattern."""
    store = await emptied(server)
    server.holds = "something"
    graph = Graph()
    for number, text in enumerate(TEXTS):
        graph.node("Source", f"srce_{number:02}", {"slug": f"s{number:02}", "name": text, "kind": "OTHER"})
    await write(graph, store)
    ask = asking(store, settings)
    for word, holds in COMPARED.items():
        for text in ASKED:
            query = f"query ($text: String!) {{ sources(where: {{name: {{{word}: $text}}}}) {{ nodes {{ name }} }} }}"
            asked = await ask(query, text=text)
            assert asked.errors == [], (word, text)
            found = sorted(node["name"] for node in asked.data["sources"]["nodes"])
            assert found == sorted(each for each in TEXTS if holds(each, text)), (word, text)
    await store.close()
