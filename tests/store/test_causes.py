"""What an error of the driver means, without a store."""

import pytest
from neo4j.exceptions import Neo4jError, ServiceUnavailable

from graph.store.address import StoreAddress
from graph.store.causes import fault_of, is_away, may_pass, schema_may_pass, write_may_pass
from graph.store.errors import (
    StoreDeniedError,
    StoreDownError,
    StoreError,
    StoreMemoryError,
    StoreStatementError,
    StoreTimeoutError,
)

HERE = StoreAddress("bolt://127.0.0.1:1", "neo4j", "", "neo4j")


def told(code: str, message: str = "") -> Neo4jError:
    """The error that the driver raises for a code of a server."""
    return Neo4jError._hydrate_neo4j(code=code, message=message)


CONFLICT = told("Neo.DatabaseError.General.UnknownError", "ConcurrentModificationException: page 3 of file 7")
TWICE = told("Neo.ClientError.Schema.ConstraintValidationFailed")
THERE_ALREADY = told("Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists")


@pytest.mark.parametrize(
    ("error", "call", "write", "schema"),
    [
        (CONFLICT, True, True, True),
        (told("Neo.TransientError.Transaction.DeadlockDetected"), True, True, True),
        (ServiceUnavailable("gone"), True, True, True),
        (TWICE, False, True, False),
        (THERE_ALREADY, False, False, True),
        (told("Neo.ClientError.Statement.SyntaxError"), False, False, False),
        (ValueError(), False, False, False),
    ],
)
def test_call_is_tried_again_where_it_may_succeed(error: Exception, call: bool, write: bool, schema: bool) -> None:
    assert (may_pass(error), write_may_pass(error), schema_may_pass(error)) == (call, write, schema)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (told("Neo.ClientError.Security.Unauthorized"), StoreDeniedError),
        (told("Neo.ClientError.Database.DatabaseNotFound"), StoreDeniedError),
        (told("Neo.ClientError.Transaction.TransactionTimedOut"), StoreTimeoutError),
        (told("Neo.TransientError.General.OutOfMemoryError"), StoreMemoryError),
        (told("Neo.TransientError.General.DatabaseUnavailable"), StoreDownError),
        (ServiceUnavailable("gone"), StoreDownError),
        (OSError(), StoreDownError),
        (told("Neo.ClientError.Statement.SyntaxError", "here"), StoreStatementError),
        (ValueError("odd"), StoreStatementError),
    ],
)
def test_error_is_the_fault_that_it_tells_of(error: Exception, fault: type[StoreError]) -> None:
    assert type(fault_of(error, HERE, embedded=False)) is fault
    assert is_away(error) is (fault is StoreDownError)
