"""What a load did, for the person who ran it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.load.quoting import sanitize

ProgressCallback = Callable[[int, int | None], None]
"""Told after each step: how many records are done, and of how many where that is known."""

SHOWN = 20
"""How many rejections and notes the summary spells out."""


class LoadError(Exception):
    """A file cannot be loaded at all; the message says why, for the person who named it."""


class RejectedError(Exception):
    """A record cannot be loaded: which field, and what is wrong with it, in plain words."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def combine_reasons(wrong: Sequence[RejectedError]) -> RejectedError:
    """All that is wrong with a record as one reason."""
    first, *others = wrong
    return RejectedError(first.field, "; ".join([first.reason, *(f"{each.field}: {each.reason}" for each in others)]))


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was left out. `line` counts from 1 (for a JSON array: the record's place in it)."""

    line: int
    id: str | None
    field: str
    reason: str
    file: str = ""

    def text(self) -> str:
        """`offices.csv line 7 (russian-house-x): kind: …`."""
        place = f"{self.file} line {self.line}".strip()
        return f"{place}{f' ({sanitize(self.id)})' if self.id else ''}: {self.field}: {self.reason}"


@dataclass(slots=True)
class ImportReport:
    """Counts of records, what was left out, and what is worth knowing."""

    source: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: str = ""
    """How the file was read, where that was guessed."""

    def reject(self, line: int, id: str | None, error: RejectedError, file: str = "") -> None:
        """Adds a record that was left out."""
        self.rejected.append(Rejection(line, id, error.field, error.reason, file))

    def add(self, other: "ImportReport") -> None:
        """Takes in the counts of a part."""
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.rejected += other.rejected
        self.notes += other.notes

    def text(self) -> str:
        """The summary: one line of counts, then rejections and notes."""
        counts = f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged"
        lines = [f"{self.source}: {counts}, {len(self.rejected)} rejected"]
        lines += [self.read] if self.read else []
        lines += _some([rejection.text() for rejection in self.rejected], "rejected  ")
        lines += _some(self.notes, "note  ")
        return "\n".join(lines)


def _some(texts: list[str], word: str) -> list[str]:
    lines = [f"  {word}{text}" for text in texts[:SHOWN]]
    if len(texts) > SHOWN:
        lines.append(f"  {word}… and {len(texts) - SHOWN} more")
    return lines
