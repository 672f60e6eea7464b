"""Quotas: what their declaration cannot say."""

from resolvers.names import Row


def free(row: Row) -> int | None:
    """Places less those that were filled."""
    return None if row["filled"] is None else row["places"] - row["filled"]
