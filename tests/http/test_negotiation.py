"""The media type of an answer by the client's `Accept`."""

import pytest

from transport.negotiation import ANSWERS, EVENTS, HTML, JSON, RESPONSE_JSON, TO_GET, answer_type, negotiate


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
        ("*/*", TO_GET, JSON),
        ("application/*", TO_GET, JSON),
        (f"{HTML}, */*;q=0.8", TO_GET, HTML),
        (f"{EVENTS}, {JSON};q=0.9", TO_GET, EVENTS),
        (f"{JSON};q=0, */*", ANSWERS, RESPONSE_JSON),
        ("text/plain", ANSWERS, None),
        (f"{JSON};q=0", ANSWERS, None),
    ],
)
def test_of_equal_quality_the_first_named_wins(accept: str, offered: tuple[str, ...], chosen: str | None) -> None:
    assert negotiate(accept, offered) == chosen


@pytest.mark.parametrize(
    ("method", "page", "events"), [("GET", HTML, EVENTS), ("HEAD", HTML, None), ("POST", None, EVENTS)]
)
def test_method_says_what_can_be_asked_for(method: str, page: str | None, events: str | None) -> None:
    assert (answer_type(method, HTML), answer_type(method, EVENTS)) == (page, events)
