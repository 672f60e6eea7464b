"""The registry and the example's subgraph behind two published gateways, as `make gateway` runs them."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.docs.shell import clean
from tests.docs.snippets import ROOT, SNIPPETS, write_answer

SECONDS = 300
QUERY = "examples/gateway/query.graphql"
NOT_HERE = re.compile(r"^(?:Node\.js .* is needed|npm could not install|Grafbase publishes).*", re.MULTILINE)
LINUX_ONLY = "for Linux on x64 only"
(SHOWN,) = [each for each in SNIPPETS if each.excerpt == QUERY]


@pytest.fixture(scope="module")
def answers(served: str) -> dict[str, Any]:
    """The answer of each gateway to the example's question."""
    ran = subprocess.run(
        [sys.executable, "examples/gateway/run.py", "--once", "--free-ports", "--registry", f"{served}/graphql"],
        cwd=ROOT,
        env=clean(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    missing = NOT_HERE.search(ran.stderr)
    if missing and LINUX_ONLY not in missing[0]:
        pytest.skip(missing[0])
    assert ran.returncode == 0, ran.stderr
    return dict(json.loads(ran.stdout))


def test_question_that_crosses_both_graphs_is_answered_by_apollo(
    answers: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--update"):
        write_answer(SHOWN, answers["apollo"])
        return
    assert answers["apollo"] == json.loads(SHOWN.answer or "")


def test_question_that_crosses_both_graphs_is_answered_alike_by_grafbase(answers: dict[str, Any]) -> None:
    if "grafbase" not in answers:
        pytest.skip("Grafbase publishes its gateway on npm for Linux on x64 only")
    assert answers["grafbase"] == answers["apollo"]


def test_answer_has_fields_of_both(answers: dict[str, Any]) -> None:
    data = answers["apollo"]["data"]
    assert data["university"]["city"] and data["university"]["openPlaces"]
    assert data["openPlaces"][0]["university"]["country"]


def test_example_needs_the_versions_that_are_tested_here() -> None:
    ours = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = (ROOT / "examples" / "university-subgraph" / "requirements.txt").read_text("utf-8")
    pins = [line for line in needed.splitlines() if not line.startswith("#")]
    assert pins and [each for each in pins if f'"{each}"' not in ours] == []


def test_lock_file_of_the_gateways_names_no_registry() -> None:
    lock = json.loads((ROOT / "examples" / "gateway" / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
