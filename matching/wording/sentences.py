"""Reasons, offices and steps as sentences in English or Russian.

Names come from the caller, in the language of the sentence.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from matching.concerns import Concern
from matching.introductions.steps import Step
from matching.offices import OfficeChoice
from matching.reasons import Detail, Likeness, LikenessKind, Reason, ReasonKind
from matching.wording import english, russian
from matching.wording.words import Lookups

__all__ = [
    "Language",
    "Lookups",
    "concern_sentence",
    "likeness_sentence",
    "office_sentence",
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
