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
    """One document. A heading that is missing is empty; variables must be a JSON object."""
    text = path.read_text("utf-8")
    headings = dict(
        line.removeprefix("# ").split(": ", 1) for line in text.splitlines() if line.startswith("# ") and ": " in line
    )
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# ")).strip() + "\n"
    return Example(
        path.stem,
        headings.get("title", path.stem),
        headings.get("question", ""),
        body,
        json.loads(headings.get("variables", "{}")),
    )
