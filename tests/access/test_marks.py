"""Every mark of a table written by hand is needed: each is left out in turn, and something hidden must then be told.

A mark is a node of a pattern that says its type, `(c is Contact)`, in the texts of graph/analyses. The worlds hold the
demo set and what it lacks. In each of them one type alone is hidden, all of it or a half by chance: so the marks of
that type decide. That what is answered with all marks is right is shown by test_analyses.py.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from graph.declared import declared_model
from graph.load.batch import Batch, note_reload
from graph.load.demo import load_demo
from graph.load.visibility import settle
from graph.natural_keys import slug_id
from graph.plan import analysis_statement
from graph.plan.analysis import lines_for
from graph.plan.guard import Guard, Sight
from graph.store.store import Store, Transaction
from graph.totals import TotalChanges
from settings import Settings
from tests.access.test_analyses import ANYBODY, TABLES
from tests.access.worlds import PRIVATE
from tests.conftest import Server, asking, emptied

MARKED = analysis_statement.MARKED
Mark = tuple[str, int, str]
"""The line in which it stands, where it begins there, and the types it tells."""
WORLDS = ((1.0, 0), (0.5, 1), (0.5, 2))
"""How much of a type is hidden, and the seed of the chance."""
OFFICES = ("russian-house-tashkent", "russian-house-berlin", "russian-house-cairo")
PAIRS = 8
"""Events that clash by their guests, with a city in common or without."""
COUNTS = "plans actionCount done cancelled overdue evidenced target actual completion"
CONVERTED = "participations leads contacts agreed agreements students daysToContact daysToAgreement"


def questions() -> Iterator[str]:
    """Each analysis with all its numbers, and with its arguments in turn."""
    yield """{ balanceOfExchange(of: "msu.ru", from: "2019/2020", to: "2029/2030", tolerance: 0, kinds: [
        STUDENT_STUDIES, STUDENT_TRAINEESHIP, STAFF_TEACHING, STAFF_TRAINING, FULL_DEGREE]) {
        totals { sent received partners outOfBalance } partners { sent received flows { id } } } }"""
    for given in ("", *(f', office: "{office}"' for office in OFFICES)):
        yield f"""{{ eventConversion(since: "2021-01-01", until: "2030-01-01"{given}) {{
            events {{ event {{ id }} {CONVERTED} }} totals {{ {CONVERTED} }} }} }}"""
        for quiet in ("", ", onlyQuiet: true"):
            yield f"""{{ expiringAgreements(asOf: "2026-11-01", days: 1830, first: 100{given}{quiet}) {{
                agreements {{ agreement {{ id }} office {{ id }} lastActivity isQuiet people actionCount completion }}
                offices {{ office {{ id }} agreements quiet people }} }} }}"""
        for by in ("AREA", "UNIVERSITY", "OFFICE"):
            yield f"""{{ planProgress(year: 2026, by: {by}, asOf: "2026-11-01"{given}) {{
                rows {{ {COUNTS} actions {{ id }} }} totals {{ {COUNTS} }}
                indicators {{ indicator actionCount cancelled target actual }} }} }}"""
    for chosen in ('country: "UZ"', 'country: "IN"', *(f'office: "{each}"' for each in OFFICES)):
        for year in (2026, 2027):
            yield f"""{{ eventClashes(since: "{year}-01-01", until: "{year + 1}-01-01", first: 100, {chosen}) {{
                clashes {{ first {{ id }} second {{ id }} sharedCount shared {{ id }} }} }} }}"""
    for office in OFFICES:
        yield f"""{{ ifOfficeSuspended(office: "{office}", asOf: "2026-01-01") {{ totals {{ plans events bookings }}
            plans {{ plan {{ id }} openActions }} events {{ event {{ id }} participations }}
            bookings {{ booking {{ id }} }} }} }}"""


async def add_rare_facts(store: Store) -> None:
    """What the demo set lacks: events that clash by their guests alone, agreements of which only contacts tell."""
    batch, host = Batch(), ("Office", slug_id("offi", OFFICES[0]))
    batch.node("University", "univ_guest", {"name": "Guest"})
    batch.node("City", "city_same", {"name": "Same"})
    for number in range(2 * PAIRS):
        month = 1 + number % 12
        for which, day in (("earlier", 10), ("later", 11)):
            id, seat = f"evnt_{which}{number}", f"part_{which}{number}"
            dates = {"starts": f"2027-{month:02}-{day}", "ends": f"2027-{month:02}-12"}
            batch.node("Event", id, {"slug": id, "name": id, "kind": "FAIR", **dates})
            batch.node("Participation", seat, {})
            batch.edge("AT_EVENT", ("Participation", seat), ("Event", id))
            batch.edge("OF_UNIVERSITY", ("Participation", seat), ("University", "univ_guest"))
            if number < PAIRS:
                batch.edge("HELD_IN", ("Event", id), ("City", "city_same"))
        batch.edge("HOSTED_BY", ("Event", f"evnt_later{number}"), host)
    for which, since in (("begun", "2026-05-01"), ("met", "2020-05-01")):
        facts = {"slug": which, "title": which, "kind": "EXCHANGE", "status": "IN_FORCE"}
        facts |= {"validFrom": "2020-01-01", "validTo": "2027-05-01"}
        batch.node("Agreement", f"agrm_{which}", facts)
        batch.node("Contact", f"cont_{which}", {"slug": which, "stage": "AGREED", "since": since})
        batch.edge("LED_TO", ("Contact", f"cont_{which}"), ("Agreement", f"agrm_{which}"))
    batch.node("Interaction", "intr_met", {"slug": "met", "date": "2026-06-01"})
    batch.edge("WITHIN", ("Interaction", "intr_met"), ("Contact", "cont_met"))
    await batch.write(store)


@dataclass
class Marks:
    """Stands for the pattern by which marks are found: notes those that guard, and leaves out one of them."""

    skipped: Mark | None = None
    met: set[Mark] = field(default_factory=set)

    def sub(self, write: Callable[[re.Match[str]], str], line: str) -> str:
        """The line with its nodes guarded, but for the mark that is left out."""

        def watched(found: re.Match[str]) -> str:
            guarded = write(found)
            bare = f"({found['name']}{found['label'] or ''}{found['rest'] or ''})"
            mark = (line.strip(), found.start(), found["marked"] or (found["label"] or "")[1:])
            if guarded != bare:
                self.met.add(mark)
            return bare if mark == self.skipped else guarded

        return MARKED.sub(watched, line)


@contextmanager
def marks(skipped: Mark | None = None) -> Iterator[Marks]:
    """The marks that guard something meanwhile, but for one that is left out."""
    made = Marks(skipped)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analysis_statement, "MARKED", made)
        yield made


def marks_of_tables() -> set[Mark]:
    """The marks that guard something in the texts of all tables, whatever is given."""
    guard = Guard(declared_model(), Sight.PUBLIC)
    with marks() as met:
        for table in TABLES.values():
            for given in (frozenset(re.findall(r"\[!?(\w+)\]", table.text)), frozenset[str]()):
                analysis_statement.guarded_lines(lines_for(table.text, given), guard)
    return met.met


async def hide_type(store: Store, label: str, share: float, seed: int) -> None:
    """Hides a share of the nodes of one private type, and publishes all others."""
    chance = random.Random(seed)

    async def work(transaction: Transaction) -> None:
        totals = TotalChanges()
        for each in PRIVATE:
            ids = sorted(row["id"] for row in await transaction.run(f"MATCH (n:{each}) RETURN n.id AS id"))
            hidden = {id for id in ids if each == label and chance.random() < share}
            text = f"UNWIND $ids AS id MATCH (n:{each} {{id: id}}) SET n.shared = $level"
            await transaction.run(text, {"ids": sorted(hidden), "level": "OWNERS"})
            await transaction.run(text, {"ids": sorted({*ids} - hidden), "level": "PUBLIC"})
            await settle(transaction, ids, totals)
        await note_reload(transaction)
        await totals.write(transaction)

    await store.write(work)


async def answers(store: Store, settings: Settings, asked: Iterable[str], skipped: Mark | None = None) -> list[Any]:
    """What nobody in particular is answered where a mark is left out."""
    ask = asking(store, settings, own=ANYBODY)
    found = []
    with marks(skipped):
        for question in asked:
            answer = await ask(question)
            assert answer.errors == [], (question, answer.errors)
            found.append(answer.data)
    return found


async def marks_of_questions(store: Store, settings: Settings) -> dict[str, set[Mark]]:
    """The marks in the statements of each question; none is kept of another one."""
    found = {}
    for question in questions():
        with marks() as met:
            assert (await asking(store, settings, own=ANYBODY)(question)).errors == [], question
        found[question] = met.met
    return found


@pytest.mark.parametrize("server", ["embedded"], indirect=True)
async def test_no_mark_of_a_table_can_be_left_out(server: Server, settings: Settings) -> None:
    store = await emptied(server)
    server.holds = "something"
    await load_demo(store, lambda done, total: None)
    await add_rare_facts(store)
    known = await marks_of_questions(store, settings)
    left = set().union(*known.values())
    assert left == marks_of_tables()
    caught = set[Mark]()
    for label in PRIVATE:
        for share, seed in WORLDS:
            wanted = {mark for mark in left if label in mark[2].split("|")}
            if wanted:
                await hide_type(store, label, share, seed)
            for mark in sorted(wanted):
                asked = [question for question, found in known.items() if mark in found]
                if await answers(store, settings, asked, mark) != await answers(store, settings, asked):
                    caught.add(mark)
            left -= caught
    await store.close()
    lines = sorted(f"{types}: {line} ({place})" for line, place, types in caught)
    print(f"\n{len(caught)} marks caught", *lines, sep="\n")  # noqa: T201  # the list of mutants
    assert left == set()
