"""A partner's row in the words of the registry: names become ids, own slugs get their namespace."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.declared import node_type_of
from graph.folding import fold
from graph.ids import stable_id
from graph.load.partners.nouns import RECOGNISED, PartnerNoun
from graph.load.partners.plain import PlainRow
from graph.load.partners.problems import Problem
from graph.load.partners.understanding import NameCandidate, Understand, Understanding
from graph.load.partners.vocabulary import meanings
from graph.load.quoting import quote
from graph.load.records.event import ONLINE
from graph.load.rows import InputRow
from graph.load.units import find_existing
from graph.natural_keys import slug_id
from graph.store.store import Store

NUMBER = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Named:
    """What one text of a cell was taken for."""

    field: str
    text: str
    label: str
    found: NameCandidate


class Slugs:
    """Slugs that the rows may name: of this source first, then of the whole registry."""

    def __init__(self, namespace: str, known: set[str]) -> None:
        """`known`: ids of nodes."""
        self._namespace = namespace
        self._known = known

    @classmethod
    async def read(cls, store: Store, noun: PartnerNoun, rows: list[InputRow], namespace: str) -> "Slugs":
        """Those that the rows name, of the graph or of the file itself."""
        prefix = node_type_of(noun.label).prefix
        known = {slug_id(prefix, each) for row in rows for each in _prefix_slugs(namespace, row.items("slug"))}
        for column, label in noun.names.items():
            if label not in RECOGNISED:
                texts = {text for row in rows for text in row.items(column)}
                ids = {_id(label, slug) for text in texts for slug in (text, *_prefix_slugs(namespace, [text]))}
                known |= await find_existing(store, label, ids)
        return cls(namespace, known)

    def find(self, label: str, text: str) -> str | None:
        return next(
            (each for each in (*_prefix_slugs(self._namespace, [text]), text) if _id(label, each) in self._known), None
        )


def _prefix_slugs(namespace: str, slugs: Iterable[str]) -> list[str]:
    return [f"{namespace}:{slug}" for slug in slugs]


def _id(label: str, slug: str) -> str:
    return slug_id(node_type_of(label).prefix, slug)


def translate(plain: PlainRow, noun: PartnerNoun, slugs: Slugs, understand: Understand) -> list[Named]:
    """Puts ids into the row, and what is wrong with its names to its problems; gives what they were taken for.

    A name that is not certain has a stand-in, so that the rest is checked.
    """
    named: list[Named] = []
    cells = plain.row.cells
    if "city" in noun.names:
        _take_mode(cells)
    for column, label in noun.names.items():
        found = [_item(plain, named, column, label, text, slugs, understand) for text in plain.row.items(column)]
        cells[column] = "|".join(dict.fromkeys(found))
    if "city" in noun.names:
        _place(plain, named, understand)
    return named


def _take_mode(cells: dict[str, str]) -> None:
    """What stands in place of a city may tell that there is none: `Online`."""
    if meanings("Event", "mode").get(fold(cells.get("city", ""))) == ONLINE:
        cells["city"] = ""
        cells["mode"] = cells.get("mode") or ONLINE


def _place(plain: PlainRow, named: list[Named], understand: Understand) -> None:
    """The city is named by its name or by its GeoNames id; where both are there, they mean one."""
    cells = plain.row.cells
    cities = plain.row.items("city")
    cells.pop("city", None)
    if len(cities) > 1:
        text = plain.raw["city"].strip()
        plain.problems.append(Problem("city", f"{quote(text)} names more than one city", text))
        cities = [_stand_in("City", "")]
    elif cities:
        _check_one_place(plain, named, understand)
    cells["geonames"] = cells.get("geonames") or "".join(cities)
    if not cells["geonames"] and cells.get("mode") != ONLINE:
        plain.problems.append(Problem("city", f"is empty; an event without a place has the mode {ONLINE}"))
        cells["geonames"] = _stand_in("City", "")


def _check_one_place(plain: PlainRow, named: list[Named], understand: Understand) -> None:
    """Tells where the city and the GeoNames id of a row are of two places; neither is taken for the right one."""
    city = next((each for each in named if each.field == "city"), None)
    id = plain.row.cells.get("geonames", "")
    wrong = any(problem.field == "geonames" for problem in plain.problems)
    if city is None or wrong or not NUMBER.fullmatch(id) or str(int(id)) == city.found.cell:
        return
    other = understand("City", str(int(id))).certain
    is_what = f"is {other.name}" if other else "is no City of the registry"
    meant = f"`city` has {quote(city.text)}, which is {city.found.name} ({city.found.cell})"
    plain.problems.append(Problem("geonames", f"{quote(id)} {is_what}, and {meant}", id))


def _item(
    plain: PlainRow, named: list[Named], column: str, label: str, text: str, slugs: Slugs, understand: Understand
) -> str:
    if label not in RECOGNISED:
        slug = slugs.find(label, text)
        if slug is None:
            reason = f"{quote(text)} is no {label} of the registry, neither of `{plain.row.namespace}` nor of all"
            plain.problems.append(Problem(column, reason, text))
        return slug or text
    understood = understand(label, text)
    if understood.certain:
        named.append(Named(column, text, label, understood.certain))
        return understood.certain.cell
    plain.problems.append(_problem(column, label, understood))
    return _stand_in(label, text)


def _problem(column: str, label: str, understood: Understanding) -> Problem:
    reason = f"{quote(understood.text)} {understood.reason}"
    return Problem(column, reason, understood.text, understood.ambiguous, understood.candidates, label)


def _stand_in(label: str, text: str) -> str:
    return "1" if label == "City" else stable_id("univ" if label == "University" else "offi", text)
