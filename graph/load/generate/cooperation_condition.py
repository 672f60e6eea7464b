"""Cooperation conditions of exchange agreements and joint programmes: both ways, with places and years."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.agreement import KIND, agreement_id, agreements
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import (
    NEVER,
    TODAY,
    Ints,
    World,
    academic,
    certain_day,
    draw_once,
    pick,
    slug,
    slug_id,
)
from graph.vocabularies.academic_year import academic_year_from

STUDIES, TRAINEESHIP, TEACHING, TRAINING = range(4)
KINDS = ("STUDENT_STUDIES", "STUDENT_TRAINEESHIP", "STAFF_TEACHING", "STAFF_TRAINING")
SHARES = {TRAINEESHIP: 0.3, TEACHING: 0.5, TRAINING: 0.2}
MORE = 0.5
"""Of agreements, those that also have one of another kind than studies."""
MONTHS = (5, 10)
BLENDED = 7
"""Of how many stays of students one is blended."""
LEVELS = (["EQF6"], ["EQF7"], ["EQF6", "EQF7"], ["EQF8"])
LANGUAGES = (["en-B2"], ["ru-B1", "en-B1"], ["ru-B2"], ["en-B1"])


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions by row; `months` of students, `days` of staff; academic years by their first year."""

    agreement: Ints
    kind: Ints
    sending: Ints
    receiving: Ints
    places: Ints
    months: Ints
    days: Ints
    first: Ints
    last: Ints


@draw_once
def conditions(world: World) -> Conditions:
    """Studies in both directions, and for some a third of another kind."""
    rng, made = world.rng("condition"), agreements(world)
    exchange = np.flatnonzero((made.kind == KIND["EXCHANGE"]) | (made.kind == KIND["JOINT_PROGRAMME"]))
    one, other = made.party[made.start[exchange]], made.party[made.start[exchange] + 1]
    extra = rng.random(len(exchange)) < MORE
    agreement = np.concatenate([exchange, exchange, exchange[extra]])
    kinds = np.asarray(list(SHARES))[pick(rng, SHARES, int(extra.sum()))]
    kind = np.concatenate([np.full(2 * len(exchange), STUDIES), kinds])
    order = np.lexsort((kind, agreement))
    size = len(agreement)
    student = kind < TEACHING
    valid_to = made.valid_to[agreement]
    last = np.where(valid_to == NEVER, NEVER, academic(np.maximum(valid_to, TODAY - 10_000)))
    first = academic(made.valid_from[agreement])
    return Conditions(
        agreement=agreement[order],
        kind=kind[order],
        sending=np.concatenate([one, other, other[extra]])[order],
        receiving=np.concatenate([other, one, one[extra]])[order],
        places=rng.integers(1, 9, size),
        months=np.where(student, np.asarray(MONTHS)[rng.integers(0, 2, size)], NEVER)[order],
        days=np.where(student, NEVER, rng.integers(4, 15, size))[order],
        first=first[order],
        last=np.where(last == NEVER, NEVER, np.maximum(last, first))[order],
    )


def cooperation_condition(world: World) -> Stream:
    """Each with its agreement and both sides."""
    made, who = conditions(world), universities(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            sending, last, months, days = (int(each[row]) for each in (made.sending, made.last, made.months, made.days))
            fields = who.fields[sending]
            agreement = int(made.agreement[row])
            self = step.demo_node(
                "CooperationCondition",
                slug_id("cond", "condition", row),
                {
                    "slug": slug("condition", row),
                    "kind": KINDS[made.kind[row]],
                    "placesPerYear": int(made.places[row]),
                    "months": None if months == NEVER else float(months),
                    "days": None if days == NEVER else days,
                    "blended": days == NEVER and row % BLENDED == 0,
                    "firstYear": academic_year_from(int(made.first[row])),
                    "lastYear": None if last == NEVER else academic_year_from(last),
                    "fields": list(fields[row % len(fields) :][:2]),
                    "levels": LEVELS[row % len(LEVELS)] if days == NEVER else [],
                    "languages": LANGUAGES[row // 3 % len(LANGUAGES)],
                },
                certain_day(min(TODAY, int(agreements(world).signed[agreement]))),
            )
            step.edge("CONDITION_OF", self, ("Agreement", agreement_id(agreement)))
            step.edge("SENT_BY", self, ("University", who.ids[sending]))
            step.edge("RECEIVED_BY", self, ("University", who.ids[made.receiving[row]]))

    return Stream("cooperation condition", len(made.agreement), fill)
