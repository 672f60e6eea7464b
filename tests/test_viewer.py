"""Who asks, as they see themselves."""

from access.principal import Principal, Role, Scope
from graph.natural_keys import slug_id, university_id
from schema.viewer import ViewerRole, ViewerScope
from tests.conftest import Ask

VIEWER = "{ viewer { role name institutions { name } offices { slug } scopes expiresAt } }"
MSU = university_id("ROR", "https://ror.org/010pmpe69")
TASHKENT = slug_id("offi", "russian-house-tashkent")


async def test_nobody_in_particular_may_read(ask: Ask) -> None:
    asked = await ask(VIEWER)
    assert asked.data["viewer"] == {
        "role": "PUBLIC", "name": None, "institutions": [], "offices": [], "scopes": ["READ"], "expiresAt": None,
    }  # fmt: skip
    assert asked.statements == []


async def test_holder_of_a_key_sees_for_whom_it_acts_and_until_when(ask: Ask) -> None:
    scopes = frozenset((Scope.WRITE_CONTACTS, Scope.READ))
    partner = Principal(Role.PARTNER, "key:1", "CRIS", (MSU, "univ_gone"), (TASHKENT,), scopes, 1_798_761_600_000)
    asked = await ask(VIEWER, partner)
    assert asked.data["viewer"] == {
        "role": "PARTNER",
        "name": "CRIS",
        "institutions": [{"name": "Lomonosov Moscow State University"}],
        "offices": [{"slug": "russian-house-tashkent"}],
        "scopes": ["READ", "WRITE_CONTACTS"],
        "expiresAt": "2027-01-01T00:00:00Z",
    }
    assert (await ask(VIEWER)).data["viewer"]["role"] == "PUBLIC"


def test_every_role_and_scope_has_its_word_in_the_schema() -> None:
    assert [each.name for each in Role] == [each.name for each in ViewerRole]
    assert [each.name for each in Scope] == [each.name for each in ViewerScope]
