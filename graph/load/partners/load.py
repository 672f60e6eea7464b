"""Imports a partner's file: understands its names, compares it with the graph, and writes the rows that are sound."""

from dataclasses import dataclass, field
from pathlib import Path

from graph.load.files import content_of
from graph.load.histories import add_histories
from graph.load.parsing import parse_all
from graph.load.partners.differences import changed_fields
from graph.load.partners.doubts import doubts
from graph.load.partners.nouns import PartnerNoun
from graph.load.partners.outcome import Outcome, RowOutcome, RowStatus, check_balance
from graph.load.partners.plain import PlainReader, PlainRow
from graph.load.partners.problems import Problem
from graph.load.partners.translate import Named, Slugs, translate
from graph.load.partners.twins import twins
from graph.load.partners.understanding import Understand
from graph.load.partners.versions import add_versions
from graph.load.quoting import quote
from graph.load.record import MARK, Record, sound_records, unknown_references
from graph.load.report import ImportReport, LoadError, ProgressCallback
from graph.load.rows import SLUG
from graph.load.sheets.reading import Sheet, read_sheet
from graph.load.sheets.values import clean
from graph.load.sources import SourceFact, source_held, write_sources
from graph.load.unfinished import mark_load
from graph.load.units import Unit, add_source, marks, write_units
from graph.store.store import Store

REPORTS = ("PARTNER_REPORT", "OFFICE_REPORT")
"""Kinds of sources in whose name something can be imported."""


@dataclass(frozen=True, slots=True)
class ImportSource:
    """In whose name a file is imported, on which day. `name` may be missing where the source is known."""

    source: str
    name: str | None
    today: str


@dataclass(slots=True)
class _Import:
    """A sheet on its way.

    rows   its outcomes by line
    plain  its rows in plain form, by line
    named  what their names were taken for
    faulty those that are wrong, as far as they can be understood
    """

    noun: PartnerNoun
    sheet: Sheet
    today: str
    rows: dict[int, RowOutcome] = field(default_factory=dict)
    plain: dict[int, PlainRow] = field(default_factory=dict)
    named: dict[int, list[Named]] = field(default_factory=dict)
    faulty: list[Record] = field(default_factory=list)

    def leave_out(self, line: int, *problems: Problem) -> None:
        """Adds to what is wrong with a row."""
        row = self.rows.setdefault(line, RowOutcome(line, self.slug(line), RowStatus.FAILED))
        row.problems += problems
        row.fate = RowStatus.AMBIGUOUS if all(each.ambiguous for each in row.problems) else RowStatus.FAILED

    def slug(self, line: int) -> str | None:
        """The key of a row, as its sender wrote it."""
        return clean(self.plain[line].raw.get("slug", "")) or None

    def problem(self, line: int, column: str, reason: str) -> Problem:
        """What is wrong with a cell, with what stands in it where the reason does not say it."""
        raw = self.plain[line].raw.get(column, "").strip()
        told = not raw or raw in reason or quote(raw) in reason
        return Problem(column, reason if told else f"{reason}; the file has {quote(raw)}", raw or None)


async def import_partners(
    store: Store,
    path: Path,
    noun: PartnerNoun,
    sender: ImportSource,
    understand: Understand,
    progress: ProgressCallback,
    *,
    write: bool = True,
) -> Outcome:
    """The sound rows are written unless this is a dry run; others are left out, with the reasons.

    Raises LoadError where the file cannot be read at all, or the sender cannot be one; UnbalancedError where a row is
    not accounted for, before anything is written.
    """
    source = await _source(store, sender)
    sheet = read_sheet(content_of(path), str(path), noun.columns)
    work = _Import(noun, sheet, sender.today)
    records = await _records(store, work, sender.source, understand, progress)
    await _tell_unknown(store, work)
    sound, refused = await sound_records(store, records, noun.kind.verify)
    for record, wrong in refused:
        line = record.row.line
        work.leave_out(line, *(work.problem(line, each.field, each.reason) for each in wrong))
    await add_histories(store, [record.unit for record in sound], sender.today)
    units = _units(sound, sender.source)
    changed = await _compare(store, work, units)
    rows = [work.rows[line] for line in sorted(work.rows)]
    check_balance(sheet, rows)
    for row in rows:
        row.named = work.named.get(row.line, [])
    if write:
        async with mark_load(store, f"import {noun.kind.file.removesuffix('.csv')} --source {source.slug}"):
            await _write(store, work, source, sender.today, changed, progress)
    return Outcome(path.name, write, sheet, rows, _notes(source, sender))


def check_source(slug: str) -> None:
    """Raises LoadError where this cannot be the slug of a source."""
    if not SLUG.fullmatch(slug):
        raise LoadError(f"the source {quote(slug)} is not a slug (lower-case letters, digits and hyphens)")


async def _source(store: Store, sender: ImportSource) -> SourceFact:
    check_source(sender.source)
    held = await source_held(store, sender.source)
    if held and held.kind not in REPORTS:
        raise LoadError(f"the source `{held.slug}` is a {held.kind}; nobody reports in its name")
    return held or SourceFact(sender.source, sender.name or sender.source, REPORTS[0])


def _notes(source: SourceFact, sender: ImportSource) -> list[str]:
    if sender.name in (None, source.name):
        return []
    return [f"the source `{source.slug}` keeps its name, {source.name}"]


async def _records(
    store: Store, work: _Import, namespace: str, understand: Understand, progress: ProgressCallback
) -> list[Record]:
    """What the rows become that are not found wrong; of the others all that can be told is told."""
    reader = PlainReader(work.noun, work.sheet, namespace)
    work.plain = {line.number: reader.read(line) for line in work.sheet.lines}
    work.sheet.notes.extend(reader.guesses.notes())
    _once(work)
    readable_rows = [plain for plain in work.plain.values() if not plain.line.fault]
    slugs = await Slugs.read(store, work.noun, [plain.row for plain in readable_rows], namespace)
    records = []
    for number, plain in enumerate(readable_rows, 1):
        line = plain.line.number
        work.named[line] = translate(plain, work.noun, slugs, understand)
        record, wrong = parse_all(work.noun.kind.parse, plain.row, work.noun.stand_ins)
        problems = [*plain.problems, *(work.problem(line, each.field, each.reason) for each in wrong)]
        if problems:
            work.leave_out(line, *problems)
            work.faulty += [record] if record else []
        elif record:
            records.append(record)
        progress(number, len(readable_rows))
    for plain in work.plain.values():
        if plain.line.fault:
            work.leave_out(plain.line.number, *plain.problems)
    return records


async def _tell_unknown(store: Store, work: _Import) -> None:
    """Tells what rows that are wrong already name beside that and the graph does not have."""
    for record, wrong in await unknown_references(store, work.faulty):
        line = record.row.line
        told = {problem.field for problem in work.rows[line].problems}
        if "city" in told and not work.plain[line].raw.get("geonames", "").strip():
            told.add("geonames")  # it stands for the city
        told |= {column for column, label in work.noun.names.items() if label == work.noun.label}
        problems = [work.problem(line, each.field, each.reason) for each in wrong if each.field not in told]
        if problems:
            work.leave_out(line, *problems)


def _once(work: _Import) -> None:
    """A slug that was there before is a mistake of its row."""
    lines: dict[str, int] = {}
    for line, plain in work.plain.items():
        readable = not any(problem.field == "slug" for problem in plain.problems)
        slug = plain.row.optional_text("slug") if readable else None
        if slug and slug in lines and not plain.line.fault:
            plain.problems.append(Problem("slug", f"{quote(slug)} is also that of row {lines[slug]}", slug))
        elif slug:
            lines[slug] = line


def _units(sound: list[Record], source: str) -> dict[int, Unit]:
    """By line, with their hashes: the day on which a row was taken does not count."""
    found = {}
    for record in sound:
        add_source(record.unit, source)
        record.unit.mark = record.unit.digest()
        found[record.row.line] = record.unit
    return found


async def _compare(store: Store, work: _Import, units: dict[int, Unit]) -> list[Unit]:
    """Says what becomes of each row, and what may be a mistake in it; gives what has to be written."""
    known = await marks(store, work.noun.label, MARK, [unit.id for unit in units.values()])
    old = [unit for unit in units.values() if unit.id in known and known[unit.id] != unit.mark]
    fields = await changed_fields(store, work.noun, old)
    same = await twins(store, list(units.values())) if work.noun.versioned else {}
    for line, unit in units.items():
        fate = (
            RowStatus.CREATED
            if unit.id not in known
            else RowStatus.UPDATED
            if fields.get(unit.id)
            else RowStatus.UNCHANGED
        )
        notes = list(doubts(work.plain[line].row.cells, work.today))
        notes += [f"tells the same as `{slug}`: parties, kind and days" for slug in same.get(unit.id, ())]
        work.rows[line] = RowOutcome(line, work.slug(line), fate, unit.id, fields.get(unit.id, ()), notes=notes)
    return [unit for line, unit in units.items() if work.rows[line].fate is not RowStatus.UNCHANGED]


async def _write(
    store: Store, work: _Import, source: SourceFact, today: str, units: list[Unit], progress: ProgressCallback
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
