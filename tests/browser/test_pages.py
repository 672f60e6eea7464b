"""The two pages as a person meets them: headless Chromium, a real server, no network."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from tests.browser.chromium import CHROMIUM, FLAGS, playwright

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
HOME = {"127.0.0.1", "localhost"}
WAIT_MS = 15_000
SETTLE_MS = 1_000  # a smooth scroll, or what a page still loads
START = "WyIiLDBd"
"""The cursor before the first change of any graph."""
FOLLOW = """([url, most]) => new Promise((told) => {
  const source = new EventSource(url), seen = [];
  source.addEventListener('next', (event) => {
    seen.push({ id: event.lastEventId, data: JSON.parse(event.data) });
    if (seen.length === most) { source.close(); told(seen); }
  });
})"""
EDITOR = ".graphiql-query-editor .view-line"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on PATH (apt-get install chromium, or set CHROMIUM)"
)


@dataclass(slots=True)
class Watch:
    """What a page did that a person does not see."""

    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, page: Any) -> None:
        page.on("request", lambda request: self._note_request(request.url))
        page.on("console", lambda message: self._note_console(message))  # noqa: PLW0108  # it maps methods
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname not in HOME:
            self.outside.append(url)

    def _note_console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(browser: Any, served: str, watch: Watch) -> Iterator[Any]:
    yield from _page(browser, served, watch, viewport=DESK)


@pytest.fixture
def phone(browser: Any, served: str, watch: Watch) -> Iterator[Any]:
    yield from _page(browser, served, watch, viewport=PHONE, is_mobile=True, has_touch=True)


def _page(browser: Any, served: str, watch: Watch, **device: Any) -> Iterator[Any]:
    context = browser.new_context(base_url=served, locale="en-GB", **device)
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    watch.follow(page)
    yield page
    context.close()


def _graphiql(query: str, **variables: object) -> str:
    return "/graphql?" + urlencode({"query": query, "variables": json.dumps(variables)})


def _given(url: str, name: str) -> str:
    return parse_qs(urlsplit(url).query)[name][0]


def _sideways_px(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def _ask_first_example(page: Any) -> None:
    page.goto("/")
    page.click(".card >> nth=0")
    page.wait_for_selector("#answer[aria-busy=false] .body > *")


def test_each_example_is_a_card_with_a_question(desk: Any) -> None:
    desk.goto("/")
    desk.wait_for_selector(".card")
    examples = desk.evaluate("fetch('/examples.json').then((response) => response.json())")

    assert desk.locator(".card strong").all_inner_texts() == [example["title"] for example in examples]
    assert all(desk.locator(".card span").all_inner_texts())


def test_clicked_example_shows_its_answer(desk: Any) -> None:
    _ask_first_example(desk)

    assert desk.inner_text("#answer h2") == desk.inner_text(".card[aria-pressed=true] strong")
    assert desk.inner_text("#answer .status").startswith("Answered in ")
    assert desk.locator("#answer .problem").count() == 0
    assert desk.locator("#answer .body").inner_text().strip()


def test_no_example_answers_with_an_error(desk: Any) -> None:
    desk.goto("/")
    desk.wait_for_selector(".card")
    failed = []
    for card in desk.locator(".card").all():
        card.click()
        desk.wait_for_selector("#answer[aria-busy=false] .body > *")
        if desk.locator("#answer .problem").count():
            failed.append((card.inner_text(), desk.inner_text("#answer .problem")))

    assert failed == []


def test_answer_is_also_shown_as_json(desk: Any) -> None:
    _ask_first_example(desk)
    desk.click(".views >> text=JSON")

    assert desk.inner_text("#answer pre").startswith('{\n  "data": {')


def test_long_answer_is_shown_in_steps(desk: Any) -> None:
    rows = [{"id": f"u{number:04}", "name": f"University {number}"} for number in range(3000)]
    desk.route("**/graphql", lambda route: route.fulfill(json={"data": {"universities": rows}}))
    _ask_first_example(desk)

    assert desk.locator("#answer tbody tr").count() == 50
    assert desk.inner_text("#answer .more span") == "Showing first 50 of 3,000"
    desk.click("#answer .more button")
    assert desk.locator("#answer tbody tr").count() == 250


def test_markup_in_an_answer_stays_text(desk: Any) -> None:
    desk.route(
        "**/graphql",
        lambda route: route.fulfill(json={"data": {"name": "<img src=x onerror=alert(1)>"}}),
    )
    _ask_first_example(desk)

    assert "<img src=x onerror=alert(1)>" in desk.inner_text("#answer .body")
    assert desk.locator("#answer img").count() == 0


def test_server_error_is_shown_in_its_own_words(desk: Any) -> None:
    refusal = {"errors": [{"message": "The question is too big.", "extensions": {"code": "TOO_BIG"}}]}
    desk.route("**/graphql", lambda route: route.fulfill(status=503, json=refusal))
    _ask_first_example(desk)

    assert "The question is too big." in desk.inner_text("#answer .problem")
    assert "TOO_BIG" in desk.inner_text("#answer .problem")


def test_search_finds_an_institution(desk: Any) -> None:
    desk.goto("/")
    desk.fill("#text", "Lomonosov")
    desk.wait_for_selector(".found li")

    assert re.search("Lomonosov|Ломоносов", desk.locator(".found li").first.inner_text())


def test_page_speaks_russian_and_remembers_it(desk: Any) -> None:
    desk.goto("/")
    desk.click(".languages >> text=RU")
    desk.reload()

    assert desk.inner_text("#examples-title") == "Примеры вопросов"
    assert desk.get_attribute("html", "lang") == "ru"


def test_example_opens_in_graphiql_with_its_query(desk: Any) -> None:
    _ask_first_example(desk)
    desk.click("text=Open in GraphiQL")
    desk.wait_for_selector(EDITOR)

    assert desk.title() == "Partner registry · GraphiQL"
    assert desk.locator(EDITOR).first.inner_text().strip()


def test_graphiql_runs_the_query_in_its_address(desk: Any) -> None:
    desk.goto(_graphiql("query Mine($yes: Boolean!) { __typename @include(if: $yes) }", yes=True))
    desk.wait_for_selector(EDITOR)
    desk.click(".graphiql-execute-button")
    answer = desk.locator(".graphiql-response .view-lines")
    answer.get_by_text("__typename").wait_for()

    assert "Query" in answer.inner_text()


def test_graphiql_follows_a_subscription(desk: Any) -> None:
    desk.goto(_graphiql(f'subscription {{ changed(after: "{START}", where: {{kind: [CREATED]}}) {{ kind }} }}'))
    desk.wait_for_selector(EDITOR)
    desk.click(".graphiql-execute-button")
    desk.locator(".graphiql-response .view-lines").get_by_text("CREATED").first.wait_for()
    desk.click(".graphiql-execute-button")  # which stops it now


def test_event_source_hears_changes_and_keeps_their_cursors(desk: Any) -> None:
    desk.goto("/")
    query = quote(f'subscription {{ changed(after: "{START}") {{ cursor }} }}')
    first = desk.evaluate(FOLLOW, [f"graphql?query={query}", 3])
    assert len({each["id"] for each in first}) == 3
    assert [each["data"]["data"]["changed"]["cursor"] for each in first] == [each["id"] for each in first]


def test_graphiql_completes_from_the_schema(desk: Any) -> None:
    desk.goto(_graphiql("{ __type"))
    desk.wait_for_selector(EDITOR)
    desk.click(EDITOR)
    desk.keyboard.press("Control+End")
    desk.keyboard.type("n")
    suggestion = desk.locator(".graphiql-query-editor .suggest-widget .monaco-list-row").first
    suggestion.wait_for()

    assert "__typename" in suggestion.inner_text()


def test_graphiql_keeps_what_is_typed_in_its_address(desk: Any) -> None:
    desk.goto(_graphiql("{ __typename }"))
    desk.wait_for_selector(EDITOR)
    desk.click(EDITOR)
    desk.keyboard.press("Control+Home")
    desk.keyboard.type("# mine ")

    desk.wait_for_url(lambda url: _given(url, "query") == "# mine { __typename }")


def test_graphiql_formats_query_and_variables(desk: Any, watch: Watch) -> None:
    desk.goto(_graphiql("query Mine($yes: Boolean!) { __typename @include(if: $yes) }", yes=True))
    desk.wait_for_selector(EDITOR)
    desk.click("[aria-label^='Prettify query']")

    desk.wait_for_url(lambda url: _given(url, "query").startswith("query Mine($yes: Boolean!) {\n  __typename"))
    desk.wait_for_url(lambda url: _given(url, "variables") == '{\n  "yes": true\n}\n')
    assert watch.complaints == []


def test_landing_page_needs_nothing_from_outside(desk: Any, watch: Watch) -> None:
    _ask_first_example(desk)
    desk.wait_for_load_state("networkidle")

    assert watch.outside == []
    assert watch.complaints == []


def test_graphiql_needs_nothing_from_outside(desk: Any, watch: Watch) -> None:
    desk.goto(_graphiql("{ __typename }"))
    desk.wait_for_selector(EDITOR)
    desk.click(".graphiql-execute-button")
    desk.click("[aria-label='Show Documentation Explorer']")
    desk.wait_for_selector(".graphiql-doc-explorer")
    desk.wait_for_timeout(SETTLE_MS)

    assert watch.outside == []
    assert watch.complaints == []


@pytest.mark.parametrize("address", ["/", "/graphql"])
def test_content_policy_forbids_foreign_scripts(desk: Any, address: str) -> None:
    policy = desk.goto(address).headers["content-security-policy"]

    assert "default-src 'self'" in policy
    assert "script-src" not in policy or "unsafe" not in policy.split("script-src")[1].split(";")[0]


def test_phone_reads_the_landing_page_without_scrolling_sideways(phone: Any) -> None:
    _ask_first_example(phone)

    assert _sideways_px(phone) == 0


def test_phone_is_taken_to_the_answer(phone: Any) -> None:
    _ask_first_example(phone)

    phone.wait_for_timeout(SETTLE_MS)
    assert 0 <= phone.locator("#answer").bounding_box()["y"] < 40


def test_phone_shows_graphiql_without_scrolling_sideways(phone: Any) -> None:
    phone.goto(_graphiql("{ __typename }"))
    phone.wait_for_selector(EDITOR)

    assert _sideways_px(phone) == 0
    assert phone.locator(".graphiql-response").bounding_box()["width"] > PHONE["width"] / 2
