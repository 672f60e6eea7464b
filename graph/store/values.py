"""Values as the driver gives them, made plain."""

from collections.abc import Mapping
from typing import Any

from neo4j.time import Date


def plain_values(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Properties with dates as ISO texts."""
    return {name: value.iso_format() if isinstance(value, Date) else value for name, value in properties.items()}
