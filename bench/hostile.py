"""What one client's hostile requests do to another's: `python -m bench.hostile http://127.0.0.1:8000/graphql`.

A client asks a small question again and again; meanwhile another sends each of these requests 20 times a second.
Printed is the slowest hundredth of the first one's answers, with and without, by turns so that a slow minute of the
machine falls on both: a ratio below 2 is good. At the end the memory of the server stands beside that of the beginning,
as `/metrics` has it: within a fifth is good.
"""

import asyncio
import itertools
import multiprocessing
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Event
from typing import Annotated
from urllib.parse import urljoin

import httpx
import orjson
import typer
from graphql import get_introspection_query

A_SECOND = 20
PROCESSES = multiprocessing.get_context("spawn")
QUESTION = {"query": "{ countries(first: 1) { nodes { code name } } }"}
NUMBER = b"@number@"
MEMORY = re.compile(r"^registry_memory_bytes(?:\{[^}]*\})? (\S+)$", re.MULTILINE)
PATIENCE, MIB = 30.0, 1024 * 1024
ROUNDS = 3
REST_SECONDS = 30.0
"""After which memory is looked at again: the collector of the server's objects has run, and connections have ended."""
JSON = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A request body that is meant to cost much, and the code with which it is refused.

    NUMBER in the body is another one each time. `leaves`: seconds after which the client goes away.
    """

    body: bytes
    code: str
    leaves: float | None = None


def document(text: str, code: str, **variables: object) -> Hostile:
    """A document."""
    return Hostile(orjson.dumps({"query": text, "variables": variables}), code)


def bomb(characters: int) -> str:
    """Fragments of which each spreads the next one twice, in a document of about this length."""
    text, number = "{...a0}", 0
    while len(text) < characters - 40:
        text += f"fragment a{number} on Query{{...a{number + 1} ...a{number + 1}}}"
        number += 1
    return text + f"fragment a{number} on Query{{__typename}}"


SAME = "id name kind status founded website"
LISTS = "universities(first: 100) { nodes { " + "partners(first: 100) { nodes { " * 5 + "id" + " } }" * 6
BEFORE_VALIDATION = {
    "a bomb of 647 bytes": document(bomb(647), "TOO_DEEP"),
    "20,000 directives on one field": document("{ __typename " + "@a " * 20_000 + "}", "TOO_DEEP"),
    "500 directives on one field": document("{ __typename " + "@skip(if: false) " * 500 + "}", "TOO_DEEP"),
    "1,900 unknown directives": document("{ __typename " + "@a " * 1_400 + "}", "TOO_DEEP"),
    "10 KB of one field": document("{ " + "__typename " * 900 + "}", "TOO_DEEP"),
    "10 KB of one field with an alias": document("{ " + "a: __typename " * 700 + "}", "TOO_DEEP"),
    "10 KB of one field with fields": document("{ " + "countries { totalCount } " * 400 + "}", "TOO_DEEP"),
    "900 aliases": document("{ " + " ".join(f"a{i}: nothing{i}" for i in range(900)) + " }", "TOO_DEEP"),
    "120 fragments of the same fields": document(
        "{ universities { nodes { " + " ".join(f"...f{i}" for i in range(120)) + " } } } "
        + " ".join(f"fragment f{i} on University {{ {SAME} }}" for i in range(120)),
        "TOO_DEEP",
    ),
    "700 operations": document(" ".join(f"query q{i} {{ a }}" for i in range(700)), "TOO_DEEP"),
    "700 variables": document("query (" + " ".join(f"$a{i}: Int" for i in range(700)) + ") { __typename }", "TOO_DEEP"),
    "200 KB of braces": document("{" * 200_000, "TOO_DEEP"),
}  # fmt: skip
"""Refused by what is measured before a document is validated."""

ARGUMENTS = "args { name description defaultValue type { name } }"
OF_SCHEMA = {
    "199 times the arguments": document(
        "{ __schema { types { fields { " + " ".join(f"a{i}: {ARGUMENTS}" for i in range(199)) + " } } } }", "TOO_BIG"
    ),
    "40 times the arguments": document(
        "{ __schema { types { fields { " + " ".join(f"a{i}: {ARGUMENTS}" for i in range(40)) + " } } } }", "TOO_BIG"
    ),
    "30 times the schema": document(
        "{ " + " ".join(f"a{i}: __schema {{ types {{ fields {{ name {ARGUMENTS} }} }} }}" for i in range(30)) + " }",
        "TOO_BIG",
    ),
}  # fmt: skip
"""Questions for the schema that multiply it with itself."""

REQUESTS = BEFORE_VALIDATION | OF_SCHEMA | {
    "12 nested lists": document(f"{{ {LISTS} }}", "TOO_BIG"),
    "a number of 5,000 digits": document(
        f"{{ universities(first: {'9' * 5_000}) {{ totalCount }} }}", "GRAPHQL_VALIDATION_FAILED"
    ),
    "a variable of 5,000 digits": Hostile(
        b'{"query": "query ($n: Int) { universities(first: $n) { totalCount } }", "variables": {"n": '
        + b"9" * 5_000 + b"}}",
        "BAD_REQUEST",
    ),
    "20,000 ids": document(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", "TOO_BIG", ids=["univ_a"] * 20_000
    ),
    "100,000 brackets": Hostile(b'{"query": "{__typename}", "variables": ' + b"[" * 100_000, "BAD_REQUEST"),
    "no UTF-8": Hostile(b'{"query": "\xff\xfe"}', "BAD_REQUEST"),
    "a number": Hostile(b"5", "BAD_REQUEST"),
    "null": Hostile(b"null", "BAD_REQUEST"),
    "a text": Hostile(b'"x"', "BAD_REQUEST"),
    "a list": Hostile(b"[1, 2]", "BAD_REQUEST"),
}  # fmt: skip


MOSCOW = '"univ_lfsacjhqmeouraea"'
WALK = "{} neighbourhood(of: " + MOSCOW + ", depth: 3, limit: 600) {{ summary }} "
PARTNERS = "{ partners: { none: " * 3 + "{ founded: { gt: 9 } }" + " } }" * 3
NESTED = "{} universities(where: " + PARTNERS.replace("{", "{{").replace("}", "}}") + ") {{ totalCount }} "
ODD = "\ufdfa" * 340_000
"""A letter that becomes eighteen when it is folded."""
ASKING_MUCH = {
    "5 walks of three steps": document("{ " + "".join(WALK.format(f"a{i}:") for i in range(5)) + "}", "TOO_BIG"),
    "2 walks of three steps": document("{ " + "".join(WALK.format(f"a{i}:") for i in range(2)) + "}", "TIMEOUT"),
    "2 walks whose client leaves": replace(
        document("{ " + "".join(WALK.format(f"a{i}:") for i in range(2)) + "}", ""), leaves=0.2
    ),
    "30 filters over three relationships": document(
        "{ " + "".join(NESTED.format(f"a{i}:") for i in range(30)) + "}", "TOO_BIG"
    ),
    "3 filters over three relationships": document(
        "{ " + "".join(NESTED.format(f"a{i}:") for i in range(3)) + "}", "TIMEOUT"
    ),
    "a name of 340,000 letters": document(
        "query ($t: String!) { university(identifier: { value: $t }) { id } }", "BAD_USER_INPUT", t=ODD
    ),
    "5 names of 340,000 letters": document(
        "query ($t: String!) { "
        + " ".join(f"a{i}: university(identifier: {{ value: $t }}) {{ id }}" for i in range(5)) + " }",
        "BAD_USER_INPUT", t=ODD,
    ),
    "new documents of 17 kB": Hostile(
        orjson.dumps({"query": "{ universities(where: { name: { in: ["
                      + " ".join(f'"{i:03}"' for i in range(950)) + "] } }) { totalCount } } #@number@"}), "",
    ),
    "new introspection": Hostile(orjson.dumps({"query": get_introspection_query() + "#@number@"}), ""),
}  # fmt: skip
"""Valid questions. What becomes of them depends on the store and on who else asks."""


def hundredth(times: list[float]) -> float:
    """The least of the slowest hundredth."""
    return statistics.quantiles(times, n=100)[98]


async def waits(client: httpx.AsyncClient, url: str, seconds: float) -> list[float]:
    """Milliseconds of a small question's answers, asked one after the other."""
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.perf_counter()
        answer = await client.post(url, json=QUESTION)
        times.append((time.perf_counter() - started) * 1000)
        answer.raise_for_status()
    return times


async def compare(
    client: httpx.AsyncClient, url: str, seconds: float, send: Callable[..., None], *arguments: object
) -> tuple[float, float]:
    """Milliseconds of the slowest hundredth of a client's answers, without what `send` sends and beside it."""
    without, during = [], []
    for _ in range(ROUNDS):
        without += await waits(client, url, seconds)
        with run_beside(send, *arguments):
            during += await waits(client, url, seconds)
        await asyncio.sleep(seconds)  # what was begun ends before the next one
    return hundredth(without), hundredth(during)


def send(url: str, hostile: Hostile, begun: Event) -> None:
    """Sends a request again and again, A_SECOND times a second, whether or not there is an answer."""
    asyncio.run(_send(url, hostile, begun))


async def _send(url: str, hostile: Hostile, begun: Event) -> None:
    running: set[asyncio.Task[httpx.Response]] = set()
    numbers = itertools.count(random.randrange(10**9))
    async with httpx.AsyncClient(timeout=hostile.leaves or PATIENCE) as client:
        while True:
            body = hostile.body.replace(NUMBER, b"%d" % next(numbers))
            task = asyncio.create_task(client.post(url, content=body, headers=JSON))
            running.add(task)
            task.add_done_callback(running.discard)
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # of those whose client left
            await asyncio.sleep(1 / A_SECOND)
            begun.set()


@contextmanager
def run_beside(send: Callable[..., None], *arguments: object) -> Iterator[None]:
    """A process in which `send` runs: its work does not count among the waits of the client that measures.

    `send` is called with the arguments and an event, which it sets when it has begun.
    """
    begun = PROCESSES.Event()
    process = PROCESSES.Process(target=send, args=(*arguments, begun), daemon=True)
    process.start()
    begun.wait()
    try:
        yield
    finally:
        process.kill()
        process.join()


async def measure(url: str, seconds: float) -> None:
    """Prints one line for each request."""
    async with httpx.AsyncClient(timeout=30) as client:
        await waits(client, url, seconds)
        before = await memory(client, url)
        for name, hostile in (REQUESTS | ASKING_MUCH).items():
            without, during = await compare(client, url, seconds, send, url, hostile)
            print(f"{during / without:5.2f}  {name:36} {without:6.2f} → {during:6.2f} ms", flush=True)
        await asyncio.sleep(REST_SECONDS)
        after = await memory(client, url)
        print(f"{after / before:5.2f}  memory {before / MIB:.0f} → {after / MIB:.0f} MB", flush=True)


async def memory(client: httpx.AsyncClient, url: str) -> float:
    """Bytes of memory of the server's processes."""
    answer = await client.get(urljoin(url, "/metrics"))
    return sum(float(each) for each in MEMORY.findall(answer.text))


def main(url: str, seconds: Annotated[float, typer.Option(help="Of each measurement.")] = 3) -> None:
    """What hostile requests do to another client."""
    asyncio.run(measure(url, seconds))


if __name__ == "__main__":
    typer.run(main)
