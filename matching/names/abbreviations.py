"""Abbreviations that take more than initials: КубГТУ, СПбГМТУ, MEPhI."""

import re
from collections.abc import Iterator
from itertools import islice, product

from matching.names.words import STOP_WORDS, words_of

_FULL = {
    "univ": "university", "uni": "university", "inst": "institute", "natl": "national", "nat": "national",
    "nucl": "nuclear", "res": "research", "tech": "technology|technical|technological", "sci": "science|sciences",
    "agr": "agricultural|agrarian", "agric": "agricultural|agriculture", "med": "medical|medicine", "acad": "academy",
    "coll": "college", "polytech": "polytechnic", "ped": "pedagogical", "intl": "international", "int": "international",
    "eng": "engineering", "fed": "federal", "econ": "economics|economic", "sch": "school", "technol": "technology",
    "гос": "государственный", "мед": "медицинский", "пед": "педагогический", "агр": "аграрный", "юр": "юридический",
    "тех": "технический", "технол": "технологический", "политех": "политехнический", "нац": "национальный",
    "фед": "федеральный", "экон": "экономический", "акад": "академия", "госуниверситет": "государственный университет",
    "медуниверситет": "медицинский университет", "педуниверситет": "педагогический университет",
    "госакадемия": "государственная академия", "мединститут": "медицинский институт",
    "госпедуниверситет": "государственный педагогический университет",
    "госмедуниверситет": "государственный медицинский университет",
}  # fmt: skip
"""What short words of names stand for, several where it may be one or the other."""
_HYPHENED = {("ун", "т"): "университет", ("ин", "т"): "институт", ("ф", "т"): "факультет", ("un", "t"): "universitet"}
MAX_WAYS = 16
_CAPITALS = 2  # of an abbreviation, at least
_LONGEST_IN_CAPITALS, _LONGEST = 7, 14  # characters
_PIECES = re.compile(r"\W+|(?<=[a-zа-яёіў])(?=[A-ZА-ЯЁІ])|(?<=[A-ZА-ЯЁІ])(?=[A-ZА-ЯЁІ])")


def is_abbreviation(word: str) -> bool:
    """Whether a word is written as abbreviations are: МГУ, КубГТУ, MEPhI, 1-й МГМУ."""
    capitals, longest = sum(map(str.isupper, word)), _LONGEST_IN_CAPITALS if word.isupper() else _LONGEST
    return (capitals >= _CAPITALS and len(word) <= longest) or not words_of(word) or word[0].isdigit()


def is_mixed(word: str) -> bool:
    """Whether an abbreviation has small letters among its capitals: КубГТУ."""
    return is_abbreviation(word) and any(map(str.islower, word)) and sum(map(str.isupper, word)) >= _CAPITALS


def expansions(words: list[str]) -> Iterator[list[str]]:
    """The folded words of a name with the short ones in full; none where there is nothing to expand."""
    joined: list[str] = []
    for word in words:
        pair = (joined[-1] if joined else "", word)
        if pair in _HYPHENED:
            joined[-1] = _HYPHENED[pair]
        else:
            joined.append(word)
    ways = [tuple(_FULL[word].split("|")) if word in _FULL else (word,) for word in joined]
    if joined != words or any(word in _FULL for word in joined):
        yield from (" ".join(way).split() for way in islice(product(*ways), MAX_WAYS))


def abbreviates(abbreviation: str, words: list[str]) -> bool:
    """Whether an abbreviation is made of the folded words of a name in order, one piece for each.

    A piece begins with the first letter of its word and has further ones of it in order. Words that tell nothing may
    have none, and so may those at the end.
    """
    pieces = pieces_of(abbreviation)
    return bool(pieces) and are_of(pieces, words)


def pieces_of(abbreviation: str) -> list[str]:
    """The pieces of an abbreviation, one for each word that it is made of; none where it has not several."""
    pieces = [piece.casefold() for piece in _PIECES.split(abbreviation) if piece]
    return pieces if len(pieces) >= _CAPITALS else []


def are_of(pieces: list[str], words: list[str]) -> bool:
    """Whether the folded words have these pieces."""
    if not pieces:
        return True
    for at, word in enumerate(words):
        if _begins(pieces[0], word):
            return are_of(pieces[1:], words[at + 1 :])
        if word not in STOP_WORDS:
            return False
    return False


def _begins(piece: str, word: str) -> bool:
    """Whether the letters of a piece stand in the word in this order, the first one at its beginning."""
    letters = iter(word)
    return word[:1] == piece[:1] and all(letter in letters for letter in piece)
