"""The page on writing: its documents are sent in their order, and answered as it says."""

import json
from typing import Any

import pytest

from access.principal import Principal, Role, Scope
from graph.load.demo import load_demo
from graph.store.store import Store
from settings import Settings
from tests.conftest import Server, asking
from tests.docs.snippets import PAGES, write_answer
from tests.docs.snippets import snippets_of as snippets
from tests.load.graphs import quiet

(PAGE,) = (each for each in PAGES if each.name == "writing.md")
INSTITUTION = "MATCH (u:University {name: $name}) RETURN u.id AS id"
NAMES = {"KAZAN": "Kazan Federal University", "BOLOGNA": "University of Bologna"}


@pytest.fixture
def server(embedded_server: Server) -> Server:
    """The embedded store alone: what is tested here is the text."""
    return embedded_server


async def test_writes_are_answered_as_the_page_says(
    store: Store, settings: Settings, request: pytest.FixtureRequest
) -> None:
    await load_demo(store, quiet)
    known = {key: (await store.rows(INSTITUTION, {"name": name}))[0]["id"] for key, name in NAMES.items()}
    scopes = frozenset((Scope.READ, Scope.WRITE_CONTACTS))
    who = Principal(Role.PARTNER, "token:kazan", institutions=(known["KAZAN"],), scopes=scopes)
    ask = asking(store, settings)
    documents = [each for each in snippets(PAGE) if each.kind == "graphql"]
    for place, snippet in enumerate(documents):
        answer = await ask(snippet.text, who, **replaced(snippet.heading("variables"), known))
        real = {"data": answer.data}
        assert answer.errors == []
        if place == 0:
            known["CONTACT"] = answer.data["contactOpen"]["contact"]["id"]
        shown = replaced(real, {value: key for key, value in known.items()})
        if request.config.getoption("--update"):
            write_answer(snippets_now(place), shown)
        else:
            assert json.loads(snippet.answer or "null") == shown, str(snippet)


def snippets_now(place: int) -> Any:
    """A document of the page as it is now: answers that were written move those below."""
    return [each for each in snippets(PAGE) if each.kind == "graphql"][place]


def replaced(value: Any, by: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: replaced(part, by) for key, part in value.items()}
    if isinstance(value, list):
        return [replaced(part, by) for part in value]
    return by.get(value, value) if isinstance(value, str) else value
