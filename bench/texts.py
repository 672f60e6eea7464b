"""How many different statements come of many plausible documents: the fewer, the better the store's plans are kept.

    python -m bench.texts [--peer] [--show]

336 documents: seven choices of fields, six of relationships, eight of arguments. No store is needed: neither is run.
"""

import json
import subprocess
from collections.abc import Iterator
from itertools import product
from typing import Annotated

import typer
import uvloop

from bench.servers import PEER, node
from tests.plan.asking import planned

FIELDS = (
    "id",
    "id name",
    "name kind",
    "id name founded",
    "id website studentBand",
    "name kind status statusSince",
    "id name kind status statusSince founded website studentBand fields",
)
RELATIONSHIPS = (
    ("", ""),
    ("country { code name }", "country { code name }"),
    ("names { value language }", "names { value language }"),
    ("contacts(first: 5) { nodes { id stage } }", "contacts(limit: 5) { id stage }"),
    (
        "country { code } contacts(first: 5) { nodes { since parties { name } } }",
        "country { code } contacts(limit: 5) { since parties { name } }",
    ),
    (
        "names { value } country { name } contacts(first: 3) { nodes { id } }",
        "names { value } country { name } contacts(limit: 3) { id }",
    ),
)
"""To us, and to the peer."""
ARGUMENTS = (
    ("first: 10", "limit: 10"),
    ("first: 50", "limit: 50"),
    ("first: 20, where: {kind: {eq: OTHER}}", 'limit: 20, where: {kind: {eq: "OTHER"}}'),
    ("first: 50, where: {kind: {eq: HIGHER_EDUCATION}}", 'limit: 50, where: {kind: {eq: "HIGHER_EDUCATION"}}'),
    ("first: 20, where: {founded: {gte: 1900}}", "limit: 20, where: {founded: {gte: 1900}}"),
    ("first: 5, where: {founded: {gte: 1755}}", "limit: 5, where: {founded: {gte: 1755}}"),
    ("first: 20, orderBy: {field: FOUNDED, direction: DESC}", "limit: 20, sort: [{founded: DESC}, {id: DESC}]"),
    ("first: 100, orderBy: {field: FOUNDED, direction: DESC}", "limit: 100, sort: [{founded: DESC}, {id: DESC}]"),
)


def main(
    peer: Annotated[bool, typer.Option("--peer", help="Count those of the peer too.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print our statements.")] = False,
) -> None:
    """Prints how many."""
    texts = uvloop.run(_ours())
    print(f"ours: {len(texts)} statements of {len(list(documents()))} documents")
    if peer:
        print(f"peer: {_peers()} statements of the same")
    if show:
        print("\n;\n".join(sorted(texts)))


def documents() -> Iterator[tuple[str, str]]:
    """To us, and to the peer."""
    for fields, (ours, peers), (page, peers_page) in product(FIELDS, RELATIONSHIPS, ARGUMENTS):
        yield (
            f"{{ universities({page}) {{ nodes {{ {fields} {ours} }} }} }}",
            f"{{ universities({peers_page}) {{ {fields} {peers} }} }}",
        )


async def _ours() -> set[str]:
    return {(await planned(document)).text for document, _ in documents()}


def _peers() -> int:
    asked = json.dumps([peers for _, peers in documents()])
    command = [node(), str(PEER / "texts.mjs")]
    return int(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    typer.run(main)
