"""README and docs: every snippet is run, or checked where a test cannot run it."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from graph.store.store import Store
from tests.conftest import Ask, Server
from tests.docs.shell import SECONDS, Shell, clean, fits, outputs_of
from tests.docs.snippets import OPENING, PAGES, ROOT, SNIPPETS, Snippet, masked, of_kind, snippets_of, write_answer

EXECUTED = {"graphql", "sh", "console", "cypher", "python"}
READ = {"json", "text", "nginx", "csv", "js", "mermaid"}
"""Of these, tests/http/test_nginx.py runs those for nginx; rows in csv belong to the worked example."""
EXAMPLE = [snippet for snippet in SNIPPETS if snippet.file]
LINKED = ("docs", "graph", "scripts", "server.py", "Makefile")
MODULES = [path.name for path in ROOT.glob("*.py")]
FOLDERS = ["access", "schema", "resolvers", "engine", "graph", "matching", "process", "transport", "docs/queries"]
KEPT = ("__init__", "conftest", "java", "docs/__init__", "docs/model_pages", "load/graphs")
TESTS = [f"tests/{name}.py" for name in KEPT]
COPIED = [*MODULES, *FOLDERS, "pyproject.toml", *TESTS]
WRITES = ROOT / "docs" / "writing.md"
"""A page whose documents write: tests/write/test_documented.py sends them."""
PLACES, MAX_LINES = 5, 200
"""What a noun may take, as hand-written places and lines."""
LOG_SECONDS = 10.0
VARYING = ("timestamp", "ms")


@pytest.fixture
def server(embedded_server: Server) -> Server:
    """The embedded store alone: what is tested here is the text."""
    return embedded_server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the commands of the docs find what they name, and may write."""
    made = tmp_path_factory.mktemp("reader")
    for name in LINKED:
        (made / name).symlink_to(ROOT / name)
    return made


@pytest.fixture(scope="module")
def done() -> dict[tuple[str, ...], str]:
    """Outputs of the commands that have run."""
    return {}


@pytest.fixture
def shell(folder: Path, done: dict[tuple[str, ...], str], demo_store: Store, request: pytest.FixtureRequest) -> Shell:
    """A terminal in that folder, and a store that holds the demo set."""
    return Shell(folder, demo_store.address, lambda: str(request.getfixturevalue("served")), done)


def named(*kinds: str) -> list[object]:
    """The blocks of these kinds, each a test of its own; those that show a file or a part of one are tested apart."""
    return [
        pytest.param(each, id=str(each))
        for each in of_kind(*kinds)
        if not each.file and not each.excerpt and each.page != WRITES
    ]


def test_no_block_is_of_a_kind_that_is_not_tested() -> None:
    assert [str(each) for each in SNIPPETS if each.kind not in EXECUTED | READ] == []


@pytest.mark.parametrize("snippet", [each for each in SNIPPETS if each.excerpt], ids=str)
def test_part_of_an_example_stands_in_its_file(snippet: Snippet) -> None:
    """The files themselves are run by their own tests and by tests/federation/test_gateways.py."""
    assert snippet.excerpt
    heading, _, shown = snippet.text.partition("\n")
    text = (ROOT / snippet.excerpt).read_text("utf-8").removeprefix(f"{heading}\n")
    assert shown.strip() and shown in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_block_is_overlooked(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.count(OPENING) == 2 * len(snippets_of(page))
    assert "~~~" not in text


@pytest.mark.parametrize("snippet", named("graphql"))
async def test_document_gives_the_answer_that_stands_below_it(
    ask: Ask, snippet: Snippet, request: pytest.FixtureRequest
) -> None:
    asked = await ask(snippet.text, **snippet.heading("variables"))
    real = {key: masked(value) if key == "errors" else value for key, value in asked.body.items()}
    real.pop("extensions", None)
    if snippet.answer and request.config.getoption("--update"):
        write_answer(snippet, real)
    elif snippet.answer:
        assert json.loads(snippet.answer) == real
    else:
        assert asked.errors == []


@pytest.mark.parametrize("snippet", named("sh"))
def test_commands_run_and_answer_what_stands_below_them(
    shell: Shell, snippet: Snippet, request: pytest.FixtureRequest
) -> None:
    ran = shell.run(snippet)
    if snippet.answer:
        real = masked(json.loads(ran[-1][1] or "null"))
        if request.config.getoption("--update"):
            write_answer(snippet, real)
        else:
            assert json.loads(snippet.answer) == real


@pytest.mark.parametrize("snippet", named("console"))
def test_commands_print_what_stands_below_them(shell: Shell, snippet: Snippet) -> None:
    for (command, real), shown in zip(shell.run(snippet), outputs_of(snippet), strict=True):
        assert real is not None, f"`{command}` is shown with an output, but a test cannot run it"
        assert fits(shown, real), f"`{command}` printed:\n{real}"


@pytest.mark.parametrize("snippet", named("cypher"))
async def test_statement_runs_and_gives_something(demo_store: Store, snippet: Snippet) -> None:
    rows = await demo_store.rows(snippet.text, snippet.heading("parameters"))
    assert rows
    assert all(value not in (None, [], "") for row in rows for value in row.values())


@pytest.mark.parametrize("snippet", named("python"))
def test_code_runs(snippet: Snippet) -> None:
    run_python(["-c", snippet.text], ROOT)


@pytest.mark.parametrize("snippet", named("json"))
def test_json_is_json(snippet: Snippet) -> None:
    assert json.loads(snippet.text)


def test_noun_of_the_worked_example_works(tmp_path: Path) -> None:
    """Five places, added to a copy of the registry, give all that a noun must do; two commands write the rest."""
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(exist_ok=True, parents=True)
        if source.is_dir():
            shutil.copytree(source, target)  # with what Python has compiled
        else:
            shutil.copy(source, target)
    assert {str(each.file).partition("/")[0] for each in EXAMPLE} == {"schema", "resolvers", "graph", "tests"}
    assert len(EXAMPLE) + len(["the line"]) == PLACES
    assert sum(each.text.count("\n") for each in EXAMPLE) <= MAX_LINES
    for each in EXAMPLE:
        assert each.file
        text = each.text.partition("\n")[2] if each.kind == "csv" else each.text
        (tmp_path / each.file).write_text(text, "utf-8")
    nouns = tmp_path / "schema" / "nouns.py"
    nouns.write_text(
        nouns.read_text("utf-8").replace("    identifier,\n", "    identifier,\n    laboratory,\n"), "utf-8"
    )

    assert "_laboratory.cypher" in run_python(["server.py", "migrate", "--make", "--json"], tmp_path)
    shutil.copy(ROOT / "tests/docs/noun_whole.py", tmp_path / "tests/test_noun_whole.py")
    tests = ["tests/test_laboratory.py", "tests/test_noun_whole.py"]
    ran = run_python(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not neo4j", *tests], tmp_path)
    assert "8 passed" in ran
    assert "type Laboratory implements Node" in run_python(["server.py", "schema"], tmp_path)
    page = run_python(["-m", "tests.docs.model_pages", "Laboratory"], tmp_path)
    assert "| `desks` | whole number, 1 to 1,000 | How many people can work there. |" in page


def run_python(arguments: list[str], folder: Path) -> str:
    """What Python prints there."""
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=clean(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_log_line_in_the_docs_is_like_a_real_one(served: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    (shown,) = [json.loads(each.text) for each in of_kind("json") if each.text.startswith('{"event"')]
    body = json.dumps({"query": 'query Partners { node(id: "univ-17") { id } }'}).encode()
    headers = {"content-type": "application/json", "x-request-id": shown["request_id"]}
    with urlopen(Request(f"{served}/graphql", body, headers)) as answer:
        assert answer.status == 200
    log = next(tmp_path_factory.getbasetemp().glob("served*/server.log"))
    lines: list[str] = []
    until = time.monotonic() + LOG_SECONDS
    while not lines and time.monotonic() < until:  # the line is written when the answer has gone out
        time.sleep(0.05)
        lines = [line for line in log.read_text("utf-8").splitlines() if shown["request_id"] in line]
    (real,) = [json.loads(line) for line in lines]
    assert list(real) == list(shown)
    assert {**real, **dict.fromkeys(VARYING)} == {**shown, **dict.fromkeys(VARYING)}
