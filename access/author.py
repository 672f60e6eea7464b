"""What a principal may write, as writes ask for it (graph/write/outcome.py)."""

from access.keys import KEY_PRINCIPAL
from access.principal import Principal, Role
from access.sight import sight_of
from graph.plan.guard import LEVELS
from graph.write.outcome import Author


def author_of(principal: Principal) -> Author:
    """Who writes."""
    is_key = principal.id.startswith(KEY_PRINCIPAL)
    return Author(
        principal.id,
        principal.id.removeprefix(KEY_PRINCIPAL) if is_key else "",
        frozenset((*principal.institutions, *principal.offices)),
        frozenset(each.name for each in LEVELS[sight_of(principal.role)]),
        principal.role is Role.ADMIN,
    )
