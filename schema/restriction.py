"""Restrictions of countries that get in the way of cooperation."""

from enum import Enum

from resolvers.names import pick_title
from resolvers.periods import holds_at
from schema.core.declare import by, extends, filtering, listed, localized, many, node, one, stored
from schema.core.enumerations import enumeration
from schema.core.reported import Keyed
from schema.core.scalars import Date


@enumeration
class RestrictionKind(Enum):
    """What is restricted."""

    ENTRY = "Entry into a country or leaving it."
    VISA = "Which visas are given, to whom, and how fast."
    PAYMENT = "Payments across the border: fees, scholarships, travel costs."
    EXPORT = "Goods, software or knowledge that may not be passed on."
    RECOGNITION = "Whether degrees and periods of study are recognised."


@node(prefix="rest", keys=("slug",), order=by("-since"), plural="restrictions")
class Restriction(Keyed):
    """A rule of one country that gets in the way of work with others, for a time."""

    kind: RestrictionKind = stored("What is restricted.")
    title: str = localized("What it says in short, in English where no language is asked for.", pick_title)
    title_ru: str | None = stored("What it says in short, in Russian.")
    since: Date = stored("First day on which it holds.", indexed=True)
    until: Date | None = stored("First day on which it no longer holds; none: it still does.")
    active_at = filtering(Date, "Only restrictions that hold on this date.", holds_at)
    imposed_by = one("Country", "-[:IMPOSED_BY]->", "The country whose rule it is.", required=True)
    countries = listed("Country", "-[:APPLIES_TO]->", "The countries whose people and institutions it concerns.",
                       order=by("name"), required=True)  # fmt: skip


@extends("Country")
class CountryRestriction:
    """What leads from Country to here."""

    restrictions = many("Restriction", "<-[:IMPOSED_BY]-", "Restrictions that it imposes, newest first.",
                        order=by("-since"))  # fmt: skip
