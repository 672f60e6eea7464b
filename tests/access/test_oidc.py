"""Which access tokens pass, and which are refused; the issuer serves its keys on a real port."""

import json
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from joserfc.errors import SecurityWarning
from joserfc.jwk import Key, OctKey, RSAKey

from access.claims import ClaimMapping
from access.errors import TokenError
from access.oidc import NO_TOKEN, REFUSED, TokenVerifier
from access.principal import Principal, Role, Scope
from tests.access.conftest import Clock, Known, passes
from tests.access.issuer import (
    AUDIENCE,
    KEYS,
    ROR,
    Issuer,
    claims_of,
    compact,
    edwards,
    elliptic,
    issuing,
    published,
    rsa,
    secretly_signed,
    signed,
    signed_text,
)

Made = Callable[[Issuer], str]
"""Makes a token for an issuer."""
ALGORITHM = "The token is not signed by an algorithm that is taken here."
CRITICAL = "The token asks for something that is not understood here (`crit`)."
EXPIRED = "The token has expired."
KIND = "The token is not an access token (`typ`)."
NO_KEY = "The token does not say by which key it is signed (`kid`)."
SIGNATURE = "The token's signature, or its form, is wrong."
UNKNOWN_KEY = "The token is signed by a key that its issuer does not have."


def within(seconds: int) -> int:
    """A time from now on, in epoch seconds."""
    return int(time.time()) + seconds


def by_attacker(issuer: Issuer, **header: Any) -> str:
    """A token signed by a key that is not the issuer's."""
    return signed(claims_of(issuer, roles=["admin"]), rsa("attacker"), **header)


def with_parts_of(first: str, second: str, which: str) -> str:
    """A token whose parts are those of the first (1) or the second (2), like `121`."""
    return ".".join((first if digit == "1" else second).split(".")[at] for at, digit in enumerate(which))


def nested(members: bytes, depth: int) -> bytes:
    """An object with these members, and with lists in lists: more than a parser's stack holds."""
    return b'{%s,"more":%s%s}' % (members, b"[" * depth, b"]" * depth)


async def reason_for(verifier: TokenVerifier, token: str) -> str:
    """What is said of a token that is refused."""
    with pytest.raises(TokenError) as caught:
        await verifier.principal(token)
    return str(caught.value)


async def test_good_token_is_the_person_it_is_for(verifier: TokenVerifier, issuer: Issuer) -> None:
    claims = claims_of(issuer, roles=["officer", "staff"], institutions=[ROR, "unknown"], offices="berlin")
    assert await verifier.principal(signed(claims)) == Principal(
        Role.OFFICER,
        id="oidc:" + sha256(f"{issuer.address}\n17".encode()).hexdigest()[:32],
        name="Ada Lovelace",
        institutions=("univ_1",),
        offices=("offi_1",),
        scopes=frozenset(Scope),
        expires=claims["exp"] * 1000,
    )


GOOD: dict[str, Made] = {
    "one of several audiences": lambda at: signed(claims_of(at, aud=["account", AUDIENCE])),
    "access token by its type": lambda at: signed(claims_of(at), typ="at+JWT"),
    "access token by its media type": lambda at: signed(claims_of(at), typ="application/at+jwt"),
    "without a type": lambda at: signed(claims_of(at), typ=...),
    "bearer token of Keycloak": lambda at: signed(claims_of(at, typ="Bearer")),
    "with a header nobody knows": lambda at: signed(claims_of(at), nonce="x" * 1_000),
    "expiry with a fraction": lambda at: signed(claims_of(at, exp=within(100) + 0.5)),
    "expired 30 s ago": lambda at: signed(claims_of(at, exp=within(-30))),
    "valid in 30 s": lambda at: signed(claims_of(at, nbf=within(30))),
    "issued in 30 s": lambda at: signed(claims_of(at, iat=within(30))),
    "without the times that may lack": lambda at: signed(claims_of(at, nbf=..., iat=...)),
}


@pytest.mark.parametrize("token", GOOD.values(), ids=GOOD)
async def test_good_token_passes(verifier: TokenVerifier, issuer: Issuer, token: Made) -> None:
    assert (await verifier.principal(token(issuer))).role is Role.PARTNER


BAD: dict[str, tuple[Made, str]] = {
    "wrong issuer": (lambda at: signed(claims_of(at, iss="https://evil.example")), REFUSED["iss"]),
    "issuer with a slash more": (lambda at: signed(claims_of(at, iss=f"{at.address}/")), REFUSED["iss"]),
    "list of issuers": (lambda at: signed(claims_of(at, iss=[at.address])), REFUSED["iss"]),
    "no issuer": (lambda at: signed(claims_of(at, iss=...)), "The token lacks `iss`."),
    "wrong audience": (lambda at: signed(claims_of(at, aud="account")), REFUSED["aud"]),
    "audience with ours in it": (lambda at: signed(claims_of(at, aud=f"{AUDIENCE}-2")), REFUSED["aud"]),
    "several wrong audiences": (lambda at: signed(claims_of(at, aud=["account", "shop"])), REFUSED["aud"]),
    "no audience": (lambda at: signed(claims_of(at, aud=...)), "The token lacks `aud`."),
    "alg none": (lambda at: compact({"alg": "none", "kid": "first"}, claims_of(at), lambda _: b""), ALGORITHM),
    "alg NonE": (lambda at: compact({"alg": "NonE", "kid": "first"}, claims_of(at), lambda _: b""), ALGORITHM),
    "alg as a list": (lambda at: signed(claims_of(at), alg=["RS256"]), ALGORITHM),
    "HS256 by the public key": (lambda at: secretly_signed(claims_of(at), rsa("first").as_pem()), ALGORITHM),
    "HS256 by the set of keys": (
        lambda at: secretly_signed(claims_of(at), json.dumps({"keys": at.keys}).encode()),
        ALGORITHM,
    ),
    "expired 90 s ago": (lambda at: signed(claims_of(at, exp=within(-90))), EXPIRED),
    "valid in 90 s": (lambda at: signed(claims_of(at, nbf=within(90))), REFUSED["nbf"]),
    "issued in 90 s": (lambda at: signed(claims_of(at, iat=within(90))), REFUSED["iat"]),
    "no exp": (lambda at: signed(claims_of(at, exp=...)), "The token lacks `exp`."),
    "exp as text": (lambda at: signed(claims_of(at, exp=str(within(300)))), REFUSED["exp"]),
    "exp true": (lambda at: signed(claims_of(at, exp=True)), REFUSED["exp"]),
    "exp no number": (lambda at: signed(claims_of(at, exp=float("nan"))), REFUSED["exp"]),
    "exp beyond all times": (lambda at: signed(claims_of(at, exp=1e308)), REFUSED["exp"]),
    "nbf as text": (lambda at: signed(claims_of(at, nbf="0")), REFUSED["nbf"]),
    "iat as text": (lambda at: signed(claims_of(at, iat="0")), REFUSED["iat"]),
    "no sub": (lambda at: signed(claims_of(at, sub=...)), "The token lacks `sub`."),
    "empty sub": (lambda at: signed(claims_of(at, sub="")), REFUSED["sub"]),
    "sub as a number": (lambda at: signed(claims_of(at, sub=17)), REFUSED["sub"]),
    "unknown kid": (by_attacker, UNKNOWN_KEY),
    "no kid": (lambda at: signed(claims_of(at), kid=...), NO_KEY),
    "kid as a number": (lambda at: signed(claims_of(at), kid=1), NO_KEY),
    "another key under a known kid": (lambda at: by_attacker(at, kid="first"), SIGNATURE),
    "embedded key": (
        lambda at: by_attacker(at, kid="first", jwk=published(rsa("attacker"), kid="first")),
        SIGNATURE,
    ),
    "claims of another token": (
        lambda at: with_parts_of(signed(claims_of(at)), signed(claims_of(at, roles=["admin"]), rsa("attacker")), "121"),
        SIGNATURE,
    ),
    "no signature": (lambda at: signed(claims_of(at)).rpartition(".")[0] + ".", SIGNATURE),
    "ES256 claimed for an RSA key": (
        lambda at: signed(claims_of(at), elliptic("attacker"), "ES256", kid="first"),
        SIGNATURE,
    ),
    "crit": (lambda at: signed(claims_of(at), crit=["exp"], exp=1), CRITICAL),
    "claims that are not encoded": (lambda at: signed(claims_of(at), crit=["b64"], b64=False), CRITICAL),
    "logout token": (lambda at: signed(claims_of(at), typ="logout+jwt"), KIND),
    "type as a number": (lambda at: signed(claims_of(at), typ=1), KIND),
    "ID token of Keycloak": (lambda at: signed(claims_of(at, typ="ID")), KIND),
    "encrypted, of five parts": (lambda at: signed(claims_of(at)) + ".YQ.YQ", NO_TOKEN),
    "two parts": (lambda at: signed(claims_of(at)).rpartition(".")[0], NO_TOKEN),
    "too long": (lambda at: signed(claims_of(at, name="x" * 16_384)), "The token is too long."),
    "nothing": (lambda _: "", NO_TOKEN),
    "garbage": (lambda _: "garbage", NO_TOKEN),
    "dots": (lambda _: "..", NO_TOKEN),
    "letters of no encoding": (lambda _: "é.é.é", NO_TOKEN),
    "half of a letter": (lambda _: "\ud800.e30.e30", NO_TOKEN),
    "header that is a list": (lambda _: signed_text(b'["alg"]', b"{}"), NO_TOKEN),
    "claims that are a list": (lambda _: signed_text(b'{"alg":"RS256","kid":"first"}', b"[]"), SIGNATURE),
}


@pytest.mark.parametrize(("token", "reason"), BAD.values(), ids=BAD)
async def test_bad_token_is_refused_and_told_why(
    verifier: TokenVerifier, issuer: Issuer, token: Made, reason: str
) -> None:
    assert await reason_for(verifier, token(issuer)) == reason


@pytest.mark.parametrize(
    ("header", "claims"),
    [(1_500, 0), (1_000, 0), (0, 5_000)],
    ids=["header, more than is read of it", "header, more than the library reads", "claims"],
)
async def test_token_nested_deeply_is_refused(verifier: TokenVerifier, header: int, claims: int) -> None:
    token = signed_text(nested(b'"alg":"RS256","kid":"first"', header), nested(b'"sub":"17"', claims))
    assert not await passes(verifier, token)


async def test_address_of_keys_in_a_token_is_not_asked(verifier: TokenVerifier, issuer: Issuer) -> None:
    with issuing() as attacker:
        attacker.keys = [published(rsa("attacker"), kid="first"), published(rsa("attacker"))]
        for kid in ("first", "attacker"):
            address = f"{attacker.address}{KEYS}"
            assert not await passes(verifier, by_attacker(issuer, kid=kid, jku=address, x5u=address))
        assert attacker.requests == []


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        *(pytest.param(rsa("first"), each, id=each) for each in ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")),
        pytest.param(elliptic("p256"), "ES256", id="ES256"),
        pytest.param(elliptic("p384", "P-384"), "ES384", id="ES384"),
        pytest.param(elliptic("p521", "P-521"), "ES512", id="ES512"),
        pytest.param(edwards("ed"), "EdDSA", id="EdDSA"),
        pytest.param(edwards("ed"), "Ed25519", id="Ed25519"),
    ],
)
async def test_signature_of_each_algorithm_passes(
    verifier: TokenVerifier, issuer: Issuer, key: Key, algorithm: str
) -> None:
    issuer.keys = [published(key)]
    assert await passes(verifier, signed(claims_of(issuer), key, algorithm))


KEYS_OF_NO_USE: dict[str, Any] = {
    "for encryption": published(rsa("first"), use="enc"),
    "for another algorithm": published(rsa("first"), alg="RS512"),
    "for signing alone": published(rsa("first"), key_ops=["sign"]),
    "published with its private half": rsa("first").as_dict(private=True),
    "without an id": {name: value for name, value in published(rsa("first")).items() if name != "kid"},
    "of another kind under its id": published(elliptic("first")),
    "of an unknown kind": published(rsa("first"), kty="PQC"),
    "of a list of kinds": published(rsa("first"), kty=["RSA"]),
    "beside its curve": published(elliptic("first"), x=published(elliptic("other"))["x"]),
    "of an unknown curve": published(elliptic("first"), crv="P-1"),
    "without its numbers": {"kty": "RSA", "kid": "first"},
    "of odd numbers": published(rsa("first"), e=7),
    "no key": "first",
}


@pytest.mark.parametrize("key", KEYS_OF_NO_USE.values(), ids=KEYS_OF_NO_USE)
async def test_key_that_cannot_verify_costs_nothing_but_itself(
    verifier: TokenVerifier, issuer: Issuer, key: Any
) -> None:
    issuer.keys = [key, published(elliptic("other"))]
    assert not await passes(verifier, signed(claims_of(issuer)))
    assert await passes(verifier, signed(claims_of(issuer), elliptic("other"), "ES256"))


async def test_of_keys_with_one_id_the_one_that_fits_is_taken(verifier: TokenVerifier, issuer: Issuer) -> None:
    first = elliptic("first")
    issuer.keys = [
        published(first, alg="ES256"),
        published(rsa("first"), use="enc"),
        published(rsa("first"), alg="RS256"),
    ]
    assert await passes(verifier, signed(claims_of(issuer)))
    assert await passes(verifier, signed(claims_of(issuer), first, "ES256"))


async def test_key_that_is_too_short_is_not_taken(verifier: TokenVerifier, issuer: Issuer) -> None:
    with pytest.warns(SecurityWarning):
        short = RSAKey.generate_key(1024, {"kid": "short"})
    issuer.keys = [published(short)]
    assert await reason_for(verifier, signed(claims_of(issuer), short)) == UNKNOWN_KEY


async def test_shared_secret_that_is_published_verifies_nothing(verifier: TokenVerifier, issuer: Issuer) -> None:
    issuer.keys = [{**OctKey.import_key(b"secret" * 8, {"kid": "first"}).as_dict(private=True), "alg": "HS256"}]
    assert await reason_for(verifier, secretly_signed(claims_of(issuer), b"secret" * 8)) == ALGORITHM


async def test_token_that_is_sent_again_is_not_looked_at_again_for_a_minute(
    verifier: TokenVerifier, issuer: Issuer, clock: Clock, holders: Known
) -> None:
    token = signed(claims_of(issuer))
    first = await verifier.principal(token)
    clock.seconds += 59
    assert await verifier.principal(token) is first
    assert holders.asked == 1
    clock.seconds += 1
    assert await verifier.principal(token) == first
    assert holders.asked == 2


async def test_token_is_not_remembered_when_it_has_expired(
    verifier: TokenVerifier, issuer: Issuer, clock: Clock, holders: Known
) -> None:
    token = signed(claims_of(issuer, exp=within(-50)))
    await verifier.principal(token)
    clock.seconds += 11
    await verifier.principal(token)
    assert holders.asked == 2


async def test_refused_token_is_not_remembered_as_a_good_one(verifier: TokenVerifier, issuer: Issuer) -> None:
    for token in [by_attacker(issuer, kid="first")] * 2:
        assert await reason_for(verifier, token) == SIGNATURE


async def test_only_so_many_tokens_are_remembered(
    monkeypatch: pytest.MonkeyPatch, issuer: Issuer, holders: Known
) -> None:
    monkeypatch.setattr("access.oidc.MAX_REMEMBERED", 2)
    verifier = TokenVerifier(issuer.address, AUDIENCE, ClaimMapping(), holders)
    first, *others = (signed(claims_of(issuer, sub=sub)) for sub in "123")
    for token in (first, *others, *others):
        await verifier.principal(token)
    assert holders.asked == 3
    await verifier.principal(first)
    assert holders.asked == 4
