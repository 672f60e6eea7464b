"""Texts kept in files, to be read by people when they change. `SNAPSHOTS_UPDATE=1 pytest tests/plan` rewrites them."""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("SNAPSHOTS_UPDATE"))
SUFFIX = ".cypher"


def file_of(name: str) -> Path:
    """The file of a snapshot."""
    return FOLDER / f"{name}{SUFFIX}"


def kept(name: str, text: str) -> str:
    """The text as it was kept; where snapshots are rewritten, the new text."""
    file = file_of(name)
    if UPDATE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.exists(), f"{file} is missing: run with SNAPSHOTS_UPDATE=1 and read what it writes"
    return file.read_text("utf-8")


def names() -> set[str]:
    """The names of all snapshots."""
    return {str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob(f"*{SUFFIX}")}
