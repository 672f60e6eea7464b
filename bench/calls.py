"""How long calls take, one after another."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np

Calls = Sequence[Callable[[], Any]]

TABLE_HEAD = "| question | p50 ms | p95 ms | a second | floor p50 ms | ours / floor |\n|---|---|---|---|---|---|"


def calls(function: Callable[..., Any], *arguments: Iterable[Any]) -> Calls:
    """One call for each set of arguments."""
    return [partial(function, *each) for each in zip(*arguments, strict=True)]


def table_row(name: str, ours: Calls, floor: Calls) -> str:
    """A row below TABLE_HEAD: what ours takes, and what the least that could do takes in the same run."""
    mine, base = _times(ours), _times(floor)
    p50, p95 = np.percentile(mine, [50, 95])
    low = float(np.percentile(base, 50))
    return f"| {name} | {p50:.2f} | {p95:.2f} | {1000 / np.mean(mine):,.0f} | {low:.2f} | {p50 / low:.2f} |"


def _times(asked: Calls) -> list[float]:
    """Milliseconds of each call, after one that is not counted."""
    asked[0]()
    found = []
    for call in asked:
        started = time.perf_counter()
        call()
        found.append((time.perf_counter() - started) * 1000)
    return found
