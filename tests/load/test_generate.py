"""The generated network: the same for the same seed, plausible, marked as invented, and only in an empty store."""

import asyncio
import json
import re
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.declared import declared_model, edge_type_of
from graph.load.generate.network import NOUNS, generate
from graph.load.generate.world import TODAY, World
from graph.load.report import LoadError
from graph.load.versions import PROPERTIES, content_hash
from graph.store.store import Store
from tests.conftest import Server, emptied
from tests.load.graphs import exported, quiet
from tests.load.ror_samples import location, record, write_lines

UNIVERSITIES, CONTACTS = 400, 2_000
NOT_MARKED = {"Country", "Region", "City", "Source", "Name", "Identifier", "OfficeStatus"}
"""Labels that have no `demo` of their own."""


class Made:
    """A generated network, read from its export."""

    def __init__(self, text: str) -> None:
        self.nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.edges: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
        for line in map(json.loads, text.splitlines()):
            if "node" in line:
                self.nodes[line["node"]][line["id"]] = line["properties"]
            elif "edge" in line:
                self.edges[line["edge"]].append((line["from"], line["to"], line["properties"]))

    def of(self, type: str) -> dict[str, list[str]]:
        """The far ends of each node's edges of a type."""
        found = defaultdict(list)
        for source, target, _ in self.edges[type]:
            found[source].append(target)
        return found

    def country(self) -> dict[str, str]:
        """The country code of each university and office."""
        code = {id: self.nodes["Country"][places[0]]["code"] for id, places in self.of("IN_COUNTRY").items()}
        seats = self.of("LOCATED_IN") | self.of("HOUSED_IN")
        return {id: code[cities[0]] for id, cities in seats.items()}


async def made_by(server: Server, world: World) -> str:
    """The export of a network, generated on a store that is emptied."""
    store = await emptied(server)
    server.holds = "something"
    try:
        await generate(store, world, quiet)
        return await exported(store)
    finally:
        await store.close()


@pytest.fixture(scope="module")
def made(embedded_server: Server) -> Made:
    """The network that most tests look at."""
    return Made(asyncio.run(made_by(embedded_server, World(UNIVERSITIES, CONTACTS, seed=7))))


async def test_same_seed_and_sizes_give_the_same_bytes_on_every_store(server: Server, embedded_server: Server) -> None:
    assert await made_by(server, World(40, 120, seed=7)) == await made_by(embedded_server, World(40, 120, seed=7))


async def test_another_seed_gives_another_network(embedded_server: Server) -> None:
    one, other = [await made_by(embedded_server, World(40, 40, seed)) for seed in (7, 8)]
    assert one != other


async def test_network_is_generated_into_an_empty_store_only(store: Store) -> None:
    await generate(store, World(30, 30, seed=1), quiet)
    before = await exported(store)
    with pytest.raises(LoadError, match=r"not empty.*REGISTRY_DATA_DIR"):
        await generate(store, World(30, 30, seed=1), quiet)
    assert await exported(store) == before


async def test_network_has_every_noun_and_every_relationship_type(made: Made) -> None:
    assert set(made.nodes) == set(declared_model().types)
    of_ror_alone = {"CHILD_OF", "SUCCEEDED_BY", "RELATED_TO"}
    assert set(declared_model().edges) - set(made.edges) <= of_ror_alone
    assert len(made.nodes["University"]) == UNIVERSITIES
    assert len(made.nodes["Contact"]) == CONTACTS


async def test_progress_tells_of_all_there_is(store: Store) -> None:
    told: list[tuple[int, int | None]] = []
    report = await generate(store, World(60, 80, seed=2), lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1] == (report.created, report.created)
    assert len({total for _, total in told}) == 1
    assert len(told) >= len(NOUNS)


async def test_all_that_is_invented_is_marked_and_has_a_source_of_its_own(made: Made) -> None:
    stated = made.of("STATED_BY")
    sources = {id: source["slug"] for id, source in made.nodes["Source"].items()}
    assert set(sources.values()) == {"generated"}
    for label in set(made.nodes) - NOT_MARKED:
        assert {node.get("demo") for node in made.nodes[label].values()} == {True}, label
        if (label, "Source") in edge_type_of("STATED_BY").ends:
            assert all(stated[id] for id in made.nodes[label]), label


async def test_values_are_those_of_the_model(made: Made) -> None:
    for label, property, allowed in declared_model().values():
        assert {node.get(property) for node in made.nodes[label].values()} - {None} <= set(allowed), (label, property)


async def test_a_few_institutions_have_most_contacts_on_both_sides(made: Made) -> None:
    country, degree = made.country(), Counter(to for _, to, _ in made.edges["BETWEEN"])
    for at_home, share in ((True, 0.2), (False, 0.3)):
        counts = sorted(
            (degree[id] for id in made.nodes["University"] if (country[id] == "RU") == at_home), reverse=True
        )
        top = sum(counts[: max(1, len(counts) // 10)])
        assert top > share * sum(counts), (at_home, counts)


async def test_contacts_are_mostly_between_home_and_abroad(made: Made) -> None:
    country, sides = made.country(), made.of("BETWEEN")
    assert all(len(set(parties)) == len(parties) >= 2 for parties in sides.values())
    mixed = sum({"RU"} < {country[party] for party in parties} for parties in sides.values())
    assert 0.9 < mixed / len(sides) < 0.99


async def test_office_that_brought_a_contact_about_answers_for_its_country_then(made: Made) -> None:
    country, parties = made.country(), made.of("BETWEEN")
    covers: dict[tuple[str, str], tuple[str, str]] = {}
    for office, code, span in made.edges["COVERS"]:
        covers[office, made.nodes["Country"][code]["code"]] = span["since"], span.get("until", "9999")
    for contact, office, _ in made.edges["FACILITATED_BY"]:
        since = made.nodes["Contact"][contact]["since"]
        spans = [covers[office, country[each]] for each in parties[contact] if (office, country[each]) in covers]
        assert any(begins <= since < ends for begins, ends in spans), contact
    assert 0.2 < len(made.edges["FACILITATED_BY"]) / CONTACTS < 0.6


async def test_contact_begins_after_the_event_of_its_office_and_before_its_agreement(made: Made) -> None:
    contacts, offices, hosts = made.nodes["Contact"], made.of("FACILITATED_BY"), made.of("HOSTED_BY")
    assert len(made.edges["ORIGINATED_AT"]) > CONTACTS // 20
    for contact, event, _ in made.edges["ORIGINATED_AT"]:
        assert made.nodes["Event"][event]["ends"] < contacts[contact]["since"]
        assert offices[contact] == hosts[event]
    assert len(made.edges["LED_TO"]) > CONTACTS // 20
    for contact, agreement, _ in made.edges["LED_TO"]:
        assert contacts[contact]["since"] < made.nodes["Agreement"][agreement].get("signed", "9999")


async def test_agreement_has_the_parties_of_the_contact_that_led_to_it(made: Made) -> None:
    between, parties = made.of("BETWEEN"), made.of("HAS_PARTY")
    for contact, agreement, _ in made.edges["LED_TO"]:
        assert sorted(between[contact]) == sorted(parties[agreement])


async def test_status_of_an_agreement_goes_with_its_dates(made: Made) -> None:
    for agreement in made.nodes["Agreement"].values():
        assert agreement.get("signed", "") <= agreement.get("validFrom", "")
        over = agreement.get("validTo", "9999") < "2026-11-24"
        assert (agreement["status"] in ("EXPIRED", "TERMINATED")) >= over
        assert (agreement["status"] == "DRAFT") == ("signed" not in agreement)


async def test_person_keeps_a_contact_of_the_own_institution_while_working_there(made: Made) -> None:
    works = {person: (university, span) for person, university, span in made.edges["WORKS_AT"]}
    parties = made.of("BETWEEN")
    assert len(made.edges["HELD_BY"]) > CONTACTS // 20
    for contact, person, _ in made.edges["HELD_BY"]:
        university, span = works[person]
        assert university in parties[contact]
        assert span["since"] <= made.nodes["Contact"][contact]["since"] < span.get("until", "9999")


async def test_valid_time_runs_forward_and_ends_by_the_day_of_the_network(made: Made) -> None:
    for label in ("Contact", "Intent", "OfficeStatus"):
        for node in made.nodes[label].values():
            assert node["since"] < node.get("until", "9999")
    for type in ("COVERS", "WORKS_AT", "SERVES_AT"):
        for _, _, span in made.edges[type]:
            assert span["since"] < (span.get("until") or "9999")
    for contact in made.nodes["Contact"].values():
        assert contact["since"] <= contact.get("lastActivity", contact["since"]) <= "2026-11-24"
    assert TODAY == 739944


async def test_names_are_in_three_scripts(made: Made) -> None:
    text = "".join(name["value"] for name in made.nodes["Name"].values())
    for first, last in ("AZ", "АЯ", "اي", "一鿿"):
        assert any(first <= letter <= last for letter in text), (first, last)


async def test_institutions_of_a_ror_file_are_facts_and_the_rest_is_invented(store: Store, tmp_path: Path) -> None:
    lines = [record(number, locations=[location(524901, name="Moscow")]) for number in range(1, 6)]
    world = World(120, 200, seed=3, ror=write_lines(tmp_path / "dump.jsonl", lines))
    await generate(store, world, quiet)
    made = Made(await exported(store))
    facts = [id for id, node in made.nodes["University"].items() if node["demo"] is False]
    assert len(facts) == 5
    assert len(made.nodes["University"]) == 120
    sources = {id: source["slug"] for id, source in made.nodes["Source"].items()}
    stated = made.of("STATED_BY")
    assert {tuple(sorted(sources[each] for each in stated[id])) for id in facts} == {("generated", "ror")}


async def test_bookings_of_a_venue_never_overlap_and_last_as_long_as_their_event(made: Made) -> None:
    events, spans = made.of("BOOKED_FOR"), defaultdict(list)
    for booking, venue, _ in made.edges["BOOKS"]:
        held = made.nodes["Event"][events[booking][0]]
        said = made.nodes["Booking"][booking]
        assert said["since"] == held["starts"] <= held["ends"] < said["until"]
        spans[venue].append((said["since"], said["until"]))
    assert len(spans) > 10
    for taken in map(sorted, spans.values()):
        assert all(before[1] <= after[0] for before, after in pairwise(taken))


async def test_exchange_goes_between_the_parties_of_its_agreement_while_it_binds(made: Made) -> None:
    parties, under = made.of("HAS_PARTY"), made.of("CONDITION_OF")
    sent, received = made.of("SENT_BY"), made.of("RECEIVED_BY")
    ways = defaultdict(set)
    first: defaultdict[str, str] = defaultdict(lambda: "9999")
    for id, condition in made.nodes["CooperationCondition"].items():
        (agreement,), ends = under[id], (sent[id][0], received[id][0])
        assert set(ends) <= set(parties[agreement]) and len(set(ends)) == 2
        assert condition["firstYear"] <= condition.get("lastYear", "9999")
        assert ("months" in condition) != ("days" in condition)
        ways[agreement].add((*ends, condition["kind"]))
        first[agreement] = min(first[agreement], condition["firstYear"])
    assert all(len(each) >= 2 for each in ways.values()), "studies go both ways"
    flows, to = made.of("FLOWS_UNDER"), made.of("FLOWS_TO")
    assert len(flows) > 100
    for flow, source, _ in made.edges["FLOWS_FROM"]:
        said = made.nodes["MobilityFlow"][flow]
        (agreement,) = flows[flow]
        assert (source, to[flow][0], said["kind"]) in ways[agreement]
        assert first[agreement] <= said["academicYear"] < "2026"
        assert said["count"] >= 1 and 0 < said["weight"] <= 1


async def test_last_version_of_an_agreement_is_what_it_says_now(made: Made) -> None:
    parties: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for agreement, party, said in made.edges["HAS_PARTY"]:
        parties[agreement][said["position"]] = party
    versions: defaultdict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for version, agreement, _ in made.edges["VERSION_OF"]:
        said = made.nodes["AgreementVersion"][version]
        versions[agreement][said["number"]] = said
    offices, amended = made.of("SIGNED_BY"), made.of("AMENDS")
    assert any(len(each) > 1 for each in versions.values())
    for agreement, known in versions.items():
        assert sorted(known) == list(range(1, len(known) + 1))
        dates = [known[number]["recorded"] for number in sorted(known)]
        assert dates == sorted(dates)
        assert len({each["contentHash"] for each in known.values()}) == len(known)
        assert all(bool(each["changedFields"]) == (number > 1) for number, each in known.items())
        facts = {name: made.nodes["Agreement"][agreement].get(name) for name in PROPERTIES}
        facts |= {"parties": [parties[agreement][place] for place in sorted(parties[agreement])]}
        facts |= {
            name: found[agreement][0] for name, found in (("office", offices), ("amends", amended)) if found[agreement]
        }
        now = content_hash({name: value for name, value in facts.items() if value is not None})
        assert known[len(known)]["contentHash"] == now


async def test_addendum_comes_after_what_it_amends(made: Made) -> None:
    assert made.edges["AMENDS"]
    for addendum, agreement, _ in made.edges["AMENDS"]:
        later, earlier = made.nodes["Agreement"][addendum], made.nodes["Agreement"][agreement]
        assert later["kind"] == "ADDENDUM" and earlier["kind"] != "ADDENDUM"
        assert earlier.get("signed", "") <= later["signed"]


async def test_plan_is_under_the_agreement_of_its_university_with_actions_of_its_year(made: Made) -> None:
    parties, of, under = made.of("HAS_PARTY"), made.of("PLAN_OF"), made.of("PLANNED_UNDER")
    for plan in made.nodes["AnnualPlan"]:
        (agreement,) = under[plan]
        assert made.nodes["Agreement"][agreement]["kind"] == "AGENCY_COOPERATION"
        assert parties[agreement] == of[plan]
    evidence = made.of("EVIDENCED_BY")
    areas = set()
    for action, plan, _ in made.edges["PART_OF_PLAN"]:
        said = made.nodes["JointAction"][action]
        areas.add(said["area"])
        assert int(said["due"][:4]) in (
            made.nodes["AnnualPlan"][plan]["year"],
            made.nodes["AnnualPlan"][plan]["year"] + 1,
        )
        assert (said["status"] == "DONE") == ("actual" in said) == ("completed" in said)
        assert said["status"] == "DONE" or not evidence[action]
    assert len(areas) == 5
    assert len(evidence) > 50


async def test_counts_stay_within_what_they_are_counted_of(made: Made) -> None:
    for said in made.nodes["Quota"].values():
        assert said.get("filled", 0) <= said["places"]
    for said in made.nodes["RecruitmentCampaign"].values():
        assert said.get("admitted", 0) <= said.get("applications", 0)
    quotas, countries = made.of("GIVEN_TO"), made.of("RECRUITS_IN")
    assert made.edges["FILLS"]
    for campaign, quota, _ in made.edges["FILLS"]:
        assert quotas[quota] == countries[campaign]
        years = made.nodes["Quota"][quota]["academicYear"], made.nodes["RecruitmentCampaign"][campaign]["academicYear"]
        assert years[0] == years[1]


async def test_agreement_is_checked_before_it_is_signed(made: Made) -> None:
    assert made.edges["GATES"]
    for check, agreement, _ in made.edges["GATES"]:
        said, signed = made.nodes["ComplianceCheck"][check], made.nodes["Agreement"][agreement].get("signed")
        assert said["required"] <= said.get("requested", "9999") <= said.get("decided", "9999")
        assert signed is None or (said["status"] == "GRANTED" and said["decided"] < signed)


async def test_interaction_falls_into_the_time_of_its_contact(made: Made) -> None:
    assert made.edges["WITHIN"]
    for interaction, contact, _ in made.edges["WITHIN"]:
        within = made.nodes["Contact"][contact]
        assert within["since"] <= made.nodes["Interaction"][interaction]["date"] <= within["lastActivity"]


async def test_contact_points_are_addresses_and_numbers_that_nobody_has(made: Made) -> None:
    reached = made.of("REACHES")
    kinds = Counter(said["kind"] for said in made.nodes["ContactPoint"].values())
    assert kinds["EMAIL"] > kinds["PHONE"] > 50
    for id, said in made.nodes["ContactPoint"].items():
        (person,) = reached[id]
        assert person in made.nodes["Person"]
        form = r"person-\d+@example\.org" if said["kind"] == "EMAIL" else r"\+44(7700900|1632960)\d{3}"
        assert re.fullmatch(form, said["value"])


async def test_note_is_of_the_time_of_its_contact_and_written_by_staff_of_its_office(made: Made) -> None:
    serves, kept, about = made.of("SERVES_AT"), made.of("KEPT_BY"), made.of("ABOUT_CONTACT")
    subjects = [made.of(type) for type in ("ABOUT_CONTACT", "ABOUT_UNIVERSITY", "ABOUT_PERSON")]
    assert all(subjects)
    assert all(sum(len(each[id]) for each in subjects if id in each) == 1 for id in made.nodes["Note"])
    assert made.edges["WRITTEN_BY"]
    for id, author, _ in made.edges["WRITTEN_BY"]:
        assert serves[author] == kept[id]
    facilitated = made.of("FACILITATED_BY")
    for id, contacts in about.items():
        within = made.nodes["Contact"][contacts[0]]
        assert within["since"] <= made.nodes["Note"][id]["date"] <= "2026-11-24"
        assert facilitated[contacts[0]] == kept[id]
