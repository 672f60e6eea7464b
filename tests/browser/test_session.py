"""Signing in on the page for people: who asks is told, asks so, and leaves nothing behind."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import CHROMIUM, FLAGS, playwright
from tests.serving import command

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
WAIT_MS = 15_000
NOBODY = "Not signed in. What is published is shown."

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on PATH (apt-get install chromium, or set CHROMIUM)"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(base_url=served, locale="en-GB", viewport=DESK)
    made = context.new_page()
    made.set_default_timeout(WAIT_MS)
    yield made
    context.close()


@pytest.fixture(scope="module")
def folder(served: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the registry that is served."""
    return next(tmp_path_factory.getbasetemp().glob("served*/admin-key")).parent


def keys(folder: Path, *arguments: str) -> str:
    """What a command about keys prints."""
    ran = command("keys", *arguments, REGISTRY_DATA_DIR=str(folder))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def make_key(folder: Path, *arguments: str) -> Any:
    """A key with its id."""
    return json.loads(keys(folder, "create", *arguments, "--json"))


@pytest.fixture(scope="module")
def partner(folder: Path) -> str:
    """A key of an institution."""
    return str(make_key(folder, "Desk of MSU", "--institution", "msu.ru")["key"])


def sign_in(page: Any, key: str) -> None:
    page.click("#session .opener")
    page.fill("#key", key)
    page.press("#key", "Enter")


def is_told(page: Any, words: str) -> None:
    """Waits until the line of who is signed in says this."""
    page.locator("#session .who", has_text=words).wait_for()


def read_key(page: Any) -> str:
    """All that the page keeps beyond the tab, and shows in its address."""
    return str(page.evaluate("JSON.stringify([{...localStorage}, document.cookie, location.href])"))


def test_nobody_is_signed_in_at_first(page: Any) -> None:
    page.goto("/")
    is_told(page, NOBODY)
    assert page.is_hidden("#key") and page.is_hidden(".leaver")


def test_who_signs_in_is_named_and_asks_with_their_key(page: Any, partner: str) -> None:
    sent: list[str | None] = []
    page.on(
        "request", lambda asked: sent.append(asked.headers.get("authorization")) if "/graphql" in asked.url else None
    )
    page.goto("/")
    is_told(page, NOBODY)
    assert sent and not any(sent)
    sent.clear()
    sign_in(page, partner)
    is_told(page, "Signed in as Desk of MSU · partner · Lomonosov Moscow State University")
    assert page.evaluate("document.activeElement.classList.contains('leaver')")
    page.click(".card >> nth=0")
    page.wait_for_selector("#answer[aria-busy=false] .body > *")
    assert len(sent) > 1 and set(sent) == {f"Bearer {partner}"}
    assert partner not in read_key(page)
    assert partner not in page.content()


def test_key_goes_with_the_tab(page: Any, partner: str) -> None:
    page.goto("/")
    sign_in(page, partner)
    is_told(page, "Signed in as")
    page.reload()
    is_told(page, "Signed in as Desk of MSU")
    other = page.context.new_page()
    other.goto("/")
    is_told(other, NOBODY)


def test_who_signs_out_is_nobody_again_and_is_answered_so(page: Any, partner: str) -> None:
    page.goto("/")
    sign_in(page, partner)
    is_told(page, "Signed in as")
    page.click(".card >> nth=0")
    page.wait_for_selector("#answer[aria-busy=false] .body > *")
    with page.expect_request(lambda asked: "partnerMatches" in (asked.post_data or "")) as again:
        page.click(".leaver")
    assert "authorization" not in again.value.headers
    is_told(page, NOBODY)
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("document.activeElement.classList.contains('opener')")


def test_key_that_opens_nothing_is_refused_in_the_servers_words_and_not_kept(page: Any) -> None:
    page.goto("/")
    sign_in(page, "preg_wrong")
    page.locator("#key-problem[role=alert]", has_text="The key is not one of ours.").wait_for()
    assert page.get_attribute("#key", "aria-invalid") == "true"
    assert page.evaluate("sessionStorage.length") == 0
    is_told(page, NOBODY)
    page.fill("#key", "ключ")
    page.press("#key", "Enter")
    page.locator("#key-problem", has_text="A key has no spaces").wait_for()
    page.click("text=Cancel")
    assert page.is_hidden("#key")


def test_key_that_is_revoked_meanwhile_ends_the_session_and_what_is_shown_is_asked_again(
    page: Any, folder: Path
) -> None:
    made = make_key(folder, "For a moment")
    page.goto("/")
    sign_in(page, made["key"])
    is_told(page, "Signed in as For a moment")
    keys(folder, "revoke", made["id"])
    page.wait_for_timeout(1_500)  # every worker knows within a second
    page.click(".card >> nth=0")
    is_told(page, f"revoked. {NOBODY}")
    page.wait_for_selector("#answer[aria-busy=false] .body > *")
    assert page.locator("#answer .problem").count() == 0
    assert page.evaluate("sessionStorage.length") == 0


def test_graphiql_asks_as_who_is_signed_in(page: Any, folder: Path) -> None:
    page.goto("/")
    sign_in(page, (folder / "admin-key").read_text().strip())
    is_told(page, "administrator")
    page.goto("/graphql?query={viewer{role}}")
    page.wait_for_selector(".graphiql-query-editor .view-line")
    page.click(".graphiql-execute-button")
    page.locator(".graphiql-response .view-lines").get_by_text("ADMIN").wait_for()


def test_field_for_the_key_is_labelled_and_is_sent_by_no_form(page: Any) -> None:
    page.goto("/")
    page.click("#session .opener")
    assert page.get_by_label("Key or access token").get_attribute("type") == "password"
    assert page.get_attribute("#session .opener", "aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "key"
    assert page.get_attribute("#key", "name") is None  # a form that is sent without the script holds no key
    assert page.get_attribute("#session .who", "role") == "status"
    described = str(page.get_attribute("#key", "aria-describedby")).split()
    assert [page.locator(f"#{each}").count() for each in described] == [1, 1]


def test_phone_signs_in_without_scrolling_sideways(browser: Any, served: str, partner: str) -> None:
    context = browser.new_context(base_url=served, locale="ru-RU", viewport=PHONE, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto("/")
    sign_in(page, "preg_wrong")
    page.locator("#key-problem:not(:empty)").wait_for()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    page.fill("#key", partner)
    page.press("#key", "Enter")
    is_told(page, "Вы вошли как Desk of MSU · партнёр")
    assert page.evaluate(wide) == 0
    context.close()
