"""States that change in time: the fields and the type that tell their history."""

from enum import Enum
from functools import partial
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from engine.fields import Catalogue, Computed, Stored, TypeFields
from resolvers.state import state_of, states_of
from schema.core.declare import Argument, StateField
from schema.core.fields import field, fill
from schema.core.scalars import Date


def state_fields(
    types: dict[str, type], catalogue: Catalogue, fields: TypeFields, name: str, kind: type[Enum], member: StateField
) -> list[tuple[str, StrawberryField]]:
    """The field of a state, which takes a day, and the field that lists its states with their days."""
    key, history = to_camel_case(name), member.history
    reads = frozenset((key, history, f"{history}Since"))
    span = _span(types, catalogue, kind, key)
    fields.fields[key] = Computed(partial(state_of, key, history), reads=reads, plain=key)
    fields.fields[history] = Computed(partial(states_of, key, history), reads=reads, parts=span.__name__)
    as_of = Argument("asOf", Date | None, "The date at which to look; the last known state where left out.", None)
    listed: Any = list[span]  # type: ignore[valid-type]
    said = f"The history of `{key}`, oldest first."
    return [(name, field(kind, member.description, (as_of,))), (history, field(listed, said))]


def _span(types: dict[str, type], catalogue: Catalogue, kind: type[Enum], key: str) -> type:
    """The type that says from when until when a thing was in a state."""
    name = f"{kind.__name__}Info"
    types[name] = made = type(name, (), {})
    catalogue.types[name] = TypeFields(name, None, {each: Stored(each) for each in (key, "since", "until")})
    fill(
        made,
        [
            (key, field(kind, "The state.")),
            ("since", field(Date | None, "First day of the state; none: it was so from the beginning.")),
            ("until", field(Date | None, "First day on which it was so no longer; none: it still is.")),
        ],
    )
    strawberry.type(made, name=name, description=f"From when until when a thing was in one state of {kind.__name__}.")
    return made
