"""What is special about rows of intents: what institutions seek and offer."""

from graph.load.record import Record


def check(record: Record) -> None:
    """An intent does not end before it begins."""
    record.row.order("since", "until")
