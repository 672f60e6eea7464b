"""What would be lost if an office were suspended: its partners from the read model, the rest from the store."""

import asyncio
from datetime import date

from engine.analysis import analysis_field
from engine.context import view_of
from engine.document import Info
from engine.variables import Arguments
from graph.analyses.office_suspension import BOOKINGS, COUNTRIES, EVENTS, PARTNERS, PLANS, TOTALS
from graph.plan.shape import list_parameter
from matching.analyses.single_points import PointKind, single_points
from resolvers.single_points import known_office


async def _check_arguments(info: Info, given: Arguments, path: str) -> Arguments:
    view = await view_of(info.context)
    office = known_office(info, view, given["office"], f"{path}.office")
    as_of = given.get("asOf") or info.context.today
    found = await asyncio.to_thread(single_points, view.network, date.fromisoformat(as_of), office=office)
    alone = [each for each in found if each.kind is PointKind.OFFICE]
    partners = [{"id": each.partner, "contacts": len(each.contacts)} for each in alone]
    return {"office": office, "asOf": as_of, "year": int(as_of[:4]), "partners": list_parameter(partners)}


SECTIONS = {
    "partners": PARTNERS,
    "countries": COUNTRIES,
    "plans": PLANS,
    "events": EVENTS,
    "bookings": BOOKINGS,
    "totals": TOTALS,
}

if_office_suspended_field = analysis_field("OfficeSuspensionResult", SECTIONS, _check_arguments, paged="partners")
