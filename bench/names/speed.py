"""How fast names are found, and what the index costs; the floor is RapidFuzz's comparison with all names."""

import random
import time
import tracemalloc
from collections.abc import Iterator
from functools import partial
from typing import Any

from rapidfuzz import fuzz, process

from bench.calls import TABLE_HEAD, Calls, calls, table_row
from bench.names.register import Register
from matching.names.index import NameIndex
from matching.names.resolving import resolve

SEED, ASKED, FIRST = 3, 400, 10
MAX_FOUND = 200
"""Hits that the API asks the index for."""


def print_speed(register: Register) -> None:
    """Prints what the index of a register costs to make and to hold, and a table of questions."""
    started = time.perf_counter()
    index = NameIndex(register.names, register.identifiers)
    seconds = time.perf_counter() - started
    print(f"{len(register.seats.by_id):,} institutions, {len(register.names):,} names:")
    print(f"made in {seconds:.1f} s, {_index_bytes(register) / 1e6:.0f} MB")
    print(TABLE_HEAD)
    for name, ours, floor in _questions(index, register):
        print(table_row(name, ours, floor), flush=True)


def _index_bytes(register: Register) -> int:
    """Bytes that an index holds beside what it was made of."""
    tracemalloc.start()
    try:
        index = NameIndex(register.names, register.identifiers)
        return tracemalloc.get_traced_memory()[0] if index.records else 0
    finally:
        tracemalloc.stop()


def _questions(index: NameIndex, register: Register) -> Iterator[tuple[str, Calls, Calls]]:
    rng = random.Random(SEED)
    values = [name.value for name in rng.sample(register.names, ASKED)]
    begun = [value[: max(4, len(value) * 2 // 3)] for value in values]
    letters = [value[: rng.randint(1, len(value))] for value in values]
    wrong = [without_a_letter(value, rng) for value in values]
    folded = [name.value.casefold() for name in register.names]

    def compare(text: str) -> Any:
        return process.extract(text.casefold(), folded, scorer=fuzz.ratio, limit=FIRST)

    def resolve_text(text: str) -> Any:
        return resolve(index, text, register.seats)

    search = partial(index.search, limit=MAX_FOUND)
    yield "search, two thirds of a name", calls(search, begun), calls(compare, begun)
    yield "search, any beginning of a name", calls(search, letters), calls(compare, letters)
    yield "resolve, whole names", calls(resolve_text, values), calls(compare, values)
    yield "resolve, mistyped names", calls(resolve_text, wrong), calls(compare, wrong)


def without_a_letter(text: str, rng: random.Random) -> str:
    """A text in any script without one of its characters, which is not the first."""
    at = rng.randrange(1, max(2, len(text)))
    return text[:at] + text[at + 1 :]
