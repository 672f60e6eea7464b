"""The actions of the program: declarations stand in `schema/`, and `schema/nouns.py` hands them over."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.declared import node_type_of
from graph.write.action import Action

_declared: list[Action] = []


def declare_actions(actions: Sequence[Action]) -> None:
    """Makes these the actions of the program, in place of any others.

    Raises ValueError where a state cannot be reached or left, where an action would change who owns its noun, and where
    a noun does not tell its version.
    """
    faults = [*_faults_of_states(actions), *_faults_of_owners(actions), *_faults_of_versions(actions)]
    if faults:
        raise ValueError("; ".join(faults))
    _declared[:] = actions


def declared_actions() -> tuple[Action, ...]:
    """The actions of the program, in the order of their names."""
    return tuple(sorted(_declared, key=lambda each: each.name))


def moves_of(actions: Sequence[Action], noun: str) -> dict[str, dict[str, list[str]]]:
    """From each state of a noun where it can go: there, and by which actions, which stand by their names.

    The state in which it is opened is reached from the state that is called by an empty text.
    """
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for action in sorted((each for each in actions if each.noun == noun), key=lambda each: each.name):
        if action.begins:
            found[""][action.begins].append(action.name)
        for state, targets in action.moves.moves.items() if action.moves else ():
            for target in targets:
                found[state][target].append(action.name)
    return {state: dict(targets) for state, targets in found.items()}


def _faults_of_states(actions: Sequence[Action]) -> Iterator[str]:
    for noun in sorted({each.noun for each in actions if each.moves}):
        (state,) = {each.moves.state for each in actions if each.noun == noun and each.moves}
        states, moves = set(node_type_of(noun).properties[state].values), moves_of(actions, noun)
        reached, ahead = {""}, [""]
        while ahead:
            new = set(moves.get(ahead.pop(), ())) - reached
            reached |= new
            ahead += new
        named = {*moves, *(target for targets in moves.values() for target in targets)} - {""}
        for fault, found in (
            ("is no state", named - states),
            ("cannot be reached", states - reached),
            ("cannot be left", states - moves.keys()),
        ):
            yield from (f"{noun}: {each} {fault}" for each in sorted(found))


def _faults_of_owners(actions: Sequence[Action]) -> Iterator[str]:
    """Who owns a noun also owns what hangs on it, which an action does not look at."""
    for action in actions:
        privacy = node_type_of(action.noun).privacy
        owners = {each.partition(".")[0] for each in privacy.owners} if privacy else set()
        if not action.opens and not action.makes:
            linked = sorted(owners & {each.relationship for each in action.links})
            yield from (f"{action.name} links {each}, by which {action.noun} has its owners" for each in linked)


def _faults_of_versions(actions: Sequence[Action]) -> Iterator[str]:
    for noun in sorted({each.noun for each in actions}):
        if "version" not in node_type_of(noun).properties:
            yield f"{noun} has actions and no version"
