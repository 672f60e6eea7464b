"""ROR records made for tests."""

from pathlib import Path
from typing import Any

import orjson


def ror(number: int) -> str:
    return f"https://ror.org/0{number:06d}00"


def record(number: int, **changes: Any) -> dict[str, Any]:
    """A good record of schema v2; `changes` replace its fields."""
    return {
        "id": ror(number),
        "status": "active",
        "types": ["education"],
        "established": 1900 + number % 100,
        "domains": [f"u{number}.example.org"],
        "names": [
            {"value": f"University {number}", "lang": "en", "types": ["label", "ror_display"]},
            {"value": f"Университет {number}", "lang": "ru", "types": ["label"]},
            {"value": f"U{number}", "lang": None, "types": ["acronym"]},
        ],
        "external_ids": [{"type": "wikidata", "all": [f"Q{1000 + number}"], "preferred": None}],
        "links": [{"type": "website", "value": f"https://www.u{number}.example.org/en"}],
        "locations": [location(1000 + number % 7)],
        "relationships": [],
        "admin": {"last_modified": {"date": "2025-10-28", "schema_version": "2.1"}},
    } | changes


def location(geonames: int, **changes: Any) -> dict[str, Any]:
    details = {"country_code": "RU", "name": f"City {geonames}", "lat": 55, "lng": 37.5}
    details |= {"country_subdivision_code": "MOW", "country_subdivision_name": "Moscow"}
    return {"geonames_id": geonames, "geonames_details": details | changes}


def relation(type: str, number: int) -> dict[str, str]:
    return {"type": type, "id": ror(number), "label": f"University {number}"}


def write_lines(path: Path, records: list[Any]) -> Path:
    path.write_bytes(b"".join(orjson.dumps(each) + b"\n" for each in records))
    return path
