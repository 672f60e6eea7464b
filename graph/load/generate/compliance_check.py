"""Compliance checks before agreements are signed."""

from datetime import date

import numpy as np

from graph.load.generate.agreement import OF_CONTACTS, STATUSES, agreement_id, agreements
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.world import TODAY, World, certain_day, day, pick, slug, slug_id

RULES = {
    "MINISTRY_CONCLUSION": ("Decree 645 of 2022", 0.8),
    "EXPORT_CONTROL": ("Rules of export control", 0.1),
    "LEGAL_OPINION": ("Rules of the institution", 0.1),
}
SINCE = date(2022, 5, 8).toordinal()
CHECKED = 0.8
"""Of the agreements with institutions abroad that were signed since."""
TAKES = (10, 60)
"""Days before the signature at which it was required, and at most requested."""
LASTS = 3 * 365


def compliance_check(world: World) -> Stream:
    """Granted where the agreement is signed; of a draft still on its way, or refused."""
    rng, made = world.rng("check"), agreements(world)
    may = (made.kind < len(OF_CONTACTS)) & (made.signed >= SINCE)
    agreement = np.flatnonzero(may & (rng.random(len(may)) < CHECKED))
    size = len(agreement)
    kind = pick(rng, {name: share for name, (_, share) in RULES.items()}, size)
    decided = made.signed[agreement] - rng.integers(*TAKES, size)
    requested = decided - rng.integers(*TAKES, size)
    required = requested - rng.integers(0, 20, size)
    draft, chance = made.status[agreement] == STATUSES.index("DRAFT"), rng.random(size)
    refused = draft & (chance < 0.1)
    asked = ~draft | (chance < 0.7)
    settled = ~draft | refused

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            name = list(RULES)[kind[row]]
            last = int(decided[row]) if settled[row] else int(requested[row]) if asked[row] else int(required[row])
            status = "REFUSED" if refused[row] else "GRANTED" if settled[row] else "REQUESTED"
            granted = status == "GRANTED"
            self = step.demo_node(
                "ComplianceCheck",
                slug_id("cchk", "check", row),
                {
                    "slug": slug("check", row),
                    "kind": name,
                    "rule": RULES[name][0],
                    "status": status if asked[row] else "REQUIRED",
                    "required": certain_day(int(required[row])),
                    "requested": day(int(requested[row])) if asked[row] else None,
                    "decided": day(int(decided[row])) if settled[row] else None,
                    "until": day(int(decided[row]) + LASTS) if granted else None,
                },
                certain_day(min(TODAY, last)),
            )
            step.edge("GATES", self, ("Agreement", agreement_id(int(agreement[row]))))

    return Stream("compliance check", size, fill)
