"""How well names are recognised: `python -m bench.names [ror.jsonl.gz] [--json]`.

`--data FOLDER` measures names as they occur instead (occurring.py), `--misses` tells each that is not found.
`--institutions 50000` measures speed instead, on a register enlarged to so many.

The set is made from the names of the register, so its answers are known: names with typing errors, in other letters, in
other cases, in another order, with the country behind; and names that the index does not hold while others of the same
institution stay ("held out": what nobody entered). Names that several institutions have are left out, as there is no
right answer to them. Recall@1: the right institution stands first, taken for certain or not. Precision: of those taken
for certain, how many are right.
"""

import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bench.names.distortions import add_country, decline, mistype, reorder, script_of, transliterate
from bench.names.enlarged import enlarge
from bench.names.occurring import print_occurring
from bench.names.register import Register, read_register
from bench.names.speed import print_speed
from matching.names.index import NameIndex
from matching.names.resolving import Certainty, resolve
from matching.names.table import NameRecord

BESIDE = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "ror_v2_education.jsonl.gz"
SEED = 5
EACH = 1_500  # names of a kind and script, at most
HELD_OUT = 0.03  # share of the names that the index does not hold


@dataclass(frozen=True, slots=True)
class Case:
    """A text, of what kind it is, the script of the name behind it, and whom it means."""

    kind: str
    script: str
    text: str
    meant: str


@dataclass(slots=True)
class Told:
    """What was answered to the cases of a kind and script."""

    asked: int = 0
    first: int = 0
    certain: int = 0
    certain_and_right: int = 0

    def add(self, other: "Told") -> None:
        """Counts these, too."""
        self.asked += other.asked
        self.first += other.first
        self.certain += other.certain
        self.certain_and_right += other.certain_and_right

    @property
    def recall(self) -> float:
        """Share of the cases where the right institution stands first."""
        return self.first / max(1, self.asked)

    @property
    def precision(self) -> float:
        """Share of the right ones among those taken for certain."""
        return self.certain_and_right / max(1, self.certain)


def cases(register: Register, each: int = EACH) -> tuple[list[Case], NameIndex]:
    """The set, and the index that does not hold what is held out."""
    rng = random.Random(SEED)
    own = [name for name in register.names if register.is_of_one(name) and name.kind != "ACRONYM"]
    shuffled = rng.sample(own, len(own))
    held_out = {*_hold_out(register, shuffled)}
    made: defaultdict[tuple[str, str], list[Case]] = defaultdict(list)
    for name in held_out and shuffled:
        for kind, text in _distort(register, name, rng) if name not in held_out else [("held out", name.value)]:
            of_kind = made[kind, script_of(name.value)]
            if ((text and text != name.value) or kind == "held out") and len(of_kind) < each:
                of_kind.append(Case(kind, script_of(name.value), text or name.value, name.university))
    index = NameIndex([name for name in register.names if name not in held_out], register.identifiers)
    return [case for of_kind in made.values() for case in of_kind], index


def _hold_out(register: Register, shuffled: list[NameRecord]) -> Iterator[NameRecord]:
    """Some names of institutions that have another one in the same script."""
    left: defaultdict[tuple[str, str], int] = defaultdict(int)
    for name in register.names:
        if name.kind != "ACRONYM":
            left[name.university, script_of(name.value)] += 1
    for name in shuffled[: round(len(shuffled) * HELD_OUT)]:
        key = name.university, script_of(name.value)
        if left[key] > 1:
            left[key] -= 1
            yield name


def _distort(register: Register, name: NameRecord, rng: random.Random) -> list[tuple[str, str | None]]:
    country = register.seats.of(name.university).country
    return [
        ("mistyped", mistype(name, rng)),
        ("transliterated", transliterate(name, rng)),
        ("declined", decline(name, rng)),
        ("reordered", reorder(name, rng)),
        ("with country", add_country(name, country, rng) if country else None),
    ]


def measure(register: Register, found: list[Case], index: NameIndex) -> dict[tuple[str, str], Told]:
    """What is answered, by kind and script."""
    by_kind: defaultdict[tuple[str, str], Told] = defaultdict(Told)
    for case in found:
        answer = resolve(index, case.text, register.seats)
        told = by_kind[case.kind, case.script]
        is_first = bool(answer.hits) and answer.hits[0].university == case.meant
        is_certain = answer.certainty is Certainty.CERTAIN
        told.add(Told(1, int(is_first), int(is_certain), int(is_certain and is_first)))
    return dict(by_kind)


def total(by_kind: dict[tuple[str, str], Told], script: str | None = None) -> Told:
    """All kinds together, of one script or of all."""
    whole = Told()
    for (_, own), told in by_kind.items():
        if script in (None, own):
            whole.add(told)
    return whole


def main(
    file: Annotated[Path, typer.Argument(help="A ROR dump; else the one beside the checkout.")] = BESIDE,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    institutions: Annotated[int, typer.Option(help="Measure speed, with so many.")] = 0,
    data: Annotated[Path | None, typer.Option(help="Measure the sets of texts in this folder.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Tell what is not found, or wrong, in them.")] = False,
) -> None:
    """Measures."""
    register = read_register(file)
    if data:
        print_occurring(register, data, misses)
        return
    if institutions:
        print_speed(enlarge(register, institutions))
        return
    found, index = cases(register)
    started = time.perf_counter()
    by_kind = measure(register, found, index)
    seconds = time.perf_counter() - started
    rows = {f"{kind}, {script}": told for (kind, script), told in sorted(by_kind.items())}
    rows |= {script: total(by_kind, script) for script in ("latin", "cyrillic")} | {"all": total(by_kind)}
    if as_json:
        said = {name: {"cases": t.asked, "recall": t.recall, "precision": t.precision} for name, t in rows.items()}
        print(json.dumps(said, indent=1))
        return
    print("| kind | cases | recall@1 | taken for certain | precision of these |\n|---|---|---|---|---|")
    for name, told in rows.items():
        share = told.certain / max(1, told.asked)
        print(f"| {name} | {told.asked:,} | {told.recall:.3f} | {share:.3f} | {told.precision:.4f} |")
    print(f"\n{len(found) / seconds:,.0f} names a second")


if __name__ == "__main__":
    typer.run(main)
