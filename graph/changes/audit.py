"""The audit: proves that nothing was altered but by changes, and none of these, or tells what was.

It takes memory for a page of changes, whatever their number, and runs while others write.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.changes.entities import EntityCheck
from graph.changes.findings import Findings
from graph.changes.last import read_last_change
from graph.changes.order import PAUSE, TRIES, OrderCheck
from graph.changes.seal import Seal
from graph.load.report import ProgressCallback
from graph.store.store import Store
from graph.totals import wrong_totals


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit has looked at, and found.

    changes, entities, seals  how many were looked at
    unsealed   changes after the last seal
    last_seal  its number and its hash, to be kept elsewhere
    findings   the first that is wrong, in words, and `wrong`: how much there is
    """

    changes: int
    entities: int
    seals: int
    unsealed: int
    last_seal: Seal | None
    findings: tuple[str, ...]
    wrong: int


async def audit(store: Store, making: Collection[str], kept: Iterable[str], progress: ProgressCallback) -> AuditReport:
    """Looks at every change, seal, entity with changes and total, and writes nothing.

    `making`: kinds of changes that make nodes, beside that of loads. `kept`: hashes of seals that were kept elsewhere.
    Raises StoreError.
    """
    findings = Findings()
    order = OrderCheck(store, findings, kept)
    until = await order.begin()
    entities = EntityCheck(store, findings, making)

    async def read(page: list[Mapping[str, Any]], reached: int) -> None:
        await entities.check(page)
        progress(reached, until)

    ordered = await order.check(read)
    await _check_totals(store, findings)
    sealed = ordered.last_seal.last if ordered.last_seal else 0
    return AuditReport(
        ordered.changes,
        entities.seen,
        ordered.seals,
        max(until - sealed, 0),
        ordered.last_seal,
        tuple(findings.told),
        findings.count,
    )


async def _check_totals(store: Store, findings: Findings) -> None:
    """Compares what is kept with what is there, until nobody writes meanwhile; where all the time, it is left."""
    for _ in range(TRIES):
        before = await read_last_change(store)
        wrong = await wrong_totals(store)
        if not wrong:
            return
        await asyncio.sleep(PAUSE)
        if wrong == await wrong_totals(store) and before == await read_last_change(store):
            break
    else:
        return
    for noun, level in wrong:
        findings.add(f"The total of {noun} at {level} is not the number of what is there; `migrate` counts anew.")
