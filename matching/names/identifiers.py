"""Who has which identifier, and the domains by their first labels."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from publicsuffixlist import PublicSuffixList  # type: ignore[import-untyped, unused-ignore]

from graph.days import utc_today
from graph.folding import erasmus_letters
from matching.names.hashed import HashedRows, hash_of, hashes_of

_DOMAIN, _ERASMUS = "DOMAIN:", "ERASMUS:"
_SHORTEST_LABEL = 3  # characters of a domain's first label by which alone it is found


@cache
def _suffixes() -> PublicSuffixList:
    """The list, which takes a fifth of a second to read."""
    return PublicSuffixList(accept_unknown=False)


def is_public_suffix(domain: str) -> bool:
    """Whether anybody may have a domain below this one: `edu.ua`, `github.io`."""
    return bool(_suffixes().publicsuffix(domain) == domain)


def domains_above(domain: str) -> Iterator[str]:
    """The domains that a host lies in, the nearest first, as far as one holder has them: of `cs.msu.ru`, `msu.ru`."""
    labels = domain.split(".")
    for at in range(1, len(labels) - 1):
        above = ".".join(labels[at:])
        if is_public_suffix(above):
            return
        yield above


class IdentifierRecord(NamedTuple):
    """Who has an identifier, and in which time as far as it is known: from `since` up to, and without, `until`."""

    university: str
    key: str
    since: str | None = None
    until: str | None = None

    def holds(self, day: str) -> bool:
        """Whether it is in force on a day."""
        return (self.since or "") <= day and (self.until is None or self.until > day)


class Identifiers:
    """Universities by the hashes of their keys, such as `ROR:05256ym39`.

    The keys themselves are kept only of domains and of Erasmus codes.
    """

    def __init__(self, records: Sequence[IdentifierRecord]) -> None:
        self._universities = sorted({record.university for record in records})
        number = {university: at for at, university in enumerate(self._universities)}
        holders = [number[record.university] for record in records]
        self._holders = HashedRows(hashes_of(record.key for record in records), holders)
        self._dated = {(record.university, record.key): record for record in records if record.since or record.until}
        keys = dict.fromkeys(record.key for record in records)
        self._public = {key for key in keys if key.startswith(_DOMAIN) and is_public_suffix(key.removeprefix(_DOMAIN))}
        self._domains = [key for key in keys if len(_label(key)) >= _SHORTEST_LABEL]
        self._labels = HashedRows(hashes_of(map(_label, self._domains)), range(len(self._domains)))
        letters = {key: erasmus_letters(key) for key in keys if key.startswith(_ERASMUS)}
        self._erasmus = [key for key, own in letters.items() if own]
        self._erasmus_letters = HashedRows(hashes_of(letters[key] for key in self._erasmus), range(len(self._erasmus)))

    def holders(self, key: str) -> list[str]:
        """Universities of which this identifier is in force today; none of a domain in which anybody may have one."""
        if key in self._public:
            return []
        day = utc_today().isoformat()
        found = [self._universities[at] for at in self._holders.rows(hash_of(key)).tolist()]
        dated = ((university, self._dated.get((university, key))) for university in found)
        return [university for university, record in dated if record is None or record.holds(day)]

    def domains_labelled(self, label: str) -> list[str]:
        """Keys of the domains that begin with this label: `kpfu` has `DOMAIN:kpfu.ru`."""
        return [self._domains[at] for at in self._labels.rows(hash_of(label)).tolist()]

    def erasmus_codes(self, value: str) -> list[str]:
        """Keys of the Erasmus codes that have the letters and digits of this one, however it is padded."""
        letters = erasmus_letters(value)
        return [self._erasmus[at] for at in self._erasmus_letters.rows(hash_of(letters)).tolist()] if letters else []


def _label(key: str) -> str:
    """The first label of a domain; nothing for other identifiers."""
    scheme, _, domain = key.partition(":")
    return domain.partition(".")[0] if scheme == "DOMAIN" else ""
