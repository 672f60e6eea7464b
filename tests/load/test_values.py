"""Values of cells: what they are read as, and why they fail. No store."""

import pytest

from graph.load.sheets.values import Guesses, Order, Unreadable, clean, day, guarded, order_of


@pytest.mark.parametrize("text", ["\tMemo", "\rMemo", "=A1", "+7 495", "-", "@home", "Memo", "'90s"])
def test_guarded_text_is_read_like_the_text(text: str) -> None:
    assert clean(guarded(text)) == clean(text)


@pytest.mark.parametrize("text", ["27-12-31", "31-12-27", "01-02-27"])
def test_year_of_two_digits_between_hyphens_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="has a year of two digits, which may stand first or last"):
        day(text, Order.UNKNOWN, Guesses({}))
    assert order_of([text]) is Order.UNKNOWN


@pytest.mark.parametrize("time", ["99:99", "24:00", "10:60", "10:00:60", "00:00+99:00"])
def test_day_with_a_time_that_cannot_be_is_refused(time: str) -> None:
    with pytest.raises(Unreadable, match="is not a date"):
        day(f"2027-01-01T{time}", Order.UNKNOWN, Guesses({}))


@pytest.mark.parametrize("time", ["0:00", "23:59", "09:30:59.5", "00:00:00Z", "00:00+03:00"])
def test_day_with_a_time_is_read(time: str) -> None:
    assert day(f"2027-01-01T{time}", Order.UNKNOWN, Guesses({})) == "2027-01-01"
