"""What is known of the institutions, as columns in the order of their rows."""

import hashlib
from collections.abc import Iterable
from copy import copy
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.model.facts import UniversityFacts
from matching.model.fields import Column, column
from matching.model.records import Table
from matching.model.sparse import Mask, Matrix, Rows, Vector, matrix, neighbours, unit_rows
from matching.subjects import BROAD, hinted_fields, names_a_university, with_parents

BANDS = ("UNDER_5K", "FROM_5K_TO_15K", "FROM_15K_TO_30K", "OVER_30K")
UNKNOWN_BAND = -1
MANY_BROAD_FIELDS = 5  # of the ten or eleven of ISCED-F: an institution of many subjects


def is_among(numbers: Rows, names: tuple[str, ...], wanted: frozenset[str]) -> Mask:
    """Where a column of indices into `names` has one of those wanted."""
    return np.isin(numbers, [number for number, name in enumerate(names) if name in wanted])


def _places(names: tuple[str, ...], values: list[str]) -> Rows:
    """For each value its place among the names."""
    place = {name: number for number, name in enumerate(names)}
    return np.asarray([place[value] for value in values], dtype=np.int64)


def _is_comprehensive(declared: tuple[str, ...], fields: tuple[str, ...], name: str) -> bool:
    if declared:
        return len({code[:BROAD] for code in declared}) >= MANY_BROAD_FIELDS
    return not fields and names_a_university(name)


class Columns:
    """Arrays over institutions; each is made when first asked for."""

    def __init__(self, universities: Table[UniversityFacts], home_country: str) -> None:
        self._universities = universities
        self._home_country = home_country

    def with_home_country(self, country: str) -> "Columns":
        """The same with another home country."""
        other = copy(self)
        other._home_country = country
        other.__dict__.pop("is_home", None)
        return other

    def _all(self, field: str) -> list[Any]:
        """The values of a field of all institutions."""
        return list(self._universities.column(field))

    def prepare(self) -> None:
        """Makes those of which every question needs some."""
        _ = (
            self.is_home,
            self.is_active,
            self.kind,
            self.band,
            self.directions,
            self.digest,
            self.is_hinted,
            self.is_comprehensive,
            self.has_fields,
            self.of_field,
        )

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """ISO codes, ascending."""
        return tuple(sorted(set(self._all("country"))))

    @cached_property
    def country(self) -> Rows:
        """Index into `countries`."""
        return _places(self.countries, self._all("country"))

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """ISO 3166-2 codes, ascending; empty for a region that is not known."""
        return tuple(sorted({region or "" for region in self._all("region")}))

    @cached_property
    def region(self) -> Rows:
        """Index into `regions`."""
        return _places(self.regions, [region or "" for region in self._all("region")])

    def country_of(self, row: int) -> str:
        """The country of an institution; empty where it is not known."""
        return self.countries[int(self.country[row])]

    def countries_of(self, rows: Rows) -> list[str]:
        """The countries of some institutions."""
        return [self.countries[number] for number in self.country[rows].tolist()]

    def in_country(self, code: str) -> Mask:
        """Which institutions stand in a country."""
        number = self.countries.index(code) if code in self.countries else -1
        return np.asarray(self.country == number)

    @cached_property
    def is_home(self) -> Mask:
        """Which stand in the agency's own country."""
        return self.in_country(self._home_country)

    @cached_property
    def is_active(self) -> Mask:
        """Which exist and can be approached. An institution without a country is on no side and cannot."""
        both = zip(self._all("status"), self._all("country"), strict=True)
        return np.asarray([status == "ACTIVE" and country != "" for status, country in both], dtype=bool)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of institutions, ascending."""
        return tuple(sorted(set(self._all("kind"))))

    @cached_property
    def kind(self) -> Rows:
        return _places(self.kinds, self._all("kind"))

    @cached_property
    def band(self) -> Rows:
        """Index into BANDS, or UNKNOWN_BAND."""
        number = {band: index for index, band in enumerate(BANDS)}
        bands = [number.get(band or "", UNKNOWN_BAND) for band in self._all("student_band")]
        return np.asarray(bands, dtype=np.int64)

    @cached_property
    def places(self) -> tuple[Vector, Vector]:
        """Latitudes and longitudes in degrees; nan where not known."""
        latitudes, longitudes = (np.asarray(self._all(name), dtype=np.float64) for name in ("latitude", "longitude"))
        return latitudes, longitudes

    @cached_property
    def directions(self) -> NDArray[np.float64]:
        """Institutions × 3: from the middle of the earth, of length one; nan where the place is not known."""
        latitudes, longitudes = map(np.radians, self.places)
        level = np.cos(latitudes)
        return np.column_stack((level * np.cos(longitudes), level * np.sin(longitudes), np.sin(latitudes)))

    def middle_of(self, country: str) -> tuple[float, float] | None:
        """Mean place of a country's institutions: stands in for one whose own place is not known."""
        latitudes, longitudes = self.places
        there = self.in_country(country) & ~np.isnan(latitudes) & ~np.isnan(longitudes)
        return (float(latitudes[there].mean()), float(longitudes[there].mean())) if there.any() else None

    @cached_property
    def digest(self) -> NDArray[np.uint64]:
        """64 bits of each id, for breaking ties without regard to fame or order of loading."""
        digests = [hashlib.blake2b(id.encode(), digest_size=8).digest() for id in self._all("id")]
        return np.frombuffer(b"".join(digests), dtype=np.uint64)

    @cached_property
    def is_hinted(self) -> Mask:
        """Which have no declared field, so that only their name may hint at some."""
        return np.asarray([not fields for fields in self._all("fields")], dtype=np.bool_)

    @cached_property
    def fields(self) -> Column:
        """Declared fields of each, or those at which its name hints."""
        both = zip(self._all("fields"), self._all("name"), strict=True)
        return column(tuple[str, ...], [fields or hinted_fields(name) for fields, name in both])

    @cached_property
    def is_comprehensive(self) -> Mask:
        """Which are of many subjects: by their declared fields, or as a name says university and hints at no field."""
        each = zip(self._all("fields"), self.fields, self._all("name"), strict=True)
        return np.asarray([_is_comprehensive(*facts) for facts in each], dtype=np.bool_)

    @cached_property
    def has_fields(self) -> Mask:
        """Of which fields are known, be it by hints."""
        return np.asarray([bool(fields) for fields in self.fields], dtype=np.bool_)

    @cached_property
    def field_codes(self) -> dict[str, int]:
        """The number of each code that some institution has, or has a narrower one of."""
        return {code: number for number, code in enumerate(sorted({*chain(*map(with_parents, self.fields))}))}

    @cached_property
    def field_profile(self) -> Matrix:
        """Institutions × ISCED-F codes with their parents, each row of length one."""
        codes = self.field_codes
        cells = [(row, codes[code]) for row, own in enumerate(self.fields) for code in with_parents(own)]
        where = np.asarray(cells, dtype=np.int64).reshape(-1, 2)
        shape = (len(self._universities), max(1, len(codes)))
        return unit_rows(matrix(where[:, 0], where[:, 1], np.ones(len(where)), shape))

    @cached_property
    def of_field(self) -> Matrix:
        """The same with codes for rows."""
        return self.field_profile.T.tocsr()

    def with_field(self, wanted: Iterable[str]) -> Mask:
        """Which have a field that lies in one of some codes: 0613 lies in 06."""
        found = np.zeros(len(self._universities), dtype=np.bool_)
        for code in wanted:
            if code in self.field_codes:
                found[neighbours(self.of_field, self.field_codes[code])] = True
        return found
