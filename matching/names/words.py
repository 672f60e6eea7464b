"""The words of a name, and its initials."""

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.folding import fold
from matching.names.hashed import as_signed, hash_of_bag
from matching.names.transliteration import skeleton

# Words that a search neither needs nor misses.
STOP_WORDS = frozenset(
    "of the and for in at de del della di da do dos das la le les el los du des der die den fur und et y e i "
    "van von zu og av w na u и в на при по для имени им у".split()
)
# Words before the one by which an institution is known: `Oxford` begins `University of Oxford`.
KIND_WORDS = frozenset(
    "university universite universidad universidade universita universitat universiteit universitet "
    "univerzita univerzitet universitatea uniwersytet universitas universitesi college colegio institute "
    "institut instituto academy academie academia akademia school ecole escuela faculty "
    "университет институт академия школа універсітэт університет универзитет".split()
)
_COMMON_WORDS = frozenset(
    "state national federal public private higher education educational institution the "
    "государственный национальный федеральный высшего образования учреждение".split()
)
_NAMED_AFTER = frozenset({"имени", "им", "named"})
_ANY_APOSTROPHE = re.compile("['’ʼ`´]")
# Inside a word an apostrophe parts nothing (King's, Xi'an); after an article it does (l'Université).
_APOSTROPHE = re.compile(r"(?<=\w\w)['’ʼ`´](?=\w)|(?<=\w)['’ʼ`´](?!\w)")
_ELISION = re.compile(r"\b(dell|nell|all|sull|dall)['’ʼ`´](?=\w)", re.IGNORECASE)
_IN_FULL = {"st": "saint", "ste": "sainte"}  # except as the last word, which may still be being typed
_CYRILLIC = re.compile("[а-яёіїәқңұ]", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_MIN_WORDS = 2  # of a name that is left without an addition
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 2, 8


COMMON_SKELETONS = frozenset(map(skeleton, KIND_WORDS | _COMMON_WORDS))


def words_of(text: str, folded: str | None = None) -> list[str]:
    """Folded words; unlike in `fold(text)`, here `folded` where it is known, an apostrophe in a word parts nothing."""
    if _ANY_APOSTROPHE.search(text):
        folded = fold(_APOSTROPHE.sub("", _ELISION.sub(r"\1 ", text)))
    words = (fold(text) if folded is None else folded).split()
    if _IN_FULL.keys().isdisjoint(words):
        return words
    return [_IN_FULL.get(word, word) for word in words[:-1]] + words[-1:]


def skeleton_of(words: list[str]) -> str:
    """The skeletons of words, joined without blanks: `Xian`, `Xi'an` and `Xi an` agree."""
    return "".join(map(skeleton, words))


def spaced_skeleton_of(words: list[str]) -> str:
    """The skeletons of words, parted by blanks."""
    return " ".join(map(skeleton, words))


def telling(words: list[str]) -> list[str]:
    """The words that tell one institution from another; all of them where none does."""
    return [word for word in words if word not in KIND_WORDS and word not in STOP_WORDS] or words


def is_cyrillic(text: str) -> bool:
    """Whether a text has Cyrillic letters."""
    return bool(_CYRILLIC.search(text))


def is_telling(words: list[str]) -> bool:
    """Whether a word tells one institution from others."""
    return any(word not in KIND_WORDS and word not in STOP_WORDS and word not in _COMMON_WORDS for word in words)


def bag_of(words: Iterable[str]) -> list[str]:
    """Words as skeletons, whose order does not count: `Tokyo University` and `The University of Tokyo` agree."""
    return [skeleton(word) for word in words if word not in STOP_WORDS]


def bag_key(words: Iterable[str]) -> int:
    """The hash of the bag of some words; 0 of none."""
    return as_signed(sum(map(_key_in_bag, words)))


@lru_cache(maxsize=32_768)
def _key_in_bag(word: str) -> int:
    """What a word adds to the hash of a bag."""
    return hash_of_bag(bag_of([word]))


def without_addition(name: str, words: list[str]) -> list[str]:
    """The words of a name without what it has in brackets and whom it is named after; none where it has neither.

    `words`: all of its words.
    """
    bare = words_of(_BRACKETS.sub(" ", name)) if "(" in name else words
    shorter = bare[: _before_named_after(bare)]
    return shorter if len(shorter) >= _MIN_WORDS and shorter != words else []


def initials_of(words: list[str]) -> dict[str, bool]:
    """Acronyms that the initials of a name give, each with whether it takes the whole name.

    `Новосибирский государственный университет` gives `нгу` whole; with `имени …` after it, in part.
    """
    head = words[: _before_named_after(words)]
    whole = len(head) == len(words)
    variants = [head] if STOP_WORDS.isdisjoint(head) else [head, [word for word in head if word not in STOP_WORDS]]
    return {
        "".join([word[0] for word in variant]): whole
        for variant in variants
        if _SHORTEST_ACRONYM <= len(variant) <= _LONGEST_ACRONYM
    }


def _before_named_after(words: list[str]) -> int:
    """How many words stand before whom it is named after: all of them where it is named after nobody."""
    if _NAMED_AFTER.isdisjoint(words):
        return len(words)
    return next((at for at, word in enumerate(words) if at and word in _NAMED_AFTER), len(words))
