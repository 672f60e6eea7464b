"""Which media type an answer has: by the client's `Accept`."""

RESPONSE_JSON = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"


def negotiated(accept: str) -> str | None:
    """The media type to answer in; None where none of those asked for can be given."""
    if not accept or accept == "*/*":
        return JSON
    best: tuple[float, str] | None = None
    for entry in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        quality = next((_quality(each[2:]) for each in parameters if each.startswith("q=")), 1.0)
        offered = {RESPONSE_JSON: RESPONSE_JSON, JSON: JSON, "application/*": JSON, "*/*": JSON}.get(kind)
        if offered and quality > 0 and (best is None or quality > best[0]):
            best = (quality, offered)
    return best[1] if best else None


def _quality(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def wants_page(accept: str) -> bool:
    """Whether a browser asks for the page at /graphql."""
    return HTML in accept and RESPONSE_JSON not in accept
