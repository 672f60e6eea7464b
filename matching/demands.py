"""What a request demands of intents."""

from collections.abc import Callable
from functools import lru_cache

from matching.model.facts import IntentFacts
from matching.model.intent_table import IntentTable
from matching.model.sparse import Mask
from matching.request import MatchRequest, language_meets
from matching.subjects import field_meets

KNOWN = frozenset({"levels", "languages"})
"""What an intent must name to fulfil a demand for it. Fields may be those of its institution."""


@lru_cache(maxsize=16)  # asked of every intent of a question
def demands(request: MatchRequest) -> dict[str, Callable[[str], bool]]:
    """By aspect, whether a code that an intent names fulfils what is demanded."""
    found: dict[str, Callable[[str], bool]] = {}
    if fields := request.fields:
        found["fields"] = lambda named: any(field_meets(named, each) for each in fields)
    if request.levels:
        found["levels"] = request.levels.__contains__
    if languages := request.languages:
        found["languages"] = lambda named: any(language_meets(own, named) for own in languages)
    return found


def may_serve(intent: IntentFacts, request: MatchRequest) -> bool:
    """Whether an intent of the asker stands on the day and names nothing but what is demanded of the partner."""
    return _meets(intent, request, frozenset())


def fulfils(intent: IntentFacts, request: MatchRequest) -> bool:
    """Whether an intent of a partner stands on the day and fulfils what is demanded."""
    return _meets(intent, request, KNOWN)


def _meets(intent: IntentFacts, request: MatchRequest, known: frozenset[str]) -> bool:
    kinds = request.cooperation_kinds
    if not intent.is_open(request.as_of) or (kinds and intent.cooperation_kind not in kinds):
        return False
    named = ((aspect, getattr(intent, aspect), is_met) for aspect, is_met in demands(request).items())
    return all(any(map(is_met, codes)) if codes or aspect in known else True for aspect, codes, is_met in named)


def fulfilling(table: IntentTable, request: MatchRequest) -> Mask:
    """Which intents of a table, as a partner's, do."""
    found = table.open(request.as_of)
    if request.cooperation_kinds:
        found &= table.of_kinds(request.cooperation_kinds)
    for aspect, is_met in demands(request).items():
        found &= table.name(aspect, is_met) if aspect in KNOWN else table.allow(aspect, is_met)
    return found
