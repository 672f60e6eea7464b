"""Stems of Russian words: what the cases of a name have in common.

Snowball's stemmer, as it needs no dictionary: names are full of words that no dictionary has. Compared with pymorphy3
on names of the register in all cases: docs/matching.md.
"""

import re
import threading
from collections.abc import Sequence
from functools import lru_cache

from snowballstemmer import stemmer  # type: ignore[import-untyped, unused-ignore]

from matching.names.transliteration import skeleton, skeletons
from matching.names.words import STOP_WORDS

_CYRILLIC = re.compile("[а-яё]")
# Words that stand before a name in a sentence, beside those that stand inside names.
_BEFORE = frozenset("с со из от до о об обо к ко у за над под перед между без через про".split())


class _Stemmers(threading.local):
    """A stemmer for each thread: it holds the word on which it works."""

    def __init__(self) -> None:
        self.russian = stemmer("russian")


_STEMMERS = _Stemmers()


def stems_of(words: list[str]) -> str:
    """The stems of the words of a Russian name, in one order; empty where no word is in Cyrillic letters."""
    if not any(map(_CYRILLIC.search, words)):
        return ""
    return " ".join(sorted(map(stem, (word for word in words if word not in STOP_WORDS and word not in _BEFORE))))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a word; a word in other letters as it is."""
    if not _CYRILLIC.search(word):
        return word
    found: str = _STEMMERS.russian.stemWord(word)
    return found


def bare(word: str) -> str:
    """What the cases and spellings of a word have in common."""
    return skeleton(stem(word))


def bare_words(words: Sequence[str]) -> list[str]:
    """The same of many words, which is faster than one by one."""
    return skeletons([stem(word) for word in words])
