"""How commands run: their settings, the store they open, and what ends them."""

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any, TypeVar

import typer
import uvloop

import logs
from graph.changes.statements import REGISTRY
from graph.load.report import LoadError
from graph.load.visibility import settle_all
from graph.migrations import Migration, MigrationError, migrate
from graph.store.address import StoreAddress
from graph.store.connecting import READ_DEADLINE
from graph.store.embedded import EmbeddedStore, running_address
from graph.store.errors import StoreDownError, StoreError, StoreStartError, StoreStatementError
from graph.store.lanes import lanes_for
from graph.store.store import Store
from process.fork_server import VARIABLE as WORKER
from process.keeper import supervise_store
from settings import Settings, SettingsError, from_environment, unknown_names
from terminal import exit_with, say, say_migration
from transport.queries import ExampleError

Result = TypeVar("Result")

MISUSES = (SettingsError, ExampleError)
FAULTS = (StoreError, MigrationError, LoadError)
FAILURES = (*MISUSES, *FAULTS, OSError)
"""What a person can mend; the message of each says what to do."""
DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
"""Exit codes: all is well; it could not be done; a setting or an argument is wrong; Ctrl-C or SIGTERM."""
MIN_PATIENCE = 30.0
"""Seconds that a statement may always take in the embedded store, as those of a load are not questions."""
RESTART_SECONDS = 90.0
"""For which a load waits for an embedded store that has died: its start may take 60 on a busy machine."""
SWITCH_INTERVAL = 0.0005
"""Seconds after which a thread that computes lets the loop go on; by default it is 0.005, at each of its steps."""
MEBI = 1024 * 1024
MIN_FREE = 16 * MEBI
"""Bytes below which the embedded store cannot be expected to write anything: its pages and its log."""


@contextlib.asynccontextmanager
async def open_store(
    settings: Settings, *, loading: bool = True, patience: float = MIN_PATIENCE, shared: bool = False
) -> AsyncIterator[tuple[Store, EmbeddedStore | None]]:
    """The store of the settings; the embedded one is started, and stopped at the end.

    There no statement takes longer than the deadline of a read, or `patience` seconds where those are more.
    `loading`: calls wait for a store that is away for a moment, and an embedded one that has died is started again.
    `shared`: an embedded store that another process has started is used where it is.
    """
    import schema.nouns  # noqa: F401  # declares what a store holds; --help and --version do without

    running = _running_address(settings, shared=shared)
    if running:
        store = _store(settings, running, loading=loading)
        try:
            yield store, None
        finally:
            await store.close()
        return
    longest = max(patience, settings.read_deadline)
    embedded = EmbeddedStore(settings.data_dir, heap=settings.store_heap, command_timeout=longest)
    try:
        address = await asyncio.to_thread(embedded.start)
    except OSError as error:
        why = "is not a directory" if isinstance(error, FileExistsError | NotADirectoryError) else str(error.strerror)
        raise SettingsError(f"REGISTRY_DATA_DIR: {settings.data_dir}: {why}") from error
    store = _store(settings, address, loading=loading)
    store.patience = RESTART_SECONDS
    keeping = asyncio.create_task(supervise_store(store, embedded)) if loading else None
    try:
        yield store, embedded
    finally:
        if keeping:
            keeping.cancel()
        await store.close()
        await asyncio.to_thread(embedded.stop)


async def migrate_store(store: Store) -> list[Migration]:
    """Runs the migrations that are pending, and gives them; works out who may see what where that was never done.

    Raises MigrationError, StoreError.
    """
    ran = await migrate(store, told=say_migration)
    if await settle_all(store, REGISTRY):
        say("worked out who may see what")
    return ran


def _running_address(settings: Settings, *, shared: bool) -> StoreAddress | None:
    """Where a store runs that is not ours to start."""
    if settings.embedded:
        return running_address(settings.data_dir) if shared else None
    password = settings.neo4j_password.get_secret_value()
    return StoreAddress(str(settings.neo4j_uri), settings.neo4j_user, password, settings.neo4j_database)


def _store(settings: Settings, address: StoreAddress, *, loading: bool) -> Store:
    return Store.open(
        address,
        embedded=settings.embedded,
        pool=settings.connections,
        lanes=lanes_for(settings.workers),
        deadline=max(READ_DEADLINE, settings.read_deadline),
        patient=loading,
    )


def run(
    work: Callable[[Settings], Coroutine[Any, Any, Result]], stopped: int = STOPPED, *, service: bool = False
) -> Result:
    """Runs a command. What a person can mend ends it with a plain line; `stopped` is the exit code of Ctrl-C.

    `service`: it runs until it is told to stop, and where nobody looks its lines are those of a log.
    """
    settings = None
    try:
        settings = from_environment()
        logs.configure(settings, service=service)
        sys.setswitchinterval(SWITCH_INTERVAL)
        if WORKER not in os.environ:  # its parent has told it
            for words in unknown_names(os.environ):
                say(words, logging.WARNING)
        return uvloop.run(_cancel_on_sigterm(work(settings)))
    except MISUSES as error:
        raise exit_with(str(error), MISUSED) from None
    except FAULTS as error:
        raise exit_with(f"{error}{_cause(error, settings)}", FAILED) from None
    except OSError as error:
        raise exit_with(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED) from None
    except (KeyboardInterrupt, asyncio.CancelledError):
        say("stopped")
        raise typer.Exit(stopped) from None


async def _cancel_on_sigterm(work: Coroutine[Any, Any, Result]) -> Result:
    """SIGTERM does what Ctrl-C does: the work is cancelled, and cleans up."""
    task = asyncio.current_task()
    assert task
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await work


def _cause(error: Exception, settings: Settings | None) -> str:
    """What may be behind an error of the embedded store, which does not always say it itself."""
    refused = isinstance(error, StoreStatementError | StoreDownError | StoreStartError) or isinstance(
        error.__cause__, StoreError
    )
    if not refused or settings is None or not settings.embedded:
        return ""
    free = shutil.disk_usage(settings.data_dir).free
    if free < MIN_FREE:
        return f" The disk is full: {free // MEBI} MB are left for {settings.data_dir} (REGISTRY_DATA_DIR)."
    return f" The store's own log says more: {settings.data_dir / 'log'}."
