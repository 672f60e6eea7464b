"""Who asks: nobody in particular, a program with a key, or a person."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a principal is to the registry, from the one that sees least to the one that sees all (docs/access.md)."""

    PUBLIC = "public"
    PARTNER = "partner"
    OFFICER = "officer"
    ADMIN = "admin"

    @property
    def sees_hidden(self) -> bool:
        """Whether it may filter and order by what is no field: who can may read it, one comparison after another."""
        return self is Role.ADMIN

    @property
    def is_member(self) -> bool:
        """Whether it sees what members of the network see."""
        return self is not Role.PUBLIC


class Scope(Enum):
    """What a key may be used for, within the role of its holder."""

    READ = "read"
    WRITE_CONTACTS = "write:contacts"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks.

    id            the same for all questions of one key or person; empty for nobody in particular
    name          for people: of the key, or of the person as the issuer has it
    institutions  ids of the institutions that it belongs to
    offices       ids of the offices that it belongs to
    expires       when its key or token ends, in UTC epoch milliseconds; None where it does not
    """

    role: Role
    id: str = ""
    name: str = ""
    institutions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    scopes: frozenset[Scope] = frozenset()
    expires: int | None = None

    def may(self, scope: Scope) -> bool:
        """Whether it has the scope."""
        return scope in self.scopes


ANONYMOUS = Principal(Role.PUBLIC, scopes=frozenset((Scope.READ,)))
ADMINISTRATOR = Principal(Role.ADMIN, "command line", "command line", scopes=frozenset(Scope))
"""Who runs commands on the machine of the registry: they can read the store itself."""
