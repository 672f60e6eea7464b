"""What becomes of a request that fails on our side: an answer in our words."""

import asyncio
import logging

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.faults import OURS, RETRY_SOON, error_body
from errors import Code

log = logging.getLogger(__name__)

FAILED = 500


class FailureMiddleware:
    """An application that answers whatever becomes of the one within. `Requests` stands around it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 500 for a defect, and 503 where the server is told to stop and waits no longer."""
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        async def fail(status: int, code: Code, message: str, headers: dict[str, str]) -> None:
            scope["state"]["told"].codes = (code.name,)
            body = error_body(code, message, scope["state"]["request_id"])
            await JSONResponse(body, status, headers)(scope, receive, send)

        try:
            await self.app(scope, receive, note_start)
        except ClientDisconnect:
            raise
        except asyncio.CancelledError:
            if started:
                raise
            await fail(Code.SHUTTING_DOWN.status, Code.SHUTTING_DOWN, Code.SHUTTING_DOWN.meaning, RETRY_SOON)
        except Exception:
            if started:  # half an answer is out; the connection must break, and the server logs why
                raise
            log.exception("request failed")
            await fail(FAILED, Code.INTERNAL_SERVER_ERROR, OURS, {})
