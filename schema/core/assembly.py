"""Puts the schema together: declarations → catalogue for the resolvers, and Strawberry types for the contract.

Types refer to one another in circles, so all Python classes exist, empty, before any of them gets its fields.
"""

from collections.abc import Callable, Iterator
from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.types.field import StrawberryField
from strawberry.utils.str_converters import to_camel_case

from engine.fields import (
    Catalogue,
    Computed,
    Connected,
    Listed,
    One,
    OwnedPart,
    Reference,
    Stored,
    TypeFields,
)
from graph.model import DatedBy, Model, PropertyKind, Relationship, Sort
from resolvers.names import READ_BY
from resolvers.vocabularies import labels_of
from schema.core import inputs
from schema.core.attach import attach
from schema.core.declare import (
    Argument,
    ComputedField,
    Declaration,
    FilterField,
    PartField,
    RelationField,
    StateField,
    StoredField,
)
from schema.core.fields import DeclaredEvents, DeclaredRoot, field, fill
from schema.core.languages import LANGUAGES
from schema.core.model import EDGE_PROPERTIES, KINDS, is_enumeration, optional
from schema.core.scalars import Date
from schema.core.states import state_fields
from schema.introduction import NAME_LANGUAGE

LISTED_ROWS = 20
DISPLAYED = (
    "What `{}` is where no language is asked for. It takes no argument, so that another subgraph can require it "
    "(`@requires`)."
)


@strawberry.interface(description="A thing with an id.")
class Node:
    """What every node has."""

    id: strawberry.ID = strawberry.field(description="Opaque id, the same for ever.")


@strawberry.type(description="Where a page lies in its connection.")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = strawberry.field(description="Whether more comes after this page.")
    has_previous_page: bool = strawberry.field(description="Whether anything comes before this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first node; none on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last node; none on an empty page.")


class Assembly:
    """The types of one schema while they are made."""

    def __init__(self, nodes: list[Declaration], answers: list[Declaration], model: Model) -> None:
        self.nodes = nodes
        self.answers = answers
        self.catalogue = Catalogue(model)
        self.comparisons = inputs.comparison_types()
        self.enum_filters: dict[type, type] = {}
        self.types: dict[str, type] = {"Node": Node, "PageInfo": PageInfo}
        self.own_singular: set[str] = set()
        self._classes()
        for declaration in nodes:
            self._inputs(declaration)
        for declaration in nodes:
            self._object(declaration)
            self._connection(f"{declaration.name}Connection", declaration.name, ())
        for declaration in answers:
            self._answer(declaration)

    def _classes(self) -> None:
        for declaration in self.nodes:
            name = declaration.name
            self.types[name] = type(name, (Node,), {})
            for suffix in ("Where", "Connection", "Edge"):
                self.types[f"{name}{suffix}"] = type(f"{name}{suffix}", (), {})
            for relationship in self.catalogue.model.types[name].relationships.values():
                if relationship.connection:
                    edge = f"{relationship.connection.removesuffix('Connection')}Edge"
                    self.types[relationship.connection] = type(relationship.connection, (), {})
                    self.types[edge] = type(edge, (), {})
            for dated in (False, True):
                name_of = f"{name}{'Dated' if dated else ''}Relation"
                self.types[name_of] = type(name_of, (), {})
        for declaration in self.answers:
            self.types[declaration.name] = type(declaration.name, (), {})

    def _inputs(self, declaration: Declaration) -> None:
        node = self.catalogue.model.types[declaration.name]
        where = self.types[f"{declaration.name}Where"]
        fields: dict[str, tuple[Any, str]] = {"id": (self.comparisons[PropertyKind.STRING], "Of the id.")}
        sortable = {"id": "Opaque id."}
        for name, member in declaration.members.items():
            key = to_camel_case(name)
            if isinstance(member, StoredField):
                fields[key] = (self._comparison(declaration, name), member.description)
                if node.properties[key].kind not in (PropertyKind.STRINGS, PropertyKind.BOOLEAN):
                    sortable[key] = member.description
            elif isinstance(member, StateField):
                kind = declaration.annotations[name]
                fields[key] = (inputs.enum_comparisons(kind, dated=True), member.description)
                sortable[key] = member.description
            elif isinstance(member, RelationField):
                relationship = node.relationships[key]
                fields[key] = (self._relation_filter(relationship), f"{member.description}{_as_of(relationship)}")
            elif isinstance(member, FilterField):
                fields[key] = (member.annotation, member.description)
        fields["not"] = (where, "Only nodes for which this does not hold.")
        fields["anyOf"] = (
            list[where],  # type: ignore[valid-type]
            "Only nodes for which at least one of these holds; none where the list is empty.",
        )
        inputs.input_type(
            where.__name__, f"What {declaration.name} nodes must fulfil: all that is given.", fields, where
        )
        self.types[f"{declaration.name}Order"] = inputs.order_type(declaration.name, sortable)
        self._relation_types(declaration.name, where)

    def _relation_types(self, name: str, where: type) -> None:
        said = {
            "some": (where, "At least one related node for which this holds."),
            "none": (where, "No related node for which this holds; `{}` for none at all."),
            "atLeast": (int, "At least this many of `some`, different nodes; 1 or more."),
        }
        inputs.input_type(
            f"{name}Relation", f"Whether related {name} nodes exist.", said, self.types[f"{name}Relation"]
        )
        dated = said | {"asOf": (Date, "The date at which the relationship must hold; today where it is left out.")}
        inputs.input_type(
            f"{name}DatedRelation", f"Whether related {name} nodes exist at a date.", dated,
            self.types[f"{name}DatedRelation"],
        )  # fmt: skip

    def _comparison(self, declaration: Declaration, name: str) -> type:
        annotation, _ = optional(declaration.annotations[name])
        if is_enumeration(annotation):
            if annotation not in self.enum_filters:
                self.enum_filters[annotation] = inputs.enum_comparisons(annotation)
            return self.enum_filters[annotation]
        return bool if annotation is bool else self.comparisons[KINDS[annotation]]

    def _relation_filter(self, relationship: Relationship) -> type:
        if not relationship.many:
            return self.types[f"{relationship.target}Where"]
        return self.types[f"{relationship.target}{'Dated' if relationship.dated else ''}Relation"]

    def _object(self, declaration: Declaration) -> None:
        target = self.types[declaration.name]
        fields = TypeFields(declaration.name, self.catalogue.model.types[declaration.name], {"id": Stored("id")})
        self.catalogue.types[declaration.name] = fields
        made = []
        for name, member in declaration.members.items():
            key = to_camel_case(name)
            match member:
                case StoredField() if not member.hidden:
                    made.append((name, self._stored(declaration, fields, name, member)))
                    made.extend(self._beside(declaration, fields, name, member))
                case StateField():
                    kind = declaration.annotations[name]
                    made += state_fields(self.types, self.catalogue, fields, name, kind, member)
                case ComputedField():
                    fields.fields[key] = Computed(
                        member.function, member.needs, frozenset() if member.scheme else None, dated=member.dated
                    )
                    made.append((name, field(declaration.annotations[name], member.description, member.arguments)))
                case RelationField():
                    made.append((name, self._related(fields, key, member)))
                case FilterField():
                    fields.filters[key] = member.expand
        fill(target, made)
        strawberry.type(target, name=declaration.name, description=declaration.description)

    def _stored(self, declaration: Declaration, fields: TypeFields, name: str, member: StoredField) -> StrawberryField:
        key, annotation = to_camel_case(name), declaration.annotations[name]
        if member.localize is None:
            fields.fields[key] = Stored(key)
            return field(annotation, member.description)
        fields.fields[key] = Computed(member.localize, member.needs, READ_BY.get(member.localize), plain=key)
        return field(annotation, member.description, (LANGUAGES,))

    def _beside(
        self, declaration: Declaration, fields: TypeFields, name: str, member: StoredField
    ) -> Iterator[tuple[str, StrawberryField]]:
        """The fields that come with a stored one: what a name is without languages, and what codes are called."""
        key, annotation = to_camel_case(name), declaration.annotations[name]
        if member.localize:
            fields.fields[to_camel_case(f"display_{name}")] = Stored(key)
            yield f"display_{name}", field(annotation, DISPLAYED.format(key))
        if member.vocabulary:
            own = f"{name.removesuffix('s')}_labels" if name.endswith("s") else f"{name}_label"
            labels = labels_of(key, member.vocabulary)
            fields.fields[to_camel_case(own)] = Computed(labels, reads=frozenset((key,)))
            yield own, field(annotation, f"What `{key}` means, in words.", (NAME_LANGUAGE,))

    def _related(self, fields: TypeFields, key: str, member: RelationField) -> StrawberryField:
        assert fields.node
        relationship = fields.node.relationships[key]
        target = self.types[member.target]
        dated = [
            Argument("asOf", Date | None, "The date at which it must hold; today where it is left out.", None),
            Argument("allTime", bool, "True: whenever it held or will hold; `asOf` is then not used.", False),
        ] if member.dated else []  # fmt: skip
        if member.form == "one":
            fields.fields[key] = One(relationship)
            return field(target | None, member.description, tuple(dated[:1]))
        where = Argument(
            "where", self.types[f"{member.target}Where"] | None, "Only nodes for which all of this holds.", None
        )
        if member.form == "listed":
            fields.fields[key] = Listed(relationship)
            said = f"How many at most, up to 100; {inputs.describe_order(self._usual(relationship))}."
            first = Argument("first", int, said, LISTED_ROWS)
            return field(list[target], member.description, (where, *dated, first))  # type: ignore[valid-type]
        fields.fields[key] = Connected(relationship)
        connection = relationship.connection or f"{member.target}Connection"
        if relationship.connection:
            self._connection(connection, member.target, member.edge)
        arguments = [
            Argument(name, kind, said, default)
            for name, kind, default, said in self.paging(member.target, relationship)
        ]
        return field(self.types[connection], member.description, (*arguments, *dated))

    def paging(self, target: str, relationship: Relationship | None = None) -> list[tuple[str, Any, Any, str]]:
        """The arguments of a connection of nodes of this type."""
        usual = self.catalogue.model.types[target].order if relationship is None else self._usual(relationship)
        dated = relationship is not None and relationship.dated is DatedBy.EDGE
        return inputs.connection_arguments(
            self.types[f"{target}Where"], self.types[f"{target}Order"], usual, dated=dated
        )

    def _usual(self, relationship: Relationship) -> tuple[Sort, ...]:
        return relationship.order or self.catalogue.model.types[relationship.target].order

    def _connection(self, name: str, target: str, edge_properties: tuple[str, ...]) -> None:
        edge_name = f"{name.removesuffix('Connection')}Edge"
        edge, connection, node = self.types[edge_name], self.types[name], self.types[target]
        made = [("cursor", field(str, "The place of this node in the order.")), ("node", field(node, "The node."))]
        for each in edge_properties:
            kind, said = EDGE_PROPERTIES[each]
            made.append((each, field((Date if kind is PropertyKind.DATE else int) | None, said)))
        fill(edge, made)
        strawberry.type(edge, name=edge_name, description=f"One of the {target} nodes of a connection.")
        fill(
            connection,
            [
                ("edges", field(list[edge], "The page, each node with its cursor.")),  # type: ignore[valid-type]
                ("nodes", field(list[node], "The page, the nodes alone.")),  # type: ignore[valid-type]
                ("page_info", field(PageInfo, "Where the page lies.")),
                ("total_count", field(int, "How many there are on all pages; counted only when asked for.")),
            ],
        )
        strawberry.type(connection, name=name, description=f"A page of {target} nodes.")

    def _answer(self, declaration: Declaration) -> None:
        fields = TypeFields(declaration.name, None)
        self.catalogue.types[declaration.name] = fields
        made = []
        for name, member in declaration.members.items():
            key = to_camel_case(name)
            match member:
                case StoredField():
                    fields.fields[key] = Stored(key)
                    made.append((name, field(declaration.annotations[name], member.description)))
                case ComputedField():
                    fields.fields[key] = Computed(member.function)
                    made.append((name, field(declaration.annotations[name], member.description, member.arguments)))
                case PartField():
                    fields.fields[key] = self._part_kind(member)
                    target = self.types[member.target]
                    kind = list[target] if member.many else target | None if member.optional else target  # type: ignore
                    made.append((name, field(kind, member.description)))
        fill(self.types[declaration.name], made)
        strawberry.type(self.types[declaration.name], name=declaration.name, description=declaration.description)
        if "PageInfo" not in self.catalogue.types:
            names = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")
            self.catalogue.types["PageInfo"] = TypeFields("PageInfo", None, {each: Stored(each) for each in names})

    def _part_kind(self, member: PartField) -> OwnedPart | Reference:
        if member.reference:
            types = (member.target,) if member.target != "Node" else member.types
            assert {*types} <= {noun.name for noun in self.nodes}, f"a reference to {types}, not all of which are nouns"
            return Reference(member.many, types)
        return OwnedPart(member.target, member.many)

    def schema(
        self,
        queries: list[DeclaredRoot],
        mutations: list[DeclaredRoot],
        events: list[DeclaredEvents],
        scalars: dict[object, Any],
    ) -> strawberry.Schema:
        """The schema with these root fields and these scalars (annotation → scalar)."""
        told = [(name, made, resolver) for name, made, _, resolver in events]
        made = strawberry.Schema(
            query=_root_type("Query", "Questions to the registry.", queries),
            mutation=_root_type("Mutation", "What is written to the registry.", mutations) if mutations else None,
            subscription=_root_type("Subscription", "What is told as it happens.", told),
            types=[self.types[declaration.name] for declaration in self.nodes],
            config=StrawberryConfig(name_converter=inputs.OwnNames(auto_camel_case=True), scalar_map=scalars),
        )
        attach(
            made, _by_name(queries), _by_name(mutations), _by_name(told), {name: each for name, _, each, _ in events}
        )
        return made


def _root_type(name: str, description: str, roots: list[DeclaredRoot]) -> type:
    made = type(name, (), {})
    fill(made, [(name, each) for name, each, _ in roots])
    return strawberry.type(made, description=description)


def _by_name(roots: list[DeclaredRoot]) -> dict[str, Callable[..., Any]]:
    """The resolvers of root fields, by the names of these in the schema."""
    return {each.graphql_name or to_camel_case(name): resolver for name, each, resolver in roots}


def _as_of(relationship: Relationship) -> str:
    """What is said of the day in a filter: only those of relationships to many take one."""
    if not relationship.dated:
        return ""
    return " Here as of `asOf`, or else today." if relationship.many else " Here as of today."
