"""A folder of institutions and their contacts, read as if it were the graph.

nodes.csv          id,name,country,…
subjects.csv       id,subject,…           what each works on
train_edges.csv    u,v,count,…,first_year,last_year     contacts until the cut
test_edges.csv     u,v                    partners who first met after it
inner_*.csv        the same inside the training part, where there are any: for learning
"""

import csv
from collections import defaultdict
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from graph.changes.last import LastChange
from matching.model.contacts import ContactRow
from matching.model.network import Network
from matching.model.reading import load_network
from matching.model.rows import id_of
from matching.model.statements import CONTACTS, UNIVERSITIES


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder holds: the network until the cut, its last day, and who met after it."""

    network: Network
    last_day: date
    later: dict[str, set[str]]
    """New partners of each institution that has some, from both ends."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the files of a part are called."""

    subjects: str
    edges: str
    later: str


WHOLE = Names("subjects.csv", "train_edges.csv", "test_edges.csv")
INNER = Names("inner_subjects.csv", "inner_train_edges.csv", "inner_valid_edges.csv")


async def read_folder(path: Path, names: Names = WHOLE) -> Folder:
    """Reads a folder through the code that reads the graph. Raises OSError and KeyError where a file is not right."""
    edges = list(_rows(path / names.edges))
    network = await load_network(_Files(path, names, edges), LastChange())
    later: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(path / names.later):
        later[row["u"]].add(row["v"])
        later[row["v"]].add(row["u"])
    last_year = max(int(edge["last_year"]) for edge in edges)
    return Folder(network, date(last_year, 12, 31), dict(later))


class _Files:
    """Answers the statements of the read model from the files."""

    def __init__(self, path: Path, names: Names, edges: list[dict[str, str]]) -> None:
        universities = _universities(path, path / names.subjects)
        self._pages: dict[str, list[Any]] = {UNIVERSITIES: universities, CONTACTS: sorted(_contacts(edges))}

    def rows(self, statement: str, parameters: dict[str, Any]) -> Awaitable[list[dict[str, Any]]]:
        return self._answer(self._pages.get(statement, []), parameters)

    async def _answer(self, found: list[Any], parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if "limit" not in parameters:
            return []
        after, last = parameters["after"], parameters.get("last")
        page = [row for row in found if id_of(row) > after and (last is None or id_of(row) <= last)]
        return [{"rows": page[: parameters["limit"]]}]


def _universities(path: Path, of_subjects: Path) -> list[dict[str, Any]]:
    subjects: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(of_subjects):
        subjects[row["id"]].add(row["subject"])
    numbers = {
        subject: np.base_repr(number, 36).zfill(2)
        for number, subject in enumerate(sorted(set().union(*subjects.values())))
    }
    empty = dict.fromkeys(("kind", "studentBand", "region", "placeNames", "latitude", "longitude"))
    return [
        {**empty, "id": row["id"], "name": row["name"], "country": row["country"], "status": "ACTIVE",
         "fields": sorted(numbers[subject] for subject in subjects.get(row["id"], ()))}
        for row in sorted(_rows(path / "nodes.csv"), key=lambda row: row["id"])
    ]  # fmt: skip


def _contacts(edges: list[dict[str, str]]) -> Iterator[ContactRow]:
    """As many contacts as two institutions had, spread over the years from the first to the last."""
    for edge in edges:
        first, last, count = int(edge["first_year"]), int(edge["last_year"]), int(edge["count"])
        for number in range(count):
            year = first + round((last - first) * number / max(1, count - 1))
            id = f"cont_{edge['u']}_{edge['v']}_{number:03}"
            yield ContactRow(id, (edge["u"], edge["v"]), "AGREED", f"{year}-01-01")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
