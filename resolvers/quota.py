"""Quotas: what their declaration cannot say."""

from engine.fields import NodeRow


def free_places(row: NodeRow) -> int | None:
    """Places less those that were filled."""
    return None if row["filled"] is None else row["places"] - row["filled"]
