"""What an error of the driver means: whether the same call may succeed a moment later, and which fault it is."""

from neo4j.exceptions import (
    ConnectionAcquisitionTimeoutError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.store.address import StoreAddress
from graph.store.errors import (
    StoreDeniedError,
    StoreDownError,
    StoreError,
    StoreMemoryError,
    StoreStatementError,
    StoreTimeoutError,
)

GONE = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError, OSError)
"""Errors that tell that no store is there, not what it thinks of a statement."""
NOT_US = ("Security.Unauthorized", "Security.AuthenticationRateLimit", "Security.CredentialsExpired")
AWAY = ("Unavailable", "NotALeader", "ForbiddenOnReadOnlyDatabase")
"""Parts of codes by which a store tells that it, or its leader, is not there at the moment."""
OUT_OF_MEMORY = ("Query heap budget exceeded", "Limit of allowed elements", "OutOfMemory")
"""Parts of codes and messages: of the embedded store two, of Neo4j the last."""
OUT_OF_TIME = ("Timed", "Transaction.Terminated")


def fault_of(error: Exception, address: StoreAddress, *, embedded: bool) -> StoreError:
    """The error as a fault of the store at this address."""
    where = "The embedded store" if embedded else f"Neo4j at {address.uri}"
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if code.endswith(NOT_US):
        what = "with this password (NEO4J_USER, NEO4J_PASSWORD)"
        return StoreDeniedError(
            f"{where} does not accept user {address.user!r} "
            f"{what if address.password else 'without a password: NEO4J_PASSWORD is not set'}."
        )
    if code.endswith("DatabaseNotFound"):
        return StoreDeniedError(f"{where} has no database {address.database!r} (NEO4J_DATABASE).")
    if any(word in code for word in OUT_OF_TIME):
        return StoreTimeoutError(None)
    if any(word in f"{code} {error}" for word in OUT_OF_MEMORY):
        return StoreMemoryError()
    if is_away(error) or may_pass(error):
        return StoreDownError(f"{where} does not answer.")
    return StoreStatementError(f"{code}: {error.message}" if isinstance(error, Neo4jError) else repr(error))


def is_away(error: Exception) -> bool:
    """Whether the store is not there: it may be back in some seconds."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    return isinstance(error, GONE) or any(word in code for word in AWAY)


def may_pass(error: Exception) -> bool:
    """Whether the same call may succeed a moment later."""
    if isinstance(error, Neo4jError):
        return error.is_retryable() or "ConcurrentModification" in str(error)
    return isinstance(error, DriverError) and error.is_retryable()


def write_may_pass(error: Exception) -> bool:
    """A constraint refuses the later of two racing MERGEs, which then finds what the other one made."""
    return may_pass(error) or isinstance(error, ConstraintError)


def schema_may_pass(error: Exception) -> bool:
    """Two processes that make the same index at once: `IF NOT EXISTS` of the later one can look too early."""
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    return may_pass(error) or "AlreadyExists" in code
