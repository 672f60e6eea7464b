"""The actions of the program: declarations stand in `schema/`, and `schema/nouns.py` hands them over."""

from collections.abc import Sequence

from graph.write.action import Action

_declared: list[Action] = []


def declare_actions(actions: Sequence[Action]) -> None:
    """Makes these the actions of the program, in place of any others."""
    _declared[:] = actions


def declared_actions() -> tuple[Action, ...]:
    """The actions of the program, in the order of their names."""
    return tuple(sorted(_declared, key=lambda each: each.name))
