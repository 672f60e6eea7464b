"""What a request demands of intents."""

from collections.abc import Callable
from functools import lru_cache

from matching.model.facts import IntentFacts
from matching.model.intent_table import IntentTable
from matching.model.sparse import Mask
from matching.request import MatchRequest, language_meets
from matching.subjects import field_meets


@lru_cache(maxsize=16)  # asked of every intent of a question
def demands(request: MatchRequest) -> dict[str, Callable[[str], bool]]:
    """By aspect, whether a code that an intent names fulfils what is demanded. One that names none always does."""
    found: dict[str, Callable[[str], bool]] = {}
    if fields := request.fields:
        found["fields"] = lambda named: any(field_meets(named, each) for each in fields)
    if request.levels:
        found["levels"] = request.levels.__contains__
    if languages := request.languages:
        found["languages"] = lambda named: any(language_meets(own, named) for own in languages)
    return found


def is_within(intent: IntentFacts, request: MatchRequest) -> bool:
    """Whether an intent stands on the day and fulfils what is demanded."""
    kinds = request.cooperation_kinds
    if not intent.is_open(request.as_of) or (kinds and intent.cooperation_kind not in kinds):
        return False
    named = ((getattr(intent, aspect), is_met) for aspect, is_met in demands(request).items())
    return all(not codes or any(map(is_met, codes)) for codes, is_met in named)


def within(table: IntentTable, request: MatchRequest) -> Mask:
    """The same of all intents of a table."""
    found = table.open(request.as_of)
    if request.cooperation_kinds:
        found &= table.of_kinds(request.cooperation_kinds)
    for aspect, is_met in demands(request).items():
        found &= table.allow(aspect, is_met)
    return found
