"""`make mutants`: which changes are made, and which tests are run against them."""

from pathlib import Path

import pytest

pytest.importorskip("cosmic_ray", reason="cosmic-ray is not installed: make mutants installs it")

from bench import mutants

TEXT = """
LIMIT: int | None = 3


def both(a: int | None, *more: int, last: int = 2) -> int | None:
    return a + last if a and [*zip(more, [a], strict=True)] else None
"""
PLACES = {"3", "2) ->", "+ las", "a and", "and ["}
"""What stands where something is changed."""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module of a tree of its own."""
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "some.py").write_text(TEXT)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    return "engine/some.py"


def test_values_and_operators_are_changed_but_no_annotations(module: str) -> None:
    found = mutants.mutations(module)
    source = (mutants.ROOT / module).read_text()
    assert {source.splitlines()[line - 1][column:][:5] for line, column in found} == PLACES
    changed = {each.mutate(source) for changes in found.values() for each in changes}
    assert source not in changed
    assert all(compile(each, "some.py", "exec") for each in changed)


def test_same_seed_gives_the_same_sample(module: str) -> None:
    first, again, other = (mutants.sample(seed, 4) for seed in (1, 1, 2))
    assert first == again
    assert len({(each.module, each.line) for each in first}) > 1
    assert other != first


def test_quickest_tests_of_a_line_are_run_as_far_as_there_is_time() -> None:
    lines = {1: [""], 2: ["t.py::slow|run", "t.py::quick|run", "t.py::quick|setup"], 3: ["t.py::other|run"]}
    reach = mutants.Reach(
        {"a/m.py": lines, "a/constants.py": {1: [""]}},
        {"t.py::slow": mutants.MAX_TEST_SECONDS, "t.py::quick": 0.1, "t.py::other": 0.2},
    )
    assert reach.tests(mutants.Mutation("a/m.py", "", 0, 2)) == ["t.py::quick"]
    assert reach.tests(mutants.Mutation("a/m.py", "", 0, 3)) == ["t.py::other"]
    assert reach.tests(mutants.Mutation("a/m.py", "", 0, 1)) == ["t.py::quick", "t.py::other"]
    assert reach.tests(mutants.Mutation("a/constants.py", "", 0, 1)) == ["t.py::quick", "t.py::other"]
    assert reach.tests(mutants.Mutation("b/unknown.py", "", 0, 1)) == []
