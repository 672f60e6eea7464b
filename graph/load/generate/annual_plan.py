"""Annual plans of universities that have an agreement with the agency."""

from dataclasses import dataclass

import numpy as np

from graph.load.batch import Value
from graph.load.generate.agreement import KIND, agreement_id, agreements
from graph.load.generate.contact import focus
from graph.load.generate.office import offices
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, TODAY, Ints, World, certain_day, draw_once, first_of, slug, slug_id

FIRST_YEAR, LAST_YEAR = 2019, 2027
THIS_YEAR = 2026
MADE = 0.8
"""Chance of a plan in a year."""


@dataclass(frozen=True, slots=True)
class Plans:
    """Plans by row."""

    agreement: Ints
    university: Ints
    office: Ints
    year: Ints


@draw_once
def plans(world: World) -> Plans:
    """From the year after the signature on, with the office of a country that the university likes."""
    rng, made = world.rng("plan"), agreements(world)
    agency = np.flatnonzero(made.kind == KIND["AGENCY_COOPERATION"])
    years = np.arange(FIRST_YEAR, LAST_YEAR + 1)
    ends = np.asarray([first_of(year) for year in years.tolist()])
    until = np.where(made.valid_to[agency] == NEVER, ends[-1] + 1, made.valid_to[agency])
    may = (made.signed[agency][:, None] < ends) & (until[:, None] >= ends)
    row, column = np.nonzero(may & (rng.random(may.shape) < MADE))
    university = made.party[made.start[agency[row]]]
    return Plans(agency[row], university, offices(world).main[focus(world)[university, 0]], years[column])


def status(year: int) -> str:
    """Where a plan of a year stands today."""
    return "CLOSED" if year < THIS_YEAR else "RUNNING" if year == THIS_YEAR else "DRAFT"


def annual_plan(world: World) -> Stream:
    """Each with its university, office and agreement."""
    made = plans(world)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            year = int(made.year[row])
            said: dict[str, Value] = {"slug": slug("plan", row), "year": year, "status": status(year)}
            checked = certain_day(min(TODAY, first_of(year)))
            self = step.demo_node("AnnualPlan", plan_id(row), said, checked)
            step.edge("PLAN_OF", self, ("University", universities(world).ids[made.university[row]]))
            step.edge("PLANNED_WITH", self, ("Office", offices(world).ids[made.office[row]]))
            step.edge("PLANNED_UNDER", self, ("Agreement", agreement_id(int(made.agreement[row]))))

    return Stream("annual plan", len(made.year), fill)


def plan_id(row: int) -> str:
    """The id of a plan."""
    return slug_id("plan", "plan", row)
