"""Terms are found with typing errors: the same as by a comparison with every term."""

import random

import numpy as np
import pytest
from rapidfuzz.distance import OSA

from matching.names.postings import Postings, errors_allowed
from matching.names.table import name_table
from matching.names.transliteration import skeleton
from tests.matching.test_names import NAMES

ALPHABETS = ("abcdeft", "абвгдежя", "mnopqrsuvwxyz0123")


def words(rng: random.Random, count: int) -> list[str]:
    """Words of few letters, so that many are near each other."""
    return ["".join(rng.choices(rng.choice(ALPHABETS), k=rng.choice((2, 4, 5, 7, 8, 12, 13)))) for _ in range(count)]


def mistyped(word: str, errors: int, rng: random.Random) -> str:
    """The word after so many typing errors."""
    for _ in range(errors):
        at, letter = rng.randrange(len(word)), rng.choice("abтя7")
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        word = rng.choice((word[:at] + word[at + 1 :], word[:at] + letter + word[at:], letter + word[1:], swapped))
        word = word or "a"
    return word


@pytest.fixture(scope="module")
def terms() -> list[str]:
    rng = random.Random(1)
    own = words(rng, 1_500)
    return sorted({*own, *(mistyped(word, rng.randint(1, 3), rng) for word in own)})


@pytest.fixture(scope="module")
def postings(terms: list[str]) -> Postings:
    return Postings(terms, np.ones(len(terms), np.int64), np.arange(len(terms), dtype=np.int32))


@pytest.mark.parametrize("seed", range(40))
def test_terms_near_a_mistyped_one_are_all_found(seed: int, terms: list[str], postings: Postings) -> None:
    rng = random.Random(seed)
    asked = mistyped(rng.choice(terms), rng.randint(0, 3), rng)
    found = {(terms[place], errors) for errors, places in postings.near(asked) for place in places.tolist()}
    compared = {(term, OSA.distance(asked, term)) for term in terms}
    assert found == {(term, errors) for term, errors in compared if 0 < errors <= errors_allowed(asked)}


@pytest.mark.parametrize("seed", range(40))
def test_terms_with_a_mistyped_beginning_are_all_found(seed: int, terms: list[str], postings: Postings) -> None:
    rng = random.Random(seed)
    begun = rng.choice([term for term in terms if len(term) > 7])[: rng.choice((5, 6, 7))]
    asked = begun[0] + mistyped(begun[1:], 1, rng)
    found = {terms[place] for _, places in postings.near_prefix(asked) for place in places.tolist()}
    near = {term for term in terms if term[0] == asked[0] and OSA.distance(asked, term[: len(asked)]) == 1}
    assert found == (near if len(asked) >= 5 else set())


def test_rows_of_several_terms_stand_term_by_term() -> None:
    postings = Postings(["a", "b", "c"], [2, 1, 3], np.array([4, 5, 6, 7, 8, 9], np.int32))
    assert postings.rows_at(np.array([2, 0])).tolist() == [7, 8, 9, 4, 5]
    assert postings.rows(*postings.exact("b")).tolist() == [6]
    assert postings.rows(*postings.exact("bb")).tolist() == []


def test_each_name_is_found_under_each_of_its_words_and_their_skeletons() -> None:
    table = name_table(sorted(NAMES), {}, {})
    assert len(table.names) & (len(table.names) - 1)  # no power of two, which would hide how numbers are put together
    for row in range(len(table.names)):
        for word in table.words.of(row):
            for term in filter(None, (word, skeleton(word))):
                assert row in table.terms.rows(*table.terms.exact(term)).tolist()
