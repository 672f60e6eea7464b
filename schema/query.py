"""The root fields, and the schema put together."""

import re
from functools import cache
from typing import Any

import strawberry

from access.table import render_table
from engine.by_ids import node_field, nodes_field
from engine.fields import Catalogue
from engine.read import connection_field, keyed_field
from graph.declared import declared_model
from graph.model import field_name
from graph.write.declared import declared_actions
from resolvers.introduction import introduction_paths_field
from resolvers.matching_intents import matching_intents_field
from resolvers.partner_match import partner_matches_field
from resolvers.search import search_field
from resolvers.university import university_field
from schema.change import change_events, change_roots
from schema.core.access import field_rows
from schema.core.arguments import institution, subject
from schema.core.assembly import Assembly, Node
from schema.core.declare import ANALYSES, ANSWERS, Argument, Declaration
from schema.core.federation import ANY, AnyScalar, federation_roots
from schema.core.fields import DeclaredRoot, field
from schema.core.inputs import input_type
from schema.core.model import optional
from schema.core.paging import ranking_page
from schema.core.scalars import DATE, DATE_TIME, Date, DateTime
from schema.identifier import IdentifierScheme
from schema.intent import CooperationKind, IntentDirection
from schema.introduction import IntroductionStepKind
from schema.mutations import mutation_roots
from schema.neighbourhood import neighbourhood_root
from schema.nouns import DECLARED
from schema.university import UniversityKind
from schema.vocabularies import vocabulary_roots

DESCRIPTION = """\
Universities, the offices that help them to find partners abroad, and what connects them: contacts, agreements, events.

Find an institution by `university(identifier:)` or `search`, and whom it should approach by `partnerMatches`. Each noun
has a connection with filters (`agreements`) and a field for one of them (`agreement`). What staff ask is answered by
analyses such as `planProgress`. Facts hold for a time: `asOf` looks at another day than today. Codes that arguments
take are listed by `fields`, `educationLevels`, `languages`, `languageLevels` and `countries`."""


@cache
def assemble_schema() -> tuple[strawberry.Schema, Catalogue]:
    """The schema and the catalogue behind it, made once."""
    assembly = Assembly(DECLARED, ANSWERS, declared_model())
    assembly.own_singular.add("University")
    roots = [
        *_nodes(),
        *(root for declaration in DECLARED for root in _noun(assembly, declaration)),
        _university(assembly),
        _search(assembly),
        _partner_matches(assembly),
        _matching_intents(assembly),
        _introduction_paths(assembly),
        neighbourhood_root(assembly),
        *_analyses(assembly),
        *change_roots(assembly),
        *vocabulary_roots(assembly),
        *federation_roots(assembly),
    ]
    scalars: dict[object, Any] = {Date: DATE, DateTime: DATE_TIME, AnyScalar: ANY}
    schema = assembly.schema(roots, mutation_roots(assembly), change_events(assembly), scalars)
    schema._schema.description = DESCRIPTION
    return schema, assembly.catalogue


def render_schema() -> str:
    """The contract as text, with the description of the schema, which Strawberry leaves out."""
    schema = assemble_schema()[0]
    roots = "".join(f"  {each}: {each.title()}\n" for each in ("query", "mutation", "subscription"))
    return f'"""\n{schema._schema.description}\n"""\nschema {{\n{roots}}}\n\n{schema.as_str()}\n'


def render_access() -> str:
    """What each role may do with the fields of the schema, as text (access/table.txt)."""
    schema, catalogue = assemble_schema()
    return render_table(catalogue.model, field_rows(schema._schema, catalogue), declared_actions())


def _nodes() -> list[DeclaredRoot]:
    one_id = Argument("id", strawberry.ID, "The id of the node.")
    ids = Argument("ids", list[strawberry.ID], "Ids of nodes, of any types, 100 at most.")
    return [
        ("node", field(Node | None, "Any node by its id; null where it does not exist.", (one_id,)), node_field),
        (
            "nodes",
            field(
                list[Node | None] | None,
                "Nodes by ids, in their order; null where one does not exist, with an error where it is no id.",
                (ids,),
            ),
            nodes_field,
        ),
    ]


def _university(assembly: Assembly) -> DeclaredRoot:
    said = {
        "scheme": (IdentifierScheme, "The scheme; left out, any identifier is recognised, and any exact name."),
        "value": (str, "The identifier, or an exact name in any script."),
    }
    identifier = input_type("UniversityIdentifier", "An identifier of an institution.", said, required=("value",))
    arguments = (
        Argument("id", strawberry.ID | None, "Its id.", None),
        Argument("identifier", identifier | None, "One of its identifiers or names.", None),
    )
    said_of_all = "One institution by its id, by any identifier, or by any exact name; null where there is none."
    return "university", field(assembly.types["University"] | None, said_of_all, arguments), university_field


def _search(assembly: Assembly) -> DeclaredRoot:
    arguments = (
        Argument("text", str, "A name or a part of one, in Latin or Cyrillic, or an identifier."),
        *ranking_page(),
    )
    said = "Institutions by name, as one types: prefixes and typing errors are understood; best first."
    return "search", field(assembly.types["SearchConnection"] | None, said, arguments), search_field


def _partner_matches(assembly: Assembly) -> DeclaredRoot:
    where = input_type(
        "PartnerMatchWhere",
        "What a partner must fulfil. Whatever is left out demands nothing; nothing fits an empty list.",
        _demand_arguments("true", "those of higher education"),
    )
    arguments = (
        *subject("The institution that looks for partners", "for"),
        Argument("where", where | None, "What every partner must fulfil.", None),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    )
    said = "Institutions of the other side to approach, best first, each with its reasons."
    return (
        "partner_matches",
        field(assembly.types["PartnerMatchConnection"] | None, said, arguments),
        partner_matches_field,
    )


def _matching_intents(assembly: Assembly) -> DeclaredRoot:
    where = input_type(
        "MatchingIntentWhere",
        "What an intent and its institution must fulfil. Whatever is left out demands nothing; nothing fits an empty "
        "list.",
        {
            **_demand_arguments("false", "all"),
            "direction": (IntentDirection, "Only those that seek, or only those that offer."),
        },
    )
    arguments = (
        institution("university", "The institution whose intents should be met"),
        Argument("where", where | None, "What every intent and its institution must fulfil.", None),
        Argument(
            "days",
            int | None,
            "Only those that end within so many days of `asOf`, 1,830 at most; all where left out.",
            None,
        ),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        *ranking_page(),
    )
    said = (
        "Open intents of institutions of the other side that meet an open intent of this one: one seeks what the other "
        "offers. The first to end come first, those without end last; of one day, the best met first."
    )
    return (
        "matching_intents",
        field(assembly.types["MatchingIntentConnection"] | None, said, arguments),
        matching_intents_field,
    )


def _demand_arguments(live_agreements: str, kinds: str) -> dict[str, tuple[Any, str]]:
    """What can be demanded of partners; `live_agreements` and `kinds` hold where these are left out."""
    return {
        "countries": (list[str], "In one of these countries, ISO 3166-1 alpha-2."),
        "fields": (list[str], "In one of these fields of ISCED-F 2013; `06` includes `0613`."),
        "levels": (list[str], "At one of these levels, `EQF5` to `EQF8`."),
        "languages": (list[str], "In one of these languages; `ru-B2` where that level is had."),
        "cooperationKinds": (list[CooperationKind], "For one of these kinds of cooperation."),
        "kinds": (list[UniversityKind], f"Only institutions of these kinds; {kinds} where left out."),
        "requireActiveOffice": (bool, "Only where an active office covers the country; false where left out."),
        "excludeLiveAgreements": (bool, f"Not those with a live agreement already; {live_agreements} where left out."),
        "excludeLiveContacts": (bool, "Not those with a live contact already; false where left out."),
    }


def _introduction_paths(assembly: Assembly) -> DeclaredRoot:
    arguments = (
        institution("from", "The institution that wants to be introduced"),
        institution("to", "The institution it wants to meet"),
        Argument("maxLength", int, "How many steps at most, 1 to 6.", 4),
        Argument("asOf", Date | None, "The date at which to look; today where it is left out.", None),
        Argument(
            "via",
            list[IntroductionStepKind] | None,
            "Only steps of these kinds, so none where the list is empty; any where left out.",
            None,
        ),
        Argument("first", int, "How many paths, 20 at most.", 5),
    )
    said = (
        "Who can introduce two institutions: loopless chains, the shortest first; of equal length, those without an "
        "office that works with limits first, then those with the newest evidence."
    )
    path = assembly.types["IntroductionPathResult"]
    return "introduction_paths", field(list[path] | None, said, arguments), introduction_paths_field  # type: ignore[valid-type]


def _analyses(assembly: Assembly) -> list[DeclaredRoot]:
    return [
        (each.name, field(assembly.types[each.target] | None, each.description, each.arguments), each.resolver)
        for each in ANALYSES
    ]


def _noun(assembly: Assembly, declaration: Declaration) -> list[DeclaredRoot]:
    """The fields that every noun has: all of them as a connection, and one by a key."""
    if not declaration.plural:
        return []
    name = declaration.name
    paging = [Argument(each, kind, said, default) for each, kind, default, said in assembly.paging(name)]
    said = f"All {re.sub('[A-Z]', lambda found: f' {found[0].lower()}', declaration.plural)}."
    connection = field(assembly.types[f"{name}Connection"] | None, said, tuple(paging))
    roots: list[DeclaredRoot] = [(declaration.plural, connection, connection_field(name))]
    if declaration.name not in assembly.own_singular:
        keys = [Argument("id", strawberry.ID | None, "Its id.", None), *_keys(declaration)]
        one = field(assembly.types[name] | None, f"One {name} by one of its keys; give exactly one.", tuple(keys))
        roots.append((field_name(name), one, keyed_field(name)))
    return roots


def _keys(declaration: Declaration) -> list[Argument]:
    arguments = []
    for key in declaration.keys:
        annotation, _ = optional(declaration.annotations[key])
        member: Any = declaration.members[key]
        camel = "".join(part.capitalize() if index else part for index, part in enumerate(key.split("_")))
        arguments.append(Argument(camel, annotation | None, member.description, None))
    return arguments
