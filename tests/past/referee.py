"""What the registry should say of a day, worked out from an export by docs/model.md and docs/analyses.md alone.

Days are ISO dates, which compare as texts. Nothing of the registry's own code is used but the form of its export.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.plan.oracle import Edge, Graph

HOME = "RU"
ALWAYS = "9999-99-99"
"""Stands for a day that never comes."""
EARLY = ("LEAD", "INTRODUCED", "IN_TALKS")
OVER = ("DORMANT", "LOST")
Facts = dict[str, Any]


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def holds(span: Facts, day: str) -> bool:
    """Half open; what has no beginning holds on no day."""
    return bool(span.get("since")) and span["since"] <= day and (not span.get("until") or day < span["until"])


class Referee:
    """Answers about one day."""

    def __init__(self, graph: Graph, day: str) -> None:
        self.graph = graph
        self.day = day

    def facts(self, label: str) -> Iterator[tuple[str, Facts]]:
        for id in self.graph.of(label):
            yield id, self.graph.properties[id]

    def edges(self, type: str, id: str, *, into: bool = False) -> list[Edge]:
        return [edge for edge in self.graph.at(type, id) if (edge.target if into else edge.source) == id]

    def ends(self, type: str, id: str, *, into: bool = False) -> list[str]:
        return [edge.source if into else edge.target for edge in self.edges(type, id, into=into)]

    def slugs(self, ids: Iterable[str]) -> list[str]:
        return sorted(self.graph.properties[id]["slug"] for id in ids)

    # Contacts and agreements

    def stage(self, contact: str) -> str:
        """By the table in docs/model.md; before the first day of a contact, its last stage."""
        own = self.graph.properties[contact]
        last, since = own["stage"], own["since"]
        if self.day < since:
            return str(last)
        sign = max(since, own.get("lastActivity") or since)
        signatures = [self.graph.properties[id].get("signed") for id in self.ends("LED_TO", contact)]
        signed = min((day for day in signatures if day), default=None)
        begins = [(since, last if last in EARLY else "IN_TALKS")]
        if signed and last in ("AGREED", *OVER):
            begins.append((signed, "AGREED"))
        elif last in ("DECLARED", "AGREED"):
            begins.append((sign, last))
        if last == "DORMANT":
            begins.append((later(sign, 365), last))
        if last == "LOST":
            begins.append((own.get("until") or later(sign, 1), last))
        return str([state for day, state in begins if day <= self.day or day <= since][-1])

    def is_live(self, contact: str) -> bool:
        return holds(self.graph.properties[contact], self.day) and self.stage(contact) not in OVER

    def live_contacts(self) -> list[str]:
        return [id for id, _ in self.facts("Contact") if self.is_live(id)]

    def status(self, agreement: str) -> str:
        own = self.graph.properties[agreement]
        begun = min((day for day in (own.get("signed"), own.get("validFrom")) if day), default="0001-01-01")
        if own["status"] == "DRAFT" or self.day < begun:
            return "DRAFT"
        if own["status"] == "IN_FORCE":
            return "IN_FORCE"
        return own["status"] if self.day > own["validTo"] else "IN_FORCE"

    def live_agreements(self) -> list[str]:
        return [
            id
            for id, own in self.facts("Agreement")
            if self.status(id) == "IN_FORCE"
            and (own.get("validFrom") or ALWAYS) <= self.day <= (own.get("validTo") or ALWAYS)
        ]

    # Places

    def country(self, university: str) -> str | None:
        """Of the main seat: the first by its position."""
        seats = sorted(
            self.edges("LOCATED_IN", university), key=lambda edge: (edge.properties.get("position", 99), edge.target)
        )
        return self._code(seats[0].target) if seats else None

    def _code(self, city: str) -> str | None:
        found = self.ends("IN_COUNTRY", city)
        return self.graph.properties[found[0]]["code"] if found else None

    def is_home(self, university: str) -> bool:
        return self.country(university) == HOME

    # Offices

    def office_status(self, office: str) -> str | None:
        found = [self.graph.properties[id] for id in self.ends("HAS_STATUS", office)]
        held = sorted((span["since"], span["status"]) for span in found if holds(span, self.day))
        return held[-1][1] if held else None

    def covered(self, office: str) -> list[str]:
        edges = [edge for edge in self.edges("COVERS", office) if holds(edge.properties, self.day)]
        return sorted({self.graph.properties[edge.target]["code"] for edge in edges})

    # Networks

    def partners(self, university: str) -> set[str]:
        mine = [id for id in self.ends("BETWEEN", university, into=True) if self.is_live(id)]
        return {party for id in mine for party in self.ends("BETWEEN", id)} - {university}

    def parts(self) -> tuple[int, int, int]:
        """Of the network of live contacts: institutions with a partner, components, and the size of the largest."""
        ties: defaultdict[str, set[str]] = defaultdict(set)
        for contact in self.live_contacts():
            parties = set(self.ends("BETWEEN", contact))
            for party in parties:
                ties[party] |= parties - {party}
        sizes, seen = [], set[str]()
        for start in [each for each in ties if ties[each]]:
            reached, waiting = {start}, [start]
            while waiting and start not in seen:
                new = ties[waiting.pop()] - reached
                reached |= new
                waiting += new
            sizes += [len(reached)] if start not in seen else []
            seen |= reached
        return sum(sizes), len(sizes), max(sizes, default=0)

    def hanging(self) -> dict[tuple[str, str], int]:
        """Partners abroad by the one office, or the one person, through which home institutions know them."""
        known: defaultdict[str, list[str]] = defaultdict(list)
        for contact in self.live_contacts():
            parties = self.ends("BETWEEN", contact)
            if any(map(self.is_home, parties)):
                for party in parties:
                    if not self.is_home(party) and self.country(party):
                        known[party].append(contact)
        found: dict[tuple[str, str], int] = {}
        for partner, contacts in known.items():
            for type in ("FACILITATED_BY", "HELD_BY"):
                ways = {tuple(sorted(self.ends(type, contact))) for contact in contacts}
                if len(ways) == 1 and len(way := next(iter(ways))) == 1:
                    found[partner, way[0]] = len(contacts)
        return found

    # Analyses

    def expiring(self, days: int) -> list[str]:
        last = later(self.day, days)
        return [id for id in self.live_agreements() if self.graph.properties[id].get("validTo", ALWAYS) <= last]

    def plans(self, office: str) -> list[str]:
        """Agreed in the year before their own, running until the end of it."""
        year = int(self.day[:4])
        found = []
        for id in self.ends("PLANNED_WITH", office, into=True):
            own = self.graph.properties[id]
            runs = own["status"] in ("AGREED", "RUNNING") or (own["status"] == "CLOSED" and own["year"] >= year)
            found += [id] if runs and own["year"] <= year + 1 else []
        return found

    def undone(self, plan: str) -> int:
        actions = [self.graph.properties[id] for id in self.ends("PART_OF_PLAN", plan, into=True)]
        return sum(
            own["status"] in ("PLANNED", "RUNNING") or (own["status"] == "DONE" and own["completed"] > self.day)
            for own in actions
        )

    def progress(self, year: int) -> Facts:
        """Plan and fact of a year as it was known on the day."""
        plans = [id for id, own in self.facts("AnnualPlan") if own["year"] == year]
        actions = [self.graph.properties[id] for plan in plans for id in self.ends("PART_OF_PLAN", plan, into=True)]
        standing = [own for own in actions if own["status"] != "CANCELLED"]
        done = [own for own in actions if own["status"] == "DONE" and own["completed"] <= self.day]
        reached = [own.get("actual", 0) if own["status"] != "DONE" or own in done else 0 for own in standing]
        shares = [
            min(1.0, got / own["target"]) if own["target"] else float(own in done or "actual" in own)
            for own, got in zip(standing, reached, strict=True)
        ]
        return {
            "plans": len(plans),
            "actionCount": len(actions),
            "done": len(done),
            "cancelled": len(actions) - len(standing),
            "overdue": sum(own["due"] < self.day and own not in done for own in standing),
            "target": sum(own["target"] for own in standing),
            "actual": sum(reached),
            "completion": round(sum(shares) / len(shares), 6) if shares else None,
        }

    def lost_countries(self, office: str) -> list[str]:
        """Countries it covers and no other active office does."""
        active = [id for id, _ in self.facts("Office") if id != office and self.office_status(id) == "ACTIVE"]
        others = {code for id in active for code in self.covered(id)}
        return sorted(set(self.covered(office)) - others)

    # Facts with dates of their own

    def held(self, label: str) -> list[str]:
        """Things of a label that hold on the day."""
        return [id for id, own in self.facts(label) if holds(own, self.day)]

    def open_requests(self, *, late: bool = False) -> list[str]:
        return [
            id
            for id, own in self.facts("AssistanceRequest")
            if own["asked"] <= self.day < (own.get("answered") or ALWAYS)
            and (not late or own.get("due", ALWAYS) < self.day)
        ]

    def people(self, type: str, place: str) -> list[str]:
        """Who works at an institution, or serves at an office."""
        return sorted(edge.source for edge in self.edges(type, place, into=True) if holds(edge.properties, self.day))
