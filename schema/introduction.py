"""Introductions: chains of acquaintance from one institution to another."""

from enum import Enum

from resolvers.introduction import step_sentence
from schema.core.declare import Argument, answer, computed, parts, reference, references, stored
from schema.core.enumerations import choice, enumeration
from schema.core.scalars import Date


@choice
class SentenceLanguage(Enum):
    """A language in which the registry words its reasons and names its codes."""

    EN = "English."
    RU = "Russian."


LANGUAGE = Argument("language", SentenceLanguage, "The language of the sentence.", SentenceLanguage.EN)
NAME_LANGUAGE = Argument("language", SentenceLanguage, "The language of the name.", SentenceLanguage.EN)


@enumeration
class IntroductionStepKind(Enum):
    """What a step of an introduction rests on."""

    CONTACT = "A contact between the two."
    OFFICE = "An office brought about a contact of the institution, or covers its country."
    EVENT = "Both took part in an event."
    PERSON = "A contact person works or worked at both."
    CONSORTIUM = "Both are parties of a network agreement in force: of a consortium."
    COMMON_PARTNER = "Both have a contact with the same institution."


@answer
class IntroductionStepInfo:
    """One step of an introduction."""

    source = reference("Node", "Where the step begins: an institution or an office.", types=("Office", "University"))
    target = reference("Node", "Where it leads.", types=("Office", "University"))
    kind: IntroductionStepKind = stored("What it rests on.")
    since: Date = stored("Since when that has been so.")
    evidence = references(
        "Node", "The nodes that show it.", types=("Agreement", "Contact", "Event", "Office", "Person")
    )
    sentence: str = computed("The step in words.", step_sentence, arguments=(LANGUAGE,))


@answer
class IntroductionPathResult:
    """A chain of introductions, without a loop."""

    length: int = stored("How many steps it has.")
    steps = parts("IntroductionStepInfo", "The steps in order.")
