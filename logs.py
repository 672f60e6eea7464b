"""Logs: one line an event, JSON for machines or text for people, always with the request id where there is one."""

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

from settings import Settings

request_id: ContextVar[str] = ContextVar("request_id", default="")
worker: int | None = None
"""The number of this process where several answer; then each line has it."""
as_json = False
"""Whether the lines are JSON."""
QUIET = {"neo4j": logging.CRITICAL, "asyncio": logging.WARNING, "uvicorn.error": logging.WARNING}
"""Loggers of others and their least level; the driver's errors come to us as exceptions, which are logged once."""
_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}
"""Attributes that the standard library, or uvicorn, gives to a record; the others are the event's own."""


def _event_fields(record: logging.LogRecord) -> dict[str, Any]:
    """What the event told beside its words, and who it concerns."""
    fields = {name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
    if request_id.get():
        fields["request_id"] = request_id.get()
    if worker is not None:
        fields["worker"] = worker
    return fields


class JsonFormatter(logging.Formatter):
    """An object a line: `event`, `level`, `logger`, `timestamp` (UTC), the event's own fields, `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": datetime.fromtimestamp(record.created, UTC),
            **_event_fields(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        try:
            return orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z).decode()
        except TypeError:  # a number of over 64 bits, half of a character
            return json.dumps(line, default=str)


def _spell(value: str) -> str:
    """A value as it is, or in quotes: a client's path may hold the end of a line, or what a terminal obeys."""
    return value if value.isprintable() and not any(letter in " ='\"" for letter in value) else repr(value)


class TextFormatter(logging.Formatter):
    """`time level event name=value …`, and the stack of an exception below."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fields = "".join(f" {name}={_spell(str(value))}" for name, value in _event_fields(record).items())
        line = f"{time} {record.levelname.lower():8} {record.getMessage()}{fields} [{record.name}]"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def configure(settings: Settings, *, service: bool = True) -> None:
    """Sends the standard library's logging through one formatter on standard error.

    `service`: nobody looks at what a service writes unless it is on a terminal; a command always speaks to a person.
    """
    global as_json  # noqa: PLW0603  # one process, one log
    automatic = service and not sys.stderr.isatty()
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and automatic)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if as_json else TextFormatter())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level)
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)
