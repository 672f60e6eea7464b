"""Nouns without a generator of their own: things like those of the demo set, among the generated institutions.

A row of the demo set is taken at random and given a slug of its own; what it names is replaced by generated nodes of
the same kind. So what is made is what a row may say. There are as many for each institution as in the demo set.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np

from graph.declared import node_type_of
from graph.load.generate.office import offices
from graph.load.generate.place import places
from graph.load.generate.step import SOURCE, GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import TODAY, World, certain_day, slug, slug_id
from graph.load.records import DEMO_FILES, RecordKind, record_kinds
from graph.load.rows import InputRow
from graph.load.rows import rows as rows_of
from graph.load.units import UnitLink
from graph.model import snake_case
from graph.natural_keys import city_id, country_id

Pick = Callable[[int], str]
"""A number → the id of a generated node; any number will do."""


def kinds_without_generator(generated: Collection[str]) -> list[RecordKind]:
    """The nouns that are loaded from rows, without those that are `generated` otherwise: names of generators."""
    return [kind for kind in record_kinds() if snake_case(kind.label) not in generated]


def sample_stream(world: World, kind: RecordKind, before: list[Stream]) -> Stream:
    """Things of a noun. They may lead to places and to things of the streams `before`; other links are left out.

    Raises ValueError for a noun that must name what it cannot lead to, and for one that has no slug of its own: it
    needs a generator.
    """
    if "slug" not in node_type_of(kind.label).properties:
        raise ValueError(f"{kind.label} has no slug: it needs a module in graph/load/generate")
    samples = _samples(kind)
    institutions = sum(1 for _ in rows_of(DEMO_FILES / "universities.csv", "ror"))
    size = max(1, len(samples) * world.universities // institutions)
    noun = snake_case(kind.label).replace("_", "-")
    rng, picks = world.rng(noun), _picks(world, before)
    for relationship in (each.relationship for each in kind.fields.relationships):
        if relationship.required and relationship.target not in picks:
            raise ValueError(
                f"{kind.label} must name a {relationship.target}: it needs a module in graph/load/generate"
            )
    chosen, numbers = rng.integers(0, len(samples), size), rng.integers(0, np.iinfo(np.int32).max, size)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            unit = kind.parse(_set_slug(samples[chosen[row]], slug(noun, row))).unit
            unit.links = [*_move_links(unit.links, picks, int(numbers[row]))]
            unit.properties["demo"] = True
            end = step.unit(unit)
            step.edge("STATED_BY", end, ("Source", SOURCE), {"checked": certain_day(TODAY)})

    return Stream(noun.replace("-", " "), size, fill)


def _samples(kind: RecordKind) -> list[InputRow]:
    found = [row for row in rows_of(DEMO_FILES / kind.file, kind.columns) if isinstance(row, InputRow)]
    if not found:
        raise ValueError(f"{kind.file} has no rows: {kind.label} needs one, or a module in graph/load/generate")
    return found


def _set_slug(row: InputRow, key: str) -> InputRow:
    return replace(row, cells={**row.cells, "slug": key})


def _move_links(links: list[UnitLink], picks: Mapping[str, Pick], number: int) -> Iterator[UnitLink]:
    """The links that can lead to generated nodes, those of one label to different ones."""
    for place, link in enumerate(links):
        if link.label in picks:
            yield replace(link, id=picks[link.label](number + place))


def _picks(world: World, before: list[Stream]) -> dict[str, Pick]:
    codes, cities = places(world).codes, places(world).cities
    picks: dict[str, Pick] = {
        "University": _one_of(universities(world).ids),
        "Office": _one_of(offices(world).ids),
        "Country": _one_of([country_id(code) for code in codes]),
        "City": _one_of([city_id(city.geonames) for city in cities]),
    }
    for stream in before:
        label = stream.noun.capitalize()
        if label in {"Event", "Contact", "Agreement", "Venue", "Person", "Programme", "Quota", "Intent"}:
            picks[label] = _row_of(node_type_of(label).prefix, stream)
    return picks


def _one_of(ids: list[str]) -> Pick:
    return lambda number: ids[number % len(ids)]


def _row_of(prefix: str, stream: Stream) -> Pick:
    return lambda number: slug_id(prefix, stream.noun, number % stream.count)
