"""How the embedded store's server is called: its Java, its settings, its logs."""

import importlib.util
import os
from pathlib import Path
from typing import Literal

from graph.store.errors import StoreStartError

LOG_BYTES, LOG_FILES = 5_000_000, 5
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
JAVA_LEVELS: dict[LogLevel, str] = {"DEBUG": "FINE", "INFO": "INFO", "WARNING": "WARNING", "ERROR": "SEVERE"}


def server_command(data_dir: Path, database: str, heap: str, command_timeout: float, log_level: LogLevel) -> list[str]:
    """The command line of a server that keeps everything under `data_dir`; writes its logging set-up there.
    `heap` as in -Xmx, `command_timeout` in seconds. Raises StoreStartError where the package is missing."""
    java, jars = _runtime()
    log = data_dir / "log"
    log.mkdir(exist_ok=True)
    (log / "logging.properties").write_text(_logging(log, JAVA_LEVELS[log_level]), encoding="utf-8")
    settings = {
        "java.util.logging.config.file": log / "logging.properties",
        **_places(data_dir, database),
        **_listeners(database),
        **_habits(command_timeout),
    }
    return [
        str(java),
        f"-Xmx{heap}",
        "-XX:+ExitOnOutOfMemoryError",  # better gone, and started anew, than half alive
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        *(f"-D{name}={value}" for name, value in settings.items()),
        "-cp",
        f"{jars}/*",
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _places(data_dir: Path, database: str) -> dict[str, object]:
    return {
        "arcadedb.server.rootPath": data_dir,
        "arcadedb.server.databaseDirectory": data_dir / "databases",
        "arcadedb.server.logsDirectory": data_dir / "log",
        "arcadedb.server.rootPasswordPath": data_dir / "password",
        "arcadedb.server.defaultDatabases": f"{database}[]",
    }


def _listeners(database: str) -> dict[str, object]:
    """Bolt and HTTP (which cannot be turned off) on loopback, on ports that are free."""
    return {
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.server.httpIncomingHost": "127.0.0.1",
        "arcadedb.server.httpIncomingPort": 0,
        "arcadedb.bolt.host": "127.0.0.1",
        "arcadedb.bolt.port": 0,
        "arcadedb.bolt.defaultDatabase": database,
    }


def _habits(command_timeout: float) -> dict[str, object]:
    return {
        # "production" would hide the text of every error from us; what else it brings is set below.
        "arcadedb.server.mode": "development",
        "arcadedb.txWalFlush": 1,  # a commit is on the disk when it returns
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
        "arcadedb.command.timeout": int(command_timeout * 1000),
        "arcadedb.queryMaxConcurrent": 0,  # all run at once: in its queue a few slow ones hold up everybody
        "arcadedb.queryParallelScan": "false",  # nor may one of them take all cores
        "arcadedb.polyglotEngineEnabled": "false",  # no scripting languages: less to load
    }


def _runtime() -> tuple[Path, Path]:
    """The Java program and the folder of jars of `arcadedb-embedded`, whose Python code is not used."""
    package = importlib.util.find_spec("arcadedb_embedded")
    for place in (package and package.submodule_search_locations) or []:
        java, jars = Path(place) / "jre" / "bin" / "java", Path(place) / "jars"
        if os.access(java, os.X_OK) and jars.is_dir():
            return java, jars
    what = "partner-registry[embedded]"
    raise StoreStartError(f"The embedded store is not installed: pip install '{what}', or set NEO4J_URI.")


def _logging(folder: Path, level: str) -> str:
    """Java's logging set-up. The rotated files are the server's own, so that they outlive us; the console is
    what we read, and stays at INFO because the port is told there."""
    pattern = str(folder / "arcadedb.%g.log").replace("%", "%%").replace("%%g", "%g")
    return "\n".join(
        [
            "handlers = java.util.logging.ConsoleHandler, java.util.logging.FileHandler",
            f".level = {level if level == 'FINE' else 'INFO'}",
            "io.undertow.level = WARNING",
            "org.xnio.level = WARNING",
            "org.jboss.level = WARNING",
            "java.util.logging.ConsoleHandler.level = INFO",
            "java.util.logging.ConsoleHandler.formatter = com.arcadedb.log.LogFormatter",
            f"java.util.logging.FileHandler.level = {level}",
            "java.util.logging.FileHandler.formatter = com.arcadedb.log.LogFormatter",
            f"java.util.logging.FileHandler.pattern = {pattern}",
            f"java.util.logging.FileHandler.limit = {LOG_BYTES}",
            f"java.util.logging.FileHandler.count = {LOG_FILES}",
            "",
        ]
    )
