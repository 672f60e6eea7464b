"""Versions of agreements: the first when it was signed, later ones when it was changed."""

from dataclasses import dataclass

import numpy as np

from graph.load.generate.agreement import STATUSES, agreement_id, agreements, facts
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import TODAY, Ints, World, certain_day, draw_once, slug, slug_id
from graph.load.versions import VersionFacts, changed_fields, content_hash

MORE = 0.3
"""Mean of later versions."""
LONG_NOTICE = 12
"""Months; earlier versions differ from each other and from the last in their notice, which is longer than this."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions by row, agreement by agreement; `number` from 1."""

    agreement: Ints
    number: Ints
    recorded: Ints


@draw_once
def versions(world: World) -> Versions:
    """Days of later versions lie between the signature and today, in order."""
    rng, made = world.rng("version"), agreements(world)
    signed = np.flatnonzero(made.status != STATUSES.index("DRAFT"))
    counts = 1 + rng.poisson(MORE, len(signed))
    agreement = np.repeat(signed, counts)
    number = 1 + np.arange(len(agreement)) - np.repeat(np.cumsum(counts) - counts, counts)
    day = made.signed[agreement]
    later = day + ((TODAY - day) * rng.random(len(agreement))).astype(np.int64)
    recorded = np.where(number == 1, day, later)
    order = np.lexsort((recorded, agreement))
    return Versions(agreement, number, recorded[order])


def agreement_version(world: World) -> Stream:
    """Each with the hash of what the agreement said then; the last one says what the agreement says."""
    made = versions(world)
    is_last = np.append(made.agreement[1:] != made.agreement[:-1], True)

    def state(row: int) -> VersionFacts:
        said = facts(world, int(made.agreement[row]))
        return said if is_last[row] else said | {"noticeMonths": LONG_NOTICE + int(made.number[row])}

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            number, recorded, now = int(made.number[row]), certain_day(int(made.recorded[row])), state(row)
            self = step.demo_node(
                "AgreementVersion",
                slug_id("agvr", "version", row),
                {
                    "slug": slug("version", row),
                    "number": number,
                    "recorded": recorded,
                    "contentHash": content_hash(now),
                    "changedFields": [] if number == 1 else changed_fields(state(row - 1), now),
                },
                recorded,
            )
            step.edge("VERSION_OF", self, ("Agreement", agreement_id(int(made.agreement[row]))))

    return Stream("agreement version", len(made.agreement), fill)
