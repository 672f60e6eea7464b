"""Whatever a client sends: a JSON answer with a code and the request's id, and none of Python's own words."""

import gzip
import json
import re
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query

from engine.texts import MAX_TEXT
from engine.where import MAX_FILTER_LEVELS
from settings import KIB
from tests.conftest import Ask
from tests.http.answering import RESPONSE_JSON, codes, post

JSON = {"content-type": "application/json"}
TOO_BIG = "{ universities(first: 100) { nodes { contacts(first: 100) { nodes { parties(first: 100) { id } } } } } }"
MAX_SECONDS = 3.0
"""Of the processor: above what the slowest of them takes, far below what an exponential one would."""
LIMITS = {"TOO_DEEP": {"limit"}, "TOO_BIG": {"estimate", "limit"}}
"""What an error of this code also says."""
NO_RAW_WORDS = re.compile(r"Traceback|File \"|Exception|<[\w.]+ object|sys\.|Neo\.|bolt://", re.IGNORECASE)


def nested(opening: str, inner: str, closing: str, times: int) -> str:
    return opening * times + inner + closing * times


REQUESTS: dict[str, tuple[str, str, dict[str, Any], int, str]] = {
    "a path that is not there": ("GET", "/nowhere", {}, 404, "NO_SUCH_PATH"),
    "an asset that is not there": ("GET", "/assets/nothing.js", {}, 404, "NO_SUCH_PATH"),
    "a way out of the assets": ("GET", "/assets/..%2f..%2fsettings.py", {}, 404, "NO_SUCH_PATH"),
    "a method that is not taken": ("DELETE", "/graphql", {}, 405, "METHOD_NOT_ALLOWED"),
    "a page that only gives": ("POST", "/healthz", {}, 405, "METHOD_NOT_ALLOWED"),
    "half a body": ("POST", "/graphql", {"content": b'{"query":', "headers": JSON}, 400, "BAD_REQUEST"),
    "a body that is no text": (
        "POST",
        "/graphql",
        {"content": b'{"query":"\xff"}', "headers": JSON},
        400,
        "BAD_REQUEST",
    ),
    "a body of brackets": ("POST", "/graphql", {"content": b"[" * 100_000, "headers": JSON}, 400, "BAD_REQUEST"),
    "a batch": ("POST", "/graphql", {"json": [{"query": "{__typename}"}]}, 400, "BAD_REQUEST"),
    "a number that is none": (
        "POST",
        "/graphql",
        {"content": b'{"query":"{__typename}","variables":{"a":NaN}}', "headers": JSON},
        400,
        "BAD_REQUEST",
    ),
    "half a character": (
        "POST",
        "/graphql",
        {"content": b'{"query":"{__typename}","variables":{"a":"\\ud800"}}', "headers": JSON},
        400,
        "BAD_REQUEST",
    ),
    "no query": ("POST", "/graphql", {"json": {}}, 400, "BAD_REQUEST"),
    "variables that are a list": ("POST", "/graphql", {"json": {"query": "{a}", "variables": []}}, 400, "BAD_REQUEST"),
    "a form, which any page can send": (
        "POST",
        "/graphql",
        {"data": {"query": "{__typename}"}},
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    "a plain text, which any page can send": (
        "POST",
        "/graphql",
        {"content": b'{"query":"{__typename}"}', "headers": {"content-type": "text/plain"}},
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    "a body of no type": ("POST", "/graphql", {"content": b'{"query":"{a}"}'}, 415, "UNSUPPORTED_MEDIA_TYPE"),
    "a wish that cannot be met": (
        "POST",
        "/graphql",
        {"json": {"query": "{__typename}"}, "headers": {"accept": "text/plain"}},
        406,
        "NOT_ACCEPTABLE",
    ),
    "a wish that makes no sense": (
        "POST",
        "/graphql",
        {"json": {"query": "{__typename}"}, "headers": {"accept": ";;,q=x"}},
        406,
        "NOT_ACCEPTABLE",
    ),
    "a body beyond the limit": (
        "POST",
        "/graphql",
        {"content": b"{" * (1024 * KIB + 1), "headers": JSON},
        413,
        "BODY_TOO_LARGE",
    ),
}


@pytest.mark.parametrize("asked", REQUESTS.values(), ids=REQUESTS)
async def test_request_that_is_no_question_is_refused_in_json_with_its_code(
    asker: httpx.AsyncClient, asked: tuple[str, str, dict[str, Any], int, str]
) -> None:
    method, path, arguments, status, code = asked
    answer = await asker.request(method, path, **arguments)
    assert (answer.status_code, codes(answer)) == (status, [code])
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["errors"][0]["extensions"]["requestId"] == answer.headers["x-request-id"]
    assert not NO_RAW_WORDS.search(answer.text)


async def test_body_sent_in_chunks_without_its_length_is_cut_off_at_the_limit(asker: httpx.AsyncClient) -> None:
    sent = 0

    async def chunks() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += 10 * KIB
            yield b" " * 10 * KIB

    answer = await asker.post("/graphql", content=chunks(), headers=JSON)
    assert (answer.status_code, codes(answer)) == (413, ["BODY_TOO_LARGE"])
    assert sent < 1_100 * KIB


DOUBLING = "".join(f"fragment f{i} on University {{ ...f{i + 1} ...f{i + 1} }} " for i in range(60))
WIDENING = "".join(
    f"fragment f{i} on University {{ a{i}: country {{ id }} ...f{i + 1} b{i}: country {{ id }} ...f{i + 1} }} "
    for i in range(20)
)
DOCUMENTS = {
    "no GraphQL": ("{", "GRAPHQL_PARSE_FAILED"),
    "half a character": (r'{ search(text: "\ud800") { totalCount } }', "GRAPHQL_PARSE_FAILED"),
    "200,000 braces": ("{" * 200_000, "TOO_DEEP"),
    "a field that is not there": ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
    "a number of 5,000 digits": (
        f"{{ universities(first: {'9' * 5000}) {{ totalCount }} }}",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "2^63": ("{ universities(first: 9223372036854775808) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    "fragments in a circle": (
        "{...a} fragment a on Query {...b} fragment b on Query {...a}",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "introspection that multiplies": (
        "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a text of 300,000 characters": (f'{{ search(text: "{"x" * 300_000}") {{ totalCount }} }}', "TOO_DEEP"),
    "1,000 levels": (nested("{ a ", "", "}", 1000), "TOO_DEEP"),
    "1,000 inline fragments": (f"{{{nested('...{', '__typename', '}', 1000)}}}", "TOO_DEEP"),
    "a type of 1,000 brackets": (f"query ($a: {nested('[', 'Int', ']', 1000)}) {{ __typename }}", "TOO_DEEP"),
    "an input of 1,000 levels": (
        f"{{ universities(where: {nested('{not: ', '{}', '}', 1000)}) {{ totalCount }} }}",
        "TOO_DEEP",
    ),
    "more levels than allowed": (
        "{ universities { nodes { " + nested("partners { nodes { ", "id", "} }", 8) + " } } }",
        "TOO_DEEP",
    ),
    "10,000 aliases": ("{" + " ".join(f"a{i}: __typename" for i in range(10_000)) + "}", "TOO_DEEP"),
    "one field 1,000 times": ("{" + "universities { nodes { id } } " * 500 + "}", "TOO_DEEP"),
    "31 questions": (
        "{" + " ".join(f"a{i}: universities {{ totalCount }}" for i in range(31)) + "}",
        "TOO_DEEP",
    ),
    "31 questions in fragments": (
        "{ ...a ...b }"
        + "".join(
            f"fragment {name} on Query {{"
            + " ".join(f"{name}{i}: universities {{ totalCount }}" for i in range(16))
            + "}"
            for name in "ab"
        ),
        "TOO_DEEP",
    ),
    "fragments that double 60 times": (
        "{ universities { nodes { ...f0 } } }" + DOUBLING + "fragment f60 on University { id }",
        "TOO_DEEP",
    ),
    "fragments that make a million fields": (
        "{ universities { nodes { ...f0 } } }" + WIDENING + "fragment f20 on University { id }",
        "TOO_DEEP",
    ),
    "a filter of 1,000 alternatives": (
        "{ universities(where: { anyOf: [" + "{}, " * 1000 + "] }) { totalCount } }",
        "TOO_BIG",
    ),
    "a filter of 21 levels": (
        f"{{ universities(where: {nested('{not: ', '{}', '}', MAX_FILTER_LEVELS)}) {{ totalCount }} }}",
        "TOO_BIG",
    ),
    "a filter of relationships within relationships": (
        f"{{ universities(where: {nested('{partners: {some: ', '{}', '}}', 4)}) {{ totalCount }} }}",
        "TOO_BIG",
    ),
    "101 of a page": ("{ universities(first: 101) { nodes { id } } }", "BAD_USER_INPUT"),
    "21 languages": (
        "{ universities { nodes { name(languages: [" + '"en", ' * 21 + "]) } } }",
        "BAD_USER_INPUT",
    ),
    "an id of nothing": (r'{ node(id: "\u0000") { id } }', "BAD_ID"),
    "a cursor of nothing": ('{ universities(after: "ю") { nodes { id } } }', "BAD_CURSOR"),
}


@pytest.mark.parametrize(("document", "code"), DOCUMENTS.values(), ids=DOCUMENTS)
async def test_document_that_asks_too_much_or_nothing_is_refused_before_it_reaches_the_store(
    asker: httpx.AsyncClient, document: str, code: str
) -> None:
    started = time.process_time()
    answer = await post(asker, document)
    assert time.process_time() - started < MAX_SECONDS
    assert set(codes(answer)) == {code}
    assert all(LIMITS.get(code, set()) <= error["extensions"].keys() for error in answer.json()["errors"])
    assert all(error["extensions"]["requestId"] for error in answer.json()["errors"])
    assert all(len(error["message"]) < 700 for error in answer.json()["errors"])
    assert not NO_RAW_WORDS.search(answer.text)


VARIABLES: dict[str, tuple[str, Any, str]] = {
    "2^63": ("Int", 2**63, "BAD_USER_INPUT"),
    "half a row": ("Int", 1.5, "BAD_USER_INPUT"),
    "a list": ("Int", [1], "BAD_USER_INPUT"),
    "1,000 levels": ("RegistryUniversityWhere", json.loads(nested('{"not":', "{}", "}", 250)), "TOO_DEEP"),
}


@pytest.mark.parametrize(("kind", "value", "code"), VARIABLES.values(), ids=VARIABLES)
async def test_variable_that_does_not_fit_is_refused(
    asker: httpx.AsyncClient, kind: str, value: Any, code: str
) -> None:
    argument = "first" if kind == "Int" else "where"
    answer = await post(asker, f"query ($v: {kind}) {{ universities({argument}: $v) {{ totalCount }} }}", v=value)
    assert codes(answer) == [code]
    assert LIMITS.get(code, set()) <= answer.json()["errors"][0]["extensions"].keys()
    assert not NO_RAW_WORDS.search(answer.text)


async def test_20_000_ids_are_refused_quickly(asker: httpx.AsyncClient) -> None:
    started = time.process_time()
    answer = await post(asker, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["univ_a"] * 20_000)
    assert codes(answer) == ["TOO_BIG"]
    assert time.process_time() - started < MAX_SECONDS


async def test_status_tells_of_a_refused_document_only_in_the_media_type_of_graphql(asker: httpx.AsyncClient) -> None:
    for query in ("{", TOO_BIG):
        plain = await asker.post("/graphql", json={"query": query})
        own = await asker.post("/graphql", json={"query": query}, headers={"accept": RESPONSE_JSON})
        assert (plain.status_code, own.status_code) == (200, 400)
        assert "data" not in own.json()
    assert own.headers["content-type"].startswith(RESPONSE_JSON)


async def test_query_string_asks_and_a_head_request_gives_the_same_without_a_body(asker: httpx.AsyncClient) -> None:
    asked = {"params": {"query": "query A { __typename } query B { b: __typename }", "operationName": "B"}}
    answer = await asker.get("/graphql", **asked)  # type: ignore[arg-type]
    assert answer.json()["data"] == {"b": "Query"}
    head = await asker.head("/graphql", **asked)  # type: ignore[arg-type]
    assert (head.status_code, head.content) == (200, b"")


PAGE = "text/html"
ACCEPTED = {
    "a browser": ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", PAGE),
    "JSON rather than a page": ("application/json, text/html;q=0.1", "application/json"),
    "no page": ("text/html;q=0, application/json", "application/json"),
    "no page but anything": ("text/html;q=0, */*;q=0.5", "application/json"),
    "anything": ("*/*", "application/json"),
    "nothing said": ("", "application/json"),
    "any application": ("application/*", "application/json"),
    "GraphQL's own, and no other": ("application/*;q=0.5, application/json;q=0", RESPONSE_JSON),
    "the more exact one counts": ("*/*;q=1, application/json;q=0.2, text/html;q=0.1", RESPONSE_JSON),
    "as Apollo's clients say": ("multipart/mixed;deferSpec=20220824, application/json", "application/json"),
    "the first of two": (f"{RESPONSE_JSON}, application/json", RESPONSE_JSON),
    "with a charset": ("application/json; charset=utf-8; q=0.5", "application/json"),
    "a comma in quotes": ('text/plain;a="x, text/html", application/json', "application/json"),
}


@pytest.mark.parametrize(("accept", "kind"), ACCEPTED.values(), ids=ACCEPTED)
async def test_media_type_of_the_best_quality_is_given(asker: httpx.AsyncClient, accept: str, kind: str) -> None:
    answer = await asker.get("/graphql", params={"query": "{ __typename }"}, headers={"accept": accept})
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.headers["vary"].startswith("accept, accept-encoding")  # the page is the same for all
    assert ("authorization" in answer.headers["vary"]) is (kind != PAGE)


async def test_several_lines_of_what_is_accepted_are_one_list(asker: httpx.AsyncClient) -> None:
    lines = [("accept", "application/json"), ("accept", "text/csv")]
    answer = await asker.get("/graphql", params={"query": "{ __typename }"}, headers=lines)
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json; charset=utf-8; foo=bar", 200),
        ('application/json; foo="a;b" ; charset="UTF-8"', 200),
        ("Application/JSON;", 200),
        ("application/json; charset=utf-16", 415),
        ("application/json; charset=utf-8; charset=latin1", 415),
        ("application/json, text/plain", 415),
        ("application/json; a=b, text/plain", 415),
        ("application/json;" + " " * 60_000, 415),
    ],
)
async def test_parameters_of_a_media_type_stand_in_any_order(asker: httpx.AsyncClient, kind: str, status: int) -> None:
    answer = await asker.post("/graphql", content=b'{"query":"{__typename}"}', headers={"content-type": kind})
    assert answer.status_code == status


async def test_two_media_types_of_a_body_are_one_too_many(asker: httpx.AsyncClient) -> None:
    lines = [("content-type", "text/plain"), ("content-type", "application/json")]
    answer = await asker.post("/graphql", content=b'{"query":"{__typename}"}', headers=lines)
    assert codes(answer) == ["UNSUPPORTED_MEDIA_TYPE"]


async def test_null_in_a_query_string_is_as_good_as_nothing(asker: httpx.AsyncClient) -> None:
    asked = {"query": "{ __typename }", "variables": "null", "extensions": " null "}
    assert (await asker.get("/graphql", params=asked)).json()["data"] == {"__typename": "Query"}


PACKED = gzip.compress(b'{"query":"{__typename}"}')
ENCODED = {
    "gzip": (PACKED, "gzip", 200, []),
    "gzip by its old name": (PACKED, "X-GZIP", 200, []),
    "as it is": (b'{"query":"{__typename}"}', "identity", 200, []),
    "another one": (PACKED, "br", 415, ["UNSUPPORTED_MEDIA_TYPE"]),
    "nonsense": (b'{"query":"{__typename}"}', "nonsense", 415, ["UNSUPPORTED_MEDIA_TYPE"]),
    "twice": (PACKED, "gzip, gzip", 415, ["UNSUPPORTED_MEDIA_TYPE"]),
    "gzip that is none": (b'{"query":"{__typename}"}', "gzip", 400, ["BAD_REQUEST"]),
    "half of it": (PACKED[:-9], "gzip", 400, ["BAD_REQUEST"]),
    "more behind it": (PACKED + b"x", "gzip", 400, ["BAD_REQUEST"]),
    "nothing": (b"", "gzip", 400, ["BAD_REQUEST"]),
    "a bomb": (gzip.compress(b" " * 1024 * KIB + b" "), "gzip", 413, ["BODY_TOO_LARGE"]),
}


@pytest.mark.parametrize(("content", "encoding", "status", "found"), ENCODED.values(), ids=ENCODED)
async def test_body_is_read_in_gzip_or_refused_with_the_encodings_that_are(
    asker: httpx.AsyncClient, content: bytes, encoding: str, status: int, found: list[str]
) -> None:
    answer = await asker.post("/graphql", content=content, headers={**JSON, "content-encoding": encoding})
    assert (answer.status_code, codes(answer)) == (status, found)
    assert answer.headers.get("accept-encoding") == ("gzip" if status == 415 else None)


@pytest.mark.parametrize("path", ["/assets", "/assets/", "/healthz/", "/schema.graphql/", "//evil.example/"])
async def test_no_path_leads_to_a_host_that_the_client_names(asker: httpx.AsyncClient, path: str) -> None:
    answer = await asker.get(f"http://registry{path}", headers={"host": "evil.example"})
    assert (answer.status_code, codes(answer)) == (404, ["NO_SUCH_PATH"])


async def test_paths_that_clients_guess_are_answered(asker: httpx.AsyncClient) -> None:
    by_post = await asker.post("/graphql/", json={"query": "{ __typename }"})
    assert by_post.json()["data"] == {"__typename": "Query"}
    page = await asker.get("/graphql/?query=%7B__typename%7D", headers={"accept": PAGE})
    assert (page.status_code, page.headers["location"]) == (308, "../graphql?query=%7B__typename%7D")
    assert "Disallow: /" in (await asker.get("/robots.txt")).text
    icon = await asker.get("/favicon.ico")
    assert icon.headers["content-type"] == (await asker.get("/assets/icon.svg")).headers["content-type"]


async def test_client_may_name_its_request_but_not_write_into_our_log_with_it(asker: httpx.AsyncClient) -> None:
    named = await asker.get("/healthz", headers={"x-request-id": "client-17"})
    assert named.headers["x-request-id"] == "client-17"
    odd = await asker.get("/healthz", headers={"x-request-id": 'a" b'})
    assert re.fullmatch("[0-9a-f]{32}", odd.headers["x-request-id"])


async def test_introspection_as_the_tools_send_it_is_within_the_limits(asker: httpx.AsyncClient) -> None:
    asked = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    answer = await post(asker, asked)
    assert codes(answer) == []
    assert {"University", "Contact"} <= {each["name"] for each in answer.json()["data"]["__schema"]["types"]}


STRINGS = {"a zero": "a\0b", "long": "ы" * MAX_TEXT, "quotes": "\"'`\\$p0 }", "beyond the plane": "\U0001f3eb\uffff"}
ASKED = {
    "search": "query ($t: String!) { search(text: $t) { totalCount } }",
    "a name": "query ($t: String!) { university(identifier: { value: $t }) { id } }",
    "a key": "query ($t: String!) { country(code: $t) { id } }",
    "a beginning": "query ($t: String!) { universities(where: { name: { startsWith: $t } }) { totalCount } }",
    "an id": 'query ($t: String!) { universities(where: { id: { in: [$t, "x"] } }) { totalCount } }',
    "a language": "query ($t: String!) { countries { nodes { name(languages: [$t]) } } }",
}


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
async def test_any_text_can_be_asked_for_on_both_stores(ask: Ask, text: str) -> None:
    for said, query in ASKED.items():
        asked = await ask(query, t=text)
        assert asked.errors == [], said


TOO_LONG = {
    "search": ("query ($t: String!) { search(text: $t) { totalCount } }", "search.text"),
    "a name": ("query ($t: String!) { a: university(identifier: { value: $t }) { id } }", "a.identifier.value"),
    "a name in the document": (
        '{ university(identifier: { value: "' + "\ufdfa" * 60_000 + '" }) { id } }',
        "university.identifier.value",
    ),
    "names": ('query ($t: String!) { resolve(names: ["a", $t]) { certainCount } }', "resolve.names.1"),
    "a key": ("query ($t: String!) { country(code: $t) { id } }", "country.code"),
    "a slug": ("query ($t: String!) { office(slug: $t) { id } }", "office.slug"),
    "an id": ("query ($t: ID!) { node(id: $t) { id } }", "node.id"),
    "a filter": (
        "query ($t: String!) { universities(where: { anyOf: [{ name: { in: [$t] } }] }) { totalCount } }",
        "universities.where.anyOf.0.name.in.0",
    ),
    "a filter below": (
        "query ($t: String!) { universities { nodes { p: partners(where: { name: { eq: $t } }) { totalCount } } } }",
        "p.where.name.eq",
    ),
    "a cursor": ("query ($t: String!) { universities(after: $t) { nodes { id } } }", "universities.after"),
    "a language": ("query ($t: String!) { countries { nodes { name(languages: [$t]) } } }", "name.languages.0"),
}


@pytest.mark.parametrize(("query", "field"), TOO_LONG.values(), ids=TOO_LONG)
async def test_text_that_no_name_has_is_refused_before_anything_is_made_of_it(
    asker: httpx.AsyncClient, query: str, field: str
) -> None:
    started = time.process_time()
    answer = await post(asker, query, **({"t": "\ufdfa" * 300_000} if "$t" in query else {}))
    (error,) = answer.json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("BAD_USER_INPUT", field)
    assert time.process_time() - started < MAX_SECONDS


async def test_numbers_at_the_edges_can_be_asked_for_on_both_stores(ask: Ask) -> None:
    query = "query ($n: Int!, $f: Float!) { universities(where: { founded: { eq: $n } }) { totalCount } \
        cities(where: { latitude: { gt: $f } }) { totalCount } }"
    for n, f in ((2**31 - 1, 1.7e308), (-(2**31), -1.7e308), (0, 5e-324)):
        asked = await ask(query, n=n, f=f)
        assert asked.errors == []
        assert asked.data["universities"] == {"totalCount": 0}


async def test_filter_as_deep_and_as_wide_as_allowed_is_answered_on_both_stores(ask: Ask) -> None:
    negated = nested("{not: ", "{}", "}", MAX_FILTER_LEVELS - 2)
    deep = await ask(f"{{ universities(where: {negated}) {{ totalCount }} }}")
    wide = await ask("{ universities(where: { anyOf: [" + "{ founded: { eq: 1 } }, " * 40 + "] }) { totalCount } }")
    assert (deep.errors, wide.errors) == ([], [])
    assert deep.data["universities"]["totalCount"] > 0
    assert wide.data["universities"]["totalCount"] == 0
