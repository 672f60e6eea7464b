"""Reasons, offices and steps as sentences in English or Russian.

Names come from the caller, in the language of the sentence; `named_nodes` tells which are needed.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from matching.concerns import Concern
from matching.offices import OfficeChoice
from matching.ranking import Match
from matching.reasons import Detail, Likeness, LikenessKind, Reason, ReasonKind
from matching.steps import Step, StepKind
from matching.wording import english, russian
from matching.wording.words import Lookups

__all__ = [
    "Language",
    "Lookups",
    "concern_sentence",
    "likeness_sentence",
    "named_fields",
    "named_nodes",
    "office_sentence",
    "path_nodes",
    "sentence",
    "step_sentence",
]

Language = Literal["en", "ru"]

REASONS: Mapping[Language, Mapping[ReasonKind, Callable[[Detail, Lookups], str]]] = {
    "en": english.REASONS,
    "ru": russian.REASONS,
}
LIKENESSES: Mapping[Language, Mapping[LikenessKind, Callable[[Detail, Lookups], str]]] = {
    "en": english.LIKENESSES,
    "ru": russian.LIKENESSES,
}


def sentence(reason: Reason, language: Language, names: Lookups) -> str:
    """Why, in one sentence."""
    return REASONS[language][reason.kind](reason.detail, names)


def likeness_sentence(likeness: Likeness, language: Language, names: Lookups) -> str:
    """How two institutions are alike, in one sentence."""
    return LIKENESSES[language][likeness.kind](likeness.detail, names)


def office_sentence(choice: OfficeChoice, language: Language, names: Lookups) -> str:
    """Which office to go through, and why that one."""
    return russian.office(choice, names) if language == "ru" else english.office(choice, names)


def concern_sentence(concern: Concern, language: Language, names: Lookups) -> str:
    """What speaks against a partner, in one sentence."""
    return russian.concern(concern, names) if language == "ru" else english.concern(concern, names)


def step_sentence(step: Step, language: Language, names: Lookups) -> str:
    """One step of an introduction."""
    return russian.step(step, names) if language == "ru" else english.step(step, names)


def path_nodes(steps: tuple[Step, ...]) -> set[str]:
    """Ids of the nodes whose names the sentences of some steps want."""
    named = {step.evidence[0] for step in steps if step.kind in (StepKind.EVENT, StepKind.CONSORTIUM)}
    return named | {step.from_id for step in steps} | {step.to_id for step in steps}


def named_nodes(match: Match) -> set[str]:
    """Ids of the nodes whose names the sentences of a match want."""
    nodes = {node for reason in match.reasons for node in reason.detail.nodes}
    offices = {office for office in (match.office.office, match.office.unavailable) if office}
    return nodes | offices | path_nodes(match.path.steps if match.path else ())


def named_fields(match: Match) -> set[str]:
    """ISCED-F codes whose labels the sentences of a match want."""
    return {code for reason in match.reasons for code in reason.detail.fields}
