"""White spots: from the read model to answers."""

import asyncio
from datetime import date
from typing import Any

from engine.answers import fill_answers
from engine.codes import codes_among
from engine.context import view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_facts, window
from engine.where import day_asked
from errors import Code, RegistryError
from graph.natural_keys import country_id
from graph.vocabularies import fields
from graph.vocabularies.countries import COUNTRIES
from matching.analyses.white_spots import WhiteSpot, white_spots
from matching.view import View
from resolvers.wording import LANGUAGES

FIELD_DIGITS = (2, 3, 4)
MAX_INTENTS = 10
MAX_INSTITUTIONS = 5


async def white_spots_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `whiteSpots`."""
    arguments = plain_values(given)
    path = str(info.path.key)
    digits = arguments["fieldDigits"]
    if digits not in FIELD_DIGITS:
        raise RegistryError(Code.BAD_USER_INPUT, "must be 2, 3 or 4.", field=f"{path}.fieldDigits")
    countries = codes_among(arguments, "countries", COUNTRIES, path)
    view = await view_of(info.context)
    day = day_asked(arguments, info.context.today)
    found = await asyncio.to_thread(white_spots, view.network, day, digits=digits, countries=countries)
    places = window([spot.key for spot in found], arguments, path)
    page = found[places.start : places.stop]
    facts = page_facts([cursor_of(spot.key) for spot in page], places, len(found))
    value = {"spots": [_spot_value(view, spot) for spot in page], **facts}
    return (await fill_answers(info, "WhiteSpotsResult", [value]))[0]


def _spot_value(view: View, spot: WhiteSpot) -> dict[str, Any]:
    since = {each: view.network.intents[each].since or date.min for each in [*spot.from_home, *spot.from_there]}
    newest = sorted(sorted(since), key=lambda each: since[each], reverse=True)
    return {
        "country": country_id(spot.country),
        "field": spot.code,
        "demand": spot.demand,
        "fromHome": len(spot.from_home),
        "fromThere": len(spot.from_there),
        "intents": newest[:MAX_INTENTS],
        "institutionCount": len(spot.institutions),
        "institutions": spot.institutions[:MAX_INSTITUTIONS],
        "offices": spot.offices,
    }


def field_name(value: dict[str, Any], language: str) -> str:
    """What a field of ISCED-F is called."""
    return fields.label(value["field"], LANGUAGES[language])
