"""What a principal may see, as statements ask for it (graph/plan/guard.py)."""

from access.principal import Principal, Role
from graph.model import Property
from graph.plan.guard import Sight, acl_of

SIGHTS = {Role.PUBLIC: Sight.PUBLIC, Role.PARTNER: Sight.MEMBER, Role.OFFICER: Sight.MEMBER, Role.ADMIN: Sight.ALL}


def sight_of(role: Role) -> Sight:
    """Which form statements have for who has this role."""
    return SIGHTS[role]


def acl(principal: Principal) -> dict[str, object]:
    """The parameter `$acl` of statements for a principal."""
    return acl_of((*principal.institutions, *principal.offices))


def may_read(stored: Property, role: Role) -> bool:
    """Whether a role may know a property, and so find and order nodes by it."""
    return role.sees_hidden or not stored.hidden
