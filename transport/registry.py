"""The registry over a store: what all questions share."""

from graph.plan.plan import Planner
from graph.store.store import Store
from matching.view import CurrentView
from resolvers.context import Registry
from schema.query import assembled
from settings import Settings


def registry_of(store: Store, settings: Settings) -> Registry:
    """The registry over an open store; reads nothing yet."""
    _, catalogue = assembled()
    return Registry(
        catalogue,
        Planner(catalogue.model),
        store,
        CurrentView(store),
        settings.max_nodes,
        settings.read_deadline,
        settings.max_representations,
    )
