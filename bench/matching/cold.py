"""What institutions without contacts are shown: `python -m bench.matching.cold --ror FILE [--show NAME …]`.

The register with the demo set, asked on one day: how many different institutions stand in the first ten of 60 askers
drawn by chance, and of ten kinds of askers, three each, how many of the first ten share the kind.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from bench.matching.register import read_register
from matching.model.network import Network
from matching.ranking import Match, rank
from matching.request import MatchRequest
from matching.subjects import folded, hinted_fields

DAY = date(2026, 11, 24)
ASKERS, SEED, FIRST, EACH, ENOUGH = 60, 1, 10, 3, 7
KINDS: dict[str, tuple[str, str | tuple[str, ...]]] = {
    "medical": ("medic|pharm", "09"),
    "agrarian": ("agrar|agric", "08"),
    "music": ("conservator|music", "0215"),
    "pedagogical": ("pedagog", "01"),
    "technical": ("technical|polytech|technolog", ("07", "06")),
    "law": ("law |legal|juridic|justice", "042"),
    "art": (r"\barts?\b|theatr|cinema|design", "021"),
    "sport": ("sport|physical (culture|education)", "1014"),
    "theology": ("theolog|seminar|orthodox|islam", "0221"),
    "economics": ("econom|finan|business", ("0311", "041")),
}
"""By what the names of askers are found, and the fields of those who share the kind."""


def main(
    ror: Annotated[Path, typer.Option(help="The register, as `import ror` takes it.")],
    show: Annotated[list[str] | None, typer.Option(help="Print the first ten of who has this in its name.")] = None,
) -> None:
    """Prints what institutions without contacts are shown."""
    network = read_register(ror)
    moment, columns = network.at(DAY), network.columns
    quiet = columns.is_active & (moment.partners == 0)
    askers = [row for row in np.flatnonzero(quiet & columns.is_home).tolist() if not _intents(network, row)]
    drawn = np.random.default_rng(SEED).permutation(askers)[:ASKERS].tolist()
    shown = Counter(match.university for row in drawn for match in first(network, row))
    print(f"{len(askers)} Russian askers without contacts and intents; {len(drawn)} of them drawn")
    print(f"{len(shown)} different institutions in {shown.total()} places; in most lists: {shown.most_common(1)[0][1]}")
    for kind, (words, fields) in KINDS.items():
        rows = _of_kind(network, askers, words, fields)
        print(f"{kind}: " + ", ".join(f"{_name(network, row)} {_sharing(network, row, fields)}" for row in rows))
    for part in show or []:
        _print(network, next(row for row in askers if part in network.universities[row].name))


def first(network: Network, row: int) -> tuple[Match, ...]:
    """The first ten, of institutions of higher education, as the API has it."""
    request = MatchRequest(network.universities[row].id, DAY, kinds=frozenset({"HIGHER_EDUCATION"}))
    return rank(network, request).page(0, FIRST)


def _intents(network: Network, row: int) -> bool:
    return network.universities[row].id in network.intents_of


def _of_kind(network: Network, rows: list[int], words: str, fields: str | tuple[str, ...]) -> list[int]:
    """Three of a kind that its name tells, or as many as there are."""
    columns = network.columns
    found = [
        row
        for row in rows
        if re.search(words, folded(network.universities[row].name))
        and columns.fields[row]
        and any(code.startswith(fields) for code in columns.fields[row])
        and network.universities[row].kind == "HIGHER_EDUCATION"
    ]
    return sorted(found, key=lambda row: int(columns.digest[row]))[:EACH]


def _sharing(network: Network, row: int, fields: str | tuple[str, ...]) -> int:
    """How many of the first ten have a field of the kind, declared or by their name."""
    rows = [network.row_of[match.university] for match in first(network, row)]
    return sum(
        any(code.startswith(fields) for code in (*network.columns.fields[each], *hinted_fields(_name(network, each))))
        for each in rows
    )


def _name(network: Network, row: int) -> str:
    return network.universities[row].name


def _print(network: Network, row: int) -> None:
    print(f"\n**{_name(network, row)}** ({network.universities[row].country})\n\n```text")
    for match in first(network, row):
        facts = network.universities[network.row_of[match.university]]
        parts = " + ".join(f"{reason.kind.value.lower()} {reason.weight:.3f}" for reason in match.reasons[:4])
        print(f"{match.score:.3f}  {facts.name[:60]:60} {facts.country}  {parts}")
    print("```")


if __name__ == "__main__":
    typer.run(main)
