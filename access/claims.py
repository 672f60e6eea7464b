"""From the claims of a verified token to a principal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Protocol

from access.principal import Principal, Role, Scope

TokenClaims = Mapping[str, Any]
"""What a token says, as JSON has it."""
ROLES = MappingProxyType({"partner": Role.PARTNER, "officer": Role.OFFICER, "admin": Role.ADMIN})
RANK = tuple(Role)
"""Roles from the least to the most, as they are declared."""
ID_LENGTH = 32
"""Hexadecimal digits: 128 bits are enough that no two people share an id."""


class Holders(Protocol):
    """Finds the nodes that claims name. Texts that name none, or none that exists, are left out."""

    async def institutions(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Ids of the institutions that have these ids or identifiers."""

    async def offices(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Ids of the offices that have these ids or slugs."""


@dataclass(frozen=True, slots=True)
class ClaimMapping:
    """Which claims of a token say what.

    A claim is named as it stands in the token, or by the path to it: `realm_access.roles` are the `roles` in
    `realm_access`. Its value is a list of texts, or one text.

    roles_claim         the claim whose values are roles
    roles               value → role; other values mean nothing
    institutions_claim  the claim with ids or identifiers of institutions
    offices_claim       the claim with ids or slugs of offices
    name_claim          the claim with the name of the person, for people
    """

    roles_claim: str = "roles"
    roles: Mapping[str, Role] = field(default_factory=lambda: ROLES)
    institutions_claim: str = "institutions"
    offices_claim: str = "offices"
    name_claim: str = "name"


async def principal_of(claims: TokenClaims, mapping: ClaimMapping, holders: Holders) -> Principal:
    """The person that verified claims (with `iss`, `sub` and `exp`) are about. What `holders` raise passes through.

    The role is the highest that is given. Who is given none has `Role.PUBLIC`, with an id: the issuer knows many
    people who are no members, so knowing somebody opens nothing. Institutions count for every other role, offices
    only for officers and administrators; without any, a partner or an officer is signed in and owns nothing.
    """
    role = _role_of(claims, mapping)
    institutions: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    if role.is_member and (texts := _texts(_value(claims, mapping.institutions_claim))):
        institutions = await holders.institutions(texts)
    if role in (Role.OFFICER, Role.ADMIN) and (texts := _texts(_value(claims, mapping.offices_claim))):
        offices = await holders.offices(texts)
    names = _texts(_value(claims, mapping.name_claim))
    return Principal(
        role,
        id=_id_of(claims["iss"], claims["sub"]),
        name=names[0] if names else "",
        institutions=institutions,
        offices=offices,
        scopes=_scopes_of(claims, role),
        expires=int(claims["exp"] * 1000),
    )


def _role_of(claims: TokenClaims, mapping: ClaimMapping) -> Role:
    given = [mapping.roles[text] for text in _texts(_value(claims, mapping.roles_claim)) if text in mapping.roles]
    return max(given, key=RANK.index, default=Role.PUBLIC)


def _scopes_of(claims: TokenClaims, role: Role) -> frozenset[Scope]:
    """All scopes of the role; where the token names scopes of ours, these alone, as far as the role has them.

    Tokens for signing in name scopes of OpenID (`openid profile`) and none of ours.
    """
    of_role = frozenset(Scope) if role.is_member else frozenset((Scope.READ,))
    told = {scope for text in _texts(claims.get("scope")) for scope in text.split()}
    named = {scope for scope in Scope if scope.value in told}
    return of_role & named if named else of_role


def _id_of(issuer: str, subject: str) -> str:
    """An id that says nothing of the person, and is the same for all tokens."""
    return "oidc:" + sha256(f"{issuer}\n{subject}".encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def _value(claims: TokenClaims, path: str) -> object:
    """The claim of this name, or at this path; None where there is none.

    The name comes first: some issuers name claims by addresses, `https://example.org/roles`, which have dots.
    """
    if path in claims:
        return claims[path]
    found: object = claims
    for name in path.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def _texts(value: object) -> list[str]:
    """The texts of a claim that is a list, or one text. All else, empty ones and unprintable ones mean nothing."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str) and each and each.isprintable()]
