"""Joint actions of annual plans in the five areas, with what shows that they were done."""

from dataclasses import dataclass

import numpy as np

from graph.declared import edge_type_of
from graph.load.generate.agreement import agreement_id, agreements
from graph.load.generate.annual_plan import THIS_YEAR, plan_id, plans
from graph.load.generate.contact import contact_id, contacts
from graph.load.generate.event import events
from graph.load.generate.mobility_flow import flow_id, flows
from graph.load.generate.person import persons
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import (
    NEVER,
    TODAY,
    YEAR,
    GroupedRows,
    Ints,
    World,
    certain_day,
    day,
    draw_once,
    first_of,
    slug,
    slug_id,
)

AREAS = {
    "EDUCATION_AND_SCIENCE": ("Joint research seminar", "Совместный научный семинар", "participants"),
    "INSTITUTIONAL_PARTNERSHIP": ("Talks with new partners", "Переговоры с новыми партнёрами", "new contacts"),
    "ACADEMIC_MOBILITY": ("Exchange of students", "Обмен студентами", "students"),
    "POSITIVE_IMAGE": ("Presentation of the university", "Презентация университета", "visitors"),
    "LANGUAGE_AND_CULTURE": ("Course of the Russian language", "Курс русского языка", "learners"),
}
IN_PLAN = 0.9
"""Chance of an action in each area."""
DONE, CANCELLED = 0.85, 0.07
"""Of those that were due."""
STATUSES = ("PLANNED", "RUNNING", "DONE", "CANCELLED")
EVIDENCE = 0.5
"""Chance of each kind of evidence of an action that was done."""


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions by row; evidence is NEVER where there is none."""

    plan: Ints
    area: Ints
    due: Ints
    completed: Ints
    status: Ints
    target: Ints
    actual: Ints
    person: Ints
    event: Ints
    contact: Ints
    agreement: Ints
    flow: Ints


@draw_once
def actions(world: World) -> Actions:
    """Evidence: the last event of the plan's office, and a contact, an agreement, a flow of the university."""
    rng, made = world.rng("action"), plans(world)
    plan, area = np.nonzero(rng.random((len(made.year), len(AREAS))) < IN_PLAN)
    size, university = len(plan), made.university[plan]
    begins = np.asarray([first_of(year) for year in made.year[plan].tolist()])
    due = begins + rng.integers(60, YEAR, size)
    chance = rng.random(size)
    over = np.where(chance < DONE, 2, np.where(chance < DONE + CANCELLED, 3, 1))
    status = np.where(due <= TODAY, over, np.where((made.year[plan] == THIS_YEAR) & (chance < 0.5), 1, 0))
    target = rng.integers(1, 60, size)
    done = status == 2
    early = rng.integers(0, 40, size)
    lists = contacts(world), agreements(world), flows(world)
    return Actions(
        plan=plan,
        area=area,
        due=due,
        completed=np.where(done, due - early, NEVER),
        status=status,
        target=target,
        actual=np.where(done, (target * rng.normal(1.0, 0.25, size).clip(0.2, 2.0)).astype(np.int64), NEVER),
        person=persons(world).one_of(rng, university),
        event=_some(rng, events(world).before(made.office[plan], due), done),
        contact=_some(rng, _group_rows(world, lists[0].first).one_of(rng, university), done),
        agreement=_some(rng, _group_rows(world, lists[1].party[lists[1].start[:-1]]).one_of(rng, university), done),
        flow=_some(rng, _group_rows(world, lists[2].receiving).one_of(rng, university), done),
    )


def _group_rows(world: World, universities: Ints) -> GroupedRows:
    return GroupedRows(universities, world.universities)


def _some(rng: np.random.Generator, rows: Ints, done: Ints) -> Ints:
    return np.where(done & (rng.random(len(rows)) < EVIDENCE), rows, NEVER)


def joint_action(world: World) -> Stream:
    """Each with its plan, who answers for it, and its evidence."""
    made, areas = actions(world), list(AREAS)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            area, due = areas[made.area[row]], int(made.due[row])
            english, russian, indicator = AREAS[area]
            self = step.demo_node(
                "JointAction",
                slug_id("jact", "action", row),
                {
                    "slug": slug("action", row),
                    "area": area,
                    "title": english,
                    "titleRu": russian,
                    "due": certain_day(due),
                    "completed": day(int(made.completed[row])),
                    "status": STATUSES[made.status[row]],
                    "indicator": indicator,
                    "target": int(made.target[row]),
                    "actual": int(made.actual[row]) if made.actual[row] != NEVER else None,
                },
                certain_day(min(TODAY, due)),
            )
            step.edge("PART_OF_PLAN", self, ("AnnualPlan", plan_id(int(made.plan[row]))))
            if made.person[row] != NEVER:
                step.edge("RESPONSIBLE_IS", self, ("Person", slug_id("pers", "person", int(made.person[row]))))
            for label, far, id in (
                ("Event", made.event, lambda event: slug_id("evnt", "event", event)),
                ("Contact", made.contact, contact_id),
                ("Agreement", made.agreement, agreement_id),
                ("MobilityFlow", made.flow, flow_id),
            ):
                if far[row] != NEVER and ("JointAction", label) in edge_type_of("EVIDENCED_BY").ends:
                    step.edge("EVIDENCED_BY", self, (label, id(int(far[row]))))

    return Stream("joint action", len(made.plan), fill)
