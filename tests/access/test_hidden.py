"""What nobody is told cannot be found out by filters and orders either."""

from collections.abc import Iterator

import pytest

from access.principal import Principal, Role, Scope
from graph.declared import declared_model
from tests.conftest import ADMIN, Ask

SIGNED_IN = [
    Principal(Role.PUBLIC, "key:client", scopes=frozenset((Scope.READ,))),
    Principal(Role.PARTNER, "key:partner", scopes=frozenset((Scope.READ,))),
    Principal(Role.OFFICER, "key:officer", scopes=frozenset((Scope.READ,))),
]
HIDDEN = [
    (node.name, stored.name) for node in declared_model().types.values() for stored in node.properties.values()
    if stored.hidden
]  # fmt: skip
CONSTANT = {"slug": "SLUG"}


def ways(type_name: str, name: str) -> Iterator[str]:
    """Questions that compare a property, or come in its order."""
    node = declared_model().types[type_name]
    if node.plural:
        yield f'{{ {node.plural}(where: {{{name}: {{startsWith: "a"}}}}) {{ totalCount }} }}'
        yield f'{{ {node.plural}(where: {{not: {{anyOf: [{{{name}: {{eq: "a"}}}}]}}}}) {{ totalCount }} }}'
        yield f"{{ {node.plural}(orderBy: [{{field: ID}}, {{field: {CONSTANT[name]}}}]) {{ nodes {{ id }} }} }}"
        yield f"{{ {node.plural}(orderBy: [{{field: {CONSTANT[name]}}}]) {{ edges {{ cursor }} }} }}"
    for other in declared_model().types.values():
        for relationship in other.relationships.values():
            if relationship.target == type_name and other.plural:
                below = f"{{{name}: {{isNull: false}}}}"
                below = f"{{some: {below}}}" if relationship.many else below
                yield f"{{ {other.plural}(where: {{{relationship.name}: {below}}}) {{ totalCount }} }}"


def test_some_properties_are_hidden() -> None:
    assert sorted(HIDDEN) == [("Person", "slug")]


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
@pytest.mark.parametrize(("type_name", "name"), HIDDEN)
async def test_hidden_property_is_neither_compared_nor_ordered_by(ask: Ask, type_name: str, name: str) -> None:
    questions = list(ways(type_name, name))
    assert questions
    for question in questions:
        assert (await ask(question)).codes == ["FORBIDDEN"], question
        for who in SIGNED_IN:
            assert (await ask(question, who)).codes == ["FORBIDDEN"], question
        assert (await ask(question, ADMIN)).codes == [], question
        assert (await ask(question)).codes == ["FORBIDDEN"], question  # what is kept of plans knows who asked


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_filter_in_a_variable_is_no_way_round(ask: Ask) -> None:
    question = """query ($where: RegistryPersonWhere, $order: [RegistryPersonOrder!]) {
      people(where: $where, orderBy: $order) { totalCount } }"""
    allowed = await ask(question, ADMIN, where={"slug": {"eq": "demo-person-001"}}, order=[{"field": "SLUG"}])
    assert allowed.data == {"people": {"totalCount": 1}}
    assert (await ask(question, where={"slug": {"eq": "demo-person-001"}})).codes == ["FORBIDDEN"]
    assert (await ask(question, order=[{"field": "SLUG", "direction": "DESC"}])).codes == ["FORBIDDEN"]
    assert (await ask(question, where={"role": {"eq": "DEAN"}})).codes == []


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_refusal_names_the_place_and_is_the_same_whatever_the_store_holds(ask: Ask) -> None:
    told = [
        (await ask('{ person(slug: "demo-person-001") { role } }')).errors[0],
        (await ask('{ person(slug: "no-such-person-") { role } }')).errors[0],
    ]
    assert told[0] == told[1]
    assert told[0]["message"] == "person.slug names a property that you may not read."
    assert told[0]["extensions"]["field"] == "person.slug"
