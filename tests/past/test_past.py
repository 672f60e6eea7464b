"""The past is the past: everything that takes a day, recomputed from the export at many days.

Forty days; `REGISTRY_TEST_DAYS` asks of another number.
"""

import os
from datetime import date
from typing import Any

import pytest

from graph.natural_keys import slug_id
from graph.store.store import Store
from tests.conftest import Ask
from tests.past.referee import Referee
from tests.plan.graphs import read
from tests.plan.oracle import Graph

FIRST, LAST = date(2012, 1, 1), date(2027, 6, 30)
BORDERS = ("2022-05-31", "2022-06-01", "2025-02-02", "2025-02-03", "0001-01-01", "9999-12-31")
"""Last day and first day after of an agreement, day of a house's closure, ends of the calendar."""
TASHKENT, BAKU = "russian-house-tashkent", "russian-house-baku"

FACTS = """query ($day: Date!) {
  contacts(where: {liveAt: $day}, first: 100) { totalCount nodes { slug stage(asOf: $day) } }
  ended: contacts(where: {stage: {in: [DORMANT, LOST], asOf: $day}}) { totalCount }
  agreements(where: {liveAt: $day}, first: 100) { totalCount nodes { slug } }
  all: agreements(first: 100) { nodes { id status(asOf: $day) } }
  offices(where: {activeAt: $day}, first: 100) { nodes { slug } }
  everyOffice: offices(first: 100) {
    nodes { id status(asOf: $day) { status } covers(asOf: $day, first: 50) { nodes { code } }
      people(asOf: $day, first: 50) { nodes { id } } }
  }
  intents(where: {openAt: $day}) { totalCount }
  recruitmentCampaigns(where: {activeAt: $day}) { totalCount }
  restrictions(where: {activeAt: $day}) { totalCount }
  open: assistanceRequests(where: {openAt: $day}, first: 100) { nodes { slug } }
  late: assistanceRequests(where: {lateAt: $day}, first: 100) { nodes { slug } }
}"""

NETWORK = """query ($day: Date!, $tashkent: String!, $baku: String!) {
  universities(first: 100) {
    nodes { id partners(asOf: $day, first: 60) { totalCount nodes { id } } people(asOf: $day) { nodes { id } } }
  }
  cutPoints(asOf: $day) { institutionCount componentCount largestComponent }
  singlePointsOfFailure(asOf: $day, first: 100) {
    totalCount partners { partner { id } office { id } person { id } contactCount contacts { slug } }
  }
  expiringAgreements(asOf: $day, days: 180, first: 100) { agreements { agreement { slug } } offices { agreements } }
  tashkent: ifOfficeSuspended(office: $tashkent, asOf: $day) { ...lost }
  planProgress(year: 2026, asOf: $day) {
    totals { plans actionCount done cancelled overdue target actual completion }
  }
  baku: ifOfficeSuspended(office: $baku, asOf: $day) { ...lost }
}
fragment lost on OfficeSuspensionResult {
  totals { partners plans }
  countries { country { code } }
  plans { plan { id } openActions }
}"""


def days() -> list[str]:
    """Spread evenly over the years of the demo set, and days on which something begins or ends."""
    count = int(os.environ.get("REGISTRY_TEST_DAYS", "40"))
    spread = max(1, count - len(BORDERS))
    step = (LAST - FIRST) / spread
    return [*BORDERS[: count - 1], *((FIRST + step * number).isoformat() for number in range(spread))]


@pytest.mark.parametrize("day", days())
async def test_facts_of_a_day_are_those_of_the_export(ask: Ask, demo_store: Store, day: str) -> None:
    referee = Referee(await exported(demo_store), day)
    asked = await ask(FACTS, day=day)
    assert asked.errors == []
    data = asked.data
    live = referee.live_contacts()
    assert data["contacts"]["totalCount"] == len(live)
    stages = {node["slug"]: node["stage"] for node in data["contacts"]["nodes"]}
    assert stages.items() <= {referee.graph.properties[id]["slug"]: referee.stage(id) for id in live}.items()
    over = [id for id in referee.graph.of("Contact") if referee.stage(id) in ("DORMANT", "LOST")]
    assert data["ended"]["totalCount"] == len(over)
    assert slugs(data["agreements"]) == referee.slugs(referee.live_agreements())
    assert {node["id"]: node["status"] for node in data["all"]["nodes"]} == {
        id: referee.status(id) for id in referee.graph.of("Agreement")
    }
    active = [id for id in referee.graph.of("Office") if referee.office_status(id) == "ACTIVE"]
    assert slugs(data["offices"]) == referee.slugs(active)
    for office in data["everyOffice"]["nodes"]:
        assert (office["status"] or {}).get("status") == referee.office_status(office["id"])
        assert sorted(each["code"] for each in office["covers"]["nodes"]) == referee.covered(office["id"])
        assert sorted(each["id"] for each in office["people"]["nodes"]) == referee.people("SERVES_AT", office["id"])
    assert data["intents"]["totalCount"] == len(referee.held("Intent"))
    assert data["recruitmentCampaigns"]["totalCount"] == len(referee.held("RecruitmentCampaign"))
    assert data["restrictions"]["totalCount"] == len(referee.held("Restriction"))
    assert slugs(data["open"]) == referee.slugs(referee.open_requests())
    assert slugs(data["late"]) == referee.slugs(referee.open_requests(late=True))


@pytest.mark.parametrize("day", [day for day in days() if day not in ("0001-01-01", "9999-12-31")])
async def test_network_of_a_day_is_that_of_the_export(ask: Ask, demo_store: Store, day: str) -> None:
    referee = Referee(await exported(demo_store), day)
    asked = await ask(NETWORK, day=day, tashkent=TASHKENT, baku=BAKU)
    assert asked.errors == []
    data = asked.data
    for university in data["universities"]["nodes"]:
        found = {each["id"] for each in university["partners"]["nodes"]}
        assert found == referee.partners(university["id"])
        assert university["partners"]["totalCount"] == len(found)
        people = sorted(each["id"] for each in university["people"]["nodes"])
        assert people == referee.people("WORKS_AT", university["id"])
    assert tuple(data["cutPoints"].values()) == referee.parts()
    hanging = {
        (each["partner"]["id"], (each["office"] or each["person"])["id"]): each["contactCount"]
        for each in data["singlePointsOfFailure"]["partners"]
    }
    assert data["singlePointsOfFailure"]["totalCount"] == len(referee.hanging())
    assert hanging.items() <= referee.hanging().items()
    expiring = data["expiringAgreements"]
    assert sorted(each["agreement"]["slug"] for each in expiring["agreements"]) == referee.slugs(referee.expiring(180))
    assert sum(each["agreements"] for each in expiring["offices"]) == len(referee.expiring(180))
    assert data["planProgress"]["totals"] == referee.progress(2026)
    for slug in ("tashkent", "baku"):
        office, lost = slug_id("offi", f"russian-house-{slug}"), data[slug]
        plans = referee.plans(office)
        assert lost["totals"]["plans"] == len(plans)
        assert {each["plan"]["id"]: each["openActions"] for each in lost["plans"]} == {
            id: referee.undone(id) for id in plans
        }
        assert [each["country"]["code"] for each in lost["countries"]] == referee.lost_countries(office)
        assert lost["totals"]["partners"] == sum(through == office for _, through in referee.hanging())


def slugs(connection: dict[str, Any]) -> list[str]:
    return sorted(node["slug"] for node in connection["nodes"])


READ: dict[str, Graph] = {}


async def exported(store: Store) -> Graph:
    """The demo set: one for both stores, whose exports are the same bytes."""
    if not READ:
        READ["demo"] = await read(store)
    return READ["demo"]
