"""What partners send: sound rows are written, ambiguous and failing ones are told, and nothing is guessed."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.load.batch import Batch
from graph.load.demo import load_demo
from graph.load.partners.load import ImportSource, import_partners
from graph.load.partners.nouns import NOUNS
from graph.load.partners.outcome import Outcome, RowStatus
from graph.load.partners.page import page
from graph.load.report import ImportReport, LoadError
from graph.load.units import Unit, UnitLink, add_identifier, add_name, write_units
from graph.load.versions import content_hash
from graph.natural_keys import city_id, country_id, slug_id
from graph.store.store import Store, Transaction
from matching.names.recognition import load_recogniser
from tests.conftest import ROOT
from tests.load.graphs import exported, facts, quiet

TODAY = "2026-11-24"
KAZAN, YORK_CA, YORK_GB, TOKYO, MINES = (f"univ_{letter * 16}" for letter in "abcde")
PLACES = {"RU": "Kazan", "CA": "Toronto", "GB": "York", "JP": "Tokyo", "UZ": "Tashkent"}
CITIES = {code: city_id(number) for number, code in enumerate(PLACES, 100)}
HEADER = "slug;title;kind;status;signed;valid_from;valid_to;parties;office"
EXCHANGE = "a-1;Exchange;exchange;IN_FORCE;31.12.2020;01.01.2021;;КФУ|University of Tokyo;Русский дом в Ташкенте"


def university(id: str, name: str, country: str, *names: tuple[str, str, str], domain: str = "") -> Unit:
    unit = Unit("University", id, {"name": name, "kind": "HIGHER_EDUCATION", "status": "ACTIVE"}, origin="ror")
    for value, language, kind in names:
        add_name(unit, value, language, kind)
    if domain:
        add_identifier(unit, "DOMAIN", domain)
    unit.links.append(UnitLink("LOCATED_IN", "City", CITIES[country], {"position": 0}))
    return unit


@pytest.fixture
async def registry(store: Store) -> Store:
    """Five institutions, one of them merged; an office; a city; what is not of this partner."""
    batch = Batch()
    for number, (code, city) in enumerate(PLACES.items(), 100):
        batch.node("Country", country_id(code), {"code": code, "name": code})
        batch.node("City", CITIES[code], {"geonamesId": number, "name": city})
        batch.edge("IN_COUNTRY", ("City", CITIES[code]), ("Country", country_id(code)))
    batch.node("Source", slug_id("srce", "demo"), {"slug": "demo", "name": "Demo", "kind": "DEMO"})
    await batch.write(store)
    units = [
        university(KAZAN, "Kazan Federal University", "RU", ("КФУ", "ru", "ACRONYM"), domain="kpfu.ru"),
        university(YORK_CA, "York University", "CA"),
        university(YORK_GB, "University of York", "GB", ("York University", "en", "ALIAS")),
        university(TOKYO, "The University of Tokyo", "JP", domain="u-tokyo.ac.jp"),
        university(MINES, "Institute of Mines", "RU"),
    ]
    units[4].properties["status"] = "MERGED"
    units[4].links.append(UnitLink("SUCCEEDED_BY", "University", KAZAN))
    await write_units(store, units, "rorHash", ImportReport(""), quiet)
    house = Unit(
        "Office", slug_id("offi", "house-x"), {"slug": "house-x", "name": "Russian House in Tashkent"}, origin="x"
    )
    add_name(house, "Русский дом в Ташкенте", "ru", "OFFICIAL")
    await write_units(store, [house], "rowHash", ImportReport(""), quiet)
    return store


async def sent(
    store: Store, folder: Path, what: str, *rows: str | dict[str, Any], header: str = HEADER, **how: Any
) -> Outcome:
    """Imports these rows: CSV, or JSON Lines where they are objects."""
    objects = bool(rows) and isinstance(rows[0], dict)
    path = folder / f"sent.{'jsonl' if objects else 'csv'}"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows] if objects else [header, *map(str, rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    sender = ImportSource(how.pop("source", "kfu"), how.pop("name", None), how.pop("today", TODAY))
    return await import_partners(store, path, NOUNS[what], sender, await load_recogniser(store), quiet, **how)


async def lines_of(store: Store, kind: str) -> list[dict[str, Any]]:
    """Lines of the export that are of this label or type."""
    lines = map(json.loads, facts(await exported(store)))
    return [line for line in lines if kind in (line.get("node"), line.get("edge"))]


def fates(outcome: Outcome) -> list[str]:
    return [row.fate.value for row in outcome.rows]


async def test_agreement_is_taken_with_names_as_people_write_them(registry: Store, tmp_path: Path) -> None:
    outcome = await sent(registry, tmp_path, "agreements", EXCHANGE)
    assert (fates(outcome), outcome.complete) == (["created"], True)
    (node,) = await lines_of(registry, "Agreement")
    held = node["properties"]
    assert held.pop("rowHash")
    assert held == {
        "slug": "kfu:a-1",
        "title": "Exchange",
        "kind": "EXCHANGE",
        "status": "IN_FORCE",
        "statuses": ["DRAFT", "IN_FORCE"],
        "statusesSince": ["0001-01-01", "2020-12-31"],
        "signed": "2020-12-31",
        "validFrom": "2021-01-01",
    }
    parties = await lines_of(registry, "HAS_PARTY")
    assert {(edge["to"], edge["properties"]["position"]) for edge in parties} == {(KAZAN, 0), (TOKYO, 1)}
    assert len(await lines_of(registry, "SIGNED_BY")) == 1
    (source,) = [line for line in await lines_of(registry, "Source") if line["properties"]["slug"] == "kfu"]
    assert source["properties"]["kind"] == "PARTNER_REPORT"
    stated = await lines_of(registry, "STATED_BY")
    assert {edge["from"][:5] for edge in stated} == {"agrm_", "agvr_"}
    assert [(edge["to"], edge["properties"]) for edge in stated] == [(source["id"], {"checked": TODAY})] * 2


async def test_second_import_changes_nothing_even_on_another_day(registry: Store, tmp_path: Path) -> None:
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    before = await exported(registry)
    again = await sent(registry, tmp_path, "agreements", EXCHANGE, today="2026-12-31")
    assert fates(again) == ["unchanged"]
    assert await exported(registry) == before


async def test_changed_row_changes_only_its_own(registry: Store, tmp_path: Path) -> None:
    second = "a-2;Framework;FRAMEWORK;DRAFT;;;;kpfu.ru|u-tokyo.ac.jp;"
    await sent(registry, tmp_path, "agreements", EXCHANGE, second)
    before = await exported(registry)
    later = await sent(
        registry, tmp_path, "agreements", EXCHANGE, second.replace("DRAFT", "EXPIRED"), today="2026-12-31"
    )
    assert [(row.fate, row.changed) for row in later.rows] == [
        (RowStatus.UNCHANGED, ()),
        (RowStatus.UPDATED, ("status",)),
    ]
    changed = set(facts(await exported(registry))) - set(before.splitlines())
    kinds = [json.loads(line).get("node") or json.loads(line)["edge"] for line in changed]
    assert sorted(kinds) == ["Agreement", "AgreementVersion", "STATED_BY", "STATED_BY", "VERSION_OF"]


async def test_day_that_becomes_known_changes_the_history_of_a_state(registry: Store, tmp_path: Path) -> None:
    """The history was lost, as in a graph that was loaded before there were any: the same row brings it."""
    await sent(registry, tmp_path, "agreements", EXCHANGE)

    async def forget(transaction: Transaction) -> None:
        await transaction.run("MATCH (a:Agreement) REMOVE a.statuses, a.statusesSince, a.rowHash")

    await registry.write(forget)
    again = await sent(registry, tmp_path, "agreements", EXCHANGE)
    assert [(row.fate, row.changed) for row in again.rows] == [(RowStatus.UPDATED, ("statuses",))]
    (node,) = await lines_of(registry, "Agreement")
    assert node["properties"]["statuses"] == ["DRAFT", "IN_FORCE"]


async def test_state_that_changes_follows_those_that_are_held(registry: Store, tmp_path: Path) -> None:
    """It runs out before its last day is known: then, and not on a day that was told."""
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    await sent(registry, tmp_path, "agreements", EXCHANGE.replace("IN_FORCE", "EXPIRED"), today="2026-12-01")
    (node,) = await lines_of(registry, "Agreement")
    assert node["properties"]["statuses"] == ["DRAFT", "IN_FORCE", "EXPIRED"]
    assert node["properties"]["statusesSince"] == ["0001-01-01", "2020-12-31", "2026-12-01"]
    await sent(registry, tmp_path, "agreements", EXCHANGE, today="2026-12-31")
    (node,) = await lines_of(registry, "Agreement")
    assert node["properties"]["statuses"] == ["DRAFT", "IN_FORCE", "EXPIRED", "IN_FORCE"]
    assert node["properties"]["statusesSince"][-1] == "2026-12-31"


async def test_each_change_of_an_agreement_is_kept_as_a_version(registry: Store, tmp_path: Path) -> None:
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    turned = EXCHANGE.replace("IN_FORCE", "EXPIRED").replace("КФУ|University of Tokyo", "University of Tokyo|КФУ")
    await sent(registry, tmp_path, "agreements", turned, today="2026-12-01")
    await sent(registry, tmp_path, "agreements", turned, today="2026-12-31")
    found = [line["properties"] for line in await lines_of(registry, "AgreementVersion")]
    first, second = sorted(found, key=lambda version: version["number"])
    assert (first["slug"], first["number"], first["recorded"], first["changedFields"]) == ("kfu:a-1-v1", 1, TODAY, [])
    assert (second["number"], second["recorded"]) == (2, "2026-12-01")
    assert second["changedFields"] == ["status"]
    assert first["contentHash"] == content_hash(
        {
            "title": "Exchange",
            "kind": "EXCHANGE",
            "status": "IN_FORCE",
            "signed": "2020-12-31",
            "validFrom": "2021-01-01",
            "parties": [KAZAN, TOKYO],
            "office": slug_id("offi", "house-x"),
        }
    )
    assert second["contentHash"] != first["contentHash"]
    assert len(await lines_of(registry, "VERSION_OF")) == 2


async def test_addendum_names_the_agreement_it_amends_by_its_own_slug(registry: Store, tmp_path: Path) -> None:
    rows = [f"{EXCHANGE};;", "a-2;More places;ADDENDUM;DRAFT;;;;КФУ|u-tokyo.ac.jp;;a-1;6"]
    outcome = await sent(registry, tmp_path, "agreements", *rows, header=f"{HEADER};amends;notice_months")
    assert fates(outcome) == ["created", "created"]
    (edge,) = await lines_of(registry, "AMENDS")
    assert edge["to"] == slug_id("agrm", "kfu:a-1")


def addendum(slug: str, amends: str) -> str:
    return f"{slug};More;ADDENDUM;DRAFT;;;;КФУ|u-tokyo.ac.jp;;{amends}"


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 3, 0, 1)])
async def test_addenda_of_addenda_are_taken_at_once_in_any_order(
    registry: Store, tmp_path: Path, order: tuple[int, ...]
) -> None:
    rows = [f"{EXCHANGE};", addendum("a-2", "a-1"), addendum("a-3", "a-2"), addendum("a-4", "a-3")]
    outcome = await sent(registry, tmp_path, "agreements", *(rows[each] for each in order), header=f"{HEADER};amends")
    assert fates(outcome) == ["created"] * 4
    assert len(await lines_of(registry, "AMENDS")) == 3


async def test_addenda_in_a_circle_are_told_and_what_names_them_is_left_out(registry: Store, tmp_path: Path) -> None:
    rows = [addendum("b-1", "b-3"), addendum("b-2", "b-1"), addendum("b-3", "b-2"), addendum("c", "b-1")]
    outcome = await sent(registry, tmp_path, "agreements", *rows, f"{EXCHANGE};", header=f"{HEADER};amends")
    assert fates(outcome) == ["failed"] * 4 + ["created"]
    reasons = [row.problems[0].reason for row in outcome.rows[:4]]
    circle = "names this row in its turn, itself or by others that it names: a circle"
    assert reasons[:3] == [f"`kfu:{slug}` {circle}" for slug in ("b-3", "b-1", "b-2")]
    assert reasons[3] == "`kfu:b-1` is no Agreement of the registry"


async def test_order_of_parties_alone_is_no_change(registry: Store, tmp_path: Path) -> None:
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    before = await exported(registry)
    turned = EXCHANGE.replace("КФУ|University of Tokyo", "University of Tokyo|КФУ")
    (row,) = (await sent(registry, tmp_path, "agreements", turned)).rows
    assert (row.fate, row.changed) == (RowStatus.UNCHANGED, ())
    assert await exported(registry) == before


async def test_dry_run_tells_the_same_and_writes_nothing(registry: Store, tmp_path: Path) -> None:
    rows = [EXCHANGE, "a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|York University;", "a-3;F;FRAMEWORK;DRAFT;;;;kpfu.ru|Nowhere;"]
    before = await exported(registry)
    dry = await sent(registry, tmp_path, "agreements", *rows, write=False)
    assert await exported(registry) == before
    wet = await sent(registry, tmp_path, "agreements", *rows)
    assert [row.json() for row in dry.rows] == [row.json() for row in wet.rows]
    assert fates(dry) == ["created", "ambiguous", "failed"]
    assert "nothing was written" in page(dry) and "nothing was written" not in page(wet)


async def test_ambiguous_name_is_told_with_its_candidates_and_never_guessed(registry: Store, tmp_path: Path) -> None:
    outcome = await sent(
        registry, tmp_path, "agreements", "a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|York University;", EXCHANGE
    )
    assert fates(outcome) == ["ambiguous", "created"] and not outcome.complete
    (problem,) = outcome.rows[0].problems
    assert (problem.field, problem.reason) == ("parties", "`York University` is a name of several")
    assert {(each.id, each.name, each.country) for each in problem.candidates} == {
        (YORK_CA, "York University", "CA"),
        (YORK_GB, "University of York", "GB"),
    }
    assert [node["properties"]["slug"] for node in await lines_of(registry, "Agreement")] == ["kfu:a-1"]
    assert "  `York University` is a name of several: row 2 (a-2)" in page(outcome)
    assert f"perhaps  York University (CA, {YORK_CA}), by its name" in page(outcome)
    told = json.loads(outcome.rows[0].json())
    assert told["outcome"] == "ambiguous" and told["problems"][0]["candidates"][0]["how"] == "by its name"


async def test_candidate_s_id_or_country_makes_a_name_certain(registry: Store, tmp_path: Path) -> None:
    rows = [f"a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|{YORK_CA};", "a-3;F;FRAMEWORK;DRAFT;;;;kpfu.ru|York University (GB);"]
    outcome = await sent(registry, tmp_path, "agreements", *rows)
    assert fates(outcome) == ["created", "created"]
    assert {edge["to"] for edge in await lines_of(registry, "HAS_PARTY")} == {KAZAN, YORK_CA, YORK_GB}


FAILING = {
    "a date that is none": ("a-2;F;FRAMEWORK;DRAFT;31.13.2020;;;kpfu.ru|u-tokyo.ac.jp;", "signed", "is not a date"),
    "a kind that is none": ("a-2;F;PACT;DRAFT;;;;kpfu.ru|u-tokyo.ac.jp;", "kind", "is not one of AGENCY_COOPERATION"),
    "an end before the beginning": (
        "a-2;F;FRAMEWORK;DRAFT;;2021-01-01;2020-01-01;kpfu.ru|u-tokyo.ac.jp;", "valid_to", "is before valid_from",
    ),
    "nobody": ("a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|nowhere.example;", "parties", "is no University of the registry"),
    "an office that is none": ("a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|u-tokyo.ac.jp;Nowhere", "office", "is no Office"),
    "one party under two names": ("a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|КФУ;", "parties", "names one party only"),
    "no slug": (";F;FRAMEWORK;DRAFT;;;;kpfu.ru|u-tokyo.ac.jp;", "slug", "is empty"),
    "a slug of another": ("demo:a;F;FRAMEWORK;DRAFT;;;;kpfu.ru|u-tokyo.ac.jp;", "slug", "is not a slug"),
    "the slug of the first": ("a-1;F;FRAMEWORK;DRAFT;;;;kpfu.ru|u-tokyo.ac.jp;", "slug", "is also that of row 2"),
    "too few cells": ("a-2;F", "row", "has 2 cells, the header has 9"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "field", "reason"), FAILING.values(), ids=FAILING)
async def test_failing_row_is_told_by_row_field_and_reason_and_does_not_stop_the_rest(
    registry: Store, tmp_path: Path, row: str, field: str, reason: str
) -> None:
    outcome = await sent(registry, tmp_path, "agreements", EXCHANGE, row)
    assert fates(outcome) == ["created", "failed"]
    told = outcome.rows[1]
    assert (told.line, told.problems[0].field) == (3, field)
    assert reason in told.problems[0].reason
    assert len(await lines_of(registry, "Agreement")) == 1


async def test_all_that_is_wrong_with_a_row_is_told_at_once(registry: Store, tmp_path: Path) -> None:
    wrong = "№ 51/2024;;Пакт;??;99.99.2024;01.02.2026;x;York University|Nowhere;"
    outcome = await sent(registry, tmp_path, "agreements", wrong)
    (row,) = outcome.rows
    assert row.fate is RowStatus.FAILED
    assert [(each.field, each.text) for each in row.problems] == [
        ("signed", "99.99.2024"),
        ("valid_to", "x"),
        ("parties", "York University"),
        ("parties", "Nowhere"),
        ("slug", "№ 51/2024"),
        ("title", None),
        ("kind", "Пакт"),
        ("status", "??"),
    ]
    assert all(each.text in each.reason for each in row.problems if each.text)


async def test_reason_quotes_the_file_where_the_days_are_written_otherwise(registry: Store, tmp_path: Path) -> None:
    wrong = "a-2;F;FRAMEWORK;DRAFT;;01.01.2021;31.12.20;kpfu.ru|u-tokyo.ac.jp;"
    ((problem,),) = [row.problems for row in (await sent(registry, tmp_path, "agreements", wrong)).rows]
    assert problem.reason == "2020-12-31 is before valid_from (2021-01-01); the file has `31.12.20`"


async def test_same_slugs_of_two_partners_are_two_agreements(registry: Store, tmp_path: Path) -> None:
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    assert fates(await sent(registry, tmp_path, "agreements", EXCHANGE, source="todai")) == ["created"]
    slugs = [node["properties"]["slug"] for node in await lines_of(registry, "Agreement")]
    assert sorted(slugs) == ["kfu:a-1", "todai:a-1"]


async def test_merged_institution_is_taken_as_it_is_named_and_its_successor_noted(
    registry: Store, tmp_path: Path
) -> None:
    outcome = await sent(
        registry, tmp_path, "agreements", "a-9;F;FRAMEWORK;EXPIRED;;;;Institute of Mines|u-tokyo.ac.jp;"
    )
    assert fates(outcome) == ["created"]
    assert MINES in {edge["to"] for edge in await lines_of(registry, "HAS_PARTY")}
    assert "which has been succeeded by Kazan Federal University" in page(outcome)


async def test_contacts_and_events_as_json_lines_know_each_other_by_their_own_slugs(
    registry: Store, tmp_path: Path
) -> None:
    event = {
        "slug": "fair", "name_en": "Fair", "kind": "fair", "starts": "2025-03-01", "ends": "2025-03-02",
        "city": "Tashkent (UZ)", "visitors": 300, "participants": ["КФУ", "u-tokyo.ac.jp"],
    }  # fmt: skip
    assert fates(await sent(registry, tmp_path, "events", event)) == ["created"]
    assert {edge["to"] for edge in await lines_of(registry, "OF_UNIVERSITY")} == {KAZAN, TOKYO}
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    contact = {
        "slug": "c-1", "universities": ["КФУ", "University of Tokyo"], "stage": "AGREED", "since": "2025-03-01",
        "office": "house-x", "event": "fair", "agreement": ["a-1"], "outcome": None,
    }  # fmt: skip
    assert fates(await sent(registry, tmp_path, "contacts", contact)) == ["created"]
    assert len(await lines_of(registry, "ORIGINATED_AT")) == len(await lines_of(registry, "LED_TO")) == 1
    again = await sent(registry, tmp_path, "contacts", {**contact, "event": None})
    assert [(row.fate, row.changed) for row in again.rows] == [(RowStatus.UPDATED, ("event",))]
    fewer = await sent(registry, tmp_path, "events", {**event, "participants": ["КФУ"]})
    assert [(row.fate, row.changed) for row in fewer.rows] == [(RowStatus.UPDATED, ("participations",))]
    other = await sent(registry, tmp_path, "contacts", contact, source="todai")
    assert fates(other) == ["failed"]
    assert other.rows[0].problems[0].reason == "`fair` is no Event of the registry, neither of `todai` nor of all"


WRONG_LINES = {
    "no JSON": ("{", "row", "is not JSON"),
    "no object": ("[1]", "row", "is not an object"),
    "an object in a cell": ('{"slug": "x", "title": {}}', "row", "`title` is neither a text"),
    "a bar in a list": ('{"slug": "x", "parties": ["a|b"]}', "row", "`parties` is no list of texts"),
}


@pytest.mark.parametrize(("line", "field", "reason"), WRONG_LINES.values(), ids=WRONG_LINES)
async def test_line_that_is_no_row_is_told(registry: Store, tmp_path: Path, line: str, field: str, reason: str) -> None:
    path = tmp_path / "sent.jsonl"
    path.write_text(line + "\n")
    sender, understand = ImportSource("kfu", None, TODAY), await load_recogniser(registry)
    outcome = await import_partners(registry, path, NOUNS["agreements"], sender, understand, quiet)
    (problem,) = outcome.rows[0].problems
    assert problem.field == field and reason in problem.reason


UNUSABLE = {
    "a column that is missing": ("slug,title", "kfu", "no column kind, status, parties"),
    "a column that is misspelled": (
        HEADER.replace("valid_to", "valid_too"),
        "kfu",
        "no such column: `valid_too`; is it",
    ),
    "a column that stands twice": (f"{HEADER};Русский дом", "kfu", "`office` and `Русский дом` are both office"),
    "the name of a register": (HEADER, "demo", "the source `demo` is a DEMO; nobody reports in its name"),
    "a source that is no slug": (HEADER, "КФУ", "is not a slug"),
}


@pytest.mark.parametrize(("header", "source", "reason"), UNUSABLE.values(), ids=UNUSABLE)
async def test_file_that_cannot_be_read_is_refused_whole(
    registry: Store, tmp_path: Path, header: str, source: str, reason: str
) -> None:
    with pytest.raises(LoadError, match=reason):
        await sent(registry, tmp_path, "agreements", header=header, source=source)


async def test_known_source_keeps_its_name(registry: Store, tmp_path: Path) -> None:
    first = await sent(registry, tmp_path, "agreements", EXCHANGE, name="Kazan Federal University, contracts office")
    assert first.notes == []
    second = await sent(registry, tmp_path, "agreements", EXCHANGE, name="Somebody")
    assert second.notes == ["the source `kfu` keeps its name, Kazan Federal University, contracts office"]


async def test_examples_of_the_docs_are_imported_in_their_order(store: Store) -> None:
    await load_demo(store, quiet)
    folder, sender = ROOT / "docs" / "import", ImportSource("kfu", "Kazan Federal University", TODAY)
    understand = await load_recogniser(store)
    told = {}
    for what, file in (("events", "events.csv"), ("agreements", "agreements.csv"), ("contacts", "contacts.jsonl")):
        told[what] = fates(await import_partners(store, folder / file, NOUNS[what], sender, understand, quiet))
    assert told == {
        "events": ["created"],
        "agreements": ["created", "created", "failed", "ambiguous"],
        "contacts": ["created"],
    }


@pytest.mark.parametrize("file", ["agreements.csv", "contacts.jsonl"])
def test_docs_show_the_examples_as_they_are(file: str) -> None:
    shown = (ROOT / "docs" / "import.md").read_text("utf-8")
    assert (ROOT / "docs" / "import" / file).read_text("utf-8") in shown


EVENTS = "slug;name_en;kind;starts;ends;city;office"


def event(**cells: str) -> dict[str, str]:
    said = {"slug": "e-1", "name_en": "Fair", "kind": "fair", "starts": "2026-10-01", "ends": "2026-10-01"}
    return said | {"city": "", "geonames": ""} | cells


WRONG_PLACES = {
    "two places in two cells": (
        event(geonames="104", city="Kazan"),
        [("geonames", "`104` is Tashkent, and `city` has `Kazan`, which is Kazan (100)")],
    ),
    "a number that nobody has beside a city": (
        event(geonames="999999999", city="Kazan"),
        [("geonames", "`999999999` is no City of the registry, and `city` has `Kazan`, which is Kazan (100)")],
    ),
    "two cities in a cell": (event(city="Tashkent|Kazan"), [("city", "`Tashkent|Kazan` names more than one city")]),
    "an unknown place in a row with another mistake": (
        event(kind="wrongkind", geonames="999999999"),
        [("kind", "`wrongkind` is not one of"), ("geonames", "`999999999` is no City of the registry")],
    ),
    "an unknown city in a row with another mistake": (
        event(kind="wrongkind", city="Atlantis"),
        [("city", "`Atlantis` is no"), ("kind", "`wrongkind` is not one of")],
    ),
}


@pytest.mark.parametrize(("row", "told"), WRONG_PLACES.values(), ids=WRONG_PLACES)
async def test_all_that_is_wrong_with_the_place_of_an_event_is_told_as_the_file_has_it(
    registry: Store, tmp_path: Path, row: dict[str, str], told: list[tuple[str, str]]
) -> None:
    problems = (await sent(registry, tmp_path, "events", row)).rows[0].problems
    assert [each.field for each in problems] == [field for field, _ in told]
    assert all(each.reason.startswith(reason) for each, (_, reason) in zip(problems, told, strict=True)), problems


async def test_city_and_geonames_id_of_one_place_agree(registry: Store, tmp_path: Path) -> None:
    outcome = await sent(registry, tmp_path, "events", event(geonames="100", city="г. Kazan"))
    assert outcome.rows[0].fate is RowStatus.CREATED, outcome.rows[0].problems


async def test_texts_of_a_file_steer_no_terminal_and_are_told_in_short(registry: Store, tmp_path: Path) -> None:
    rows = [event(slug="e-\x1b[31m1"), event(slug="e-\x1b[31m1"), event(slug="e-2", kind="x" * 5000, city="y" * 5000)]
    outcome = await sent(registry, tmp_path, "events", *rows)
    told = page(outcome)
    assert "\x1b" not in told and "e- [31m1" in told
    assert "`x" in told and max(map(len, told.splitlines())) < 400
    assert "is also that of row" not in told


@pytest.mark.parametrize("place", ["Online", "онлайн", "Дистанционно"])
async def test_event_that_is_held_online_has_no_city(registry: Store, tmp_path: Path, place: str) -> None:
    row = f"e-1;Meeting;round_table;2026-10-01;2026-10-01;{place};"
    outcome = await sent(registry, tmp_path, "events", row, header=EVENTS)
    assert outcome.rows[0].fate is RowStatus.CREATED, outcome.rows[0].problems
    rows = await registry.rows("MATCH (e:Event) RETURN e.mode AS mode, EXISTS { (e)-[:HELD_IN]->() } AS placed", {})
    assert rows == [{"mode": "ONLINE", "placed": False}]


async def test_event_without_a_place_is_told_by_the_column_of_the_file(registry: Store, tmp_path: Path) -> None:
    row = "e-1;Meeting;round_table;2026-10-01;2026-10-01;;"
    outcome = await sent(registry, tmp_path, "events", row, header=EVENTS)
    (problem,) = outcome.rows[0].problems
    assert (problem.field, problem.reason) == ("city", "is empty; an event without a place has the mode ONLINE")


@pytest.mark.parametrize("place", ["Kazan, Russia", "г. Kazan", "Kazan, РФ"])
async def test_place_of_an_event_is_understood_with_its_country(registry: Store, tmp_path: Path, place: str) -> None:
    row = f"e-1;Meeting;round_table;2026-10-01;2026-10-01;{place};"
    outcome = await sent(registry, tmp_path, "events", row, header=EVENTS)
    assert outcome.rows[0].fate is RowStatus.CREATED, outcome.rows[0].problems
    rows = await registry.rows("MATCH (e:Event)-[:HELD_IN]->(c) RETURN e.mode AS mode, c.name AS city", {})
    assert rows == [{"mode": None, "city": "Kazan"}]
