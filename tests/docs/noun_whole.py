"""What the noun of the worked example must do beside being asked; it runs in a copy of the registry that has it."""

import dataclasses
import json
from typing import Any

import pytest

from access.principal import Principal, Role, Scope
from graph.declared import node_type_of
from graph.load.demo import load_demo
from graph.load.generate.network import generate
from graph.load.generate.world import World
from graph.load.records import record_kind
from graph.load.report import RejectedError
from graph.load.rows import InputRow
from graph.migrations.making import lacking_statements
from graph.store.store import Store
from settings import Settings
from tests.conftest import asking
from tests.load.graphs import clear, exported, facts, quiet

LABEL = "Laboratory"
GOOD = {"slug": "a", "name": "A", "desks": "1", "university": "https://ror.org/05256ym39"}


async def lines_of(store: Store) -> list[dict[str, object]]:
    return [json.loads(line) for line in facts(await exported(store))]


async def test_it_is_loaded_exported_and_generated(store: Store) -> None:
    report = await load_demo(store, quiet)
    assert report.rejected == []
    lines = await lines_of(store)
    demo = [line for line in lines if line.get("node") == LABEL]
    edges = [line for line in lines if line.get("edge") == "HAS_LABORATORY"]
    assert (len(demo), len(edges)) == (2, 2)
    await clear(store)
    await generate(store, World(150, 100, seed=1), quiet)
    lines = await lines_of(store)
    made = [line for line in lines if line.get("node") == LABEL]
    assert len(made) > 2
    assert len([line for line in lines if line.get("edge") == "HAS_LABORATORY"]) == len(made)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"desks": "0"}, "desks", "is not a whole number from 1 to 1000"),
        ({"name": ""}, "name", "is empty"),
        ({"university": ""}, "university", "is empty"),
        ({"slug": "A b"}, "slug", "is not a slug"),
    ],
)
def test_its_bad_rows_are_rejected(change: dict[str, str], field: str, words: str) -> None:
    kind = record_kind(LABEL)
    kind.parse(InputRow(2, GOOD))
    with pytest.raises(RejectedError) as caught:
        kind.parse(InputRow(2, GOOD | change))
    assert caught.value.field == field
    assert words in caught.value.reason


FURNISH = """mutation($input: LaboratoryFurnishInput!) { laboratoryFurnish(input: $input) {
  laboratory { desks version } change { kind } userErrors { code field } } }"""


async def test_its_action_is_done_for_its_institution_by_its_rule(store: Store, settings: Settings) -> None:
    await load_demo(store, quiet)
    ask, text = asking(store, settings), "MATCH (n:Laboratory)<-[:HAS_LABORATORY]-(u) RETURN n.id AS id, u.id AS holder"
    first = (await store.rows(text, {}))[0]
    who = Principal(Role.PARTNER, "token:u", institutions=(first["holder"],), scopes=frozenset(Scope))

    async def furnish(who: Principal, desks: int) -> dict[str, Any]:
        answer = await ask(FURNISH, who, input={"id": first["id"], "expectedVersion": 1, "desks": desks})
        assert answer.errors == []
        found: dict[str, Any] = answer.data["laboratoryFurnish"]
        return found

    assert (await furnish(who, 3))["userErrors"] == [{"code": "ODD_DESKS", "field": "input.desks"}]
    assert (await furnish(who, 2_000))["userErrors"] == [{"code": "INVALID", "field": "input.desks"}]
    stranger = dataclasses.replace(who, institutions=("univ_zzzzzzzzzzzzzzzz",))
    assert (await furnish(stranger, 4))["userErrors"] == [{"code": "FORBIDDEN", "field": None}]
    done = await furnish(who, 4)
    assert done["laboratory"] == {"desks": 4, "version": 2}
    assert done["change"] == {"kind": "LABORATORY_FURNISH"}


def test_its_constraints_have_been_made() -> None:
    assert lacking_statements(node_type_of(LABEL)) == []
