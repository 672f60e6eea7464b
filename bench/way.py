"""The way of one question: `python -m bench.way [FILE]`: the modules and functions that a warm request goes through.

On the store of `NEO4J_*`, which is only read. The request is asked until its document is compiled; then its calls are
counted, from the body of the request to the bytes of the answer.
"""

import asyncio
import os
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import httpx
import typer

from bench.neo4j_store import open_neo4j
from process.application import application
from process.registry import registry_of
from settings import Settings

ROOT = str(Path(__file__).parent.parent) + os.sep
OUTSIDE = (".venv", "bench", "tests")
BEFORE = 4
"""Requests before the one that is counted."""
LIST = """
query Agreements($after: String, $day: Date!) {
  agreements(where: {liveAt: $day}, first: 10, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { title kind parties { name } }
  }
}
"""


class Trace:
    """Counts calls of our own functions, and how often they lead from one module to another."""

    def __init__(self) -> None:
        self.calls: Counter[tuple[str, str]] = Counter()
        self.moves = 0
        self._last = ""

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        name = frame.f_code.co_filename
        if event != "call" or not name.startswith(ROOT) or name[len(ROOT) :].startswith(OUTSIDE):
            return
        module = name[len(ROOT) :].removesuffix(".py").replace(os.sep, ".")
        self.calls[module, frame.f_code.co_qualname] += 1
        self.moves += module != self._last
        self._last = module


async def _trace(query: str, variables: dict[str, Any]) -> Trace:
    store, settings = open_neo4j(), Settings.model_construct()
    try:
        registry = registry_of(store, settings)
        app = application(settings, registry)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1")
        body = {"query": query, "variables": variables}
        for _ in range(BEFORE):
            (await client.post("/graphql", json=body)).raise_for_status()
        trace = Trace()
        sys.setprofile(trace)
        answer = await client.post("/graphql", json=body)
        sys.setprofile(None)
        answer.raise_for_status()
        return trace
    finally:
        await store.close()


def main(file: Annotated[Path | None, typer.Argument(help="A GraphQL document without variables.")] = None) -> None:
    """Prints the modules in the order in which they are first reached."""
    query = file.read_text() if file else LIST
    trace = asyncio.run(_trace(query, {} if file else {"day": "2026-06-15"}))
    by_module: dict[str, Counter[str]] = {}
    for (module, function), count in trace.calls.items():
        by_module.setdefault(module, Counter())[function] += count
    for module, functions in by_module.items():
        print(f"{module:34} {sum(functions.values()):5}  {', '.join(functions)}")
    print(f"{len(by_module)} modules, {sum(trace.calls.values())} calls, {trace.moves} moves between modules")


if __name__ == "__main__":
    typer.run(main)
