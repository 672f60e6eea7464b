"""Who may carry an identifier that several records of one dump claim."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from graph.folding import fold_identifier
from graph.load.ror_record import Institution

SHARED_HOSTS = ("facebook.com", "sites.google.com", "wordpress.com", "blogspot.com", "wixsite.com", "weebly.com")
"""Hosts where anybody may have a page: they identify nobody."""


class Claims:
    """The identifiers of each institution, once the claims of all are known."""

    def __init__(self, institutions: Iterable[Institution]) -> None:
        self._said: dict[str, dict[str, tuple[str, str]]] = {}
        self._stated: dict[str, list[str]] = {}
        self._derived: dict[str, list[str]] = {}
        self._active: set[str] = set()
        self._children: set[tuple[str, str]] = set()
        for each in institutions:
            stated, derived = _stated_claims(each), _derived_claims(each)
            self._said[each.ror] = derived | stated
            for claims, said in ((self._stated, stated), (self._derived, derived)):
                for key in said:
                    claims.setdefault(key, []).append(each.ror)
            if each.status == "ACTIVE":
                self._active.add(each.ror)
            self._children |= {(each.ror, other) for type, other in each.relations if type == "child"}
            self._children |= {(other, each.ror) for type, other in each.relations if type == "parent"}

    def of(self, ror: str) -> dict[str, tuple[str, str]]:
        """Key → (scheme, value) of the identifiers that this institution carries."""
        return {key: said for key, said in self._said[ror].items() if self.holder(key) == ror}

    def holder(self, key: str) -> str | None:
        """The one institution that the identifier names.

        A domain that a record states goes before one derived from a website, active claimants go before others. Of
        several, the parent of all others has it (from a child, also one whose website only says so); where there is
        none, a domain names none of them, and any other identifier the first by ROR id.
        """
        claimants = self._stated.get(key) or self._derived.get(key, [])
        claimants = [ror for ror in claimants if ror in self._active] or claimants
        for ror in (*self._derived.get(key, []), *claimants):
            if all(other == ror or (ror, other) in self._children for other in claimants):
                return ror
        return None if key.startswith("DOMAIN:") else min(claimants, default=None)

    def notes(self) -> list[str]:
        """One line for each identifier that several records state."""
        return [
            f"{key} is claimed by {', '.join(rors)}; it names {self.holder(key) or 'none of them'}"
            for key, rors in sorted(self._stated.items())
            if len(rors) > 1
        ]


def _stated_claims(institution: Institution) -> dict[str, tuple[str, str]]:
    pairs = [("ROR", institution.ror), *institution.identifiers]
    pairs += [("DOMAIN", domain) for domain in institution.domains]
    return {fold_identifier(scheme, value): (scheme, value) for scheme, value in pairs}


def _derived_claims(institution: Institution) -> dict[str, tuple[str, str]]:
    """The host of the website without `www.`, as the domain of a record that states none."""
    host = "" if institution.domains else _host(institution.website)
    return {fold_identifier("DOMAIN", host): ("DOMAIN", host)} if host else {}


def _host(website: str | None) -> str:
    try:
        host = (urlsplit(website or "").hostname or "").removeprefix("www.")
    except ValueError:  # a malformed address has no host
        return ""
    shared = any(host == each or host.endswith(f".{each}") for each in SHARED_HOSTS)
    return host if "." in host and not shared else ""
