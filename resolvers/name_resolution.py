"""Names resolved many at a time: from the name index in memory to answers."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from typing import Any

from engine.answers import fill_answers
from engine.context import view_of
from engine.document import Info
from engine.projection import Answer
from errors import Code, RegistryError
from matching.names.index import NameHit
from matching.names.resolving import Certainty, Resolution, resolve
from matching.names.sentences import SENTENCES
from matching.view import View
from resolvers.wording import LANGUAGES

MAX_NAMES = 5_000
AT_ONCE = 50
"""Names that are resolved before it is seen whether the client is still there."""


async def name_resolutions_field(_: object, info: Info, **given: Any) -> Answer:
    """The resolver of `resolve`."""
    names: list[str] = given["names"]
    if len(names) > MAX_NAMES:
        message = f"holds {len(names):,} names; {MAX_NAMES:,} are the most."
        raise RegistryError(Code.BAD_USER_INPUT, message, field=f"{info.path.key}.names")
    view = await view_of(info.context)
    found: dict[str, Resolution] = {}
    texts = list(dict.fromkeys(names))
    for first in range(0, len(texts), AT_ONCE):
        found |= await asyncio.to_thread(_resolve_names, view, texts[first : first + AT_ONCE])
    counted = Counter(found[name].certainty for name in names)
    value = {
        "resolutions": [_value(name, found[name]) for name in names],
        "certainCount": counted[Certainty.CERTAIN],
        "ambiguousCount": counted[Certainty.AMBIGUOUS],
        "unknownCount": counted[Certainty.UNKNOWN],
    }
    return (await fill_answers(info, "NameResolutionsResult", [value]))[0]


def _resolve_names(view: View, names: Iterable[str]) -> dict[str, Resolution]:
    """What each text means. It takes some milliseconds a text, so it runs beside the event loop."""
    return {name: resolve(view.names, name, view.seats()) for name in names}


def _value(name: str, found: Resolution) -> dict[str, Any]:
    best = found.hits[0] if found.hits else None
    return {
        "name": name,
        "certainty": found.certainty.value,
        "doubt": found.doubt and found.doubt.value,
        "university": best.university if best and found.certainty is Certainty.CERTAIN else None,
        "score": best and best.score,
        "matchedName": best and best.value,
        "candidates": [_candidate(hit) for hit in found.hits],
        "worded": found,
    }


def _candidate(hit: NameHit) -> dict[str, Any]:
    return {"node": hit.university, "score": hit.score, "matchedName": hit.value, "kind": hit.how.value}


def resolution_sentence(value: dict[str, Any], language: str) -> str:
    """Why a text is taken so, in words."""
    found: Resolution = value["worded"]
    said = SENTENCES[LANGUAGES[language]]
    if found.doubt:
        return said[found.doubt]
    (hit,) = found.hits
    return said[hit.how].format(hit.value)
