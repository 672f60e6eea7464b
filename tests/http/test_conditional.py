"""A client that asks again by GET gets a body only where the answer is another one."""

import httpx
import pytest

from tests.http.answering import RESPONSE_JSON

ASKED = {"query": "{ __schema { types { name } } }"}


async def asked(asker: httpx.AsyncClient, held: str = "", query: str = "", **headers: str) -> httpx.Response:
    """The answer to a GET by a client that holds the answer of a tag."""
    own = {**({"if-none-match": held} if held else {}), **headers}
    return await asker.get("/graphql", params={"query": query} if query else ASKED, headers=own)


async def test_answer_of_a_get_has_a_weak_tag_and_must_be_asked_about(asker: httpx.AsyncClient) -> None:
    first, again = await asked(asker), await asked(asker)
    assert first.headers["etag"].startswith('W/"') and first.headers["etag"] == again.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    assert "accept" in [each.strip().lower() for each in first.headers["vary"].split(",")]


@pytest.mark.parametrize("held", ["{tag}", '"other", {tag}', "{strong}", "*"])
async def test_answer_that_is_held_is_not_sent_again(asker: httpx.AsyncClient, held: str) -> None:
    tag = (await asked(asker)).headers["etag"]
    answer = await asked(asker, held.format(tag=tag, strong=tag.removeprefix("W/")))
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert "x-request-id" in answer.headers


async def test_other_answer_is_sent(asker: httpx.AsyncClient) -> None:
    tag = (await asked(asker)).headers["etag"]
    other_question = await asked(asker, tag, "{ __typename }")
    other_type = await asked(asker, tag, accept=RESPONSE_JSON)
    assert [each.status_code for each in (other_question, other_type)] == [200, 200]
    assert tag not in (other_question.headers["etag"], other_type.headers["etag"])


@pytest.mark.parametrize(
    "path", ["/graphql", "/schema.graphql", "/examples.json", "/robots.txt", "/assets/icon.svg", "/"]
)
async def test_each_encoding_has_its_own_tag_and_caches_know_that_there_are_several(
    asker: httpx.AsyncClient, path: str
) -> None:
    params = ASKED if path == "/graphql" else {}
    tags = set()
    for encoding in ("identity", "gzip", "br"):
        wanted = {"accept-encoding": encoding}
        answer = await asker.get(path, params=params, headers=wanted)
        assert answer.headers.get("content-encoding", "identity") in (encoding, "identity")
        held = await asker.get(path, params=params, headers={**wanted, "if-none-match": answer.headers["etag"]})
        assert (held.status_code, held.content, "content-length" in held.headers) == (304, b"", False)
        assert held.headers["vary"] == answer.headers["vary"]
        assert "accept-encoding" in answer.headers["vary"].split(", ")
        tags.add((answer.headers.get("content-encoding", "identity"), answer.headers["etag"]))
    assert len({tag for _, tag in tags}) == len(tags) == len({encoding for encoding, _ in tags})


async def test_client_that_holds_another_encoding_gets_the_one_it_asks_for(asker: httpx.AsyncClient) -> None:
    packed = await asked(asker, **{"accept-encoding": "br"})
    plain = await asked(asker, packed.headers["etag"], **{"accept-encoding": "identity"})
    assert plain.status_code == 200 and plain.json() == packed.json()


async def test_several_lines_of_tags_are_one_list(asker: httpx.AsyncClient) -> None:
    tag = (await asked(asker)).headers["etag"]
    lines = [("if-none-match", tag), ("if-none-match", '"other"')]
    assert (await asker.get("/graphql", params=ASKED, headers=lines)).status_code == 304


async def test_head_tells_the_tag_of_the_get(asker: httpx.AsyncClient) -> None:
    head = await asker.head("/graphql", params=ASKED)
    assert head.headers["etag"] == (await asked(asker)).headers["etag"]


async def test_error_and_answer_of_a_post_have_no_tag(asker: httpx.AsyncClient) -> None:
    failed = await asked(asker, "*", "{ nothing }")
    by_post = await asker.post("/graphql", json=ASKED, headers={"if-none-match": "*"})
    assert failed.status_code == 200 and "errors" in failed.json()
    assert by_post.status_code == 200 and by_post.json()["data"]
    assert "etag" not in failed.headers and "etag" not in by_post.headers
