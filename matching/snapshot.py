"""The read model on the disk, so that a process has it in a second and shares the memory of its arrays with others.

A snapshot is a folder, written beside its place and renamed last: `arrays.npy` has the bytes of all arrays, one after
the other, which are mapped and never read into memory of one's own; `objects` has all else, pickled with places in the
arrays instead of them; `facts.json` says of which data and code it is, and the sums of both.
"""

import copyreg
import io
import json
import logging
import pickle
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from graph.changes.last import LastChange
from matching.codeprint import codeprint
from matching.memory import without_collector
from matching.model.moment import Moment
from matching.model.network import Network
from matching.names.index import NameIndex
from matching.names.russian import Russian
from matching.names.seats import Seats

log = logging.getLogger(__name__)

FORMAT = 1
ARRAYS, OBJECTS, FACTS = "arrays.npy", "objects", "facts.json"
ENDS = "ends"
"""What else has a sum: a place that is another would be read as other numbers."""
HALF_WRITTEN = "being-written-"
ALIGNED = 64
"""Bytes; where each array begins, so that no processor has to read across its lines."""
PROTOCOL = 5
"""Of pickle, the first one that leaves arrays aside."""
OURS = ("matching.", "graph.")
OTHERS = frozenset({
    "builtins.set", "builtins.frozenset", "collections.Counter", "collections.OrderedDict", "datetime.date",
    "numpy.dtype", "numpy.ndarray", "numpy._core.numeric._frombuffer", "numpy._core.multiarray._reconstruct",
    "numpy._core.multiarray.scalar", "scipy.sparse._csr.csr_array",
})  # fmt: skip
"""What beside our own classes may be made of a file: nothing of it does more than hold data."""


class Kept(NamedTuple):
    """What a snapshot holds: all of a view but its weights."""

    network: Network
    names: NameIndex
    russian: Russian
    seats: Seats


class SnapshotError(Exception):
    """A snapshot that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """What is said of a snapshot: its data, its code, the sums of its files, and where its arrays end."""

    version: LastChange
    code: str
    sums: dict[str, str]
    ends: list[tuple[int, int]]  # first byte of each array, and the byte after its last
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps({name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def from_json(cls, text: str) -> "SnapshotFacts":
        """Of JSON. Raises SnapshotError."""
        try:
            found = json.loads(text)
            return cls(LastChange(*found.pop("version")), **found)
        except (ValueError, TypeError, KeyError) as error:
            raise SnapshotError(f"{FACTS} is damaged: {error}") from None


class Snapshots:
    """The snapshots in a folder, of which there is one as a rule."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._refused: set[str] = set()

    def load(self, now: LastChange, *, is_own: bool = False) -> Kept | None:
        """The newest snapshot of this data, or of an older version of it; none where there is none that can be used.

        What is refused is told in the log, and what is loaded unless this process has just written it (`is_own`).
        It is looked at whole, as its sums say: a snapshot is never used in part.
        """
        for place in self._places():
            try:
                kept = _read(place, now)
            except (SnapshotError, OSError) as error:
                self.refuse(place.name, str(error))
            else:
                if not is_own:
                    log.info("snapshot loaded", extra={"last_change": kept.network.last_change.seq})
                return kept
        return None

    def refuse(self, snapshot: str, reason: str) -> None:
        """Tells the log, once, that a snapshot is not used."""
        if snapshot not in self._refused:
            log.warning("snapshot rejected", extra={"snapshot": snapshot, "reason": reason})
        self._refused.add(snapshot)

    def write(self, kept: Kept) -> bool:
        """Writes a snapshot and removes all others; whether that went well. Only who has the lease may do so."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=HALF_WRITTEN, dir=self.folder))
            _write(made, kept)
            version = kept.network.last_change
            place = self.folder / f"{version.seq:010}-{made.name.removeprefix(HALF_WRITTEN)}"
            made.rename(place)
        except (OSError, pickle.PicklingError, TypeError, AttributeError) as error:
            log.warning("snapshot not written", extra={"reason": str(error)})
            return False
        finally:
            self._remove_half_written()
        for other in self._places():
            if other != place:
                shutil.rmtree(other, ignore_errors=True)  # who has mapped it keeps it
        return True

    def _places(self) -> list[Path]:
        """Folders of snapshots, the newest first."""
        found = (each for each in self.folder.glob("*-*") if each.is_dir())
        return sorted((each for each in found if not each.name.startswith(HALF_WRITTEN)), reverse=True)

    def _remove_half_written(self) -> None:
        for each in self.folder.glob(f"{HALF_WRITTEN}*"):
            shutil.rmtree(each, ignore_errors=True)


def _read(place: Path, now: LastChange) -> Kept:
    facts = SnapshotFacts.from_json((place / FACTS).read_text())
    if facts.format != FORMAT or facts.code != codeprint():
        raise SnapshotError("it was written by other code")
    if facts.version.lineage != now.lineage or facts.version.seq > now.seq:
        raise SnapshotError("it is of other data")
    if _sum(_encode(facts.ends)) != facts.sums.get(ENDS):
        raise SnapshotError(f"{FACTS} is damaged: the places of the arrays are others")
    objects = (place / OBJECTS).read_bytes()
    try:
        arrays: NDArray[np.uint8] = np.load(place / ARRAYS, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise SnapshotError(f"{ARRAYS} is damaged: {error}") from None
    for name, content in ((OBJECTS, objects), (ARRAYS, arrays.data)):
        if _sum(content) != facts.sums.get(name):
            raise SnapshotError(f"{name} is damaged")
    parts = [arrays[first:end] for first, end in facts.ends]
    try:
        with without_collector():
            return Kept(*_Unpickler(io.BytesIO(objects), buffers=parts).load())
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError, LookupError) as error:
        raise SnapshotError(f"{OBJECTS} cannot be read: {error}") from None


def _write(place: Path, kept: Kept) -> None:
    buffers: list[pickle.PickleBuffer] = []
    with io.BytesIO() as objects:
        _Pickler(objects, PROTOCOL, buffer_callback=buffers.append).dump(tuple(kept))
        (place / OBJECTS).write_bytes(objects.getbuffer())
        sums = {OBJECTS: _sum(objects.getbuffer())}
    views = [each.raw() for each in buffers]
    ends = _ends([each.nbytes for each in views])
    total = ends[-1][1] if ends else 0
    arrays = np.lib.format.open_memmap(place / ARRAYS, mode="w+", dtype=np.uint8, shape=(max(1, total),))
    for (first, end), view in zip(ends, views, strict=True):
        arrays[first:end] = view
    arrays.flush()
    sums |= {ARRAYS: _sum(arrays.data), ENDS: _sum(_encode(ends))}
    (place / FACTS).write_text(SnapshotFacts(kept.network.last_change, codeprint(), sums, ends).to_json())


def _ends(sizes: Sequence[int]) -> list[tuple[int, int]]:
    ends, first = [], 0
    for size in sizes:
        ends.append((first, first + size))
        first += size + -size % ALIGNED
    return ends


def _encode(ends: Sequence[Sequence[int]]) -> bytes:
    return json.dumps(ends).encode()


def _sum(content: bytes | memoryview) -> str:
    return xxhash.xxh3_128_hexdigest(content)


def restore(kind: type[Network | Moment], state: dict[str, Any]) -> Network | Moment:
    """What its `state` tells."""
    return kind.of_state(state)


def _reduce(thing: Network | Moment) -> tuple[Callable[..., Network | Moment], tuple[type, dict[str, Any]]]:
    return restore, (type(thing), thing.state())


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | dict.fromkeys((Network, Moment), _reduce)


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what snapshots hold."""

    def find_class(self, module: str, name: str) -> Any:
        """A class of ours, or one of OTHERS. Raises pickle.UnpicklingError."""
        known = f"{module}.{name}" in OTHERS or (module, name) == (__name__, restore.__name__)
        found = super().find_class(module, name) if known or module.startswith(OURS) else None
        if found is None or not (known or isinstance(found, type)):
            raise pickle.UnpicklingError(f"a snapshot holds no {module}.{name}")
        return found
