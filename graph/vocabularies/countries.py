"""Countries of ISO 3166-1 and their names, from Unicode's CLDR, and the codes of their regions."""

import re
from functools import cache

from babel import Locale

from graph.folding import fold
from graph.vocabularies.vocabulary import Vocabulary, capitals

CODE = re.compile(r"[A-Z]{2}")
SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""Codes that CLDR names and ISO 3166-1 does not assign to a country (Kosovo's XK, in wide use, stays)."""


OTHER_NAMES = {
    "AE": ("UAE", "ОАЭ"),
    "BY": ("Republic of Belarus", "Республика Беларусь", "Белоруссия"),
    "CN": ("PRC", "People's Republic of China", "КНР", "Китайская Народная Республика"),
    "CZ": ("Czech Republic", "Чешская Республика"),
    "GB": ("UK", "Great Britain", "Великобритания", "Соединённое Королевство"),
    "IN": ("Republic of India", "Республика Индия"),
    "IR": ("Islamic Republic of Iran", "Исламская Республика Иран"),
    "KG": ("Kyrgyz Republic", "Кыргызская Республика", "Кыргызстан"),
    "KP": ("DPRK", "КНДР"),
    "KR": ("Korea", "Republic of Korea", "Корея", "Южная Корея"),
    "KZ": ("Republic of Kazakhstan", "Республика Казахстан"),
    "MD": ("Republic of Moldova", "Республика Молдова", "Молдавия"),
    "RU": ("Russian Federation", "Российская Федерация", "РФ"),
    "SY": ("Syrian Arab Republic", "Сирийская Арабская Республика"),
    "TJ": ("Republic of Tajikistan", "Республика Таджикистан"),
    "TM": ("Туркмения",),
    "TR": ("Turkey", "Türkiye", "Турецкая Республика"),
    "US": ("USA", "United States of America", "США", "Соединённые Штаты Америки"),
    "UZ": ("Republic of Uzbekistan", "Республика Узбекистан"),
    "VN": ("Viet Nam", "Socialist Republic of Vietnam", "СРВ", "Социалистическая Республика Вьетнам"),
}
"""Names in wide use beside those of the CLDR, in English and Russian, by code."""


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


LANGUAGES = ("en", "ru")
"""In which countries are understood by their names."""


def country_code(text: str) -> str | None:
    """The code of a country by its code or its name in English or Russian."""
    bare = text.strip()
    return bare if is_country(bare) else _codes().get(fold(bare))


@cache
def _codes() -> dict[str, str]:
    other = {fold(name): code for code, names in OTHER_NAMES.items() for name in names}
    return other | {fold(name): code for language in LANGUAGES for code, name in country_names(language).items()}


def _canonical_code(code: str) -> str | None:
    return written if is_country(written := capitals(code)) else None


def _label(code: str, language: str) -> str:
    return country_names(language).get(code, code)


def _canonical_region(code: str) -> str | None:
    return written if SUBDIVISION.fullmatch(written := capitals(code)) else None


COUNTRIES = Vocabulary("a country code of ISO 3166-1 (two letters)", _canonical_code, _label)
REGIONS = Vocabulary("a region code of ISO 3166-2", _canonical_region, lambda code, _: code)
