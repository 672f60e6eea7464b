"""Partner matches: from the ranking in memory to answers."""

import asyncio
from dataclasses import replace
from typing import Any

from engine.answers import fill_answers
from engine.codes import codes_among
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.ranked import cursor_of, page_value, window
from engine.where import day_asked, set_asked
from graph.vocabularies.countries import COUNTRIES
from graph.vocabularies.fields import FIELDS
from graph.vocabularies.languages import LANGUAGES
from graph.vocabularies.levels import LEVELS
from matching.ranking import Match, MatchRequest, rank
from matching.view import View
from matching.wording import sentences
from resolvers.institutions import subject
from resolvers.introduction import path_value
from resolvers.own_ties import own_ties_of
from resolvers.wording import in_words

VOCABULARIES = {"countries": COUNTRIES, "fields": FIELDS, "levels": LEVELS, "languages": LANGUAGES}
HIGHER_EDUCATION = frozenset({"HIGHER_EDUCATION"})  # whom partners are looked for among, where nothing else is asked


async def partner_matches_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `partnerMatches`: ranks in memory, then reads all nodes asked for in one statement."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    view = await view_of(context)
    university = subject(context, view, arguments, "for", path)
    request = request_of(university, arguments, path, context.today, exclude_live_agreements=True)
    request = replace(request, own=await own_ties_of(context, view, request))
    if request.kinds is None:
        request = replace(request, kinds=HIGHER_EDUCATION)
    value = await asyncio.to_thread(_rank_page, view, request, arguments, path)
    return (await fill_answers(info, "PartnerMatchConnection", [value]))[0]


def _rank_page(view: View, request: MatchRequest, arguments: dict[str, Any], path: str) -> dict[str, Any]:
    """Ranking takes tens of milliseconds on a large network, so it runs beside the event loop."""
    ranking = rank(view.network, request, view.weights)
    places = window(ranking, arguments, path)
    edges = [_edge(view, match) for match in ranking.page(places.start, len(places))]
    return page_value(edges, places, len(ranking))


def request_of(
    university: str, arguments: dict[str, Any], path: str, today: str, *, exclude_live_agreements: bool
) -> MatchRequest:
    """What the arguments ask of the matching, `today` where they name no day.

    `exclude_live_agreements` is what holds where nothing is said of it. Raises RegistryError
    (BAD_USER_INPUT) for a code that does not exist.
    """
    where = arguments.get("where") or {}
    codes: dict[str, Any] = {
        name: codes_among(where, name, vocabulary, f"{path}.where") for name, vocabulary in VOCABULARIES.items()
    }
    live_agreements = where.get("excludeLiveAgreements")
    return MatchRequest(
        university=university,
        as_of=day_asked(arguments, today),
        **codes,
        cooperation_kinds=set_asked(where, "cooperationKinds"),
        kinds=set_asked(where, "kinds"),
        require_active_office=bool(where.get("requireActiveOffice")),
        exclude_live_agreements=exclude_live_agreements if live_agreements is None else live_agreements,
        exclude_live_contacts=bool(where.get("excludeLiveContacts")),
    )


def _edge(view: View, match: Match) -> dict[str, Any]:
    return {
        "cursor": cursor_of(match.university),
        "node": match.university,
        "score": match.score,
        "reasons": [
            {
                "kind": reason.kind.value,
                "weight": reason.weight,
                "evidence": list(reason.evidence),
                "worded": (view, reason),
            }
            for reason in match.reasons
        ],
        "concerns": [
            {
                "kind": concern.kind.value,
                "lost": concern.lost,
                "evidence": list(concern.evidence),
                "worded": (view, concern),
            }
            for concern in match.concerns
        ],
        "office": {"office": match.office.office, "basis": match.office.basis.value, "worded": (view, match.office)},
        "path": None if match.path is None else path_value(view, match.path),
    }


reason_sentence = in_words(sentences.sentence)
"""A reason in words."""


concern_sentence = in_words(sentences.concern_sentence)
"""What speaks against a match, in words."""


office_sentence = in_words(sentences.office_sentence)
"""The choice of the office in words."""
