"""What the claims of a token make of the person it is for."""

from typing import Any

import pytest

from access.claims import ClaimMapping, principal_of
from access.principal import Role, Scope
from tests.access.conftest import Known
from tests.access.issuer import ROR

VERIFIED = {"iss": "https://login.example.org", "sub": "17", "exp": 2_000_000_000}
OURS = ({"institutions": ROR, "offices": ["berlin", "atlantis"]}, ("univ_1",), ("offi_1",))
KEYCLOAK = ClaimMapping("realm_access.roles", {"registry-admins": Role.ADMIN, "Desk": Role.OFFICER})
AUTH0 = ClaimMapping("https://registry.example.org/roles")


@pytest.mark.parametrize(
    ("mapping", "claims", "role"),
    [
        (ClaimMapping(), {"roles": ["partner"]}, Role.PARTNER),
        (ClaimMapping(), {"roles": "officer"}, Role.OFFICER),
        (ClaimMapping(), {"roles": ["partner", "admin", "officer"]}, Role.ADMIN),
        (ClaimMapping(), {"roles": ["officer", "partner"]}, Role.OFFICER),
        (ClaimMapping(), {"roles": ["Admin", "public", "PARTNER"]}, Role.PUBLIC),
        (ClaimMapping(), {"roles": [{"admin": True}, 1, None, ["admin"]]}, Role.PUBLIC),
        (ClaimMapping(), {"roles": {"admin": True}}, Role.PUBLIC),
        (ClaimMapping(), {"roles": []}, Role.PUBLIC),
        (ClaimMapping(), {}, Role.PUBLIC),
        (KEYCLOAK, {"realm_access": {"roles": ["Desk", "offline_access"]}}, Role.OFFICER),
        (KEYCLOAK, {"realm_access": {"roles": ["desk", "admin"]}}, Role.PUBLIC),
        (KEYCLOAK, {"realm_access": ["registry-admins"], "roles": ["registry-admins"]}, Role.PUBLIC),
        (AUTH0, {"https://registry.example.org/roles": ["admin"]}, Role.ADMIN),
    ],
)
async def test_role_is_the_highest_that_the_claim_gives(
    mapping: ClaimMapping, claims: dict[str, Any], role: Role
) -> None:
    assert (await principal_of({**VERIFIED, **claims}, mapping, Known())).role is role


@pytest.mark.parametrize(
    ("roles", "claims", "institutions", "offices"),
    [
        ("partner", OURS[0], OURS[1], ()),
        ("officer", *OURS),
        ("admin", *OURS),
        ("nobody", OURS[0], (), ()),
        ("partner", {"institutions": ["https://ror.org/unknown"]}, (), ()),
        ("partner", {}, (), ()),
        ("officer", {"offices": {"berlin": True}}, (), ()),
    ],
)
async def test_person_owns_what_its_role_may_and_its_claims_name(
    roles: str, claims: dict[str, Any], institutions: tuple[str, ...], offices: tuple[str, ...]
) -> None:
    found = await principal_of({**VERIFIED, **claims, "roles": roles}, ClaimMapping(), Known())
    assert (found.institutions, found.offices) == (institutions, offices)


READ, WRITE = Scope.READ, Scope.WRITE_CONTACTS


@pytest.mark.parametrize(
    ("roles", "scope", "scopes"),
    [
        ("partner", None, {READ, WRITE}),
        ("partner", "openid profile", {READ, WRITE}),
        ("partner", "openid read", {READ}),
        ("partner", "read write:contacts", {READ, WRITE}),
        ("partner", ["openid", "write:contacts"], {WRITE}),
        ("partner", "READ reading write", {READ, WRITE}),
        ("nobody", None, {READ}),
        ("nobody", "read write:contacts", {READ}),
        ("nobody", "write:contacts", set()),
    ],
)
async def test_scopes_are_those_that_the_token_names_within_the_role(
    roles: str, scope: object, scopes: set[Scope]
) -> None:
    found = await principal_of({**VERIFIED, "roles": roles, "scope": scope}, ClaimMapping(), Known())
    assert found.scopes == scopes


async def test_id_is_the_same_for_all_tokens_of_a_person_and_says_nothing_of_them() -> None:
    said = [
        {**VERIFIED, "sub": "ada@example.org"},
        {**VERIFIED, "sub": "ada@example.org", "exp": 2_100_000_000, "roles": "admin", "name": "Ada"},
        {**VERIFIED, "sub": "ada@example.org", "iss": "https://other.example.org"},
        {**VERIFIED, "sub": "bob@example.org"},
        {**VERIFIED, "sub": "\ud800"},
    ]
    ids = [(await principal_of(each, ClaimMapping(), Known())).id for each in said]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4
    assert all(each.startswith("oidc:") and len(each) == 37 and "ada" not in each for each in ids)


@pytest.mark.parametrize(("name", "shown"), [("Ada Lovelace", "Ada Lovelace"), (None, ""), ("A\x1b[2J", ""), (7, "")])
async def test_name_is_what_people_can_read(name: object, shown: str) -> None:
    assert (await principal_of({**VERIFIED, "name": name}, ClaimMapping(), Known())).name == shown
