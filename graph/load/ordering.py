"""In which order things that need each other can be written."""

from collections import defaultdict
from collections.abc import Mapping

Needs = Mapping[int, set[int]]
"""Number of a thing → numbers of those that must be there before it, each of which is a key too."""


def order_by_needs(needs: Needs) -> tuple[list[int], set[int]]:
    """All but those that need each other in a circle, each after what it needs, else as they came; and the circle."""
    waiting = needs.keys() - set(_meet_needs(needs))
    backwards: dict[int, set[int]] = {each: set() for each in needs if each in waiting}
    for each in backwards:
        for other in needs[each] & waiting:
            backwards[other].add(each)
    circle = set(backwards) - set(_meet_needs(backwards))  # without those that only wait for one
    return _meet_needs({each: need - circle for each, need in needs.items() if each not in circle}), circle


def _meet_needs(needs: Needs) -> list[int]:
    """Those whose needs can be met, in an order in which they are."""
    left = {each: len(need) for each, need in needs.items()}
    needed_by: defaultdict[int, list[int]] = defaultdict(list)
    for each, need in needs.items():
        for other in need:
            needed_by[other].append(each)
    found = [each for each, count in left.items() if not count]
    for each in found:  # grows
        for other in needed_by[each]:
            left[other] -= 1
            if not left[other]:
                found.append(other)
    return found
