"""Does what commands say, in one transaction of one or two statements, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any
from uuid import uuid4

import orjson

from graph.changes.append import append_parameters
from graph.changes.change import change_of
from graph.changes.statements import CHANGE_BY_KEY, REGISTRY, follow_visibility
from graph.declared import node_type_of
from graph.load.visibility import level_parameters, rules
from graph.privacy import Level
from graph.store.clock import now_ms
from graph.store.store import Store, StoreRows, Transaction
from graph.store.values import plain_values
from graph.totals import TotalChanges
from graph.write.action import Command
from graph.write.decide import decide
from graph.write.effects import NodeWrite, writes_of
from graph.write.outcome import KEY_REUSED, CommandResult, CredentialError, Facts, RefusedError, UserError, Written
from graph.write.statements import apply_text, claim_text, linked_labels, open_text, opens_at_once

PUBLISHED = Level.PUBLIC.name, ()
"""Level and owners of nodes of types that are published as a whole."""
NEWEST = 2**31 - 1
"""Version after which there is none."""
REUSED = "This key was sent with another command before; send each command under a key of its own."


class _Refusals(Exception):  # noqa: N818
    """Rolls back a transaction in which commands were refused; has what came of them, and of those done before."""

    def __init__(self, outcomes: Mapping[str, CommandResult]) -> None:
        super().__init__()
        self.outcomes = outcomes


async def perform(store: Store, commands: Sequence[Command]) -> list[CommandResult]:
    """Does what commands of one action say, each once, however often it is sent under its key; gives what came of each.

    None of them may write to what another one names (`graph/write/group.py` sees to it). One that is refused rolls the
    transaction back, so nothing of it is written and its key stays free; the others are then done without it.
    Raises StoreError.
    """
    outcomes: dict[str, CommandResult] = {}
    while left := [each for each in commands if each.request_key not in outcomes]:
        try:
            outcomes |= await store.write(partial(_perform, commands=left))
        except _Refusals as refusals:
            outcomes |= refusals.outcomes
    return [outcomes[each.request_key] for each in commands]


async def _perform(transaction: Transaction, commands: Sequence[Command]) -> dict[str, CommandResult]:
    """What came of commands, by the keys of their requests. Raises _Refusals."""
    action, given = commands[0].action, _claim_parameters(commands)
    opening = _foresee(commands)
    if opening:
        (row,) = await transaction.run(open_text(action), opening.parameters | given)
        if row["told"]:
            return await opening.end(transaction, row["told"])
    else:
        (row,) = await transaction.run(claim_text(action), given)
    claimed = _Claimed.of(row)
    known: dict[str, CommandResult] = {}
    refused: dict[str, CommandResult] = {}
    ahead: list[tuple[Command, Facts]] = []
    for command in commands:
        key = command.request_key
        try:
            if claimed.requests[key]["fingerprint"] is not None:
                known[key] = await _answer_again(transaction, command, claimed.requests[key])
                continue
            claimed.check_credential(command)
            facts = claimed.facts_of(command)
            decide(command, facts)
            ahead.append((command, facts or Facts()))
        except (RefusedError, CredentialError) as problem:
            refused[key] = problem
    if refused:
        raise _Refusals(known | refused)
    if not ahead:
        return known
    application = _Application(ahead)
    return known | await application.end(transaction, await transaction.run(apply_text(action), application.parameters))


def _foresee(commands: Sequence[Command]) -> "_Application | None":
    """What commands write where all is there that they name, if that can be said before the store has told anything."""
    if not opens_at_once(commands[0].action):
        return None
    ahead = []
    for command in commands:
        named = [(link.target, each) for link in command.action.links for each in command.links[link.name]]
        facts = Facts(linked=dict.fromkeys(named, PUBLISHED))
        try:
            decide(command, facts)
        except RefusedError:
            return None  # what is not there is told first
        ahead.append((command, facts))
    return _Application(ahead)


def _claim_parameters(commands: Sequence[Command]) -> dict[str, Any]:
    action = commands[0].action
    linked: dict[str, set[str]] = {label: set() for label in linked_labels(action)}
    for link in action.links:
        for command in commands:
            linked[link.target].update(command.links.get(link.name, ()))
    credentials = {each.author.credential for each in commands}
    subjects = [
        {"id": each.subject, "expected": NEWEST if each.expected is None else each.expected} for each in commands
    ]
    return {
        "keys": sorted(each.request_key for each in commands),
        "credentials": sorted(credentials),
        "linked": {label: sorted(ids) for label, ids in linked.items()},
        "subjects": sorted(subjects, key=lambda each: each["id"]),
        "named": sum(map(len, linked.values())),
        "held": len(credentials - {""}),
        "at": now_ms(),
        "lock": uuid4().hex,
    }


@dataclass(frozen=True, slots=True)
class _Claimed:
    """What the store holds of what commands name, behind its locks.

    requests     what they were answered before, by their keys
    credentials  when keys were revoked and expire, by their ids
    linked       level and owners of linked nodes, by their labels and ids
    subjects     the rest, by the ids of the subjects
    """

    requests: Mapping[str, Mapping[str, Any]]
    credentials: Mapping[str, Mapping[str, Any]]
    linked: Mapping[tuple[str, str], tuple[str | None, tuple[str, ...]]]
    subjects: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "_Claimed":
        """Of the row that a first statement gives."""
        return cls(
            {each["key"]: each for each in row["requests"]},
            {each["id"]: each for each in row["credentials"]},
            {(each["label"], each["id"]): _level(each) for each in row["linked"]},
            {each["properties"]["id"]: each for each in row["subjects"]},
        )

    def check_credential(self, command: Command) -> None:
        """Raises CredentialError where the key of the author has ended since it was looked at."""
        if not command.author.credential:
            return
        key = self.credentials.get(command.author.credential)
        if key is None or key["revoked"] is not None or (key["expires"] is not None and key["expires"] <= now_ms()):
            raise CredentialError

    def facts_of(self, command: Command) -> Facts | None:
        """What the store holds of a command; None where its subject is not there, or hidden from the author."""
        if command.action.opens:
            return Facts(linked=self.linked)
        node, found = node_type_of(command.action.noun), self.subjects.get(command.subject)
        if found is None:
            return None
        subject = found["properties"]
        if node.privacy and not command.author.sees(subject.get("seen"), subject.get("owners")):
            return None
        changed = {name for diff in found["diffs"] for name in orjson.loads(diff)}
        return Facts(
            plain_values(subject),
            {name: tuple(ids) for name, ids in found["links"].items()},
            self.linked,
            subject.get("version") or 0,
            subject.get("head") or "",
            tuple(sorted(changed)),
        )


def _level(linked: Mapping[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    """Level and owners of a linked node: nodes of types that are published as a whole have none of their own."""
    if node_type_of(linked["label"]).privacy is None:
        return PUBLISHED
    return linked["seen"], tuple(linked["owners"] or ())


async def _answer_again(transaction: Transaction, command: Command, row: Mapping[str, Any]) -> Written:
    """What the same command was answered before. Raises RefusedError where it was another one."""
    if row["fingerprint"] != command.fingerprint:
        raise RefusedError(UserError(KEY_REUSED, REUSED, "idempotencyKey"))
    given = {"key": row["change"], "registry": REGISTRY}
    (found,) = await transaction.run(CHANGE_BY_KEY, given)
    return Written(row["entity"], change_of(found["change"]), found["seq"], found["lineage"], row["made"])


class _Application:
    """What commands write, given what the store holds of each: the parameters of `apply_text`, and what comes of it."""

    def __init__(self, ahead: Sequence[tuple[Command, Facts]]) -> None:
        self._ahead = ahead
        self._writes = [writes_of(command, facts) for command, facts in ahead]

    @property
    def parameters(self) -> dict[str, Any]:
        """What is set, and the changes."""
        appended = append_parameters([each.change for found in self._writes for each in found], rules())
        rows = iter(appended.pop("rows"))
        return {
            **appended,
            **level_parameters(*{each.node.name for each in self._writes[0] if each.node.privacy}),
            "commands": [
                _command_row(command, found, list(islice(rows, len(found))))
                for (command, _), found in zip(self._ahead, self._writes, strict=True)
            ],
        }

    async def end(self, transaction: Transaction, rows: StoreRows) -> dict[str, CommandResult]:
        """What came of the commands, by the keys of their requests; `rows` are those that the store tells of them.

        Writes what follows from levels that have changed.
        """
        action, told = self._ahead[0][0].action, {row["key"]: row for row in rows}
        outcomes: dict[str, CommandResult] = {}
        moved, totals = [], TotalChanges()
        for (command, facts), (subject, *made) in zip(self._ahead, self._writes, strict=True):
            key = command.request_key
            row = told[key]
            sees = command.author.sees(row["seen"], row["owners"]) if subject.node.privacy else True
            outcomes[key] = Written(
                command.subject,
                subject.change,
                row["seq"],
                row["lineage"],
                made[0].id if made else None,
                _merge_written(command, facts, subject) if sees else None,
            )
            before = facts.properties.get("seen")
            owners = [frozenset(each or ()) for each in (facts.properties.get("owners"), row["owners"])]  # in any order
            if not action.opens and (before != row["seen"] or owners[0] != owners[1]):
                moved.append(command.subject)
            totals.move(subject.node.name, before, row["seen"])
            for each in made:
                totals.move(each.node.name, None, row.get("madeSeen"))
        if moved:  # earlier changes are seen by those who see the subject now
            await transaction.run(follow_visibility(action.noun), {"ids": moved})
        await totals.write(transaction)
        return outcomes


def _merge_written(command: Command, facts: Facts, subject: NodeWrite) -> dict[str, Any]:
    """What a subject holds once the second statement has run."""
    written = {"id": command.subject, "version": subject.change.version}
    return {**facts.properties, **subject.properties, **written}


def _command_row(command: Command, writes: Sequence[NodeWrite], rows: list[Any]) -> dict[str, Any]:
    """What the second statement takes of a command; `rows` are its changes."""
    subject, *made = writes
    row = {
        "key": command.request_key,
        "fingerprint": command.fingerprint,
        "subject": command.subject,
        "change": subject.change.key,
        "made": made[0].id if made else None,
        "links": {link.name: list(command.links.get(link.name, ())) for link in command.action.links},
        "rows": rows,
        **_split("properties", subject),
    }
    for each in made:
        row |= _split("madeProperties", each)
    return row


def _split(name: str, write: NodeWrite) -> dict[str, Any]:
    """What sets properties: days apart from all else."""
    days = {each: write.properties[each] for each in write.node.dates if each in write.properties}
    return {name: {key: value for key, value in write.properties.items() if key not in days}, f"{name}Dates": days}
