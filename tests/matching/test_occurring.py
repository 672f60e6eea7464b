"""Floors for names as they occur: with what people write around them, and with what makes another name of one.

The sets are made from the register that stands beside the checkout; where it does not, this is skipped.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from bench.names.__main__ import BESIDE
from bench.names.register import Register, read_register
from graph.vocabularies.countries import country_names
from matching.names.index import NameIndex
from matching.names.resolving import Certainty, resolve
from matching.names.table import NameRecord
from matching.names.words import is_cyrillic, telling, words_of

pytestmark = pytest.mark.skipif(not BESIDE.exists(), reason="no register beside the checkout")

EACH = 150
SEED = 23
UNITS = ("Department of Physics", "School of Engineering", "Faculty of Law", "Robotics Laboratory")
Made = Callable[[Register, NameRecord], str]


def city_of(register: Register, name: NameRecord) -> str:
    return register.places[name.university][0]


def country_of(register: Register, name: NameRecord) -> str:
    return country_names("en")[register.seats.of(name.university).country]


def elsewhere(register: Register, name: NameRecord) -> str:
    return "Iceland" if register.seats.of(name.university).country != "IS" else "Chile"


AROUND: dict[str, Made] = {
    "city and country": lambda r, n: f"{n.value}, {city_of(r, n)}, {country_of(r, n)}",
    "address": lambda r, n: f"{n.value}, 12 Main Street, {city_of(r, n)}, 10115, {country_of(r, n)}",
    "unit": lambda r, n: f"{UNITS[len(n.value) % len(UNITS)]}, {n.value}, {country_of(r, n)}",
    "capitals": lambda r, n: n.value.upper(),
    "footnote": lambda r, n: f"{n.value}†, {country_of(r, n)}",
    "entity": lambda r, n: f"{n.value} &amp; {n.value}".split(" &")[0] + "&nbsp;",
}
FORMS: dict[str, Made] = {
    "legal form": lambda r, n: f"ФГБОУ ВО «{n.value}»",
    "legal form and owner": lambda r, n: f"ФГАОУ ВО «{n.value}» Минобрнауки России",
    "honour": lambda r, n: f"{n.value} (национальный исследовательский университет)",
}
ANOTHER: dict[str, Made] = {
    "another country": lambda r, n: f"{n.value} ({elsewhere(r, n)})",
    "another word": lambda r, n: f"{n.value.split()[0]} Metropolitan {' '.join(n.value.split()[1:])}",
    "a school of it": lambda r, n: f"Northern School of {n.value} Graduates",
}


@dataclass(frozen=True, slots=True)
class Asked:
    register: Register
    index: NameIndex
    latin: list[NameRecord]
    russian: list[NameRecord]


@pytest.fixture(scope="module")
def asked() -> Asked:
    register, rng = read_register(BESIDE), random.Random(SEED)
    own = [each for each in register.names if _is_plain(register, each)]
    shuffled = rng.sample(own, len(own))
    latin = [each for each in shuffled if each.value.isascii()][:EACH]
    russian = [each for each in shuffled if each.language == "ru" and is_cyrillic(each.value)][:EACH]
    return Asked(register, NameIndex(register.names, register.identifiers), latin, russian)


def _is_plain(register: Register, name: NameRecord) -> bool:
    """Whether it is the name of one institution alone whose place is known, of several words and no marks."""
    return (
        name.kind != "ACRONYM"
        and register.is_of_one(name)
        and bool(register.places.get(name.university))
        and len(words_of(name.value)) > 2
        and len(telling(words_of(name.value))) > 1
        and not set(name.value) & set(",;()-–/\"«»:&'")
    )


def told(asked: Asked, names: list[NameRecord], made: Made) -> Iterator[tuple[bool, bool]]:
    """Of each name, whether its institution stands first, and whether that is certain."""
    for name in names:
        answer = resolve(asked.index, made(asked.register, name), asked.register.seats)
        first = bool(answer.hits) and answer.hits[0].university == name.university
        yield first, answer.certainty is Certainty.CERTAIN


@pytest.mark.parametrize("kind", AROUND)
def test_name_is_found_among_what_stands_around_it(kind: str, asked: Asked) -> None:
    found = list(told(asked, asked.latin, AROUND[kind]))
    assert sum(first for first, _ in found) >= 0.97 * EACH
    assert sum(certain for _, certain in found) >= 0.9 * EACH
    assert all(first for first, certain in found if certain)


@pytest.mark.parametrize("kind", FORMS)
def test_russian_name_is_found_in_its_legal_form(kind: str, asked: Asked) -> None:
    found = list(told(asked, asked.russian, FORMS[kind]))
    assert sum(first and certain for first, certain in found) >= 0.9 * EACH
    assert all(first for first, certain in found if certain)


@pytest.mark.parametrize("kind", ANOTHER)
def test_what_makes_another_name_is_never_certain(kind: str, asked: Asked) -> None:
    assert not any(certain for _, certain in told(asked, asked.latin, ANOTHER[kind]))
