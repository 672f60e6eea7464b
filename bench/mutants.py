"""Mutation testing by sample: `make mutants SEED=1`, or `python -m bench.mutants --seed 1 --many 200`.

One operator, word of logic or number of the code is changed at a time, in a copy of the tree, and the tests that reach
its line are run there: first those that need no other process, then those on the embedded store. A mutant is killed
where one of them fails; those that survive are printed with what was changed. docs/mutants.md has the last sample.

The mutations are those of Cosmic Ray (https://cosmic-ray.readthedocs.io), which `make mutants` installs.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from itertools import accumulate
from pathlib import Path
from queue import Queue
from typing import Annotated, Any

import typer
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider
from coverage import CoverageData

ROOT = Path(__file__).parent.parent
MUTATED = ("graph/plan", "engine", "matching", "graph/load")
NOT_MUTATED = "graph/load/generate"
"""Makes networks by chance, in which one number is as good as another."""
TESTS_LEFT_OUT = """
browser docs federation http/test_connections.py http/test_factory.py http/test_first_start.py http/test_hostile.py
http/test_listening.py http/test_nginx.py http/test_serving.py http/test_stopping.py http/test_workers.py
test_architecture.py test_commands.py test_package.py test_schema.py
""".split()
"""They start servers, or look at the tree itself."""
OPERATORS_LEFT_OUT = ("RemoveDecorator", "VariableReplacer", "VariableInserter")
"""Without a decorator a module mostly cannot be imported, which no test needs to find; two need arguments."""
ANNOTATIONS = frozenset({"tfpdef", "annassign", "param", "funcdef", "decorator"})
"""Kinds of nodes of which an operator that is a direct part is no expression."""
CHECK = "strict"
"""The argument of `zip` that only says what holds already: without it, the program is the same."""
MAX_TEST_SECONDS = 40.0
"""Seconds of tests that are run against one mutant, the quickest first: one that survives them may yet be killed."""
MAX_SLOWDOWN = 4
"""Times as long as they take without it; a mutant that takes longer is killed."""
PASSED, NO_TESTS = 0, 5
"""Exit codes of pytest."""
MARKS = "not process", "process"
"""Tests are run in this order: those that need no other process take seconds."""
COVERAGE, REPORT, LIST, LOG = ".coverage", "report.xml", "tests.txt", "pytest.log"
PAGES = "web/dist"

Lines = dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: the module, the operator of Cosmic Ray, which of its places in the module, and the line."""

    module: str
    operator: str
    occurrence: int
    line: int

    def mutate(self, source: str) -> str:
        """The source with the change."""
        found = mutate_code(source, _OPERATORS[self.operator], self.occurrence)
        assert isinstance(found, str), self
        return found


_PROVIDER = OperatorProvider()
_OPERATORS = {name: _PROVIDER[name]() for name in _PROVIDER if name not in OPERATORS_LEFT_OUT}


def mutations(module: str) -> dict[tuple[int, int], list[Mutation]]:
    """The changes that a module has room for, by their places; those of annotations and of `strict=` are left out."""
    tree = get_ast((ROOT / module).read_text())
    nodes = [*ast_nodes(tree)]
    found: dict[tuple[int, int], list[Mutation]] = defaultdict(list)
    for name, operator in _OPERATORS.items():
        places = [(node, start) for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (node, start) in enumerate(places):
            if not (_is_annotation(node) or _is_check(node)):
                found[start].append(Mutation(module, name, occurrence, start[0]))
    return found


def _is_annotation(node: Any) -> bool:
    """Whether a node is a part of an annotation or of a type's alias, which nothing evaluates to a value."""
    below, above = node, node.parent
    while above is not None and above.type != "suite":
        if above.type in ANNOTATIONS and below.type != "suite":
            return not _is_default(above, below)
        below, above = above, above.parent
    return False


def _is_check(node: Any) -> bool:
    """Whether a node is the value of the argument `strict`."""
    above = node.parent
    return above is not None and above.type == "argument" and getattr(above.children[0], "value", "") == CHECK


def _is_default(above: Any, below: Any) -> bool:
    """Whether a part of a parameter, or of an annotated name, is the value behind its sign of equality."""
    before = [getattr(each, "value", "") for each in above.children[: above.children.index(below)]]
    return "=" in before


def sample(seed: int, many: int) -> list[Mutation]:
    """So many changes: places by chance, all alike, and at each one change by chance."""
    rng = random.Random(seed)
    modules = sorted(str(path.relative_to(ROOT)) for part in MUTATED for path in (ROOT / part).rglob("*.py"))
    chosen = (module for module in modules if not module.startswith(NOT_MUTATED))
    places = [each for module in chosen for _, each in sorted(mutations(module).items())]
    return [rng.choice(each) for each in rng.sample(places, min(many, len(places)))]


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tests reach which lines, and how long each takes, in seconds."""

    lines: dict[str, Lines]
    seconds: dict[str, float]

    def tests(self, mutation: Mutation) -> list[str]:
        """The quickest tests that reach a line, as many as there is time for.

        Of a line that runs on import those that reach its module, or else its folder.
        """
        folder = mutation.module.rpartition("/")[0]
        own = self.lines.get(mutation.module, {})
        beside = (lines for module, lines in self.lines.items() if module.startswith(f"{folder}/"))
        near = ({0: own.get(mutation.line, [])}, own, *beside)
        tests = next(filter(None, map(_tests_in, near[:2])), None) or set[str]().union(*map(_tests_in, near[2:]))
        ordered = sorted(tests, key=lambda test: (self.seconds.get(test, 0.0), test))
        spent = accumulate(self.seconds.get(test, 0.0) for test in ordered)
        return [test for test, until in zip(ordered, spent, strict=True) if until <= MAX_TEST_SECONDS]


def _tests_in(lines: Lines) -> set[str]:
    """The tests of some lines; what runs on import is of none."""
    return {context.rpartition("|")[0] for contexts in lines.values() for context in contexts if context}


def reach_of(coverage: Path, report: Path) -> Reach:
    """What a coverage file with contexts and a report in JUnit's form tell."""
    data = CoverageData(str(coverage))
    data.read()
    lines: dict[str, Lines] = {}
    for name in data.measured_files():
        module = next((name[name.index(f"/{part}/") + 1 :] for part in MUTATED if f"/{part}/" in name), "")
        if module:
            lines[module] = data.contexts_by_lineno(name)
    seconds: dict[str, float] = defaultdict(float)
    for case in ET.parse(report).iter("testcase"):
        folder = case.get("classname", "").replace(".", "/")
        seconds[f"{folder}.py::{case.get('name')}"] += float(case.get("time", 0))
    return Reach(lines, dict(seconds))


def _copy_tree(into: Path) -> Path:
    """A copy of the tree as git knows it, and of its pages, which are built."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(lambda each: (ROOT / each).is_file(), listed.stdout.splitlines()):
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, into / name)
    shutil.copytree(ROOT / PAGES, into / PAGES)
    return into


def _pytest(tree: Path, arguments: Iterable[str], seconds: float | None = None) -> int:
    """What pytest ends with in a tree. Raises subprocess.TimeoutExpired."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
    environment |= {"REGISTRY_NEO4J_HOME": str(tree / "none"), "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", *arguments]
    with (tree / LOG).open("w") as log:
        return subprocess.run(
            command, cwd=tree, env=environment, stdout=log, stderr=log, check=False, timeout=seconds
        ).returncode


def _measure(tree: Path, kept: Path) -> Reach:
    """Runs all tests once and keeps what they reach. Raises SystemExit where one fails."""
    options = ["-n", "auto", "--dist", "loadfile", "--cov-context=test", "--cov-report=", f"--junitxml={REPORT}"]
    left_out = [f"--ignore=tests/{each}" for each in TESTS_LEFT_OUT]
    if _pytest(tree, ["tests", *left_out, *options, *(f"--cov={part}" for part in MUTATED)]):
        raise SystemExit(f"The tests fail without any mutant:\n{(tree / LOG).read_text()[-2000:]}")
    kept.mkdir(parents=True, exist_ok=True)
    for name in (COVERAGE, REPORT):
        shutil.copy2(tree / name, kept / name)
    return reach_of(kept / COVERAGE, kept / REPORT)


def _survives(tree: Path, mutation: Mutation, tests: list[str]) -> bool:
    """Whether the tests pass with a change; they do where there are none."""
    module = tree / mutation.module
    source = module.read_text()
    module.write_text(mutation.mutate(source))
    (tree / LIST).write_text("\n".join(tests))
    try:
        return not tests or all(
            _pytest(tree, ["-x", "-m", mark, f"@{LIST}"], MAX_SLOWDOWN * MAX_TEST_SECONDS) in (PASSED, NO_TESTS)
            for mark in MARKS
        )
    except subprocess.TimeoutExpired:
        return False
    finally:
        module.write_text(source)


def _describe(mutation: Mutation, tests: int) -> str:
    """What a change is, for people: the lines before and after it."""
    before = (ROOT / mutation.module).read_text()
    changed = unified_diff(before.splitlines(), mutation.mutate(before).splitlines(), n=0, lineterm="")
    lines = [line for line in changed if line[0] in "+-" and not line.startswith(("+++", "---"))]
    return "\n".join([f"{mutation.module}:{mutation.line} {mutation.operator}, {tests} tests", *lines])


def _find_survivors(trees: list[Path], chosen: list[Mutation], reach: Reach) -> Iterator[Mutation]:
    """Those that survive, in the order in which they were chosen; each tree has one at a time."""
    free: Queue[Path] = Queue()
    for tree in trees:
        free.put(tree)

    def survives(mutation: Mutation) -> bool:
        tree = free.get()
        try:
            return _survives(tree, mutation, reach.tests(mutation))
        finally:
            free.put(tree)

    with ThreadPoolExecutor(len(trees)) as pool:
        outcomes = pool.map(survives, chosen)
        for number, (mutation, survived) in enumerate(zip(chosen, outcomes, strict=True), 1):
            print(f"{number}/{len(chosen)} {'SURVIVES' if survived else 'killed'} {mutation.module}:{mutation.line}",
                  file=sys.stderr, flush=True)  # fmt: skip
            if survived:
                yield mutation


def main(
    seed: Annotated[int, typer.Option(help="Which sample.")] = 1,
    many: Annotated[int, typer.Option(help="Mutants.")] = 200,
    reach: Annotated[Path | None, typer.Option(help="A folder that keeps which test reaches what.")] = None,
) -> None:
    """Prints the mutants that no test kills, and the share of those that are killed."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees = [_copy_tree(Path(folder) / str(number)) for number in range(os.cpu_count() or 1)]
        kept = reach or Path(folder) / "reach"
        known = reach_of(kept / COVERAGE, kept / REPORT) if (kept / REPORT).exists() else _measure(trees[0], kept)
        chosen = sample(seed, many)
        survivors = [*_find_survivors(trees, chosen, known)]
    for mutation in survivors:
        print(f"{_describe(mutation, len(known.tests(mutation)))}\n")
    killed = len(chosen) - len(survivors)
    print(f"seed {seed}: {killed} of {len(chosen)} mutants killed, {killed / len(chosen):.1%}")


if __name__ == "__main__":
    typer.run(main)
