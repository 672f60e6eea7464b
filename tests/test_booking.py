"""Bookings, asked as a user would: when venues are taken, and which are free."""

from pathlib import Path
from typing import Any

import pytest

from access.principal import ANONYMOUS
from graph.load.demo import load_demo
from graph.load.record import load_records
from graph.load.records import record_kind
from graph.load.report import ImportReport
from graph.load.rows import InputRow
from graph.natural_keys import slug_id
from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask, asking
from tests.load.graphs import quiet
from tests.load.rows import check_rejected
from tests.written import written

KIND = record_kind("Booking")

KAZAN = "https://ror.org/05256ym39"


def numbers(connection: Any) -> list[str]:
    return [node["slug"][-3:] for node in connection["nodes"]]


async def test_booking_is_found_by_its_slug_or_id(ask: Ask) -> None:
    asked = await ask(
        """query ($id: ID!) {
          a: booking(slug: "demo-booking-033") {
            id since until purpose demo venue { slug capacity } event { slug } university { name } sources { slug }
            provenance { nodes { slug } }
          }
          b: booking(id: $id) { slug purpose event { slug } university { name } }
          c: booking(slug: "demo-booking-999") { id }
        }""",
        id=slug_id("book", "demo-booking-024"),
    )
    assert asked.data == {
        "a": {
            "id": slug_id("book", "demo-booking-033"),
            "since": "2027-02-19",
            "until": "2027-02-20",
            "purpose": "Open day of Kazan Federal University",
            "demo": True,
            "venue": {"slug": "demo-venue-009", "capacity": 300},
            "event": {"slug": "demo-fair-new-delhi-2027"},
            "university": {"name": "Kazan Federal University"},
            "sources": [{"slug": "demo"}],
            "provenance": {"nodes": [{"slug": "demo"}]},
        },
        "b": {"slug": "demo-booking-024", "purpose": "Repair of the roof", "event": None, "university": None},
        "c": None,
    }
    assert len(asked.statements) == 3


BOOKINGS = """query ($where: RegistryBookingWhere) {
  bookings(where: $where, orderBy: [{field: SLUG}], first: 100) { nodes { slug } totalCount }
}"""


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"since": {"gte": "2027-01-01"}}, ["031", "032", "033", "034", "035", "036", "037"]),
        ({"since": {"lt": "2026-11-25"}, "until": {"gt": "2026-11-24"}}, ["030"]),
        ({"purpose": {"startsWith": "Open day"}, "since": {"gte": "2026-11-01"}}, ["028", "033", "034"]),
        ({"purpose": {"isNull": True}, "since": {"lt": "2025-01-01"}}, ["001", "003", "004", "007"]),
        ({"event": {"slug": {"eq": "demo-fair-tashkent-2025"}}}, ["010", "011"]),
        ({"not": {"event": {}}, "university": {"name": {"startsWith": "Kazan F"}}}, ["025", "030"]),
        ({"not": {"anyOf": [{"event": {}}, {"university": {}}]}}, ["024", "035"]),
        ({"venue": {"country": {"code": {"eq": "IN"}}, "capacity": {"gte": 300}}}, ["026", "032", "033", "035"]),
    ],
)
async def test_bookings_are_filtered(ask: Ask, where: dict[str, Any], found: list[str]) -> None:
    asked = await ask(BOOKINGS, where=where)
    assert asked.errors == []
    assert numbers(asked.data["bookings"]) == found
    assert asked.data["bookings"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


async def test_latest_bookings_come_first(ask: Ask) -> None:
    asked = await ask("{ bookings(first: 3) { nodes { since } totalCount } }")
    assert asked.data["bookings"] == {
        "totalCount": 37,
        "nodes": [{"since": "2027-07-23"}, {"since": "2027-07-05"}, {"since": "2027-02-22"}],
    }


FREE = """query ($country: String!, $during: RegistryPeriod!, $people: Int!) {
  venues(where: {country: {code: {eq: $country}}, capacity: {gte: $people}, freeDuring: $during},
         orderBy: [{field: SLUG}]) { nodes { slug } totalCount }
}"""


@pytest.mark.parametrize(
    ("country", "since", "until", "people", "found"),
    [
        # One booking ends on the first day of the week, one begins on the day after its last.
        ("IN", "2027-02-15", "2027-02-22", 120, ["010", "012"]),
        ("IN", "2027-02-15", "2027-02-23", 120, ["010"]),
        ("IN", "2027-02-14", "2027-02-22", 120, ["012"]),
        ("IN", "2027-02-20", "2027-02-21", 1, ["009", "010", "011", "012"]),
        ("UZ", "2026-04-20", "2026-04-27", 120, []),
        ("UZ", "2026-04-22", "2026-04-24", 120, ["004"]),
        ("UZ", "2026-04-10", "2026-04-11", 120, ["001", "004"]),
        ("KZ", "2026-11-17", "2026-11-18", 1, ["008"]),
    ],
)
async def test_venues_are_free_where_no_booking_takes_a_day(
    ask: Ask, country: str, since: str, until: str, people: int, found: list[str]
) -> None:
    asked = await ask(FREE, country=country, during={"since": since, "until": until}, people=people)
    assert asked.errors == []
    assert numbers(asked.data["venues"]) == found
    assert asked.data["venues"]["totalCount"] == len(found)
    assert len(asked.statements) == 1


@pytest.mark.parametrize("until", ["2027-02-15", "2027-02-14"])
async def test_time_that_is_empty_is_refused_by_its_place(ask: Ask, until: str) -> None:
    asked = await ask(FREE, country="IN", during={"since": "2027-02-15", "until": until}, people=1)
    assert asked.data == {"venues": None}
    assert asked.codes == ["BAD_USER_INPUT"]
    assert asked.errors[0]["extensions"]["field"] == "venues.where.freeDuring.until"
    assert asked.statements == []
    asked = await ask(
        """query ($during: RegistryPeriod!) { office(slug: "russian-house-minsk") {
          venues(where: {anyOf: [{freeDuring: $during}]}) { totalCount }
        } }""",
        during={"since": "2027-02-15", "until": until},
    )
    assert asked.errors[0]["extensions"]["field"] == "office.venues.where.anyOf[0].freeDuring.until"


async def test_venue_event_and_university_have_their_bookings(ask: Ask) -> None:
    asked = await ask(
        """{
          venue(slug: "demo-venue-004") { bookings { totalCount nodes { slug } } }
          event(slug: "demo-exhibition-hanoi-2024") {
            bookings { totalCount nodes { slug } } venues { totalCount nodes { slug } }
          }
          university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) { bookings { totalCount nodes { slug } } }
        }"""
    )
    assert {name: numbers(each["bookings"]) for name, each in asked.data.items()} == {
        "venue": ["013", "022", "023"],
        "event": ["007", "008"],
        "university": ["033", "030", "025"],
    }
    assert asked.data["event"]["venues"] == {
        "totalCount": 2,
        "nodes": [{"slug": "demo-venue-014"}, {"slug": "demo-venue-015"}],
    }
    assert len(asked.statements) == 3


async def test_events_in_great_halls_are_found_through_their_venues(ask: Ask) -> None:
    asked = await ask(
        """{ events(where: {venues: {some: {capacity: {gte: 900}, terms: {eq: RENT}}}}, orderBy: [{field: STARTS}]) {
          nodes { slug }
        } }"""
    )
    assert [each["slug"] for each in asked.data["events"]["nodes"]] == [
        "demo-fair-astana-2024",
        "demo-fair-tashkent-2025",
        "demo-fair-new-delhi-2027",
    ]


GOOD = {
    "slug": "b-1", "venue": "v-1", "event": "e-1", "university": KAZAN, "since": "2027-01-01", "until": "2027-01-02",
    "purpose": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slug": ""}, "slug", "is empty"),
        ({"venue": ""}, "venue", "is empty"),
        ({"venue": "v-1|v-2"}, "venue", "names more than one Venue"),
        ({"event": "e-1|e-2"}, "event", "names more than one Event"),
        ({"university": f"{KAZAN}|https://ror.org/010pmpe69"}, "university", "names more than one University"),
        ({"since": ""}, "since", "is empty"),
        ({"until": ""}, "until", "is empty"),
        ({"until": "2026-12-31"}, "until", "2026-12-31 is before since (2027-01-01)"),
        ({"until": "2027-01-01"}, "until", "is the day on which the venue is free again"),
        ({"since": "1 January"}, "since", "is not a date"),
        ({"event": "", "university": ""}, "purpose", "is empty, and so are event and university"),
    ],
)
def test_bad_row_is_rejected_with_its_field_and_reason(change: dict[str, str], field: str, words: str) -> None:
    KIND.parse(InputRow(2, GOOD | {"event": "", "university": "", "purpose": "Repair"}))
    check_rejected(KIND, GOOD, change, field, words)


def written_rows(path: Path, rows: tuple[str, ...]) -> Path:
    lines = ["{},demo-venue-{},,,{},{},Test".format(*row.split()) for row in rows]
    path.write_text("\n".join(["slug,venue,event,university,since,until,purpose", *lines]) + "\n", "utf-8")
    return path


async def loaded(store: Store, path: Path, *rows: str) -> ImportReport:
    """What comes of rows `slug venue since until`."""
    return await load_records(
        store,
        written_rows(path, rows),
        KIND.columns,
        KIND.parse,
        quiet,
        KIND.verify,
    )


def refusals(report: ImportReport) -> dict[int, str]:
    assert {each.field for each in report.rejected} <= {"since"}
    return {each.line: each.reason for each in report.rejected}


async def test_row_that_overlaps_a_booking_of_the_file_or_of_the_graph_is_rejected(
    store: Store, tmp_path: Path
) -> None:
    await load_demo(store, quiet)
    report = await loaded(
        store,
        tmp_path / "rows.csv",
        "x-1 004 2026-04-22 2026-04-24",
        "x-2 004 2026-04-21 2026-04-22",
        "x-3 003 2026-04-30 2026-05-02",
        "x-4 004 2026-04-23 2026-04-24",
        "x-5 003 2026-05-01 2026-05-02",
        "x-6 005 2026-04-23 2026-04-24",
        "x-7 003 2026-03-01 2026-06-01",
    )
    assert (report.created, report.updated) == (3, 0)
    assert refusals(report) == {
        3: "the venue is booked from 2026-04-20 until 2026-04-22 by `demo-booking-022`",
        4: "the venue is booked from 2026-04-01 until 2026-05-01 by `demo-booking-024`",
        5: "the venue is booked from 2026-04-22 until 2026-04-24 by `x-1`",
        8: "the venue is booked from 2026-04-01 until 2026-05-01 by `demo-booking-024`",
    }


async def test_booking_that_the_file_moves_makes_room_and_one_that_it_cannot_move_does_not(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    await load_demo(store, quiet)
    path = tmp_path / "rows.csv"
    await loaded(
        store, path, "a 005 2028-01-01 2028-01-02", "b 005 2028-01-02 2028-01-03", "c 005 2028-02-01 2028-02-03"
    )
    report = await loaded(store, path, "a 005 2028-01-02 2028-01-03", "b 005 2028-01-01 2028-01-02")
    assert (report.updated, report.rejected) == (2, [])
    report = await loaded(
        store, path, "new 005 2028-01-02 2028-01-03", "a 005 2028-02-02 2028-02-04", "d 002 2028-02-02 2028-02-04"
    )
    assert report.created == 1
    assert refusals(report) == {
        2: "the venue is booked from 2028-01-02 until 2028-01-03 by `a`",
        3: "the venue is booked from 2028-02-01 until 2028-02-03 by `c`",
    }
    asked = await asking(store, settings)(
        '{ bookings(where: {since: {gte: "2028-01-01"}}) { nodes { slug since venue { slug } } } }'
    )
    assert [(each["slug"], each["since"], each["venue"]["slug"][-3:]) for each in asked.data["bookings"]["nodes"]] == [
        ("d", "2028-02-02", "002"),
        ("c", "2028-02-01", "005"),
        ("a", "2028-01-02", "005"),
        ("b", "2028-01-01", "005"),
    ]


async def test_hall_is_taken_also_for_who_may_not_see_by_whom(store: Store, settings: Settings) -> None:
    ask = await written(
        store,
        settings,
        """CREATE (taken:Venue {id: 'venu_a', slug: 'a', name: 'A'}), (:Venue {id: 'venu_b', slug: 'b', name: 'B'}),
             (:Booking {id: 'book_1', slug: 'b1', seen: 'OWNERS', owners: ['univ_a'],
               since: date('2027-01-01'), until: date('2027-01-05')})-[:BOOKS]->(taken)""",
    )
    question = """{ venues(where: {freeDuring: {since: "2027-01-02", until: "2027-01-03"}}) { nodes { slug } }
                    bookings { totalCount } }"""
    asked = await ask(question, ANONYMOUS)
    assert asked.data == {"venues": {"nodes": [{"slug": "b"}]}, "bookings": {"totalCount": 0}}
    asked = await ask(question)
    assert asked.data == {"venues": {"nodes": [{"slug": "b"}]}, "bookings": {"totalCount": 1}}
