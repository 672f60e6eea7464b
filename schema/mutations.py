"""The mutations: one for each action that a noun declares."""

from typing import Any

import strawberry

from resolvers.action import action_field
from schema.core.actions import ACTIONS, DeclaredAction
from schema.core.assembly import Assembly
from schema.core.declare import Argument
from schema.core.fields import DeclaredRoot, field
from schema.core.inputs import input_type

KEY = (
    "A text of your own for this one command, 200 characters at most. Sent again under it, the command is not done "
    "again: the answer is the first one."
)
EXPECTED = "The `version` that you have seen; if it has changed since, the answer is CONFLICT. None: whichever."


def mutation_roots(assembly: Assembly) -> list[DeclaredRoot]:
    """The root fields of mutations, in the order of their names."""
    return [_mutation(assembly, each) for each in sorted(ACTIONS, key=lambda each: each.action.name)]


def _mutation(assembly: Assembly, declared: DeclaredAction) -> DeclaredRoot:
    action = declared.action
    fields: dict[str, tuple[Any, str]] = {}
    required: list[str] = []
    if not action.opens:
        fields["id"] = strawberry.ID, f"The id of the {action.noun.lower()}."
        required.append("id")
        fields["expectedVersion"] = int, EXPECTED
        if action.moves:
            required.append("expectedVersion")
    for name, (kind, said, must) in declared.fields.items():
        fields[name] = kind, said
        required += [name] if must else []
    fields["idempotencyKey"] = str, KEY
    name = f"{action.name[0].upper()}{action.name[1:]}"
    made: Any = input_type(f"{name}Input", f"What a `{action.name}` needs.", fields, required=tuple(required))
    argument = Argument("input", made, "What is to be done.")
    said = f"{declared.described}\n\nFor {' and '.join(action.who)} of it, with the scope `{action.scope}`."
    root = field(assembly.types[declared.payload] | None, said, (argument,))
    return action.name, root, action_field(action, declared.payload)
