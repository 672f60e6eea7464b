"""A larger register than there is: real names of institutions with words exchanged.

The vocabulary grows about as it does in the register itself, where twice as many institutions have 1.7 times as many
words: so lists of rows are as long, and words as many, as they would be.
"""

import random
from collections import defaultdict
from collections.abc import Iterator

from bench.names.distortions import script_of
from bench.names.register import Register
from graph.folding import fold
from matching.names.identifiers import IdentifierRecord
from matching.names.seats import Seats
from matching.names.table import NameRecord
from matching.names.words import KIND_WORDS, STOP_WORDS

SEED = 11
JOINED = 0.5  # share of the exchanged words that nobody has yet: half of one word, half of another
Key = tuple[str, bool, str]  # country, acronym or not, script


def enlarge(register: Register, institutions: int) -> Register:
    """The register with invented institutions until there are so many.

    Each has the names of a real one. In each, one word is exchanged for one that an institution of the country has in
    the same script, or for halves of both.
    """
    rng = random.Random(SEED)
    names_of: defaultdict[str, list[NameRecord]] = defaultdict(list)
    for name in register.names:
        names_of[name.university].append(name)
    keys_of: defaultdict[str, list[str]] = defaultdict(list)
    for university, key, *_ in register.identifiers:
        keys_of[university].append(key)
    words = _words(register)
    names, identifiers, seats = [*register.names], [*register.identifiers], dict(register.seats.by_id)
    real = sorted(seats)
    for number in range(institutions - len(real)):
        model, made = rng.choice(real), f"made-{number:06}"
        seats[made] = seats[model]
        names += [
            name._replace(university=made, value=_rename(name.value, words[_key(register, name)], rng))
            for name in names_of[model]
        ]
        identifiers += [IdentifierRecord(made, key.replace(":", f":{number}", 1)) for key in keys_of[model]]
    return Register(names, identifiers, Seats(seats), {}, {}, {})


def _words(register: Register) -> dict[Key, list[str]]:
    """Words that tell institutions apart, as often as they occur."""
    found: defaultdict[Key, list[str]] = defaultdict(list)
    for name in register.names:
        found[_key(register, name)] += _telling_words(name.value)
    return found


def _key(register: Register, name: NameRecord) -> Key:
    return register.seats.of(name.university).country, name.kind == "ACRONYM", script_of(name.value)


def _telling_words(text: str) -> Iterator[str]:
    return (word for word in text.split() if fold(word) not in KIND_WORDS and fold(word) not in STOP_WORDS)


def _rename(text: str, words: list[str], rng: random.Random) -> str:
    own = [*_telling_words(text)]
    if not own:
        return text
    out, into = rng.choice(own), rng.choice(words)
    if rng.random() < JOINED:
        into = out[: (len(out) + 1) // 2] + into[len(into) // 2 :]
    return " ".join(into if word == out else word for word in text.split())
