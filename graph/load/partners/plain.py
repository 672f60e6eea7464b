"""The cells of a partner's row in plain form: one line, ISO days, numbers without blanks, words of our lists."""

from dataclasses import dataclass, field

from graph.folding import fold
from graph.load.partners.nouns import DATES, NO_END, NUMBERS, WORDS, PartnerNoun
from graph.load.partners.problems import Problem
from graph.load.partners.vocabulary import meanings
from graph.load.quoting import quote
from graph.load.rows import InputRow
from graph.load.sheets import values
from graph.load.sheets.columns import SEPARATOR
from graph.load.sheets.delimited import Line
from graph.load.sheets.reading import Sheet

ALSO_SEPARATE = str.maketrans({"\n": SEPARATOR, "\r": SEPARATOR, ";": SEPARATOR})
"""What stands between several things in a cell, beside `|`."""


@dataclass(slots=True)
class PlainRow:
    """A row by our columns. `raw`: the cells as the file has them."""

    line: Line
    row: InputRow
    raw: dict[str, str]
    problems: list[Problem] = field(default_factory=list)


class PlainReader:
    """Reads the rows of one sheet; what it decides about days holds for the whole file."""

    def __init__(self, noun: PartnerNoun, sheet: Sheet, namespace: str) -> None:
        self._noun = noun
        self._sheet = sheet
        self._namespace = namespace
        self._stand_ins = noun.stand_ins
        cells = [sheet.cells(line) for line in sheet.lines]
        self._order = values.order_of(values.clean(each.get(column, "")) for each in cells for column in DATES)
        self.guesses = values.Guesses({})

    def read(self, line: Line) -> PlainRow:
        """The row in plain form, with what is wrong with its cells."""
        raw = self._sheet.cells(line)
        found = PlainRow(line, InputRow(line.number, {}, self._namespace), raw)
        if line.fault:
            found.problems.append(Problem("row", line.fault))
            return found
        for column, text in raw.items():
            found.row.cells[column] = self._cell(found, column, text)
        if "name_en" in self._noun.instead:
            found.row.cells["name_en"] = found.row.cells.get("name_en") or found.row.cells.get("name_ru", "")
        if "ends" in self._noun.instead and "ends" not in raw:
            found.row.cells["ends"] = found.row.cells.get("starts", "")
        return found

    def _cell(self, found: PlainRow, column: str, text: str) -> str:
        fault = values.fault_of(text)
        if fault:
            found.problems.append(Problem(column, f"{quote(text)} {fault}", text))
            return self._stand_ins.get(column, "")
        if column in self._noun.names:
            return self._list(column, text)
        bare = values.clean(text)
        if column in WORDS:
            return self._word(column, bare)
        if column in NUMBERS:
            return "" if values.is_nothing(bare) else values.number(bare)
        return self._day(found, column, bare) if column in DATES else bare

    def _list(self, column: str, text: str) -> str:
        items = [values.clean(item) for item in text.translate(ALSO_SEPARATE).split(SEPARATOR)]
        return SEPARATOR.join(item for item in items if item and not values.is_nothing(item))

    def _word(self, column: str, text: str) -> str:
        meant = meanings(self._noun.label, column).get(fold(text))
        if meant is None and column not in self._noun.needed and values.is_nothing(text):
            return ""
        return meant or text

    def _day(self, found: PlainRow, column: str, text: str) -> str:
        if not text or values.is_nothing(text) or (column in NO_END and values.is_endless(text)):
            return ""
        try:
            return values.day(text, self._order, self.guesses)
        except values.UnreadableError as error:
            found.problems.append(Problem(column, f"{quote(text)} {error}", text))
            return self._stand_ins.get(column, "")
