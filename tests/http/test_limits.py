"""Requests that are meant to cost much are refused before they do: by one measure, or by the cost of the answer."""

import httpx
import pytest
from graphql import Lexer, Source, TokenKind, parse

from bench.hostile import BEFORE_VALIDATION, JSON, REQUESTS, Hostile
from engine import documents, limits
from engine.limits import check_document
from errors import RegistryError
from settings import Settings
from tests.http.answering import codes, post
from tests.http.test_refusals import LIMITS

ALLOWED = Settings.model_construct()


@pytest.mark.parametrize("hostile", REQUESTS.values(), ids=REQUESTS)
async def test_hostile_request_is_refused_with_its_code(asker: httpx.AsyncClient, hostile: Hostile) -> None:
    answer = await asker.post("/graphql", content=hostile.body, headers=JSON)
    assert set(codes(answer)) == {hostile.code}
    for error in answer.json()["errors"]:
        assert LIMITS.get(hostile.code, set()) <= error["extensions"].keys()


@pytest.mark.parametrize("hostile", BEFORE_VALIDATION.values(), ids=BEFORE_VALIDATION)
async def test_document_beyond_a_limit_is_not_validated(
    asker: httpx.AsyncClient, hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def validate(*_: object, **__: object) -> None:
        raise AssertionError("validated")

    monkeypatch.setattr(documents, "validate", validate)
    answer = await asker.post("/graphql", content=hostile.body, headers=JSON)
    assert codes(answer) == [hostile.code]


async def test_refusal_is_remembered(asker: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = BEFORE_VALIDATION["10 KB of one field"]
    first = await asker.post("/graphql", content=hostile.body, headers=JSON)
    monkeypatch.setattr(documents, "parse", None)
    again = await asker.post("/graphql", content=hostile.body, headers=JSON)
    assert codes(first) == codes(again) == ["TOO_DEEP"]


def test_each_part_of_a_document_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    selection = limits._Measure._selection

    def counted(self: limits._Measure, node: object) -> limits.Size:
        nonlocal steps
        steps += 1
        return selection(self, node)  # type: ignore[arg-type]

    monkeypatch.setattr(limits._Measure, "_selection", counted)
    chain = "".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }} " for i in range(60))
    document = parse("{ ...f0 }" + chain + "fragment f60 on Query { __typename }")
    with pytest.raises(RegistryError):
        check_document(document, ALLOWED)
    assert steps == len(document.definitions)


WITHIN = {
    "unknown fragments": "{ ...nothing }",
    "fragments in a circle": "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
    "as many aliases as allowed": "{ " + " ".join(f"a{i}: __typename" for i in range(ALLOWED.max_aliases)) + " }",
    "as many repeats as allowed": "{ " + "__typename " * limits.MAX_REPEATS + "}",
    "as many directives as allowed": "{ __typename " + "@skip(if: false) " * ALLOWED.max_directives + "}",
    "as many questions as allowed": "{ "
    + " ".join(f"a{i}: countries {{ totalCount }}" for i in range(ALLOWED.max_root_fields))
    + " }",
}


@pytest.mark.parametrize("text", WITHIN.values(), ids=WITHIN)
def test_document_within_the_limits_passes(text: str) -> None:
    check_document(parse(text), ALLOWED)


BEYOND = {
    "an alias too many": WITHIN["as many aliases as allowed"].replace("{ a0", "{ more: __typename a0"),
    "a repeat too many": WITHIN["as many repeats as allowed"].replace("}", "__typename }"),
    "a directive too many": WITHIN["as many directives as allowed"].replace("}", "@skip(if: false) }"),
    "a question too many": WITHIN["as many questions as allowed"].replace(
        "{ a0", "{ more: countries { totalCount } a0"
    ),
    "aliases in a fragment that nobody spreads, too deep": "{ __typename } fragment a on Query {"
    + " __typename" * 41
    + "}",
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
async def test_document_one_step_beyond_is_refused(asker: httpx.AsyncClient, text: str) -> None:
    answer = await post(asker, text)
    assert codes(answer) == ["TOO_DEEP"]
    assert "allowed" in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("{ a }", 3),
        ('{ a(b: -1.5e+3, c: "x \\" y") ...on D @e }', 16),
        ('{ a(b: """one " two \\""" three""") }', 8),
        ("{ a # b c d e\n f }", 4),
        ("query($a:[Int!]=[1]){a(b:$a)}", 23),
        ("a,,,\ufeff b", 2),
        ("", 0),
    ],
)
def test_tokens_are_counted_as_the_parser_counts_them(text: str, tokens: int) -> None:
    padded = text + " " * 100
    assert not limits.has_more_tokens(padded, tokens)
    assert tokens == 0 or limits.has_more_tokens(padded, tokens - 1)
    counted = 0
    lexer = Lexer(Source(text))
    while lexer.advance().kind is not TokenKind.EOF:
        counted += 1
    assert counted == tokens
