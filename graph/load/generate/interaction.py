"""Interactions within contacts: letters, calls, visits, meetings."""

import numpy as np

from graph.load.batch import Value
from graph.load.generate.contact import contact_id, contacts
from graph.load.generate.office import offices
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import NEVER, World, certain_day, pick, slug, slug_id

A_CONTACT = 0.15
KINDS = {"LETTER": 0.4, "CALL": 0.25, "VISIT": 0.15, "MEETING": 0.2}
NOTES = ("On the next steps.", "On exchange of students.", "On a joint programme.", None)
WITH_OFFICE = 0.5
"""Of those in contacts that an office brought about."""


def interaction(world: World) -> Stream:
    """Each on a day between the beginning of its contact and the last activity in it."""
    rng, made = world.rng("interaction"), contacts(world)
    some = np.where(made.activity == NEVER, 0, rng.poisson(A_CONTACT, world.contacts))
    contact = np.repeat(np.arange(world.contacts), some)
    size = len(contact)
    since = made.since[contact]
    date = since + ((made.activity[contact] - since) * rng.random(size)).astype(np.int64)
    kind, note = pick(rng, KINDS, size), rng.integers(0, len(NOTES), size)
    office = np.where(rng.random(size) < WITH_OFFICE, made.office[contact], NEVER)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            of, on = int(contact[row]), certain_day(int(date[row]))
            said: dict[str, Value] = {
                "slug": slug("interaction", row),
                "kind": list(KINDS)[kind[row]],
                "date": on,
                "note": NOTES[note[row]],
            }
            self = step.demo_node("Interaction", slug_id("intr", "interaction", row), said, on)
            step.edge("WITHIN", self, ("Contact", contact_id(of)))
            if made.person[of] != NEVER:
                step.edge("ATTENDED_BY", self, ("Person", slug_id("pers", "person", int(made.person[of]))))
            if office[row] != NEVER:
                step.edge("HELD_BY_OFFICE", self, ("Office", offices(world).ids[office[row]]))

    return Stream("interaction", size, fill)
