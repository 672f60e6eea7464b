"""Rankings and names are the same after a restart: nothing depends on the seed of Python's hashes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PROGRAM = """
import json
from matching.ranking import MatchRequest, rank
from matching.names.hashed import hash_of, hash_of_bag, hashes_of
from matching.names.index import NameIndex
from matching.names.resolving import resolve
from matching.names.seats import Seats
from tests.matching.build import TODAY, World
from tests.matching.test_names import IDENTIFIERS, NAMES

world = World()
for number in range(12):
    world.university(f"home{number}", "RU", fields=(f"0{number % 5 + 1}",))
for number in range(60):
    world.university(f"abroad{number}", ("DE", "FR", "UZ")[number % 3], fields=(f"0{number % 5 + 1}",))
    for other in range(number % 7):
        world.contact(f"home{(number * other) % 12}", f"abroad{number}")
world.event("fair", "home0", "abroad1", "abroad2").office("house", "DE").seeks("home0").offers("abroad3")
matches = rank(world.network(), MatchRequest("home0", TODAY)).page(0, 100)
index = NameIndex(NAMES, IDENTIFIERS)
texts = ["MSU", "Kazan Fedral University", "с Казанским федеральным университетом", "State University", "kpfu.ru"]
print(json.dumps([
    [[match.university, match.score, [(each.kind, each.weight, each.evidence) for each in match.reasons],
      match.office.office, match.path and match.path.nodes] for match in matches],
    [[hit.university for hit in resolve(index, text, Seats({})).hits] for text in texts],
    [hash_of("Казань"), hash_of_bag(texts), hashes_of(texts).tolist()],
]))
"""


def answers(seed: str) -> object:
    """What a process with this seed answers."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: object = json.loads(told.stdout)
    return found


@pytest.fixture(scope="module")
def before() -> object:
    return answers("1")


@pytest.mark.parametrize("seed", ["2", "31337"])
def test_answers_are_the_same_after_a_restart(seed: str, before: object) -> None:
    assert answers(seed) == before
