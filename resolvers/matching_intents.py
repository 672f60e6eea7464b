"""Matching intents: from the read model to answers."""

import asyncio
from dataclasses import replace
from typing import Any

from engine.answers import fill_answers
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_value, window
from errors import Code, RegistryError
from graph.natural_keys import country_id
from matching.matching_intents import MatchingIntent, MatchingIntents, MetIntent
from matching.request import MatchRequest
from matching.view import View
from resolvers.expiring_agreements import MAX_DAYS
from resolvers.institutions import UNIVERSITY, known_university
from resolvers.own_ties import own_ties_of
from resolvers.partner_match import request_of

MAX_MET = 5


async def matching_intents_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `matchingIntents`: compares in memory, then reads all nodes asked for in one statement."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    view = await view_of(context)
    university = known_university(context, view, arguments[UNIVERSITY], f"{path}.{UNIVERSITY}")
    days = arguments.get("days")
    if days is not None and not 1 <= days <= MAX_DAYS:
        raise RegistryError(Code.BAD_USER_INPUT, f"must be from 1 to {MAX_DAYS:,}.", field=f"{path}.days")
    request = request_of(university, arguments, path, context.today, exclude_live_agreements=False)
    request = replace(request, own=await own_ties_of(context, view, request))
    value = await asyncio.to_thread(_find_intents, view, request, arguments, path)
    return (await fill_answers(info, "MatchingIntentConnection", [value]))[0]


def _find_intents(view: View, request: MatchRequest, arguments: dict[str, Any], path: str) -> dict[str, Any]:
    where = arguments.get("where") or {}
    found = MatchingIntents(view.network, request, days=arguments.get("days"), direction=where.get("direction"))
    places = window(found.ids, arguments, path)
    edges = [_edge(view, each) for each in found.page(places.start, len(places))]
    return page_value(edges, places, len(found.ids))


def _edge(view: View, found: MatchingIntent) -> dict[str, Any]:
    return {
        "cursor": cursor_of(found.intent.id),
        "node": found.intent.id,
        "daysLeft": found.days_left,
        "score": found.score,
        "metCount": len(found.met),
        "met": [_intent_value(view, each) for each in found.met[:MAX_MET]],
    }


def _intent_value(view: View, met: MetIntent) -> dict[str, Any]:
    return {
        "intent": met.own.id,
        "score": met.score,
        "fields": list(met.fields),
        "levels": list(met.levels),
        "languages": list(met.languages),
        "countries": [country_id(code) for code in met.countries],
        "worded": (view, met.reason),
    }
