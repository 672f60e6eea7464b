"""What nouns that people report have in common."""

from schema.core.declare import sourced, stored


class Reported:
    """A thing that somebody reported."""

    demo: bool | None = stored("True where it was invented for the demo set.")
    sources, provenance = sourced()


class Keyed(Reported):
    """The same, known by a key of those who reported it."""

    slug: str = stored("Key that stays the same, given by whoever reported it.", unique=True)
