"""Sources of facts, asked as a user would."""

from typing import Any

import pytest

from graph.natural_keys import slug_id
from tests.conftest import Ask


async def test_source_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: source(slug: "ror") { id name kind url licence } b: source(id: $id) { slug kind url }
          c: source(slug: "rumour") { id }
        }""",
        id=slug_id("srce", "demo"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("srce", "ror"),
            "name": "Research Organization Registry (ROR), schema v2",
            "kind": "REGISTER",
            "url": "https://ror.org",
            "licence": "CC0-1.0",
        },
        "b": {"slug": "demo", "kind": "DEMO", "url": None},
        "c": None,
    }


@pytest.mark.parametrize(
    ("where", "slugs"),
    [
        (None, ["curated", "demo", "offices", "ror"]),
        ({"kind": {"eq": "DEMO"}}, ["curated", "demo"]),
        ({"kind": {"notIn": ["DEMO"]}, "licence": {"isNull": False}}, ["ror"]),
        ({"url": {"startsWith": "https://"}}, ["offices", "ror"]),
        ({"anyOf": [{"slug": {"eq": "ror"}}, {"licence": {"isNull": True}}]}, ["offices", "ror"]),
    ],
)
async def test_sources_are_filtered(ask: Ask, where: dict[str, Any] | None, slugs: list[str]) -> None:
    asked = await ask(
        """query ($where: RegistrySourceWhere) {
          sources(where: $where, orderBy: [{field: SLUG}]) { nodes { slug } totalCount }
        }""",
        where=where,
    )
    assert asked.data["sources"] == {"nodes": [{"slug": slug} for slug in slugs], "totalCount": len(slugs)}


async def test_every_fact_says_where_it_comes_from(ask: Ask) -> None:
    asked = await ask(
        """{
          university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) { sources { slug } }
          office(slug: "russian-house-baku") { sources(where: {kind: {eq: WEBSITE}}) { slug } }
          contact(slug: "demo-contact-001") { sources { kind name } }
          agreement(slug: "demo-agreement-001") { sources { slug } }
        }"""
    )
    invented = (
        "Invented demo data: all but institutions, offices and places, and the dates of office status and coverage"
    )
    assert asked.data == {
        "university": {"sources": [{"slug": "curated"}, {"slug": "ror"}]},
        "office": {"sources": [{"slug": "offices"}]},
        "contact": {"sources": [{"kind": "DEMO", "name": invented}]},
        "agreement": {"sources": [{"slug": "demo"}]},
    }
    assert len(asked.statements) == 4


async def test_universities_without_a_register_behind_them_can_be_found(ask: Ask) -> None:
    asked = await ask("{ universities(where: {sources: {none: {kind: {eq: REGISTER}}}}) { totalCount } }")
    assert asked.data["universities"]["totalCount"] == 0


async def test_every_fact_says_when_it_was_checked(ask: Ask) -> None:
    asked = await ask(
        """{
          university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) {
            provenance { edges { checked node { slug } } totalCount }
          }
          office(slug: "russian-house-tashkent") { provenance { edges { checked node { slug } } } }
          agreement(slug: "demo-agreement-001") { provenance { edges { checked node { slug } } } }
        }"""
    )
    assert asked.data["university"]["provenance"]["totalCount"] == 2
    checked = {
        name: {edge["node"]["slug"]: edge["checked"] for edge in value["provenance"]["edges"]}
        for name, value in asked.data.items()
    }
    assert checked == {
        "university": {"curated": None, "ror": "2026-11-24"},
        "office": {"demo": None, "offices": "2026-11-24"},
        "agreement": {"demo": None},
    }
