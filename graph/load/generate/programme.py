"""Programmes of study, some of them joint ones under an agreement."""

import numpy as np

from graph.load.batch import Value
from graph.load.generate.agreement import KIND, agreement_id, agreements
from graph.load.generate.quota import LAST_YEAR
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.words import FIELD_NAMES
from graph.load.generate.world import NEVER, TODAY, World, certain_day, pick, slug, slug_id
from graph.vocabularies.academic_year import academic_year_from

AT_HOME, ABROAD = 5.0, 0.3
"""Mean of programmes of an institution."""
LEVELS = {"EQF6": (48, 180_000), "EQF7": (24, 210_000), "EQF8": (36, 190_000)}
"""Months, and a fee in roubles a year."""
MODES = {"FULL_TIME": 0.75, "PART_TIME": 0.1, "ONLINE": 0.08, "BLENDED": 0.07}
IN_ENGLISH = 0.3
WITH_PLACES = 0.6


def programme(world: World) -> Stream:
    """Each with those that offer it; first those under an agreement on a joint programme, then the others."""
    rng, who, signed = world.rng("programme"), universities(world), agreements(world)
    joint = np.flatnonzero(signed.kind == KIND["JOINT_PROGRAMME"])
    counts = rng.poisson(np.where(who.is_home, AT_HOME, ABROAD)) * who.is_active
    first = np.concatenate([signed.party[signed.start[joint]], np.repeat(np.arange(world.universities), counts)])
    size = len(first)
    agreement = np.concatenate([joint, np.full(size - len(joint), NEVER)])
    level, mode, english = rng.integers(0, len(LEVELS), size), pick(rng, MODES, size), rng.random(size) < IN_ENGLISH
    free = np.where(rng.random(size) < WITH_PLACES, rng.integers(0, 40, size), NEVER)
    fee = (rng.lognormal(0, 0.3, size) * 20).round().astype(np.int64)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            one, under = int(first[row]), int(agreement[row])
            fields = who.fields[one]
            code, grade = fields[row % len(fields)], list(LEVELS)[level[row]]
            months, usual = LEVELS[grade]
            degree = "SINGLE" if under == NEVER else ("JOINT", "DOUBLE")[row % 2]
            name, name_ru = FIELD_NAMES[code]
            at_home = bool(who.is_home[one])
            properties: dict[str, Value] = {
                "slug": slug("programme", row),
                "name": name,
                "nameRu": name_ru,
                "level": grade,
                "field": code,
                "languages": ["en"] if english[row] or not at_home else ["ru"],
                "mode": list(MODES)[mode[row]],
                "degree": degree,
                "months": months,
                "fee": int(fee[row]) * usual // 20 if at_home else None,
                "currency": "RUB" if at_home else None,
                "freePlaces": int(free[row]) if free[row] != NEVER else None,
                "freePlacesYear": academic_year_from(LAST_YEAR) if free[row] != NEVER else None,
            }
            self = step.demo_node("Programme", slug_id("prog", "programme", row), properties, certain_day(TODAY))
            for party in signed.parties(under) if under != NEVER else [one]:
                step.edge("OFFERED_BY", self, ("University", who.ids[party]))
            if under != NEVER:
                step.edge("BASED_ON", self, ("Agreement", agreement_id(under)))

    return Stream("programme", size, fill)
