"""Who has which identifier, and the domains by their first labels."""

from collections.abc import Sequence

from matching.names.hashed import HashedRows, hash_of, hashes_of

_SHORTEST_LABEL = 3  # characters of a domain's first label by which alone it is found


class Identifiers:
    """Universities by the hashes of their keys, such as `ROR:05256ym39`; only of domains the keys themselves."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Pairs of university and key."""
        self._universities = sorted({university for university, _ in pairs})
        number = {university: at for at, university in enumerate(self._universities)}
        holders = [number[university] for university, _ in pairs]
        self._holders = HashedRows(hashes_of(key for _, key in pairs), holders)
        self._domains = [key for key in dict.fromkeys(key for _, key in pairs) if len(_label(key)) >= _SHORTEST_LABEL]
        self._labels = HashedRows(hashes_of(map(_label, self._domains)), range(len(self._domains)))

    def holders(self, key: str) -> list[str]:
        """Universities that have this identifier."""
        return [self._universities[at] for at in self._holders.rows(hash_of(key)).tolist()]

    def domains_labelled(self, label: str) -> list[str]:
        """Keys of the domains that begin with this label: `kpfu` has `DOMAIN:kpfu.ru`."""
        return [self._domains[at] for at in self._labels.rows(hash_of(label)).tolist()]


def _label(key: str) -> str:
    """The first label of a domain; nothing for other identifiers."""
    scheme, _, domain = key.partition(":")
    return domain.partition(".")[0] if scheme == "DOMAIN" else ""
