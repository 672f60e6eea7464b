"""Header fields as RFC 9110 reads them: lines of one name are one list, and every member may have parameters."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

MEMBER = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
QUALITY = re.compile(r"0(\.\d*)?|1(\.0*)?", re.ASCII)
NAME = r"[!#$%&'*+.^_`|~\w-]+"
VALUE = NAME + r'|"(?:[^"\\]|\\.)*"'
PARAMETER = re.compile(rf"\s*;\s*(?:({NAME})=({VALUE}))?", re.ASCII)
MEDIA_TYPE = re.compile(rf"\s*({NAME}/{NAME})((?:{PARAMETER.pattern})*)\s*", re.ASCII)
MAX_MEDIA_TYPE = 300
"""Characters; the pattern takes the square of their number."""


class Fields:
    """The fields of one request by their names in lower case. One that was not sent is empty."""

    def __init__(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self._values: dict[bytes, bytes] = {}
        for name, value in headers:
            before = self._values.get(name)
            self._values[name] = value if before is None else b"%b, %b" % (before, value)

    def __getitem__(self, name: bytes) -> str:
        return self._values.get(name, b"").decode("latin-1")


def parse_qualities(field: str) -> Iterator[tuple[str, float]]:
    """The members of a list such as `Accept`, in lower case and without parameters, each with its quality."""
    for member in MEMBER.findall(field):
        name, *parameters = (part.strip().lower() for part in member.split(";"))
        given = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        if name:
            yield name, float(given) if QUALITY.fullmatch(given) else 0.0


@lru_cache(64)
def media_type(field: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A media type and its parameters, in lower case; an empty one for what is no media type, or several."""
    found = MEDIA_TYPE.fullmatch(field) if len(field) <= MAX_MEDIA_TYPE else None
    if not found:
        return "", ()
    parameters = PARAMETER.findall(found[2])
    return found[1].lower(), tuple((name.lower(), value.strip('"').lower()) for name, value in parameters if name)
