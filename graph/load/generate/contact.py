"""Contacts: who with whom, since when, brought about by which office, begun at which event, kept by whom."""

from dataclasses import dataclass

import numpy as np

from graph.load.batch import Value
from graph.load.generate.event import events
from graph.load.generate.history import add_history
from graph.load.generate.office import offices
from graph.load.generate.person import persons
from graph.load.generate.place import HOME, places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import Universities, universities
from graph.load.generate.world import (
    NEVER,
    TODAY,
    YEAR,
    Flags,
    Floats,
    Ints,
    Weighted,
    World,
    certain_day,
    day,
    draw_once,
    pick,
    slug,
    slug_id,
)

HOME_ABROAD, HOME_HOME = 0.94, 0.03
"""Shares of contacts by their sides; the others are between institutions abroad."""
WITH_THIRD = 0.03
FOCUS_COUNTRIES, IN_FOCUS = 6, 0.6
"""An institution at home has so many countries of its own liking, and so large a share of its contacts there."""
OFFICE_BOOST = 2.5
"""How much likelier a contact is in a country with an office."""
FACILITATED, AT_EVENT = 0.5, 0.45
"""Of the contacts for which an office answers; of those that it brought about."""
HELD = 0.7
"""Of the contacts whose first institution has a person in the registry who worked there then."""
EVENT_DAYS, AFTER_EVENT = 2 * YEAR, 120
MEAN_AGE, OLDEST = 4.5 * YEAR, 17 * YEAR
STAGES = {
    "LEAD": 0.12,
    "INTRODUCED": 0.14,
    "IN_TALKS": 0.16,
    "DECLARED": 0.14,
    "AGREED": 0.22,
    "DORMANT": 0.15,
    "LOST": 0.07,
}
STAGE = {name: number for number, name in enumerate(STAGES)}
LED = {"AGREED": 0.55, "DORMANT": 0.08}
"""Shares of contacts that led to an agreement."""
TO_AGREEMENT = (40, 2 * YEAR)
"""Days from the contact to the signature."""
DRAFT_DAYS = 60
"""What would be signed so lately is still a draft."""
ENDED = 0.3
OUTCOMES = ("AGREEMENT_SIGNED", "VISIT_HELD", "STUDENTS_EXCHANGED", "JOINT_PROJECT", "NO_RESULT")


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts by row. `home` is a home institution where there is one; `signed` the day of the agreement."""

    first: Ints
    second: Ints
    third: Ints
    since: Ints
    until: Ints
    activity: Ints
    stage: Ints
    outcome: Ints
    office: Ints
    event: Ints
    person: Ints
    signed: Ints

    def parties(self, row: int) -> list[int]:
        """Rows of its institutions."""
        return [int(each) for each in (self.first[row], self.second[row], self.third[row]) if each != NEVER]


@draw_once
def contacts(world: World) -> Contacts:
    """Draws who first, then when: an event comes before the contact that began there, an agreement after."""
    rng, count = world.rng("contact"), world.contacts
    first, second, third = _parties(world, rng)
    since = TODAY - (rng.exponential(MEAN_AGE, count) % OLDEST).astype(np.int64)
    office, event, since = _help(world, rng, second, since)
    stage = pick(rng, STAGES, count)
    signed = since + rng.integers(*TO_AGREEMENT, count)
    chance = np.asarray([LED.get(name, 0.0) for name in STAGES])[stage]
    signed = np.where((rng.random(count) < chance) & (signed <= TODAY), signed, NEVER)
    end = since + 60 + (rng.random(count) * 5 * YEAR).astype(np.int64)
    may_end = (stage == STAGE["LOST"]) | ((stage == STAGE["DORMANT"]) & (rng.random(count) < ENDED))
    until = np.where(may_end & (end <= TODAY) & (end > signed), end, NEVER)
    last = np.where(until == NEVER, TODAY, until - 1)
    recent = np.where(stage >= STAGE["DORMANT"], rng.beta(1, 3, count), rng.beta(4, 1.2, count))
    activity = np.maximum(since + ((last - since) * recent).astype(np.int64), signed)
    person = persons(world).there(persons(world).one_of(rng, first), since)
    return Contacts(
        first=first,
        second=second,
        third=third,
        since=since,
        until=until,
        activity=np.where(rng.random(count) < 0.9, activity, NEVER),
        stage=stage,
        outcome=_outcomes(rng, stage, signed),
        office=office,
        event=event,
        person=np.where(rng.random(count) < HELD, person, NEVER),
        signed=signed,
    )


def foreign_weights(world: World) -> Floats:
    """Popularity of the institutions abroad, higher where an office stands; 0 for others."""
    made = universities(world)
    with_office = np.isin(made.country, offices(world).country)
    return made.weight * np.where(with_office, OFFICE_BOOST, 1.0) * (made.is_active & ~made.is_home)


def abroad(world: World) -> Weighted:
    """Institutions abroad by country."""
    made = universities(world)
    rows = np.flatnonzero(~made.is_home)
    return Weighted(rows, foreign_weights(world), made.country, len(places(world).codes))


def at_home(world: World) -> Weighted:
    """Institutions at home."""
    made = universities(world)
    return Weighted(np.flatnonzero(made.is_home), made.weight * made.is_active)


@draw_once
def focus(world: World) -> Ints:
    """Countries of each institution's liking."""
    rng, share = world.rng("focus"), np.sqrt(abroad(world).share())
    return rng.choice(len(share), (world.universities, FOCUS_COUNTRIES), p=share / share.sum())


def _parties(world: World, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    made, count = universities(world), world.contacts
    ours, theirs = at_home(world), abroad(world)
    first, second = ours.draw(rng, count), theirs.draw(rng, count)
    liked = focus(world)[first, np.minimum(*rng.integers(0, FOCUS_COUNTRIES, (2, count)))]
    there = theirs.within(rng, liked)
    second = np.where((rng.random(count) < IN_FOCUS) & (there != NEVER), there, second)
    sides = rng.random(count)
    at_both_homes = (sides >= HOME_ABROAD) & (sides < HOME_ABROAD + HOME_HOME)
    second = np.where(at_both_homes, ours.draw(rng, count), second)
    first = np.where(sides >= HOME_ABROAD + HOME_HOME, theirs.draw(rng, count), first)
    second = _other_than(second, first, made)
    third = np.where(rng.random(count) < WITH_THIRD, theirs.draw(rng, count), NEVER)
    return first, second, np.where((third == first) | (third == second), NEVER, third)


def _other_than(rows: Ints, taken: Ints, made: Universities) -> Ints:
    """Where a contact would be one of an institution with itself, the other party is the next active one."""
    active = np.flatnonzero(made.is_active)
    following = active[(np.searchsorted(active, rows) + 1) % len(active)]
    return np.where(rows == taken, following, rows)


def _help(world: World, rng: np.random.Generator, second: Ints, since: Ints) -> tuple[Ints, Ints, Ints]:
    """The office and the event of each contact, and the day on which it began then."""
    made, count = offices(world), world.contacts
    country = universities(world).country[second]
    branch = made.second[country]
    office = np.where((branch != NEVER) & (rng.random(count) < 0.3), branch, made.main[country])
    foreign = country != places(world).codes.index(HOME)
    works = (made.opened[office] <= since) & (since < made.ends()[office])
    office = np.where(foreign & works & (rng.random(count) < FACILITATED), office, NEVER)
    event = np.where(office == NEVER, NEVER, events(world).before(office, since))
    ended = events(world).ends[event]
    begun_there: Flags = (event != NEVER) & (since - ended <= EVENT_DAYS) & (rng.random(count) < AT_EVENT)
    soon = np.minimum(since, ended + 1 + rng.integers(0, AFTER_EVENT, count))
    return office, np.where(begun_there, event, NEVER), np.where(begun_there, soon, since)


def _outcomes(rng: np.random.Generator, stage: Ints, signed: Ints) -> Ints:
    some = rng.integers(1, 4, len(stage))
    none = np.where(stage == STAGE["LOST"], OUTCOMES.index("NO_RESULT"), NEVER)
    later = (stage >= STAGE["DECLARED"]) & (stage < STAGE["LOST"]) & (rng.random(len(stage)) < 0.6)
    return np.where(signed != NEVER, 0, np.where(later, some, none))


def is_draft(signed: int) -> bool:
    """Whether an agreement that came of a contact is still a draft, by the day on which it would be signed."""
    return signed > TODAY - DRAFT_DAYS


def contact_id(row: int) -> str:
    """The id of a contact."""
    return slug_id("cont", "contact", row)


def contact(world: World) -> Stream:
    """Each with its parties and those who helped."""
    made, stages = contacts(world), list(STAGES)
    universities_of, offices_of = universities(world).ids, offices(world).ids

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            outcome, activity = int(made.outcome[row]), day(int(made.activity[row]))
            since = certain_day(int(made.since[row]))
            until, stage = day(int(made.until[row])), stages[made.stage[row]]
            properties: dict[str, Value] = {
                "slug": slug("contact", row),
                "stage": stage,
                "since": since,
                "until": until,
                "lastActivity": activity,
                "outcome": None if outcome == NEVER else OUTCOMES[outcome],
            }
            signed = int(made.signed[row])
            add_history("Contact", properties, None if is_draft(signed) else day(signed))
            self = step.demo_node("Contact", contact_id(row), properties, activity or since)
            for party in made.parties(row):
                step.edge("BETWEEN", self, ("University", universities_of[party]))
            if made.office[row] != NEVER:
                step.edge("FACILITATED_BY", self, ("Office", offices_of[made.office[row]]))
            if made.event[row] != NEVER:
                step.edge("ORIGINATED_AT", self, ("Event", slug_id("evnt", "event", int(made.event[row]))))
            if made.person[row] != NEVER:
                step.edge("HELD_BY", self, ("Person", slug_id("pers", "person", int(made.person[row]))))

    return Stream("contact", world.contacts, fill)
