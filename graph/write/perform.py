"""Does what a command says, in one transaction of two statements, or nothing."""

from collections.abc import Mapping
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
from graph.store.store import Store, Transaction
from graph.store.values import plain_values
from graph.write.action import Command
from graph.write.decide import decide
from graph.write.effects import NodeWrite, writes_of
from graph.write.outcome import KEY_REUSED, CredentialError, Facts, RefusedError, UserError, Written
from graph.write.statements import apply_text, claim_text, linked_labels

NEWEST = 2**31 - 1
"""Version after which there is none."""
REUSED = "This key was sent with another command before; send each command under a key of its own."


async def perform(store: Store, command: Command, today: str, request_id: str = "") -> Written:
    """Does what a command says, once, however often it is sent under its key.

    Raises RefusedError with what is wrong, CredentialError, and StoreError; the first two mean that nothing is written.
    """

    async def work(transaction: Transaction) -> Written:
        (row,) = await transaction.run(claim_text(command.action), _claim_parameters(command))
        if row["fingerprint"] is not None:
            return await _answer_again(transaction, command, row)
        _check_credential(command, row)
        facts = _facts_of(command, row)
        decide(command, facts, today)
        return await _apply(transaction, command, facts or Facts(), today, request_id)

    return await store.write(work)


def _claim_parameters(command: Command) -> dict[str, Any]:
    ids: dict[str, set[str]] = {label: set() for label in linked_labels(command.action)}
    for link in command.action.links:
        ids[link.target].update(command.links.get(link.name, ()))
    return {
        "key": command.request_key,
        "at": now_ms(),
        "lock": uuid4().hex,
        "credential": command.author.credential,
        "subject": command.subject,
        "expected": NEWEST if command.expected is None else command.expected,
        **{f"linked{label}": sorted(each) for label, each in ids.items()},
    }


async def _answer_again(transaction: Transaction, command: Command, row: Mapping[str, Any]) -> Written:
    """What the same command was answered before. Raises RefusedError where it was another one."""
    if row["fingerprint"] != command.fingerprint:
        raise RefusedError(UserError(KEY_REUSED, REUSED, "idempotencyKey"))
    given = {"key": row["change"], "registry": REGISTRY}
    (found,) = await transaction.run(CHANGE_BY_KEY, given)
    return Written(row["entity"], change_of(found["change"]), found["seq"], found["lineage"], row["made"])


def _check_credential(command: Command, row: Mapping[str, Any]) -> None:
    """Raises CredentialError where the key of the author has ended since it was looked at."""
    over = row["revoked"] is not None or (row["expires"] is not None and row["expires"] <= now_ms())
    if command.author.credential and (row["credential"] is None or over):
        raise CredentialError


def _facts_of(command: Command, row: Mapping[str, Any]) -> Facts | None:
    """What the store holds; None where the subject is not there, or hidden from the author."""
    linked = {(each["label"], each["id"]): _level(each) for each in row["linked"]}
    if command.action.opens:
        return Facts(linked=linked)
    subject = row["subject"]
    node = node_type_of(command.action.noun)
    if subject is None or (node.privacy and not command.author.sees(subject.get("seen"), subject.get("owners"))):
        return None
    changed = {name for diff in row["diffs"] for name in orjson.loads(diff)}
    return Facts(
        plain_values(subject),
        {name: tuple(ids) for name, ids in row["links"].items()},
        linked,
        subject.get("version") or 0,
        subject.get("head") or "",
        tuple(sorted(changed)),
    )


def _level(linked: Mapping[str, Any]) -> tuple[str | None, tuple[str, ...]]:
    """Level and owners of a linked node: nodes of types that are published as a whole have none of their own."""
    if node_type_of(linked["label"]).privacy is None:
        return Level.PUBLIC.name, ()
    return linked["seen"], tuple(linked["owners"] or ())


async def _apply(transaction: Transaction, command: Command, facts: Facts, today: str, request_id: str) -> Written:
    writes = writes_of(command, facts, today, request_id)
    subject, *made = writes
    given: dict[str, Any] = {
        "key": command.request_key,
        "fingerprint": command.fingerprint,
        "subject": command.subject,
        "change": subject.change.key,
        "made": made[0].id if made else None,
        "links": {link.name: list(command.links.get(link.name, ())) for link in command.action.links},
        **append_parameters([each.change for each in writes], rules()),
        **level_parameters(*(each.node.name for each in writes if each.node.privacy)),
        **_split("properties", subject),
    }
    for each in made:
        given |= _split("madeProperties", each)
    (row,) = await transaction.run(apply_text(command.action), given)
    await _follow_level(transaction, command, facts, row)
    return Written(command.subject, subject.change, row["seq"], row["lineage"], given["made"])


async def _follow_level(transaction: Transaction, command: Command, facts: Facts, row: Mapping[str, Any]) -> None:
    """Lets earlier changes be seen by those who see the subject now."""
    before = facts.properties.get("seen"), facts.properties.get("owners")
    if not command.action.opens and before != (row["seen"], row["owners"]):
        await transaction.run(follow_visibility(command.action.noun), {"ids": [command.subject]})


def _split(name: str, write: NodeWrite) -> dict[str, Any]:
    """The parameters that set properties: days apart from all else."""
    days = {each: write.properties[each] for each in write.node.dates if each in write.properties}
    return {name: {key: value for key, value in write.properties.items() if key not in days}, f"{name}Dates": days}
