"""Communities: from the read model to answers."""

import asyncio
from datetime import date
from typing import Any

from engine.analysis import DECIMALS
from engine.answers import fill_answers
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_facts, window
from engine.where import day_asked
from errors import Code, RegistryError
from graph.natural_keys import country_id
from matching.analyses.communities import Communities, Community
from matching.model import louvain
from matching.view import View
from resolvers.institutions import named_university
from version import NAME

MIN_RESOLUTION, MAX_RESOLUTION = 0.1, 10.0


async def communities_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `communities`."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    if not louvain.IS_INSTALLED:
        told = f"needs {NAME}[communities], which is not installed."
        raise RegistryError(Code.NOT_INSTALLED, told, field=path)
    if not MIN_RESOLUTION <= arguments["resolution"] <= MAX_RESOLUTION:
        told = f"must be from {MIN_RESOLUTION} to {MAX_RESOLUTION:g}."
        raise RegistryError(Code.BAD_USER_INPUT, told, field=f"{path}.resolution")
    view = await view_of(context)
    university = named_university(context, view, arguments, path)
    value = await asyncio.to_thread(_value, view, day_asked(arguments, context.today), university, arguments, path)
    return (await fill_answers(info, "CommunitiesResult", [value]))[0]


def _value(view: View, day: date, university: str | None, arguments: dict[str, Any], path: str) -> dict[str, Any]:
    found = Communities(view.network, day, float(arguments["resolution"]))
    keys = found.keys
    numbers = range(len(found)) if university is None else found.of(university)
    places = window([keys[number] for number in numbers], arguments, path)
    page = numbers[places.start : places.stop]
    return {
        "communities": [_community_value(found.community(number)) for number in page],
        "communityCount": len(found),
        "institutionCount": found.institution_count,
        "modularity": round(found.modularity, DECIMALS),
        **page_facts([cursor_of(keys[number]) for number in page], places, len(numbers)),
    }


def _community_value(community: Community) -> dict[str, Any]:
    return {
        "institutionCount": community.institution_count,
        "contactsWithin": community.contacts_within,
        "contactsOutside": community.contacts_outside,
        "countries": [{"country": country_id(code), "institutionCount": count} for code, count in community.countries],
        "mostConnected": community.most_connected,
        "offices": [{"office": office, "contactCount": count} for office, count in community.offices],
    }
