"""A partner's row in the words of the registry: names become ids, own slugs get their namespace, dates become ISO."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.ids import stable_id
from graph.load.keys import slug_id
from graph.load.partners.nouns import DATES, RECOGNISED, WORDS, PartnerNoun
from graph.load.partners.understanding import Candidate, Understand, Understanding
from graph.load.rows import Row
from graph.load.tables import NODES
from graph.load.units import existing
from graph.store.store import Store

DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Named:
    """What one text of a cell was taken for."""

    field: str
    text: str
    label: str
    found: Candidate


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is left out; `candidates` where a name may be one of several, or the nearest where it is none."""

    field: str
    reason: str
    text: str | None = None
    ambiguous: bool = False
    candidates: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class Translated:
    """A row as the registry's own files would have it, what its names were taken for, and what is wrong with them."""

    row: Row
    named: list[Named] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Slugs:
    """Slugs that the rows may name: of this source first, then of the whole registry."""

    def __init__(self, namespace: str, known: set[str]) -> None:
        """`known`: ids of nodes."""
        self._namespace = namespace
        self._known = known

    @classmethod
    async def read(cls, store: Store, noun: PartnerNoun, rows: list[Row], namespace: str) -> "Slugs":
        """Those that the rows name, of the graph or of the file itself."""
        known = {slug_id(NODES[noun.label].prefix, each) for row in rows for each in _own(namespace, row.items("slug"))}
        for column, label in noun.names.items():
            if label not in RECOGNISED:
                texts = {text for row in rows for text in row.items(column)}
                ids = {_id(label, slug) for text in texts for slug in (text, *_own(namespace, [text]))}
                known |= await existing(store, label, ids)
        return cls(namespace, known)

    def find(self, label: str, text: str) -> str | None:
        """The slug in full."""
        return next((each for each in (*_own(self._namespace, [text]), text) if _id(label, each) in self._known), None)


def _own(namespace: str, slugs: Iterable[str]) -> list[str]:
    return [f"{namespace}:{slug}" for slug in slugs]


def _id(label: str, slug: str) -> str:
    return slug_id(NODES[label].prefix, slug)


def translate(row: Row, noun: PartnerNoun, slugs: Slugs, understand: Understand) -> Translated:
    """The row in the words of the registry; a name that is not certain has a stand-in, so that the rest is checked."""
    cells = {name: _plain(name, value.strip()) for name, value in row.cells.items()}
    done = Translated(Row(row.line, cells, row.namespace))
    for column, label in noun.names.items():
        found = [_item(done, column, label, text, slugs, understand) for text in row.items(column)]
        cells[column] = "|".join(dict.fromkeys(found))
    city = cells.pop("city", "")
    if city:
        cells["geonames"] = cells.get("geonames") or city
    return done


def _item(done: Translated, column: str, label: str, text: str, slugs: Slugs, understand: Understand) -> str:
    if label not in RECOGNISED:
        slug = slugs.find(label, text)
        if slug is None:
            reason = f"`{text}` is no {label} of the registry, neither of `{done.row.namespace}` nor of all"
            done.problems.append(Problem(column, reason, text))
        return slug or text
    understood = understand(label, text)
    if understood.certain:
        done.named.append(Named(column, text, label, understood.certain))
        return understood.certain.cell
    done.problems.append(_problem(column, understood))
    return _stand_in(label, text)


def _problem(column: str, understood: Understanding) -> Problem:
    reason = f"`{understood.text}` {understood.reason}"
    return Problem(column, reason, understood.text, understood.ambiguous, understood.candidates)


def _stand_in(label: str, text: str) -> str:
    return "1" if label == "City" else stable_id("univ" if label == "University" else "offi", text)


def _plain(column: str, value: str) -> str:
    if column in WORDS:
        return value.upper()
    found = DAY_FIRST.fullmatch(value) if column in DATES else None
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else value
