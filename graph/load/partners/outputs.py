"""The files that an import of a partner's file writes beside the graph, opened before anything is done."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.load.files import content_of, replacing
from graph.load.partners.mapping import Mapping
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
        """What the file of names says; nothing where it is not there yet."""
        if self.mapping is None or not self.mapping.exists():
            return Mapping()
        return Mapping.read(content_of(self.mapping), str(self.mapping))

    @contextmanager
    def opened(self, sent: Path) -> Iterator[Callable[[Outcome, Mapping], None]]:
        """Gives what writes them all. They take their places when the block ends without an error.

        Raises LoadError where one cannot be written, is the file that was sent, or is another of them.
        """
        paths = [path.resolve() for path in (sent, self.report, self.rejected, self.mapping) if path]
        twice = next((path for path in paths if paths.count(path) > 1), None)
        if twice:
            raise LoadError(f"{twice}: is named for two things")
        with ExitStack() as stack:
            report, rejected, mapping = (
                stack.enter_context(replacing(path)) if path else None
                for path in (self.report, self.rejected, self.mapping)
            )

            def write(outcome: Outcome, known: Mapping) -> None:
                if report:
                    report.write(outcome.json_lines())
                if rejected:
                    rejected.write(rejected_rows(outcome.sheet, outcome.rows))
                if mapping:
                    mapping.write(known.table(outcome.rows))

            yield write
