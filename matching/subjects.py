"""Subjects that the words of a name hint at, and how ISCED-F codes meet.

Hints, not facts: imported registers (ROR) carry no fields, but "Pedagogical" or "медицинский" in a name says
something. They rank with less trust than declared fields (`likeness.HINT_TRUST`), and reasons say so. The words, of
English, Russian, German, French and Spanish (and what these share with Portuguese and Italian), are in
graph/vocabularies/field_hints.csv.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from graph.vocabularies.vocabulary import HERE

BROAD = 2  # digits of a code of the widest fields


def folded(text: str) -> str:
    """Lower case, without accents; Cyrillic й and ё keep to the letters и and е."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


# What several words say together, and each of them would say otherwise: physical culture is no physics.
PHRASES = {
    re.compile(rf"(?<!\w){folded(start)}"): code
    for start, code in {
        r"physical (culture|education|training)\w*": "1014",
        r"физическ\w+ (культур|воспитан|подготовк)\w*": "1014",
        r"(educacion|cultura) fisica": "1014",
        r"islamic (studies|theolog\w*|sciences)": "0221",
        r"исламск\w+ (наук|теолог)\w*": "0221",
    }.items()
}
UNIVERSITY = tuple(map(folded, ("universit", "universid", "univerz", "uniwers", "университет", "університет")))


@cache
def _hints() -> dict[str, tuple[str, bool]]:
    """Folded beginning of a word → its ISCED-F code, and whether it must be the whole word."""
    with (HERE / "field_hints.csv").open(encoding="utf-8", newline="") as file:
        return {folded(row["word"]): (row["code"], row["whole"] == "yes") for row in csv.DictReader(file)}


def _hint(word: str) -> str | None:
    """The code of the longest beginning of a word that has one."""
    hints = _hints()
    for length in range(len(word), 2, -1):
        code, whole = hints.get(word[:length], ("", False))
        if code and (length == len(word) or not whole):
            return code
    return None


def hinted_fields(name: str) -> tuple[str, ...]:
    """ISCED-F codes at which the words of a name hint, ascending."""
    text = folded(name)
    phrases = {code for phrase, code in PHRASES.items() if phrase.search(text)}
    for phrase in PHRASES:
        text = phrase.sub(" ", text)
    hints = phrases | {_hint(word) for word in re.findall(r"[^\W\d_]+", text)}
    return tuple(sorted(code for code in hints if code))


def names_a_university(name: str) -> bool:
    """Whether a name has the word university: with no hint beside it, one of many subjects."""
    return any(word.startswith(UNIVERSITY) for word in re.findall(r"[^\W\d_]+", folded(name)))


def field_meets(one: str, other: str) -> bool:
    """Whether one code contains the other: 06 and 0613 meet."""
    return one.startswith(other) or other.startswith(one)


def fields_meet(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a code of one list contains, or is contained in, a code of the other: 06 and 0613 meet."""
    wanted = tuple(others)
    return any(field_meets(code, other) for code in some for other in wanted)


def field_within(code: str, wanted: Iterable[str]) -> bool:
    """Whether a code lies in one of the wanted ones: 0613 lies in 06, 06 does not lie in 0613."""
    return code.startswith(tuple(wanted))


def with_parents(codes: Iterable[str]) -> set[str]:
    """The codes and the wider ones above them: 0613 → 06, 061, 0613."""
    return {code[:length] for code in codes for length in range(2, len(code) + 1)}


def shared_fields(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The narrowest codes that two lists share: 0613 and 0612 share 061."""
    common = with_parents(some) & with_parents(others)
    return tuple(
        sorted(code for code in common if not any(code != other and other.startswith(code) for other in common))
    )
