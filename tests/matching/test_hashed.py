"""Hashes of keys: the same everywhere, those of an array the same as those of one key, and none for nothing."""

from matching.names.hashed import HashedRows, hash_of, hash_of_bag, hashes_of

KEYS = ["", "kazan", "казань", "武", "fk", "a b", "kazan"]
KAZAN = 4_889_516_150_333_940_543


def test_hashes_are_the_same_on_every_machine() -> None:
    assert hash_of("казань") == KAZAN


def test_many_keys_have_the_hashes_of_each() -> None:
    assert hashes_of(KEYS).tolist() == [hash_of(key) for key in KEYS]


def test_texts_that_lie_alike_in_memory_have_different_hashes() -> None:
    assert hash_of("武") != hash_of("fk")


def test_nothing_adds_nothing_to_a_bag() -> None:
    assert hash_of("") == 0 == hash_of_bag([])


def test_a_bag_is_the_sum_that_an_array_makes() -> None:
    words = [f"word {number}" for number in range(50)]
    assert hash_of_bag(words) == hash_of_bag(reversed(words)) == hashes_of(words).sum()


def test_rows_of_a_key_stand_as_they_were_given() -> None:
    table = HashedRows(hashes_of(KEYS), range(len(KEYS)))
    assert table.rows(hash_of("kazan")).tolist() == [1, 6]
    assert table.rows_of_any(hashes_of(["fk", "kazan", "nowhere"])).tolist() == [4, 1, 6]
