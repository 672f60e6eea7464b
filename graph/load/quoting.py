"""Texts of files in messages to people."""

MAX_QUOTED = 80


def sanitize(text: str, longest: int = MAX_QUOTED) -> str:
    """A text in one line, no longer than one reads, without what cannot be shown or would steer a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text).strip()
    return plain if len(plain) <= longest else f"{plain[:longest]}…"


def quote(text: str, longest: int = MAX_QUOTED) -> str:
    """The same, marked as what stands in the file."""
    return f"`{sanitize(text, longest)}`"
