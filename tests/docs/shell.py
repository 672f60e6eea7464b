"""Runs the commands of the docs as far as a test can, and checks the others.

Only programs named here are known. With `NEO4J_…` set in a block, what follows in it is for a server of the reader's
own and is only checked.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from commands import Importable, app
from graph.store.address import StoreAddress
from settings import READ_ELSEWHERE, Settings
from tests.docs.snippets import HIDDEN, ROOT, Snippet
from tests.serving import settings_of

ADDRESS = "http://127.0.0.1:8000"
ASSIGNMENT = re.compile(r"([A-Z0-9_]+)=(.*)", re.DOTALL)
ON_THE_DEMO_SET = ("migrate", "check", "export", "explain")
SECONDS = 180


@dataclass
class Shell:
    """One reader's terminal. `served` gives the address of a registry; `demo` is a store with the demo set.

    Commands use the store of the tests by its address, which spares a start of the embedded one for each.
    """

    folder: Path
    demo: StoreAddress
    served: Callable[[], str]
    done: dict[tuple[str, ...], str] = field(default_factory=dict)

    def run(self, snippet: Snippet) -> list[tuple[str, str | None]]:
        """Runs the commands of a block in order; gives each with what it printed (None where it was only checked)."""
        said: dict[str, str] = {}
        return [(command, self._one(shlex.split(command, comments=True), said)) for command in commands_of(snippet)]

    def _one(self, words: list[str], said: dict[str, str]) -> str | None:
        while words and (words[0] == "export" or ASSIGNMENT.fullmatch(words[0])):
            found = ASSIGNMENT.fullmatch(words.pop(0))
            if found:
                assert found[1] in variables(), f"{found[1]} is not a setting"
                said[found[1]] = found[2]
        if not words:
            return None
        program, *arguments = words
        assert program in PROGRAMS, f"no test knows how to run `{program}`"
        return PROGRAMS[program](self, arguments, said)

    def make(self, arguments: list[str], _: Mapping[str, str]) -> None:
        targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        assert set(arguments) <= set(targets)

    def neo4j(self, arguments: list[str], _: Mapping[str, str]) -> None:
        told = subprocess.check_output([ROOT / "scripts" / "neo4j", arguments[0], "--help"], text=True)
        assert set(arguments[1:]) <= set(re.findall(r"--?\w+", told))

    def evaluate(self, arguments: list[str], said: Mapping[str, str]) -> None:
        inner = re.fullmatch(r"\$\(scripts/neo4j (.*)\)", arguments[0])
        assert inner, arguments
        self.neo4j(inner[1].split(), said)

    def curl(self, arguments: list[str], _: Mapping[str, str]) -> str:
        if not shutil.which("curl"):
            pytest.skip("no curl on this machine")
        assert any(ADDRESS in word for word in arguments), "curl asks the registry only"
        return self._output(["curl", *(word.replace(ADDRESS, self.served()) for word in arguments)], {})

    def python(self, arguments: list[str], said: Mapping[str, str]) -> str | None:
        script, command, *rest = arguments
        assert script == "server.py"
        assert command == "--help" or command in commands()
        if command == "import":
            assert rest[0] in {each.value for each in Importable}
        needed = [word for word in rest if word.startswith(("docs/", "graph/"))]
        assert all((ROOT / each).exists() for each in needed)
        if any(name.startswith("NEO4J_") for name in said):
            return None
        if command in ("--help", "schema"):
            return self._once(arguments, {})
        if command in ON_THE_DEMO_SET:
            return self._once(arguments, settings_of(self.demo))
        if command == "import" and "--dry-run" in rest:
            return self._once(arguments, settings_of(self.demo), codes=(0, 1))
        if [command, *rest[:1]] == ["import", "export"]:
            return self._once(arguments, {"REGISTRY_DATA_DIR": str(self.folder / "restored")})
        return None

    def _once(self, arguments: list[str], environment: dict[str, str], codes: tuple[int, ...] = (0,)) -> str:
        """What the command prints; the same command is run once only."""
        key = tuple(arguments)
        if key not in self.done:
            self.done[key] = self._output([sys.executable, *arguments], environment, codes)
        return self.done[key]

    def _output(self, words: list[str], environment: dict[str, str], codes: tuple[int, ...] = (0,)) -> str:
        ran = subprocess.run(
            words,
            cwd=self.folder,
            env=clean() | environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert ran.returncode in codes, f"{shlex.join(words)} ended with {ran.returncode}:\n{ran.stderr}"
        return ran.stdout


PROGRAMS: dict[str, Callable[[Shell, list[str], Mapping[str, str]], str | None]] = {
    "make": Shell.make,
    "python": Shell.python,
    "curl": Shell.curl,
    "eval": Shell.evaluate,
    "scripts/neo4j": Shell.neo4j,
}


def commands() -> set[str]:
    """The commands of `server.py`, and their groups."""
    groups = {each.name for each in app.registered_groups if each.name}
    return groups | {each.name or _name(each.callback) for each in app.registered_commands}


def _name(callback: Callable[..., object] | None) -> str:
    return callback.__name__ if callback else ""


def commands_of(snippet: Snippet) -> list[str]:
    """The commands of a block: its lines, or those after `$` where output stands between them."""
    lines = snippet.text.replace("\\\n", " ").splitlines()
    if snippet.kind == "console":
        return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    return [line for line in lines if shlex.split(line, comments=True)]


def outputs_of(snippet: Snippet) -> list[str]:
    """What stands below each command of a console block."""
    return [part.partition("\n")[2] for part in re.split(r"^\$ ", snippet.text, flags=re.MULTILINE)[1:]]


def fits(shown: str, real: str) -> bool:
    """Whether an output is as shown; `…` stands for anything."""
    pattern = ".*".join(re.escape(piece) for piece in shown.strip().split(HIDDEN))
    return bool(re.fullmatch(pattern, real.replace("\r", "").strip(), re.DOTALL))


def variables() -> set[str]:
    """Every environment variable that something here reads."""
    told = {str(each.alias) for each in Settings.model_fields.values()}
    own = (ROOT / "scripts" / "neo4j").read_text("utf-8") + (ROOT / "tests" / "conftest.py").read_text("utf-8")
    return told | set(READ_ELSEWHERE) | set(re.findall(r"\b(?:NEO4J|REGISTRY)_[A-Z_]+[A-Z]\b", own))


def clean() -> dict[str, str]:
    """The environment without settings of the person who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "REGISTRY_"))}
    return kept | {"REGISTRY_STORE_HEAP": "512m"}
