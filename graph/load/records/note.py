"""What is special about rows of notes."""

from graph.load.record import Record
from graph.load.report import RejectedError

SUBJECTS = ("ABOUT_CONTACT", "ABOUT_UNIVERSITY", "ABOUT_PERSON")


def check(record: Record) -> None:
    """A note is about something."""
    if not any(record.targets(type) for type in SUBJECTS):
        raise RejectedError("contact", "is empty, and so are university and person")
