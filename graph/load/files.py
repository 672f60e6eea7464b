"""Files that people name: what keeps one from being read, in words for them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.load.report import LoadError


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Raises LoadError in place of the system's error where the file is not there or cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise LoadError(f"{path}: there is no such file") from error
    except OSError as error:
        raise LoadError(f"{path}: cannot be read ({error.strerror})") from error
