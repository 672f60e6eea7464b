"""Imports a partner's file: understands its names, compares it with the graph, and writes the rows that are sound."""

from dataclasses import dataclass, field
from pathlib import Path

from graph.load.partners.differences import changed_fields
from graph.load.partners.nouns import PartnerNoun
from graph.load.partners.outcome import Fate, Outcome, RowOutcome
from graph.load.partners.table import Read, read_table
from graph.load.partners.translate import Problem, Slugs, Translated, translate
from graph.load.partners.understanding import Understand
from graph.load.partners.versions import add_versions
from graph.load.record import MARK, Record, sound_records
from graph.load.report import ImportReport, LoadError, Progress, Rejected
from graph.load.rows import SLUG, Row
from graph.load.sources import SourceFact, source_held, write_sources
from graph.load.unfinished import loading
from graph.load.units import Unit, add_source, marks, write_units
from graph.store.store import Store

REPORTS = ("PARTNER_REPORT", "OFFICE_REPORT")
"""Kinds of sources in whose name something can be imported."""


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name a file is imported, on which day. `name` may be missing where the source is known."""

    source: str
    name: str | None
    today: str


@dataclass(slots=True)
class _Import:
    """A file on its way. `rows` are its outcomes by line, `done` its rows that are not yet found wrong."""

    noun: PartnerNoun
    rows: dict[int, RowOutcome] = field(default_factory=dict)
    done: dict[int, Translated] = field(default_factory=dict)

    def leave_out(self, line: int, slug: str | None, *problems: Problem) -> None:
        """Adds to what is wrong with a row."""
        row = self.rows.setdefault(line, RowOutcome(line, slug, Fate.FAILED))
        row.problems += problems
        row.fate = Fate.AMBIGUOUS if all(each.ambiguous for each in row.problems) else Fate.FAILED


async def import_partners(
    store: Store,
    path: Path,
    noun: PartnerNoun,
    sender: Sender,
    understand: Understand,
    progress: Progress,
    *,
    write: bool = True,
) -> Outcome:
    """The sound rows are written unless this is a dry run; others are left out, with the reasons.

    Raises LoadError where the file cannot be read at all, or the sender cannot be one.
    """
    source = await _source(store, sender)
    work = _Import(noun)
    read = list(read_table(path, noun.columns, noun.needed, sender.source))
    rows = _once(work, read)
    slugs = await Slugs.read(store, noun, rows, sender.source)
    records = []
    for number, row in enumerate(rows, 1):
        record = _record(work, translate(row, noun, slugs, understand))
        if record:
            records.append(record)
        progress(number, len(rows))
    sound, refused = await sound_records(store, records, noun.kind.verify)
    for record, error in refused:
        work.leave_out(record.row.line, _slug(record.row), Problem(error.field, error.reason))
    units = _units(sound, sender.source)
    changed = await _compare(store, work, units)
    if write:
        async with loading(store, f"import {noun.kind.file.removesuffix('.csv')} --source {source.slug}"):
            await _write(store, work, source, sender.today, changed, progress)
    for line, each in work.done.items():
        work.rows[line].named = each.named
    return Outcome(path.name, write, [work.rows[line] for line in sorted(work.rows)], _notes(source, sender))


async def _source(store: Store, sender: Sender) -> SourceFact:
    if not SLUG.fullmatch(sender.source):
        raise LoadError(f"the source `{sender.source}` is not a slug (lower-case letters, digits and hyphens)")
    held = await source_held(store, sender.source)
    if held and held.kind not in REPORTS:
        raise LoadError(f"the source `{held.slug}` is a {held.kind}; nobody reports in its name")
    return held or SourceFact(sender.source, sender.name or sender.source, REPORTS[0])


def _notes(source: SourceFact, sender: Sender) -> list[str]:
    if sender.name in (None, source.name):
        return []
    return [f"the source `{source.slug}` keeps its name, {source.name}"]


def _once(work: _Import, read: list[Read]) -> list[Row]:
    """The rows; a slug that was there before is left out."""
    lines: dict[str, int] = {}
    rows = []
    for each in read:
        if not isinstance(each, Row):
            line, slug, error = each
            work.leave_out(line, slug, Problem(error.field, error.reason))
            continue
        slug = each.optional("slug")
        if slug and slug in lines:
            work.leave_out(each.line, slug, Problem("slug", f"is also that of row {lines[slug]}"))
            continue
        if slug:
            lines[slug] = each.line
        rows.append(each)
    return rows


def _record(work: _Import, each: Translated) -> Record | None:
    """What the row becomes; None where something is wrong with it, of which all that can be told is told."""
    row = each.row
    work.done[row.line] = each
    problems = list(each.problems)
    record = None
    try:
        record = work.noun.kind.parse(row)
    except Rejected as error:
        problems.append(Problem(error.field, error.reason))
    if problems:
        work.leave_out(row.line, _slug(row), *problems)
        return None
    return record


def _slug(row: Row) -> str | None:
    return row.optional("slug")


def _units(sound: list[Record], source: str) -> dict[int, Unit]:
    """By line, with their hashes: the day on which a row was taken does not count."""
    found = {}
    for record in sound:
        add_source(record.unit, source)
        record.unit.mark = record.unit.digest()
        found[record.row.line] = record.unit
    return found


async def _compare(store: Store, work: _Import, units: dict[int, Unit]) -> list[Unit]:
    """Says what becomes of each row; gives what has to be written."""
    known = await marks(store, work.noun.label, MARK, [unit.id for unit in units.values()])
    old = [unit for unit in units.values() if unit.id in known and known[unit.id] != unit.mark]
    fields = await changed_fields(store, work.noun, old)
    for line, unit in units.items():
        fate = Fate.UNCHANGED if known.get(unit.id) == unit.mark else Fate.UPDATED if unit.id in known else Fate.CREATED
        slug = _slug(work.done[line].row)
        work.rows[line] = RowOutcome(line, slug, fate, unit.id, fields.get(unit.id, ()))
    return [unit for line, unit in units.items() if work.rows[line].fate is not Fate.UNCHANGED]


async def _write(
    store: Store, work: _Import, source: SourceFact, today: str, units: list[Unit], progress: Progress
) -> None:
    if not units:
        return
    await write_sources(store, [source])
    for unit in units:
        unit.links = [link for link in unit.links if link.type != "STATED_BY"]
        add_source(unit, source.slug, today)
    if work.noun.versioned:
        changed = {row.id: row.changed for row in work.rows.values() if row.id}
        await add_versions(store, units, changed, source.slug, today)
    await write_units(store, units, MARK, ImportReport(""), progress)
