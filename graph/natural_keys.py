"""Natural keys: the one place that says from what the id of each loaded node is made."""

from graph.folding import fold_identifier
from graph.ids import stable_id


def university_id(scheme: str, value: str) -> str:
    """The institution that this identifier names: its ROR id where it has one, as a URL (`https://ror.org/…`)."""
    return stable_id("univ", scheme, value)


def institution_id(value: str) -> str:
    """The institution that a row names: by its ROR id, or by its id in this registry."""
    return value if value.startswith("univ_") else university_id("ROR", value)


def country_id(code: str) -> str:
    """ISO 3166-1 alpha-2."""
    return stable_id("ctry", code)


def region_id(code: str) -> str:
    """ISO 3166-2."""
    return stable_id("regn", code)


def city_id(geonames: int) -> str:
    """GeoNames id."""
    return stable_id("city", geonames)


def name_id(holder: str, value: str, language: str, kind: str) -> str:
    """One name of one holder."""
    return stable_id("name", holder, value, language, kind)


def identifier_id(scheme: str, value: str) -> str:
    """The same for all ways to write one identifier, as its unique key is."""
    return stable_id("iden", fold_identifier(scheme, value))


def status_id(office: str, since: str) -> str:
    """One status of an office: it has one at a time."""
    return stable_id("ofst", office, since)


def participation_id(event: str, university: str) -> str:
    """An institution takes part in an event once."""
    return stable_id("part", event, university)


def slug_id(prefix: str, slug: str) -> str:
    """Nodes known by a slug: offices, sources, people, events, agreements, contacts, intents."""
    return stable_id(prefix, slug)
