"""Parses a row and tells all that is wrong with it, not only the first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from graph.load.report import RejectedError
from graph.load.rows import InputRow

Result = TypeVar("Result")


def parse_all(
    parse: Callable[[InputRow], Result], row: InputRow, stand_ins: Mapping[str, str]
) -> tuple[Result | None, list[RejectedError]]:
    """What the row becomes, and all that is wrong with it: with a stand-in for each wrong cell it is parsed again.

    What becomes of a row that is wrong is only for finding more; of some there is nothing.
    """
    found: list[RejectedError] = []
    while True:
        try:
            made = parse(row)
        except RejectedError as error:
            found.append(error)
            stand_in = stand_ins.get(error.field, "")
            if row.cells.get(error.field, "") == stand_in:
                return None, found
            row = replace(row, cells={**row.cells, error.field: stand_in})
            continue
        return made, found
