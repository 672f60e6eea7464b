"""Assistance requests of universities at home to offices."""

import numpy as np

from graph.load.generate.contact import focus
from graph.load.generate.event import events
from graph.load.generate.office import offices
from graph.load.generate.place import places
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import NEVER, TODAY, YEAR, World, certain_day, day, slug, slug_id
from graph.natural_keys import country_id

A_UNIVERSITY = 3
KINDS = {
    "EXPERT_ADVICE": ("How to work with institutions there", "Opinion sent"),
    "INFORMATION": ("Tell partners of our part in the fair", "Partners informed"),
    "LOGISTICS": ("A hall for an open day", "Hall booked"),
}
ANSWERED, DECLINED = 0.8, 0.08
"""Of requests older than the time for an answer."""
DUE_DAYS = 30
OLDEST = 4 * YEAR


def assistance_request(world: World) -> Stream:
    """Each with who asks, whom and about which country; one for a hall also with the event that it served."""
    rng, who = world.rng("request"), universities(world)
    ours = np.flatnonzero(who.is_home)
    university = np.repeat(ours, rng.poisson(A_UNIVERSITY, len(ours)))
    size = len(university)
    country = focus(world)[university, rng.integers(0, focus(world).shape[1], size)]
    office, kind = offices(world).main[country], rng.integers(0, len(KINDS), size)
    asked = TODAY - rng.integers(0, OLDEST, size)
    chance, answered = rng.random(size), asked + rng.integers(1, DUE_DAYS + 15, size)
    over = answered <= TODAY
    done = over & (chance < ANSWERED)
    declined = over & ~done & (chance < ANSWERED + DECLINED)
    event = events(world).before(office, asked + DUE_DAYS)
    statuses = np.where(done, "DONE", np.where(declined, "DECLINED", np.where(chance < 0.5, "IN_WORK", "OPEN")))

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            name = list(KINDS)[kind[row]]
            subject, result = KINDS[name]
            self = step.demo_node(
                "AssistanceRequest",
                slug_id("asst", "request", row),
                {
                    "slug": slug("request", row),
                    "kind": name,
                    "status": str(statuses[row]),
                    "subject": subject,
                    "asked": certain_day(int(asked[row])),
                    "due": certain_day(int(asked[row]) + DUE_DAYS),
                    "answered": day(int(answered[row])) if done[row] or declined[row] else None,
                    "result": result if done[row] else None,
                },
                certain_day(int(asked[row])),
            )
            step.edge("ASKED_BY", self, ("University", who.ids[university[row]]))
            step.edge("ASKED_OF", self, ("Office", offices(world).ids[office[row]]))
            step.edge("ASKED_ABOUT", self, ("Country", country_id(places(world).codes[country[row]])))
            if name == "LOGISTICS" and done[row] and event[row] != NEVER:
                step.edge("SERVED_BY", self, ("Event", slug_id("evnt", "event", int(event[row]))))

    return Stream("assistance request", size, fill)
