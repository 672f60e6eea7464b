"""A file that says what names mean: `their name → our id`, filled in by a person and read at each import."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graph.folding import fold
from graph.load.partners.nouns import RECOGNISED
from graph.load.partners.outcome import RowOutcome
from graph.load.partners.understanding import Understand, Understanding
from graph.load.report import LoadError
from graph.load.sheets.columns import SheetColumns
from graph.load.sheets.delimited import Line
from graph.load.sheets.json_lines import SUFFIXES
from graph.load.sheets.reading import Sheet, read_sheet
from graph.load.sheets.values import clean
from graph.load.sheets.workbook import OLD_OFFICE, ZIP
from graph.load.sheets.writing import write_table

COLUMNS = SheetColumns(
    ("what", "name", "id"),
    ("rows", "perhaps"),
    {"what": ("что",), "name": ("название", "имя"), "id": ("ид", "код")},
)
HEADER = ("what", "name", "id", "rows", "perhaps")
LABELS = {fold(label): label for label in RECOGNISED}
OTHER_FORMS = (*SUFFIXES, ".xlsx", ".xlsm", ".xls", ".ods")
"""How files are called that are no CSV, as which a mapping is written."""
BETWEEN = " | "


def check_form(file: str, content: bytes = b"") -> None:
    """Raises LoadError where a file is, or by its name would be, something else than CSV: it is written as that."""
    if file.lower().endswith(OTHER_FORMS) or content.startswith((ZIP, OLD_OFFICE)):
        raise LoadError(f"{file}: a mapping is CSV, as it is written too; save it as “CSV UTF-8” and name that file")


@dataclass(slots=True)
class Mapping:
    """What names mean, each known by its label and its folded name.

    ids    the text that names it for certain, or nothing yet
    names  as the file has them
    own    columns that a person has added, and `cells` what stands in them; they are kept
    """

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    cells: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, content: bytes, file: str) -> "Mapping":
        """The mapping of a file. Raises LoadError where it is no CSV or, naming the row, says nothing of sense."""
        check_form(file, content)
        sheet = read_sheet(content, file, COLUMNS)
        places = _own_places(sheet)
        found = cls(own=tuple(sheet.header.names[place] for place in places))
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
            found.cells[key] = _join(found.cells.get(key, ("",) * len(places)), _at(line, places))
        return found

    def wrap(self, understand: Understand) -> Understand:
        """Understands names that stand here by what they are said to mean, and others as before."""

        def understand_mapped(label: str, text: str) -> Understanding:
            id = self.ids.get((label, fold(text)))
            if not id:
                return understand(label, text)
            meant = understand(label, id)
            if meant.certain:
                return Understanding(text, replace(meant.certain, how=f"by the mapping to `{id}`"))
            reason = f"is mapped to `{id}`, which {meant.reason}"
            return Understanding(text, None, reason, meant.candidates, meant.ambiguous)

        return understand_mapped

    def table(self, rows: Iterable[RowOutcome]) -> bytes:
        """The file anew: what it said, and the names of these rows that are not certain, to be filled in."""
        open_names: dict[tuple[str, str], list[RowOutcome]] = {}
        nothing = ("",) * len(self.own)
        lines = {key: [key[0], name, self.ids[key], "", "", *self.cells[key]] for key, name in self.names.items()}
        for row in rows:
            for problem in row.problems:
                if problem.label and problem.text:
                    key = (problem.label, fold(problem.text))
                    open_names.setdefault(key, []).append(row)
                    perhaps = " | ".join(found.text() for found in problem.candidates)
                    lines.setdefault(key, [problem.label, problem.text, "", "", "", *nothing])[4] = perhaps
        for key, where in open_names.items():
            lines[key][3] = str(len({row.line for row in where}))
        return write_table((*HEADER, *self.own), lines.values(), ";")


def _own_places(sheet: Sheet) -> list[int]:
    """Where the columns stand that are none of ours and have a name, or something in them."""
    ours = {place for places in sheet.header.places.values() for place in places}
    others = [place for place in range(len(sheet.header.names)) if place not in ours]
    return [
        place
        for place in others
        if sheet.header.names[place].strip() or any(any(_at(line, [place])) for line in sheet.lines)
    ]


def _at(line: Line, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(line.cells[place] if place < len(line.cells) else "" for place in places)


def _join(cells: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """What two rows of one name say beside it."""
    return tuple(BETWEEN.join(dict.fromkeys(filter(None, pair))) for pair in zip(cells, more, strict=True))
