"""Texts that a program saved or opened in a wrong encoding, as far as they cannot be anything else."""

import re

from graph.load.sheets.encoding import MIN_USUAL, USUAL, VOWELS

CODECS = ("cp1251", "cp1252", "latin-1")
MIN_LETTERS = 4
"""Letters that are not ASCII from which on a whole text is tried for UTF-8 that was read as something else."""
ENOUGH = 5
"""Letters of words in Cyrillic from which on these may be rare ones."""
MAX_LETTERS_OF_A_VOWEL = 6
CYRILLIC = {code: bytes((code,)).decode("cp1251") for code in (0xA8, 0xB8, 0xB9, *range(0xC0, 0x100))}
"""What stands in Windows-1251 where Western Europe has its letters with accents."""
ACCENTED = re.compile(r"(?<![^\W\d_])[À-ÿ¨¸]{4,}(?![^\W\d_])")
"""A word without one letter of ASCII, which no language in Latin letters has at such length."""
MIXED = re.compile(r"[A-Za-z][À-ÿ]|[À-ÿ][A-Za-z]")
"""Letters as languages in Latin letters have them."""
SECOND = "".join(bytes((code,)).decode("cp1252", "ignore") for code in range(0x80, 0xC0) if code not in (0x92, 0xA0))
PAIR = re.compile(rf"(?<=[a-z])[ÃÄÅ][{re.escape(SECOND)}\xa0]|[ÃÄÅ][{re.escape(SECOND)}](?=[a-z])")
"""A letter of two bytes in UTF-8, beside a small letter; right texts have a sign there only after capitals."""
LOST = re.compile(r"(?<![\w?])\?{3,}(?![\w?])")
"""A word of which a program had none of the letters."""


def find_garbling(text: str) -> str | None:
    """Why a text is none, in words after it; None where it may be right."""
    if len(LOST.findall(text)) > 1:
        return "has lost its letters (???); another program saved it in a wrong encoding"
    if text.isascii():
        return None
    meant = _utf8(text) or _cyrillic(text)
    return f"was saved in a wrong encoding: it should be `{meant}`" if meant else None


def _utf8(text: str) -> str | None:
    """What a text in UTF-8 says that was read as something else."""
    if len(text) - len(text.encode("ascii", "ignore")) >= MIN_LETTERS:
        for codec in CODECS:
            try:
                return text.encode(codec).decode("utf-8")
            except UnicodeError:
                continue
    meant = PAIR.sub(lambda found: found[0].encode("cp1252").decode("utf-8"), text)
    return meant if meant != text else None


def _cyrillic(text: str) -> str | None:
    """What a text in Windows-1251 says that was read as Latin letters."""
    if MIXED.search(text):
        return None
    letters = "".join(ACCENTED.findall(text)).translate(CYRILLIC).lower()
    return text.translate(CYRILLIC) if letters and _is_russian(letters) else None


def _is_russian(letters: str) -> bool:
    """Whether these may be the letters of words: by their vowels, and where they are few, by how frequent they are."""
    vowels = sum(letter in VOWELS for letter in letters)
    if not len(letters) <= vowels * MAX_LETTERS_OF_A_VOWEL < len(letters) * MAX_LETTERS_OF_A_VOWEL:
        return False
    return len(letters) >= ENOUGH or sum(USUAL.get(letter, 0) for letter in letters) >= MIN_USUAL * len(letters)
