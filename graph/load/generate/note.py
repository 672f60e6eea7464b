"""Notes of offices on contacts that they brought about, and on their institutions and people."""

import numpy as np

from graph.load.batch import Value
from graph.load.generate.contact import contact_id, contacts
from graph.load.generate.office import offices
from graph.load.generate.person import AN_OFFICE, persons
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, World, certain_day, slug, slug_id

A_CONTACT = 0.1
"""Of those that an office brought about."""
SUBJECTS = ("contact", "institution", "person")
SHARES = (0.8, 0.12, 0.08)
TEXTS = (
    "Write again before the next fair.",
    "Answers quickly, best in English.",
    "Waits for the decision of the faculty.",
    "Asks for help with visas.",
)
SIGNED = 0.7
"""Of notes; the others do not say who wrote them."""


def note(world: World) -> Stream:
    """Each written while its contact lasted, by somebody who served at the office then or by nobody in particular."""
    rng, made, people = world.rng("note"), contacts(world), persons(world)
    some = np.where(made.office == NEVER, 0, rng.poisson(A_CONTACT, world.contacts))
    contact = np.repeat(np.arange(world.contacts), some)
    size = len(contact)
    since, last = made.since[contact], np.maximum(made.since[contact], made.activity[contact])
    date = since + ((last - since) * rng.random(size)).astype(np.int64)
    about, text = rng.choice(len(SUBJECTS), size, p=SHARES), rng.integers(0, len(TEXTS), size)
    office = made.office[contact]
    someone = people.first[-1] + office * AN_OFFICE + rng.integers(0, AN_OFFICE, size)
    author = np.where(rng.random(size) < SIGNED, people.there(someone, date), NEVER)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            of, on = int(contact[row]), certain_day(int(date[row]))
            said: dict[str, Value] = {"slug": slug("note", row), "text": TEXTS[text[row]], "date": on}
            self = step.demo_node("Note", slug_id("note", "note", row), said, on)
            step.edge("KEPT_BY", self, ("Office", offices(world).ids[office[row]]))
            subject = SUBJECTS[about[row]]
            if subject == "institution":
                step.edge("ABOUT_UNIVERSITY", self, ("University", universities(world).ids[made.second[of]]))
            elif subject == "person" and made.person[of] != NEVER:
                step.edge("ABOUT_PERSON", self, ("Person", slug_id("pers", "person", int(made.person[of]))))
            else:
                step.edge("ABOUT_CONTACT", self, ("Contact", contact_id(of)))
            if author[row] != NEVER:
                step.edge("WRITTEN_BY", self, ("Person", slug_id("pers", "person", int(author[row]))))

    return Stream("note", size, fill)
