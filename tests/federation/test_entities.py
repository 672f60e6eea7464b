"""`_entities`: what a gateway knows of a node becomes the node, whatever stands beside it in the list."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from graph.natural_keys import city_id, country_id, identifier_id, slug_id, university_id
from graph.store.store import Store, Transaction
from settings import Settings
from tests.conftest import Ask, Asked, asking
from tests.plan.asking import planned

KAZAN = university_id("ROR", "https://ror.org/05256ym39")
MSU = university_id("ROR", "https://ror.org/010pmpe69")
BAKU = slug_id("offi", "russian-house-baku")

ENTITIES = """query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on Node { id }
} }"""

CREATE = """CREATE (u:University {id: $id, name: $name, kind: 'OTHER', status: 'ACTIVE'})"""
IDENTIFY = """MATCH (u:University {id: $holder})
MERGE (i:Identifier {key: $key})
SET i.id = $id, i.scheme = $scheme, i.value = $value, i.origin = 'test', i.since = date($since), i.until = date($until)
CREATE (u)-[:IDENTIFIED_BY]->(i)"""


def of(type: str, **keys: Any) -> dict[str, Any]:
    """A representation."""
    return {"__typename": type, **keys}


def found(asked: Asked) -> list[str | None]:
    """The ids that came back."""
    return [each and each["id"] for each in asked.data["_entities"]]


@pytest.mark.parametrize(
    ("representation", "id"),
    [
        (of("University", id=KAZAN), KAZAN),
        (of("University", ror="https://ror.org/05256ym39"), KAZAN),
        (of("University", ror="05256YM39"), KAZAN),
        (of("University", domain="kpfu.ru"), KAZAN),
        (of("University", domain="https://www.kpfu.ru/en"), KAZAN),
        (of("Office", id=BAKU), BAKU),
        (of("Office", slug="russian-house-baku"), BAKU),
        (of("Country", code="KZ"), country_id("KZ")),
        (of("City", geonamesId=551487), city_id(551487)),
        (of("Agreement", slug="demo-agreement-001"), slug_id("agrm", "demo-agreement-001")),
        (of("Region", code="RU-TA"), None),
        (of("University", ror="https://ror.org/000000000"), None),
        (of("University", id="univ_aaaaaaaaaaaaaaaa"), None),
        (of("City", geonamesId=1), None),
        (of("Country", code="kz"), country_id("KZ")),
        (of("Country", code="zz"), None),
    ],
    ids=lambda each: "-".join(map(str, each.values())) if isinstance(each, Mapping) else "",
)
async def test_entity_is_found_by_each_of_its_keys(ask: Ask, representation: dict[str, Any], id: str | None) -> None:
    asked = await ask(ENTITIES, representations=[representation])
    assert asked.errors == []
    if representation["__typename"] == "Region":
        assert asked.data["_entities"][0]["__typename"] == "Region"
        return
    assert found(asked) == [id]
    if id:
        assert asked.data["_entities"][0]["__typename"] == representation["__typename"]


async def test_answer_has_all_that_is_asked_of_each_type(ask: Ask) -> None:
    asked = await ask(
        """query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on University { ror domain name(languages: ["ru"]) country { code } contacts(first: 1) { totalCount } }
          ... on Office { slug city { name } }
        } }""",
        representations=[of("Office", slug="russian-house-baku"), of("University", domain="kpfu.ru")],
    )
    office, university = asked.data["_entities"]
    assert office == {"slug": "russian-house-baku", "city": {"name": "Baku"}}
    assert university["ror"] == "https://ror.org/05256ym39"
    assert university["domain"] == "kpfu.ru"
    assert university["country"] == {"code": "RU"}
    assert university["contacts"]["totalCount"] > 0


async def test_fifty_of_two_types_by_four_kinds_of_key_are_two_statements(ask: Ask) -> None:
    known = await ask(
        """{ universities(first: 26) { nodes { id ror domain } } offices(first: 24) { nodes { slug } } }"""
    )
    universities = known.data["universities"]["nodes"]
    representations = [
        *(of("University", id=each["id"]) for each in universities[:9]),
        *(of("University", ror=each["ror"]) for each in universities[9:18]),
        *(of("University", domain=each["domain"]) for each in universities[18:]),
        *(of("Office", slug=each["slug"]) for each in known.data["offices"]["nodes"]),
    ]
    representations = representations[::2] + representations[1::2]
    assert len(representations) == 50
    asked = await ask(
        """query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on University { id ror domain } ... on Office { slug }
        } }""",
        representations=representations,
    )
    assert asked.errors == []
    assert len(asked.statements) == 2
    for given, got in zip(representations, asked.data["_entities"], strict=True):
        (key,) = given.keys() - {"__typename"}
        assert got[key] == given[key]


BAD = "BAD_REPRESENTATION"
HOSTILE: dict[str, tuple[Any, str]] = {
    "a text": ("University", BAD),
    "a number": (1, BAD),
    "a list": ([of("Office", slug="russian-house-baku")], BAD),
    "nothing in it": ({}, BAD),
    "no type": ({"id": KAZAN}, BAD),
    "an unknown type": (of("Nothing", id=KAZAN), BAD),
    "a type that is null": (of(None, id=KAZAN), BAD),  # type: ignore[arg-type]
    "a type that is a list": (of(["University"], id=KAZAN), BAD),  # type: ignore[arg-type]
    "a type in other letters": (of("university", id=KAZAN), BAD),
    "an input type": (of("RegistryUniversityWhere", id=KAZAN), BAD),
    "a scalar": (of("Date", id=KAZAN), BAD),
    "an enumeration": (of("OfficeKind", id=KAZAN), BAD),
    "an interface": (of("Node", id=KAZAN), BAD),
    "a connection": (of("UniversityConnection", totalCount=1), BAD),
    "a part of an answer": (of("SearchEdge", cursor="x"), BAD),
    "the query": (of("Query", id=KAZAN), BAD),
    "a type of the introspection": (of("__Type", name="University"), BAD),
    "no key": (of("University"), BAD),
    "a field that is no key": (of("University", name="Kazan Federal University"), BAD),
    "a property that is hidden": (of("Person", slug="demo-person-001"), BAD),
    "a key that is null": (of("University", ror=None), BAD),
    "a number for an id": (of("University", id=17), BAD),
    "a number for a text": (of("University", ogrn=1021602841391), BAD),
    "true": (of("Office", slug=True), BAD),
    "a list for a text": (of("University", ror=["https://ror.org/05256ym39"]), BAD),
    "an object for a text": (of("University", ror={"eq": "https://ror.org/05256ym39"}), BAD),
    "an empty text": (of("Office", slug=""), BAD),
    "blanks": (of("University", domain="  \t"), BAD),
    "a text of 10 MB": (of("University", domain="x" * 10_000_000), BAD),
    "a type of 10 MB": (of("x" * 10_000_000, id=KAZAN), BAD),
    "a text for a number": (of("City", geonamesId="551487"), BAD),
    "a fraction": (of("City", geonamesId=551487.0), BAD),
    "a truth for a number": (of("City", geonamesId=True), BAD),
    "a number beyond 64 bits": (of("City", geonamesId=2**63), BAD),
    "an id of another type": (of("University", id=BAKU), "BAD_ID"),
    "no id at all": (of("University", id="x' OR 1=1 //"), "BAD_ID"),
    "keys of two nodes": (of("University", id=KAZAN, ror="https://ror.org/010pmpe69"), BAD),
    "a key that nobody has beside one": (of("University", id=KAZAN, domain="nobody.example"), BAD),
}


@pytest.mark.parametrize("what", HOSTILE)
async def test_hostile_representation_is_null_with_an_error_and_nothing_else_is_lost(ask: Ask, what: str) -> None:
    hostile, code = HOSTILE[what]
    asked = await ask(ENTITIES, representations=[of("University", id=MSU), hostile, of("Office", id=BAKU)])
    assert found(asked) == [MSU, None, BAKU]
    (error,) = asked.errors
    assert (error["path"], error["extensions"]["code"]) == (["_entities", 1], code)
    assert error["extensions"]["field"].startswith("_entities.representations.1")
    assert len(error["message"]) < 600


async def test_every_hostile_representation_at_once_has_its_own_error(ask: Ask) -> None:
    asked = await ask(ENTITIES, representations=[each for each, _ in HOSTILE.values()] + [of("University", id=MSU)])
    assert found(asked) == [None] * len(HOSTILE) + [MSU]
    places = {error["path"][1]: error["extensions"]["code"] for error in asked.errors}
    assert places == {place: code for place, (_, code) in enumerate(HOSTILE.values())}


@pytest.mark.parametrize(
    "representation",
    [
        of("University", ror="https://ror.org/05256ym39", domain="kpfu.ru", id=KAZAN),
        of("University", domain="kpfu.ru", ror=None),
        of("University", id=KAZAN, name="Something else", openPlaces=[{"number": 3}], nothing=None),
    ],
)
async def test_keys_that_agree_and_fields_that_are_no_keys_do_no_harm(ask: Ask, representation: dict[str, Any]) -> None:
    asked = await ask(ENTITIES, representations=[representation])
    assert (found(asked), asked.errors) == ([KAZAN], [])


async def test_representations_written_in_the_document_are_read_as_variables_are(ask: Ask) -> None:
    asked = await ask(
        """query ($ror: String) { _entities(representations: [
          {__typename: "University", ror: $ror}, {__typename: "City", geonamesId: 551487},
          {__typename: "Country", code: "KZ"}
        ]) { ... on Node { id } } }""",
        ror="https://ror.org/05256ym39",
    )
    assert found(asked) == [KAZAN, city_id(551487), country_id("KZ")]


async def test_no_representation_is_no_statement(ask: Ask) -> None:
    asked = await ask(ENTITIES, representations=[])
    assert (asked.data, asked.statements) == ({"_entities": []}, [])


async def test_same_entity_asked_for_twice_comes_twice(ask: Ask) -> None:
    asked = await ask(ENTITIES, representations=[of("University", id=KAZAN), of("University", domain="kpfu.ru")] * 2)
    assert found(asked) == [KAZAN] * 4


async def test_a_thousand_are_taken_and_more_are_refused_whole(ask: Ask) -> None:
    many = [of("University", domain=f"nobody-{number}.example") for number in range(1000)]
    assert found(await ask(ENTITIES, representations=many)) == [None] * 1000
    asked = await ask(ENTITIES, representations=many * 2)
    assert asked.codes == ["TOO_BIG"]
    (error,) = asked.errors
    assert error["message"] == "_entities.representations has 2,000 entries; 1,000 are taken at once. Ask in parts."
    assert (error["extensions"]["estimate"], error["extensions"]["limit"]) == (2_000, 1000)
    assert asked.statements == []


async def test_cost_counts_what_lies_below_each_entity(ask: Ask) -> None:
    document = """query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on University { contacts(first: 100) { nodes { id } } }
    } }"""
    many = [of("University", domain=f"nobody-{number}.example") for number in range(200)]
    asked = await ask(document, representations=many)
    assert asked.codes == ["TOO_BIG"]
    assert asked.errors[0]["extensions"]["estimate"] == 200 * 101
    assert asked.statements == []
    assert (await ask(document, representations=many[:100])).errors == []


async def filled(store: Store, identifiers: list[dict[str, Any]]) -> None:
    """Two institutions, and identifiers of theirs."""

    async def work(transaction: Transaction) -> None:
        for name in ("one", "other"):
            await transaction.run(CREATE, {"id": f"univ_{name}", "name": name})
        for each in identifiers:
            value = {"since": "2000-01-01", "until": None} | each
            own = {"id": identifier_id(each["scheme"], each["value"]), "key": f"{each['scheme']}:{each['value']}"}
            await transaction.run(IDENTIFY, value | own)

    await store.write(work)


def held(holder: str, scheme: str, value: str, **dates: str | None) -> dict[str, Any]:
    """An identifier of one of the two."""
    return {"holder": f"univ_{holder}", "scheme": scheme, "value": value, **dates}


async def test_identifier_that_has_ended_names_nobody(store: Store, settings: Settings) -> None:
    await filled(
        store, [held("one", "SCHAC", "old.example", until="2020-01-01"), held("one", "OGRN", "1", until="2999-01-01")]
    )
    ask = asking(store, settings)
    asked = await ask(ENTITIES, representations=[of("University", schac="old.example"), of("University", ogrn="1")])
    assert (found(asked), asked.errors) == ([None, "univ_one"], [])


async def test_identifier_that_has_not_begun_names_nobody_and_is_not_told(store: Store, settings: Settings) -> None:
    await filled(
        store,
        [
            held("one", "OGRN", "1", since="2999-01-01"),
            held("one", "SCHAC", "first.example", since=None),
            held("one", "SCHAC", "later.example", since="2001-01-01"),
            held("one", "DOMAIN", "ended.example", until="2020-01-01"),
        ],
    )
    ask = asking(store, settings)
    asked = await ask(ENTITIES, representations=[of("University", ogrn="1"), of("University", schac="first.example")])
    assert (found(asked), asked.errors) == ([None, "univ_one"], [])
    text = """query ($scheme: IdentifierScheme, $value: String!) {
      university(identifier: {scheme: $scheme, value: $value}) { ogrn schac domain }
    }"""
    for scheme, value in (("OGRN", "1"), ("DOMAIN", "ended.example"), (None, "ended.example"), (None, "OGRN:1")):
        assert (await ask(text, scheme=scheme, value=value)).data == {"university": None}
    told = (await ask(text, scheme="SCHAC", value="later.example")).data["university"]
    assert told == {"ogrn": None, "schac": "first.example", "domain": None}, "of unknown beginning is the oldest"


async def test_identifier_of_two_institutions_is_ambiguous_until_another_key_tells(
    store: Store, settings: Settings
) -> None:
    both = [held(name, "DOMAIN", "shared.example") for name in ("one", "other")]
    await filled(store, both)
    shared = of("University", domain="shared.example")
    asked = await asking(store, settings)(ENTITIES, representations=[shared, shared | {"id": "univ_other"}])
    assert found(asked) == [None, "univ_other"]
    (error,) = asked.errors
    assert (error["path"], error["extensions"]["code"]) == (["_entities", 0], "AMBIGUOUS")
    assert error["extensions"]["candidates"] == ["univ_one", "univ_other"]


async def test_institution_tells_its_oldest_identifier_in_force_of_each_scheme(
    store: Store, settings: Settings
) -> None:
    await filled(
        store,
        [
            held("one", "DOMAIN", "a-young.example", since="2015-01-01"),
            held("one", "DOMAIN", "z-old.example", since="2001-01-01"),
            held("one", "DOMAIN", "ended.example", since="1995-01-01", until="2001-01-01"),
            held("one", "ERASMUS", "RUS02", since="2010-01-01"),
            held("one", "ERASMUS", "RUS01", since="2010-01-01"),
        ],
    )
    asked = await asking(store, settings)(
        '{ one: university(id: "univ_one") { domain erasmus ror } other: university(id: "univ_other") { domain } }'
    )
    assert asked.data == {
        "one": {"domain": "z-old.example", "erasmus": "RUS01", "ror": None},
        "other": {"domain": None},
    }


PART = re.compile(r"^  UNWIND.*?(?=^  UNION ALL|^})", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "representation",
    [
        of("University", id=KAZAN, domain="kpfu.ru"),
        of("Office", id=BAKU, slug="russian-house-baku"),
        of("City", id=city_id(551487), geonamesId=551487),
    ],
    ids=lambda each: str(each["__typename"]),
)
async def test_each_kind_of_key_is_found_by_an_index(demo_store: Store, representation: dict[str, Any]) -> None:
    (plan,) = (await planned(ENTITIES, representations=[representation])).plans
    parts = PART.findall(plan.statement.text)
    assert len(parts) == 2
    for part in parts:
        used = {name: value for name, value in plan.parameters.items() if f"${name}" in part}
        told = await demo_store.explain(part, used)
        assert "Index" in told or "[index:" in told
        assert "LabelScan" not in told and "AllNodes" not in told


async def test_keys_come_to_one_text_for_each_way_to_the_node() -> None:
    every = {"id": KAZAN, "ror": "x", "schac": "x", "erasmus": "x", "ogrn": "1", "domain": "x"}

    async def text(*keys: str, number: int = 1) -> str:
        given = {key: every[key] for key in keys}
        return (await planned(ENTITIES, representations=[of("University", **given)] * number)).text

    by_id, by_identifier, by_both = await text("id"), await text("ror"), await text("id", "ror")
    assert len({by_id, by_identifier, by_both}) == 3
    assert {await text(key, number=7) for key in every} == {by_id, by_identifier}
    assert await text(*every) == by_both
