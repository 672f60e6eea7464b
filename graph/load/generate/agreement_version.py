"""Versions of agreements: the first when it was signed, later ones when it was changed."""

import hashlib
from dataclasses import dataclass

import numpy as np
import orjson

from graph.load.generate.agreement import STATUSES, agreement_id, agreements
from graph.load.generate.step import Step, Stream
from graph.load.generate.world import TODAY, Ints, World, certain_day, drawn, slug, slug_id

MORE = 0.3
"""Mean of later versions."""
CHANGES = (["validTo"], ["status"], ["title"], ["validTo", "status"])


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions by row, agreement by agreement; `number` from 1."""

    agreement: Ints
    number: Ints
    recorded: Ints


@drawn
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
    """Each with the hash of what it says."""
    made = versions(world)

    def fill(step: Step, rows: range) -> None:
        for row in rows:
            agreement, number = int(made.agreement[row]), int(made.number[row])
            recorded = certain_day(int(made.recorded[row]))
            facts = {"slug": slug("agreement", agreement), "number": number, "recorded": recorded}
            content = orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)
            self = step.invented(
                "AgreementVersion",
                slug_id("agvr", "version", row),
                {
                    "slug": slug("version", row),
                    "number": number,
                    "recorded": recorded,
                    "contentHash": hashlib.sha256(content).hexdigest(),
                    "changedFields": [] if number == 1 else CHANGES[row % len(CHANGES)],
                },
                recorded,
            )
            step.edge("VERSION_OF", self, ("Agreement", agreement_id(agreement)))

    return Stream("agreement version", len(made.agreement), fill)
