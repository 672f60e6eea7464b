"""Balance of exchange, asked as an international office would."""

from typing import Any

import pytest

from graph.store.store import Store
from settings import Settings
from tests.conftest import Ask
from tests.written import written

COUNTS = [
    ("m1", "home", "near", "2024/2025", "STUDENT_STUDIES", 6, 0.5),
    ("m2", "home", "near", "2025/2026", "STAFF_TEACHING", 2, 0.1),
    ("m3", "near", "home", "2025/2026", "STUDENT_STUDIES", 2, 1.0),
    ("m4", "home", "far", "2025/2026", "STUDENT_TRAINEESHIP", 3, 0.1),
    ("m5", "far", "home", "2026/2027", "STUDENT_STUDIES", 3, 0.1),
    ("m6", "near", "home", "2026/2027", "FULL_DEGREE", 40, 1.0),
    ("m7", "near", "home", "2023/2024", "STUDENT_STUDIES", 50, 1.0),
    ("m8", "only", "home", "2026/2027", "STUDENT_STUDIES", 1, 0.3),
    ("m9", "near", "far", "2026/2027", "STUDENT_STUDIES", 9, 1.0),
]
FLOWS = "CREATE " + ", ".join(
    [
        f"({name}:University {{id: 'univ_{name}', name: '{name}', kind: 'OTHER', status: 'ACTIVE'}})"
        for name in ("home", "near", "far", "only")
    ]
    + [
        f"({name})<-[:FLOWS_FROM]-({flow}:MobilityFlow {{id: 'mobi_{flow}', slug: '{flow}', academicYear: '{year}', "
        f"kind: '{kind}', count: {count}, weight: {weight}}})-[:FLOWS_TO]->({to})"
        for flow, name, to, year, kind, count, weight in COUNTS
    ]
)

BALANCE = """query ($of: ID = "univ_home", $from: String! = "2024/2025", $to: String! = "2026/2027",
                   $tolerance: Float! = 0.2, $kinds: [MobilityFlowKind!], $only: Boolean! = false, $first: Int,
                   $after: String) {
  balanceOfExchange(university: $of, from: $from, to: $to, tolerance: $tolerance, kinds: $kinds,
                    onlyOutOfBalance: $only, first: $first, after: $after) {
    partners {
      partner { name } sent received weightedSent weightedReceived balance outOfBalance flows { slug }
    }
    totals { partners outOfBalance sent received weightedSent weightedReceived balance }
    pageInfo { hasNextPage endCursor }
  }
}"""
NEAR = {
    "partner": {"name": "near"}, "sent": 8, "received": 2, "weightedSent": 3.2, "weightedReceived": 2.0,
    "balance": round(1.2 / 5.2, 6), "outOfBalance": True, "flows": [{"slug": "m2"}, {"slug": "m3"}, {"slug": "m1"}],
}  # fmt: skip
FAR = {
    "partner": {"name": "far"}, "sent": 3, "received": 3, "weightedSent": 0.3, "weightedReceived": 0.3,
    "balance": 0.0, "outOfBalance": False, "flows": [{"slug": "m5"}, {"slug": "m4"}],
}  # fmt: skip
ONLY = {
    "partner": {"name": "only"}, "sent": 0, "received": 1, "weightedSent": 0.0, "weightedReceived": 0.3,
    "balance": -1.0, "outOfBalance": True, "flows": [{"slug": "m8"}],
}  # fmt: skip
TOTALS = {
    "partners": 3, "outOfBalance": 2, "sent": 11, "received": 6, "weightedSent": 3.5, "weightedReceived": 2.6,
    "balance": round(0.9 / 6.1, 6),
}  # fmt: skip


async def test_each_partner_has_its_balance_and_the_flows_behind_it(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, FLOWS)
    asked = await ask(BALANCE)
    assert asked.errors == []
    found = asked.data["balanceOfExchange"]
    assert found["partners"] == [NEAR, FAR, ONLY]
    assert found["totals"] == TOTALS
    assert len(asked.statements) == 1


async def test_partners_out_of_balance_can_be_asked_for_alone(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, FLOWS)
    found = (await ask(BALANCE, only=True)).data["balanceOfExchange"]
    assert (found["partners"], found["totals"]) == ([NEAR, ONLY], TOTALS)


@pytest.mark.parametrize(
    ("tolerance", "names"), [(0.0, ["near", "only"]), (0.23, ["near", "only"]), (0.2308, ["only"]), (1.0, [])]
)
async def test_partner_is_out_of_balance_beyond_the_tolerance(
    store: Store, settings: Settings, tolerance: float, names: list[str]
) -> None:
    ask = await written(store, settings, FLOWS)
    found = (await ask(BALANCE, only=True, tolerance=tolerance)).data["balanceOfExchange"]
    assert [row["partner"]["name"] for row in found["partners"]] == names
    assert found["totals"]["outOfBalance"] == len(names)


@pytest.mark.parametrize(
    ("given", "sums"),
    [
        ({"kinds": ["FULL_DEGREE"]}, (0, 40)),
        ({"kinds": ["STAFF_TEACHING", "STUDENT_TRAINEESHIP"]}, (5, 0)),
        ({"from": "2023/2024", "to": "2023/2024"}, (0, 50)),
        ({"from": "2026/2027"}, (0, 4)),
        ({"of": "univ_none"}, (0, 0)),
    ],
)
async def test_flows_are_chosen_by_kind_and_years(
    store: Store, settings: Settings, given: dict[str, Any], sums: tuple[int, int]
) -> None:
    ask = await written(store, settings, FLOWS)
    totals = (await ask(BALANCE, **given)).data["balanceOfExchange"]["totals"] or {"sent": 0, "received": 0}
    assert (totals["sent"], totals["received"]) == sums


async def test_pages_follow_one_another(store: Store, settings: Settings) -> None:
    ask = await written(store, settings, FLOWS)
    first = (await ask(BALANCE, first=2)).data["balanceOfExchange"]
    second = (await ask(BALANCE, first=2, after=first["pageInfo"]["endCursor"])).data["balanceOfExchange"]
    assert first["partners"] + second["partners"] == [NEAR, FAR, ONLY]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second)] == [True, False]


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        ({"from": "2024"}, "from", "BAD_USER_INPUT"),
        ({"to": "2026/2028"}, "to", "BAD_USER_INPUT"),
        ({"to": "2023/2024"}, "to", "BAD_USER_INPUT"),
        ({"tolerance": 1.1}, "tolerance", "BAD_USER_INPUT"),
        ({"of": "offi_aaaaaaaaaaaaaaaa"}, "university", "BAD_ID"),
        ({"of": "Nobody's university"}, "university", "BAD_ID"),
        ({"of": None}, "university", "BAD_USER_INPUT"),
    ],
)
async def test_arguments_that_cannot_be_used_are_named(ask: Ask, given: dict[str, Any], field: str, code: str) -> None:
    (error,) = (await ask(BALANCE, **given)).errors
    told = error["extensions"]
    assert (told["code"], told["field"]) == (code, f"balanceOfExchange.{field}")
