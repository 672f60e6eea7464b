"""Arguments that name an institution, alike wherever one is taken."""

import strawberry

from schema.core.declare import Argument

INSTITUTION = "its id, any of its identifiers, or its exact name"


def institution(name: str, said: str) -> Argument:
    """An institution that must be given; `said` says what it is to the question."""
    return Argument(name, strawberry.ID, f"{said}: {INSTITUTION}.")


def subject(said: str, former: str) -> tuple[Argument, Argument]:
    """The institution that a question is about, which must be given, and the argument under its former name."""
    return (
        Argument("university", strawberry.ID | None, f"{said}: {INSTITUTION}. It must be given.", None),
        Argument(former, strawberry.ID | None, "The same as `university`.", None, "Use `university`."),
    )


def only_university(said: str) -> Argument:
    """An institution that narrows a question."""
    return Argument("university", strawberry.ID | None, f"{said}: {INSTITUTION}.", None)
