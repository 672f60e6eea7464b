"""The words in which the actions of a noun are declared: who may do what to it, and what has to be said for it.

    @action("Contact", moves=Lifecycle("stage", ADVANCES), who=("parties", "office"), scope=Scope.WRITE_CONTACTS)
    class ContactAdvance:
        \"\"\"Moves a contact to another stage.\"\"\"

        stage: ContactStage = moving("The stage to which it moves.")

From one declaration come the mutation, its input, its payload, the codes of what can be wrong, the kind of its changes,
the statements that it runs and its row in the table of access.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import strawberry
from strawberry.utils.str_converters import to_camel_case

from access.principal import Scope
from graph.model import field_name, snake_case
from graph.write import outcome
from graph.write.action import RULE_CODES, Action, ActionLink, Effect, Lifecycle, Making, Rule
from schema.core.declare import ANSWERS, NODES, Declaration, Declared, StoredField, part, parts, reference
from schema.core.enumerations import listed_enumeration
from schema.core.model import optional

COMMON_CODES = {
    outcome.NOT_FOUND: "A node that is named does not exist, or is hidden from who asks.",
    outcome.FORBIDDEN: "Who asks may see it, and may not do this to it.",
    outcome.INVALID: "A value cannot be used.",
    outcome.KEY_REUSED: "The idempotency key was sent with another command before.",
}
OF_SUBJECT = {outcome.CONFLICT: "It has been changed since the version that was expected; `changedFields` says where."}
OF_MOVES = {outcome.IMPOSSIBLE_MOVE: "It cannot go there from the state in which it is."}


@dataclass(frozen=True, slots=True)
class LinkingWord:
    """Nodes that are named, to be linked."""

    relationship: str
    description: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class GivingWord:
    """A value that is given for a property, or, `moves`, the state to which the noun moves."""

    description: str
    moves: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredAction:
    """An action with its part of the contract.

    fields    of the input beside the usual ones: name → (annotation, description, whether it must be given)
    payload   name of the type that is answered
    described what it does, in words
    """

    action: Action
    fields: dict[str, tuple[Any, str, bool]]
    payload: str
    described: str


ACTIONS: list[DeclaredAction] = []

Declaring = TypeVar("Declaring", bound=type)


def linking(relationship: str, description: str, *, least: int = 0, most: int = 1) -> Any:
    """Nodes to which a relationship of the noun (or of what is made) leads then; one where `most` is 1, else a list."""
    return LinkingWord(relationship, description, least, most)


def giving(description: str) -> Any:
    """The value of a property that has this name; its annotation says its type and whether it may be left out."""
    return GivingWord(description)


def moving(description: str) -> Any:
    """The state to which the noun moves; its annotation is the enumeration."""
    return GivingWord(description, moves=True)


def action(
    noun: str,
    *,
    who: tuple[str, ...],
    scope: Scope,
    begins: str | None = None,
    moves: Lifecycle | None = None,
    makes: Making | None = None,
    rules: tuple[Rule, ...] = (),
    effect: Effect | None = None,
) -> Callable[[Declaring], Declaring]:
    """Declares what can be done to a noun; the parameters are those of `Action` (graph/write/action.py)."""

    def declare(command: Declaring) -> Declaring:
        name = field_name(command.__name__)
        said = (each for each in vars(command).items() if isinstance(each[1], LinkingWord | GivingWord))
        words = {to_camel_case(key): each for key, each in said}
        targets = _relationship_targets(makes.label if makes else noun)
        links = tuple(
            ActionLink(key, to_camel_case(each.relationship), targets[each.relationship], each.least, each.most)
            for key, each in words.items()
            if isinstance(each, LinkingWord)
        )
        given = tuple(key for key, each in words.items() if isinstance(each, GivingWord) and not each.moves)
        kind = snake_case(command.__name__).upper()
        made = Action(name, noun, kind, who, scope.value, begins, moves, makes, links, given, rules, effect)
        codes = COMMON_CODES | (OF_SUBJECT if not made.opens else {}) | (OF_MOVES if moves else {})
        codes |= dict(RULE_CODES[each] for each in rules)
        described = inspect.cleandoc(command.__doc__ or "")
        _answer(command.__name__, made, codes)
        ACTIONS.append(DeclaredAction(made, _fields(command, words), f"{command.__name__}Payload", described))
        return command

    return declare


def _relationship_targets(noun: str) -> dict[str, str]:
    """Where the relationships of a noun that is declared already lead."""
    (declared,) = (each for each in NODES if each.name == noun)
    return {name: each.target for name, each in declared.members.items() if hasattr(each, "target")}


def _fields(command: type, words: dict[str, LinkingWord | GivingWord]) -> dict[str, tuple[Any, str, bool]]:
    annotations = {to_camel_case(key): kind for key, kind in inspect.get_annotations(command).items()}
    found: dict[str, tuple[Any, str, bool]] = {}
    for key, word in words.items():
        if isinstance(word, LinkingWord):
            kind: Any = strawberry.ID if word.most == 1 else list[strawberry.ID]
            found[key] = kind, word.description, word.least > 0
        else:
            kind, may_miss = optional(annotations[key])
            found[key] = kind, word.description, not may_miss
    return found


def _answer(name: str, made: Action, codes: dict[str, str]) -> None:
    """Declares the payload of an action, and what can be wrong with it."""
    code: Any = listed_enumeration(f"{name}ErrorCode", f"What can be wrong with a `{made.name}`.", codes)
    of_error: dict[str, tuple[Any, str]] = {
        "code": (code, "What is wrong."),
        "message": (str, "The same for people, in English."),
        "field": (str | None, "The part of the arguments that it is about, as `input.since`."),
    }
    if not made.opens:
        of_error["current_version"] = (int | None, "Of a conflict: the version that it has by now.")
        of_error["changed_fields"] = (list[str] | None, "Of a conflict: what has changed since the one expected.")
    _declare(f"{name}Error", f"Something that is wrong with a `{made.name}`.", of_error)
    nodes = {made.noun: f"The {made.noun.lower()} as it is now; none where it may not be seen, or could not be read."}
    if made.makes:
        nodes[made.makes.label] = f"The {made.makes.label.lower()} that was made."
    members: dict[str, Declared] = {
        field_name(label): reference(label, said, optional=True) for label, said in nodes.items()
    }
    members["change"] = part("ChangeInfo", "What was written; none where something is wrong.", optional=True)
    members["user_errors"] = parts(f"{name}Error", "What is wrong; then nothing was written.")
    ANSWERS.append(_declaration(f"{name}Payload", f"What has come of a `{made.name}`.", members, {}))


def _declare(name: str, description: str, fields: dict[str, tuple[Any, str]]) -> None:
    members: dict[str, Declared] = {key: StoredField(said) for key, (_, said) in fields.items()}
    ANSWERS.append(_declaration(name, description, members, {key: kind for key, (kind, _) in fields.items()}))


def _declaration(name: str, description: str, members: dict[str, Declared], annotations: dict[str, Any]) -> Declaration:
    return Declaration(name, description, "", (), (), "", members, annotations)
