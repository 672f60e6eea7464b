"""Mutations: from the input to a command, and from what has come of it to the answer."""

import asyncio
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from access.author import author_of
from access.principal import Scope
from engine.answers import Filling
from engine.context import Context
from engine.document import Info, plain_values
from engine.projection import Answer
from engine.read import cached_plan, reserve_alone
from errors import Code, RegistryError
from graph.declared import node_type_of
from graph.ids import random_id
from graph.model import PropertyKind, field_name
from graph.store.errors import StoreError
from graph.write.action import Action, Command
from graph.write.outcome import INVALID, CredentialError, RefusedError, UserError, Written
from resolvers.changes import change_value

MAX_KEY = 200
WRITE_SECONDS = 25.0
"""After which a client is told that the end is not known: less than a request may take, so that it learns its key."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SIGN_IN = "Sign in with a key or token of an institution or an office."
NO_SCOPE = "This key has no scope `{}`."
UNKNOWN_END = (
    "The store did not say whether it was written. Send the same command again with this `idempotencyKey`: it is done "
    "once, however often it is sent."
)


def action_field(action: Action, payload: str) -> Callable[..., Any]:
    """The resolver of the mutation of an action; `payload` is the type of its answer."""

    async def resolve(_: object, info: Info, **given: Any) -> Answer:
        context: Context = info.context
        _check_role(context, action)
        sent = plain_values(given)["input"]
        answering = _Answering(info, action, payload)
        answering.reserve()
        command, problems = _command_of(context, action, sent)
        if problems:
            return await answering.answer_refused(command, problems)
        try:
            written = await _perform(context, command)
        except RefusedError as refused:
            return await answering.answer_refused(command, refused.problems)
        return await answering.answer_written(written)

    return resolve


def _check_role(context: Context, action: Action) -> None:
    """Raises RegistryError (FORBIDDEN) where who asks may do this to nothing at all."""
    if not context.principal.role.is_member:
        raise RegistryError(Code.FORBIDDEN, SIGN_IN)
    if not context.principal.may(Scope(action.scope)):
        raise RegistryError(Code.FORBIDDEN, NO_SCOPE.format(action.scope))


async def _perform(context: Context, command: Command) -> Written:
    """Does it. A client that goes away does not stop it half way, nor a deadline.

    Raises RefusedError, and RegistryError where the key has ended or the store does not answer.
    """
    try:
        async with asyncio.timeout(WRITE_SECONDS):
            return await context.registry.commands.perform(command)
    except CredentialError:
        raise RegistryError(Code.UNAUTHENTICATED, "The key has been revoked or has expired.") from None
    except (StoreError, TimeoutError) as fault:
        raise RegistryError(Code.STORE_DOWN, UNKNOWN_END, idempotencyKey=command.key) from fault


def _command_of(context: Context, action: Action, sent: Mapping[str, Any]) -> tuple[Command, list[UserError]]:
    """The command that an input holds, and what is wrong with its values."""
    links, problems = {}, []
    for link in action.links:
        ids = sent.get(link.name) or ()
        links[link.name] = (ids,) if isinstance(ids, str) else tuple(ids)
        problems += _check_link(link.name, links[link.name], link.least, link.most)
    values = {name: sent[name] for name in action.given if sent.get(name) is not None}
    problems += [found for name, value in values.items() if (found := _check_value(action, name, value))]
    key = sent.get("idempotencyKey")
    if key is not None and (not key.strip() or len(key) > MAX_KEY or CONTROL.search(key)):
        problems.append(UserError(INVALID, f"must be a text of 1 to {MAX_KEY} characters.", "idempotencyKey"))
    to = None
    if action.moves:
        to = action.moves.only or sent.get(action.moves.state)
    return (
        Command(
            action,
            author_of(context.principal),
            context.today,
            context.request_id,
            sent.get("id") or _new_id(action.noun),
            key or uuid4().hex,
            values,
            links,
            to,
            sent.get("expectedVersion"),
        ),
        problems,
    )


def _check_link(name: str, ids: tuple[str, ...], least: int, most: int) -> list[UserError]:
    if not least <= len(ids) <= most:
        return [UserError(INVALID, f"names {len(ids)}; from {least} to {most} can be named.", name)]
    if len(set(ids)) < len(ids):
        return [UserError(INVALID, "names one twice.", name)]
    return []


def _check_value(action: Action, name: str, value: Any) -> UserError | None:
    stored = node_type_of(action.of_given).properties[name]
    if stored.between and not stored.between[0] <= value <= stored.between[1]:
        return UserError(INVALID, f"must be from {stored.between[0]:,} to {stored.between[1]:,}.", name)
    if stored.kind is not PropertyKind.STRING or stored.values:
        return None
    if not value.strip() or CONTROL.search(value):
        return UserError(INVALID, "must be a text in one line that is not empty.", name)
    refusal = stored.form.refusal(value) if stored.form else ""
    return UserError(INVALID, f"{refusal}.", name) if refusal else None


class _Answering:
    """Makes the answer of a mutation, with the caller's rights."""

    def __init__(self, info: Info, action: Action, payload: str) -> None:
        self._info = info
        self._action = action
        self._payload = payload
        self._noun = field_name(action.noun)
        self._made = field_name(action.makes.label) if action.makes else None

    def reserve(self) -> None:
        """Counts what the answer could give before anything is written.

        Raises RegistryError (TOO_BIG): then nothing is written for this field; what others have written stays.
        """
        reserve_alone(self._info.context, cached_plan(self._info, ("most nodes", self._payload), self._most_nodes))

    def _most_nodes(self) -> int:
        """How many nodes the answer could give, whatever is written."""
        value = self._value(
            _new_id(self._action.noun), _new_id(self._action.makes.label) if self._action.makes else None
        )
        filling = Filling(self._info)
        filling.part(self._payload, self._info.field_nodes, [value], str(self._info.path.key))
        return filling.hydration.most_nodes()

    async def answer_refused(self, command: Command, problems: "tuple[UserError, ...] | list[UserError]") -> Answer:
        """The answer to a command that is not done: what is wrong, and the subject as it is."""
        value = self._value(None if self._action.opens else command.subject, None)
        value["userErrors"] = [
            {
                "code": each.code,
                "message": each.message,
                "field": f"input.{each.field}" if each.field else None,
                "currentVersion": each.version,
                "changedFields": list(each.changed) if each.version is not None else None,
            }
            for each in problems
        ]
        return await self._fill(value)

    async def answer_written(self, written: Written) -> Answer:
        """The answer to a command that is done. A store that fails now leaves out the nodes, never the change."""
        context: Context = self._info.context
        value = self._value(written.subject, written.made)
        value["change"] = change_value(context, written.lineage, written.seq, written.change)
        try:
            return await self._fill(value, {written.subject: written.held} if written.held else {})
        except StoreError:
            bare = self._value(None, None)
            return await self._fill(bare | {"change": value["change"] | {"node": None}})

    def _value(self, subject: str | None, made: str | None) -> dict[str, Any]:
        value: dict[str, Any] = {self._noun: subject, "change": None, "userErrors": []}
        return value | ({self._made: made} if self._made else {})

    async def _fill(self, value: dict[str, Any], held: Mapping[str, Mapping[str, Any]] | None = None) -> Answer:
        filling = Filling(self._info)
        filling.hydration.know(held or {})
        project = filling.part(self._payload, self._info.field_nodes, [value], str(self._info.path.key))
        await filling.hydration.read(reserved=True)
        return project(value)


def _new_id(label: str) -> str:
    return random_id(node_type_of(label).prefix)
