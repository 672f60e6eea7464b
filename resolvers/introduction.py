"""Introductions: from the read model's paths to answers."""

import asyncio
from typing import Any

from engine.answers import fill_answers
from engine.context import Context, view_of
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.where import day_asked
from errors import Code, RegistryError
from matching.introductions.paths import MAX_LENGTH, Path, introduction_paths
from matching.introductions.steps import ANY_STEP, Step, StepKind
from matching.view import View
from matching.wording import sentences
from resolvers.institutions import known_university
from resolvers.wording import in_words

MAX_PATHS = 20


async def introduction_paths_field(_: object, info: Info, **given: Any) -> list[Answer]:
    """The resolver of `introductionPaths`."""
    context: Context = info.context
    arguments = plain_values(given)
    path = str(info.path.key)
    view = await view_of(context)
    ends = [known_university(context, view, arguments[name], f"{path}.{name}") for name in ("from", "to")]
    if ends[0] == ends[1]:
        raise RegistryError(Code.BAD_USER_INPUT, "must be another institution than `from`.", field=f"{path}.to")
    _check_range(arguments["maxLength"], 1, MAX_LENGTH, f"{path}.maxLength")
    _check_range(arguments["first"], 0, MAX_PATHS, f"{path}.first")
    via = arguments.get("via")
    found = await asyncio.to_thread(
        introduction_paths,
        view.network,
        *ends,
        max_length=arguments["maxLength"],
        as_of=day_asked(arguments, context.today),
        via=ANY_STEP if via is None else frozenset(map(StepKind, via)),
        limit=arguments["first"],
    )
    return await fill_answers(info, "IntroductionPathResult", [path_value(view, each) for each in found])


def _check_range(value: int, low: int, high: int, path: str) -> None:
    if not low <= value <= high:
        raise RegistryError(Code.BAD_USER_INPUT, f"must be from {low} to {high}.", field=path)


def path_value(view: View, path: Path) -> dict[str, Any]:
    """A path as the value of an answer."""
    return {"length": path.length, "steps": [_step_value(view, step) for step in path.steps]}


def _step_value(view: View, step: Step) -> dict[str, Any]:
    return {
        "source": step.from_id,
        "target": step.to_id,
        "kind": step.kind.value,
        "since": step.since.isoformat(),
        "evidence": list(step.evidence),
        "worded": (view, step),
    }


step_sentence = in_words(sentences.step_sentence)
"""A step in words."""
