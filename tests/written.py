"""Small graphs that a test writes as Cypher, and questions asked of them."""

from graph.store.store import Store, Transaction
from settings import Settings
from tests.conftest import Ask, asking


async def written(store: Store, settings: Settings, *statements: str) -> Ask:
    """Puts what the statements create into the store; gives a function that asks it."""

    async def work(transaction: Transaction) -> None:
        for statement in statements:
            await transaction.run(statement)

    await store.write(work)
    return asking(store, settings)
