"""The embedded store as a person meets it: started, stopped, killed, started twice. Real servers."""

import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest

from graph.store.address import StoreAddress
from graph.store.embedded import EmbeddedStore
from graph.store.errors import StoreLockedError, StoreStartError
from tests.serving import gone

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def ask(address: StoreAddress, statement: str) -> list[object]:
    """The first column of the rows, read or written in an explicit transaction."""
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(database=address.database) as session,
        session.begin_transaction() as transaction,
    ):
        rows = [row[0] for row in transaction.run(statement)]
        transaction.commit()
    return rows


def until(happens: Callable[[], bool], seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def listening_addresses(pid: int) -> set[str]:
    """The local addresses, in the kernel's hexadecimal, on which a process accepts connections."""
    sockets = {str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.is_symlink()}
    table = [
        line.split()
        for name in ("tcp", "tcp6")
        if (file := Path(f"/proc/{pid}/net/{name}")).exists()
        for line in file.read_text().splitlines()[1:]
    ]
    return {row[1].split(":")[0] for row in table if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path_factory.mktemp("store"), heap="512m", command_timeout=2.0) as store:
        yield store


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that owns `tmp_path`, has written one node, and then does nothing."""
    program = f"""
        import threading, time
        from pathlib import Path
        from graph.store.embedded import EmbeddedStore
        from tests.store.test_embedded import ask
        store = EmbeddedStore(Path({str(tmp_path)!r}), heap="512m")
        addresses = []
        starter = threading.Thread(target=lambda: addresses.append(store.start()))
        starter.start()
        starter.join()  # the server must outlive the thread that asked for it
        ask(addresses[0], "CREATE (n:Kept {{id: 'before'}}) RETURN n.id")
        print(store.pid, flush=True)
        time.sleep(600)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    yield process
    process.kill()
    process.communicate()


def server_of(owner: subprocess.Popen[str]) -> int:
    assert owner.stdout
    return int(owner.stdout.readline())


def test_started_store_answers(store: EmbeddedStore) -> None:
    assert ask(store.start(), "RETURN 'Ломоносов' AS name") == ["Ломоносов"]


def test_start_of_a_running_store_changes_nothing(store: EmbeddedStore) -> None:
    pid = store.pid
    assert store.start() == store.start()
    assert store.pid == pid


def test_only_loopback_is_listened_on(store: EmbeddedStore) -> None:
    store.start()
    assert store.pid
    addresses = listening_addresses(store.pid)
    assert addresses
    assert addresses <= LOOPBACK


def test_password_is_for_the_owner_alone_and_not_printed(store: EmbeddedStore) -> None:
    address = store.start()
    password = store.data_dir / "password"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert address.password == password.read_text()
    assert address.password not in repr(address)


def test_statement_that_takes_too_long_is_ended_by_the_server(store: EmbeddedStore) -> None:
    address = store.start()
    ask(address, "UNWIND range(1, 600) AS i CREATE (:Many {i: i})")
    with pytest.raises(neo4j.exceptions.ClientError, match="timeout"):
        ask(address, "MATCH (a:Many), (b:Many), (c:Many) WHERE a.i + b.i + c.i < 0 RETURN count(*)")


def test_statement_cannot_read_files_of_the_machine(store: EmbeddedStore) -> None:
    with pytest.raises(neo4j.exceptions.Forbidden):
        ask(store.start(), "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line")


def test_second_store_on_a_directory_is_refused_in_the_same_process(store: EmbeddedStore) -> None:
    store.start()
    with pytest.raises(StoreLockedError, match=f"{store.data_dir} is in use by process {os.getpid()}"):
        EmbeddedStore(store.data_dir).start()
    assert store.running


def test_restart_keeps_data_and_password(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "new" / "directory", heap="512m")
    first = store.start()
    ask(first, "CREATE (n:Kept {id: 'a'}) RETURN n.id")
    store.stop()
    assert not store.running
    with store:
        again = store.start()
        assert again.password == first.password
        assert ask(again, "MATCH (n:Kept) RETURN n.id") == ["a"]
    store.stop()  # harmless


def test_lost_password_file_is_replaced_and_dead_server_started_anew(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path, heap="512m") as store:
        first = store.start()
        ask(first, "CREATE (n:Kept {id: 'a'}) RETURN n.id")
        assert store.pid
        os.kill(store.pid, signal.SIGKILL)
        assert until(lambda: not store.running)
        (tmp_path / "password").unlink()
        again = store.start()
        assert again.password != first.password
        assert ask(again, "MATCH (n:Kept) RETURN n.id") == ["a"]


def test_directory_of_another_process_is_refused_by_name_and_pid(owner: subprocess.Popen[str], tmp_path: Path) -> None:
    server_of(owner)
    with pytest.raises(StoreLockedError, match=f"{tmp_path} is in use by process {owner.pid}"):
        EmbeddedStore(tmp_path).start()


def test_server_dies_with_a_killed_owner_and_the_next_owner_finds_the_data(
    owner: subprocess.Popen[str], tmp_path: Path
) -> None:
    server = server_of(owner)
    owner.kill()
    with EmbeddedStore(tmp_path, heap="512m") as next_owner:  # at once: waits for the old server to close
        assert gone(server)
        assert ask(next_owner.start(), "MATCH (n:Kept) RETURN n.id") == ["before"]


def test_server_that_cannot_start_is_reported_with_its_last_words(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, heap="none")
    with pytest.raises(StoreStartError, match="Invalid maximum heap size"):
        store.start()
    assert not store.running
    assert store.pid is None


def test_changed_password_file_is_told_apart_from_a_server_that_is_down(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, heap="512m")
    store.start()
    store.stop()
    (tmp_path / "password").write_text("not the one")
    with pytest.raises(StoreStartError, match="password"):
        store.start()


def test_log_is_written_under_the_data_directory(store: EmbeddedStore) -> None:
    store.start()
    assert "BOLT" in (store.data_dir / "log" / "arcadedb.0.log").read_text()
