"""What may be a mistake in a row that can be taken: facts of its own that speak against each other."""

from collections.abc import Iterator, Mapping

DAYS_THAT_HAVE_PASSED = ("signed", "last_activity")


def doubts(cells: Mapping[str, str], today: str) -> Iterator[str]:
    """Notes on a row in plain form; days are ISO, so they compare as texts."""
    status, until = cells.get("status", ""), cells.get("valid_to", "")
    if status == "IN_FORCE" and until and until < today and cells.get("renewal") != "AUTOMATIC":
        yield "status IN_FORCE, though valid_to has passed"
    if status == "IN_FORCE" and cells.get("valid_from", "") > today:
        yield "status IN_FORCE, though valid_from is still to come"
    if status == "EXPIRED" and until >= today:
        yield "status EXPIRED, though valid_to is still to come"
    if status == "DRAFT" and cells.get("signed"):
        yield "status DRAFT, though it was signed"
    for column in DAYS_THAT_HAVE_PASSED:
        if cells.get(column, "") > today:
            yield f"{column} is still to come"
    if cells.get("stage") == "LOST" and cells.get("until", "") > today:
        yield "stage LOST, though until is still to come"
