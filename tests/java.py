"""How Java runs for the stores that tests start: for a life of seconds.

python -m tests.java     # keeps the classes of the embedded store in a file, of which it starts in half the time
"""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

import schema.nouns  # noqa: F401  # declares what is loaded
from graph.load.generate.network import generate
from graph.load.generate.world import World
from graph.migrations import migrate
from graph.store.embedded import EmbeddedStore
from graph.store.store import Store

SHORT_LIFE = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What the second compiler costs is never paid back."""
CLASSES = Path(sys.prefix) / "store.aot"
VARIABLE = "JAVA_TOOL_OPTIONS"


def java_options() -> str:
    """For all stores; an older Java, and one with other classes, does without the file."""
    kept = f" -XX:+IgnoreUnrecognizedVMOptions -XX:AOTCache={CLASSES}" if CLASSES.exists() else ""
    return SHORT_LIFE + kept


async def keep_classes() -> None:
    """Runs an embedded store as tests do, and writes what it has loaded when it ends."""
    made = CLASSES.with_suffix(".new")
    os.environ[VARIABLE] = f"{SHORT_LIFE} -XX:AOTCacheOutput={made}"
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder), heap="512m") as embedded:
        store = Store.open(embedded.start(), embedded=True)
        await migrate(store)
        await generate(store, World(20, 20, 1, None), lambda done, total: None)
        await store.close()
    made.replace(CLASSES)
    made.with_suffix(".new.config").unlink(missing_ok=True)


if __name__ == "__main__":
    asyncio.run(keep_classes())
