"""Look-up keys: what two spellings of one name, or two ways to write one identifier, have in common."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

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


@lru_cache(maxsize=1_024)
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


@dataclass(frozen=True, slots=True)
class _Form:
    """How an identifier of a scheme is written; `bare` in the pattern is the identifier itself."""

    scheme: str
    pattern: re.Pattern[str]
    written: Callable[[str], str]


def _compact(text: str) -> str:
    return re.sub("[ -]", "", text).upper()


def _digits(count: int) -> str:
    """So many digits, which people set apart by blanks and hyphens."""
    return rf"(?P<bare>[0-9](?:[ -]?[0-9]){{{count - 1}}})"


LONGEST_DOMAIN = 253
"""Characters (RFC 1035, 2.3.4); of a longer one the ASCII form takes time by the square of its length."""
_WEB = r"(?:https?://)?(?:www\.)?"
# LOCAL has no form: it is never guessed.
_FORMS = tuple(
    _Form(scheme, re.compile(rf"(?:{scheme}(?: ?: ?| ))?(?:{pattern})", re.IGNORECASE | re.ASCII), written)
    for scheme, pattern, written in (
        ("ROR", rf"(?:{_WEB}ror\.org/)?(?P<bare>0[a-hj-km-np-tv-z0-9]{{6}}[0-9]{{2}})/?", str.lower),
        ("WIKIDATA", rf"(?:{_WEB}(?:m\.)?wikidata\.org/(?:wiki|entity)/)?(?P<bare>q[1-9][0-9]*)", str.upper),
        ("GRID", rf"(?:{_WEB}grid\.ac/institutes/)?(?P<bare>grid\.[0-9]+\.[0-9a-f]+)", str.lower),
        ("ISNI", rf"(?:{_WEB}isni\.org/(?:isni/)?)?(?P<bare>(?:[0-9]{{4}}[ -]?){{3}}[0-9]{{3}}[0-9x])", _compact),
        ("FUNDREF", r"(?:(?:https?://)?(?:dx\.)?(?:doi\.org/)?10\.13039/)?(?P<bare>(?:501)?100[0-9]{6})", str),
        ("OGRN", rf"(?:ОГРН[ :№]*)?{_digits(13)}", _compact),
        ("INN", rf"(?:ИНН[ :№]*)?{_digits(10)}", _compact),
        ("PIC", _digits(9), _compact),
        ("OID", r"(?P<bare>e[0-9]{8})", str.upper),
        ("WHED", r"(?P<bare>iau-[0-9]{6})", str.upper),
        ("ETER", r"(?P<bare>[a-z]{2}[0-9]{4})", str.upper),
        ("ERASMUS", r"(?P<bare>[a-z]{1,3} [a-z][a-z-]*[0-9]{2,3}|[a-z]{3}[a-z][a-z-]*[0-9]{2,3})", str.upper),
    )
)  # fmt: skip
_FORM_OF = {form.scheme: form for form in _FORMS}
_ERASMUS_IN_ANY_PADDING = re.compile(
    r"(?:ERASMUS )?(?P<bare>[a-z]{1,3}[ _-]{0,2}[a-z][a-z-]*[0-9]{2,3})", re.IGNORECASE | re.ASCII
)
_PADDING = re.compile("[ _-]")
_DIGIT = re.compile("[0-9]")
_SCHAC_URN = "urn:schac:homeorganization:"
_DOMAIN_FORM = re.compile(
    r"(?:https?://)?(?:[^\s/@?#\\]+@)?(?P<host>(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+))\.?(?::[0-9]+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)


def fold_identifier(scheme: str, value: str) -> str:
    """`SCHEME:folded value`, equal for all usual ways to write one identifier.

    What does not have the form of its scheme is kept, so that it matches only itself. Domains end up in ASCII (an IDN
    as punycode), since that is what certificates, mail and registers carry.
    """
    scheme = scheme.strip().upper()
    bare = _without_scheme(scheme, value)
    if scheme in ("DOMAIN", "SCHAC"):
        return f"{scheme}:{_domain(_normalize(bare))}"
    form = _FORM_OF.get(scheme)
    if form is None:  # case is kept: a scheme of which we know nothing (LOCAL) may tell `a1` from `A1`
        return f"{scheme}:{bare}"
    found = form.pattern.fullmatch(_normalize(bare))
    return f"{scheme}:{form.written(found['bare']) if found else bare}"


def _without_scheme(scheme: str, value: str) -> str:
    """People also write the scheme before a colon: `ror:05256ym39`."""
    bare = " ".join(value.split())
    before, _, after = bare.partition(":")
    return after.strip() if before.rstrip().upper() == scheme else bare


def _normalize(value: str) -> str:
    """Without characters that nobody sees (of the category Cf), which come with what is copied from pages."""
    plain = unicodedata.normalize("NFKC", value)
    seen = plain if plain.isascii() else "".join(each for each in plain if unicodedata.category(each) != "Cf")
    return " ".join(seen.split())


def _domain(value: str) -> str:
    """The host of an address, of an e-mail address, or of a home organisation in the form of a URN."""
    bare = value.lower().removeprefix(_SCHAC_URN)
    found = _DOMAIN_FORM.fullmatch(bare)
    host = found["host"].removeprefix("www.") if found else bare
    if len(host) > LONGEST_DOMAIN:
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # no domain at all
        return host


def schemes_of(value: str) -> tuple[str, ...]:
    """The schemes that a value written without one could belong to, by its form; none for plain words."""
    bare = _normalize(value)
    has_digit = _DIGIT.search(bare)  # as all forms do, and most names do not
    schemes = tuple(form.scheme for form in _FORMS if form.pattern.fullmatch(bare)) if has_digit else ()
    if schemes or "." not in bare or not _DOMAIN_FORM.fullmatch(bare.lower().removeprefix(_SCHAC_URN)):
        return schemes
    return ("SCHAC",) if bare.lower().startswith(_SCHAC_URN) else ("DOMAIN", "SCHAC")


def identifier_keys(value: str) -> list[str]:
    """The keys of all identifiers that a text can be: by a scheme before its colon (`OGRN:…`), and by its form."""
    scheme, colon, bare = value.partition(":")
    named = [fold_identifier(scheme, bare)] if colon else []
    return named + [fold_identifier(each, value) for each in schemes_of(value)]


def erasmus_letters(value: str) -> str:
    """The letters and digits of an Erasmus code, however its country code is padded; nothing of other values.

    `TR ANKARA01`, `TR_ANKARA01` and `TRANKARA01` have `TRANKARA01`; where the city begins, that does not tell.
    """
    if not value.rstrip()[-1:].isdecimal():
        return ""
    found = _ERASMUS_IN_ANY_PADDING.fullmatch(_normalize(_without_scheme("ERASMUS", value)))
    return _PADDING.sub("", found["bare"]).upper() if found else ""
