"""Only rows that may be found by their words are compared: no other would have been found."""

from collections import Counter

import numpy as np
import pytest

from matching.names.table import NameTable, name_table
from matching.names.token_search import SHARE_NEEDED, match_tokens
from matching.names.words import words_of
from tests.matching.test_names import NAMES


@pytest.fixture(scope="module")
def table() -> NameTable:
    return name_table(sorted(NAMES), Counter(), {})


def found(table: NameTable, text: str, also: list[int]) -> dict[int, tuple[float, float, bool, bool]]:
    """What is known of the rows that are found."""
    tokens = match_tokens(table, words_of(text), np.array(also, np.int32))
    enough = (tokens.share >= SHARE_NEEDED) | tokens.complete | tokens.several
    return {
        int(row): (float(share), float(name_share), bool(complete), bool(several))
        for row, share, name_share, complete, several, is_enough in zip(
            tokens.rows, tokens.share, tokens.name_share, tokens.complete, tokens.several, enough, strict=True
        )
        if is_enough
    }


@pytest.mark.parametrize(
    "text",
    [
        "state university",
        "Michigan State Univ",
        "university",
        "Kazan Fedral University",
        "State University of Tokyo Science",
        "MSU Ломоносова",
        "Moscow государственный",
        "of the",
        "u",
        "nowhere",
        "King Brookes",
        "Oxfrod Brookes Univ",
    ],
)
def test_rows_left_out_would_not_be_found(text: str, table: NameTable) -> None:
    assert found(table, text, []) == found(table, text, [*range(len(table.names))])


def test_rows_without_a_telling_word_are_left_out(table: NameTable) -> None:
    tokens = match_tokens(table, words_of("Michigan University"), np.zeros(0, np.int32))
    assert {table.names[row].university for row in tokens.rows.tolist()} == {"michigan"}
