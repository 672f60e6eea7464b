"""Recruitment campaigns of universities at home in other countries, by scholarship and by contract."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.load.generate.contact import focus
from graph.load.generate.event import events
from graph.load.generate.office import offices
from graph.load.generate.place import HOME, places
from graph.load.generate.quota import LAST_YEAR, YEARS, quotas
from graph.load.generate.step import GenerationStep, Stream
from graph.load.generate.university import universities
from graph.load.generate.world import (
    NEVER,
    TODAY,
    Ints,
    World,
    certain_day,
    draw_once,
    first_of,
    slug,
    slug_id,
)
from graph.natural_keys import country_id
from graph.vocabularies.academic_year import academic_year_from

A_UNIVERSITY = 3
SCHOLARSHIP, CONTRACT = range(2)
KINDS = ("SCHOLARSHIP", "CONTRACT")
ADVERTISED_DAYS = 365
OPENS, CLOSES = (2, 1), (9, 1)
"""Month and day, in the year in which the academic year begins."""


@dataclass(frozen=True, slots=True)
class Campaigns:
    """Campaigns by row."""

    university: Ints
    country: Ints
    office: Ints
    year: Ints
    kind: Ints
    applications: Ints
    admitted: Ints
    event: Ints


@draw_once
def campaigns(world: World) -> Campaigns:
    """In countries of the university's liking; advertised at the last event of the office before it opened."""
    rng, made = world.rng("campaign"), universities(world)
    ours = np.flatnonzero(made.is_home)
    university = np.repeat(ours, rng.poisson(A_UNIVERSITY, len(ours)))
    size = len(university)
    country = focus(world)[university, rng.integers(0, focus(world).shape[1], size)]
    office = offices(world).main[country]
    year = LAST_YEAR - (rng.random(size) ** 1.5 * YEARS).astype(np.int64)
    opened = np.asarray([first_of(each) for each in year.tolist()], dtype=np.int64)
    event = events(world).before(office, opened)
    recent = (event != NEVER) & (opened - events(world).ends[event] < ADVERTISED_DAYS)
    applications = rng.poisson(40 * np.minimum(made.weight[university], 8.0))
    return Campaigns(
        university=university,
        country=country,
        office=office,
        year=year,
        kind=rng.integers(0, 2, size),
        applications=applications,
        admitted=rng.binomial(applications, 0.3),
        event=np.where(recent, event, NEVER),
    )


def recruitment_campaign(world: World) -> Stream:
    """Each with its university, country, office, quota and event. One that is to come has no figures yet."""
    made, who, codes = campaigns(world), universities(world), places(world).codes
    quota = quotas(world).row(made.country, made.year)

    def fill(step: GenerationStep, rows: range) -> None:
        for row in rows:
            year, kind, country = int(made.year[row]), int(made.kind[row]), int(made.country[row])
            past = year < LAST_YEAR
            self = step.demo_node(
                "RecruitmentCampaign",
                slug_id("camp", "campaign", row),
                {
                    "slug": slug("campaign", row),
                    "name": f"{codes[country]} {academic_year_from(year)}: {who.names[made.university[row]]}",
                    "kind": KINDS[kind],
                    "academicYear": academic_year_from(year),
                    "since": date(year, *OPENS).isoformat(),
                    "until": date(year, *CLOSES).isoformat(),
                    "applications": int(made.applications[row]) if past else None,
                    "admitted": int(made.admitted[row]) if past else None,
                },
                certain_day(min(TODAY, first_of(year))),
            )
            step.edge("RECRUITS_FOR", self, ("University", who.ids[made.university[row]]))
            step.edge("RECRUITS_IN", self, ("Country", country_id(codes[country])))
            step.edge("LED_BY", self, ("Office", offices(world).ids[made.office[row]]))
            if kind == SCHOLARSHIP and codes[country] != HOME:
                step.edge("FILLS", self, ("Quota", slug_id("quot", "quota", int(quota[row]))))
            if made.event[row] != NEVER:
                step.edge("ADVERTISED_AT", self, ("Event", slug_id("evnt", "event", int(made.event[row]))))

    return Stream("recruitment campaign", len(made.year), fill)
