"""An issuer, a verifier of its tokens, and a clock that a test moves."""

from collections.abc import Iterator, Sequence

import pytest

from access.claims import ClaimMapping
from access.errors import TokenError
from access.oidc import TokenVerifier
from tests.access.issuer import AUDIENCE, ROR, Issuer, issuing


class Clock:
    """Seconds that rise when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class Known:
    """Finds one institution and one office, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def institutions(self, texts: Sequence[str]) -> tuple[str, ...]:
        self.asked += 1
        return tuple("univ_1" for each in texts if each == ROR)

    async def offices(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple("offi_1" for each in texts if each == "berlin")


async def passes(verifier: TokenVerifier, token: str) -> bool:
    """Whether a token is taken."""
    try:
        return bool(await verifier.principal(token))
    except TokenError:
        return False


@pytest.fixture(scope="session")
def running() -> Iterator[Issuer]:
    """One issuer for all tests that do not stop it: to stop takes longer than most tests."""
    with issuing() as made:
        yield made


@pytest.fixture
def issuer(running: Issuer) -> Issuer:
    """The issuer, with the first key alone, asked nothing yet."""
    running.reset()
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def holders() -> Known:
    return Known()


@pytest.fixture
def verifier(issuer: Issuer, clock: Clock, holders: Known) -> TokenVerifier:
    return TokenVerifier(issuer.address, AUDIENCE, ClaimMapping(), holders, clock=clock)
