"""Which institution, office or city a text of a partner's file names: taken only where it is certain.

An id of the registry or a slug is, and whatever is certain by the rules of `resolving.py`: an import and `resolve` give
one verdict on one text. The city of `г. Москва` is Москва.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.load.partners.understanding import NameCandidate, Understanding
from graph.store.store import Reader
from matching.model.reader import read_pages
from matching.model.statements import OFFICES, SUCCESSORS, UNIVERSITIES
from matching.names.identifiers import IdentifierRecord
from matching.names.index import NameHit, NameIndex
from matching.names.offices import house_names
from matching.names.reading import read_identifiers, read_names
from matching.names.resolving import Ambiguity, Certainty, Resolution, resolve
from matching.names.scores import MatchMethod, Tier
from matching.names.seats import GONE, TOWN, Seat, Seats, place_key
from matching.names.table import NameRecord

OFFICE_SLUGS = """
MATCH (o:Office)
CALL (o) {
  OPTIONAL MATCH (o)-[:HOUSED_IN]->(seat)
  WITH seat ORDER BY seat.id LIMIT 1
  RETURN seat.name AS city, seat.nameRu AS cityRu
}
RETURN o.id AS id, o.slug AS slug, o.kind AS kind, city, cityRu
ORDER BY id
"""

CITIES = """
MATCH (c:City) WHERE c.id IS :: STRING NOT NULL AND c.id > $after
WITH c ORDER BY c.id LIMIT $limit
CALL (c) { MATCH (c)-[:IN_COUNTRY]->(country) RETURN min(country.code) AS country }
WITH {id: c.id, name: c.name, nameRu: c.nameRu, geonames: c.geonamesId, country: country} AS row, c.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

STATEMENTS = {"office_slugs": OFFICE_SLUGS, "cities": CITIES}

ACTIVE = "ACTIVE"
KEYED = {"University": "by its id", "Office": "by its slug", "City": "by its GeoNames id"}
TAKEN = {
    MatchMethod.ACRONYM: "by its acronym",
    MatchMethod.SPELLING: "by another spelling of",
    MatchMethod.TOKENS: "by the words of",
    MatchMethod.DECLENSION: "by another case of",
    MatchMethod.CORRECTION: "by a mistyped form of",
    MatchMethod.ABBREVIATION: "by a shortened form of",
    MatchMethod.TRANSLATION: "by the Russian form of",
}
"""How a whole name that is not written as it stands is taken, if no other is like it."""
OFFERED = {
    MatchMethod.INITIALS: "by the initials of",
    MatchMethod.PREFIX: "as the beginning of",
    MatchMethod.INSIDE: "by a name within it,",
    MatchMethod.TOKENS: "as words of",
    MatchMethod.SEVERAL_NAMES: "by words of its names, one",
    MatchMethod.FUZZY: "as it is like",
}


REASONS = {
    Ambiguity.SEVERAL_ARE_LIKE_IT: "may be one of several",
    Ambiguity.NOT_CONFIRMED: "is only like a name, and nothing else in it confirms that",
    Ambiguity.SOMETHING_ELSE: "has something beside the name that is not of it",
    Ambiguity.NOT_WHOLE: "is not the whole name of any",
    Ambiguity.NOTHING_IS_LIKE_IT: "is not the whole name of any",
}


@dataclass(frozen=True, slots=True)
class Holder:
    """What can be named. `cell`: how rows name it."""

    id: str
    cell: str
    name: str
    country: str | None
    status: str = ACTIVE
    places: tuple[str, ...] = ()
    """Names of its city and region."""


@dataclass(slots=True)
class KnownNames:
    """The nodes of one label that can be named."""

    holders: dict[str, Holder]
    names: list[NameRecord]
    identifiers: list[IdentifierRecord] = field(default_factory=list)
    past: set[tuple[str, str]] = field(default_factory=set)
    keys: dict[str, str] = field(default_factory=dict)
    index: NameIndex = field(init=False)
    seats: Seats = field(init=False)

    def __post_init__(self) -> None:
        holders = self.holders.values()
        named = {(record.university, record.value) for record in self.names}
        shown = [(each.id, each.name) for each in holders if (each.id, each.name) not in named]
        records = [*self.names, *(NameRecord(id, name, "", "OFFICIAL", None) for id, name in shown)]
        current = {(record.university, record.value) for record in records if not record.until}
        self.past = {(each.university, each.value) for each in records if each.until} - current
        self.keys = {key: each.id for each in holders for key in (each.id, each.cell)}
        self.index = NameIndex(records, self.identifiers)
        seats = {each.id: Seat(each.country or "", "", frozenset(map(place_key, each.places))) for each in holders}
        self.seats = Seats(seats, [each.id for each in holders if each.status in GONE])


class Recogniser:
    """Understands texts by the names up to one change. Called with a label and a text."""

    def __init__(self, known: dict[str, KnownNames], successors: Iterable[tuple[str, str]]) -> None:
        self._known = known
        self._successors: defaultdict[str, list[str]] = defaultdict(list)
        for source, target in successors:
            self._successors[source].append(target)
        self._understood: dict[tuple[str, str], Understanding] = {}

    def __call__(self, label: str, text: str) -> Understanding:
        """What the text names among the nodes of the label."""
        key = (label, text)
        if key not in self._understood:
            self._understood[key] = self._understand(label, text)
        return self._understood[key]

    def _understand(self, label: str, text: str) -> Understanding:
        known = self._known[label]
        if text in known.keys:
            holder = known.holders[known.keys[text]]
            how = "by its id" if text == holder.id else KEYED[label]
            return Understanding(text, self._candidate(known, holder, how))
        found = resolve(known.index, text if label == "University" else TOWN.sub("", text), known.seats)
        if found.certainty is Certainty.CERTAIN:
            (hit,) = found.hits
            return Understanding(
                text, self._candidate(known, known.holders[hit.university], _describe_match(known, hit))
            )
        offered = tuple(
            self._candidate(known, known.holders[hit.university], _describe_candidate(known, hit)) for hit in found.hits
        )
        if found.certainty is Certainty.AMBIGUOUS:
            return Understanding(text, None, _reason(found), offered, ambiguous=True)
        return Understanding(text, None, f"is no {label} of the registry", offered)

    def _candidate(self, known: KnownNames, holder: Holder, how: str) -> NameCandidate:
        return NameCandidate(holder.id, holder.cell, holder.name, holder.country, how, self._note(known, holder))

    def _note(self, known: KnownNames, holder: Holder) -> str:
        after = [known.holders[id] for id in self._successors.get(holder.id, ()) if id in known.holders]
        if after:
            named = " and ".join(f"{each.name} ({each.id})" for each in after)
            return f"is {holder.name}, which has been succeeded by {named}; name that if it goes on there"
        return f"is {holder.name}, which is {holder.status}" if holder.status != ACTIVE else ""


def _reason(found: Resolution) -> str:
    """Why a text is not certain, in words."""
    if found.doubt is Ambiguity.SEVERAL_HAVE_IT:
        return f"is {'the identifier' if found.hits[0].how is MatchMethod.IDENTIFIER else 'a name'} of several"
    return REASONS[found.doubt or Ambiguity.NOT_WHOLE]


def _describe_match(known: KnownNames, hit: NameHit) -> str:
    if hit.how is MatchMethod.IDENTIFIER:
        return f"by {hit.value}"
    if hit.how is MatchMethod.EXACT:
        return "by its former name" if (hit.university, hit.value) in known.past else "by its name"
    return TAKEN[hit.how] + (f" `{hit.value}`" if hit.how is not MatchMethod.ACRONYM else "")


def _describe_candidate(known: KnownNames, hit: NameHit) -> str:
    if hit.how in OFFERED and (hit.how not in TAKEN or hit.score < Tier.TOKENS[1]):
        return f"{OFFERED[hit.how]} `{hit.value}`"
    return _describe_match(known, hit)


async def load_recogniser(reader: Reader) -> Recogniser:
    """Reads all that can be named."""
    names = await read_names(reader)
    houses = {row["id"]: row for row in await reader.rows(OFFICE_SLUGS, {})}
    universities = await read_pages(
        reader, UNIVERSITIES, lambda row: _holder(row, row["id"], row["status"], row["placeNames"])
    )
    offices = await read_pages(reader, OFFICES, lambda row: _house(row, houses[row["id"]]))
    identifiers = await read_identifiers(reader)
    known = {
        "University": _known_names(universities, names, identifiers),
        "Office": _known_names(offices, [*names, *_house_names(houses, offices, names)], ()),
    }
    cities = await read_pages(reader, CITIES, dict[str, Any])
    known["City"] = _known_names([_holder(row, str(row["geonames"])) for row in cities], _city_names(cities), ())
    successors = await reader.rows(SUCCESSORS, {})
    return Recogniser(known, [(row["source"], row["target"]) for row in successors])


def _holder(row: dict[str, Any], cell: str, status: str = ACTIVE, places: Sequence[str | None] = ()) -> Holder:
    return Holder(row["id"], cell, row["name"], row["country"], status, tuple(filter(None, places or ())))


def _house(row: dict[str, Any], house: dict[str, Any]) -> Holder:
    return _holder(row, house["slug"], places=(house["city"], house["cityRu"]))


def _known_names(holders: list[Holder], names: list[NameRecord], identifiers: Iterable[IdentifierRecord]) -> KnownNames:
    by_id = {each.id: each for each in holders}
    own = [record for record in names if record.university in by_id]
    return KnownNames(by_id, own, [record for record in identifiers if record.university in by_id])


def _house_names(
    houses: dict[str, dict[str, Any]], offices: list[Holder], names: list[NameRecord]
) -> Iterator[NameRecord]:
    own: defaultdict[str, list[str]] = defaultdict(list, {each.id: [each.name] for each in offices})
    for record in names:
        if record.university in houses:
            own[record.university].append(record.value)
    for id, row in houses.items():
        yield from house_names(id, row["kind"], own[id], [city for city in (row["city"], row["cityRu"]) if city])


def _city_names(cities: list[dict[str, Any]]) -> list[NameRecord]:
    return [NameRecord(row["id"], row["nameRu"], "ru", "OFFICIAL", None) for row in cities if row["nameRu"]]
