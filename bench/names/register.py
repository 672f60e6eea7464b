"""The names of a ROR dump, as the registry would hold them."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graph.folding import fold, fold_identifier
from graph.load.report import RejectedError
from graph.load.ror_file import raw_records
from graph.load.ror_record import Institution, institution
from matching.names.identifiers import IdentifierRecord
from matching.names.seats import GONE, NOWHERE, Seat, Seats, place_key
from matching.names.table import NameRecord


@dataclass(frozen=True, slots=True)
class Register:
    """Names and identifiers of all institutions, where they are, who has each folded name, and how each is shown."""

    names: list[NameRecord]
    identifiers: list[IdentifierRecord]
    seats: Seats
    holders: dict[str, set[str]]
    name_of: dict[str, str]
    places: dict[str, list[str]]
    """Of each institution that has one, the cities of its seats."""

    def is_of_one(self, name: NameRecord) -> bool:
        """Whether nobody else has the name: else there is no right answer to it."""
        return len(self.holders[fold(name.value)]) == 1


def read_register(path: Path) -> Register:
    """The register of a dump; records that an import would reject are left out."""
    found = [each for each in map(_record, raw_records(path)) if each]
    names = [
        NameRecord(each.ror, value, language, kind, None) for each in found for value, language, kind in each.names
    ]
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        holders[fold(name.value)].add(name.university)
    identifiers = [
        IdentifierRecord(each.ror, fold_identifier(scheme, value))
        for each in found
        for scheme, value in [("ROR", each.ror), *each.identifiers, *(("DOMAIN", domain) for domain in each.domains)]
    ]
    places = {each.ror: [place.name for place in each.places] for each in found if each.places}
    name_of = {each.ror: each.name for each in found}
    return Register(
        names,
        identifiers,
        Seats({each.ror: _seat(each) for each in found}, [each.ror for each in found if each.status in GONE]),
        dict(holders),
        name_of,
        places,
    )


def _seat(institution: Institution) -> Seat:
    if not institution.places:
        return NOWHERE
    place = institution.places[0]
    named = frozenset(place_key(name) for name in (place.name, place.name_ru, place.region_name) if name)
    return Seat(place.country, place.region or "", named)


def _record(numbered: tuple[int, object]) -> Institution | None:
    try:
        return None if isinstance(numbered[1], RejectedError) else institution(numbered[1])
    except RejectedError:
        return None
