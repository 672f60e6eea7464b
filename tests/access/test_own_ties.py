"""Contacts and agreements of which only their owners know keep others out of what those are proposed."""

import pytest

from access.principal import ADMINISTRATOR, ANONYMOUS, Principal, Role, Scope
from graph.load.batch import Batch
from graph.store.store import Store
from settings import Settings
from tests.conftest import asking

HOME, NEAR, FAR = "univ_hhhhhhhhhhhhhhhh", "univ_nnnnnnnnnnnnnnnn", "univ_ffffffffffffffff"
OFFICE = "offi_oooooooooooooooo"
READ = frozenset((Scope.READ,))
PARTY = Principal(Role.PARTNER, "key:h", institutions=(HOME,), scopes=READ)
FACILITATOR = Principal(Role.OFFICER, "key:o", offices=(OFFICE,), scopes=READ)
STRANGER = Principal(Role.PARTNER, "key:f", institutions=(FAR,), scopes=READ)
OWNERS, OTHERS = (PARTY, FACILITATOR, ADMINISTRATOR), (STRANGER, ANONYMOUS)
PARTNERS = """query($of: ID!, $where: RegistryPartnerMatchWhere) {
  partnerMatches(university: $of, where: $where, asOf: "%s") { totalCount nodes { id } } }"""
DAY = "2026-11-01"


@pytest.fixture
async def network(store: Store) -> Store:
    """A home institution with two foreign ones: nothing is known of it and them but what a test writes."""
    batch = Batch()
    for country, city, ids in (("RU", "kazan", (HOME,)), ("UZ", "tashkent", (NEAR, FAR))):
        batch.node("Country", f"ctry_{country}", {"code": country, "name": country})
        batch.node("City", f"city_{city}", {"name": city})
        batch.edge("IN_COUNTRY", ("City", f"city_{city}"), ("Country", f"ctry_{country}"))
        for id in ids:
            batch.node("University", id, {"name": id, "kind": "HIGHER_EDUCATION", "status": "ACTIVE"})
            batch.edge("LOCATED_IN", ("University", id), ("City", f"city_{city}"))
    batch.node("Office", OFFICE, {"slug": "office", "name": "Office", "kind": "RUSSIAN_HOUSE"})
    await batch.write(store)
    return store


async def proposed(store: Store, who: Principal, day: str = DAY, **where: bool) -> set[str]:
    answer = await asking(store, Settings.model_construct(), own=who)(PARTNERS % day, of=HOME, where=where)
    assert answer.errors == []
    found = {each["id"] for each in answer.data["partnerMatches"]["nodes"]}
    assert answer.data["partnerMatches"]["totalCount"] == len(found)
    return found


async def test_contact_that_has_only_begun_excludes_for_its_owners_alone(network: Store) -> None:
    batch = Batch()
    batch.node("Contact", "cont_begun", {"slug": "begun", "stage": "LEAD", "since": "2026-05-01"})
    for id in (HOME, NEAR):
        batch.edge("BETWEEN", ("Contact", "cont_begun"), ("University", id))
    batch.edge("FACILITATED_BY", ("Contact", "cont_begun"), ("Office", OFFICE))
    await batch.write(network)
    for who in OWNERS:
        assert await proposed(network, who, excludeLiveContacts=True) == {FAR}, who.role
        assert await proposed(network, who) == {NEAR, FAR}, who.role
        assert await proposed(network, who, day="2026-04-30", excludeLiveContacts=True) == {NEAR, FAR}, who.role
    for who in OTHERS:
        assert await proposed(network, who, excludeLiveContacts=True) == {NEAR, FAR}, who.role


async def test_contact_that_was_lost_excludes_nobody(network: Store) -> None:
    batch = Batch()
    facts = {"slug": "lost", "stage": "LOST", "since": "2026-05-01"}
    batch.node(
        "Contact", "cont_lost", facts | {"stages": ["LEAD", "LOST"], "stagesSince": ["2026-05-01", "2026-07-01"]}
    )
    for id in (HOME, NEAR):
        batch.edge("BETWEEN", ("Contact", "cont_lost"), ("University", id))
    await batch.write(network)
    assert await proposed(network, PARTY, day="2026-06-30", excludeLiveContacts=True) == {FAR}
    assert await proposed(network, PARTY, excludeLiveContacts=True) == {NEAR, FAR}


async def test_agreement_that_its_parties_keep_to_themselves_excludes_for_them_alone(network: Store) -> None:
    batch = Batch()
    facts = {"slug": "kept", "title": "Kept", "kind": "EXCHANGE", "status": "IN_FORCE", "validFrom": "2026-01-01"}
    batch.node("Agreement", "agrm_kept", facts | {"shared": "OWNERS"})
    for id in (HOME, NEAR):
        batch.edge("HAS_PARTY", ("Agreement", "agrm_kept"), ("University", id))
    await batch.write(network)
    for who in (PARTY, ADMINISTRATOR):
        assert await proposed(network, who) == {FAR}, who.role
        assert await proposed(network, who, excludeLiveAgreements=False) == {NEAR, FAR}, who.role
    for who in OTHERS:
        assert await proposed(network, who) == {NEAR, FAR}, who.role
