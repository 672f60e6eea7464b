"""What people make of a name: typing errors, other letters, other cases, another order.

Each function gives a distorted name, or none where the distortion does not apply to it.
"""

import random
import re
from functools import cache
from typing import Any

import iuliia  # type: ignore[import-untyped, unused-ignore]
import pymorphy3  # type: ignore[import-untyped, unused-ignore]
from babel import Locale

from matching.names.table import NameRecord

SHORTEST = 10  # characters of a name that is distorted
LONG = 25  # characters from which on two typing errors are made
ALPHABETS = {"cyrillic": "абвгдежзиклмнопрстуфхцчшыэюя", "latin": "abcdefghijklmnopqrstuvwxyz"}
SCHEMAS = {
    "ISO 9": iuliia.GOST_779,
    "BGN/PCGN": iuliia.BGN_PCGN,
    "GOST 7.79 B": iuliia.GOST_779_ALT,
    "passport": iuliia.ICAO_DOC_9303,
}
CASES = (("gent", "из"), ("datv", "к"), ("accs", "через"), ("ablt", "с"), ("loct", "в"))
RUSSIAN = re.compile(r"[А-Яа-яЁё]")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def script_of(text: str) -> str:
    """The script of most letters of a text: cyrillic, latin or other."""
    cyrillic = len(re.findall(r"[\u0400-\u04ff]", text))
    latin = len(re.findall(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]", text))
    letters = sum(letter.isalpha() for letter in text)
    if letters == 0 or max(cyrillic, latin) * 2 < letters:
        return "other"
    return "cyrillic" if cyrillic > latin else "latin"


def mistype(name: NameRecord, rng: random.Random) -> str | None:
    """One letter left out, put in, exchanged or wrong; two in a long name. The first of the name stays right."""
    script = script_of(name.value)
    if script not in ALPHABETS or len(name.value) < SHORTEST:
        return None
    text = name.value
    for _ in range(2 if len(text) >= LONG else 1):
        text = _one_error(text, ALPHABETS[script], rng)
    return text


def _one_error(text: str, alphabet: str, rng: random.Random) -> str:
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at + 1].isalpha()]
    if not places:
        return text
    at, letter = rng.choice(places), rng.choice(alphabet)
    return rng.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )


def transliterate(name: NameRecord, rng: random.Random) -> str | None:
    """A Russian name in Latin letters, by one of the systems in use."""
    if name.language != "ru" or script_of(name.value) != "cyrillic" or len(name.value) < SHORTEST:
        return None
    return str(SCHEMAS[rng.choice(sorted(SCHEMAS))].translate(name.value))


def decline(name: NameRecord, rng: random.Random) -> str | None:
    """A Russian name in another case, after a preposition: `с Казанским федеральным университетом`."""
    if name.language != "ru" or script_of(name.value) != "cyrillic" or len(name.value) < SHORTEST:
        return None
    case, preposition = rng.choice(CASES)
    inflected = _inflect(name.value, case)
    return f"{preposition} {inflected}" if inflected else None


@cache
def _morphology() -> Any:
    return pymorphy3.MorphAnalyzer()


def _inflect(text: str, case: str) -> str | None:
    """The adjectives and the first noun of a name, in a case; what follows them does not change."""
    found, last = [], 0
    for word in WORD.finditer(text):
        parse = next((each for each in _morphology().parse(word[0]) if _is_of_head(each)), None)
        form = parse and parse.inflect({case, *(["sing"] if "sing" in parse.tag else [])})
        if parse is None or form is None:
            return None
        found += [text[last : word.start()], _like(word[0], form.word)]
        last = word.end()
        if parse.tag.POS == "NOUN":
            return "".join(found) + text[last:]
    return None


def _is_of_head(parse: Any) -> bool:
    return bool(parse.tag.POS in ("ADJF", "NOUN") and parse.tag.case == "nomn")


def _like(pattern: str, word: str) -> str:
    return word.capitalize() if pattern[0].isupper() else word


def reorder(name: NameRecord, rng: random.Random) -> str | None:
    """The words of an English name in another usual order: `University of Oxford`, `Oxford University`."""
    found = re.fullmatch(r"(University|Institute|Academy|College) of ([A-Z]\w+(?: [A-Z]\w+)?)", name.value)
    return f"{found[2]} {found[1]}" if found else None


def add_country(name: NameRecord, country: str, rng: random.Random) -> str | None:
    """A name with the country after a comma or in brackets."""
    if len(name.value) < SHORTEST:
        return None
    language = "ru" if script_of(name.value) == "cyrillic" else "en"
    called = Locale(language).territories[country]
    return rng.choice((f"{name.value}, {called}", f"{name.value} ({called})", f"{name.value} ({country})"))
