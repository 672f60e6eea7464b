"""Cypher, as far as to tell the words of a statement from the values in it."""

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"""(?P<blank>\s+)
    | (?P<parameter>\$\w+)
    | (?P<word>[^\W\d]\w*)
    | (?P<quoted>`[^`]*`)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<number>\d[\w.]*|\.\d[\w.]*)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<sign>::|<=|>=|<>|\+=|->|<-|[-+*/%^=<>()\[\]{},.:|])""",
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each token but blanks. Raises ValueError for what is no Cypher."""
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found or not found.lastgroup:
            raise ValueError(f"no Cypher: {text[at : at + 20]!r}")
        if found.lastgroup != "blank":
            yield found.lastgroup, found[0]
        at = found.end()


def values(text: str) -> list[str]:
    """The literal values in a statement: strings and numbers (a date can only be written as one of them)."""
    return [token for kind, token in tokens(text) if kind in ("string", "number")]
