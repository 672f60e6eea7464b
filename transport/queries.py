"""The documents of docs/queries: each a question, its variables, and what it is for, in its leading comments.

# title: Who can introduce us
# question: shortest chains from one university to another …
# variables: {"from": "univ_…"}
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "docs" / "queries"


class ExampleError(Exception):
    """A file is no document with headings; the message says why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its variables."""

    name: str
    title: str
    question: str
    query: str
    variables: dict[str, Any]

    def card(self) -> dict[str, Any]:
        """The example as the page at `/` wants it."""
        return {
            "name": self.name,
            "title": self.title,
            "question": self.question,
            "query": self.query,
            "variables": self.variables,
        }


def examples(folder: Path = FOLDER) -> list[Example]:
    """All documents, by name."""
    return [read_example(path) for path in sorted(folder.glob("*.graphql"))]


def read_example(path: Path) -> Example:
    """One document. A heading that is missing is empty. Raises ExampleError unless variables are a JSON object."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ExampleError(f"{path}: is not text in UTF-8") from None
    headings = dict(
        line.removeprefix("# ").split(": ", 1) for line in text.splitlines() if line.startswith("# ") and ": " in line
    )
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# ")).strip() + "\n"
    return Example(
        path.stem,
        headings.get("title", path.stem),
        headings.get("question", ""),
        body,
        _variables(headings.get("variables", "{}"), path),
    )


def _variables(text: str, path: Path) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ExampleError(f"{path}: `# variables:` must be a JSON object on one line")
    return found
