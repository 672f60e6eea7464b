"""What is special about rows of contact points: each kind has a form of its own and is written in one way."""

import re

from graph.load.record import Record
from graph.load.report import RejectedError
from graph.vocabularies.forms import EMAIL, PHONE

BETWEEN_DIGITS = re.compile(r"[\s().-]+")


def check(record: Record) -> None:
    """The value is one of its kind. Whoever reads why a row is rejected is not told the value."""
    said = record.unit.properties
    text = str(said["value"])
    form, value = (EMAIL, _write_email(text)) if said["kind"] == "EMAIL" else (PHONE, BETWEEN_DIGITS.sub("", text))
    if refusal := form.refusal(value):
        raise RejectedError("value", refusal)
    said["value"] = value


def _write_email(text: str) -> str:
    """The domain in lower case; whether case counts before it, its host alone knows."""
    local, at, domain = text.rpartition("@")
    return f"{local}{at}{domain.lower()}"
