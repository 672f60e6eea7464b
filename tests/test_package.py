"""The registry as a package: what is installed, what it is called, and that it serves where no checkout is."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import ROOT
from tests.serving import Serving, command
from version import VERSION

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCKS = {
    "serve.txt": [*PROJECT["dependencies"], *EXTRAS["embedded"], *EXTRAS["communities"]],
    "test.txt": [*PROJECT["dependencies"], *(pin for extra in EXTRAS.values() for pin in extra)],
}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_what_pyproject_pins_and_a_hash_of_each(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / lock).read_text("utf-8"))
    locked = {entry.split()[0] for entry in entries}
    assert {pin.lower() for pin in LOCKS[lock]} <= locked
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_version_is_that_of_the_newest_entry_of_the_changelog() -> None:
    newest = re.search(r"^## \[(\d.*?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    assert PROJECT["version"] == VERSION == newest[1]
    assert command("--version").stdout == f"partner-registry {VERSION}\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel, which stands before all that is installed here."""
    if not (ROOT / "web" / "dist" / "index.html").exists():
        pytest.skip("the web pages are not built: make web")
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    subprocess.run([*pip, "--target", str(folder), str(ROOT)], check=True, cwd=folder)
    return folder


def test_package_serves_where_no_checkout_is(installed: Path, tmp_path: Path) -> None:
    serving = Serving.start(tmp_path, installed, REGISTRY_WORKERS="2")
    try:
        assert serving.status() == 200
        assert "<script" in httpx.get(serving.address).text
        assert f'registry_build_info{{version="{VERSION}"}} 1.0' in httpx.get(f"{serving.address}/metrics").text
    finally:
        assert serving.stop() == 0


def test_package_keeps_its_data_in_the_home_directory_and_not_beside_its_code(installed: Path, tmp_path: Path) -> None:
    code = "from settings import Settings; print(Settings().data_dir)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REGISTRY_", "XDG_"))}
    environment |= {"PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    told = subprocess.check_output([sys.executable, "-c", code], cwd=tmp_path, env=environment, text=True)
    assert Path(told.strip()) == tmp_path / ".local" / "share" / "partner-registry"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "partner-registry.service").read_text("utf-8")
    copy = tmp_path / "partner-registry.service"
    copy.write_text(unit.replace("/opt/registry/bin/partner-registry", shutil.which("true") or ""))
    told = subprocess.run(["systemd-analyze", "verify", str(copy)], check=False, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
