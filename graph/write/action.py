"""What an action of a noun is, plain data that is filled from the declarations in `schema/`, and a command to do it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.changes.change import canonical
from graph.write.outcome import Author, Facts, UserError

Rule = Callable[[Facts, "Command", str], UserError | None]
"""From what the store holds, the command, and today as an ISO date: what is wrong, or nothing."""
Effect = Callable[[Facts, "Command", str], Mapping[str, Any]]
"""From the same: properties that are set beside those that are given."""


def rule(code: str, meaning: str) -> Callable[[Rule], Rule]:
    """Names the code of what a rule finds wrong, and what that means."""

    def mark(check: Rule) -> Rule:
        RULE_CODES[check] = code, meaning
        return check

    return mark


RULE_CODES: dict[Rule, tuple[str, str]] = {}
"""Of each rule its code, and what that means."""


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """The state that an action moves.

    state    the property, an enumeration with a history
    moves    from each state where it can go by this action; a state that is missing cannot be left by it
    """

    state: str
    moves: Mapping[str, tuple[str, ...]]

    @property
    def only(self) -> str | None:
        """The one state to which it leads from everywhere, if there is one."""
        targets = {each for found in self.moves.values() for each in found}
        return next(iter(targets)) if len(targets) == 1 else None


@dataclass(frozen=True, slots=True)
class ActionLink:
    """Nodes that a command names, to be linked by a relationship of the noun (or of what is made)."""

    name: str
    relationship: str
    target: str
    least: int = 0
    most: int = 1


@dataclass(frozen=True, slots=True)
class Making:
    """A node that an action makes beside its noun, and the relationship by which that leads to the noun."""

    label: str
    relationship: str


@dataclass(frozen=True, slots=True, eq=False)
class Action:
    """What can be done to nodes of a noun; there is one of each.

    name     of the field, `contactAdvance`
    kind     of its changes, `CONTACT_ADVANCE`
    begins   the state in which it makes a node of the noun; None where it is done to one that is there
    moves    the state that it moves
    makes    what it makes beside
    who      relationships of the noun that lead to the institutions and offices that may do it
    scope    what a key must be allowed
    links    nodes that it links
    given    properties that are given, of what is made where something is, else of the noun
    """

    name: str
    noun: str
    kind: str
    who: tuple[str, ...]
    scope: str
    begins: str | None = None
    moves: Lifecycle | None = None
    makes: Making | None = None
    links: tuple[ActionLink, ...] = ()
    given: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    effect: Effect | None = None

    @property
    def opens(self) -> bool:
        """Whether it makes a node of the noun."""
        return self.begins is not None

    @property
    def of_given(self) -> str:
        """The label whose properties are given and whose relationships are linked."""
        return self.makes.label if self.makes else self.noun


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be done.

    today     day on which it is done, in UTC, as an ISO date
    request   id of the request by which it came
    subject   id of the node; of the new one where the action opens one
    values    properties that are given, by their names
    links     ids of nodes that are named, by the names of the links
    to        the state to which it moves
    expected  version that the author has seen; None where they do not say
    key       under which it is done once, however often it is sent
    """

    action: Action
    author: Author
    today: str
    request: str
    subject: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    to: str | None = None
    expected: int | None = None
    request_key: str = field(init=False, repr=False, compare=False)
    """The key, apart from equal ones of other authors."""

    def __post_init__(self) -> None:
        hashed = hashlib.sha256(f"{self.author.id}\n{self.key}".encode()).hexdigest()
        object.__setattr__(self, "request_key", hashed)

    @property
    def fingerprint(self) -> str:
        """Tells it from other commands that are sent under the same key."""
        subject = "" if self.action.opens else self.subject
        told = [self.action.name, subject, self.values, self.links, self.to, self.expected]
        return hashlib.sha256(canonical(told)).hexdigest()
