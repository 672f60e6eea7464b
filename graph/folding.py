"""Look-up keys: what two spellings of one name, or two ways to write one identifier, have in common."""

import re
import unicodedata
from collections.abc import Callable

# Marks that readers leave out: Latin, Greek, Cyrillic diacritics, Hebrew points, Arabic vowel signs.
# Marks of other scripts (Devanagari vowels, Japanese voicing) are letters to their readers and stay.
_MARK_RANGES = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670), (0x1AB0, 0x1AFF))
_WITHOUT_MARKS = {code: None for first, last in _MARK_RANGES for code in range(first, last + 1)}
# Letters that Unicode does not take apart, and the primes by which romanisations write ь and ъ.
_PLAIN_LETTERS = _WITHOUT_MARKS | str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
     "ʹ": "", "ʺ": ""}
)  # fmt: skip
_ASCII_GAP = re.compile(r"[^a-z0-9]+")
_NO_LETTER = re.compile(r"[^\w ]|_")  # nor digit, nor blank; may be a mark
_SHORT_I = "и\u0306"  # й taken apart
_SHORT_I_SAVED = "\ue000"  # of the private use area: no text holds it after casefold and NFKC


def fold(text: str) -> str:
    """The key by which a name is looked up: case, diacritics and punctuation do not count; й stays й."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return _ASCII_GAP.sub(" ", folded).strip()
    return " ".join(_words_only(_without_diacritics(folded)).split())


def _without_diacritics(text: str) -> str:
    apart = unicodedata.normalize("NFD", text).replace(_SHORT_I, _SHORT_I_SAVED)
    plain = apart.translate(_PLAIN_LETTERS)
    return unicodedata.normalize("NFC", plain.replace(_SHORT_I_SAVED, "й"))


def _words_only(text: str) -> str:
    return _NO_LETTER.sub(lambda found: found[0] if unicodedata.category(found[0])[0] == "M" else " ", text)


def fold_identifier(scheme: str, value: str) -> str:
    """`SCHEME:folded value`, equal for all usual ways to write one identifier.

    Domains end up in ASCII (an IDN as punycode), since that is what certificates, mail and registers carry.
    """
    scheme = scheme.strip().upper()
    return f"{scheme}:{_FOLDERS.get(scheme, _stripped)(value)}"


def _stripped(value: str) -> str:
    """Case is kept: a scheme of which we know nothing (LOCAL) may tell `a1` from `A1`."""
    return " ".join(value.split())


def _upper(value: str) -> str:
    return _stripped(value).upper()


def _last_segment(value: str) -> str:
    return _URL_TAIL.split(value.strip(), maxsplit=1)[0].rstrip("/").rpartition("/")[2]


def _digits(value: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", value) if c.isdecimal())


def _isni(value: str) -> str:
    characters = unicodedata.normalize("NFKC", _last_segment(value)).upper()
    return "".join(c for c in characters if c.isdecimal() or c == "X")


def _domain(value: str) -> str:
    host = unicodedata.normalize("NFKC", value).strip().lower().rpartition("://")[2]
    host = _HOST_TAIL.split(host, maxsplit=1)[0].rpartition("@")[2].partition(":")[0]
    host = host.rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # no domain at all: keep what was given, it will match only itself
        return host


def _schac(value: str) -> str:
    """The home organisation is a domain; registers also write it as `urn:schac:homeOrganization:kpfu.ru`."""
    bare = value.strip()
    return _domain(bare.rpartition(":")[2] if bare.lower().startswith("urn:schac:") else bare)


def _ror(value: str) -> str:
    return _last_segment(value).lower()


def _wikidata(value: str) -> str:
    return _last_segment(value).upper()


_URL_TAIL = re.compile(r"[?#]")
_HOST_TAIL = re.compile(r"[/?#\s]")
_FOLDERS: dict[str, Callable[[str], str]] = {
    "ROR": _ror, "WIKIDATA": _wikidata, "DOMAIN": _domain, "SCHAC": _schac, "ISNI": _isni,
    "GRID": lambda value: _last_segment(value).lower(), "FUNDREF": _last_segment,
    "OGRN": _digits, "INN": _digits, "PIC": _digits,
    "ERASMUS": _upper, "OID": _upper, "WHED": _upper, "ETER": _upper,
}  # fmt: skip

# The form of a value, where people write it without its scheme. LOCAL has no form: it is never guessed.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (scheme, re.compile(pattern, re.IGNORECASE))
    for scheme, pattern in (
        ("ROR", r"(?:(?:https?://)?(?:www\.)?ror\.org/)?0[a-hj-km-np-tv-z0-9]{6}\d{2}/?"),
        ("WIKIDATA", r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?q[1-9]\d*"),
        ("GRID", r"(?:(?:https?://)?(?:www\.)?grid\.ac/institutes/)?grid\.\d+\.[0-9a-f]+"),
        ("ISNI", r"(?:(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?)?(?:\d{4}[ -]?){3}\d{3}[\dx]"),
        ("FUNDREF", r"(?:(?:https?://)?(?:dx\.)?(?:doi\.org/)?10\.13039/)?(?:501)?100\d{6}"),
        ("OGRN", r"\d{13}"),
        ("INN", r"\d{10}"),
        ("PIC", r"\d{9}"),
        ("OID", r"e\d{8}"),
        ("WHED", r"iau-\d{6}"),
        ("ETER", r"[a-z]{2}\d{4}"),
        ("ERASMUS", r"[a-z]{1,3}\s+[a-z][a-z-]*\d{2,3}|[a-z]{3}[a-z][a-z-]*\d{2,3}"),
        ("SCHAC", r"urn:schac:homeorganization:\S+"),
    )
)
_DOMAIN_FORM = re.compile(
    r"(?:https?://)?(?:[^\s/@]+@)?(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)\.?(?::\d+)?(?:/\S*)?",
    re.IGNORECASE,
)


def schemes_of(value: str) -> tuple[str, ...]:
    """The schemes that a value written without one could belong to, by its form; none for plain words."""
    bare = value.strip()
    schemes = tuple(scheme for scheme, form in _FORMS if form.fullmatch(bare))
    if schemes or not _DOMAIN_FORM.fullmatch(bare):
        return schemes
    return ("DOMAIN", "SCHAC")
