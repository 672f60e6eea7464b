"""Pages of other origins: which may ask (REGISTRY_CORS_ORIGINS), and what they may read (docs/decisions/0010)."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

import logs
from engine.faults import error_body
from errors import Code

METHODS = ("GET", "HEAD", "POST")
ANY = ("*",)
"""Headers: there are no cookies, so none can do harm but the one below; and each client library has some of its own."""
CREDENTIALS = "authorization"
"""The header that says who asks: only pages of origins that are named may send it."""
READABLE = ("x-request-id", "etag", "retry-after", "www-authenticate")
KEPT_SECONDS = 7_200
"""How long a browser may remember that it may ask; Chromium's own most."""
REFUSED = 400


def with_origins(app: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """The application, for pages of these origins too."""
    return Origins(app, origins, METHODS, ANY, expose_headers=READABLE, max_age=KEPT_SECONDS) if origins else app


class Origins(CORSMiddleware):
    """Starlette's, which refuses in plain text."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """Whether a page may send what it wants to."""
        response = super().preflight_response(request_headers)
        told = f"{bytes(response.body).decode()}."
        if self.allow_all_origins and _sends_credentials(request_headers):
            told = "Pages of named origins alone may say who asks."
        elif response.status_code != REFUSED:
            return response
        kept = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
        return JSONResponse(error_body(Code.BAD_REQUEST, told, logs.request_id.get()), REFUSED, kept)


def _sends_credentials(request_headers: Headers) -> bool:
    wanted = request_headers.get("access-control-request-headers", "")
    return CREDENTIALS in (each.strip().lower() for each in wanted.split(","))
