"""Fixtures: real stores, questions asked of them, and a served registry.

The embedded store always runs. Neo4j runs where `NEO4J_TEST_URI` (with `_USER`, `_PASSWORD`, `_DATABASE`) names a
server, or where `scripts/neo4j start` has started one. Tests empty the database they are given, so one that holds data
which no test has written is left alone.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest

from access.principal import ANONYMOUS, Principal, Role, Scope
from engine.operation import Operations, Request
from graph.load.demo import load_demo
from graph.migrations import migrate
from graph.plan.guard import Sight
from graph.store.address import StoreAddress
from graph.store.embedded import EmbeddedStore
from graph.store.store import Store, Transaction
from matching.current import BuildStats
from matching.snapshot import Snapshots
from matching.view import View, kept_of, load_view, view_of
from matching.weights import read_weights
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings
from tests.java import VARIABLE, java_options

os.environ.setdefault(VARIABLE, java_options())
hypothesis.settings.register_profile("registry", deadline=None)  # a machine may be busy with other tests
hypothesis.settings.load_profile("registry")

ROOT = Path(__file__).parent.parent
KINDS = ("embedded", "neo4j")
MARK = "MERGE (m:TestStore {id: $id})"
HOLDS_DATA = "MATCH (n) WHERE NOT n:Migration AND NOT n:Registry RETURN count(n) AS data"
IS_MARKED = "MATCH (m:TestStore) RETURN count(m) AS marks"
EMPTY = "MATCH (n) WHERE NOT n:Migration AND NOT n:TestStore DETACH DELETE n"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes expected answers and snapshots anew; read the difference before you commit it."""
    parser.addoption("--update", action="store_true", help="write expected answers and snapshots anew")


@dataclass
class Server:
    """A running store server and what the tests have put into it."""

    address: StoreAddress
    embedded: bool
    holds: str = "unknown"
    demo_view: View | None = None

    def open(self) -> Store:
        """A store of this test's event loop."""
        return Store.open(self.address, embedded=self.embedded)


def _neo4j_address() -> StoreAddress | None:
    if os.environ.get("NEO4J_TEST_URI"):
        given = {name: os.environ.get(f"NEO4J_TEST_{name}", "") for name in ("URI", "USER", "PASSWORD", "DATABASE")}
        return StoreAddress(given["URI"], given["USER"] or "neo4j", given["PASSWORD"], given["DATABASE"] or "neo4j")
    status = subprocess.run([ROOT / "scripts" / "neo4j", "status"], capture_output=True, text=True, check=False)
    told = dict(re.findall(r"export NEO4J_(\w+)=(\S+)", status.stdout))
    if status.returncode != 0 or not told:
        return None
    return StoreAddress(told["URI"], told["USER"], told["PASSWORD"].strip("'\""), told["DATABASE"])


READ_DEMO = {"demo_store", "embedded", "both", "written"}
"""Fixtures of tests that leave the demo set as it is."""
NEED_PROCESSES = {"embedded_server", "neo4j_server", "server", "browser", "pages"}
"""Fixtures that start a process, or ask one."""
START_PROCESSES = {"tests.serving", "subprocess"}
"""What test modules import, or import from, that start one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that read the demo set come first: each store loads it once, and not after every test that empties it.
    Those that say so come last.

    Marks those that need a process, which `make unit` leaves out.
    """
    items.sort(key=lambda item: (item.get_closest_marker("last") is not None, not _reads_demo(item)))
    for item in items:
        if _needs_process(item):
            item.add_marker("process")


def _reads_demo(item: pytest.Item) -> bool:
    return not READ_DEMO.isdisjoint(getattr(item, "fixturenames", ()))


def _needs_process(item: pytest.Item) -> bool:
    if not NEED_PROCESSES.isdisjoint(getattr(item, "fixturenames", ())):
        return True
    known = vars(item.module).values() if isinstance(item, pytest.Function) else ()
    names = {getattr(each, "__name__", "") for each in known} | {getattr(each, "__module__", "") for each in known}
    return not START_PROCESSES.isdisjoint(names)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was skipped: each reason once, with how many tests it holds for."""
    skipped = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    reasons = Counter(str(longrepr[2]).removeprefix("Skipped: ") for longrepr in skipped if isinstance(longrepr, tuple))
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"SKIPPED {count}: {reason}")


@pytest.fixture(scope="session")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An embedded store of the tests' own."""
    with EmbeddedStore(tmp_path_factory.mktemp("embedded"), heap="1g") as store:
        yield Server(store.start(), embedded=True)


@pytest.fixture(scope="session")
def neo4j_server() -> Server:
    """The Neo4j that was given to the tests."""
    address = _neo4j_address()
    if address is None:
        pytest.skip("no Neo4j: set NEO4J_TEST_URI or run scripts/neo4j start")
    return Server(address, embedded=False)


@pytest.fixture(params=KINDS)
def server(request: pytest.FixtureRequest) -> Server:
    """Each store in turn."""
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return found


async def _ready(server: Server) -> Store:
    store = server.open()
    if server.holds == "unknown":
        data = (await store.rows(HOLDS_DATA, {}))[0]["data"]
        marked = (await store.rows(IS_MARKED, {}))[0]["marks"]
        if data and not marked:
            await store.close()
            pytest.skip("this Neo4j holds data that no test has written: scripts/neo4j start --fresh makes it empty")
        await migrate(store)
        server.holds = "something"
    return store


async def emptied(server: Server) -> Store:
    """The store of a server with nothing in it but its migrations."""
    store = await _ready(server)

    async def work(transaction: Transaction) -> None:
        await transaction.run(EMPTY)
        await transaction.run(MARK, {"id": "tests"})

    if server.holds != "nothing":
        await store.write(work)
    server.holds = "nothing"
    return store


@pytest.fixture
async def store(server: Server) -> AsyncIterator[Store]:
    """An open, migrated, empty store; each test runs on both."""
    opened = await emptied(server)
    server.holds = "something"
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def demo_store(server: Server) -> AsyncIterator[Store]:
    """A store with the demo set. Tests only read it."""
    opened = server.open() if server.holds == "demo" else await emptied(server)
    try:
        if server.holds != "demo":
            server.holds = "something"
            await load_demo(opened, lambda done, total: None)
            server.holds = "demo"
        yield opened
    finally:
        await opened.close()


@dataclass
class Asked:
    """The answer to a question."""

    body: dict[str, Any]
    statements: list[str] = field(default_factory=list)

    @property
    def data(self) -> Any:
        """What was answered; None also where the question was refused as a whole."""
        return self.body.get("data")

    @property
    def errors(self) -> list[dict[str, Any]]:
        """All errors."""
        found: list[dict[str, Any]] = self.body.get("errors", [])
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of the errors."""
        return [error["extensions"]["code"] for error in self.errors]


Ask = Callable[..., Awaitable[Asked]]


ADMIN = Principal(Role.ADMIN, "key:admin", "admin", scopes=frozenset(Scope))
SNAPSHOT_DAY = date(2026, 11, 24)
"""Of which the network is in the snapshots from which most tests are answered."""


def mapped(view: View) -> View:
    """The view as another process has it: of a snapshot, whose arrays are only mapped."""
    with tempfile.TemporaryDirectory() as folder:
        snapshots = Snapshots(Path(folder))
        view.network.prepare([SNAPSHOT_DAY])
        assert snapshots.write(kept_of(view))
        kept = snapshots.load(view.network.last_change)
        assert kept
        return view_of(kept, view.weights)


@dataclass
class DemoViews:
    """The read model of the demo set, made once for each store, as a snapshot gives it."""

    server: Server
    store: Store
    made: BuildStats | None = None
    trouble: str = ""

    def stop(self) -> None:
        """Nothing is under way."""

    async def current(self, sight: Sight = Sight.PUBLIC) -> View:
        """The view, which is the same for all: the whole demo set is published."""
        if self.server.demo_view is None:
            self.server.demo_view = mapped(await load_view(self.store, read_weights()))
        return self.server.demo_view


def asking(store: Store, settings: Settings, views: DemoViews | None = None, own: Principal = ADMIN) -> Ask:
    """A function that asks a store; `Asked.statements` holds what the store was asked, one text a round trip.

    It asks as `own` (what tests write is not published), unless it is told as `who`. All share what is kept of
    documents and plans. Every operation is compiled the first time, so what the tests ask goes through the compiled
    projection.
    """
    registry = registry_of(store, settings)
    registry.views = views or registry.views
    statements: list[str] = []
    store.recorder = statements.append
    operations = Operations(assemble_schema()[0], registry, settings, at_once=True)

    async def ask(query: str, who: Principal = own, **variables: Any) -> Asked:
        statements.clear()
        answer = await operations.run(Request(query, variables, principal=who))
        return Asked(answer.body, list(statements))

    return ask


@pytest.fixture
def settings() -> Settings:
    """The settings of the tests: nothing of the environment."""
    return Settings.model_construct()


@pytest.fixture
async def ask(demo_store: Store, server: Server, settings: Settings) -> Ask:
    """Asks the demo set a question as nobody in particular; each test runs on both stores."""
    return asking(demo_store, settings, DemoViews(server, demo_store), ANONYMOUS)


def _wait_until_ready(address: str, seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while httpx.get(f"{address}/readyz", timeout=seconds).status_code != 200:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a registry served as `make serve` does it, with the demo set in an embedded store."""
    data = tmp_path_factory.mktemp("served")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "REGISTRY_"))}
    environment |= {"REGISTRY_DATA_DIR": str(data), "REGISTRY_PORT": "0", "REGISTRY_STORE_HEAP": "512m"}
    with (data / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "server.py", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    assert process.stdout
    try:
        for line in process.stdout:
            found = re.search(r"answers at (http://\S+)", line)
            if found:
                break
        else:
            pytest.fail((data / "server.log").read_text())
        _wait_until_ready(found[1])
        yield found[1]
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
