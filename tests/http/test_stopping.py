"""A server that is told to stop while questions run: they have some seconds, and are then told so in JSON."""

import asyncio
import logging
import signal

import pytest

from process.application import application
from process.registry import registry_of
from settings import Settings
from tests.http.wire import Answer, exchange, get, post, served, silent_store

QUESTION = b'{"query":"{ countries { totalCount } }"}'
GRACE = 0.5


async def test_question_that_is_cut_off_is_told_to_come_again_and_is_no_defect(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("transport.listening.GRACE_SECONDS", GRACE)
    settings = Settings.model_construct(cors_origins="*")
    async with silent_store() as store, served(application(settings, registry_of(store, settings)), settings) as at:
        port, server = at
        caplog.clear()
        asked = post(QUESTION, b"Origin: http://page.example", b"X-Request-Id: mine")
        waiting = [
            asyncio.create_task(exchange(port, asked, ends=False)),
            asyncio.create_task(exchange(port, post(QUESTION)[:-5], ends=False)),
            asyncio.create_task(exchange(port, get()[:-2], ends=False)),
            asyncio.create_task(exchange(port, b"", ends=False)),
        ]
        await asyncio.sleep(GRACE)
        server.handle_exit(signal.SIGTERM, None)
        cut, half_sent, headless, idle = await asyncio.gather(*waiting)
    for answers in (cut, half_sent):
        (answer,) = answers
        assert (answer.status, answer.code, answer.headers["retry-after"]) == (503, "SHUTTING_DOWN", "2")
    assert cut[0].headers["x-request-id"] == "mine"
    assert cut[0].headers["access-control-allow-origin"] == "*"
    assert headless == idle == []
    assert [each.message for each in caplog.records if each.levelno >= logging.ERROR or each.exc_info] == []


async def test_question_that_is_answered_in_time_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transport.listening.GRACE_SECONDS", 10)
    settings = Settings.model_construct(request_deadline=1.0)
    async with silent_store() as store, served(application(settings, registry_of(store, settings)), settings) as at:
        port, server = at
        waiting = asyncio.create_task(exchange(port, post(QUESTION), ends=False))
        await asyncio.sleep(0.3)
        server.handle_exit(signal.SIGTERM, None)
        answers: list[Answer] = await waiting
    assert [(each.status, each.code, each.headers["connection"]) for each in answers] == [(200, "TIMEOUT", "close")]
