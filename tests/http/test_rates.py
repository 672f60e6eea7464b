"""Rate limits: who is counted as one, what counts, and what somebody is told who asks too often."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import parse_many
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from access.principal import Principal, Role
from graph.store.store import Store
from process.application import application
from process.registry import registry_of
from process.shared_counters import SharedCounters
from settings import Settings, SettingsError, from_environment
from tests.http.answering import NOBODY, RESPONSE_JSON, codes, post
from tests.http.test_shared_counters import Clock
from tests.http.wire import QUESTION, Answer, exchange, get, registry
from tests.http.wire import post as wire_post
from tests.serving import Serving, until
from transport.rates import RateLimitedError, RateLimits, Rates
from transport.requests import Requests

WORKERS, CLIENTS, RATE = 4, 60, 300
TYPENAME = "{ __typename }"
SENT_JSON = {"content-type": "application/json"}


@asynccontextmanager
async def make_app(**settings: object) -> AsyncIterator[ASGIApp]:
    """A registry whose store is nowhere, in this process."""
    chosen = Settings.model_construct(**settings)  # type: ignore[arg-type]
    store = Store.open(NOBODY)
    yield application(chosen, registry_of(store, chosen))
    await store.close()


def asker(app: ASGIApp, address: str = "192.0.2.1") -> httpx.AsyncClient:
    """A client at an address."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 1)), base_url="http://registry")


async def statuses(app: ASGIApp, address: str, times: int = 1) -> list[int]:
    async with asker(app, address) as client:
        return [(await post(client, TYPENAME)).status_code for _ in range(times)]


@pytest.mark.parametrize("accept", ["application/json", RESPONSE_JSON])
async def test_refusal_is_json_as_negotiated_with_its_id_and_the_time_to_wait(accept: str) -> None:
    async with make_app(rate_address="1/minute") as app, asker(app) as client:
        client.headers["accept"] = accept
        assert (await post(client, TYPENAME)).status_code == 200
        answer = await post(client, TYPENAME)
    assert (answer.status_code, codes(answer)) == (429, ["RATE_LIMITED"])
    assert answer.headers["content-type"] == f"{accept}; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert 60 <= int(answer.headers["retry-after"]) <= 61
    assert answer.json()["errors"][0]["extensions"]["requestId"] == answer.headers["x-request-id"]


async def test_refusal_of_a_stream_is_json() -> None:
    async with make_app(rate_address="1/minute") as app, asker(app) as client:
        await post(client, TYPENAME)
        client.headers["accept"] = "text/event-stream"
        answer = await post(client, TYPENAME)
    assert (answer.status_code, codes(answer)) == (429, ["RATE_LIMITED"])
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


async def test_refusal_has_a_line_in_the_log_like_any_other(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "transport.requests")
    async with make_app(rate_address="1/minute") as app:
        assert await statuses(app, "192.0.2.1", 2) == [200, 429]
    line: Any = caplog.records[-1]
    assert (line.getMessage(), line.status, line.codes) == ("request completed", 429, ["RATE_LIMITED"])


KINDS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "GET": ("GET", "/graphql?query={__typename}", {}, 200),
    "HEAD": ("HEAD", "/graphql/?query={__typename}", {}, 200),
    "POST": ("POST", "/graphql", {"json": {"query": TYPENAME}}, 200),
    "a body that is no JSON": ("POST", "/graphql", {"content": "{", "headers": SENT_JSON}, 400),
    "a body of another type": ("POST", "/graphql", {"content": "hello"}, 415),
    "a body that is too large": ("POST", "/graphql", {"content": " " * 2_000_000, "headers": SENT_JSON}, 413),
    "no such method": ("DELETE", "/graphql", {}, 405),
}


async def test_get_post_and_bad_bodies_count_alike() -> None:
    async with make_app(rate_address=f"{len(KINDS)}/minute") as app, asker(app) as client:
        for expected in (None, 429):
            for name, (method, path, sent, status) in KINDS.items():
                answer = await client.request(method, path, **sent)
                assert answer.status_code == expected or status, name
                assert ("retry-after" in answer.headers) == (expected == 429), name
            assert (await client.get("/healthz")).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/graphql", 200), ("/healthz", 200), ("/readyz", 503), ("/metrics", 200)]
)
async def test_pages_health_and_metrics_are_free(path: str, status: int) -> None:
    async with make_app(rate_address="1/minute") as app, asker(app) as client:
        for _ in range(3):
            assert (await client.get(path, headers={"accept": "text/html"})).status_code == status
        assert await statuses(app, "192.0.2.1", 2) == [200, 429]
        assert (await client.get(path, headers={"accept": "text/html"})).status_code == status


async def test_body_of_a_refused_request_is_not_waited_for() -> None:
    async with registry(rate_address="1/minute") as port:
        assert [each.status for each in await exchange(port, wire_post())] == [200]
        head, _, _ = wire_post(QUESTION, b"X-Body: comes never").partition(b"\r\n\r\n")
        (answer,) = await exchange(port, head + b"\r\n\r\n")
    assert (answer.status, answer.code) == (429, "RATE_LIMITED")


async def test_without_the_settings_all_pass() -> None:
    async with make_app() as app:
        assert set(await statuses(app, "192.0.2.1", 200)) == {200}


async def test_page_of_an_allowed_origin_reads_the_refusal_and_how_long_to_wait() -> None:
    origin = "https://partners.example.edu"
    async with make_app(rate_address="1/minute", cors_origins=origin) as app, asker(app) as client:
        client.headers["origin"] = origin
        for _ in range(3):  # of which none counts
            asked = await client.options("/graphql", headers={"access-control-request-method": "POST"})
            assert asked.status_code == 200
        await post(client, TYPENAME)
        answer = await post(client, TYPENAME)
    assert answer.status_code == 429
    assert answer.headers["access-control-allow-origin"] == origin
    assert "retry-after" in answer.headers["access-control-expose-headers"]


async def test_refusals_are_counted_by_what_they_are_counted_by() -> None:
    async with make_app(rate_address="1/minute") as app, asker(app) as client:
        assert await statuses(app, "192.0.2.1", 3) == [200, 429, 429]
        figures = (await client.get("/metrics")).text
    assert 'registry_rate_limited_total{by="address"} 2.0' in figures
    assert 'registry_errors_total{code="RATE_LIMITED"} 2.0' in figures


async def test_request_is_let_through_when_the_time_that_was_told_has_passed() -> None:
    async with make_app(rate_address="1/second") as app, asker(app) as client:
        assert (await post(client, TYPENAME)).status_code == 200
        refused = await post(client, TYPENAME)
        assert refused.status_code == 429
        await asyncio.sleep(int(refused.headers["retry-after"]))
        assert (await post(client, TYPENAME)).status_code == 200


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("_hidden", "_hidden", True),
    ],
)
async def test_ipv4_counts_by_its_address_and_ipv6_by_its_network(one: str, other: str, are_one: bool) -> None:
    async with make_app(rate_address="1/minute") as app:
        assert await statuses(app, one) == [200]
        assert await statuses(app, other) == [429 if are_one else 200]


async def test_clients_whose_server_tells_no_address_are_counted_as_one() -> None:
    async with make_app(rate_address="1/minute") as app:

        async def without_address(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "client": None}, receive, send)

        assert await statuses(without_address, "192.0.2.1") == [200]
        assert await statuses(without_address, "192.0.2.2") == [429]


def forwarded(for_whom: str) -> bytes:
    return wire_post(QUESTION, b"X-Forwarded-For: " + for_whom.encode())


async def wire_statuses(port: int, *asked: bytes) -> list[int]:
    return [answer.status for each in asked for answer in await exchange(port, each)]


async def test_forwarded_address_of_nobody_that_is_trusted_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")  # uvicorn's own
    asked = [wire_post(), forwarded("203.0.113.1"), forwarded("203.0.113.2")]
    async with registry(rate_address="1/minute") as port:
        assert await wire_statuses(port, *asked) == [200, 429, 429]
    async with registry(rate_address="1/minute", trusted_proxies="10.0.0.0/8, 192.0.2.1") as port:
        assert await wire_statuses(port, *asked) == [200, 429, 429]


async def test_forwarded_address_of_a_trusted_proxy_is_that_of_the_client() -> None:
    async with registry(rate_address="1/minute", trusted_proxies="10.0.0.0/8, 127.0.0.1") as port:
        asked = [
            forwarded(each) for each in ("203.0.113.1", "203.0.113.2", "203.0.113.1, 10.1.2.3", "1.1.1.1, 203.0.113.2")
        ]
        assert await wire_statuses(port, *asked) == [200, 200, 429, 429]
        assert [each.status for each in await exchange(port, get())] == [200]


@pytest.mark.parametrize("proxy", ["10.1.2.3", "::ffff:10.1.2.3", "2001:db8::7"])
async def test_proxy_is_known_over_ipv4_and_ipv6(proxy: str) -> None:
    async with (
        make_app(rate_address="1/minute", trusted_proxies="10.0.0.0/8,2001:db8::/64") as app,
        asker(app, proxy) as client,
    ):
        for address in ("203.0.113.1", "203.0.113.2"):
            answer = await client.get("/graphql?query={__typename}", headers={"x-forwarded-for": address})
            assert answer.status_code == 200


def rates(by_address: str = "", by_key: str = "", clock: Clock | None = None, told: list[str] | None = None) -> Rates:
    clock = clock or Clock()
    limiter = MovingWindowRateLimiter(SharedCounters(clock=clock, sets=64))
    limits = [parse_many(each) if each else [] for each in (by_address, by_key)]
    return Rates(limiter, limits[0], limits[1], None if told is None else told.append, clock)


def scope(address: str = "192.0.2.1", principal: Principal | None = None) -> Scope:
    return {"client": (address, 1), "state": {"principal": principal} if principal else {}}


def passes(found: Rates, asked: Scope) -> bool:
    try:
        found.count(asked)
    except RateLimitedError:
        return False
    return True


PARTNER, OTHER_PARTNER = Principal(Role.PARTNER, "key-1"), Principal(Role.PARTNER, "key-2")
CLIENT_ID = Principal(Role.PUBLIC, "client-1")


@pytest.mark.parametrize("principal", [PARTNER, CLIENT_ID], ids=["a key", "a client id"])
def test_whoever_is_known_has_the_rate_of_a_key_wherever_they_ask_from(principal: Principal) -> None:
    told: list[str] = []
    found = rates("1/minute", "3/minute", told=told)
    assert [passes(found, scope(f"192.0.2.{place}", principal)) for place in range(4)] == [True, True, True, False]
    assert passes(found, scope("192.0.2.1", OTHER_PARTNER))
    assert [passes(found, scope("192.0.2.1")) for _ in range(2)] == [True, False]
    assert told == ["key", "address"]


@pytest.mark.parametrize("both", ["2/second;4/minute", "4/minute;2/second"])
def test_each_of_several_limits_holds_and_a_refusal_counts_for_none(both: str) -> None:
    clock = Clock()
    found = rates(both, clock=clock)
    allowed = []
    for _ in range(40):
        allowed += [clock.now] * passes(found, scope())
        clock.now += 0.25
    assert allowed == [1_000.0, 1_000.25, 1_001.25, 1_001.5]
    clock.now = 1_000.0 + 60 + 2
    assert passes(found, scope())


INSTANTS = st.integers(0, 100 * 1024).map(lambda units: units / 1024)
"""Up to 100 seconds, in parts of which sums are exact: what rounding adds would make a wait a second longer."""


@pytest.mark.parametrize("rate", ["1/second", "3/2second", "5/7second", "2/minute;20/hour", "1/hour", "3/day"])
@given(pauses=st.lists(INSTANTS, min_size=1, max_size=40), begin=st.integers(1, 10**7))
def test_time_to_wait_is_that_after_which_one_is_let_through_and_no_second_less(
    rate: str, pauses: list[float], begin: int
) -> None:
    clock = Clock(begin)
    found = rates(rate, clock=clock)
    for pause in pauses:
        clock.now += pause
        try:
            found.count(scope())
        except RateLimitedError as error:
            refused = clock.now
            assert error.seconds >= 1
            if error.seconds > 1:
                clock.now = refused + error.seconds - 1
                assert not passes(found, scope())
            clock.now = refused + error.seconds
            assert passes(found, scope())


def fails(found: Rates, asked: Scope) -> str:
    """What becomes of a request with a wrong key."""
    try:
        found.check_address(asked)
    except RateLimitedError:
        return "not looked up"
    try:
        found.count_failure(asked)
    except RateLimitedError:
        return "refused"
    return "wrong"


def test_address_with_too_many_wrong_keys_is_refused_before_the_next_is_looked_up() -> None:
    told: list[str] = []
    found = rates("2/minute", told=told)
    assert [fails(found, scope()) for _ in range(3)] == ["wrong", "wrong", "not looked up"]
    assert fails(found, scope("192.0.2.2")) == "wrong"
    assert told == ["address"]


def test_wrong_keys_that_are_looked_up_at_once_are_refused_from_the_limit_on() -> None:
    found = rates("2/minute")
    for _ in range(3):
        found.check_address(scope())
    found.count_failure(scope())
    found.count_failure(scope())
    with pytest.raises(RateLimitedError):
        found.count_failure(scope())


def test_wrong_key_counts_as_a_request_of_its_address() -> None:
    found = rates("2/minute")
    found.count_failure(scope())
    assert [passes(found, scope()) for _ in range(2)] == [True, False]


def test_whoever_asks_much_without_a_key_keeps_nobody_of_the_address_from_signing_in() -> None:
    found = rates("2/minute")
    assert [passes(found, scope()) for _ in range(3)] == [True, True, False]
    found.check_address(scope())


def test_looking_whether_an_address_may_sign_in_counts_nothing() -> None:
    found = rates("2/minute")
    for _ in range(10):
        found.check_address(scope())
    assert [passes(found, scope()) for _ in range(3)] == [True, True, False]


async def test_endpoint_is_not_reached_and_the_principal_is_that_of_the_state() -> None:
    reached: list[str] = []

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["state"]["principal"].id)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def signed_in(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"]["principal"] = PARTNER if scope["client"][0] == "192.0.2.1" else OTHER_PARTNER
        await RateLimits(endpoint, found)(scope, receive, send)

    found = rates(by_key="1/minute")
    app = Requests(signed_in)
    assert await statuses(app, "192.0.2.1", 2) == [200, 429]
    assert await statuses(app, "192.0.2.2") == [200]
    assert reached == ["key-1", "key-2"]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    found = Serving.start(tmp_path, REGISTRY_WORKERS=str(WORKERS), REGISTRY_RATE_ADDRESS=f"{RATE}/minute")
    try:
        assert until(lambda: answering(found) == set(range(WORKERS)))
        yield found
    finally:
        found.stop()


def answering(serving: Serving) -> set[int]:
    """The workers that have answered; asks for what is free."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: httpx.get(f"{serving.address}/robots.txt", timeout=60), range(32)))
    return {line["worker"] for line in read_log(serving, "request completed")}


def read_log(serving: Serving, words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in serving.log.read_text().splitlines() if words in line]


async def test_workers_let_as_many_through_together_as_the_limit_says(serving: Serving) -> None:
    port = int(serving.address.rpartition(":")[2])
    sent: list[Answer] = []

    async def ask() -> None:
        for _ in range(3 * RATE // CLIENTS):
            sent.extend(await exchange(port, wire_post(QUESTION, b"Connection: close"), ends=False))

    began = time.monotonic()
    await asyncio.gather(*(ask() for _ in range(CLIENTS)))
    assert time.monotonic() - began < 60, "the window was past before all were asked"
    found = Counter(each.status for each in sent)
    assert found.keys() == {200, 429}
    assert found.total() == 3 * RATE
    assert 0.98 * RATE <= found[200] <= 1.02 * RATE
    for each in sent:
        assert each.status == 200 or 1 <= int(each.headers["retry-after"]) <= 61
    assert {line["worker"] for line in read_log(serving, '"RATE_LIMITED"')} == set(range(WORKERS))


@pytest.mark.parametrize("name", ["REGISTRY_RATE_ADDRESS", "REGISTRY_RATE_KEY"])
@pytest.mark.parametrize(
    "wrong", ["many", "600", "600/fortnight", "0/minute", "600/minute;0/day", "5000000000/day", "1/2 year"]
)
def test_rate_that_is_none_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, name: str, wrong: str) -> None:
    monkeypatch.setenv(name, wrong)
    with pytest.raises(SettingsError, match=rf"^{name}: should be like \d+/minute; it is '{wrong}'$"):
        from_environment()


@pytest.mark.parametrize("wrong", ["*", "proxy.example", "10.0.0.1/8", "10.0.0.1 10.0.0.2", "10.0.0.1,"])
def test_proxy_that_is_no_address_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("REGISTRY_TRUSTED_PROXIES", wrong)
    with pytest.raises(SettingsError, match="REGISTRY_TRUSTED_PROXIES: should be like 127"):
        from_environment()


def test_rates_are_written_in_the_ways_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_RATE_ADDRESS", "600/minute")
    monkeypatch.setenv("REGISTRY_RATE_KEY", "20 per 2 seconds; 100000/day")
    settings = from_environment()
    assert [(rate.amount, rate.get_expiry()) for rate in settings.address_rates] == [(600, 60)]
    assert [(rate.amount, rate.get_expiry()) for rate in settings.key_rates] == [(20, 2), (100_000, 86_400)]
