"""Tables for people: CSV that Excel opens in the right encoding, and takes no cell of for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from graph.load.sheets.values import guard


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """A table in UTF-8 with its mark, by which Excel knows it; `read_sheet` gives the same cells back."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([guard(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", "replace")
