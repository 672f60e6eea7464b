"""Quotas: places that the state pays for."""

from graph.vocabularies.forms import ACADEMIC_YEAR
from graph.vocabularies.levels import LEVELS
from resolvers.quota import free_places
from schema.core.declare import by, computed, extends, many, node, one, stored
from schema.core.reported import Keyed


@node(prefix="quot", keys=("slug",), order=by("-academicYear"), plural="quotas")
class Quota(Keyed):
    """Places at Russian universities that the state pays for, given to a country for one year and level."""

    academic_year: str = stored(
        "Academic year in which the studies begin: `2026/2027`.", form=ACADEMIC_YEAR, indexed=True
    )
    level: str = stored("Level of the studies, `EQF5` to `EQF8`: bachelor is 6, master 7, doctor 8.", vocabulary=LEVELS)
    places: int = stored("How many places there are.", between=(0, 100_000))
    filled: int | None = stored("How many of them have been taken; none: it is not known yet.", between=(0, 100_000))
    free: int | None = computed("How many places are left; none: it is not known yet.", free_places)
    country = one("Country", "-[:GIVEN_TO]->", "The country whose citizens may take them.", required=True)
    office = one("Office", "-[:DISTRIBUTED_BY]->", "The office that chooses who gets them.")


@extends("Country")
class CountryQuota:
    """What leads from Country to here."""

    quotas = many("Quota", "<-[:GIVEN_TO]-", "State-paid places given to it, latest year first.",
                  order=by("-academicYear"))  # fmt: skip


@extends("Office")
class OfficeQuota:
    """What leads from Office to here."""

    quotas = many("Quota", "<-[:DISTRIBUTED_BY]-", "State-paid places that it distributes, latest year first.",
                  order=by("-academicYear"))  # fmt: skip
