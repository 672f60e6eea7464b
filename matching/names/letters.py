"""Which letters words have, as 64 bits: whether two may be a few typing errors apart, before they are compared.

Letters fall into 32 classes by their code, so that those of one alphabet hardly meet. A word has a bit for each class
that it has a letter of, and a second one where it has two. So a letter too many or too few changes one bit at most, a
wrong one two, and two exchanged ones none.
"""

import numpy as np
import numpy.typing as npt

LetterArray = npt.NDArray[np.uint64]
_CLASSES = 32


def letters_of(word: str) -> int:
    """The letters of a word."""
    once = twice = 0
    for code in map(ord, word):
        letter = 1 << code % _CLASSES
        twice |= once & letter
        once |= letter
    return once | twice << _CLASSES


def count_differing(letters: LetterArray, others: int) -> npt.NDArray[np.uint8]:
    """In how many bits each of the letters differ from the others."""
    bits: npt.NDArray[np.uint8] = np.bitwise_count(letters ^ np.uint64(others))
    return bits


def count_lacking(letters: LetterArray, others: int) -> npt.NDArray[np.uint8]:
    """How many bits of the others each of the letters lack."""
    bits: npt.NDArray[np.uint8] = np.bitwise_count(~letters & np.uint64(others))
    return bits
