"""Whether a command may be done, given what the store holds: pure, and in an order that tells nobody what is hidden."""

from collections.abc import Iterator

from graph.write.action import Command
from graph.write.outcome import CONFLICT, FORBIDDEN, IMPOSSIBLE_MOVE, NOT_FOUND, Facts, RefusedError, UserError

UNKNOWN = "There is no such node."


def decide(command: Command, facts: Facts | None) -> None:
    """Raises RefusedError with all that is wrong of the first kind that is: what is hidden, who may, what has changed
    meanwhile, where the state can go, the rules. `facts`: None where the subject is not there, or hidden.
    """
    for stage in (_find, _allow, _compare, _move, _follow_rules):
        if problems := list(stage(command, facts or Facts(), facts is None)):
            raise RefusedError(*problems)


def _find(command: Command, facts: Facts, missing: bool) -> Iterator[UserError]:
    if missing:
        yield UserError(NOT_FOUND, UNKNOWN, "id")
        return
    for link in command.action.links:
        for place, each in enumerate(command.links.get(link.name, ())):
            seen = facts.linked.get((link.target, each))
            if seen is None or not command.author.sees(*seen):
                yield UserError(NOT_FOUND, UNKNOWN, link.name if link.most == 1 else f"{link.name}.{place}")


def _allow(command: Command, facts: Facts, _: bool) -> Iterator[UserError]:
    """Those who may are the institutions and offices to which the subject leads, or will lead."""
    action, author = command.action, command.author
    leads = [each for name in action.who for each in facts.links.get(name, ())]
    if action.opens:
        leads = [each for link in action.links if link.relationship in action.who for each in command.links[link.name]]
    if not (author.is_admin or author.mine.intersection(leads)):
        yield UserError(FORBIDDEN, f"Only its {' and its '.join(action.who)} may do this.")


def _compare(command: Command, facts: Facts, _: bool) -> Iterator[UserError]:
    if command.expected is not None and command.expected != facts.version:
        told = f"It has version {facts.version} by now, not {command.expected}."
        yield UserError(CONFLICT, told, "expectedVersion", facts.version, facts.changed)


def _move(command: Command, facts: Facts, _: bool) -> Iterator[UserError]:
    moves = command.action.moves
    if moves is None:
        return
    now = facts.properties.get(moves.state, "")
    allowed = moves.moves.get(now, ())
    if command.to not in allowed:
        where = f"it can go to {', '.join(allowed)}" if allowed else "it cannot be moved so"
        asked = moves.state if moves.only is None else None
        yield UserError(IMPOSSIBLE_MOVE, f"From {now} {where}.", asked)


def _follow_rules(command: Command, facts: Facts, _: bool) -> Iterator[UserError]:
    for rule in command.action.rules:
        if problem := rule(facts, command, command.today):
            yield problem
