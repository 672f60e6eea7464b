"""What was compiled of one document: by operation, and by which of its @skip and @include hold."""

from collections.abc import Iterator

from cachetools import LRUCache
from graphql import DirectiveNode, DocumentNode, VariableNode, Visitor, visit

from resolvers.document import Document
from resolvers.executor import Compiled, RegistryExecutor, compiled_operation

MOST_VARIANTS = 16
"""Of one document. A client that varies @skip and @include in more ways is answered all the same."""
CONDITIONS = ("skip", "include")

Variant = tuple[str, tuple[object, ...]]


def conditions_of(document: DocumentNode) -> Iterator[str]:
    """The names of the variables that @skip and @include of a document depend on."""
    names: set[str] = set()

    class Names(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            if node.name.value in CONDITIONS:
                names.update(each.value.name.value for each in node.arguments or () if isinstance(each.value, VariableNode))

    visit(document, Names())
    yield from sorted(names)


class Variants:
    """Compiles an operation when it is asked for the second time: most documents of people are asked once.

    `at_once` compiles it the first time.
    """

    def __init__(self, conditions: tuple[str, ...] = (), *, at_once: bool = False) -> None:
        self.conditions = conditions
        self.at_once = at_once
        self._compiled: LRUCache[Variant, Compiled | None] = LRUCache(MOST_VARIANTS)
        self._seen: LRUCache[Variant, bool] = LRUCache(MOST_VARIANTS)

    def of(self, executor: RegistryExecutor) -> Compiled | None:
        """What is compiled of the operation that an executor is about to run; None for the stock executor."""
        name = executor.operation.name
        values = executor.variable_values.coerced
        variant = (name.value if name else "", tuple(values.get(each) for each in self.conditions))
        if variant in self._compiled:
            return self._compiled[variant]
        if not self.at_once and variant not in self._seen:
            self._seen[variant] = True
            return None
        document = Document(executor.schema, executor.fragment_definitions, executor.variable_values)
        self._compiled[variant] = made = compiled_operation(document, executor.operation)
        return made
