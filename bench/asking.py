"""Asks a GraphQL server one question, as a client with nothing else to do."""

import json
import urllib.request
from typing import Any

PATIENCE = 60.0
"""Seconds."""

Body = dict[str, Any]


class RefusalError(Exception):
    """A server answered with errors."""


def ask(url: str, body: Body) -> dict[str, Any]:
    """The data of the answer. Raises RefusalError, or OSError where nobody answers."""
    headers = {"content-type": "application/json", "accept": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        answer = json.load(response)
    if "errors" in answer:
        raise RefusalError(json.dumps(answer["errors"], ensure_ascii=False)[:500])
    data: dict[str, Any] = answer["data"]
    return data
