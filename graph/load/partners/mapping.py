"""A file that says what names mean: `their name → our id`, filled in by a person and read at each import."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.folding import fold
from graph.load.partners.nouns import RECOGNISED
from graph.load.partners.outcome import RowOutcome
from graph.load.partners.understanding import Understand, Understanding
from graph.load.report import LoadError
from graph.load.sheets.columns import Columns
from graph.load.sheets.reading import read_sheet
from graph.load.sheets.values import clean
from graph.load.sheets.writing import write_table

COLUMNS = Columns(
    ("what", "name", "id"),
    ("rows", "perhaps"),
    {"what": ("что",), "name": ("название", "имя"), "id": ("ид", "код")},
)
HEADER = ("what", "name", "id", "rows", "perhaps")
LABELS = {fold(label): label for label in RECOGNISED}


@dataclass(slots=True)
class Mapping:
    """What names mean. `ids`: label and folded name → the text that names it for certain, or nothing yet."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes, file: str) -> "Mapping":
        """The mapping of a file. Raises LoadError, naming the row, where it says nothing of sense."""
        found = cls()
        sheet = read_sheet(content, file, COLUMNS)
        for line in sheet.lines:
            cells = {column: clean(text) for column, text in sheet.cells(line).items()}
            label = LABELS.get(fold(cells.get("what", "")))
            name = cells.get("name", "")
            if line.fault or not label or not name:
                reason = line.fault or f"needs a name, and one of {', '.join(RECOGNISED)} for what it is"
                raise LoadError(f"{file}: row {line.number} {reason}")
            key = (label, fold(name))
            id = cells.get("id", "")
            if found.ids.get(key, id) != id:
                raise LoadError(f"{file}: row {line.number} gives `{name}` another id than a row above")
            found.ids[key], found.names[key] = id, name
        return found

    def applied(self, understand: Understand) -> Understand:
        """Understands names that stand here by what they are said to mean, and others as before."""

        def understood(label: str, text: str) -> Understanding:
            id = self.ids.get((label, fold(text)))
            if not id:
                return understand(label, text)
            meant = understand(label, id)
            if meant.certain:
                return Understanding(text, replace(meant.certain, how=f"by the mapping to `{id}`"))
            reason = f"is mapped to `{id}`, which {meant.reason}"
            return Understanding(text, None, reason, meant.candidates, meant.ambiguous)

        return understood

    def table(self, rows: Iterable[RowOutcome]) -> bytes:
        """The file anew: what it said, and the names of these rows that are not certain, to be filled in."""
        open_names: dict[tuple[str, str], list[RowOutcome]] = {}
        lines = {key: [key[0], name, self.ids[key], "", ""] for key, name in self.names.items()}
        for row in rows:
            for problem in row.problems:
                if problem.label and problem.text:
                    key = (problem.label, fold(problem.text))
                    open_names.setdefault(key, []).append(row)
                    perhaps = " | ".join(found.text() for found in problem.candidates)
                    lines.setdefault(key, [problem.label, problem.text, "", "", ""])[4] = perhaps
        for key, where in open_names.items():
            lines[key][3] = str(len({row.line for row in where}))
        return write_table(HEADER, lines.values(), ";")
