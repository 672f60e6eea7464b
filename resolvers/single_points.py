"""Single points of failure: from the read model to answers."""

import asyncio
from datetime import date
from typing import Any

import numpy as np

from engine.analysis import office_id
from engine.answers import fill_answers
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_facts, window
from engine.where import day_asked
from errors import Code, RegistryError
from matching.analyses.single_points import PointKind, SinglePoint, most_partners, single_points
from matching.view import View
from resolvers.institutions import named_university

MAX_POINTS = 20
MAX_EVIDENCE = 5


async def single_points_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `singlePointsOfFailure`."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    view = await view_of(context)
    university = named_university(context, view, arguments, path)
    office = known_office(info, view, arguments.get("office"), f"{path}.office")
    day = day_asked(arguments, context.today)
    found = await asyncio.to_thread(single_points, view.network, day, university=university, office=office)
    places = window([each.key for each in found], arguments, path)
    value = {
        "points": [_point_value(*each) for each in most_partners(found, MAX_POINTS)],
        "partners": [_partner_value(view, each, day) for each in found[places.start : places.stop]],
        **page_facts([cursor_of(each.key) for each in found[places.start : places.stop]], places, len(found)),
    }
    return (await fill_answers(info, "SinglePointsOfFailureResult", [value]))[0]


def known_office(info: Info, view: View, text: str | None, path: str) -> str | None:
    """The id of an office in the read model. Raises RegistryError (BAD_ID, NOT_FOUND)."""
    office = office_id(info, text, path)
    if office is not None and office not in view.network.offices:
        raise RegistryError(Code.NOT_FOUND, "is not the id or the slug of an office in the registry.", field=path)
    return office


def _point_value(kind: PointKind, through: str, partners: int) -> dict[str, Any]:
    return {"kind": kind.value, **_through(kind, through), "partners": partners}


def _partner_value(view: View, point: SinglePoint, day: date) -> dict[str, Any]:
    moment = view.network.at(day)
    newest = moment.newest_first(np.asarray(point.contacts))
    return {
        "partner": point.partner,
        "kind": point.kind.value,
        **_through(point.kind, point.through),
        "contactCount": len(point.contacts),
        "contacts": list(moment.ids(newest[:MAX_EVIDENCE])),
        "lastActivity": moment.newest_day(list(point.contacts)).isoformat(),
    }


def _through(kind: PointKind, through: str) -> dict[str, str | None]:
    return {
        "office": through if kind is PointKind.OFFICE else None,
        "person": through if kind is PointKind.PERSON else None,
    }
