"""Histories of states: what follows from dates, and how a new state follows those that are held. No store."""

import pytest

from graph.history import ALWAYS, History, agreement_statuses, contact_stages, continue_history

TODAY = "2026-11-29"


def history(*told: tuple[str, str]) -> History:
    return History(tuple(state for _, state in told), tuple(day for day, _ in told))


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (contact_stages("LEAD", "2020-01-01", last_activity="2024-01-01"), [("2020-01-01", "LEAD")]),
        (contact_stages("DECLARED", "2020-01-01"), [("2020-01-01", "DECLARED")]),
        (contact_stages("DECLARED", "2020-01-01", last_activity="2021-05-01"),
         [("2020-01-01", "IN_TALKS"), ("2021-05-01", "DECLARED")]),
        (contact_stages("AGREED", "2020-01-01", last_activity="2024-01-01", signed="2021-02-03"),
         [("2020-01-01", "IN_TALKS"), ("2021-02-03", "AGREED")]),
        (contact_stages("AGREED", "2020-01-01", last_activity="2024-01-01"),
         [("2020-01-01", "IN_TALKS"), ("2024-01-01", "AGREED")]),
        (contact_stages("AGREED", "2020-01-01", signed="2019-02-03"), [("2020-01-01", "AGREED")]),
        (contact_stages("DORMANT", "2020-01-01", last_activity="2020-06-01", signed="2020-03-01"),
         [("2020-01-01", "IN_TALKS"), ("2020-03-01", "AGREED"), ("2021-06-01", "DORMANT")]),
        (contact_stages("DORMANT", "9999-06-01"), [("9999-06-01", "IN_TALKS"), ("9999-12-31", "DORMANT")]),
        (contact_stages("LOST", "2020-01-01", until="2022-01-01"),
         [("2020-01-01", "IN_TALKS"), ("2022-01-01", "LOST")]),
        (contact_stages("LOST", "2020-01-01", last_activity="2020-12-31"),
         [("2020-01-01", "IN_TALKS"), ("2021-01-01", "LOST")]),
        (agreement_statuses("DRAFT", signed="2020-01-01"), [(ALWAYS, "DRAFT")]),
        (agreement_statuses("IN_FORCE"), [(ALWAYS, "IN_FORCE")]),
        (agreement_statuses("IN_FORCE", signed="2020-02-01", valid_from="2020-01-01"),
         [(ALWAYS, "DRAFT"), ("2020-01-01", "IN_FORCE")]),
        (agreement_statuses("TERMINATED", valid_from="2020-01-01", valid_to="2020-12-31"),
         [(ALWAYS, "DRAFT"), ("2020-01-01", "IN_FORCE"), ("2021-01-01", "TERMINATED")]),
    ],
)  # fmt: skip
def test_what_was_before_the_last_state_follows_from_dates(found: History, right: list[tuple[str, str]]) -> None:
    assert found == history(*right)


@pytest.mark.parametrize(
    ("held", "told", "right"),
    [
        # Nothing lies after the day of the load.
        (None, [("2020-01-01", "IN_FORCE"), ("2030-01-01", "EXPIRED")],
         [("2020-01-01", "IN_FORCE"), (TODAY, "EXPIRED")]),
        # Other dates of the same states are corrections.
        ([("2020-01-01", "A"), ("2021-01-01", "B")], [("2020-01-01", "A"), ("2021-03-01", "B")],
         [("2020-01-01", "A"), ("2021-03-01", "B")]),
        # What is held knows more.
        ([("2020-01-01", "A"), ("2021-01-01", "B"), ("2022-01-01", "C")], [("2020-01-01", "A"), ("2022-01-01", "C")],
         [("2020-01-01", "A"), ("2021-01-01", "B"), ("2022-01-01", "C")]),
        # A new state begins on its day, or where that lies before what is held, today.
        ([("2020-01-01", "A")], [("2020-01-01", "A"), ("2021-01-01", "B")],
         [("2020-01-01", "A"), ("2021-01-01", "B")]),
        ([("2020-01-01", "A"), ("2021-01-01", "B")], [("2020-01-01", "A")],
         [("2020-01-01", "A"), ("2021-01-01", "B"), (TODAY, "A")]),
    ],
)  # fmt: skip
def test_new_state_follows_those_that_are_held(
    held: list[tuple[str, str]] | None, told: list[tuple[str, str]], right: list[tuple[str, str]]
) -> None:
    assert continue_history(history(*held) if held else None, history(*told), TODAY) == history(*right)


@pytest.mark.parametrize(
    ("day", "state"), [("2019-12-31", None), ("2020-01-01", "A"), ("2020-12-31", "A"), ("2021-01-01", "B")]
)
def test_state_of_a_day_is_the_last_that_had_begun(day: str, state: str | None) -> None:
    assert history(("2020-01-01", "A"), ("2021-01-01", "B")).at(day) == state
