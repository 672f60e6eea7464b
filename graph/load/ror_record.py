"""One record of ROR schema v2, checked field by field and turned into the model's words."""

import datetime
import math
import re
from dataclasses import dataclass
from typing import Any

from babel.languages import get_official_languages

from graph.load.places import Place
from graph.load.report import RejectedError
from graph.load.ror_kind import kind_of
from graph.vocabularies.countries import is_country

ROR_URL = re.compile(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SUBDIVISION = re.compile(r"[A-Z0-9]{1,3}")
STATUSES = ("active", "inactive", "withdrawn")
SCHEMES = {"wikidata": "WIKIDATA", "isni": "ISNI", "grid": "GRID", "fundref": "FUNDREF"}
NAME_TYPES = ("ror_display", "label", "alias", "acronym")
RELATIONS = ("parent", "child", "successor", "predecessor", "related")
LAST_YEAR = 2100
MISSING = object()


@dataclass(frozen=True, slots=True)
class Institution:
    """What a record says. `names`: value, language, kind; `relations`: type and ROR id of the other."""

    ror: str
    name: str
    kind: str
    status: str
    founded: int | None
    website: str | None
    checked: str | None
    names: tuple[tuple[str, str, str], ...]
    identifiers: tuple[tuple[str, str], ...]
    domains: tuple[str, ...]
    places: tuple[Place, ...]
    relations: tuple[tuple[str, str], ...]


def institution(raw: object) -> Institution:
    """The record as an Institution. Raises RejectedError with the first field that is wrong."""
    record = _object(raw, "record")
    ror = _match_text(record, "id", ROR_URL, "is not a ROR id (https://ror.org/0…)")
    relations = tuple(_relation(item, where) for item, where in _items(record, "relationships"))
    places = tuple(_place(item, where) for item, where in _items(record, "locations"))
    display, names = _names(record, places[0].country if places else None)
    return Institution(
        ror=ror,
        name=display,
        kind=_kind(record, display, relations),
        status=_status(record, relations),
        founded=_year_founded(record),
        website=_website(record),
        checked=_last_modified(record),
        names=names,
        identifiers=tuple(pair for item, where in _items(record, "external_ids") for pair in _identifiers(item, where)),
        domains=tuple(_text(item, where) for item, where in _items(record, "domains")),
        places=places,
        relations=relations,
    )


def ror_of(raw: object) -> str | None:
    """The id that a record claims, for a report about it; None where it has none."""
    claimed = raw.get("id") if isinstance(raw, dict) else None
    return claimed if isinstance(claimed, str) else None


def _kind(record: dict[str, Any], name: str, relations: tuple[tuple[str, str], ...]) -> str:
    types = [_text(item, where) for item, where in _items(record, "types")]
    return kind_of(types, name, any(type == "parent" for type, _ in relations))


def _status(record: dict[str, Any], relations: tuple[tuple[str, str], ...]) -> str:
    status = record.get("status", MISSING)
    if status not in STATUSES:
        raise RejectedError("status", "is missing" if status is MISSING else f"is not one of {', '.join(STATUSES)}")
    if status == "inactive":
        return "MERGED" if any(type == "successor" for type, _ in relations) else "CLOSED"
    return str(status).upper()


def _names(record: dict[str, Any], country: str | None) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """The display name and all names.

    A `label` (or display name) is OFFICIAL. One in English is ENGLISH where English is no official language of the
    country (Unicode's CLDR) and the institution has a label in another language.
    """
    said = [_name(item, where) for item, where in _items(record, "names")]
    if not said:
        raise RejectedError("names", "is missing or empty")
    display = next((value for value, _, types in said if "ror_display" in types), None)
    if display is None:
        raise RejectedError("names", "has no name of type ror_display")
    labels = {language for _, language, types in said if types & {"label", "ror_display"}}
    translated = bool(labels - {"en", "und"}) and not _speaks_english(country)
    return display, tuple((value, language, _name_kind(language, types, translated)) for value, language, types in said)


def _name_kind(language: str, types: set[str], translated: bool) -> str:
    if types & {"label", "ror_display"}:
        return "ENGLISH" if language == "en" and translated else "OFFICIAL"
    return "ACRONYM" if "acronym" in types else "ALIAS"


def _speaks_english(country: str | None) -> bool:
    return country is not None and "en" in get_official_languages(country, de_facto=True)


def _name(item: object, where: str) -> tuple[str, str, set[str]]:
    name = _object(item, where)
    value = " ".join(_text(name.get("value"), f"{where}.value").split())
    language = name.get("lang")
    if language is None:
        language = "und"
    elif not isinstance(language, str) or not LANGUAGE.fullmatch(language):
        raise RejectedError(f"{where}.lang", "is not a language code")
    types = {_text(each, there) for each, there in _items(name, "types", where)}
    if not types & set(NAME_TYPES):
        raise RejectedError(f"{where}.types", f"names none of {', '.join(NAME_TYPES)}")
    return value, language, types


def _identifiers(item: object, where: str) -> list[tuple[str, str]]:
    entry = _object(item, where)
    scheme = SCHEMES.get(_text(entry.get("type"), f"{where}.type"))
    values = [_text(value, there) for value, there in _items(entry, "all", where)]
    return [(scheme, value) for value in values] if scheme else []


def _place(item: object, where: str) -> Place:
    location = _object(item, where)
    geonames = location.get("geonames_id")
    if not isinstance(geonames, int) or isinstance(geonames, bool) or geonames <= 0:
        raise RejectedError(f"{where}.geonames_id", "is not a GeoNames number")
    details = _object(location.get("geonames_details"), f"{where}.geonames_details")
    country = details.get("country_code")
    if not isinstance(country, str) or not is_country(country):
        raise RejectedError(f"{where}.country_code", "is not a country code of ISO 3166-1")
    subdivision = details.get("country_subdivision_code")
    if subdivision is not None and not (isinstance(subdivision, str) and SUBDIVISION.fullmatch(subdivision)):
        raise RejectedError(f"{where}.country_subdivision_code", "is not a subdivision code of ISO 3166-2")
    region_name = details.get("country_subdivision_name")
    return Place(
        geonames=geonames,
        name=_text(details.get("name"), f"{where}.name"),
        latitude=_degrees(details.get("lat"), f"{where}.lat", 90),
        longitude=_degrees(details.get("lng"), f"{where}.lng", 180),
        country=country,
        region=f"{country}-{subdivision}" if subdivision else None,
        region_name=_text(region_name, f"{where}.country_subdivision_name") if region_name else None,
    )


def _relation(item: object, where: str) -> tuple[str, str]:
    relation = _object(item, where)
    type = _text(relation.get("type"), f"{where}.type")
    if type not in RELATIONS:
        raise RejectedError(f"{where}.type", f"is not one of {', '.join(RELATIONS)}")
    return type, _match_text(relation, "id", ROR_URL, "is not a ROR id (https://ror.org/0…)", where)


def _year_founded(record: dict[str, Any]) -> int | None:
    year = record.get("established")
    if year is None:
        return None
    if not isinstance(year, int) or isinstance(year, bool) or not 0 < year <= LAST_YEAR:
        raise RejectedError("established", "is not a year")
    return year


def _website(record: dict[str, Any]) -> str | None:
    for item, where in _items(record, "links"):
        link = _object(item, where)
        if link.get("type") == "website":
            return _match_text(link, "value", re.compile(r"https?://\S+"), "is not a web address (http…)", where)
    return None


def _last_modified(record: dict[str, Any]) -> str | None:
    """The day on which ROR last changed the record."""
    if record.get("admin") is None:
        return None
    where = "admin.last_modified"
    modified = _object(_object(record["admin"], "admin").get("last_modified"), where)
    day = _text(modified.get("date"), f"{where}.date")
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise RejectedError(f"{where}.date", "is not a date (YYYY-MM-DD)") from error


def _object(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RejectedError(where, "is missing" if value is None else "is not an object")
    return value


def _items(value: dict[str, Any], name: str, where: str = "") -> list[tuple[object, str]]:
    """The items of a list and what to call each; a missing list is empty."""
    field = f"{where}.{name}".lstrip(".")
    items = value.get(name)
    if items is not None and not isinstance(items, list):
        raise RejectedError(field, "is not a list")
    return [(item, f"{field}[{place}]") for place, item in enumerate(items or [])]


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise RejectedError(where, "is missing" if value is None else "is not text")
    if not value.strip():
        raise RejectedError(where, "is empty")
    return value.strip()


def _match_text(value: dict[str, Any], name: str, form: re.Pattern[str], reason: str, where: str = "") -> str:
    field = f"{where}.{name}".lstrip(".")
    text = _text(value.get(name), field)
    if not form.fullmatch(text):
        raise RejectedError(field, reason)
    return text


def _degrees(value: object, where: str, limit: int) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise RejectedError(where, "is not a number")
    if not math.isfinite(value) or abs(value) > limit:
        raise RejectedError(where, f"is not between -{limit} and {limit} degrees")
    return float(value)
