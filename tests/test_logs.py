"""The log: one line an event, for machines or for people."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import logs
from settings import Settings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    others = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers = handlers
    root.setLevel(level)
    for name, own in others.items():
        logging.getLogger(name).setLevel(own)
    logs.request_id.set("")


def logged(capsys: pytest.CaptureFixture[str], **settings: Any) -> list[str]:
    logs.configure(Settings.model_construct(**settings))
    logs.request_id.set("request-1")
    log = logging.getLogger("registry")
    log.debug("a detail")
    log.info("request completed", extra={"operation": "Имена", "ms": 1.5, "codes": ["BAD_ID"]})
    try:
        raise KeyError("a defect")
    except KeyError:
        log.exception("failed")
    logging.getLogger("neo4j.io").error("the driver's own view")
    return capsys.readouterr().err.splitlines()


def test_machines_get_one_json_object_a_line_with_the_request_id(capsys: pytest.CaptureFixture[str]) -> None:
    answered, failed = map(json.loads, logged(capsys, log_format="json"))
    assert answered | {"timestamp": ""} == {
        "event": "request completed",
        "level": "info",
        "logger": "registry",
        "timestamp": "",
        "request_id": "request-1",
        "operation": "Имена",
        "ms": 1.5,
        "codes": ["BAD_ID"],
    }
    assert "KeyError: 'a defect'" in failed["exception"]
    assert "locals" not in failed


def test_whatever_an_event_tells_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Settings.model_construct(log_format="json"))
    logging.getLogger("registry").warning("odd", extra={"number": 2**70, "name_": "\ud800", "folder": Path("x")})
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line) | {"timestamp": ""} == {
        "event": "odd",
        "level": "warning",
        "logger": "registry",
        "timestamp": "",
        "number": 2**70,
        "name_": "\ud800",
        "folder": "x",
    }


def test_log_that_no_person_reads_is_json_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(logged(capsys, log_format="auto")[0])["event"] == "request completed"


def test_people_get_text(capsys: pytest.CaptureFixture[str]) -> None:
    lines = logged(capsys, log_format="text")
    assert "request completed" in lines[0] and "operation=Имена" in lines[0] and "request-1" in lines[0]
    assert not lines[0].startswith("{")
    assert any("KeyError" in line for line in lines)


def test_text_of_a_client_neither_ends_a_line_nor_moves_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Settings.model_construct(log_format="text"))
    logging.getLogger("registry").info("request completed", extra={"path": "/a\n2026 error\x1b[2J", "status": 404})
    (line,) = capsys.readouterr().err.splitlines()
    assert r" path='/a\n2026 error\x1b[2J' status=404 " in line


def test_level_leaves_out_what_is_below_it(capsys: pytest.CaptureFixture[str]) -> None:
    events = [json.loads(line)["event"] for line in logged(capsys, log_format="json", log_level="ERROR")]
    assert events == ["failed"]
    events = [json.loads(line)["event"] for line in logged(capsys, log_format="json", log_level="DEBUG")]
    assert events == ["a detail", "request completed", "failed"]
