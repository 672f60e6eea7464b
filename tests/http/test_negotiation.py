"""The media type of an answer by the client's `Accept`."""

import pytest

from transport.negotiation import ANSWERS, ANSWERS_AND_PAGE, HTML, JSON, RESPONSE_JSON, negotiate


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", ANSWERS, JSON),
        (JSON, ANSWERS, JSON),
        (f"{RESPONSE_JSON}, {JSON}", ANSWERS, RESPONSE_JSON),
        (f"{JSON}, {RESPONSE_JSON}", ANSWERS, JSON),
        (f"{JSON};q=0.5, {RESPONSE_JSON};q=0.5", ANSWERS, JSON),
        (f"{RESPONSE_JSON};q=0.5, {JSON};q=0.5", ANSWERS, RESPONSE_JSON),
        (f"{JSON};q=0.4, {RESPONSE_JSON};q=0.5", ANSWERS, RESPONSE_JSON),
        ("*/*", ANSWERS_AND_PAGE, JSON),
        ("application/*", ANSWERS_AND_PAGE, JSON),
        (f"{HTML}, */*;q=0.8", ANSWERS_AND_PAGE, HTML),
        (f"{JSON};q=0, */*", ANSWERS, RESPONSE_JSON),
        ("text/plain", ANSWERS, None),
        (f"{JSON};q=0", ANSWERS, None),
    ],
)
def test_of_equal_quality_the_first_named_wins(accept: str, offered: tuple[str, ...], chosen: str | None) -> None:
    assert negotiate(accept, offered) == chosen
