"""Similar institutions: from the ranking in memory to answers."""

import asyncio
from typing import Any

from engine.answers import fill_answers
from engine.codes import codes_among
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_value, window
from engine.where import day_asked, set_asked
from errors import Code, RegistryError
from graph.vocabularies.countries import COUNTRIES, REGIONS
from matching.reasons import Likeness
from matching.similar_institutions import SimilarInstitution, SimilarityRequest, similar_institutions
from matching.view import View
from matching.wording import sentences
from resolvers.institutions import subject
from resolvers.wording import in_words


async def similar_institutions_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `similarInstitutions`: ranks in memory, then reads all nodes asked for in one statement."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    view = await view_of(context)
    request = _request(subject(context, view, arguments, "to", path), arguments, path, context.today)
    value = await asyncio.to_thread(_rank_page, view, request, arguments, path)
    return (await fill_answers(info, "SimilarInstitutionConnection", [value]))[0]


def _request(university: str, arguments: dict[str, Any], path: str, today: str) -> SimilarityRequest:
    """What the arguments ask of the matching. Raises RegistryError (BAD_USER_INPUT)."""
    where = arguments.get("where") or {}
    codes = {
        name: codes_among(where, name, vocabulary, f"{path}.where")
        for name, vocabulary in {"countries": COUNTRIES, "regions": REGIONS}.items()
    }
    least = where.get("minHomePartners") or 0
    if least < 0:
        raise RegistryError(Code.BAD_USER_INPUT, "must be 0 or more.", field=f"{path}.where.minHomePartners")
    kinds = set_asked(where, "kinds")
    return SimilarityRequest(university, day_asked(arguments, today), **codes, kinds=kinds, min_home_partners=least)


def _rank_page(view: View, request: SimilarityRequest, arguments: dict[str, Any], path: str) -> dict[str, Any]:
    ranking = similar_institutions(view.network, request)
    places = window(ranking, arguments, path)
    edges = [_edge(view, each) for each in ranking.page(places.start, len(places))]
    return page_value(edges, places, len(ranking))


def _edge(view: View, found: SimilarInstitution) -> dict[str, Any]:
    return {
        "cursor": cursor_of(found.university),
        "node": found.university,
        "score": found.score,
        "homePartners": found.home_partners,
        "reasons": [_reason(view, each) for each in found.reasons],
    }


def _reason(view: View, reason: Likeness) -> dict[str, Any]:
    return {
        "kind": reason.kind.value,
        "weight": reason.weight,
        "evidence": list(reason.evidence),
        "worded": (view, reason),
    }


likeness_sentence = in_words(sentences.likeness_sentence)
"""A reason in words."""
