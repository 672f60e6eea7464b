"""Files that their owner alone may read."""

import os
from pathlib import Path


def write_secret(path: Path, text: str) -> None:
    """Writes a file with mode 0600, whole or not at all, in place of one that is there; makes its folder.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
        file.write(text)
    new.replace(path)
