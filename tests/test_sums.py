"""Sums of people and leads that no Int can hold."""

from graph.store.store import Store
from settings import Settings
from tests.conftest import asking

MOST = 2**31 - 1

MOVED = """
CREATE (e:Event {id: 'evnt_a', slug: 'a', name: 'A', kind: 'FAIR',
  starts: date('2026-01-01'), ends: date('2026-01-01')})
CREATE (c:Contact {id: 'cont_a', slug: 'a', stage: 'AGREED', since: date('2026-01-01')})-[:ORIGINATED_AT]->(e)
CREATE (a:Agreement {id: 'agrm_a', slug: 'a', title: 'A', kind: 'EXCHANGE', status: 'IN_FORCE',
  signed: date('2026-01-01'), validFrom: date('2026-01-01'), validTo: date('2026-12-31')})
CREATE (c)-[:LED_TO]->(a)
WITH e, a UNWIND ['a', 'b'] AS key
CREATE (:Participation {id: 'part_' + key, leads: $most})-[:AT_EVENT]->(e)
CREATE (:MobilityFlow {id: 'mobi_' + key, slug: key, academicYear: '2025/2026', kind: 'STUDENT_STUDIES', count: $most})
  -[:FLOWS_UNDER]->(a)
"""

ASKED = """{
  expiringAgreements(days: 365, asOf: "2026-06-01") { agreements { people } offices { people } }
  eventConversion(since: "2026-01-01", until: "2027-01-01") {
    totals { leads students }
    events { leads students }
  }
}"""


async def test_sums_of_people_that_an_int_cannot_hold_are_told_as_its_greatest_value(
    store: Store, settings: Settings
) -> None:
    await store.write(lambda transaction: transaction.run(MOVED, {"most": MOST}))
    asked = await asking(store, settings)(ASKED)
    assert asked.errors == []
    expiring, conversion = asked.data["expiringAgreements"], asked.data["eventConversion"]
    assert [each["people"] for each in expiring["agreements"]] == [MOST]
    assert [each["people"] for each in expiring["offices"]] == [MOST]
    assert conversion["totals"] == conversion["events"][0] == {"leads": MOST, "students": MOST}
