"""The registry over a store: what all questions share."""

from engine.context import Registry
from graph.plan.plan import Planner
from graph.store.store import Store
from matching.current import CurrentView
from matching.snapshot import Snapshots
from matching.weights import DEFAULT, Weights, WeightsError, read_weights
from schema.query import assemble_schema
from settings import Settings, SettingsError

SNAPSHOTS = "read-model"
"""Folder in the data directory."""


def registry_of(store: Store, settings: Settings, *, snapshots: bool = False) -> Registry:
    """The registry over an open store; reads nothing of it yet. Raises SettingsError.

    `snapshots`: it may take its read model from one in the data directory, and keep one there.
    """
    kept = Snapshots(settings.data_dir / SNAPSHOTS) if snapshots and settings.snapshot else None
    _, catalogue = assemble_schema()
    return Registry(
        catalogue,
        Planner(catalogue.model),
        store,
        CurrentView(store, weights_of(settings), settings.read_model_deadline, kept),
        settings.max_nodes,
        settings.read_deadline,
        settings.max_representations,
    )


def weights_of(settings: Settings) -> Weights:
    """The weights of the ranking. Raises SettingsError for a file that cannot be used."""
    try:
        return read_weights(settings.match_weights or DEFAULT)
    except WeightsError as error:
        raise SettingsError(f"REGISTRY_MATCH_WEIGHTS: {error}") from None
