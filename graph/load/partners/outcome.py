"""What became of a partner's file, row by row."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from graph.load.partners.problems import Problem
from graph.load.partners.translate import Named
from graph.load.partners.understanding import NameCandidate
from graph.load.quoting import sanitize
from graph.load.report import LoadError
from graph.load.sheets.reading import Sheet


class RowStatus(StrEnum):
    """What becomes of a row. The last two are left out."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    AMBIGUOUS = "ambiguous"
    FAILED = "failed"


@dataclass(slots=True)
class RowOutcome:
    """One row.

    changed  names of the fields that are not as they were
    named    what its names were taken for
    notes    what may be a mistake, though it is taken as it is
    """

    line: int
    slug: str | None
    fate: RowStatus
    id: str | None = None
    changed: tuple[str, ...] = ()
    named: list[Named] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.line}{f' ({sanitize(self.slug)})' if self.slug else ''}"

    def json(self) -> bytes:
        told: dict[str, Any] = {"line": self.line, "slug": self.slug, "outcome": self.fate.value, "id": self.id}
        told["changed"] = list(self.changed)
        told["understood"] = [
            {"field": each.field, "text": each.text, **_candidate_json(each.found), "note": each.found.note or None}
            for each in self.named
        ]
        told["problems"] = [
            {
                "field": each.field,
                "reason": each.reason,
                "text": each.text,
                "candidates": [_candidate_json(found) for found in each.candidates],
            }
            for each in self.problems
        ]
        told["notes"] = self.notes
        return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)


def _candidate_json(found: NameCandidate) -> dict[str, Any]:
    return {"id": found.id, "name": found.name, "country": found.country, "how": found.how}


class UnbalancedError(LoadError):
    """Rows of a file are not all accounted for: a fault of the import, which then writes nothing."""


@dataclass(slots=True)
class Outcome:
    """A whole file, its rows in order. `wrote` is false of a dry run."""

    file: str
    wrote: bool
    sheet: Sheet
    rows: list[RowOutcome]
    notes: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether no row was left out."""
        return not any(row.problems for row in self.rows)

    @property
    def counts(self) -> Counter[RowStatus]:
        """How many rows met which fate."""
        return Counter(row.fate for row in self.rows)

    def json_lines(self) -> bytes:
        """The rows for machines."""
        return b"".join(row.json() for row in self.rows)

    def to_object(self) -> dict[str, Any]:
        """All of it for machines, as one object."""
        rows = [orjson.loads(row.json()) for row in self.rows]
        counted = {fate.value: self.counts[fate] for fate in RowStatus}
        told = {"source": self.file, "wrote": self.wrote, "read": self.sheet.guessed}
        return {**told, **counted, "notes": [*self.notes, *self.sheet.notes], "rows": rows}


def check_balance(sheet: Sheet, rows: list[RowOutcome]) -> None:
    """Raises UnbalancedError where a row of the sheet has no fate, or several, or a row has one that never came."""
    came = Counter(line.number for line in sheet.lines)
    told = Counter(row.line for row in rows)
    if came != told:
        lost = ", ".join(str(number) for number in sorted((came - told) | (told - came)))
        raise UnbalancedError(
            f"{came.total()} rows came and {told.total()} are accounted for (not: {lost}); nothing was written"
        )
