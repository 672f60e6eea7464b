"""The model of this program, for all that writes and reads the graph.

Declarations stand in `schema/`, above the graph, which knows nothing of them: `schema/nouns.py` hands their model over
when it is imported.
"""

from graph.model import EdgeType, Model, NodeType

_declared: list[Model] = []


def declare_model(model: Model) -> None:
    """Makes this the model of the program, in place of any other."""
    _declared[:] = [model]


def declared_model() -> Model:
    """The model of the program. Raises LookupError where no nouns have been declared."""
    if not _declared:
        raise LookupError("no nouns are declared: import schema.nouns first")
    return _declared[0]


def node_type_of(label: str) -> NodeType:
    """What nodes with this label are. Raises KeyError where there is no such label."""
    return declared_model().types[label]


def edge_type_of(name: str) -> EdgeType:
    """What relationships of this type are. Raises KeyError where there is no such type."""
    return declared_model().edges[name]


def values_of(label: str, name: str) -> tuple[str, ...]:
    """The values that a property of nodes with this label may have, in the order of its enumeration."""
    return node_type_of(label).properties[name].values
