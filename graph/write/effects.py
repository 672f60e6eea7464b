"""What a command sets, node by node, and the changes that tell of it: pure but for ids and salts, which are random."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from graph.changes.change import AFTER, CREATED, Change, diff_of, seen_by, shield
from graph.declared import node_type_of
from graph.history import History, continue_history
from graph.ids import random_id
from graph.load.touched import SALT_BYTES, told_properties
from graph.model import NodeType
from graph.store.clock import now_ms
from graph.write.action import Action, Command
from graph.write.outcome import Facts

ORIGIN = "api"


@dataclass(frozen=True, slots=True)
class NodeWrite:
    """What is set on a node, and the change of it."""

    node: NodeType
    id: str
    properties: Mapping[str, Any]
    change: Change


def writes_of(command: Command, facts: Facts) -> list[NodeWrite]:
    """What a command sets: on its subject, then on what it makes beside."""
    writing = _Writing(command, uuid4().hex)
    if command.action.makes is None:
        return [writing.write_subject(facts, _linked(command))]
    made = random_id(node_type_of(command.action.makes.label).prefix)
    return [writing.write_subject(facts, {made}), writing.write_made(made)]


@dataclass(frozen=True, slots=True)
class _Writing:
    command: Command
    batch: str

    def write_subject(self, facts: Facts, touched: set[str]) -> NodeWrite:
        """What is set on the subject."""
        command, action = self.command, self.command.action
        noun = node_type_of(action.noun)
        new: dict[str, Any] = {} if action.makes else dict(command.values)
        if action.opens:
            new |= _slug(noun, command.subject)
        if action.effect:
            new |= action.effect(facts, command, command.today)
        new |= _state(command, facts, noun, new)
        return self._write(noun, command.subject, facts, new, touched)

    def write_made(self, id: str) -> NodeWrite:
        """What is set on what is made beside."""
        node = node_type_of(self.command.action.of_given)
        new = dict(self.command.values) | _slug(node, id)
        return self._write(node, id, Facts(), new, {self.command.subject, *_linked(self.command)})

    def _write(self, node: NodeType, id: str, facts: Facts, new: dict[str, Any], touched: set[str]) -> NodeWrite:
        action, command = self.command.action, self.command
        if node.personal and not facts.properties.get("salt"):
            new = {**new, "salt": secrets.token_hex(SALT_BYTES)}
        after = {**facts.properties, **new}
        diff = diff_of(told_properties(facts.properties), told_properties(after))
        if node.name == action.of_given:
            diff |= {
                link.relationship: {AFTER: list(ids)} for link in action.links if (ids := command.links[link.name])
            }
        change = Change(
            action.kind if node.name == action.noun else CREATED,
            node.name,
            id,
            facts.version + 1,
            facts.head,
            now_ms(),
            command.author.id,
            command.request,
            ORIGIN,
            self.batch,
            shield(diff, node.personal, after.get("salt") or ""),
            tuple(sorted(touched)),
            tuple(sorted({node.name, *_types(action)})),
            **seen_by(node, facts.properties),
        )
        return NodeWrite(node, id, new, change)


def _linked(command: Command) -> set[str]:
    return {each for ids in command.links.values() for each in ids}


def _slug(node: NodeType, id: str) -> dict[str, str]:
    """The key of a node that nobody has reported."""
    return {"slug": id} if "slug" in node.properties else {}


@cache
def _types(action: Action) -> frozenset[str]:
    """The types of relationships that an action makes."""
    node = node_type_of(action.of_given)
    names = [link.relationship for link in action.links] + ([action.makes.relationship] if action.makes else [])
    return frozenset(type for name in names for type in node.relationships[name].pattern.types)


def _state(command: Command, facts: Facts, noun: NodeType, new: Mapping[str, Any]) -> dict[str, Any]:
    """The state that the subject has after a command, and its history."""
    action, today = command.action, command.today
    to = action.begins or command.to
    if to is None:
        return {}
    stored = next(each for each in noun.properties.values() if each.history)
    assert stored.history
    states, since = stored.history.states, stored.history.since
    known = facts.properties.get(states)
    held = History(tuple(known), tuple(facts.properties[since])) if known else None
    first = str(new.get("since") or today) if action.opens else today
    history = continue_history(held, History((to,), (first,)), today)
    return {stored.name: to, states: list(history.states), since: list(history.since)}
