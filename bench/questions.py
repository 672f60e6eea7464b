"""The same requests for each server, and whether they are answered alike."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import cursors
from bench.asking import Body, RefusalError, ask
from bench.keys import Keys, Place
from bench.servers import Server
from bench.workloads import After, Cursors, Variables, Workload, requests


class UnequalError(Exception):
    """Two servers answer the same question differently."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Requests of one workload. `bodies` has those of each server, in the same order."""

    asked: list[tuple[Workload, Variables]]
    bodies: dict[str, list[Body]]

    def compare(self, servers: Sequence[Server], many: int) -> float:
        """The mean number of leaves of an answer. Raises UnequalError or RefusalError where servers differ."""
        leaves = []
        for number, (workload, variables) in enumerate(self.asked[:many]):
            answers = []
            for server in servers:
                try:
                    data = ask(server.url, self.bodies[server.name][number])
                except RefusalError as error:
                    raise RefusalError(f"{server.name}, {workload.name} {variables}: {error}") from None
                answers.append(workload.normal(server.name, data))
            for server, answer in zip(servers, answers, strict=True):
                if answer != answers[0]:
                    where = next(_differences(answers[0], answer, ""))
                    raise UnequalError(
                        f"{workload.name} {variables}: {servers[0].name} and {server.name} differ: {where}"
                    )
            leaves.append(_leaves(answers[0]))
        return sum(leaves) / len(leaves)

    def write(self, folder: Path, name: str) -> dict[str, Path]:
        """Files with the bodies for each server, one a line."""
        paths = {}
        for server, bodies in self.bodies.items():
            paths[server] = folder / f"{name}.{server}.jsonl"
            paths[server].write_text("".join(json.dumps(body, ensure_ascii=False) + "\n" for body in bodies))
        return paths


def questions(names: Sequence[str], servers: dict[str, Server], keys: Keys, many: int, seed: int) -> list[Questions]:
    """`many` requests of each workload that is named."""
    drawn = [list(requests(name, random.Random(f"{seed} {name}"), keys, many)) for name in names]
    known = _cursors(servers["ours"], drawn) if "ours" in servers else {}
    return [
        Questions(each, {name: [kind.body(name, values, known) for kind, values in each] for name in servers})
        for each in drawn
    ]


def _cursors(ours: Server, drawn: list[list[tuple[Workload, Variables]]]) -> Cursors:
    places: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for _, variables in (each for some in drawn for each in some):
        for value in variables.values():
            if isinstance(value, After):
                places[value.field, value.order].add(value.place)
    return {
        (field, order): cursors.our_cursors(ours.url, field, order, some) for (field, order), some in places.items()
    }


def _leaves(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_leaves, value.values()))
    if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        return sum(map(_leaves, value))
    return 1


def _differences(one: Any, other: Any, path: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one.keys() | other.keys():
            yield from _differences(one.get(name), other.get(name), f"{path}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _differences(a, b, f"{path}[{number}]")
    elif one != other:
        yield f"{path}: {str(one)[:200]} and {str(other)[:200]}"
