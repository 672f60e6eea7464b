"""The arguments of pages of tables, which run forward, and of rankings, which run both ways."""

from engine.cursors import DEFAULT_ROWS, MAX_ROWS
from engine.ranked import RANKED_ROWS
from schema.core.declare import Argument
from schema.core.inputs import page_arguments


def forward_page(rows: str) -> tuple[Argument, ...]:
    """`first` and `after` of a table; `rows` says what its rows are called."""
    said = f"How many {rows}, {MAX_ROWS} at most; {DEFAULT_ROWS} where nothing is said."
    return (
        Argument("first", int | None, said, None),
        Argument("after", str | None, f"Only {rows} after this cursor.", None),
    )


def ranking_page() -> tuple[Argument, ...]:
    """`first`, `after`, `last` and `before` of a ranking."""
    said = page_arguments(f"How many from the front, {MAX_ROWS} at most; {RANKED_ROWS} where nothing is said.")
    return tuple(Argument(name, kind, text, default) for name, kind, default, text in said)
