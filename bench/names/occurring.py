"""How well names are recognised as they occur: sets of texts that others wrote, each with the institutions it means.

A set is a file `NAME.jsonl` with `{"text": …, "meant": [ids of the register], "kind": …}` a line; `meant` is empty for
what the register does not hold, and then nothing is certain.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.names.register import Register
from matching.names.index import NameIndex
from matching.names.resolving import Certainty, Resolution, resolve


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A text as somebody wrote it, of what set and kind it is, and whom it means; nobody: it is not in the register."""

    of: str
    kind: str
    text: str
    meant: frozenset[str]

    def is_right(self, answer: Resolution) -> bool:
        """Whether the first institution is one that is meant."""
        return bool(answer.hits) and answer.hits[0].university in self.meant


def occurrences(folder: Path) -> Iterator[Occurrence]:
    """All texts of the sets in a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield Occurrence(path.stem, row["kind"], row["text"], frozenset(row["meant"]))


def print_occurring(register: Register, folder: Path, misses: bool) -> None:
    """Prints a table by set and kind: recall@1, what is certain, how much of that is right; and each miss, if asked."""
    index = NameIndex(register.names, register.identifiers)
    answers: defaultdict[tuple[str, str], list[tuple[Occurrence, Resolution]]] = defaultdict(list)
    for each in occurrences(folder):
        answer = resolve(index, each.text, register.seats)
        for kind in ("", each.kind):
            answers[each.of, kind].append((each, answer))
    print("| set | kind | texts | recall@1 | certain | of these right |\n|---|---|---|---|---|---|")
    for (of, kind), told in sorted(answers.items()):
        certain = [each.is_right(answer) for each, answer in told if answer.certainty is Certainty.CERTAIN]
        known = [each.is_right(answer) for each, answer in told if each.meant]
        recall = f"{sum(known) / len(known):.3f}" if known else "–"
        share = len(certain) / len(told)
        print(f"| {of} | {kind} | {len(told)} | {recall} | {share:.3f} | {sum(certain)} of {len(certain)} |")
    for each, answer in (pair for (_, kind), told in answers.items() if not kind for pair in told) if misses else ():
        if not each.is_right(answer) and (each.meant or answer.certainty is Certainty.CERTAIN):
            _print_miss(register, each, answer)


def _print_miss(register: Register, each: Occurrence, answer: Resolution) -> None:
    meant = ", ".join(f"{register.name_of[id]} ({id})" if id in register.name_of else id for id in sorted(each.meant))
    found = ", ".join(f"{register.name_of[hit.university]} [{hit.how} {hit.score}]" for hit in answer.hits[:2])
    print(f"{answer.certainty:9} {each.of}: {each.text}\n    meant {meant or 'nobody'}\n    found {found or 'nobody'}")
