"""The registry beside a partner with Relay and filters of its own, put together by three composers."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    EnumTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    ObjectTypeDefinitionNode,
    parse,
)

from schema.core.federation import keys_by_type, subgraph
from schema.query import assemble_schema
from tests.docs.snippets import ROOT

HERE = Path(__file__).parent
COMPOSERS = HERE / "composers"
GATEWAY = ROOT / "examples" / "gateway"
PARTNER = (HERE / "partner.graphql").read_text("utf-8")
NAMES = ("apollo", "guild", "cosmo")
OWN = {"plain": "", "shareable": "@shareable", "inaccessible": "@inaccessible"}
SECONDS = 240

Named = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode | InputObjectTypeDefinitionNode


def registry() -> str:
    """The SDL that gateways get."""
    schema, catalogue = assemble_schema()
    return subgraph(schema._schema, keys_by_type(catalogue))


def cases() -> dict[str, dict[str, str]]:
    """What is composed with what: name → subgraph → SDL."""
    ours, relay = registry(), (GATEWAY / "relay.graphql").read_text("utf-8")
    made = {how: {"registry": ours, "university": PARTNER.replace("OWN", mark)} for how, mark in OWN.items()}
    made["a graph that tells types of ids"] = made["plain"] | {"relay": relay}
    made["our own node"] = {"registry": ours + (GATEWAY / "own-node.graphql").read_text("utf-8")}
    return made


@pytest.fixture(scope="module")
def composed() -> dict[str, dict[str, dict[str, Any]]]:
    """Case → composer → its errors and the schema that it made."""
    if not shutil.which("npm"):
        pytest.skip("Node.js is needed, with npm")
    if not (COMPOSERS / "node_modules" / ".package-lock.json").exists():
        ran = subprocess.run(["npm", "ci", "--loglevel=error", "--no-progress"], cwd=COMPOSERS, check=False)
        if ran.returncode:
            pytest.skip("npm could not install the composers")
    told = subprocess.run(
        ["node", "compose.mjs"], cwd=COMPOSERS, input=json.dumps(cases()), capture_output=True, text=True,
        timeout=SECONDS, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    return dict(json.loads(told.stdout))


def members(schema: str) -> dict[str, set[str]]:
    """Type → the names of its fields or values."""
    found: dict[str, set[str]] = {}
    for each in parse(schema).definitions:
        if isinstance(each, Named):
            found[each.name.value] = {field.name.value for field in each.fields or ()}
        elif isinstance(each, EnumTypeDefinitionNode):
            found[each.name.value] = {value.name.value for value in each.values or ()}
    return found


CASES = (*OWN, "a graph that tells types of ids", "our own node")


@pytest.mark.parametrize("composer", NAMES)
@pytest.mark.parametrize("case", CASES)
def test_registry_composes(composed: Any, case: str, composer: str) -> None:
    assert composed[case][composer]["errors"] == []


@pytest.mark.parametrize("composer", NAMES)
@pytest.mark.parametrize("case", OWN)
def test_filters_and_orders_of_both_keep_all_they_have(composed: Any, case: str, composer: str) -> None:
    together = members(composed[case][composer]["schema"])
    for name, own in (members(registry()) | members(PARTNER.replace("OWN", ""))).items():
        if name not in ("Query", "University"):
            assert together[name] >= own, name


@pytest.mark.parametrize("composer", NAMES)
def test_node_beside_a_partner_is_the_partners(composed: Any, composer: str) -> None:
    assert members(composed["plain"][composer]["schema"])["Query"] >= {"node", "nodes", "courses", "universities"}
    assert not {"node", "nodes"} & members(registry())["Query"]


def test_lock_file_of_the_composers_names_no_registry() -> None:
    lock = json.loads((COMPOSERS / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
