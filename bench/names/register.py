"""The names of a ROR dump, as the registry would hold them."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from graph.folding import fold, fold_identifier
from graph.load.report import Rejected
from graph.load.ror_file import raw_records
from graph.load.ror_record import Institution, institution
from matching.names.identifiers import IdentifierRecord
from matching.names.table import NameRecord


@dataclass(frozen=True, slots=True)
class Register:
    """Names and identifiers of all institutions, their countries, and who has each folded name."""

    names: list[NameRecord]
    identifiers: list[IdentifierRecord]
    country: dict[str, str]
    holders: dict[str, set[str]]

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
    country = {each.ror: each.places[0].country for each in found if each.places}
    return Register(names, identifiers, country, dict(holders))


def _record(numbered: tuple[int, object]) -> Institution | None:
    try:
        return None if isinstance(numbered[1], Rejected) else institution(numbered[1])
    except Rejected:
        return None
