"""Cut points: from the read model to answers."""

import asyncio
from datetime import date
from typing import Any

from engine.answers import fill_answers
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_facts, window
from engine.where import day_asked
from matching.analyses.cut_points import Bridge, CutPoints
from matching.view import View
from resolvers.institutions import named_university

MAX_BRIDGES = 20
MAX_CUT_OFF = 5
MAX_EVIDENCE = 5


async def cut_points_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `cutPoints`."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    view = await view_of(context)
    university = named_university(context, view, arguments, path)
    value = await asyncio.to_thread(_value, view, day_asked(arguments, context.today), university, arguments, path)
    return (await fill_answers(info, "CutPointsResult", [value]))[0]


def _value(view: View, day: date, university: str | None, arguments: dict[str, Any], path: str) -> dict[str, Any]:
    found = CutPoints(view.network, day)
    points = found.articulation_points(university)
    bridges, bridge_count = found.bridges(MAX_BRIDGES, MAX_CUT_OFF, university)
    places = window([point.university for point in points], arguments, path)
    page = points[places.start : places.stop]
    return {
        "institutionCount": int(found.component_sizes.sum()),
        "componentCount": len(found.component_sizes),
        "largestComponent": int(found.component_sizes.max(initial=0)),
        "articulationPoints": [
            {
                "university": point.university,
                "cutOffCount": point.cut_off_count,
                "cutOff": found.cut_off(point, MAX_CUT_OFF),
            }
            for point in page
        ],
        "bridges": [_bridge_value(view, bridge, day) for bridge in bridges],
        "bridgeCount": bridge_count,
        **page_facts([cursor_of(point.university) for point in page], places, len(points)),
    }


def _bridge_value(view: View, bridge: Bridge, day: date) -> dict[str, Any]:
    moment = view.network.at(day)
    return {
        "inner": bridge.inner,
        "outer": bridge.outer,
        "cutOffCount": bridge.cut_off_count,
        "cutOff": bridge.cut_off,
        "contactCount": len(bridge.contacts),
        "contacts": moment.ids(bridge.contacts[:MAX_EVIDENCE]),
        "lastActivity": moment.newest_day(bridge.contacts.tolist()).isoformat(),
    }
