"""Participations, asked as a user would: what institutions do at events."""

from pathlib import Path
from typing import Any

import pytest

from graph.load.demo import load_demo
from graph.load.record import load_records
from graph.load.records import record_kind
from graph.load.rows import InputRow
from graph.natural_keys import participation_id, slug_id, university_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask, asking
from tests.load.graphs import quiet
from tests.load.rows import check_rejected

EVENT_KIND = record_kind("Event")
KIND = record_kind("Participation")

KAZAN = "https://ror.org/05256ym39"
TASHKENT_IT = "https://ror.org/05987a729"
SAMARKAND = "https://ror.org/02b6gy972"
OPEN_DAY = "demo-open-day-tashkent-2026"


async def test_participation_is_found_by_its_id(ask: Ask) -> None:
    id = participation_id(slug_id("evnt", OPEN_DAY), university_id("ROR", KAZAN))
    asked = await ask(
        """query ($id: ID!) {
          participation(id: $id) {
            id role booth leads demo event { slug } university { name } sources { slug }
            provenance { totalCount edges { checked node { slug } } }
          }
          node(id: $id) { __typename }
        }""",
        id=id,
    )
    assert asked.data == {
        "participation": {
            "id": id,
            "role": "ORGANISER",
            "booth": "H-01",
            "leads": 87,
            "demo": True,
            "event": {"slug": OPEN_DAY},
            "university": {"name": "Kazan Federal University"},
            "sources": [{"slug": "demo"}],
            "provenance": {"totalCount": 1, "edges": [{"checked": None, "node": {"slug": "demo"}}]},
        },
        "node": {"__typename": "Participation"},
    }
    assert len(asked.statements) == 2


PARTICIPATIONS = """query ($where: RegistryParticipationWhere) {
  participations(where: $where, orderBy: [{field: BOOTH}]) { nodes { booth } totalCount }
}"""


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({}, 74),
        ({"role": {"eq": "ORGANISER"}}, 5),
        ({"role": {"in": ["SPEAKER", "VISITOR"]}}, 38),
        ({"role": {"isNull": True}}, 1),
        ({"leads": {"gte": 96}}, 9),
        ({"leads": {"isNull": True}, "role": {"eq": "EXHIBITOR"}}, 6),
        ({"booth": {"startsWith": "H-"}}, 2),
        ({"event": {"kind": {"eq": "OLYMPIAD"}}}, 4),
        ({"event": {"starts": {"gte": "2026-11-24"}}, "booth": {"isNull": False}}, 4),
        ({"university": {"country": {"code": {"eq": "UZ"}}}}, 6),
        ({"university": {"name": {"startsWith": "Kazan F"}}, "not": {"role": {"eq": "EXHIBITOR"}}}, 4),
    ],
)  # fmt: skip
async def test_participations_are_filtered(ask: Ask, where: dict[str, Any], count: int) -> None:
    asked = await ask(PARTICIPATIONS, where=where)
    assert asked.errors == []
    assert asked.data["participations"]["totalCount"] == count
    assert len(asked.statements) == 1


async def test_participations_of_an_event_come_by_booth_and_those_without_one_last(ask: Ask) -> None:
    asked = await ask(
        """query ($slug: String!) { event(slug: $slug) {
          participations(first: 3) { totalCount nodes { booth role leads university { name } } }
          best: participations(where: {leads: {gt: 50}}) { nodes { university { name } } }
        } }""",
        slug=OPEN_DAY,
    )
    assert asked.data["event"]["best"] == {"nodes": [{"university": {"name": "Kazan Federal University"}}]}
    found = asked.data["event"]["participations"]
    assert found["totalCount"] == 5
    assert found["nodes"][:2] == [
        {"booth": "H-01", "role": "ORGANISER", "leads": 87, "university": {"name": "Kazan Federal University"}},
        {
            "booth": "H-03",
            "role": "EXHIBITOR",
            "leads": 22,
            "university": {"name": "Kazan State Technical University named after A. N. Tupolev"},
        },
    ]
    assert (found["nodes"][2]["booth"], found["nodes"][2]["role"]) == (None, "VISITOR")
    assert len(asked.statements) == 1


async def test_university_has_its_parts_in_events(ask: Ask) -> None:
    asked = await ask(
        """{ university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) {
          participations { totalCount }
          fairs: participations(where: {event: {kind: {eq: FAIR}}}, orderBy: [{field: LEADS, direction: DESC}]) {
            nodes { leads event { slug } }
          }
        } }"""
    )
    assert asked.data["university"] == {
        "participations": {"totalCount": 8},
        "fairs": {
            "nodes": [
                {"leads": None, "event": {"slug": "demo-fair-new-delhi-2027"}},
                {"leads": 96, "event": {"slug": "demo-fair-tashkent-2025"}},
                {"leads": 18, "event": {"slug": "demo-fair-astana-2024"}},
            ]
        },
    }
    assert len(asked.statements) == 1


GOOD = {"event": "e-1", "university": KAZAN, "role": "SPEAKER", "booth": "A-1", "leads": "3"}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"event": ""}, "event", "is empty"),
        ({"event": "e-1|e-2"}, "event", "is not a slug"),
        ({"university": "kpfu.ru"}, "university", "is not a ROR id"),
        ({"role": "GUEST"}, "role", "`GUEST` is not one of ORGANISER, EXHIBITOR"),
        ({"booth": "A" * 21}, "booth", "is not the number of a booth"),
        ({"leads": "-1"}, "leads", "is not a whole number"),
        ({"leads": "many"}, "leads", "is not a whole number"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    KIND.parse(InputRow(2, GOOD | {"role": "", "booth": "", "leads": ""}))
    check_rejected(KIND, GOOD, change, field, words)


async def test_second_row_of_an_institution_at_an_event_is_rejected(store: Store, tmp_path: Path) -> None:
    await load_demo(store, quiet)
    path = tmp_path / "rows.csv"
    rows = [f"{OPEN_DAY},{KAZAN},SPEAKER,,", f"{OPEN_DAY},{KAZAN},VISITOR,,", f"no-event,{KAZAN},VISITOR,,"]
    path.write_text("\n".join(["event,university,role,booth,leads", *rows]) + "\n", "utf-8")
    report = await load_records(
        store,
        path,
        KIND.columns,
        KIND.parse,
        quiet,
        KIND.verify,
    )
    assert (report.created, report.updated) == (0, 1)
    assert [(each.line, each.field, each.reason) for each in report.rejected] == [
        (4, "event", "`no-event` is no Event of the registry"),
        (3, "university", "takes part in this event by line 2 already"),
    ]


EVENT_COLUMNS = "slug,name_en,name_ru,kind,mode,starts,ends,geonames,office,visitors"
EVENT = f"{OPEN_DAY},Open day,,OPEN_DAY,ON_SITE,2026-04-22,2026-04-22,1512569,russian-house-tashkent,310"
TAKING_PART = """query ($slug: String!) { event(slug: $slug) {
  name participations(orderBy: [{field: BOOTH}, {field: ROLE}]) { nodes { booth university { name } } }
} }"""


async def test_row_of_an_event_says_of_participants_only_what_it_names(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    await load_demo(store, quiet)
    ask = asking(store, settings)
    path = tmp_path / "events.csv"

    async def loaded(header: str, row: str) -> list[dict[str, Any]]:
        path.write_text(f"{header}\n{row}\n", "utf-8")
        report = await load_records(store, path, EVENT_KIND.columns, EVENT_KIND.parse, quiet)
        assert report.rejected == [], report.text()
        asked = (await ask(TAKING_PART, slug=OPEN_DAY)).data["event"]
        assert asked["name"] == "Open day"
        return list(asked["participations"]["nodes"])

    assert len(await loaded(EVENT_COLUMNS, EVENT)) == 5
    assert len(await loaded(f"{EVENT_COLUMNS},participants", f"{EVENT},")) == 5
    assert await loaded(f"{EVENT_COLUMNS},participants", f"{EVENT},{KAZAN}|{SAMARKAND}") == [
        {"booth": "H-01", "university": {"name": "Kazan Federal University"}},
        {"booth": None, "university": {"name": "Samarkand State University named after Sharof Rashidov"}},
    ]
