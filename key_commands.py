"""`server.py keys`: makes, lists and revokes API keys."""

import datetime
import sys
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from access.holders import HolderError, StoreHolders
from access.keys import ApiKey, create_key, list_keys, revoke_key
from access.principal import Role, Scope
from graph.store.clock import now_ms
from graph.store.store import Store
from running import FAILED, MISUSED, migrate_store, open_store, run
from settings import Settings
from terminal import AsJson, exit_with, print_json, say

keys = typer.Typer(help="API keys (docs/access.md).", no_args_is_help=True)
MAX_NAME = 100
"""Characters."""
HOLDERS_OF_ONE = "a key acts for one institution or one office, or is --admin"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a key is to be."""

    name: str
    institution: str | None
    office: str | None
    admin: bool
    scopes: frozenset[Scope]
    expires: int | None

    @property
    def role(self) -> Role:
        if self.admin:
            return Role.ADMIN
        if self.office:
            return Role.OFFICER
        return Role.PARTNER if self.institution else Role.PUBLIC


@keys.command()
def create(
    name: Annotated[str, typer.Argument(help="What the key is for, in words for people.")],
    institution: Annotated[
        str | None, typer.Option(help="The institution it acts for: its id, ROR, domain or another identifier.")
    ] = None,
    office: Annotated[str | None, typer.Option(help="The office it acts for: its id or its slug.")] = None,
    admin: Annotated[bool, typer.Option("--admin", help="It sees everything.")] = False,
    scope: Annotated[list[Scope] | None, typer.Option(help="What it may be used for; read where left out.")] = None,
    expires: Annotated[
        datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day, in UTC, on which it ends.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a key and print it. It is seen this once; the store keeps its hash.

    A key for no institution and no office sees what everybody sees, and raises the rate limit of a client.
    """
    if sum((institution is not None, office is not None, admin)) > 1:
        raise exit_with(HOLDERS_OF_ONE, MISUSED)
    if not name.strip() or len(name) > MAX_NAME or not name.isprintable():
        raise exit_with(f"the name of a key has 1 to {MAX_NAME} printable characters", MISUSED)
    scopes = frozenset(scope or (Scope.READ,))
    end = None if expires is None else int(expires.replace(tzinfo=datetime.UTC).timestamp() * 1000)
    if end is not None and end <= now_ms():
        raise exit_with("--expires must lie in the future", MISUSED)
    asked = _Asked(name.strip(), institution, office, admin, scopes, end)

    async def work(settings: Settings) -> tuple[str, ApiKey]:
        async with open_store(settings, shared=True) as (store, _):
            await migrate_store(store)
            return await _create(store, asked)

    try:
        text, made = run(work)
    except HolderError as error:
        raise exit_with(str(error), MISUSED) from None
    if as_json:
        print_json({"key": text, **_facts(made)})
        return
    say(f"key {made.id} for {made.name}; it is shown this once:")
    sys.stdout.write(f"{text}\n")


async def _create(store: Store, asked: _Asked) -> tuple[str, ApiKey]:
    holders = StoreHolders(store)
    institutions = (await holders.institution(asked.institution),) if asked.institution else ()
    offices = (await holders.office(asked.office),) if asked.office else ()
    return await create_key(
        store,
        asked.name,
        asked.role,
        institutions=institutions,
        offices=offices,
        scopes=asked.scopes,
        expires=asked.expires,
    )


@keys.command(name="list")
def list_command(as_json: AsJson = False) -> None:
    """List all keys, revoked ones too. None can be read again."""

    async def work(settings: Settings) -> list[ApiKey]:
        async with open_store(settings, shared=True) as (store, _):
            return await list_keys(store)

    found = run(work)
    if as_json:
        print_json({"keys": [_facts(each) for each in found]})
        return
    for each in found:
        facts = _facts(each)
        told = [facts["id"], facts["state"], facts["role"], ",".join(facts["scopes"]), facts["expires"] or "no end"]
        sys.stdout.write("  ".join([*told, *facts["institutions"], *facts["offices"], each.name]) + "\n")


@keys.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="The id of the key, as `keys list` tells it.")],
) -> None:
    """Revoke a key for good. Every worker and host refuses it within a second."""

    async def work(settings: Settings) -> bool:
        async with open_store(settings, shared=True) as (store, _):
            return await revoke_key(store, key_id)

    if not run(work):
        raise exit_with(f"no key has the id {key_id}", FAILED)
    say(f"key {key_id} is revoked")


def _facts(key: ApiKey) -> dict[str, Any]:
    state = "revoked" if key.revoked is not None else "valid" if key.is_valid(now_ms()) else "expired"
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role.name,
        "institutions": list(key.institutions),
        "offices": list(key.offices),
        "scopes": sorted(each.value for each in key.scopes),
        "created": _iso(key.created),
        "expires": None if key.expires is None else _iso(key.expires),
        "state": state,
    }


def _iso(instant: int) -> str:
    """An instant in epoch milliseconds as people write it, in UTC."""
    return datetime.datetime.fromtimestamp(instant / 1000, datetime.UTC).isoformat(timespec="seconds")
