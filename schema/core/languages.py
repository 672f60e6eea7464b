"""The argument that asks for texts in languages."""

from schema.core.declare import Argument

LANGUAGES = Argument(
    "languages",
    list[str] | None,
    "BCP 47 tags in order of preference, looked up as RFC 4647 says; the first that exists is taken. The display name "
    "where none does, or where the list is left out or empty.",
    None,
)
