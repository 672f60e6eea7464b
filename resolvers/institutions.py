"""Institutions in arguments: by an id, by any identifier, or by an exact name."""

from collections.abc import Mapping
from typing import Any

from engine.context import Context, view_of
from engine.cursors import not_beside
from engine.read import check_id
from errors import Code, RegistryError
from graph.ids import prefix_of
from matching.view import View

MAX_CANDIDATES = 10
UNIVERSITY = "university"


def resolve_institution(view: View, text: str, path: str) -> str | None:
    """The id of the institution that has this identifier or exact name; None where there is none.

    Raises RegistryError (AMBIGUOUS) where there are several.
    """
    found = view.names.resolve(text)
    if len(found) > 1:
        raise RegistryError(
            Code.AMBIGUOUS,
            f"names {len(found)} institutions; ask for one of them by its id.",
            field=path,
            candidates=found[:MAX_CANDIDATES],
        )
    return found[0] if found else None


def known_university(context: Context, view: View, text: str, path: str) -> str:
    """The id of an institution in the read model. Raises RegistryError (BAD_ID, NOT_FOUND, AMBIGUOUS)."""
    model = context.registry.catalogue.model
    if model.by_prefix(prefix_of(text)) is None:
        named = resolve_institution(view, text, path)
        if named is None:
            told = "is neither the id of an institution nor an identifier or exact name of one."
            raise RegistryError(Code.BAD_ID, told, field=path)
        return named
    check_id(context, text, path, model.types["University"])
    if text not in view.network.row_of:
        raise RegistryError(Code.NOT_FOUND, "is not the id of an institution in the registry.", field=path)
    return text


def named_university(context: Context, view: View, arguments: Mapping[str, Any], path: str) -> str | None:
    """The institution in the argument `university`, if it is given. Raises as `known_university`."""
    text: str | None = arguments.get(UNIVERSITY)
    return None if text is None else known_university(context, view, text, f"{path}.{UNIVERSITY}")


def subject(context: Context, view: View, arguments: Mapping[str, Any], former: str, path: str) -> str:
    """The institution that a question is about: `university`, or the argument as it was called before.

    Raises RegistryError (BAD_USER_INPUT) for none or both, and as `known_university`.
    """
    name = subject_name(arguments, former, path)
    return known_university(context, view, arguments[name], f"{path}.{name}")


def subject_name(arguments: Mapping[str, Any], former: str, path: str) -> str:
    """Which of the two arguments is given. Raises RegistryError (BAD_USER_INPUT) for none or both."""
    given = [name for name in (UNIVERSITY, former) if arguments.get(name) is not None]
    if not given:
        raise RegistryError(Code.BAD_USER_INPUT, "must be given.", field=f"{path}.{UNIVERSITY}")
    if len(given) > 1:
        raise not_beside(UNIVERSITY, former, path)
    return given[0]


async def university_id(context: Context, text: str | None, path: str) -> str | None:
    """The id of an institution, for the store; only what is no id is looked up in the read model.

    Raises RegistryError (BAD_ID, AMBIGUOUS).
    """
    model = context.registry.catalogue.model
    if text is None:
        return None
    if model.by_prefix(prefix_of(text)) is None:
        return known_university(context, await view_of(context), text, path)
    check_id(context, text, path, model.types["University"])
    return text
