"""How the keys of an issuer are read: when, how often, and from where. The issuer is on a real port."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from itertools import count

import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from access.claims import ClaimMapping
from access.errors import IssuerDownError
from access.issuer import FRESH_SECONDS, MAX_AGE_SECONDS, MAX_ANSWER, PAUSE_SECONDS
from access.oidc import TokenVerifier
from tests.access.conftest import Clock, Known, passes
from tests.access.issuer import AUDIENCE, DISCOVERY, KEYS, Issuer, claims_of, issuing, published, rsa, signed

FLOOD = 200
SUBJECTS = count()


def fresh(issuer: Issuer, name: str = "first", kid: str | None = None) -> str:
    """A good token that was not sent before, signed by the key of this name."""
    return signed(claims_of(issuer, sub=str(next(SUBJECTS))), rsa(name), kid=kid or name)


async def until(holds: Callable[[], bool]) -> None:
    """Waits for what happens in the background."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110  # nothing tells when the issuer has been asked
            await asyncio.sleep(0.01)


async def test_issuer_is_asked_with_the_first_token_and_not_again(verifier: TokenVerifier, issuer: Issuer) -> None:
    assert issuer.requests == []
    for _ in range(3):
        assert await passes(verifier, fresh(issuer))
    await asyncio.sleep(0.1)  # nothing is asked in the background either
    assert issuer.requests == [DISCOVERY, KEYS]


async def test_many_first_tokens_wait_for_one_reading(verifier: TokenVerifier, issuer: Issuer) -> None:
    issuer.slow_seconds = 0.1
    assert all(await asyncio.gather(*(passes(verifier, fresh(issuer)) for _ in range(20))))
    assert issuer.requests == [DISCOVERY, KEYS]


async def test_question_that_is_given_up_takes_the_reading_from_nobody(verifier: TokenVerifier, issuer: Issuer) -> None:
    issuer.slow_seconds = 0.1
    first = asyncio.create_task(passes(verifier, fresh(issuer)))
    second = asyncio.create_task(passes(verifier, fresh(issuer)))
    await until(lambda: bool(issuer.requests))
    first.cancel()
    assert await second
    assert issuer.requests == [DISCOVERY, KEYS]


async def test_new_key_is_taken_as_soon_as_the_issuer_has_it(verifier: TokenVerifier, issuer: Issuer) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.keys.append(published(rsa("second")))
    assert await passes(verifier, fresh(issuer, "second"))
    assert await passes(verifier, fresh(issuer))


async def test_key_that_is_gone_is_not_taken_after_the_next_reading(verifier: TokenVerifier, issuer: Issuer) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.keys = [published(rsa("second"))]
    assert await passes(verifier, fresh(issuer))
    assert await passes(verifier, fresh(issuer, "second"))
    assert not await passes(verifier, fresh(issuer))


async def test_keys_are_read_again_behind_a_question_that_does_not_wait(
    verifier: TokenVerifier, issuer: Issuer, clock: Clock
) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.keys, issuer.slow_seconds = [published(rsa("second"))], 0.5
    clock.seconds += FRESH_SECONDS
    begun = time.monotonic()
    assert await passes(verifier, fresh(issuer))
    assert await passes(verifier, fresh(issuer))
    assert time.monotonic() - begun < 0.4
    async with asyncio.timeout(10):
        while await passes(verifier, fresh(issuer)):  # noqa: ASYNC110  # nothing tells when the keys have been read
            await asyncio.sleep(0.05)
    assert issuer.requests[:4] == [DISCOVERY, KEYS] * 2


async def test_flood_of_unknown_keys_does_not_reach_the_issuer(
    verifier: TokenVerifier, issuer: Issuer, clock: Clock
) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.requests.clear()
    flood = [fresh(issuer, "attacker", kid=f"unknown {number}") for number in range(FLOOD)]
    assert not any(await asyncio.gather(*(passes(verifier, token) for token in flood)))
    assert not any([await passes(verifier, token) for token in flood])
    assert issuer.requests == [DISCOVERY, KEYS]
    clock.seconds += PAUSE_SECONDS
    assert not await passes(verifier, flood[0])
    assert issuer.requests == [DISCOVERY, KEYS] * 2


async def test_flood_from_the_start_is_one_reading(verifier: TokenVerifier, issuer: Issuer) -> None:
    flood = [fresh(issuer, "attacker", kid=f"unknown {number}") for number in range(FLOOD)]
    assert not any(await asyncio.gather(*(passes(verifier, token) for token in flood)))
    assert issuer.requests == [DISCOVERY, KEYS]


async def test_token_of_a_new_key_in_a_flood_waits_for_the_reading_that_runs(
    verifier: TokenVerifier, issuer: Issuer
) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.keys.append(published(rsa("second")))
    issuer.slow_seconds = 0.1
    flood = [fresh(issuer, "attacker", kid=f"unknown {number}") for number in range(3)]
    *bad, good = await asyncio.gather(*(passes(verifier, token) for token in (*flood, fresh(issuer, "second"))))
    assert (any(bad), good) == (False, True)


async def test_without_an_issuer_no_token_can_be_judged_and_it_is_left_alone_a_while(
    clock: Clock, holders: Known, caplog: pytest.LogCaptureFixture
) -> None:
    with issuing(started=False) as issuer:
        verifier = TokenVerifier(issuer.address, AUDIENCE, ClaimMapping(), holders, clock=clock)
        with pytest.raises(IssuerDownError, match="does not answer"):
            await verifier.principal(fresh(issuer))
        assert [record.getMessage() for record in caplog.records] == ["issuer's keys could not be read"]
        issuer.start()
        with pytest.raises(IssuerDownError):
            await verifier.principal(fresh(issuer))
        assert issuer.requests == []
        clock.seconds += PAUSE_SECONDS
        assert await passes(verifier, fresh(issuer))


async def test_known_keys_serve_for_a_day_while_the_issuer_is_down(clock: Clock, holders: Known) -> None:
    with issuing() as issuer:
        verifier = TokenVerifier(issuer.address, AUDIENCE, ClaimMapping(), holders, clock=clock)
        assert await passes(verifier, fresh(issuer))
        issuer.stop()
        for seconds in (FRESH_SECONDS, PAUSE_SECONDS, MAX_AGE_SECONDS - FRESH_SECONDS - PAUSE_SECONDS - 1):
            clock.seconds += seconds
            assert await passes(verifier, fresh(issuer))
            assert not await passes(verifier, fresh(issuer, "attacker"))
        clock.seconds += 1
        with pytest.raises(IssuerDownError):
            await verifier.principal(fresh(issuer))


async def test_issuer_that_failed_is_asked_again_after_a_pause(
    verifier: TokenVerifier, issuer: Issuer, clock: Clock
) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.answers[DISCOVERY] = Response(status_code=502)
    clock.seconds += FRESH_SECONDS
    for _ in range(3):
        assert await passes(verifier, fresh(issuer))
        await asyncio.sleep(0.1)
    assert issuer.requests == [DISCOVERY, KEYS, DISCOVERY]
    issuer.answers.clear()
    clock.seconds += PAUSE_SECONDS
    assert await passes(verifier, fresh(issuer))
    await until(lambda: issuer.requests[3:] == [DISCOVERY, KEYS])


async def drops() -> AsyncIterator[bytes]:
    """An answer that never ends, a little at a time."""
    for _ in range(100):
        yield b" "
        await asyncio.sleep(0.1)


WRONG: dict[str, tuple[dict[str, object], dict[str, Response], str]] = {
    "discovery of another issuer": ({"issuer": "https://evil.example"}, {}, "that of another issuer"),
    "discovery with a slash more": ({"issuer": "{}/"}, {}, "that of another issuer"),
    "discovery without an issuer": ({"issuer": None}, {}, "that of another issuer"),
    "keys over plain HTTP": ({"jwks_uri": "http://keys.example.org/keys"}, {}, "http://keys.example.org/keys is not"),
    "keys over plain HTTP of a name like ours": ({"jwks_uri": "http://127.0.0.1.example.org/keys"}, {}, "is not https"),
    "keys in a file": ({"jwks_uri": "file:///etc/passwd"}, {}, "file:///etc/passwd is not https"),
    "no address of keys": ({"jwks_uri": None}, {}, "None is not https"),
    "address that is none": ({"jwks_uri": "https://keys.example.org:port"}, {}, "InvalidURL"),
    "no discovery": ({}, {DISCOVERY: Response(status_code=404)}, "answers with status 404"),
    "keys elsewhere": ({}, {KEYS: RedirectResponse("/realms/partners/moved")}, "answers with status 307"),
    "no JSON": ({}, {KEYS: Response("<html>")}, "JSONDecodeError"),
    "JSON nested deeply": ({}, {KEYS: Response("[" * 10_000)}, "JSONDecodeError"),
    "no object": ({}, {KEYS: JSONResponse([])}, "is no JSON object"),
    "no set of keys": ({}, {KEYS: JSONResponse({"keys": "first"})}, "is no set of keys"),
    "more than anybody has": ({}, {KEYS: Response(b" " * (MAX_ANSWER + 1))}, f"more than {MAX_ANSWER} bytes"),
    "an answer without end": ({}, {KEYS: StreamingResponse(drops())}, "TimeoutError"),
}


@pytest.mark.parametrize(("told", "answers", "cause"), WRONG.values(), ids=WRONG)
async def test_issuer_that_cannot_be_relied_on_is_not(
    verifier: TokenVerifier,
    issuer: Issuer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    told: dict[str, object],
    answers: dict[str, Response],
    cause: str,
) -> None:
    monkeypatch.setattr("access.issuer.TIMEOUT_SECONDS", 1.0)
    issuer.answers["/moved"] = JSONResponse({"keys": issuer.keys})
    issuer.told |= {name: text.format(issuer.address) if isinstance(text, str) else text for name, text in told.items()}
    issuer.answers |= answers
    with pytest.raises(IssuerDownError):
        await verifier.principal(fresh(issuer))
    assert cause in vars(caplog.records[-1])["cause"]
    assert KEYS not in issuer.requests or not told
    assert "/moved" not in issuer.requests


async def test_issuer_over_plain_http_is_not_asked(holders: Known, caplog: pytest.LogCaptureFixture) -> None:
    verifier = TokenVerifier("http://login.example.org", AUDIENCE, ClaimMapping(), holders)
    with issuing(started=False) as issuer, pytest.raises(IssuerDownError):
        await verifier.principal(fresh(issuer))
    assert vars(caplog.records[-1])["cause"] == f"http://login.example.org{DISCOVERY} is not https"


async def test_issuer_whose_address_ends_with_a_slash_is_found(issuer: Issuer, holders: Known) -> None:
    issuer.told["issuer"] = f"{issuer.address}/"
    verifier = TokenVerifier(f"{issuer.address}/", AUDIENCE, ClaimMapping(), holders)
    assert (await verifier.principal(signed(claims_of(issuer, iss=f"{issuer.address}/")))).id
    assert issuer.requests == [DISCOVERY, KEYS]


async def test_issuer_that_moves_its_keys_is_followed(verifier: TokenVerifier, issuer: Issuer) -> None:
    assert await passes(verifier, fresh(issuer))
    issuer.told["jwks_uri"] = f"{issuer.address}/elsewhere"
    issuer.answers["/elsewhere"] = JSONResponse({"keys": [published(rsa("second"))]})
    assert await passes(verifier, fresh(issuer, "second"))
