"""What requests were answered, which is kept so that one that is sent again has no second effect."""

from graph.store.store import Store, Transaction

KEPT = 7 * 24 * 60 * 60 * 1000
"""Milliseconds for which an answer is kept."""
PAGE = 1_000

OLD_REQUESTS = "MATCH (q:Request) WHERE q.at < $before RETURN q.key AS key LIMIT $limit"

DELETE_REQUESTS = "UNWIND $keys AS key\nMATCH (q:Request {key: key}) WHERE q.at < $before\nDELETE q"

STATEMENTS = {"old requests": OLD_REQUESTS, "delete requests": DELETE_REQUESTS}


async def forget_requests(store: Store, now: int) -> int:
    """Deletes answers that are too old at an instant in epoch milliseconds, and gives how many; raises StoreError."""
    deleted, before = 0, now - KEPT
    while keys := [row["key"] for row in await store.rows(OLD_REQUESTS, {"before": before, "limit": PAGE})]:

        async def work(transaction: Transaction, keys: list[str] = keys) -> None:
            await transaction.run(DELETE_REQUESTS, {"keys": keys, "before": before})

        await store.write(work)
        deleted += len(keys)
    return deleted
