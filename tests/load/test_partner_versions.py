"""Versions of agreements that an import makes, without a store."""

from typing import Any, cast

from graph.load import statements
from graph.load.partners.versions import add_versions
from graph.load.units import Unit
from graph.store.store import Store


class Held:
    """A store in which each agreement that is asked for has two versions; it keeps the ids that were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def rows(self, text: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Both versions of each id."""
        self.asked += parameters["ids"]
        return [{"id": id, "properties": {"number": number}} for id in parameters["ids"] for number in (2, 1)]


def agreement(slug: str) -> Unit:
    return Unit("Agreement", f"agrm_{slug}", {"slug": slug, "title": "T", "kind": "FRAMEWORK", "status": "DRAFT"})


async def test_versions_are_asked_only_of_agreements_that_were_there() -> None:
    held, new, old = Held(), agreement("new"), agreement("old")
    changed = {new.id: (), old.id: ("status",)}
    await add_versions(cast(Store, held), [new, old], changed, "kfu", "2026-11-24")
    assert held.asked == [old.id]
    assert [unit.children[0].properties["number"] for unit in (new, old)] == [1, 3]


def test_sources_of_an_edge_are_looked_for_from_the_node_that_has_the_id() -> None:
    """Otherwise the embedded store reads all of them for each id that is not there."""
    lines = statements.read_sources("VERSION_OF", "AgreementVersion", "Agreement").splitlines()
    assert lines[1:3] == ["MATCH (b:Agreement {id: id})", "MATCH (b)<-[:VERSION_OF]-(a:AgreementVersion)"]
