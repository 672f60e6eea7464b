"""Behind nginx with the lines that everybody writes for web sockets, its rules hold: no body gets past them."""

import asyncio
import re
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.http.wire import QUESTION, exchange, get, post, registry
from tests.streams.listening import listening
from tests.streams.talking import conversation, heard, subscribe

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
AROUND = """
daemon off; master_process off; pid {home}/nginx.pid; error_log {home}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; keepalive_timeout 0;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  {servers}
}}
"""
WEB_SOCKETS = """
map $http_upgrade $connection_upgrade { default upgrade; '' close; }
server {
  listen 443 ssl;
  location = /metrics { deny all; }
  location / {
    proxy_pass http://127.0.0.1:8000;
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
  }
}
"""
PAGE = (ROOT / "docs" / "operation.md").read_text("utf-8")
OF_THE_DOCS, FOR_ORIGINS = re.findall(r"```nginx\n(.*?)```", PAGE, re.DOTALL)
UPSTREAM = OF_THE_DOCS[: OF_THE_DOCS.index("server {\n  listen")]
UPGRADE = (b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA")

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx on this machine (apt-get install nginx-light)")


@asynccontextmanager
async def proxy(home: Path, servers: str) -> AsyncIterator[int]:
    """The port of nginx before a registry, with what stands for its servers in the configuration."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with registry() as behind:
        servers = servers.replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace(":8000", f":{behind}")
        settings = home / "nginx.conf"
        settings.write_text(AROUND.format(home=home, servers=servers))
        assert NGINX
        process = await asyncio.create_subprocess_exec(NGINX, "-p", home, "-c", settings, "-e", home / "error.log")
        try:
            while not listens(port):
                assert process.returncode is None, (home / "error.log").read_text()
                await asyncio.sleep(0.05)
            yield port
        finally:
            process.terminate()
            await process.wait()


def listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("servers", [WEB_SOCKETS, OF_THE_DOCS], ids=["for web sockets", "of the docs"])
async def test_path_that_the_proxy_denies_is_not_reached_in_the_body_of_another_request(
    servers: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "transport")
    async with proxy(tmp_path, servers) as port:
        assert [each.status for each in await exchange(port, get(b"/metrics"), ends=False)] == [403]
        for blank_lines in (0, 100_000, 200_000, 400_000):
            smuggled = b"\r\n" * blank_lines + get(b"/metrics", b"X-Request-Id: smuggled")
            head = post(smuggled, *UPGRADE).removesuffix(smuggled)
            (answer,) = await exchange(port, head, smuggled, ends=False)
            assert (answer.status, answer.code) == (400, "BAD_REQUEST")
    answered = [record for record in caplog.records if record.message == "request completed"]
    assert {record.path for record in answered} == {"/graphql"}  # type: ignore[attr-defined]


async def test_client_that_asks_for_http_2_is_answered_through_the_proxy(tmp_path: Path) -> None:
    whole = post(QUESTION, *UPGRADE)
    async with proxy(tmp_path, WEB_SOCKETS) as port:
        for parts in ((whole,), (whole.removesuffix(QUESTION), QUESTION)):
            (answer,) = await exchange(port, *parts, ends=False)
            assert (answer.status, b'"__typename":"Query"' in answer.body) == (200, True)


@pytest.mark.parametrize("servers", [WEB_SOCKETS, OF_THE_DOCS], ids=["for web sockets", "of the docs"])
async def test_sockets_and_events_get_through_the_proxy(servers: str, tmp_path: Path) -> None:
    async with proxy(tmp_path, servers) as port:
        async with conversation(port) as made:
            await subscribe(made, "{ __typename }")
            assert (await heard(made))["payload"]["data"] == {"__typename": "Query"}
        async with listening(port, "{ __typename }") as reader:
            assert [event.name async for event in reader.events()] == ["next", "complete"]


async def test_proxy_lets_pages_of_an_origin_ask_as_the_docs_say(tmp_path: Path) -> None:
    asked = b"OPTIONS /graphql HTTP/1.1\r\nHost: a\r\nAccess-Control-Request-Method: POST\r\n"
    asked += b"Access-Control-Request-Headers: content-type\r\nOrigin: %b\r\n\r\n"
    servers = UPSTREAM + FOR_ORIGINS.replace("server {", "server {\n  listen 443 ssl;")
    async with proxy(tmp_path, servers) as port:
        for origin, allowed in ((b"https://partners.example.edu", True), (b"https://evil.example", False)):
            preflight, answer, failure = [
                (await exchange(port, each, ends=False))[0]
                for each in (asked % origin, post(QUESTION, b"Origin: " + origin), post(b"{", b"Origin: " + origin))
            ]
            assert [each.status for each in (preflight, answer, failure)] == [204, 200, 400]
            for each in (preflight, answer, failure):
                assert each.headers.get("access-control-allow-origin") == (origin.decode() if allowed else None)
            assert preflight.headers["access-control-allow-headers"] == "content-type"
