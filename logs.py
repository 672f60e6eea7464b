"""Logs: one line an event, JSON for machines or text for people, always with the request id where there is one."""

import logging
import sys
from contextvars import ContextVar

import structlog

from settings import Settings

request_id: ContextVar[str] = ContextVar("request_id", default="")
worker: int | None = None
"""The number of this process where several answer; then each line has it."""
as_json = False
"""Whether the lines are JSON."""
QUIET = {"neo4j": logging.CRITICAL, "asyncio": logging.WARNING, "uvicorn.error": logging.WARNING}
"""Loggers of others and their least level; the driver's errors come to us as exceptions, which are logged once."""


def _with_who(_: object, __: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    if request_id.get():
        event["request_id"] = request_id.get()
    if worker is not None:
        event["worker"] = worker
    return event


def configure(settings: Settings, *, service: bool = True) -> None:
    """Sends the standard library's logging through one formatter on standard error.

    `service`: nobody looks at what a service writes unless it is on a terminal; a command always speaks to a person.
    """
    global as_json  # noqa: PLW0603  # one process, one log
    automatic = service and not sys.stderr.isatty()
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and automatic)
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
        _with_who,
    ]
    last: list[structlog.types.Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level)
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)
