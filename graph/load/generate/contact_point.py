"""Contact points of people: addresses of a domain that nobody can have, numbers that are kept for fiction."""

import numpy as np

from graph.load.generate.person import persons
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import World, certain_day, slug, slug_id

WITH_EMAIL, WITH_PHONE = 0.8, 0.3
"""Shares of people."""
DOMAIN = "example.org"
"""Of RFC 2606."""
NUMBERS = ("+447700900", "+441632960")
"""Ofcom keeps what begins so, with three more digits, for fiction."""


def contact_point(world: World) -> Stream:
    """E-mail addresses first, then telephone numbers."""
    rng, since = world.rng("contact point"), persons(world).since
    with_email = np.flatnonzero(rng.random(len(since)) < WITH_EMAIL)
    with_phone = np.flatnonzero(rng.random(len(since)) < WITH_PHONE)
    person = np.concatenate([with_email, with_phone])
    number = rng.integers(0, 1_000 * len(NUMBERS), len(person))

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            of = int(person[row])
            block, last = divmod(int(number[row]), 1_000)
            is_email = row < len(with_email)
            self = step.demo_node(
                "ContactPoint",
                slug_id("cpnt", "contact-point", row),
                {
                    "slug": slug("contact-point", row),
                    "kind": "EMAIL" if is_email else "PHONE",
                    "value": f"person-{of}@{DOMAIN}" if is_email else f"{NUMBERS[block]}{last:03d}",
                },
                certain_day(int(since[of])),
            )
            step.edge("REACHES", self, ("Person", slug_id("pers", "person", of)))

    return Stream("contact point", len(person), fill)
