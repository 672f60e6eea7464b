#!/usr/bin/env python3
"""The partner registry: one graph of universities, offices and contacts, asked through GraphQL.

`python server.py --help` lists the commands. Any ASGI server runs `create_app`: `uvicorn --factory server:create_app`.
"""

from starlette.types import ASGIApp

from commands import app


def create_app() -> ASGIApp:
    """The application as ASGI servers make it (serving.py). Raises SettingsError where a setting cannot be used."""
    from serving import make_app

    return make_app()


if __name__ == "__main__":
    app()
