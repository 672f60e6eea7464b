"""The files that an import of a partner's file writes beside the graph, opened before anything is done."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from graph.load.files import content_of, replace_file
from graph.load.partners.mapping import Mapping, check_form
from graph.load.partners.outcome import Outcome
from graph.load.partners.rejected import rejected_rows
from graph.load.report import LoadError


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where to write: the rows for machines, the rejected rows to mend, the names to fill in. None: nowhere."""

    report: Path | None = None
    rejected: Path | None = None
    mapping: Path | None = None

    def read_mapping(self) -> Mapping:
        """What the file of names says; nothing where it is not there yet.

        Raises LoadError where it cannot be read, or could not be written as what it is.
        """
        if self.mapping is None:
            return Mapping()
        check_form(str(self.mapping))
        if not self.mapping.exists():
            return Mapping()
        return Mapping.read(content_of(self.mapping), str(self.mapping))

    @contextmanager
    def open(self, sent: Path) -> Iterator[Callable[[Outcome, Mapping], None]]:
        """Gives what writes them all, each of which then takes its place; without that, what was there stays.

        Raises LoadError where one cannot be written, is the file that was sent, or is another of them. What writes
        them raises it after the others are written: a full disk under one is no reason to lose the rest.
        """
        paths = [path.resolve() for path in (sent, self.report, self.rejected, self.mapping) if path]
        twice = next((path for path in paths if paths.count(path) > 1), None)
        if twice:
            raise LoadError(f"{twice}: is named for two things")
        with ExitStack() as stack:
            report, rejected, mapping = (
                _File.open(path, stack) if path else None for path in (self.report, self.rejected, self.mapping)
            )

            def write(outcome: Outcome, known: Mapping) -> None:
                faults = [
                    report.fault(outcome.json_lines()) if report else "",
                    rejected.fault(rejected_rows(outcome.sheet, outcome.rows)) if rejected else "",
                    mapping.fault(known.table(outcome.rows)) if mapping else "",
                ]
                if any(faults):
                    raise LoadError("\n".join(filter(None, faults)))

            yield write


@dataclass(frozen=True, slots=True)
class _File:
    """A file that waits for its content; `closing` puts it in its place, or leaves it after an error."""

    out: BinaryIO
    closing: ExitStack

    @classmethod
    def open(cls, path: Path, stack: ExitStack) -> "_File":
        """Raises LoadError where it cannot be written. The end of the stack leaves it as it was, if not written."""
        closing = stack.enter_context(ExitStack())
        return cls(closing.enter_context(replace_file(path)), closing)

    def fault(self, content: bytes) -> str:
        """Writes it all; gives why it cannot be written, in words."""
        try:
            with self.closing:
                self.out.write(content)
        except LoadError as error:
            return str(error)
        return ""
