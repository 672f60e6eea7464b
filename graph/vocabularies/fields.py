"""Fields of education and training, in English and Russian.

Source: UNESCO Institute for Statistics, "ISCED Fields of Education and Training 2013 (ISCED-F 2013)".
English labels are the standard's, Russian ones are ours. Broad fields have 2 digits, narrow ones 3, detailed
ones 4. Left out are the codes for what could not be placed: 0 "not further defined", 9 "not elsewhere
classified" and 99 "field unknown".
"""

from graph.vocabularies import vocabulary
from graph.vocabularies.vocabulary import Vocabulary, table

LABELS = table("fields")
"""Every field stands before its parts."""
BROAD = 2
"""Digits of a broad field."""


def is_field(code: str) -> bool:
    """Whether the code names a field at any of the three levels."""
    return code in LABELS


def parent(code: str) -> str | None:
    """The field that a field is a part of; None for a broad one."""
    return code[:-1] if len(code) > BROAD else None


def label(code: str, language: str) -> str:
    """Label in Russian ("ru"), else in English: of the code or the nearest wider field, else the code."""
    known = next((code[:length] for length in range(len(code), 1, -1) if code[:length] in LABELS), code)
    return vocabulary.label(LABELS, known, language)


def _canonical_code(code: str) -> str | None:
    return code if is_field(code) else None


FIELDS = Vocabulary(
    "a field of ISCED-F 2013 (2, 3 or 4 digits; what is not classified further has the wider field)",
    _canonical_code,
    label,
)
