"""Distinct texts in the order of their code points, as two arrays: a few bytes more than the letters themselves."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest as digest

from matching.model.sparse import Mask, Rows, starts_of

CodeArray = NDArray[np.int32]


class Texts(Sequence[str]):
    """Each text once, in order; its place is its code."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """`texts`: in any order, and as often as one likes."""
        parts = [text.encode() for text in sorted(set(texts))]
        self._set(np.frombuffer(b"".join(parts), np.uint8), starts_of(np.fromiter(map(len, parts), np.int64)))

    def _set(self, letters: NDArray[np.uint8], starts: Rows) -> None:
        self._letters = letters
        self._starts = starts if starts[-1] > np.iinfo(np.int32).max else starts.astype(np.int32)

    def __getstate__(self) -> dict[str, Any]:
        return {"_letters": self._letters, "_starts": self._starts}

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, code: int) -> str: ...
    @overload
    def __getitem__(self, code: slice) -> list[str]: ...
    def __getitem__(self, code: int | slice) -> str | list[str]:
        if isinstance(code, slice):
            return self.to_list()[code]
        starts, letters = self._views
        return str(letters[starts[code] : starts[code + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_list())

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Texts)
            and self._letters.tobytes() == other._letters.tobytes()
            and (np.array_equal(self._starts, other._starts))
        )

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _views(self) -> tuple[memoryview, memoryview]:
        """Where each begins, and the letters: numbers of views are Python's own, which is faster."""
        return self._starts.data, self._letters.data

    def to_list(self) -> list[str]:
        """All of them, faster than one by one."""
        letters, starts = self._letters.tobytes(), self._starts.tolist()
        if letters.isascii():
            whole = letters.decode()
            return [whole[first:end] for first, end in pairwise(starts)]
        return [letters[first:end].decode() for first, end in pairwise(starts)]

    def select(self, chosen: Mask) -> "Texts":
        found = Texts.__new__(Texts)
        sizes = np.diff(self._starts)
        found._set(self._letters[np.repeat(chosen, sizes)], starts_of(sizes[chosen]))
        return found

    def merge(self, others: "Texts") -> tuple["Texts", Rows, Rows]:
        """These and others, and what each of both has become. It is quick where the others are few."""
        places = [bisect_left(self, text) for text in others]
        is_new = [at == len(self) or self[at] != text for at, text in zip(places, others, strict=True)]
        new = [(at, text) for at, text, comes in zip(places, others, is_new, strict=True) if comes]
        added = np.asarray([at for at, _ in new], dtype=np.int64)
        mine = np.arange(len(self)) + np.searchsorted(added, np.arange(len(self)), "right")
        theirs = np.asarray(places, dtype=np.int64) + starts_of(np.asarray(is_new, dtype=np.int64))[:-1]
        return (self._insert(new) if new else self), mine, theirs

    def _insert(self, new: Sequence[tuple[int, str]]) -> "Texts":
        """These with some that come before the texts at some places."""
        letters, pieces, last = self._letters.tobytes(), [], 0
        parts = [text.encode() for _, text in new]
        for (at, _), part in zip(new, parts, strict=True):
            pieces += [letters[last : self._starts[at]], part]
            last = self._starts[at]
        sizes = np.insert(np.diff(self._starts), [at for at, _ in new], list(map(len, parts)))
        found = Texts.__new__(Texts)
        found._set(np.frombuffer(b"".join([*pieces, letters[last:]]), np.uint8), starts_of(sizes))
        return found


class Index:
    """Finds texts by their hashes, ten times as fast as by their order."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._mask = (1 << len(texts).bit_length()) - 1
        hashes = np.fromiter(map(digest, map(str.encode, texts)), np.uint64)
        bucket = (hashes & np.uint64(self._mask)).astype(np.int64)
        self._codes: CodeArray = np.argsort(bucket, kind="stable").astype(np.int32)
        self._starts: CodeArray = starts_of(np.bincount(bucket, minlength=self._mask + 1)).astype(np.int32)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_views"}

    @cached_property
    def _views(self) -> tuple[memoryview, memoryview]:
        return self._starts.data, self._codes.data

    def find(self, text: str) -> int | None:
        """The code of a text; none where it is not among them."""
        (starts, codes), bucket = self._views, digest(text.encode()) & self._mask
        for at in range(starts[bucket], starts[bucket + 1]):
            code: int = codes[at]
            if self._texts[code] == text:
                return code
        return None
