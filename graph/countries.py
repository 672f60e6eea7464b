"""Countries of ISO 3166-1 and their names, from Unicode's CLDR."""

import re
from functools import cache

from babel import Locale

CODE = re.compile(r"[A-Z]{2}")
NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""Codes that CLDR names and ISO 3166-1 does not assign to a country (Kosovo's XK, in wide use, stays)."""


@cache
def country_names(language: str) -> dict[str, str]:
    """Names of all countries in a language of the CLDR, by code."""
    return {
        code: name
        for code, name in Locale(language).territories.items()
        if CODE.fullmatch(code) and code not in NO_COUNTRY
    }


def is_country(code: str) -> bool:
    """Whether this is a country code of ISO 3166-1 alpha-2."""
    return code in country_names("en")
