"""The forms that texts of a property must have."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.vocabularies import academic_year


def _no_fault(text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class TextForm:
    """A form of texts.

    meant    what texts of the form are, in words that end a sentence: "… is not a web address (http…)"
    pattern  how they are written, from their beginning to their end
    fault    what else is wrong with a text that is written so; empty where nothing is
    """

    meant: str
    pattern: re.Pattern[str]
    fault: Callable[[str], str] = _no_fault

    def refusal(self, text: str) -> str:
        """Why a text does not have the form, in words that follow it; empty where it does."""
        if not self.pattern.fullmatch(text):
            return f"is not {self.meant}"
        return self.fault(text)


MAX_EMAIL, MAX_LOCAL_PART = 254, 64
"""Characters, by RFC 5321."""
_WORD = r"[\w!#$%&'*+/=?^`{|}~-]+"
_HOST = r"[^\W_](?:[\w-]{0,61}[^\W_])?"


def _email_fault(text: str) -> str:
    is_short = len(text) <= MAX_EMAIL and text.index("@") <= MAX_LOCAL_PART
    return "" if is_short else f"is too long for {EMAIL.meant}"


def _academic_fault(text: str) -> str:
    if academic_year.is_academic_year(text):
        return ""
    first, second = text.split("/")
    return f"is not an academic year: {second} is neither {first} nor the year after"


ACADEMIC_YEAR = TextForm("an academic year (2026/2027)", academic_year.FORM, _academic_fault)
BOOTH = TextForm("the number of a booth (20 characters at most)", re.compile(r"[\w./ -]{1,20}"))
CURRENCY = TextForm("a currency code of ISO 4217", re.compile(r"[A-Z]{3}"))
EMAIL = TextForm(
    "an e-mail address (office@example.org)", re.compile(rf"{_WORD}(?:\.{_WORD})*@(?:{_HOST}\.)+{_HOST}"), _email_fault
)
OKSO = TextForm("a code of OKSO (09.04.01)", re.compile(r"[0-9]{1,2}\.[0-9]{2}\.[0-9]{2}"))
PHONE = TextForm("a telephone number with its country code (+7 495 …)", re.compile(r"\+[1-9][0-9]{6,14}"))
SHA_256 = TextForm("a SHA-256 (64 hexadecimal digits, lower case)", re.compile(r"[0-9a-f]{64}"))
WEB_ADDRESS = TextForm("a web address (http…)", re.compile(r"https?://\S+"))
