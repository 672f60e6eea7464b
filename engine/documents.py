"""Documents: parsed, validated and measured once per text. Kept by what they weigh, those asked for last."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from cachetools import LRUCache
from graphql import (
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    Node,
    Token,
    TokenKind,
    VariableNode,
    get_operation_ast,
    parse,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError

from engine.executable import Executable
from engine.faults import words
from engine.limits import check_document, has_more_tokens
from engine.turns import Turns
from errors import Code, RegistryError
from settings import Settings

LONGEST = 200_000
"""Characters of a document: the parser looks at each of a long text."""
LONG, VERY_LONG = 1_000, 4_000
"""Characters; a longer document may take 3, or 10 ms and more to be read and checked: nobody else should wait."""
BYTES_KEPT = 20 * 1024 * 1024
"""Of memory for all documents that are kept, by estimate."""
BYTES_A_DOCUMENT, BYTES_A_CHARACTER, BYTES_A_FIELD = 24_000, 60, 500
"""What a document takes, with what is compiled of its fields, fragments written out; measured."""
BYTES_A_REFUSAL, BYTES_A_CHARACTER_REFUSED = 4_000, 8
"""What is kept of a document that cannot run: its text, and why."""
MAX_ERRORS = 20
PARSING_ABORTED = "Parsing aborted."
"""How graphql-core ends its words of a document that is nested too deeply for it."""
UNREADABLE = "The document is nested too deeply to be read."
TOO_TANGLED = "The document repeats or nests its fields and fragments too often to be checked."
OF_SCHEMA = re.compile(r"\b__(?:schema|type)\b")
CONDITIONS = ("skip", "include")
NO_TOKEN = Token(TokenKind.SOF, 0, 0, 0, 0)

MAX_COMPARED = 10_000
"""Units in which graphql-core counts the comparing of fields of one name: 20 ms at most; at its own limit, 1.1 s."""
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = MAX_COMPARED


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document that may run, or why it may not; and its operations as they are asked for, by name."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    code: Code = Code.GRAPHQL_VALIDATION_FAILED
    operations: dict[str | None, Executable] = field(default_factory=dict)
    at_once: bool = False
    of_schema: bool = False
    """Whether it may ask for the schema itself."""
    conditions: tuple[str, ...] = ()
    """Names of the variables that @skip and @include depend on."""
    characters: int = 0
    weight: int = 0
    """Bytes of memory, by estimate."""


class DocumentCounter(Protocol):
    """Somebody who counts, for figures."""

    def document(self, known: bool) -> None:
        """A document was asked for; whether it had been prepared before."""

    def answer(self, by: str) -> None:
        """An operation was run: its answer was made compiled, by the stock executor, or fallback by it."""


class Documents:
    """The documents that clients send, checked against one schema."""

    def __init__(
        self, schema: GraphQLSchema, limits: Settings, *, at_once: bool = False, counted: DocumentCounter | None = None
    ) -> None:
        """`at_once`: operations are compiled the first time they are asked for; `counted` is told of every document."""
        self._schema = schema
        self._limits = limits
        self._at_once = at_once
        self._counted = counted
        self._kept: LRUCache[str, ParsedDocument] = LRUCache(BYTES_KEPT, getsizeof=lambda each: each.weight)
        self._held: dict[str, ParsedDocument] = {}
        self._turns = {LONG: Turns(), VERY_LONG: Turns()}
        self._making_ready = Turns()

    async def prepare(self, query: str) -> ParsedDocument:
        """The document of this text. A long one that is new is prepared in a thread."""
        turns = self._turns_of(len(query))
        if turns is None or self.knows(query):
            return self.prepare_now(query)
        async with turns.turn():
            if self.knows(query):  # somebody else has asked the same meanwhile
                return self.prepare_now(query)
            made = await asyncio.to_thread(self._parse_and_check, query)
        self._keep(query, made)
        if self._counted:
            self._counted.document(False)
        return made

    def _turns_of(self, characters: int) -> Turns | None:
        """Where a document of this length waits to be prepared in a thread; None where it is short."""
        return self._turns[VERY_LONG if characters > VERY_LONG else LONG] if characters > LONG else None

    def knows(self, query: str) -> bool:
        """Whether the document of this text is kept."""
        return query in self._held or query in self._kept

    def prepare_now(self, query: str) -> ParsedDocument:
        """The document of this text, at once."""
        known = self._held.get(query) or self._kept.get(query)
        if self._counted:
            self._counted.document(known is not None)
        if known is None:
            known = self._parse_and_check(query)
            self._keep(query, known)
        return known

    def _keep(self, query: str, prepared: ParsedDocument) -> None:
        if prepared.weight <= BYTES_KEPT:
            self._kept[query] = prepared

    def hold(self, query: str) -> str:
        """Keeps a document ready whatever else is asked; its operations are compiled the first time.

        Gives why it cannot run, or nothing.
        """
        prepared = self._parse_and_check(query)
        if prepared.document is None:
            return prepared.errors[0].message
        self._held[query] = replace(prepared, at_once=True)
        return ""

    def operation(self, prepared: ParsedDocument, name: str | None) -> Executable | None:
        """The operation of this name, or the only one."""
        known = prepared.operations.get(name)
        if known is None and prepared.document:
            found = get_operation_ast(prepared.document, name)
            if found:
                known = prepared.operations[name] = Executable(
                    self._schema,
                    prepared.document,
                    found,
                    conditions=prepared.conditions,
                    turns=self._making_ready if prepared.characters > LONG else None,
                    at_once=self._at_once or prepared.at_once,
                )
        return known

    def _parse_and_check(self, query: str) -> ParsedDocument:
        try:
            self._check_length(query)
            document = _parse(query)
            fields = check_document(document, self._limits)
        except GraphQLSyntaxError as error:
            if error.message.endswith(PARSING_ABORTED):
                return _depth_refusal(query, RegistryError(Code.TOO_DEEP, UNREADABLE, limit=self._limits.max_depth))
            return _refusal(query, Code.GRAPHQL_PARSE_FAILED, error)
        except RegistryError as error:
            return _depth_refusal(query, error)
        errors = validate(self._schema, document, max_errors=MAX_ERRORS)
        if len(errors) == 1 and isinstance(errors[0], ValidationAbortedError):
            return _depth_refusal(query, RegistryError(Code.TOO_DEEP, TOO_TANGLED, limit=MAX_COMPARED))
        if errors:
            return _refusal(query, Code.GRAPHQL_VALIDATION_FAILED, *errors)
        weight = BYTES_A_DOCUMENT + BYTES_A_CHARACTER * len(query) + BYTES_A_FIELD * fields
        of_schema = bool(OF_SCHEMA.search(query))
        return ParsedDocument(
            document,
            of_schema=of_schema,
            conditions=_conditions_of(document),
            characters=len(query),
            weight=weight,
        )

    def _check_length(self, query: str) -> None:
        most = self._limits.max_tokens
        if len(query) > LONGEST:
            raise RegistryError(Code.TOO_DEEP, f"A document may have {LONGEST:,} characters.", limit=LONGEST)
        if has_more_tokens(query, most):
            raise RegistryError(Code.TOO_DEEP, f"A document may have {most:,} tokens.", limit=most)


def _depth_refusal(query: str, error: RegistryError) -> ParsedDocument:
    return _refusal(query, error.code, GraphQLError(error.message, original_error=error))


def _refusal(query: str, code: Code, *errors: GraphQLError) -> ParsedDocument:
    """Why a document cannot run. Of the document only the text is kept: neither its nodes nor frames that knew them."""
    light = []
    for each in errors:
        original = each.original_error if isinstance(each.original_error, RegistryError) else None
        if original:
            original.with_traceback(None)
        light.append(GraphQLError(words(each), source=each.source, positions=each.positions, original_error=original))
    return ParsedDocument(None, tuple(light), code, weight=BYTES_A_REFUSAL + BYTES_A_CHARACTER_REFUSED * len(query))


def _conditions_of(document: DocumentNode) -> tuple[str, ...]:
    """The names of the variables that @skip and @include of a document depend on."""
    directives = (
        node for node in _nodes(document) if isinstance(node, DirectiveNode) and node.name.value in CONDITIONS
    )
    given = (each.value for directive in directives for each in directive.arguments or ())
    return tuple(sorted({value.name.value for value in given if isinstance(value, VariableNode)}))


def _parse(query: str) -> DocumentNode:
    """The document, without its tokens, which are linked to one another: twice the memory of the rest, and cycles.

    Raises GraphQLSyntaxError.
    """
    document = parse(query)
    assert document.loc
    token: Token | None = document.loc.start_token
    while token:
        following, token.prev, token.next = token.next, None, None
        token = following
    for node in _nodes(document):
        if node.loc:
            node.loc.start_token = node.loc.end_token = NO_TOKEN
    return document


def _nodes(document: DocumentNode) -> Iterator[Node]:
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        yield node
        for key in node.keys:
            below = getattr(node, key)
            if isinstance(below, Node):
                waiting.append(below)
            elif isinstance(below, tuple | list):
                waiting += [each for each in below if isinstance(each, Node)]
