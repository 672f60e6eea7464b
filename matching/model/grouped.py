"""Things by group: all in one array, each group a slice of it."""

from dataclasses import dataclass

import numpy as np

from matching.model.sparse import Numbers, Rows, starts_of


@dataclass(frozen=True, slots=True)
class Grouped:
    """`items` from `starts[group]` up to `starts[group + 1]` are those of a group."""

    starts: Numbers
    items: Numbers

    def of(self, group: int) -> Rows:
        """The items of a group."""
        found: Rows = self.items[self.starts[group] : self.starts[group + 1]].astype(np.int64)
        return found


def grouped(keys: Numbers, places: Numbers, items: Numbers) -> tuple[Rows, Grouped]:
    """The keys that there are, ascending, and `items[places]` of each, in the order of their places."""
    many = max(1, len(items))
    both = keys.astype(np.int64) * many + places
    both.sort()  # of one number that holds both: ten times as fast as sorting by two
    key, place = np.divmod(both, many)
    first = np.flatnonzero(np.diff(key, prepend=-1))
    return key[first], Grouped(np.append(first, len(key)).astype(items.dtype), items[place])


def numbered(groups: Numbers, places: Numbers, items: Numbers, count: int) -> Grouped:
    """The same for keys from 0 up to `count`, of which some may have nothing."""
    keys, found = grouped(groups, places, items)
    sizes = np.zeros(count, dtype=np.int64)
    sizes[keys] = np.diff(found.starts)
    return Grouped(starts_of(sizes).astype(items.dtype), found.items)
