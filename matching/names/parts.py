"""The parts of a text that names an institution among other things: units, addresses, other names in brackets."""

import re
from dataclasses import dataclass
from functools import cached_property

from graph.folding import fold
from graph.vocabularies.countries import country_code
from matching.names.abbreviations import is_abbreviation
from matching.names.forms import is_honour, variants_of

MAX_PARTS = 12
_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)?")
_PARTING = re.compile(
    r"\s*[,;|•·，、\n]+\s*|\s+/\s*|\s*/\s+|\s+[–—-]+\s+|\s+&\s+(?=\w+\s\w)|\s+(?:at|@)\s+(?:the\s+)?|:\s+"
)
_NAMED_AFTER = re.compile(
    r"(?<=\w\w)[\s,]+(?:имени|им\.|им(?=\s)|атындағы|imeni|named\s+after|named\s+for)\s*(?=\S)", re.IGNORECASE
)
_UNIT_WORDS = frozenset(
    """department departments dept division faculty facultad faculdade faculte fakultat fakultet facolta dipartimento
    departamento departement school laboratory laboratories lab labs laboratoire laboratorio center centre centro
    zentrum group groups institute institut instituto istituto unit section chair college hospital clinic program
    programme campus team office library museum observatory lehrstuhl engineering sciences
    кафедра кафедры факультет факультета лаборатория лаборатории центр институт института школа филиал филиала отдел
    отделение отделения сектор управление клиника больница кафедрой колледж лицей""".split()
)
_STREET = re.compile(
    r"""^\d | \d{4} | (?<!\w)(?:str|street|road|rd|ave|avenue|via|rue|blvd|square|drive|p\.?\ ?o\.?\ box|
    ул|улица|просп|пр-т|пер|наб|д)\b\.?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class TextPart:
    """A part of a text, and where it stands there; `aside`: in brackets, or behind "named after" (a `namesake`).

    What it is, is looked at once.
    """

    text: str
    start: int = 0
    end: int = 0
    aside: bool = False
    namesake: bool = False

    @cached_property
    def is_unit(self) -> bool:
        """Whether it may be a part of an institution: a department, a laboratory, a school."""
        return not _UNIT_WORDS.isdisjoint(fold(self.text).split())

    @cached_property
    def is_address(self) -> bool:
        """Whether it has what streets and postal codes have."""
        return bool(_STREET.search(self.text))

    @cached_property
    def is_abbreviation(self) -> bool:
        """Whether it is one word with several capitals, or several such words."""
        return bool(self.text) and all(is_abbreviation(word) for word in re.split(r"[\s,;/]+", self.text) if word)

    @cached_property
    def is_honour(self) -> bool:
        """Whether it only says that an institution is a national research university, or a university at all."""
        return is_honour(self.text)

    @cached_property
    def country(self) -> str | None:
        """The code of the country that it is."""
        return country_code(self.text)

    @cached_property
    def variants(self) -> list[str]:
        """The same as it stands, without a legal form, and without honours."""
        return variants_of(self.text)


def parts_of(text: str) -> list[TextPart]:
    """The parts of a text in order, at most MAX_PARTS; what stands in brackets comes behind what it stands in."""
    veiled = _BRACKETS.sub(lambda found: "(" + "_" * (len(found[0]) - 1), text)
    found: list[TextPart] = []
    start = 0
    for parting in [*_PARTING.finditer(veiled), None]:
        end = parting.start() if parting else len(text)
        found += _parts_between(text, start, end)
        start = parting.end() if parting else end
    return found[:MAX_PARTS]


def _parts_between(text: str, start: int, end: int) -> list[TextPart]:
    """The part of a text between two places, and what stands aside in it."""
    outer = text[start:end]
    asides = [(each[1], each.start(1), each.end(1), False) for each in _BRACKETS.finditer(outer)]
    bare = " ".join(_BRACKETS.sub(" ", outer).split()).strip(" .")
    after = _NAMED_AFTER.search(bare)
    if after:
        asides.append((bare[after.end() :], 0, len(outer), True))
        bare = bare[: after.start()]
    own = [TextPart(bare, start, end)] if bare else []
    return own + [
        TextPart(inner.strip(), start + at, start + to, aside=True, namesake=namesake)
        for inner, at, to, namesake in asides
        if inner.strip()
    ]
