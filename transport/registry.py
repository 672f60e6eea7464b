"""The registry over a store: what all questions share."""

from graph.plan.plan import Planner
from graph.store.store import Store
from matching.view import CurrentView
from matching.weights import DEFAULT, WeightsError, read_weights
from resolvers.context import Registry
from schema.query import assembled
from settings import Settings, SettingsError


def registry_of(store: Store, settings: Settings) -> Registry:
    """The registry over an open store; reads nothing of it yet. Raises SettingsError."""
    _, catalogue = assembled()
    try:
        weights = read_weights(settings.match_weights or DEFAULT)
    except WeightsError as error:
        raise SettingsError(f"REGISTRY_MATCH_WEIGHTS: {error}") from None
    return Registry(
        catalogue,
        Planner(catalogue.model),
        store,
        CurrentView(store, weights),
        settings.max_nodes,
        settings.read_deadline,
        settings.max_representations,
    )
