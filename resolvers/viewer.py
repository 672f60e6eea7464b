"""Who asks: from the principal to the answer."""

from typing import Any

from access.principal import Scope
from engine.answers import fill_answers
from engine.context import Context
from engine.document import Info
from engine.projection import Answer
from graph.store.clock import iso_instant


async def viewer_field(_: object, info: Info, **__: Any) -> Answer:
    """The resolver of `viewer`."""
    context: Context = info.context
    principal = context.principal
    value = {
        "role": principal.role.name,
        "name": principal.name or None,
        "institutions": list(principal.institutions),
        "offices": list(principal.offices),
        "scopes": [each.name for each in Scope if principal.may(each)],
        "expiresAt": None if principal.expires is None else iso_instant(principal.expires),
    }
    return (await fill_answers(info, "ViewerInfo", [value]))[0]
