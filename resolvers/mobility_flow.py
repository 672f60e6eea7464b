"""Mobility flows: what their declaration cannot say."""

from engine.fields import NodeRow

DIGITS = 6
"""Weights have no more digits after the point; a product may gain some by the way floats are kept."""


def weighted_count(row: NodeRow) -> float:
    """The count times the weight of one."""
    return round(float(row["count"] * row["weight"]), DIGITS)
