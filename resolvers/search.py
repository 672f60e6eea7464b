"""Search by name: from the name index in memory to answers."""

import asyncio
from typing import Any

from engine.answers import fill_answers
from engine.context import Context, view_of
from engine.document import Info
from engine.projection import Answer
from engine.ranked import cursor_of, page_value, window
from errors import Code, RegistryError
from matching.names.index import NameHit
from matching.names.resolving import resolve, resolve_certain
from matching.names.scores import MatchMethod
from matching.view import View

MAX_FOUND = 200


async def search_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `search`."""
    context: Context = info.context
    path = str(info.path.key)
    if not given["text"].strip():
        raise RegistryError(Code.BAD_USER_INPUT, "must not be empty.", field=f"{path}.text")
    hits = await asyncio.to_thread(find, await view_of(context), given["text"])
    places = window([hit.university for hit in hits], given, path)
    edges = [_edge(hits[place]) for place in places]
    answers = await fill_answers(info, "SearchConnection", [page_value(edges, places, len(hits))])
    return answers[0]


def find(view: View, text: str) -> list[NameHit]:
    """The best institutions for a text. First is the one that it means for certain, if it does.

    It takes some milliseconds, so it runs beside the event loop.
    """
    hits = view.names.search(text, MAX_FOUND)
    if not hits:
        return list(resolve(view.names, text, view.seats()).hits)
    if hits[0].how is MatchMethod.EXACT:
        return hits
    first = resolve_certain(view.names, text, view.seats())
    return [first, *(hit for hit in hits if hit.university != first.university)] if first else hits


def _edge(hit: NameHit) -> dict[str, Any]:
    return {
        "cursor": cursor_of(hit.university),
        "node": hit.university,
        "score": hit.score,
        "matchedName": hit.value,
        "kind": hit.how.value,
    }
