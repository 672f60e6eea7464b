"""The plan of one question: its roots, one statement, the parameters, and how its rows are read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graph.model import Model
from graph.plan.guard import Sight
from graph.plan.inline import settle
from graph.plan.kept import Statements
from graph.plan.selection import Root
from graph.plan.shape import AnyRootShape, ShapeBinding, shape_of
from graph.plan.statement import Statement, statement_of


@dataclass(frozen=True, slots=True)
class RootRows:
    """What a root gave: its rows (one more than the page where there are more), and its total where asked.

    A row is a list (graph/plan/row.py); that of an analysis is a map of its columns, in which nodes are such rows.
    """

    rows: list[Any]
    total: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement for all roots of a question."""

    shapes: tuple[AnyRootShape, ...]
    shaped: tuple[ShapeBinding, ...]
    statement: Statement
    parameters: dict[str, object]

    def with_values(self, first: int, values: Sequence[object]) -> "Plan":
        """The same with these values of its parameters, from the `first` on."""
        return replace(self, parameters=self.parameters | {f"p{first + at}": value for at, value in enumerate(values)})

    def rows_of(self, record: Sequence[object]) -> list[RootRows]:
        """The record of the statement, as the rows and total of each root; the rows are settled in place."""
        values = iter(record)
        found = []
        settlings = self.statement.settlings or ((),) * len(self.shapes)
        for shape, own in zip(self.shapes, settlings, strict=True):
            rows = next(values) if shape.rows else []
            total = next(values) if shape.total else None
            assert isinstance(rows, list) and (total is None or isinstance(total, int))
            if own:
                settle(rows, own)
            found.append(RootRows(rows, total))
        return found


class Planner:
    """Makes plans for one model, with a cache of statements by shape.

    `told`, where set, is told of every plan whether its statement was known.
    """

    def __init__(self, model: Model, told: Callable[[bool], None] | None = None) -> None:
        self.model = model
        self.told = told
        self._statements: Statements[tuple[Sight, tuple[AnyRootShape, ...]]] = Statements(partial(statement_of, model))

    def plan(self, roots: Sequence[Root], sight: Sight) -> Plan:
        """One statement that answers all roots to who may see so much; unless that is all, it also takes `$acl`."""
        parts = [shape_of(root) for root in roots]
        shapes = tuple(shape for shape, _, _ in parts)
        values = [value for _, _, own in parts for value in own]
        parameters = {f"p{index}": value for index, value in enumerate(values)}
        statement, known = self._statements.of((sight, shapes))
        if self.told:
            self.told(known)
        return Plan(shapes, tuple(shaped for _, shaped, _ in parts), statement, parameters)
