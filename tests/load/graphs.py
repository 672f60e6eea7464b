"""What tests of loads ask of a whole graph."""

import io

from graph.load.export import export
from graph.store.store import Store, Transaction


def quiet(done: int, total: int | None) -> None:
    """No progress is shown."""


async def exported(store: Store) -> str:
    """A whole export, its last line included."""
    out = io.BytesIO()
    await export(store, out, quiet)
    return out.getvalue().decode()


def facts(exported: str) -> list[str]:
    """The lines of an export that tell of nodes and edges."""
    return exported.splitlines()[:-1]


async def clear(store: Store) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run("MATCH (n) WHERE NOT n:Migration AND NOT n:TestStore DETACH DELETE n")

    await store.write(work)
