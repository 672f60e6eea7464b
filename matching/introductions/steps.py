"""The steps of introductions: from an institution or an office to whom somebody there can ask."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StepKind(StrEnum):
    """What a step rests on."""

    CONTACT = "CONTACT"  # a live contact between two institutions
    OFFICE = "OFFICE"  # an office brought about a live contact of the institution, or covers its country
    EVENT = "EVENT"  # both took part
    PERSON = "PERSON"  # a contact person works or worked at both
    CONSORTIUM = "CONSORTIUM"  # both are parties of a network agreement in force
    COMMON_PARTNER = "COMMON_PARTNER"  # one of the two contacts of a chain source – common partner – target


ANY_STEP = frozenset(StepKind)


@dataclass(frozen=True, slots=True)
class Step:
    """From one institution or office to the next."""

    from_id: str
    to_id: str
    kind: StepKind
    evidence: tuple[str, ...]
    since: date
    newest: date  # newest day, not after the day asked for, of which the evidence speaks


def is_coverage(step: Step) -> bool:
    """Whether it is an office's step to an institution of which it only covers the country."""
    return step.kind is StepKind.OFFICE and step.evidence[0] in (step.from_id, step.to_id)
