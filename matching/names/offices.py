"""Other names of the agency's houses abroad: as people shorten them, and as they were called before."""

from collections.abc import Iterator

from matching.names.table import NameRecord

HOUSES = {
    "ru": ("Русский дом", "РЦНК", "Российский центр науки и культуры", "Русский дом науки и культуры"),
    "en": (
        "Russian House",
        "RCSC",
        "RCNK",
        "Russian Centre of Science and Culture",
        "Russian Center of Science and Culture",
        "Russian Centre for Science and Culture",
        "Russian Center for Science and Culture",
        "Russian House of Science and Culture",
    ),
}
"""What a house is called, by language; the first is how its name in the registry begins."""
HOUSE = "RUSSIAN_HOUSE"
ALIAS = "ALIAS"


def house_names(id: str, kind: str | None, names: list[str], cities: list[str]) -> Iterator[NameRecord]:
    """Other names of an office of this kind: of a house, each with what stands behind its first, and with its cities.

    `Русский дом в Ташкенте` of Ташкент is also `РЦНК в Ташкенте` and `РЦНК Ташкент`.
    """
    if kind != HOUSE:
        return
    for language, houses in HOUSES.items():
        behind = [name.removeprefix(houses[0]) for name in names if name.startswith(f"{houses[0]} ")]
        for house in houses:
            for rest in dict.fromkeys([*behind, *(f" {city}" for city in cities)]):
                yield NameRecord(id, f"{house}{rest}", language, ALIAS, None)
