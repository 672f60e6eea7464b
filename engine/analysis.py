"""Analyses: from the document to one statement over the tables asked for, and from their rows to the answer.

An answer has sections: fields that a table fills, with its rows or, where it is no list, with its one row.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from graphql import FieldNode

from engine import cursors
from engine.document import Info, plain_values
from engine.fields import Catalogue, Computed, OwnedPart, Reference, Stored
from engine.projection import Answer, projector
from engine.read import Resolver, check_id, rows_of, selector_of
from engine.readings import OfNode, cut, page_info
from engine.selection import NodeAsk, Selector
from engine.variables import GREATEST_INT, Arguments
from errors import Code, RegistryError
from graph.ids import prefix_of
from graph.model import Sort
from graph.natural_keys import slug_id
from graph.plan.analysis import AnalysisTable
from graph.plan.plan import RootRows
from graph.plan.selection import AnalysisRoot, NodeSelection, Page, RelationSelection
from graph.plan.shape import ShapeBinding

DECIMALS = 6
"""Sums and means of fractions are told no finer than this: the stores add in different orders."""
PAGE_INFO = "pageInfo"
AnalysisRow = dict[str, Any]
Check = Callable[[Info, Arguments, str], Awaitable[Arguments]]
"""Turns the arguments of a field into parameters, and raises RegistryError for those that cannot be used."""


def analysis_field(type_name: str, sections: Mapping[str, AnalysisTable], check: Check, paged: str = "") -> Resolver:
    """The resolver of an analysis. `sections`: field of the answer → its table; `paged` is the one with pages."""

    async def resolve(_: object, info: Info, **given: Any) -> Answer:
        path, given = str(info.path.key), plain_values(given)
        checked = await check(info, given, path)
        arguments = {name: value for name, value in checked.items() if value is not None}
        page = None
        if paged:
            table = sections[paged]
            page = cursors.page_of(given, table.order, table.row, path)
        asking = _Asking(selector_of(info), arguments, sections, paged)
        readers = asking.answer(type_name, info.field_nodes, path)
        roots = asking.roots(page)
        found = {}
        if roots:
            plan, rows = await rows_of(info.context, list(roots.values()))
            told = zip(roots.items(), rows, plan.shaped, strict=True)
            found = {name: _cut_section(part, shaped, root.page) for (name, root), part, shaped in told}
        return {key: read(found) for key, read in readers}

    return resolve


@dataclass(frozen=True, slots=True)
class _Found:
    """What the store gave for a section; no page where all its rows come."""

    rows: list[AnalysisRow]
    more: bool
    shaped: ShapeBinding
    page: Page | None


def _cut_section(given: RootRows, shaped: ShapeBinding, page: Page | None) -> _Found:
    rows, more = cut(given.rows, page) if page else (given.rows, False)
    return _Found(rows, more, shaped, page)


ColumnReader = Callable[[dict[str, _Found]], Any]
RowReader = Callable[[ShapeBinding], Callable[[AnalysisRow], Any]]


@dataclass
class _Asking:
    selector: Selector
    arguments: Arguments
    sections: Mapping[str, AnalysisTable]
    paged: str
    relations: dict[str, dict[str, dict[str, RelationSelection]]] = field(default_factory=dict)
    """By section and column."""

    @property
    def catalogue(self) -> Catalogue:
        return self.selector.catalogue

    def answer(self, type_name: str, asked: list[FieldNode], path: str) -> list[tuple[str, ColumnReader]]:
        """What reads the fields of the answer."""
        readers = []
        for key, nodes in self.selector.document.below(asked, type_name).items():
            name = nodes[0].name.value
            if name != "__typename":
                readers.append((key, self._section(type_name, name, nodes, f"{path}.{key}", key)))
        return readers

    def _section(self, type_name: str, name: str, nodes: list[FieldNode], path: str, key: str) -> ColumnReader:
        kind = self.catalogue.types[type_name].fields[name]
        if name == PAGE_INFO:
            asked = self.selector.document.below(nodes, "PageInfo").items()
            keys = [(each, below[0].name.value) for each, below in asked]
            self.relations.setdefault(self.paged, {})
            order = self.sections[self.paged].order
            return lambda found: _page_info(order, keys, found[self.paged])
        if name not in self.sections:
            assert isinstance(kind, Stored)
            return lambda found: self.arguments.get(name)
        assert isinstance(kind, OwnedPart)
        fields = self._row(kind.type, name, nodes, path, key)

        def read(found: dict[str, _Found]) -> Any:
            part = found[name]
            bound = [(each, make(part.shaped)) for each, make in fields]
            rows = [{each: value(row) for each, value in bound} for row in part.rows]
            return rows if kind.many else next(iter(rows), None)

        return read

    def _row(
        self, type_name: str, section: str, nodes: list[FieldNode], path: str, prefix: str
    ) -> list[tuple[str, RowReader]]:
        columns = self.relations.setdefault(section, {})
        kinds = self.catalogue.types[type_name].fields
        readers: list[tuple[str, RowReader]] = []
        for key, asked in self.selector.document.below(nodes, type_name).items():
            name = asked[0].name.value
            if name == "__typename":
                continue
            kind = kinds[name]
            if isinstance(kind, Reference):
                column = next(each for each in self.sections[section].nodes if each.name == name)
                node = self.catalogue.model.types[column.type]
                relations = columns.setdefault(name, {})
                ask = self.selector.ask(node, asked, f"{path}.{key}", f"{prefix}/{key}/", relations)
                readers.append((key, _reference_reader(name, kind.many, ask)))
            elif isinstance(kind, Computed):
                arguments = self.selector.document.arguments(type_name, asked[0])
                readers.append((key, _computed_reader(kind, arguments)))
            else:
                assert isinstance(kind, Stored)
                readers.append((key, _stored_reader(name)))
        return readers

    def roots(self, page: Page | None) -> dict[str, AnalysisRoot]:
        """One root for each section that is asked for."""
        return {
            section: AnalysisRoot(
                self.sections[section],
                self.arguments,
                {name: NodeSelection(self._type(section, name), below) for name, below in columns.items()},
                page if section == self.paged else None,
            )
            for section, columns in sorted(self.relations.items())
        }

    def _type(self, section: str, column: str) -> Any:
        name = next(each.type for each in self.sections[section].nodes if each.name == column)
        return self.catalogue.model.types[name]


def _stored_reader(name: str) -> RowReader:
    return lambda shaped: lambda row: clamp_int(row[name])


def clamp_int(value: Any) -> Any:
    """A value as an `Int` can tell it: a sum beyond its bounds as the greatest of them (schema/core/sums.py)."""
    return min(value, GREATEST_INT) if type(value) is int else value


def _computed_reader(kind: Computed, arguments: Arguments) -> RowReader:
    return lambda shaped: lambda row: kind.function(row, **arguments)


def _reference_reader(name: str, many: bool, ask: NodeAsk) -> RowReader:
    def bind(shaped: ShapeBinding) -> Callable[[AnalysisRow], Any]:
        project = projector(OfNode(ask, shaped.slots[name][1]))
        if many:
            return lambda row: [project(each) for each in row[name]]
        return lambda row: None if row[name] is None else project(row[name])

    return bind


def _page_info(order: tuple[Sort, ...], keys: list[tuple[str, str]], found: _Found) -> Answer:
    assert found.page
    return page_info(found.page, keys, partial(cursors.write_cursor, order), found.rows, found.more)


def office_id(info: Info, text: str | None, path: str) -> str | None:
    """The id of an office that is given by its id or by its slug. Raises RegistryError (BAD_ID)."""
    if text is None:
        return None
    model = info.context.registry.catalogue.model
    office = model.types["Office"]
    if model.by_prefix(prefix_of(text)) is None:
        return slug_id(office.prefix, text)
    check_id(info.context, text, path, office)
    return text


def check_span(since: str, until: str, path: str, most_days: int) -> None:
    """Raises RegistryError (BAD_USER_INPUT) unless `until` is after `since` and not too far from it."""
    days = (date.fromisoformat(until) - date.fromisoformat(since)).days
    if days <= 0:
        raise RegistryError(Code.BAD_USER_INPUT, "must be after `since`.", field=f"{path}.until")
    if days > most_days:
        raise RegistryError(
            Code.BAD_USER_INPUT, f"must be within {most_days:,} days of `since`.", field=f"{path}.until"
        )
