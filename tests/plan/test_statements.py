"""What is asked becomes which text. Snapshots stand in tests/plan/snapshots, one file a shape."""

import re

import pytest

from graph.declared import declared_model
from graph.load.statements import COMMON, of_label
from graph.migrations import APPLIED, RECORD
from graph.model import snake_case
from matching.model import statements as of_matching
from matching.names import reading as of_names
from matching.names import recognition
from tests.conftest import Ask
from tests.plan import snapshots
from tests.plan.asking import planned
from tests.plan.cypher import tokens, values
from transport.queries import Example, examples

SHAPES = {
    "page": "{ universities { nodes { id } } }",
    "page-after-cursor": '{ countries(after: "{name}") { nodes { id } } }',
    "page-before-cursor": '{ countries(last: 5, before: "{name}") { nodes { id } } }',
    "page-from-the-back": "{ countries(last: 5) { nodes { id } } }",
    "page-by-nullable-key-descending": "{ universities(orderBy: {field: FOUNDED, direction: DESC}) { nodes { id } } }",
    "page-by-date": "{ agreements(orderBy: [{field: VALID_TO}, {field: TITLE, direction: DESC}]) { nodes { id } } }",
    "page-and-total": "{ offices { totalCount nodes { id } } }",
    "total-alone": '{ offices(where: {kind: {eq: RUSSIAN_HOUSE}, slug: {startsWith: "r"}}) { totalCount } }',
    "one-by-key": '{ country(code: "KZ") { name } }',
    "one-by-id": '{ node(id: "offi_xxxxxxxxxxxxxxxx") { id } }',
    "several-by-ids": """{
      nodes(ids: ["offi_xxxxxxxxxxxxxxxx", "univ_xxxxxxxxxxxxxxxx", "offi_yyyyyyyyyyyyyyyy"]) {
        id ... on Office { city { name } }
      }
    }""",
    "entities-by-keys": """{ _entities(representations: [
        {__typename: "University", domain: "kpfu.ru"}, {__typename: "Office", slug: "x"},
        {__typename: "University", id: "univ_xxxxxxxxxxxxxxxx"}
    ]) { ... on University { ror country { code } } ... on Office { kind } } }""",
    "one-by-identifier": '{ university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) { name } }',
    "localized-name": '{ country(code: "KZ") { universities { nodes { name(languages: ["ru"]) } } } }',
    "filter-of-every-kind": """{ universities(where: {
        name: {startsWith: "K"}, kind: {in: [OTHER]}, studentBand: {notIn: [OVER_30K]}, website: {isNull: false},
        founded: {gte: 1800, lt: 1900}, statusSince: {gt: "2020-01-01"},
        fields: {includes: "0613", includesAny: ["06", "07"], includesUnder: "07"}
    }) { nodes { id } } }""",
    "filter-by-logic": """{ contacts(where: {
        anyOf: [{stage: {eq: LEAD}}, {until: {isNull: true}}], not: {since: {gt: "2020-01-01"}}, demo: true
    }) { nodes { id } } }""",
    "filter-of-the-noun": '{ offices(where: {activeAt: "2026-01-01"}) { nodes { id } } }',
    "filter-starts-from-a-key": '{ offices(where: {covers: {some: {code: {eq: "KZ"}}, asOf: "2026-01-01"}}) '
    "{ totalCount nodes { id } } }",
    "filter-starts-two-hops-away": '{ universities(where: {founded: {gt: 1}, country: {code: {in: ["KZ"]}}}) '
    "{ nodes { id } } }",
    "filter-by-relation": """{ universities(where: {
        partners: {some: {founded: {lt: 1900}}, atLeast: 2, asOf: "2026-01-01"}, children: {none: {}},
        city: {latitude: {gt: 50}}
    }) { nodes { id } } }""",
    "relationships": """{ offices { nodes {
        city { name } status(asOf: "2026-01-01") { status } covers(asOf: "2026-01-01") { edges { since } }
        people(allTime: true) { totalCount } contacts(last: 3) { pageInfo { hasPreviousPage } }
    } } }""",
    "relationship-twice": """{ university(id: "univ_xxxxxxxxxxxxxxxx") {
        old: contacts(where: {until: {isNull: false}}) { totalCount } contacts(first: 2) { nodes { since } }
    } }""",
    "total-starts-from-a-far-key": """{ contacts(where: {parties: {some: {country: {code: {in: ["KZ", "UZ"]}}}},
        since: {gt: "2021-01-15"}}, first: 3) { totalCount nodes { id } } }""",
    "total-stays-where-a-value-picks": """{ programmes(where: {freePlacesYear: {eq: "2027/2028"},
        universities: {some: {country: {code: {eq: "UZ"}}}}}, first: 3) { totalCount nodes { id } } }""",
    "total-by-levels": "{ contacts { totalCount } agreements(first: 2) { totalCount nodes { id } } }",
    "three-levels": """{ universities { nodes { partners(first: 5, asOf: "2026-01-01") { nodes {
        country { code } contacts(first: 2) { nodes { stage parties { name } } }
    } } } } }""",
    "partners-by-a-filter": '{ university(id: "univ_xxxxxxxxxxxxxxxx") { partners(asOf: "2026-01-01", '
    'where: {country: {code: {eq: "RU"}}}, orderBy: {field: FOUNDED}) { totalCount nodes { id } } } }',
}
"""Questions by the name of what is special about each. `{name}` stands for a cursor of the order by name."""


async def cursor() -> str:
    found = await planned("{ countries { edges { cursor } } }", rows=[{"id": "ctry_x", "name": "K"}])
    return str(found.data["countries"]["edges"][0]["cursor"])


def written(question: str, texts: list[str]) -> str:
    """A snapshot: the question as a comment, and the statements asked for it."""
    heading = "".join(f"// {line.strip()}\n" for line in question.strip().splitlines())
    return f"{heading}\n" + "\n;\n".join(texts) + "\n"


@pytest.mark.parametrize("name", SHAPES)
async def test_question_becomes_this_statement(name: str) -> None:
    found = await planned(SHAPES[name].replace("{name}", await cursor()))
    assert found.errors == []
    text = written(SHAPES[name], found.texts)
    assert text == snapshots.kept(f"shapes/{name}", text)
    assert values("\n".join(found.texts)) == []


@pytest.mark.parametrize("example", examples(), ids=lambda each: each.name)
async def test_document_becomes_these_statements_without_a_value(ask: Ask, example: Example) -> None:
    asked = await ask(example.query, **example.variables)
    assert asked.errors == []
    text = written(example.question, sorted(asked.statements))
    assert text == snapshots.kept(f"queries/{example.name}", text)
    assert [values(each) for each in asked.statements] == [[] for _ in asked.statements]


OF_EACH_SHAPE = ("Agreement", "Name", "Office", "OfficeStatus", "Participation")
"""With days and without, with relationships that have a place or valid time, owned in either direction."""
STANDING = {
    "loads/common": COMMON,
    **{f"loads/{snake_case(label)}": of_label(label) for label in OF_EACH_SHAPE},
    "matching": of_matching.STATEMENTS | of_names.STATEMENTS | recognition.STATEMENTS,
    "migrations": {"applied": APPLIED, "record": RECORD},
}


@pytest.mark.parametrize("name", STANDING)
def test_statements_that_are_written_by_hand_are_these(name: str) -> None:
    parts = [f"// {title}\n{text.strip()}\n" for title, text in sorted(STANDING[name].items())]
    text = "\n".join(parts)
    assert text == snapshots.kept(name, text)


def without_names(label: str) -> set[str]:
    """The statements of a noun, labels and types of relationships as `X`, without what is said of each day."""
    lines = ["\n".join(each for each in text.splitlines() if "date(" not in each) for text in of_label(label).values()]
    return {re.sub(r":[A-Z]\w*", ":X", each) for each in lines}


@pytest.mark.parametrize("label", declared_model().types)
def test_statements_of_a_noun_are_those_of_another_with_other_names(label: str) -> None:
    assert without_names(label) <= set().union(*map(without_names, OF_EACH_SHAPE))


def test_no_snapshot_is_left_of_what_is_no_longer_asked() -> None:
    shapes = {f"shapes/{name}" for name in SHAPES}
    queries = {f"queries/{example.name}" for example in examples()}
    assert snapshots.names() == shapes | queries | STANDING.keys() | {"analysis"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATCH (n0:Office) WHERE n0.slug = $p0 RETURN n0.id AS s1", []),
        ("WHERE n0.slug = 'x'", ["'x'"]),
        ('WHERE n0.slug = "x"', ['"x"']),
        ("WHERE n0.founded > 1900", ["1900"]),
        ("WHERE n0.latitude > -1.5e3", ["1.5e3"]),
        ("WHERE n0.since > date('2020-01-01')", ["'2020-01-01'"]),
        ("LIMIT 5", ["5"]),
        ("MATCH ()-[e1:COVERS*..3]->()", [".3"]),
    ],
)
def test_values_in_a_text_are_found(text: str, found: list[str]) -> None:
    assert values(text) == found


def test_every_character_of_a_statement_is_understood() -> None:
    with pytest.raises(ValueError, match="no Cypher"):
        list(tokens("RETURN ?"))
