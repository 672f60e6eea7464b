"""What copying and printing add to a name, taken off: marks that nobody would type, and accents that came loose."""

import html
import re

_UNSEEN = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad]")
_FOOTNOTE = re.compile(r"[*†‡§¶‖#∗⋆]+|(?<=[a-zа-я)])[¹²³⁰⁴-⁹]+")
_LOOSE_ACCENT = re.compile(r"(?<=\w) ?[´`¨ˆ˜](?=[A-Za-z])")  # as PDF files give them: `f ´ed´erale`
_MODIFIERS = str.maketrans({"ʻ": "'", "ʼ": "'", "ʽ": "'", "‘": "'", "’": "'", "′": "'", "ʹ": "'"})


def clean_name(text: str) -> str:
    """The text without what is no part of it. An apostrophe between letters stays, of whatever kind it was."""
    plain = _UNSEEN.sub("", html.unescape(text)).translate(_MODIFIERS)
    plain = _FOOTNOTE.sub(" ; ", plain)
    plain = _LOOSE_ACCENT.sub("", plain)
    return " ".join(plain.split()).strip(" ;,.")
