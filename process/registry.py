"""The registry over a store: what all questions share."""

from pathlib import Path

from engine.context import Registry
from engine.feed import ChangeFeed
from graph.plan.guard import Sight
from graph.plan.plan import Planner
from graph.store.store import Store
from graph.write.group import CommandGroups
from matching.current import CurrentView
from matching.snapshot import Snapshots
from matching.views import ViewsBySight, reader_for
from matching.weights import DEFAULT, Weights, WeightsError, read_weights
from schema.query import assemble_schema
from settings import Settings, SettingsError

SNAPSHOTS = {Sight.PUBLIC: "read-model", Sight.MEMBER: "read-model-of-members", Sight.ALL: "read-model-of-all"}
"""Folders in the data directory."""


def registry_of(store: Store, settings: Settings, *, snapshots: bool = False) -> Registry:
    """The registry over an open store; reads nothing of it yet. Raises SettingsError.

    `snapshots`: it may take its read model from one in the data directory, and keep one there.
    """
    weights, keeps = weights_of(settings), snapshots and settings.snapshot

    feed = ChangeFeed(store)

    def view(sight: Sight) -> CurrentView:
        kept = Snapshots(settings.data_dir / SNAPSHOTS[sight]) if keeps else None
        return CurrentView(reader_for(store, sight), weights, settings.read_model_deadline, kept, feed.look)

    _, catalogue = assemble_schema()
    return Registry(
        catalogue,
        Planner(catalogue.model),
        store,
        ViewsBySight(view),
        settings.max_nodes,
        settings.read_deadline,
        settings.max_representations,
        feed,
        CommandGroups(store, feed.ring),
    )


def weights_of(settings: Settings, file: Path | None = None) -> Weights:
    """The weights of the ranking: of a file, or else those in use. Raises SettingsError where they cannot be used."""
    try:
        return read_weights(file or settings.match_weights or DEFAULT)
    except WeightsError as error:
        raise SettingsError(str(error) if file else f"REGISTRY_MATCH_WEIGHTS: {error}") from None
