"""What answers: the event loop and the HTTP parser are the ones in C."""

import asyncio

import pytest
import uvloop
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from running import run
from settings import Settings
from transport.connection import Connection
from transport.listening import Server
from transport.sockets import SocketConnection


async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers nothing."""


def test_http_is_parsed_by_httptools() -> None:
    assert issubclass(Connection, HttpToolsProtocol)


def test_sockets_are_ours_and_the_server_does_not_tell_its_name() -> None:
    config = Server(nothing, Settings.model_construct()).config
    config.load()
    assert config.ws_protocol_class is SocketConnection
    assert not config.ws_per_message_deflate
    assert config.encoded_headers == []


def test_commands_and_so_the_server_run_on_uvloop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logs.configure", lambda settings, service: None)

    async def loop(_: Settings) -> type:
        return type(asyncio.get_running_loop())

    assert run(loop) is uvloop.Loop
