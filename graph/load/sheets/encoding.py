"""Which encoding a text file is in: said by its first bytes, or else the only one in which it reads like a text."""

import codecs
import re
from dataclasses import dataclass

from graph.load.report import LoadError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""First bytes, the codec, its name for people; the marks of UTF-32 begin like those of UTF-16."""
CYRILLIC = (("cp1251", "Windows-1251"), ("mac-cyrillic", "MacCyrillic"), ("koi8-r", "KOI8-R"), ("cp866", "cp866"))
"""The most usual first: it is taken where a text is too short to tell."""
MIN_NUL_SHARE = 0.05
"""Of the bytes of a text in UTF-16, at least so many are 0: those of delimiters, digits and line ends."""
MIN_SIDE_RATIO = 10
"""In UTF-16 the zeros stand on one side of the pairs."""
MAX_ODD_SHARE = 0.02
"""Of the letters that are not ASCII, no more may be odd."""
MIN_LETTERS, MIN_USUAL, MIN_LEAD = 20, 0.6, 0.12
"""From how many letters on their frequency tells something; how usual they must be; by how much one reading leads."""

OFTEN = "оеаинтсрвлкмдпуяыьгзбчйхжюшцщэфъё"
"""Russian letters, the most frequent first."""
RARER = "іїєґўқғңұүһөәҷӣӯ"
"""Letters of other languages that are written in Cyrillic."""
VOWELS = "оеаиуяыюэёіїєұүөәӣӯ"
MARKS = "«»“”„‘’–—…№§°·•\xa0"
USUAL = {letter: 1 - place / len(OFTEN) for place, letter in enumerate(OFTEN)} | dict.fromkeys(RARER, 0.1)
WORD = re.compile(r"[^\W\d_]+")
MIN_WORD = 3
MAX_SAMPLE = 200_000
"""Bytes of lines that are not ASCII, which are enough to tell."""
SAVE = "save it as “CSV UTF-8” or as .xlsx"
UNCERTAIN = f"neither UTF-8 nor UTF-16, nor for certain Windows-1251; {SAVE}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(content: bytes) -> Text:
    """The text of a file. Raises LoadError, with the way out in words, where its encoding is not certain."""
    for mark, codec, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Text(_decode_strictly(content[len(mark) :], codec, name), name)
    if unmarked := _utf16(content):
        return Text(_decode_strictly(content, unmarked, "UTF-16"), "UTF-16")
    try:
        return Text(content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise LoadError(f"line {line} is not in UTF-8, as the rest of the file is; {SAVE}") from error
    return _cyrillic(content)


def _decode_strictly(content: bytes, codec: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise LoadError(f"begins like {name} and is not; {SAVE}") from error


def _utf16(content: bytes) -> str | None:
    """The codec of a text in UTF-16 without its mark."""
    first, second = content[0::2].count(0), content[1::2].count(0)
    if first + second < len(content) * MIN_NUL_SHARE or len(content) % 2:
        return None
    if second > first * MIN_SIDE_RATIO:
        return "utf-16-le"
    return "utf-16-be" if first > second * MIN_SIDE_RATIO else None


def _is_mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    return len(text) - len(text.encode("ascii", "ignore")) > 2 * lost


def _cyrillic(content: bytes) -> Text:
    """The reading in which the text has no odd letters; where several have none, the first, unless another is usual."""
    sample = b"\n".join(line for line in content.split(b"\n") if not line.isascii())[:MAX_SAMPLE]
    readings = [_Reading.of(sample.decode(codec, "replace"), codec, name) for codec, name in CYRILLIC]
    sound = [each for each in readings if each.odd <= MAX_ODD_SHARE]
    if not sound:
        raise LoadError(UNCERTAIN)
    told = sound[0].letters >= MIN_LETTERS
    if not told:
        sound = [each for each in sound if each.mute == min(other.mute for other in sound)]
    first, best = sound[0], max(sound, key=lambda each: each.usual)
    leads = best.usual - first.usual >= MIN_LEAD
    if (told and best.usual < MIN_USUAL) or (leads and not told):
        raise LoadError(UNCERTAIN)
    read = best if leads else first
    return Text(content.decode(read.codec, "replace"), read.name)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text in one encoding.

    odd    share of what no word in Cyrillic has, of all that is not ASCII
    mute   letters of words in small letters without a vowel, of which a short text has none
    usual  how frequent its letters are in Russian, from 0 to 1
    """

    codec: str
    name: str
    letters: int
    odd: float
    mute: int
    usual: float

    @classmethod
    def of(cls, text: str, codec: str, name: str) -> "_Reading":
        """What tells whether a text is in this encoding."""
        strange = [letter for letter in text if not letter.isascii() and letter not in MARKS]
        letters = [USUAL[letter.lower()] for letter in strange if letter.lower() in USUAL]
        odd = len(strange) - len(letters) + sum(len(word) for word in WORD.findall(text) if _is_odd(word))
        mute = sum(len(word) for word in WORD.findall(text) if _is_mute(word))
        usual = sum(letters) / len(letters) if letters else 0.0
        return cls(codec, name, len(letters), odd / len(strange) if strange else 0.0, mute, usual)


def _is_odd(word: str) -> bool:
    """Whether a word mixes two scripts, or goes on in capitals after a small letter."""
    if word.isascii():
        return False
    return any(letter.isascii() for letter in word) or (word[0].islower() and not word.islower())


def _is_mute(word: str) -> bool:
    return not word.isascii() and len(word) >= MIN_WORD and word.islower() and not set(word) & set(VOWELS)
