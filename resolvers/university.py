"""Universities: found by an id, by an identifier of any scheme, or by an exact name."""

from typing import Any

from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.read import by_filter, by_id, one_of
from engine.rendered import Answered
from errors import Code, RegistryError
from graph.folding import fold_identifier
from graph.plan.filters import Compare, Filter, Has, Operator
from resolvers.identifier import key_filter
from resolvers.institutions import resolve_institution

ERASMUS = "ERASMUS"


async def university_field(_: object, info: Info, **given: Any) -> Answered | None:
    """The resolver of `university(id)` and `university(identifier)`."""
    context: Context = info.context
    path = str(info.path.key)
    node = context.registry.catalogue.model.types["University"]
    name, value = one_of(plain_values(given), path)
    if name == "id":
        return await by_id(info, node, value)
    where = await _identifier_filter(context, value, f"{path}.identifier")
    return await by_filter(info, node, where) if where else None


async def _identifier_filter(context: Context, identifier: dict[str, Any], path: str) -> Filter | None:
    """The filter that finds the institution. Raises RegistryError (BAD_USER_INPUT, AMBIGUOUS)."""
    value, scheme = identifier["value"].strip(), identifier.get("scheme")
    if not value:
        raise RegistryError(Code.BAD_USER_INPUT, "must not be empty.", field=f"{path}.value")
    if scheme == ERASMUS and " " not in value:
        value = fold_identifier(scheme, value)  # padded otherwise than it is stored, perhaps: the index knows both
    elif scheme:
        return Has("identifiers", key_filter(fold_identifier(scheme, value), context.today))
    found = resolve_institution(await view_of(context), value, f"{path}.value")
    return Compare("id", Operator.EQ, found) if found else None
