"""Versions of agreements: which facts are an agreement's own, their hash, and which differ between two states."""

import hashlib

import orjson

from graph.load.batch import Value
from graph.load.units import Unit

PROPERTIES = ("title", "kind", "status", "signed", "validFrom", "validTo", "renewal", "noticeMonths")
PARTIES = "parties"
LINKS = {PARTIES: "HAS_PARTY", "office": "SIGNED_BY", "amends": "AMENDS"}
"""Field of the agreement → the relationships that hold it."""
FIELDS = (*PROPERTIES, *LINKS)
"""The fields that versions compare, by their names in GraphQL."""

VersionFacts = dict[str, Value]


def facts_of(agreement: Unit) -> VersionFacts:
    """The agreement's own facts as GraphQL gives them, other nodes by their ids; what is missing is left out."""
    found: VersionFacts = {name: agreement.properties.get(name) for name in PROPERTIES}
    for name, type in LINKS.items():
        ids = [link.id for link in agreement.links if link.type == type]
        found[name] = ids if name == PARTIES else next(iter(ids), None)
    return {name: value for name, value in found.items() if value is not None}


def content_hash(facts: VersionFacts) -> str:
    """SHA-256 of the facts as canonical JSON (RFC 8785: sorted keys, no blanks, UTF-8), in hexadecimal digits."""
    return hashlib.sha256(orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)).hexdigest()


def changed_fields(before: VersionFacts, after: VersionFacts) -> list[str]:
    """The fields in which two states differ, in the order of `FIELDS`."""
    return [name for name in FIELDS if before.get(name) != after.get(name)]
