"""The audit: proves that nothing was altered but by changes, and none of these, or tells what was.

It takes memory for a page of changes, whatever their number, and runs while others write.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.changes.entities import EntityCheck
from graph.changes.findings import Findings
from graph.changes.order import OrderCheck
from graph.changes.seal import Seal
from graph.load.report import ProgressCallback
from graph.store.store import Store


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
    """Looks at every change, seal and entity with changes, and writes nothing.

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
