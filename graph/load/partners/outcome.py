"""What became of a partner's file: row by row for machines, in a page for the person who sent it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson

from graph.load.partners.translate import Named, Problem
from graph.load.partners.understanding import Candidate


class Fate(StrEnum):
    """What becomes of a row. The last two are left out."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    AMBIGUOUS = "ambiguous"
    FAILED = "failed"


@dataclass(slots=True)
class RowOutcome:
    """One row. `changed`: names of the fields that are not as they were."""

    line: int
    slug: str | None
    fate: Fate
    id: str | None = None
    changed: tuple[str, ...] = ()
    named: list[Named] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def title(self) -> str:
        """`row 7 (kfu-017)`."""
        return f"row {self.line}{f' ({self.slug})' if self.slug else ''}"

    def json(self) -> bytes:
        """One line of JSON."""
        told: dict[str, Any] = {"line": self.line, "slug": self.slug, "outcome": self.fate.value, "id": self.id}
        told["changed"] = list(self.changed)
        told["understood"] = [
            {"field": each.field, "text": each.text, **_told(each.found), "note": each.found.note or None}
            for each in self.named
        ]
        told["problems"] = [
            {
                "field": each.field,
                "reason": each.reason,
                "text": each.text,
                "candidates": [_told(found) for found in each.candidates],
            }
            for each in self.problems
        ]
        return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)


def _told(found: Candidate) -> dict[str, Any]:
    return {"id": found.id, "name": found.name, "country": found.country, "how": found.how}


@dataclass(slots=True)
class Outcome:
    """A whole file, its rows in order. `wrote` is false of a dry run."""

    file: str
    wrote: bool
    rows: list[RowOutcome]
    notes: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether no row was left out."""
        return not any(row.problems for row in self.rows)

    def json_lines(self) -> bytes:
        """The rows for machines."""
        return b"".join(row.json() for row in self.rows)

    def text(self) -> str:
        """The page: counts, then what was left out and why; of a dry run also what would be written, and why."""
        counts = Counter(row.fate for row in self.rows)
        lines = [f"{self.file}: {', '.join(f'{counts[fate]} {fate.value}' for fate in Fate)}"]
        if not self.wrote:
            lines[0] += " (dry run: nothing was written)"
            lines += self._understood()
            lines += self._written()
        lines += self._left_out(Fate.AMBIGUOUS)
        lines += self._left_out(Fate.FAILED)
        lines += [f"note  {note}" for note in (*self.notes, *self._noted())]
        return "\n".join(lines)

    def _understood(self) -> Iterator[str]:
        """Each way to name something once, in the order of the file."""
        taken = Counter((each.label, each.text, each.found) for row in self.rows for each in row.named)
        if taken:
            yield "names understood"
        for (_, text, found), times in taken.items():
            yield f"  {text} = {found.text()}{f', {times} times' if times > 1 else ''}"

    def _written(self) -> Iterator[str]:
        for fate in (Fate.CREATED, Fate.UPDATED):
            rows = [row for row in self.rows if row.fate is fate]
            if rows:
                yield f"would be {fate.value}"
            for row in rows:
                changed = ", ".join(row.changed)
                yield f"  {row.title}{f': {changed}' if changed else ''}"

    def _left_out(self, fate: Fate) -> Iterator[str]:
        rows = [row for row in self.rows if row.fate is fate]
        if rows:
            yield f"{fate.value}, left out"
        for row in rows:
            for problem in row.problems:
                yield f"  {row.title} {problem.field}: {problem.reason}"
                for candidate in problem.candidates:
                    yield f"    {'perhaps' if problem.ambiguous else 'nearest'}  {candidate.text()}"

    def _noted(self) -> list[str]:
        notes = (
            f"{each.field}: `{each.text}` {each.found.note}"
            for row in self.rows
            for each in row.named
            if each.found.note
        )
        return list(dict.fromkeys(notes))
