"""Files that are written: the old one stays until the new one is whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.load.files import replace_file
from graph.load.report import LoadError
from tests.conftest import ROOT

WRITES_TOO_MUCH = """
import resource, sys
from pathlib import Path
from graph.load.files import replace_file
from graph.load.report import LoadError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    with replace_file(Path(sys.argv[1])) as out:
        for _ in range(100):
            out.write(b"x" * 1_000)
except LoadError as error:
    sys.exit(str(error))
"""


def test_new_file_takes_the_place_of_the_old_one_with_its_rights(tmp_path: Path) -> None:
    path, link = tmp_path / "backup", tmp_path / "link"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    with replace_file(link) as out:
        out.write(b"new")
        assert path.read_text() == "old"
    assert (path.read_text(), link.is_symlink(), path.stat().st_mode & 0o777) == ("new", True, 0o640)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup", "link"]


def test_file_stays_as_it_was_where_there_is_no_room_for_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "backup"
    path.write_text("old")
    ended = subprocess.run(
        [sys.executable, "-c", WRITES_TOO_MUCH, path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.stderr == f"{path}: cannot be written (File too large); the file that was there is as it was\n"
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("backup", "old")]


def test_work_that_ends_early_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replace_file(tmp_path / "new") as out:
        out.write(b"half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_pipe_is_written_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replace_file(pipe) as out:
        out.write(b"through")
    assert os.read(reader, 20) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = r"cannot be written \(No such file or directory\)$"
    with pytest.raises(LoadError, match=told), replace_file(tmp_path / "nowhere" / "file"):
        pass
