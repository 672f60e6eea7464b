"""A page of another origin, in headless Chromium: it asks where REGISTRY_CORS_ORIGINS names it, and else not."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import CHROMIUM, FLAGS, playwright
from tests.serving import Serving

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on PATH (apt-get install chromium, or set CHROMIUM)"
)
ASK = """
async ([address, method, query]) => {
  const url = method === 'GET' ? `${address}/graphql?query=${encodeURIComponent(query)}` : `${address}/graphql`
  const headers = {
    'content-type': 'application/json', 'apollo-require-preflight': 'true', 'x-apollo-operation-name': 'A',
    'x-request-id': 'of-the-page', accept: 'application/json',
  }
  const body = method === 'POST' ? JSON.stringify({query}) : undefined
  try {
    const answer = await fetch(url, {method, headers, body})
    const read = name => answer.headers.get(name)
    return {status: answer.status, answer: await answer.json(), id: read('x-request-id'), tag: read('etag')}
  } catch (error) {
    return {blocked: String(error)}
  }
}
"""


class Page(SimpleHTTPRequestHandler):
    """Serves the pages of a folder, without a word."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def pages(folder: Path) -> Iterator[str]:
    """The origin of a folder of pages."""
    (folder / "index.html").write_text("<!doctype html><title>a page</title>")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Page, directory=os.fspath(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What comes of a question of a page: by whether its origin is allowed, the method and the document."""
    folder = tmp_path_factory.mktemp("origins")
    with pages(tmp_path_factory.mktemp("page")) as allowed, pages(tmp_path_factory.mktemp("other")) as other:
        serving = Serving.start(folder, REGISTRY_CORS_ORIGINS=allowed)
        with playwright.sync_playwright() as started:
            chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

            def ask(*, of_the_allowed: bool, method: str, query: str) -> Any:
                page = chromium.new_page()
                page.goto(allowed if of_the_allowed else other)
                found = page.evaluate(ASK, [serving.address, method, query])
                page.close()
                return found

            yield ask
            chromium.close()
        assert serving.stop() == 0


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_page_of_an_allowed_origin_asks_and_reads_the_request_id_and_the_tag(asking: Any, method: str) -> None:
    found = asking(of_the_allowed=True, method=method, query="{ __typename }")
    assert (found["status"], found["answer"]["data"]) == (200, {"__typename": "Query"})
    assert found["id"] == "of-the-page"
    assert bool(found["tag"]) == (method == "GET")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_page_of_an_allowed_origin_reads_why_it_is_refused(asking: Any, method: str) -> None:
    found = asking(of_the_allowed=True, method=method, query="")
    assert (found["status"], found["answer"]["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")
    assert found["id"] == "of-the-page"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_page_of_another_origin_is_blocked(asking: Any, method: str) -> None:
    assert "blocked" in asking(of_the_allowed=False, method=method, query="{ __typename }")
