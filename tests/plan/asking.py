"""Questions asked of the planner without any store: what would be asked, as text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from engine.operation import Operations, Request
from graph.plan.guard import ACL, Sight
from graph.plan.plan import Plan
from graph.plan.selection import Root
from graph.store.store import Store
from matching.current import BuildStats
from matching.view import View
from process.registry import registry_of
from schema.query import assemble_schema
from settings import Settings


class NoView:
    """No read model: questions that need one are not asked here."""

    made: BuildStats | None = None
    trouble: str = ""

    def stop(self) -> None:
        pass

    async def current(self, sight: Sight = Sight.PUBLIC) -> View:
        raise AssertionError("a question of the planner needs no read model")


@dataclass
class EmptyStore:
    """Answers every statement of the planner as a store without data would, or with `rows` (by names)."""

    asked: list[tuple[list[Root], Plan]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    heavy: list[bool] = field(default_factory=list)

    async def read(
        self, statement: str, parameters: Mapping[str, object], *, heavy: bool = False, **_: Any
    ) -> list[Any]:
        self.heavy.append(heavy)
        plan = self.asked[-1][1]
        assert plan.statement.text == statement and plan.parameters | {ACL: parameters[ACL]} == parameters
        record: list[Any] = []
        for shape, shaped in zip(plan.shapes, plan.shaped, strict=True):
            rows = [[row.get(name) for name in shaped.places] for row in self.rows]
            record += [rows] * shape.rows + [0] * shape.total
        return record


@dataclass
class Planned:
    """What became of a document."""

    plans: list[Plan]
    roots: list[list[Root]]
    data: Any
    errors: list[dict[str, Any]]
    heavy: list[bool]
    """Of each statement, whether it may keep the store busy for long."""

    @property
    def texts(self) -> list[str]:
        """The statements, one for each root field."""
        return [plan.statement.text for plan in self.plans]

    @property
    def text(self) -> str:
        """The one statement."""
        assert not self.errors, self.errors
        (text,) = self.texts
        return text

    @property
    def parameters(self) -> dict[str, object]:
        """The parameters of the one statement."""
        (plan,) = self.plans
        return plan.parameters


async def planned(query: str, *, rows: list[dict[str, Any]] | None = None, **variables: Any) -> Planned:
    """Runs a document over an empty store and gives the plans."""
    store = EmptyStore(rows=rows or [])
    settings = Settings.model_construct()
    registry = replace(registry_of(cast(Store, store), settings), views=NoView())
    registry.watch = lambda roots, plan: store.asked.append((roots, plan))
    answer = await Operations(assemble_schema()[0], registry, settings).run(Request(query, variables))
    roots = [each for each, _ in store.asked]
    plans = [plan for _, plan in store.asked]
    return Planned(plans, roots, answer.body.get("data"), answer.body.get("errors", []), store.heavy)
