"""Every action in every state and by every role, from the declarations."""

import dataclasses
from typing import Any

import pytest

from access.principal import ADMINISTRATOR, ANONYMOUS, Principal, Role, Scope
from graph.declared import node_type_of
from graph.load.batch import Batch
from graph.store.store import Store
from graph.write.action import Action, Lifecycle
from graph.write.declared import declare_actions, declared_actions, moves_of
from settings import Settings
from tests.conftest import asking
from tests.write.test_contact import (
    AGREEMENT,
    DESK,
    FACILITATOR,
    OTHER_DESK,
    PARTY,
    READER,
    STRANGER,
    A,
    B,
    act,
    world,
)

__all__ = ["world"]

MOVING = [each for each in declared_actions() if each.moves]
STATES = node_type_of("Contact").properties["stage"].values
ALL_GIVEN: dict[str, dict[str, Any]] = {
    "contactOpen": {"universities": [A, B], "since": "2026-01-01"},
    "contactAdvance": {"agreement": AGREEMENT},
    "contactLogInteraction": {"kind": "CALL", "date": "2026-01-02"},
    "contactClose": {},
    "contactReopen": {},
}


async def contact_at(store: Store, id: str, stage: str) -> None:
    batch = Batch()
    properties: dict[str, Any] = {"slug": id, "stage": stage, "since": "2025-01-01"}
    batch.node("Contact", id, properties | {"stages": [stage], "stagesSince": ["2025-01-01"]})
    for party in (A, B):
        batch.edge("BETWEEN", ("Contact", id), ("University", party))
    batch.edge("FACILITATED_BY", ("Contact", id), ("Office", DESK))
    await batch.write(store)


@pytest.mark.parametrize("action", MOVING, ids=lambda each: each.name)
async def test_each_state_can_be_left_as_declared_and_not_otherwise(
    world: Store, settings: Settings, action: Action
) -> None:
    assert action.moves
    ask, tried = asking(world, settings), 0
    for state in STATES:
        for target in STATES if action.moves.only is None else (action.moves.only,):
            id = f"cont_{tried:016}"
            await contact_at(world, id, state)
            given = ALL_GIVEN[action.name] | ({"stage": target} if action.moves.only is None else {})
            payload = await act(ask, action.name, id=id, expectedVersion=1, **given)
            allowed = target in action.moves.moves.get(state, ())
            expected = [] if allowed else ["IMPOSSIBLE_MOVE"]
            assert [each["code"] for each in payload["userErrors"]] == expected, (state, target)
            assert payload["contact"]["stage"] == (target if allowed else state)
            tried += 1
    assert tried == len(STATES) * (len(STATES) if action.moves.only is None else 1)


WRITES_ALL = frozenset((Scope.READ, Scope.WRITE_CONTACTS))
DESK_ELSEWHERE = Principal(Role.OFFICER, "token:x", offices=(OTHER_DESK,), scopes=WRITES_ALL)
WHO: list[tuple[str, Principal, str | None]] = [
    ("anybody", ANONYMOUS, "FORBIDDEN"),
    ("a reader of a party", READER, "FORBIDDEN"),
    ("a party", PARTY, None),
    ("its office", FACILITATOR, None),
    ("an administrator", ADMINISTRATOR, None),
    ("a stranger", STRANGER, "hidden"),
    (
        "another office",
        Principal(Role.OFFICER, "token:x", offices=("offi_bbbbbbbbbbbbbbbb",), scopes=WRITES_ALL),
        "hidden",
    ),
    ("a member without an institution", Principal(Role.PARTNER, "token:m", scopes=WRITES_ALL), "hidden"),
]


@pytest.mark.parametrize("action", declared_actions(), ids=lambda each: each.name)
@pytest.mark.parametrize(("who", "expected"), [each[1:] for each in WHO], ids=[each[0] for each in WHO])
async def test_each_role_may_what_the_table_of_access_says(
    world: Store, settings: Settings, action: Action, who: Principal, expected: str | None
) -> None:
    ask, id = asking(world, settings), "cont_0000000000000000"
    await contact_at(world, id, "DORMANT" if action.name == "contactReopen" else "IN_TALKS")
    given = dict(ALL_GIVEN[action.name])
    if action.opens:
        given |= {"office": DESK}
    else:
        given |= {"id": id, "expectedVersion": 1}
    if action.moves and action.moves.only is None:
        given["stage"] = "AGREED"
    text = "mutation($input: %sInput!) { %s(input: $input) { userErrors { code field } } }"
    answer = await ask(text % (f"{action.name[0].upper()}{action.name[1:]}", action.name), who, input=given)
    if expected == "FORBIDDEN":
        assert answer.codes == ["FORBIDDEN"]
        return
    assert answer.errors == []
    found = [each["code"] for each in answer.data[action.name]["userErrors"]]
    hidden = ["FORBIDDEN"] if action.opens else ["NOT_FOUND"]
    assert found == (hidden if expected else [])


def test_diagram_has_every_state() -> None:
    moves = moves_of(declared_actions(), "Contact")
    assert moves[""] == {"LEAD": ["contactOpen"]}
    assert moves["DORMANT"] == {"LOST": ["contactClose"], "IN_TALKS": ["contactReopen"]}
    assert {each for targets in moves.values() for each in targets} == set(STATES)


def changed(name: str, **fields: Any) -> list[Action]:
    return [dataclasses.replace(each, **fields) if each.name == name else each for each in declared_actions()]


@pytest.mark.parametrize(
    ("actions", "fault"),
    [
        (changed("contactReopen", moves=Lifecycle("stage", {"DORMANT": ("IN_TALKS",)})), "LOST cannot be left"),
        (changed("contactClose", moves=Lifecycle("stage", {"LEAD": ("DORMANT",)})), "LOST cannot be reached"),
        (changed("contactClose", moves=Lifecycle("stage", {"LEAD": ("GONE",)})), "GONE is no state"),
        (changed("contactOpen", begins=None), "LEAD cannot be reached"),
        (changed("contactClose", links=changed("contactOpen")[3].links), "by which Contact has its owners"),
        (changed("contactClose", noun="Person", moves=None), "Person has actions and no version"),
    ],
    ids=["left", "reached", "unknown", "not opened", "owners", "version"],
)
def test_declarations_that_do_not_fit_together_are_refused(actions: list[Action], fault: str) -> None:
    before = declared_actions()
    try:
        with pytest.raises(ValueError, match=fault):
            declare_actions(actions)
        assert declared_actions() == before
    finally:
        declare_actions(before)
