"""Agreements: those that came of contacts, those of the agency with universities at home, consortia, addenda."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.contact import DRAFT_DAYS, abroad, at_home, contact_id, contacts
from graph.load.generate.history import add_history
from graph.load.generate.office import HEADQUARTERS, offices
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import (
    NEVER,
    TODAY,
    YEAR,
    Ints,
    World,
    certain_day,
    day,
    draw_once,
    pick,
    slug,
    slug_id,
)
from graph.load.versions import PROPERTIES, VersionFacts

OF_CONTACTS = {"FRAMEWORK": 0.4, "EXCHANGE": 0.3, "JOINT_PROGRAMME": 0.1, "RESEARCH": 0.2}
KINDS = (*OF_CONTACTS, "AGENCY_COOPERATION", "NETWORK", "ADDENDUM")
KIND = {name: number for number, name in enumerate(KINDS)}
TITLES = {
    "FRAMEWORK": "Framework agreement: {}",
    "EXCHANGE": "Agreement on student and staff exchange: {}",
    "JOINT_PROGRAMME": "Agreement on a joint programme: {}",
    "RESEARCH": "Agreement on joint research: {}",
    "AGENCY_COOPERATION": "Cooperation agreement of the agency: {}",
    "NETWORK": "Consortium agreement: {}",
    "ADDENDUM": "Addendum: {}",
}
WITH_AGENCY = 0.7
"""Of the institutions at home."""
UNIVERSITIES_A_NETWORK = 250
PARTIES_OF_NETWORK = (4, 13)
AMENDED = 0.05
YEARS = {3: 0.2, 5: 0.5, 10: 0.1, 0: 0.2}
"""For how many years agreements bind; 0: without end."""
TERMINATED = 0.04
STATUSES = ("IN_FORCE", "EXPIRED", "TERMINATED", "DRAFT")
NAMED_PARTIES = 3
RENEWALS = (("AUTOMATIC", 6), ("BY_CONSENT", 3), ("NONE", None))
"""How an agreement with an end is renewed, and months of notice."""


@dataclass(frozen=True, slots=True)
class Agreements:
    """Agreements by row: first those of contacts (`contact`), then of the agency, of networks, and addenda.

    The parties of row r are `party[start[r]:start[r + 1]]`; `amends` is the row of the agreement amended.
    """

    kind: Ints
    contact: Ints
    amends: Ints
    signed: Ints
    valid_from: Ints
    valid_to: Ints
    status: Ints
    start: Ints
    party: Ints

    def parties(self, row: int) -> list[int]:
        """Rows of the universities that are parties."""
        return list(map(int, self.party[self.start[row] : self.start[row + 1]]))


@draw_once
def agreements(world: World) -> Agreements:
    """Signed after the contact began; in force, expired, … by their dates."""
    rng, met = world.rng("agreement"), contacts(world)
    of_contacts = np.flatnonzero(met.signed != NEVER)
    ours = np.flatnonzero(universities(world).is_home)
    agency = ours[rng.random(len(ours)) < WITH_AGENCY]
    networks = max(1, world.universities // UNIVERSITIES_A_NETWORK)
    amended = np.flatnonzero(rng.random(len(of_contacts)) < AMENDED)
    counts = (len(of_contacts), len(agency), networks, len(amended))
    kind = np.repeat([0, KIND["AGENCY_COOPERATION"], KIND["NETWORK"], KIND["ADDENDUM"]], counts)
    kind[: counts[0]] = pick(rng, OF_CONTACTS, counts[0])
    size = len(kind)
    early = TODAY - rng.integers(30, 9 * YEAR, size)
    signed = np.concatenate([met.signed[of_contacts], early[counts[0] : size - counts[3]], np.zeros(counts[3], int)])
    before = met.signed[of_contacts[amended]]
    signed[size - counts[3] :] = before + ((TODAY - before) * rng.random(counts[3])).astype(np.int64)
    valid_from = signed + rng.integers(0, 60, size)
    years = np.asarray(list(YEARS))[pick(rng, YEARS, size)]
    valid_to = np.where(years == 0, NEVER, valid_from + years * YEAR - 1)
    status = np.where((valid_to != NEVER) & (valid_to < TODAY), 1, 0)
    status = np.where((status == 0) & (rng.random(size) < TERMINATED), 2, status)
    status = np.where((kind < len(OF_CONTACTS)) & (signed > TODAY - DRAFT_DAYS), 3, status)
    contact = np.full(size, NEVER)
    contact[: counts[0]] = of_contacts
    amends = np.full(size, NEVER)
    amends[size - counts[3] :] = amended
    start, party = _parties(world, rng, of_contacts, agency, networks, amended)
    return Agreements(kind, contact, amends, signed, valid_from, valid_to, status, start, party)


def _parties(
    world: World, rng: np.random.Generator, of_contacts: Ints, agency: Ints, networks: int, amended: Ints
) -> tuple[Ints, Ints]:
    met = contacts(world)
    three = np.stack([met.first[of_contacts], met.second[of_contacts], met.third[of_contacts]], axis=1)
    rows = [three, _column(agency), *_networks(world, rng, networks), three[amended]]
    parties = [each[each != NEVER] for each in rows]
    counts = [(each != NEVER).sum(axis=1) for each in rows]
    start = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return start.astype(np.int64), np.concatenate(parties).astype(np.int64)


def _column(rows: Ints) -> Ints:
    return rows.reshape(-1, 1)


def _networks(world: World, rng: np.random.Generator, count: int) -> list[Ints]:
    found = []
    for _ in range(count):
        size = int(rng.integers(*PARTIES_OF_NETWORK))
        ours, theirs = at_home(world).draw(rng, size // 2), abroad(world).draw(rng, size)
        found.append(np.unique(np.concatenate([ours, theirs])).reshape(1, -1))
    return found


def agreement_id(row: int) -> str:
    """The id of an agreement."""
    return slug_id("agrm", "agreement", row)


def facts(world: World, row: int) -> VersionFacts:
    """An agreement's own facts, as its versions compare them."""
    made, who = agreements(world), universities(world)
    kind, status, parties = KINDS[made.kind[row]], STATUSES[made.status[row]], made.parties(row)
    named = [who.names[each] for each in parties[:NAMED_PARTIES]]
    more = [f"and {len(parties) - NAMED_PARTIES} others"] * (len(parties) > NAMED_PARTIES)
    said: VersionFacts = {"title": TITLES[kind].format(", ".join([*named, *more])), "kind": kind, "status": status}
    if status != "DRAFT":
        said["signed"] = certain_day(int(made.signed[row]))
        said["validFrom"] = certain_day(int(made.valid_from[row]))
        said["validTo"] = day(int(made.valid_to[row]))
    if made.valid_to[row] != NEVER:
        said["renewal"], said["noticeMonths"] = RENEWALS[row % len(RENEWALS)]
    said["parties"] = [who.ids[each] for each in parties]
    said["office"] = offices(world).ids[HEADQUARTERS] if kind == "AGENCY_COOPERATION" else None
    said["amends"] = None if made.amends[row] == NEVER else agreement_id(int(made.amends[row]))
    return {name: value for name, value in said.items() if value is not None}


def agreement(world: World) -> Stream:
    """Each with its parties, and the contact that led to it."""
    made = agreements(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            said = facts(world, row)
            properties = {"slug": slug("agreement", row)} | {name: said[name] for name in PROPERTIES if name in said}
            add_history("Agreement", properties)
            checked = certain_day(min(TODAY, int(made.signed[row])))
            self = step.demo_node("Agreement", agreement_id(row), properties, checked)
            for position, party in enumerate(made.parties(row)):
                step.edge("HAS_PARTY", self, ("University", universities(world).ids[party]), {"position": position})
            if "office" in said:
                step.edge("SIGNED_BY", self, ("Office", str(said["office"])))
            if "amends" in said:
                step.edge("AMENDS", self, ("Agreement", str(said["amends"])))
            if made.contact[row] != NEVER:
                step.edge("LED_TO", ("Contact", contact_id(int(made.contact[row]))), self)

    return Stream("agreement", len(made.kind), fill)
