"""The plan of a statement that has run, as text for people."""

from collections.abc import Iterator, Mapping
from typing import Any

MAX_DETAIL = 100
"""Characters of one step's details; a projection can have thousands."""
HEADING = "Execution Plan"


def profile_text(plan: Mapping[str, Any]) -> str:
    """One line a step, the last step first, each above what feeds it; empty where the store told nothing."""
    told = plan.get("args", {}).get("string-representation")
    in_words = told and not plan.get("children")  # Neo4j tells both, and its steps are easier to read
    return "\n".join(_text_lines(told) if in_words else _steps(plan, 0))


def _text_lines(text: str) -> Iterator[str]:
    """The embedded store's own text, from its heading on, in the order in which the steps run."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(HEADING)), -1)
    return (_shorten(line.removesuffix("()").rstrip()) for line in lines[start + 1 :] if line.strip())


def _steps(plan: Mapping[str, Any], depth: int) -> Iterator[str]:
    if not plan:
        return
    arguments = plan.get("args", {})
    name = plan["operatorType"].partition("@")[0]
    counts = f"{plan.get('rows', 0):,} rows, {plan.get('dbHits', 0):,} hits"
    yield f"{'  ' * depth}{name}  {_shorten(arguments.get('Details', ''))}".rstrip() + f"  ({counts})"
    for child in plan.get("children", ()):
        yield from _steps(child, depth + 1)


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_DETAIL else f"{text[: MAX_DETAIL - 2]} …"
