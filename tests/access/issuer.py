"""An issuer of tokens on a real port, and tokens signed by whoever a test likes."""

import hmac
import json
import socket
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any

import uvicorn
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.jws import JWSRegistry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

AUDIENCE = "partner-registry"
ROR = "https://ror.org/05256ym39"
DISCOVERY, KEYS = "/.well-known/openid-configuration", "/keys"
START_SECONDS = 10.0


@cache
def rsa(name: str, bits: int = 2048) -> RSAKey:
    """A pair of keys that is made once in a run of the tests."""
    return RSAKey.generate_key(bits, {"kid": name})


@cache
def elliptic(name: str, curve: Any = "P-256") -> ECKey:
    return ECKey.generate_key(curve, {"kid": name})


@cache
def edwards(name: str) -> OKPKey:
    return OKPKey.generate_key("Ed25519", {"kid": name})


def published(key: Key, **more: Any) -> dict[str, Any]:
    """The public half, as a set of keys has it."""
    return {**key.as_dict(private=False), "use": "sig", **more}


class Issuer:
    """What it serves can be changed while it runs.

    keys          the set of keys
    told          the discovery document
    answers       path → what is answered there instead
    slow_seconds  how long each answer takes
    requests      the paths it was asked for
    """

    def __init__(self) -> None:
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))  # until it is started, connections are refused
        self.port: int = self._listening.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/realms/partners"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self.reset()

    def reset(self) -> None:
        """Makes it as it was at first."""
        self.keys: list[Any] = [published(rsa("first"))]
        self.told: dict[str, Any] = {"issuer": self.address, "jwks_uri": f"{self.address}{KEYS}"}
        self.answers: dict[str, Response] = {}
        self.slow_seconds = 0.0
        self.requests: list[str] = []

    def start(self) -> None:
        app = Starlette(routes=[Route("/{path:path}", self._answer)])
        self._server = uvicorn.Server(uvicorn.Config(app, ws="none", lifespan="off", log_config=None))
        self._thread = threading.Thread(target=self._server.run, args=([self._listening],))
        self._thread.start()
        end = time.monotonic() + START_SECONDS
        while not self._server.started:
            assert time.monotonic() < end
            time.sleep(0.01)

    def stop(self) -> None:
        """From now on connections are refused."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
        self._server = self._thread = None
        self._listening.close()

    def _answer(self, request: Request) -> Response:
        path = request.url.path.removeprefix("/realms/partners")
        self.requests.append(path)
        time.sleep(self.slow_seconds)  # in a thread of its own
        if path in self.answers:
            return self.answers[path]
        known = {DISCOVERY: self.told, KEYS: {"keys": self.keys}}
        if path not in known:
            return Response(status_code=404)
        return Response(json.dumps(known[path]), media_type="application/json")


@contextmanager
def issuing(*, started: bool = True) -> Iterator[Issuer]:
    """An issuer that ends with the block."""
    made = Issuer()
    if started:
        made.start()
    try:
        yield made
    finally:
        made.stop()


def claims_of(issuer: Issuer, **changed: Any) -> dict[str, Any]:
    """The claims of a good token; those changed to `...` are left out."""
    now = int(time.time())
    good = {
        "iss": issuer.address,
        "aud": AUDIENCE,
        "sub": "17",
        "iat": now,
        "nbf": now,
        "exp": now + 300,
        "name": "Ada Lovelace",
        "roles": ["partner"],
        "institutions": [ROR],
    }
    return {name: value for name, value in {**good, **changed}.items() if value is not ...}


def signed(claims: dict[str, Any], key: Key | None = None, algorithm: str = "RS256", **header: Any) -> str:
    """A token signed by the key, whatever it says; parts of the header changed to `...` are left out."""
    by = key or rsa("first")
    text = {"alg": algorithm, "typ": "JWT", "kid": by.kid, **header}
    return compact(text, claims, lambda message: JWSRegistry.algorithms[algorithm].sign(message, by))


def signed_text(header: bytes, claims: bytes) -> str:
    """A token with such a header and such claims, signed by the first key."""
    return compact(header, claims, lambda message: JWSRegistry.algorithms["RS256"].sign(message, rsa("first")))


def secretly_signed(claims: dict[str, Any], secret: bytes, **header: Any) -> str:
    """A token with `HS256`."""
    text = {"alg": "HS256", "typ": "JWT", "kid": "first", **header}
    return compact(text, claims, lambda message: hmac.digest(secret, message, sha256))


def compact(header: object, claims: object, sign: Any) -> str:
    """The text of a token, by hand: no library stands between a test and what it wants to send.

    Header and claims are values, or their JSON as bytes.
    """
    if isinstance(header, dict):
        header = {name: value for name, value in header.items() if value is not ...}
    parts = (part if isinstance(part, bytes) else json.dumps(part).encode() for part in (header, claims))
    message = b".".join(map(_encoded, parts))
    return (message + b"." + _encoded(sign(message))).decode()


def _encoded(data: bytes) -> bytes:
    return urlsafe_b64encode(data).rstrip(b"=")
