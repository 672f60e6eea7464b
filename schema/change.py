"""Changes: what was written to the registry, in one order."""

import strawberry

from graph.changes.change import CREATED, DELETED, RELOADED, UPDATED
from resolvers.changed import changed_event, follow_changes
from resolvers.changes import changes_field
from schema.core.actions import ACTIONS
from schema.core.assembly import Assembly
from schema.core.declare import Argument, answer, part, parts, reference, stored
from schema.core.enumerations import listed_enumeration
from schema.core.fields import DeclaredEvents, DeclaredRoot, field
from schema.core.inputs import input_type
from schema.core.paging import forward_page
from schema.core.scalars import DateTime
from schema.nouns import DECLARED  # noqa: F401  # actions are declared by then

LOADED = {
    CREATED: "A load made it.",
    UPDATED: "A load changed it, or what belongs to it.",
    DELETED: "A load removed it.",
    RELOADED: "So much was written that who follows changes should read all anew; it is of no node.",
}

DONE = {each.action.kind: each.described.partition("\n")[0] for each in ACTIONS}

ChangeKind = listed_enumeration("ChangeKind", "What was done.", LOADED | DONE)


@answer
class ChangedFieldInfo:
    """A field that a change has given another value."""

    name: str = stored("The field of the node.")
    before: str | None = stored("Its value before, as JSON; none where it had none. Of personal values, a digest.")
    after: str | None = stored("Its value after, as JSON; none where it has none. Of personal values, a digest.")


@answer
class ChangeInfo:
    """Something that was written: to which node, by whom, and what differs.

    A change is seen by those who see its node.
    """

    cursor: str = stored("The place after this change: give it as `after` to go on there.")
    kind: ChangeKind = stored("What was done.")  # type: ignore[valid-type]  # made of the declarations
    at: DateTime = stored("When it was written.")
    entity_type: str | None = stored("The type of the node.")
    entity_id: strawberry.ID | None = stored("The id of the node.")
    node = reference("Node", "The node as it is now; none where it is no longer there.", optional=True)
    version: int = stored("How many changes the node has had with this one.")
    fields = parts("ChangedFieldInfo", "What differs of the node's own fields, by name.")
    actor: str | None = stored(
        "Who wrote it: the id of a key or of a person; none for loads. Members of the network alone are told."
    )
    origin: str | None = stored("What wrote it: `api`, or the name of a load.")
    batch: str | None = stored("What changes that were written together have in common.")
    hash: str = stored("Chains it to the change of the node before it: `h1:` and SHA-256, as docs/writing.md has it.")


@answer
class ChangesResult:
    """A page of changes, in the order in which they were written; each has its cursor."""

    nodes = parts("ChangeInfo", "The page.")
    page_info = part("PageInfo", "Where the page lies. Its `endCursor` is there on an empty page, too: go on there.")


WHERE = input_type(
    "ChangeWhere",
    "Which changes. Whatever is left out demands nothing; nothing fits an empty list.",
    {
        "kind": (list[ChangeKind], "Only changes of these kinds."),  # type: ignore[valid-type]
        "entityType": (list[str], "Only changes of nodes of these types."),
        "node": (list[strawberry.ID], "Only changes of these nodes: the history of each."),
    },
)
WHICH = Argument("where", WHERE | None, "Which changes.", None)


def change_roots(assembly: Assembly) -> list[DeclaredRoot]:
    """The root fields of queries."""
    said = "What was written, oldest first: read on from a cursor to follow the registry, or the history of nodes."
    made = field(assembly.types["ChangesResult"] | None, said, (*forward_page("changes"), WHICH))
    return [("changes", made, changes_field)]


def change_events(assembly: Assembly) -> list[DeclaredEvents]:
    """The root fields of subscriptions."""
    after = Argument(
        "after", str | None, "Begin after this cursor of a change; with what comes next where it is left out.", None
    )
    said = "What is written, as it is written: each change once, in order, as far as who asks may see it."
    made = field(assembly.types["ChangeInfo"], said, (after, WHICH))
    return [("changed", made, follow_changes, changed_event)]
