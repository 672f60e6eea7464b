"""Files that people name: what keeps one from being read or written, in words for them."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.load.report import LoadError


@contextmanager
def convert_read_errors(path: Path) -> Iterator[None]:
    """Raises LoadError in place of the system's error where the file is not there or cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise LoadError(f"{path}: there is no such file") from error
    except OSError as error:
        raise LoadError(f"{path}: cannot be read ({error.strerror})") from error


def content_of(path: Path) -> bytes:
    """All that is in a file. Raises LoadError where it cannot be read."""
    with convert_read_errors(path):
        return path.read_bytes()


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when the block has ended without an error.

    Until then, and after a full disk, a kill or a crash, what was there stays. A pipe or a device is written as it is.
    Raises LoadError where the system does not let it be written.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as out:
                yield out
            return
        beside = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
        try:
            with beside.open("xb") as out:
                if target.exists():
                    beside.chmod(target.stat().st_mode)
                yield out
                out.flush()
                os.fsync(out.fileno())
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync(target.parent)
    except OSError as error:
        kept = "; the file that was there is as it was" if target.is_file() else ""
        raise LoadError(f"{path}: cannot be written ({error.strerror}){kept}") from error


def _sync(folder: Path) -> None:
    """Makes a new name in a folder last."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
