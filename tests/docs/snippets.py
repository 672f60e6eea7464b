"""The fenced blocks of README and docs, and how answers are laid out in them."""

import json
import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ ", re.MULTILINE)
HIDDEN = "…"
OPENING = "```"
WIDTH = 100


@dataclass(frozen=True)
class Snippet:
    """One block. `answer` is the JSON block that follows it in the same section, if any."""

    page: Path
    line: int
    kind: str
    text: str
    answer: str | None = None

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def file(self) -> str | None:
        """The name of the file that the block shows, where its first line is that."""
        found = re.fullmatch(r"(?:#|//) (?!examples/)([\w/]+\.\w+)", self.text.partition("\n")[0])
        return found[1] if found else None

    @property
    def excerpt(self) -> str | None:
        """The name of the file of an example from which the block is, where its first line says so."""
        found = re.fullmatch(r"(?:#|//) (examples/[\w/.-]+)", self.text.partition("\n")[0])
        return found[1] if found else None

    def heading(self, name: str) -> Any:
        """The JSON after `# name:` or `// name:` in the block; an empty object where there is none."""
        found = re.search(rf"^(?:#|//) {name}: (.*)$", self.text, re.MULTILINE)
        return json.loads(found[1]) if found else {}


def snippets_of(page: Path) -> list[Snippet]:
    text = page.read_text("utf-8")
    blocks = list(FENCE.finditer(text))
    found = []
    for block, following in zip_longest(blocks, blocks[1:]):
        answer = None
        if following and following[1] == "json" and not HEADING.search(text[block.end() : following.start()]):
            answer = following[2]
        line = text[: block.start()].count("\n") + 1
        found.append(Snippet(page, line, block[1], block[2], answer if block[1] in ("graphql", "sh") else None))
    return found


SNIPPETS = [snippet for page in PAGES for snippet in snippets_of(page)]


def of_kind(*kinds: str) -> list[Snippet]:
    return [snippet for snippet in SNIPPETS if snippet.kind in kinds]


def masked(value: Any) -> Any:
    """The value without what differs from run to run."""
    if isinstance(value, dict):
        return {key: HIDDEN if key == "requestId" else masked(part) for key, part in value.items()}
    return [masked(part) for part in value] if isinstance(value, list) else value


def laid_out(value: Any, indent: int = 0) -> str:
    """JSON for readers: what fits on a line stands on one."""
    flat = json.dumps(value, ensure_ascii=False)
    if indent + len(flat) <= WIDTH or not isinstance(value, dict | list):
        return flat
    inner = indent + 2
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {laid_out(part, inner)}" for key, part in value.items()]
        opened, closed = "{", "}"
    else:
        parts = [laid_out(part, inner) for part in value]
        opened, closed = "[", "]"
    lines = ",\n".join(" " * inner + part for part in parts)
    return f"{opened}\n{lines}\n{' ' * indent}{closed}"


def write_answer(snippet: Snippet, value: Any) -> None:
    """Puts the real answer into the page (`pytest --update`)."""
    text = snippet.page.read_text("utf-8")
    below = text.index(f"{OPENING}json\n", text.index(snippet.text)) + len(f"{OPENING}json\n")
    end = text.index(f"\n{OPENING}\n", below)
    snippet.page.write_text(text[:below] + laid_out(value) + text[end:], "utf-8")
