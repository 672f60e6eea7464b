"""One Latin skeleton for a name in Cyrillic and for its spellings in Latin letters, and the reverse."""

import re
from collections.abc import Sequence
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "",
        "э": "e", "ю": "iu", "я": "ia",
        "і": "i", "є": "e", "ґ": "g",  # Ukrainian, Belarusian
        "ђ": "d", "ј": "i", "љ": "li", "њ": "ni", "ћ": "ch", "џ": "dzh", "ѕ": "dz",  # Serbian, Macedonian
        "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "җ": "dzh", "ҳ": "h",
        **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstifo", strict=True)), "θ": "th", "χ": "ch", "ψ": "ps",
        "ҷ": "ch", "ҡ": "k", "ҙ": "z", "ҫ": "s",  # Turkic languages, Tajik
    }
)  # fmt: skip

# Habits of romanisation that name the same sound: kh/h, ts/tz/c, sh/sz/š, zh/ž, ch/cz/č, x/ks, w/v, y/j/i.
# `c` is ц before e, i, y (scholarly romanisation) and k elsewhere.
_CONSONANTS = {
    "kh": "h", "ts": "c", "tz": "c", "cz": "c", "sh": "s", "sz": "s", "zh": "z", "ch": "c",
    "ph": "f", "th": "t", "ck": "k", "x": "ks", "w": "v", "q": "k", "y": "i", "j": "i", "c": "k",
}  # fmt: skip
_CONSONANT = re.compile(r"kh|ts|tz|cz|sh|sz|zh|ch|ph|th|ck|c(?![eiyj])|[xwqyj]")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
# ye/je/ie are e (Yekaterinburg, Ekaterinburg; Nazarbayev, Nazarbaev); ae, oe, ue are the umlauts that folding has made
# a, o, u.
_VOWELS = {"aie": "a", "oie": "o", "uie": "u", "ie": "e", "ae": "a", "oe": "o", "ue": "u"}
_VOWEL = re.compile("|".join(_VOWELS))


_DOUBLE = 2  # times that a letter may stand in a row in a word; `qqqqqq` is no spelling of K


@lru_cache(maxsize=8_192)
def skeleton(word: str) -> str:
    """The skeleton of a folded word: `Московский`, `Moskovskiy` and `Moskovskij` give `moskovski`."""
    return skeletons([word])[0]


def skeletons(words: Sequence[str]) -> list[str]:
    """The skeletons of many folded words: as one text, which is faster than one by one."""
    if not words:
        return []
    latin = _CONSONANT.sub(lambda found: _CONSONANTS[found[0]], "\n".join(words).translate(_CYRILLIC))
    single = _DOUBLED.sub(r"\1", latin)
    found = _DOUBLED.sub(r"\1", _VOWEL.sub(lambda found: _VOWELS[found[0]], single)).split("\n")
    return [word if _is_unspellable(word) else plain for word, plain in zip(words, found, strict=True)]


def _is_unspellable(word: str) -> bool:
    """Numbers, and letters repeated without end, are not spelled in another way."""
    return word.isdecimal() or (len(word) > _DOUBLE and word.count(word[0]) == len(word))
