"""Which media type an answer has: by the client's `Accept` (RFC 9110, 12.5.1)."""

from functools import lru_cache

from transport.fields import parse_qualities

RESPONSE_JSON = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"
EVENTS = "text/event-stream"
ANSWERS = (JSON, RESPONSE_JSON)
TO_POST = (*ANSWERS, EVENTS)
TO_GET = (*ANSWERS, HTML, EVENTS)
TO_HEAD = (*ANSWERS, HTML)


@lru_cache(64)
def negotiate(accept: str, offered: tuple[str, ...] = ANSWERS) -> str | None:
    """The one of the media types offered that the client likes best; None where it takes none of them.

    Of two that it likes alike, the one it names first; of two that one range stands for, the one we name first.
    """
    if not accept.strip():
        return offered[0]
    ranges = list(parse_qualities(accept))
    best, best_rank = None, (0.0, 0)
    for kind in offered:
        quality, place = _match_range(kind, ranges)
        if quality > 0 and (quality, -place) > best_rank:
            best, best_rank = kind, (quality, -place)
    return best


def _match_range(kind: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """The quality of the range that names the type most closely, and its place; later ones of a name count."""
    for name in (kind, kind.partition("/")[0] + "/*", "*/*"):
        for place in reversed(range(len(ranges))):
            if ranges[place][0] == name:
                return ranges[place][1], place
    return 0.0, 0


def answer_type(method: str, accept: str) -> str | None:
    """The media type of the answer to a question by its method: a GET or HEAD may also ask for the page.

    An answer that goes on has a media type of its own; what is told of it before it begins is JSON.
    """
    return negotiate(accept, {"GET": TO_GET, "HEAD": TO_HEAD}.get(method, TO_POST))
