"""Words that people write for the values of a property."""

from collections.abc import Mapping, Sequence

from graph.declared import values_of
from graph.folding import fold


def meanings_of(label: str, name: str, words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What people write for the values of a property, folded → the value. `words`: value → others for it."""
    return {fold(word): value for value in values_of(label, name) for word in (value, *words.get(value, ()))}
