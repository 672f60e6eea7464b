"""Floors for names, on a set made from the register (`python -m bench.names`).

The register stands beside the checkout; where it does not, this is skipped.
"""

import pytest

from bench.names.__main__ import BESIDE, Told, cases, measure, total
from bench.names.register import read_register

pytestmark = pytest.mark.skipif(not BESIDE.exists(), reason="no register beside the checkout")

RECALL, PRECISION, BEHIND = 0.92, 0.995, 0.03
OF_KINDS = {
    ("mistyped", "latin"): 0.97,
    ("mistyped", "cyrillic"): 0.98,
    ("transliterated", "cyrillic"): 0.98,
    ("declined", "cyrillic"): 0.97,
    ("reordered", "latin"): 0.96,
    ("with country", "latin"): 0.99,
    ("held out", "latin"): 0.45,
}
EACH = 400


@pytest.fixture(scope="module")
def by_kind() -> dict[tuple[str, str], Told]:
    register = read_register(BESIDE)
    return measure(register, *cases(register, EACH))


def test_right_institution_stands_first(by_kind: dict[tuple[str, str], Told]) -> None:
    assert total(by_kind).recall >= RECALL


def test_what_is_taken_for_certain_is_right(by_kind: dict[tuple[str, str], Told]) -> None:
    assert total(by_kind).precision >= PRECISION
    assert total(by_kind).certain > total(by_kind).asked / 2


def test_cyrillic_is_no_worse_than_latin(by_kind: dict[tuple[str, str], Told]) -> None:
    assert total(by_kind, "cyrillic").recall >= total(by_kind, "latin").recall - BEHIND


@pytest.mark.parametrize("kind", OF_KINDS, ids=" ".join)
def test_each_kind_is_above_its_floor(kind: tuple[str, str], by_kind: dict[tuple[str, str], Told]) -> None:
    assert by_kind[kind].asked > 50
    assert by_kind[kind].recall >= OF_KINDS[kind]
