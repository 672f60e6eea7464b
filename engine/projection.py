"""Rows → the answer's tree, keyed by response keys, for the stock executor to read.

A projector is made once for what is asked and where the plan put it, and then applied to every row.
"""

from collections.abc import Callable
from typing import Any

from engine.readings import FieldAccess, FieldReader, Reading

Answer = dict[str, Any]

TYPE_KEY = "__type"
"""Where an answer of a node says its GraphQL type; no response key begins with two underscores but __typename."""


def projector(reading: Reading) -> Callable[[Any], Answer]:
    """Turns what is read (a row; the rows of a connection and its total) into the answer of what is asked."""
    readers = [(key, _reader(reading.of(key))) for key in reading.response_keys()]
    type_name = reading.type

    def project(read: Any) -> Answer:
        answer = {key: reader(read) for key, reader in readers}
        if type_name:
            answer[TYPE_KEY] = type_name
        return answer

    return project


def _reader(access: FieldAccess) -> FieldReader:
    read = access.read
    if access.below is None:
        return read
    project = projector(access.below)
    if access.many:
        return lambda given: [project(each) for each in read(given)]
    return lambda given: None if (found := read(given)) is None else project(found)
