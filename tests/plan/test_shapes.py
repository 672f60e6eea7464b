"""Equal questions, however they are written, have one shape and so one statement."""

import itertools
import random

import pytest

from bench.texts import documents
from graph.ids import stable_id
from graph.plan.filters import AllOf, Compare, Filter, Has, Operator
from graph.plan.guard import Sight
from graph.plan.plan import Planner
from graph.plan.selection import IdsRoot, KeyLookup, KeysRoot, NodeSelection, Page, PageRoot
from graph.plan.shape import shape_of
from schema.query import assemble_schema
from tests.plan.asking import planned

MAX_TEXTS = 24
DOCUMENTS = 336

BASE = """{ universities(where: {founded: {gt: 1900}, kind: {in: [OTHER]}}, first: 5) {
    totalCount nodes { id name founded country { code } contacts(first: 2) { nodes { stage since } } }
} }"""

SAME = {
    "no more of the root than lists show": BASE.replace("id name founded", "id name"),
    "other fields of the row": BASE.replace("id name founded", "website kind"),
    "another order of the fields": """{ universities(where: {founded: {gt: 1900}, kind: {in: [OTHER]}}, first: 5) {
        nodes { contacts(first: 2) { nodes { since stage } } founded country { code } name id } totalCount
    } }""",
    "another order of the arguments": BASE.replace(
        "where: {founded: {gt: 1900}, kind: {in: [OTHER]}}, first: 5",
        "first: 5, where: {kind: {in: [OTHER]}, founded: {gt: 1900}}",
    ),
    "other values": BASE.replace("1900", "1755").replace("[OTHER]", "[OTHER, MEDICAL_CENTRE]"),
    "other page sizes": BASE.replace("first: 5", "first: 50").replace("first: 2", "first: 100"),
    "no page size": BASE.replace(", first: 5", "").replace("(first: 2)", ""),
    "aliases": BASE.replace("universities", "a: universities")
    .replace("nodes {", "b: nodes {")
    .replace("contacts(", "zz: contacts(")
    .replace("country", "aa: country"),
    "fragments": """query { universities(where: {founded: {gt: 1900}, kind: {in: [OTHER]}}, first: 5) { ...Page } }
        fragment Page on UniversityConnection { totalCount nodes { ...Own ... on University { country { code } } } }
        fragment Own on University { id founded ... { contacts(first: 2) { nodes { stage } } } }""",
    "edges instead of nodes": BASE.replace("nodes { id name", "edges { cursor node { id name").replace(
        "} }\n} }", "} } }\n} }"
    ),
    "where the page lies": BASE.replace("totalCount", "totalCount pageInfo { hasNextPage endCursor }"),
    "variables": BASE.replace("{ universities", "query ($year: Int = 3, $n: Int = 9) { universities", 1)
    .replace("1900", "$year")
    .replace("first: 2", "first: $n"),
    "a field that is skipped": BASE.replace("id name", "id agreements @skip(if: true) { totalCount }"),
    "one relationship asked for in two parts": BASE.replace("country { code }", "country { code } country { name }"),
}

OTHER = {
    "more than lists show of a related node": BASE.replace("{ stage since }", "{ stage since outcome }"),
    "another filter operator": BASE.replace("gt: 1900", "lt: 1900"),
    "another filter": BASE.replace("founded: {gt: 1900}", 'name: {startsWith: "K"}'),
    "another order": BASE.replace("first: 5", "first: 5, orderBy: {field: FOUNDED}"),
    "from the back": BASE.replace("first: 5", "last: 5"),
    "no total": BASE.replace("totalCount ", ""),
    "another relationship": BASE.replace("country { code }", "region { code }"),
    "a relationship more": BASE.replace("country { code }", "country { code } city { name }"),
    "names in a language": BASE.replace("id name", 'id name(languages: ["ru"])'),
}


@pytest.mark.parametrize("writing", SAME)
async def test_statement_is_the_same_with(writing: str) -> None:
    assert (await planned(SAME[writing])).text == (await planned(BASE)).text


@pytest.mark.parametrize("writing", OTHER)
async def test_statement_is_another_with(writing: str) -> None:
    assert (await planned(OTHER[writing])).text != (await planned(BASE)).text


async def test_values_stand_in_the_order_of_the_parameters() -> None:
    found = await planned(SAME["another order of the arguments"])
    assert found.parameters == {"p0": 1900, "p1": ["OTHER"], "p2": 6, "p3": 3}
    assert "n0.founded > $p0" in found.text


async def test_values_follow_relationships_that_change_places() -> None:
    contacts, agreements = (
        f"{name}(first: {first}) {{ nodes {{ id }} }}" for name, first in (("contacts", 1), ("agreements", 7))
    )
    one, other = [
        await planned(f'{{ university(id: "univ_xxxxxxxxxxxxxxxx") {{ {" ".join(asked)} }} }}')
        for asked in ((contacts, agreements), (agreements, contacts))
    ]
    assert one.text == other.text
    assert one.parameters == other.parameters == {"p0": "univ_xxxxxxxxxxxxxxxx", "p1": 2, "p2": 8, "p3": 2}


def test_parts_of_a_filter_have_no_order() -> None:
    model = assemble_schema()[1].model
    parts: tuple[Filter, ...] = (
        Compare("founded", Operator.GT, 1),
        Has("contacts", Compare("stage", Operator.EQ, "LEAD"), at_least=2),
        Compare("kind", Operator.EQ, "OTHER"),
    )
    found = {
        (shape, values)
        for order in itertools.permutations(parts)
        for shape, _, values in [shape_of(PageRoot(NodeSelection(model.types["University"]), Page(1), AllOf(order)))]
    }
    assert len(found) == 1


def test_statement_is_made_once_for_a_shape() -> None:
    model = assemble_schema()[1].model
    planner = Planner(model)
    root = PageRoot(NodeSelection(model.types["Office"]), Page(3))
    assert planner.plan([root], Sight.ALL).statement is planner.plan([root], Sight.ALL).statement


SCALARS = ["id", "name", "kind", "status", "founded", "website", "studentBand", "fields", "statusSince"]
LANGUAGES = ["", '(languages: ["ru"])', '(languages: ["ru", "en"])', '(languages: ["kk", "ru", "en"])']


def _document(chance: random.Random, number: int) -> str:
    """A plausible document: one of six screens of a client, written in one of many ways."""
    name, university = f"name{LANGUAGES[number % len(LANGUAGES)]}", stable_id("univ", number)
    own = [name, *chance.sample(SCALARS[2:], chance.randint(0, 6)), "id"]
    chance.shuffle(own)
    alias = chance.choice(["", "a: ", "list: "])
    first, day, year = chance.randint(1, 100), f"20{chance.randint(10, 26)}-01-01", chance.randint(1700, 2020)
    below = [
        f"{chance.choice(['', 'c: '])}country {{ {chance.choice(['code', 'code name', 'name id'])} }}",
        f"contacts(first: {chance.randint(1, 10)}) {{ nodes {{ {chance.choice(['stage', 'since stage', 'id'])} }} }}",
    ]
    chance.shuffle(below)
    node = " ".join([*own, *below])
    fragment = chance.random() < 0.5
    asked, spread = ("...Card", f" fragment Card on University {{ {node} }}") if fragment else (node, "")
    page = chance.choice([f"nodes {{ {asked} }}", f"edges {{ cursor node {{ {asked} }} }}"])
    page += chance.choice(["", " pageInfo { hasNextPage endCursor }"])
    screens = [
        f"universities(first: {first}) {{ {page} }}",
        f"universities(first: {first}, where: {{founded: {{gte: {year}}}}}) {{ totalCount {page} }}",
        f'universities(where: {{country: {{code: {{eq: "K{number % 7}"}}}}}}, first: {first}) {{ {page} }}',
        f'university(id: "{university}") {{ {asked} }}',
        f'university(id: "{university}") {{ id partners(asOf: "{day}", first: {first}) {{ {page} }} }}',
        f"universities(last: {first}, orderBy: {{field: FOUNDED, direction: DESC}}) {{ {page} }}",
    ]
    return f"{{ {alias}{screens[number % len(screens)]} }}{spread}"


async def test_336_plausible_documents_come_to_few_texts() -> None:
    chance = random.Random(336)
    documents = {_document(chance, number) for number in range(DOCUMENTS)}
    assert len(documents) == DOCUMENTS
    texts = {(await planned(document)).text for document in documents}
    assert 6 <= len(texts) <= MAX_TEXTS


async def test_fields_relationships_and_arguments_of_the_benchmark_come_to_few_texts() -> None:
    asked = [ours for ours, _ in documents()]
    assert len(set(asked)) == DOCUMENTS
    assert len({(await planned(document)).text for document in asked}) <= MAX_TEXTS


@pytest.mark.parametrize("count", [0, 1, 20, 300])
def test_ids_and_keys_are_in_maps_so_that_their_number_does_not_change_the_plan(count: int) -> None:
    """A store would plan the text anew for each magnitude of a list (docs/decisions/0020)."""
    model = assemble_schema()[1].model
    selection, values = NodeSelection(model.types["University"]), tuple(map(str, range(count)))
    ways = {KeyLookup("id"): values}
    plan = Planner(model).plan([IdsRoot(selection, values), KeysRoot(selection, ways, "2026-01-01")], Sight.ALL)
    assert plan.parameters == {"p0": {"items": list(values)}, "p1": {"items": list(values)}}
