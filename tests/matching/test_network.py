"""How the graph comes into memory, and what it knows there."""

import asyncio
import random
import re
from collections.abc import Awaitable
from datetime import date
from typing import Any

import numpy as np
import pytest

from graph.changes.last import read_last_change
from graph.changes.statements import LAST_SEQ
from graph.history import agreement_statuses
from matching.geography import distance_km, distances_km
from matching.model.contacts import OPEN_END, UNKNOWN, concatenate_contacts
from matching.model.facts import (
    AgreementFacts,
    Dated,
    IntentFacts,
    OfficeFacts,
    PersonFacts,
    RelationFacts,
    UniversityFacts,
)
from matching.model.network import MOMENTS_KEPT, Network
from matching.model.reading import LAST, load_network
from matching.model.rows import id_of
from matching.model.sparse import neighbours
from matching.model.statements import PAGED, STATEMENTS, WHOLE
from matching.request import language_meets
from matching.subjects import field_within, fields_meet, hinted_fields, shared_fields
from tests.matching.build import BERLIN, LONG_AGO, PARIS, TODAY, World, two_sides

Row = dict[str, Any]
BARE_UNIVERSITY: Row = {
    "name": None,
    "kind": None,
    "status": "ACTIVE",
    "studentBand": None,
    "fields": None,
    "country": None,
    "region": None,
    "latitude": None,
    "longitude": None,
    "placeNames": None,
}


class Tables:
    """Answers the statements from lists of rows, page by page, and notes what was asked."""

    def __init__(self, tables: dict[str, list[Any]]) -> None:
        texts = STATEMENTS | {"last_change": LAST_SEQ}
        self._tables = {texts[name]: found for name, found in tables.items()}
        self.asked: list[tuple[str, Row]] = []

    def rows(self, statement: str, parameters: Row) -> Awaitable[list[Row]]:
        """The rows of a statement."""
        self.asked.append((statement, parameters))
        found = self._tables.get(statement, [])
        if "limit" in parameters:
            after, last = parameters["after"], parameters.get("last", LAST)
            found = [{"rows": [row for row in found if after < id_of(row) <= last][: parameters["limit"]]}]
        return asyncio.sleep(0, found)


def full_tables() -> dict[str, list[Any]]:
    """One or two rows for each statement."""
    since = {"since": "2015-01-01", "until": None}
    kazan = {
        **BARE_UNIVERSITY,
        "id": "kazan",
        "name": "Kazan",
        "country": "RU",
        "fields": ["06"],
        "latitude": 55.8,
    }
    return {
        "last_change": [{"seq": 7, "lineage": None}],
        "universities": [{**BARE_UNIVERSITY, "id": "berlin", "country": "DE"}, kazan],
        "contacts": [
            ["c1", ["kazan", "berlin"], "AGREED", "2020-02-03", None, None, "house", [], None, None],
            [
                "c2",
                ["kazan", "unknown"],
                "LOST",
                "2019-01-01",
                "2020-01-01",
                "2019-06-01",
                None,
                ["anna"],
                ["IN_TALKS", "DORMANT", "IN_TALKS", "LOST"],
                ["2019-01-01", "2019-03-01", "2019-05-01", "2020-01-01"],
            ],
        ],
        "offices": [
            {
                "id": "house",
                "name": "House",
                "kind": "BRANCH",
                "country": "DE",
                "latitude": 1.0,
                "longitude": 2.0,
            }
        ],
        "office_statuses": [{"office": "house", "value": "ACTIVE", **since}],
        "office_coverage": [{"office": "house", "value": "DE", **since}],
        "agreements": [
            {
                "id": "paper",
                "kind": "EXCHANGE",
                "status": "IN_FORCE",
                "validFrom": "2020-01-01",
                "validTo": None,
                "statuses": ["DRAFT", "IN_FORCE"],
                "statusesSince": ["0001-01-01", "2020-01-01"],
                "parties": ["kazan"],
            }
        ],
        "events": [
            {
                "id": "fair",
                "name": "Fair",
                "nameRu": None,
                "starts": "2019-05-01",
                "country": "DE",
                "participants": ["kazan"],
            }
        ],
        "intents": [
            {
                "id": "wish",
                "university": "kazan",
                "direction": "SEEKS",
                "cooperationKind": "RESEARCH",
                "fields": None,
                "levels": ["EQF7"],
                "languages": None,
                "countries": ["DE"],
                **since,
            }
        ],
        "persons": [
            {
                "id": "anna",
                "role": "DEAN",
                "works": [["kazan", "2015-01-01", None]],
                "serves": [["house", "2015-01-01", None]],
            }
        ],
        "children": [{"source": "berlin", "target": "kazan"}],
        "successors": [{"source": "kazan", "target": "berlin"}],
        "relatives": [{"source": "berlin", "target": "kazan"}],
    }


async def load(tables: dict[str, list[Any]], page_size: int = 50) -> Network:
    """The network of some tables."""
    reader = Tables(tables)
    return await load_network(reader, await read_last_change(reader), page_size=page_size)


def test_the_whole_graph_is_loaded() -> None:
    network = asyncio.run(load(full_tables()))
    assert network.last_change == (7, "")
    assert [facts.id for facts in network.universities] == ["berlin", "kazan"]
    assert network.universities[1] == UniversityFacts(
        "kazan", "Kazan", "RU", kind="OTHER", fields=("06",), latitude=55.8
    )
    status, cover = (Dated("ACTIVE", LONG_AGO),), (Dated("DE", LONG_AGO),)
    assert network.offices["house"] == OfficeFacts("house", "House", "BRANCH", "DE", status, cover, 1.0, 2.0)
    assert network.persons["anna"] == PersonFacts(
        "anna", "DEAN", (Dated("kazan", LONG_AGO),), (Dated("house", LONG_AGO),)
    )
    assert network.intents["wish"] == IntentFacts(
        "wish", "kazan", "SEEKS", "RESEARCH", LONG_AGO, levels=("EQF7",), countries=("DE",)
    )
    assert network.agreements["paper"].is_live(TODAY)
    assert network.events["fair"].participants == ("kazan",)
    assert {relation.kind for relation in network.relations} == {"CHILD_OF", "SUCCEEDED_BY", "RELATED_TO"}
    assert network.relations[0] == RelationFacts("berlin", "kazan", "CHILD_OF")


def test_a_contact_comes_back_from_its_columns_as_it_went_in() -> None:
    network = asyncio.run(load(full_tables()))
    contacts = network.contacts
    assert [contacts.id_of(row) for row in range(2)] == ["c1", "c2"]
    assert [network.parties(row) for row in range(2)] == [("berlin", "kazan"), ("kazan",)]
    assert [contacts.since_of(row) for row in range(2)] == [date(2020, 2, 3), date(2019, 1, 1)]
    assert contacts.office.tolist() == [network.office_ids.index("house"), UNKNOWN]
    assert network.contacts.of_office(network.office_rows["house"]).tolist() == [0]
    assert contacts.only_person.tolist() == [UNKNOWN, list(network.persons).index("anna")]
    assert contacts.lapses.tolist() == [0, 2]
    assert contacts.lapsed.tolist() == [date(2019, 3, 1).toordinal(), date(2020, 1, 1).toordinal()]
    assert contacts.resumed.tolist() == [date(2019, 5, 1).toordinal(), OPEN_END]
    assert contacts.until.tolist() == [OPEN_END, date(2020, 1, 1).toordinal()]
    assert contacts.activity.tolist() == [UNKNOWN, date(2019, 6, 1).toordinal()]


@pytest.mark.parametrize(
    ("day", "live"),
    [
        (date(2019, 2, 28), True),
        (date(2019, 3, 1), False),
        (date(2019, 4, 30), False),
        (date(2019, 5, 1), True),
        (date(2019, 12, 31), True),
        (date(2020, 1, 1), False),
    ],
)
def test_a_contact_is_live_where_it_was_neither_dormant_nor_lost_on_the_day(day: date, live: bool) -> None:
    contacts = asyncio.run(load(full_tables())).contacts
    assert contacts.live(day).tolist() == [False, live]
    assert contacts.take(np.array([1, 0])).live(day).tolist() == [live, False]
    assert concatenate_contacts([contacts, contacts]).live(day).tolist() == [False, live] * 2


def test_an_agreement_that_has_ended_since_is_live_on_days_on_which_it_bound() -> None:
    history = agreement_statuses("EXPIRED", valid_from="2020-01-01", valid_to="2023-12-31")
    ended = AgreementFacts("a", ("u", "v"), "EXCHANGE", "EXPIRED", date(2020, 1, 1), date(2023, 12, 31), "", history)
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    assert [ended.is_live(day) for day in days] == [False, True, True, False]
    assert ended.was_in_force


def test_a_contact_without_a_first_day_holds_on_none() -> None:
    table = World().university("u", "RU").contact("u", since=None).network().contacts
    assert table.since_of(0) is None
    assert not table.live(TODAY).any()


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_of_any_size_load_the_same(size: int) -> None:
    ids = ["c0", "cont_3", "cont_4", "cont_z", "d"]
    tables: dict[str, list[Any]] = {
        "universities": [{**BARE_UNIVERSITY, "id": f"u{number}", "country": "RU"} for number in range(4)],
        "contacts": [[id, ["u0", "u1"], "AGREED", None, None, None, None, [], None, None] for id in ids],
    }
    network = asyncio.run(load(tables, size))
    assert [facts.id for facts in network.universities] == ["u0", "u1", "u2", "u3"]
    assert [network.contacts.id_of(row) for row in range(5)] == ids


def test_an_empty_graph_makes_an_empty_network_of_no_change() -> None:
    network = asyncio.run(load({}))
    assert (network.last_change, network.ids, len(network.contacts)) == ((0, ""), (), 0)


def test_last_change_is_asked_for_alone() -> None:
    tables = Tables({"last_change": [{"seq": 3, "lineage": "a"}]})
    assert asyncio.run(read_last_change(tables)) == (3, "a")
    assert tables.asked == [(LAST_SEQ, {"registry": "registry", "none": 0})]


@pytest.mark.parametrize("name", STATEMENTS)
def test_statements_hold_no_values_and_read_only(name: str) -> None:
    text = STATEMENTS[name]
    assert not re.search(r"""['"]|\b(CREATE|MERGE|SET|DELETE|REMOVE)\b|elementId""", text)
    assert re.findall(r"\d+", text) in ([], ["1"], ["1", "1"])  # LIMIT 1 is shape
    assert ("$after" in text and "$limit" in text) == (name in PAGED or name == "contacts")
    assert ("$" not in text) == (name in WHOLE)
    assert "ORDER BY" in text


def test_the_network_is_one_of_a_day() -> None:
    world = (
        two_sides().contact("kazan", "paris", since=date(2020, 1, 1), until=date(2021, 1, 1)).contact("kazan", "berlin")
    )
    network = world.network()
    row, paris = network.row_of["kazan"], network.row_of["paris"]
    links = {
        day.year: network.at(day).links(row)[paris] for day in (date(2019, 12, 31), date(2020, 1, 1), date(2021, 1, 1))
    }
    assert links == {2019: 0, 2020: 1, 2021: 0}


def test_contacts_of_more_than_two_connect_each_with_each() -> None:
    network = two_sides().contact("kazan", "paris", "berlin").contact("kazan", "paris").network()
    moment, row = network.at(TODAY), network.row_of
    assert moment.links(row["kazan"])[[row["paris"], row["berlin"], row["kazan"]]].tolist() == [2, 1, 0]
    assert moment.partners[row["paris"]] == 2
    assert moment.contact_counts[row["kazan"]] == 2


def test_contacts_of_one_and_of_two_are_those_that_hold_newest_first() -> None:
    rng = random.Random(5)
    ids = [f"u{number:02}" for number in range(12)]
    world = World()
    for id in ids:
        world.university(id, rng.choice(["RU", "DE", "FR"]))
    for _ in range(150):
        since = date(rng.randint(2015, 2027), rng.randint(1, 12), 1)
        stage = rng.choice(["AGREED", "DORMANT"])
        world.contact(*rng.sample(ids, rng.choice([1, 2, 2, 3, 4])), since=since, stage=stage)
    network = world.network()
    moment = network.at(TODAY)
    held = [
        (-date.fromisoformat(contact.since or "").toordinal(), contact.id, set(contact.universities))
        for contact in world.contacts
        if contact.stage == "AGREED" and (contact.since or "") <= TODAY.isoformat()
    ]
    for row, one in enumerate(ids):
        assert moment.ids(moment.contacts_of(row)) == tuple(id for _, id, who in sorted(held) if one in who)
        for column, other in enumerate(ids):
            both = tuple(id for _, id, who in sorted(held) if {one, other} <= who and one != other)
            assert moment.ids(moment.contacts_between(row, column)) == both
            assert moment.adjacency[row, column] == len(both)


def test_only_a_few_days_stay_in_memory_and_the_last_used_ones_do() -> None:
    network = two_sides().network()
    first = network.at(TODAY)
    for year in range(2000, 2000 + MOMENTS_KEPT - 1):
        network.at(date(year, 1, 1))
    assert network.at(TODAY) is first
    assert network.days()[-1] == TODAY
    for year in range(2000, 2000 + MOMENTS_KEPT):
        network.at(date(year, 1, 1))
    assert network.at(TODAY) is not first


def test_neighbours_are_found_from_both_ends() -> None:
    world = two_sides().relation("munich", "CHILD_OF", "berlin").event("fair", "kazan", "paris").seeks("kazan")
    network = world.agreement("kazan", "paris").person("anna", "kazan", "paris").network()
    assert network.relations_of["munich"] == network.relations_of["berlin"]
    attended = [neighbours(network.attended, network.row_of[id]).tolist() for id in ("kazan", "paris", "tomsk")]
    assert attended == [[0], [0], []]
    rows = [network.row_of[id] for id in ("kazan", "paris", "tomsk")]
    both = sorted(rows[:2])
    assert [sorted(network.agreement_table.partners(row, TODAY).tolist()) for row in rows] == [both, both, []]
    assert network.persons_of["kazan"] == network.persons_of["paris"]
    assert [intent.direction for intent in network.intents_of["kazan"]] == ["SEEKS"]
    assert network.is_part.tolist() == [facts.id == "munich" for facts in network.universities]


def test_a_table_of_intents_says_of_each_what_is_asked() -> None:
    world = two_sides().seeks("kazan", fields=("06",), since=date(2020, 1, 1), until=date(2026, 3, 1))
    world.offers("berlin", fields=("061", "07")).seeks("paris", fields=("06",))
    network = world.network()
    table = network.intent_table
    intents = {table.intents[line].university: line for line in range(3)}
    lines = [intents[name] for name in ("kazan", "berlin", "paris")]
    assert [table.university[line] for line in lines] == [network.row_of[name] for name in ("kazan", "berlin", "paris")]
    assert table.open(date(2026, 2, 28))[lines].tolist() == [True, True, True]
    assert table.open(TODAY)[lines].tolist() == [False, True, True]
    assert table.lines(table.open(TODAY), "SEEKS", "RESEARCH").tolist() == [intents["paris"]]
    asked: list[str] = []

    def is_narrow(field: str) -> bool:
        asked.append(field)
        return field_within(field, {"061"})

    fields = table.aspects["fields"]
    assert fields.name(is_narrow)[lines].tolist() == [False, True, False]
    assert sorted(asked) == ["06", "061", "07"]
    assert table.allow("countries", "DE".__eq__).all()
    assert not table.aspects["countries"].any.any()


def test_distances_are_great_circles() -> None:
    assert distance_km(*PARIS, *BERLIN) == pytest.approx(878, abs=2)
    many = distances_km(*PARIS, np.asarray([BERLIN[0], np.nan]), np.asarray([BERLIN[1], 0.0]))
    assert many[0] == pytest.approx(distance_km(*PARIS, *BERLIN))
    assert np.isnan(many[1])


def test_a_country_stands_in_the_middle_of_its_institutions() -> None:
    columns = World().university("a", "FR", at=(40.0, 0.0)).university("b", "FR", at=(50.0, 10.0)).network().columns
    assert columns.middle_of("FR") == (45.0, 5.0)
    assert columns.middle_of("DE") is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Siberian State Medical University", ("0912",)),
        ("Московский педагогический государственный университет", ("01",)),
        ("Technische Universität München", ("07",)),
        ("École polytechnique", ("07",)),
        ("Universidad Politécnica de Madrid", ("07",)),
        ("Российский государственный аграрный университет", ("081",)),
        ("Hochschule für Musik und Theater", ("0215",)),
        ("Université de Droit et de Santé de Lille", ("042", "09")),
        ("Lomonosov University", ()),
        ("Lawrence University of Artvin", ()),
        ("Петербургский государственный университет путей сообщения", ("1041",)),
    ],
)
def test_words_of_a_name_hint_at_subjects(name: str, codes: tuple[str, ...]) -> None:
    assert hinted_fields(name) == codes


def test_field_codes_meet_along_the_tree() -> None:
    assert fields_meet(["0613"], ["06"])
    assert fields_meet(["06"], ["0613"])
    assert not fields_meet(["0613"], ["0612"])
    assert field_within("0613", ["06"])
    assert not field_within("06", ["0613"])
    assert shared_fields(["0613", "09"], ["06", "0912"]) == ("06", "09")
    assert shared_fields(["0613"], ["0612"]) == ("061",)


@pytest.mark.parametrize(
    ("have", "wanted", "enough"),
    [
        ("ru-B2", "ru-B1", True),
        ("ru-B1", "ru-B1", True),
        ("ru-B1", "ru-B2", False),
        ("ru", "ru-C1", True),
        ("ru-A1", "ru", True),
        ("en", "ru", False),
        ("pt-BR", "pt-B2", True),
    ],
)
def test_a_language_is_enough_at_its_level_or_above(have: str, wanted: str, enough: bool) -> None:
    assert language_meets(have, wanted) is enough
