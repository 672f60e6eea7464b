"""When a thing was: which of its properties say so. One rule for all nouns, and what departs from it in one table.

A fact lasts from the first of its dates to the last. It lasts still where `until` or `validTo` is there to end it and
does not, unless the noun tells its last activity: then that is the end. What has no dates may have a year.
"""

from collections.abc import Callable
from dataclasses import dataclass

from graph.model import NodeType, PropertyKind

TIMELESS = frozenset({"University", "Name", "Identifier"})
"""Things whose dates say since when they are what they are, not when anything happened."""
OPEN_ENDS = ("until", "validTo")
EXCLUSIVE = "until"
"""The one date on which a fact holds no longer; all others are days of it."""
LAST_SIGN = "lastActivity"
YEARS = ("year",)
ACADEMIC_YEARS = ("academicYear", "firstYear", "lastYear")


@dataclass(frozen=True, slots=True)
class Moments:
    """The properties of a type that tell when it was; all empty where nothing does."""

    days: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    academic_years: tuple[str, ...] = ()
    open_end: str = ""

    def __bool__(self) -> bool:
        return bool(self.days or self.years or self.academic_years)


def moments_of(node: NodeType) -> Moments:
    """What tells when a thing of this type was."""
    if node.name in TIMELESS:
        return Moments()
    days = tuple(name for name, stored in node.properties.items() if stored.kind is PropertyKind.DATE)
    if days:
        ends = [name for name in OPEN_ENDS if name in days and LAST_SIGN not in days]
        return Moments(days, open_end=ends[0] if ends else "")
    years = tuple(name for name in YEARS if name in node.properties)
    academic = tuple(name for name in ACADEMIC_YEARS if name in node.properties)
    return Moments((), years, academic)


def touches(moments: Moments, name: str, since: bool, until: bool) -> str:
    """The condition that the thing in a variable falls into the window; "" where no side of it is given.

    The parameters: `$since`, `$until` as dates, years and academic years.
    """
    if not moments:
        return ""
    sides = [_not_before(moments, name)] * since + [_begins(moments, name)] * until
    return " AND ".join(sides)


def _begins(moments: Moments, name: str) -> str:
    """One of its days lies before the window's end."""
    parts = [f"{name}.{day} < date($until)" for day in moments.days]
    parts += [f"{name}.{year} <= $untilYear" for year in moments.years]
    parts += [f"{name}.{year} <= $untilAcademicYear" for year in moments.academic_years]
    return _either(parts)


def _not_before(moments: Moments, name: str) -> str:
    """One of its days lies after the window's beginning, or it began and lasts."""
    parts = [f"{name}.{day} {'>' if day == EXCLUSIVE else '>='} date($since)" for day in moments.days]
    parts += [f"{name}.{year} >= $sinceYear" for year in moments.years]
    parts += [f"{name}.{year} >= $sinceAcademicYear" for year in moments.academic_years]
    if moments.open_end:
        began = [f"{name}.{day} IS NOT NULL" for day in moments.days if day != moments.open_end]
        parts.append(f"({name}.{moments.open_end} IS NULL AND {_either(began)})")
    return _either(parts)


def _either(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def newest_day(moments: Moments, name: str) -> str:
    """The newest of its days before `$horizon`, as text; `$none` where there is none."""
    texts = [*_each(moments.days, lambda day: f"toString({name}.{day})")]
    texts += _each(moments.years, lambda year: f"toString({name}.{year})")
    texts += _each(moments.academic_years, lambda year: f"head(split({name}.{year}, $slash))")
    return f"reduce(m = $none, d IN [{', '.join(texts)}] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END)"


def _each(names: tuple[str, ...], text: Callable[[str], str]) -> list[str]:
    return [text(name) for name in names]
