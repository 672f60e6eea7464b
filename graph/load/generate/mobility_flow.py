"""Mobility flows: counts of people a year under exchange agreements, and of those who come for a whole degree."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.agreement import STATUSES, agreement_id, agreements
from graph.load.generate.cooperation_condition import KINDS, conditions
from graph.load.generate.quota import LAST_YEAR
from graph.load.generate.recruitment_campaign import campaigns
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import (
    NEVER,
    TODAY,
    Ints,
    World,
    certain_day,
    draw_once,
    first_of,
    slug,
    slug_id,
)
from graph.vocabularies.academic_year import academic_year_from

IN_A_YEAR = 0.6
"""Chance that anybody goes under a condition in a year."""
FULL_DEGREE = len(KINDS)
LEVELS = ("EQF6", "EQF7")
TENTHS = 10
"""A year of studies counts ten months."""
DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows by row: those under a condition first, then those of a campaign, whose `sending` is NEVER."""

    condition: Ints
    campaign: Ints
    year: Ints
    kind: Ints
    sending: Ints
    receiving: Ints
    count: Ints


@draw_once
def flows(world: World) -> Flows:
    """From a condition's first year to its last, or to the last that is over."""
    rng, made, led = world.rng("flow"), conditions(world), campaigns(world)
    ended = LAST_YEAR - 2
    last = np.where(made.last == NEVER, ended, np.minimum(made.last, ended))
    signed = agreements(world).status[made.agreement] != STATUSES.index("DRAFT")
    years = np.where(signed, np.maximum(0, last - made.first + 1), 0)
    condition = np.repeat(np.arange(len(years)), years)
    year = made.first[condition] + np.arange(len(condition)) - np.repeat(np.cumsum(years) - years, years)
    gone = rng.random(len(condition)) < IN_A_YEAR
    condition, year = condition[gone], year[gone]
    campaign = np.flatnonzero((led.admitted > 0) & (led.year < LAST_YEAR))
    none = np.full(len(campaign), NEVER)
    return Flows(
        condition=np.concatenate([condition, none]),
        campaign=np.concatenate([np.full(len(condition), NEVER), campaign]),
        year=np.concatenate([year, led.year[campaign]]),
        kind=np.concatenate([made.kind[condition], np.full(len(campaign), FULL_DEGREE)]),
        sending=np.concatenate([made.sending[condition], none]),
        receiving=np.concatenate([made.receiving[condition], led.university[campaign]]),
        count=np.concatenate([1 + rng.binomial(made.places[condition] - 1, 0.5), led.admitted[campaign]]),
    )


def mobility_flow(world: World) -> Stream:
    """Each with both sides, and the agreement or the campaign under which people went."""
    made, of, who = flows(world), conditions(world), universities(world)
    weight = np.where(of.months != NEVER, of.months, of.days / DAYS_A_MONTH).round(2) / TENTHS

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            condition, receiving = int(made.condition[row]), int(made.receiving[row])
            fields = who.fields[receiving]
            year, kind = int(made.year[row]), int(made.kind[row])
            self = step.demo_node(
                "MobilityFlow",
                flow_id(row),
                {
                    "slug": slug("flow", row),
                    "academicYear": academic_year_from(year),
                    "kind": (*KINDS, "FULL_DEGREE")[kind],
                    "level": LEVELS[row % len(LEVELS)] if kind in (0, 1, FULL_DEGREE) else None,
                    "field": fields[row % len(fields)],
                    "count": int(made.count[row]),
                    "weight": 1.0 if condition == NEVER else float(weight[condition]),
                },
                certain_day(min(TODAY, first_of(year + 1))),
            )
            step.edge("FLOWS_TO", self, ("University", who.ids[receiving]))
            if condition == NEVER:
                campaign = slug_id("camp", "campaign", int(made.campaign[row]))
                step.edge("FLOWS_THROUGH", self, ("RecruitmentCampaign", campaign))
                continue
            step.edge("FLOWS_FROM", self, ("University", who.ids[made.sending[row]]))
            step.edge("FLOWS_UNDER", self, ("Agreement", agreement_id(int(of.agreement[condition]))))

    return Stream("mobility flow", len(made.year), fill)


def flow_id(row: int) -> str:
    """The id of a flow."""
    return slug_id("mobi", "flow", row)
