"""The pool: no more connections than were asked for, also after the store has moved."""

import pytest

from graph.store.errors import StoreTimeoutError
from graph.store.store import Store, Transaction
from tests.conftest import Server


async def holding_one(store: Store) -> bool:
    """Whether a read is answered while a transaction holds a connection."""

    async def work(transaction: Transaction) -> bool:
        await transaction.run("RETURN 1 AS one")
        try:
            return (await store.read("RETURN 1 AS one", {}, deadline=0.5)) == [1]
        except StoreTimeoutError:
            return False

    return await store.write(work)


@pytest.mark.parametrize(("pool", "answered"), [(1, False), (2, True)])
async def test_read_waits_where_all_connections_are_taken(embedded_server: Server, pool: int, answered: bool) -> None:
    store = Store.open(embedded_server.address, embedded=True, pool=pool)
    assert await holding_one(store) is answered
    await store.move(embedded_server.address)
    assert await holding_one(store) is answered
    await store.close()
