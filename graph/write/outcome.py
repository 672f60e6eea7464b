"""Who wants something done, what the store holds of it, what can be wrong, and what has come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.changes.change import Change

NOT_FOUND, FORBIDDEN, CONFLICT = "NOT_FOUND", "FORBIDDEN", "CONFLICT"
INVALID, IMPOSSIBLE_MOVE, KEY_REUSED = "INVALID", "IMPOSSIBLE_MOVE", "IDEMPOTENCY_KEY_REUSED"


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes.

    id          of the principal
    credential  id of the key, which is looked at again in the transaction; empty for others
    mine        ids of the institutions and offices that they belong to
    levels      levels of nodes that they see, whoever owns these
    is_admin    whether they may do everything
    """

    id: str
    credential: str
    mine: frozenset[str]
    levels: frozenset[str]
    is_admin: bool

    def sees(self, seen: str | None, owners: Sequence[str] | None) -> bool:
        """Whether they may see a node with this level and these owners (graph/plan/guard.py has it as Cypher)."""
        return self.is_admin or (seen is not None and (seen in self.levels or not self.mine.isdisjoint(owners or ())))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the store holds of the subject, once nobody else can write to it.

    properties  of the subject; empty for one that is opened
    links       ids at the far ends of its relationships
    linked      level and owners of nodes that the command names, by their labels and ids; those that are there
    version     how many changes it has had
    head        hash of the last one
    changed     fields that have changed since the version that the author has seen
    """

    properties: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    linked: Mapping[tuple[str, str], tuple[str | None, tuple[str, ...]]] = field(default_factory=dict)
    version: int = 0
    head: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UserError:
    """Why a command is not done: a code of its action, words for people, and the part of the input that it is about.

    version, changed  of a conflict: the present version, and what differs from the one that was expected
    """

    code: str
    message: str
    field: str | None = None
    version: int | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What a command has done.

    subject  id of the node
    change   the change of it, and `seq` its number
    lineage  of the graph
    made     id of what was made beside
    held     what the subject holds now, where its author may see that
    """

    subject: str
    change: Change
    seq: int
    lineage: str
    made: str | None = None
    held: Mapping[str, Any] | None = None


class RefusedError(Exception):
    """A command is not done, and nothing is written."""

    def __init__(self, *problems: UserError) -> None:
        super().__init__(problems[0].code)
        self.problems = problems


class CredentialError(Exception):
    """The key of the author opens nothing any more."""


CommandResult = Written | RefusedError | CredentialError
