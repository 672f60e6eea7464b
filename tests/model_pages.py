"""What docs/model.md and the pages of docs/model/, one a noun, say of the graph."""

from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
TEXT = "\n".join(page.read_text("utf-8") for page in [DOCS / "model.md", *sorted((DOCS / "model").glob("*.md"))])


def lines(section: str) -> list[str]:
    """The rows of the tables below all headings of this name."""
    parts = [part.split("\n## ")[0] for part in TEXT.split(f"\n## {section}\n")[1:]]
    return [line for part in parts for line in part.splitlines() if line.startswith("| `")]


def cells(section: str) -> list[list[str]]:
    """The same rows, cut into cells."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines(section)]
