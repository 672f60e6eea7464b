"""What an import of a partner's file writes beside the graph: names to fill in, rows to mend, lines for machines."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.load.partners.load import ImportSource, import_partners
from graph.load.partners.mapping import Mapping
from graph.load.partners.nouns import NOUNS
from graph.load.partners.outcome import Outcome, RowOutcome, RowStatus
from graph.load.partners.outputs import Outputs
from graph.load.partners.page import page
from graph.load.partners.problems import Problem
from graph.load.report import LoadError
from graph.store.store import Store
from matching.names.recognition import load_recogniser
from tests.load.graphs import exported, quiet
from tests.load.test_partner_import import EXCHANGE, HEADER, TODAY, TOKYO, YORK_CA, registry, sent
from tests.serving import command

__all__ = ["registry"]

FULL = Path("/dev/full")
WAITING = "a-2;F;FRAMEWORK;DRAFT;;;;kpfu.ru|ИИТ Бомбей;", "a-3;F;FRAMEWORK;DRAFT;;;;kpfu.ru|York University;"


async def imported(store: Store, outputs: Outputs, path: Path) -> Outcome:
    """Imports agreements of `kfu` as the command does."""
    known = outputs.read_mapping()
    with outputs.open(path) as write:
        understand = known.wrap(await load_recogniser(store))
        sender = ImportSource("kfu", None, TODAY)
        outcome = await import_partners(store, path, NOUNS["agreements"], sender, understand, quiet)
        write(outcome, known)
    return outcome


async def test_names_are_filled_in_once_and_understood_from_then_on(registry: Store, tmp_path: Path) -> None:
    path, names = tmp_path / "sent.csv", tmp_path / "names.csv"
    path.write_text("\n".join([HEADER, EXCHANGE, *WAITING, WAITING[0].replace("a-2", "a-4")]), "utf-8")
    outputs = Outputs(mapping=names)
    first = await imported(registry, outputs, path)
    assert [row.fate for row in first.rows] == [
        RowStatus.CREATED,
        RowStatus.FAILED,
        RowStatus.AMBIGUOUS,
        RowStatus.FAILED,
    ]
    written = names.read_text("utf-8-sig").splitlines()
    assert written[:2] == ["what;name;id;rows;perhaps", "University;ИИТ Бомбей;;2;"]
    assert written[2].startswith("University;York University;;1;")
    assert f"York University (CA, {YORK_CA}), by its name" in written[2]

    filled = [written[0], "University;ИИТ Бомбей;u-tokyo.ac.jp;2;", f"University;York University;{YORK_CA};1;"]
    names.write_bytes("\r\n".join(filled).encode("cp1251"))
    second = await imported(registry, outputs, path)
    assert [row.fate for row in second.rows] == [
        RowStatus.UNCHANGED,
        RowStatus.CREATED,
        RowStatus.CREATED,
        RowStatus.CREATED,
    ]
    assert second.rows[1].named[1].found.id == TOKYO
    assert second.rows[1].named[1].found.how == "by the mapping to `u-tokyo.ac.jp`"
    kept = names.read_text("utf-8-sig").splitlines()
    assert kept[1:] == ["University;ИИТ Бомбей;u-tokyo.ac.jp;;", f"University;York University;{YORK_CA};;"]


async def test_mapping_to_what_is_not_certain_is_told_with_its_row(registry: Store, tmp_path: Path) -> None:
    path, names = tmp_path / "sent.csv", tmp_path / "names.csv"
    path.write_text("\n".join([HEADER, WAITING[0]]), "utf-8")
    names.write_text("what;name;id\nUniversity;ИИТ Бомбей;York University\n", "utf-8")
    (row,) = (await imported(registry, Outputs(mapping=names), path)).rows
    assert row.fate is RowStatus.AMBIGUOUS
    assert row.problems[0].reason == "`ИИТ Бомбей` is mapped to `York University`, which is a name of several"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("Planet;Mars;univ_x", "row 2 needs a name, and one of University, Office, City"),
        ("University;;univ_x", "row 2 needs a name"),
        ("University;A;univ_x\nUniversity;a;univ_y", "row 3 gives `a` another id than a row above"),
    ],
)
def test_mapping_that_says_nothing_of_sense_is_refused_with_its_row(lines: str, said: str) -> None:
    with pytest.raises(LoadError, match=said):
        Mapping.read(f"what;name;id\n{lines}\n".encode(), "names.csv")


def test_columns_that_a_person_has_added_to_a_mapping_are_kept() -> None:
    text = "comment;what;name;id;Кто\nask Anna;University;Tehran;;\n;University;Jilin;univ_x;Олег\n;City;Minsk;1;\n"
    known = Mapping.read(f"{text}seen;University;Jilin;univ_x;Олег\n".encode(), "names.csv")
    waiting = Problem("parties", "is not known", "Oslo", label="University")
    written = known.table([RowOutcome(2, "a", RowStatus.FAILED, problems=[waiting])])
    assert written.decode("utf-8-sig").splitlines() == [
        "what;name;id;rows;perhaps;comment;Кто",
        "University;Tehran;;;;ask Anna;",
        "University;Jilin;univ_x;;;seen;Олег",
        "City;Minsk;1;;;;",
        "University;Oslo;;1;;;",
    ]
    assert Mapping.read(written, "names.csv").cells["University", "tehran"] == ("ask Anna", "")


@pytest.mark.parametrize("name", ["names.xlsx", "names.csv", "new.xlsx", "names.jsonl"])
def test_mapping_that_is_no_csv_is_refused_and_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if not name.startswith("new"):
        book = Workbook()
        book.worksheets[0].append(("what", "name", "id"))
        book.save(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(LoadError, match="a mapping is CSV, as it is written too"):
        Outputs(mapping=path).read_mapping()
    assert (path.read_bytes() if path.exists() else None) == before


async def test_rejected_rows_are_mended_and_sent_again(registry: Store, tmp_path: Path) -> None:
    path, rejected = tmp_path / "sent.csv", tmp_path / "rejected.csv"
    title = "Номер;Название;Вид;Статус;Стороны;Примечание"
    wrong = '2;=1+1;Пакт;действует;КФУ|Nowhere;"a ""b""; c"'
    path.write_text("\n".join([title, "1;Exchange;Обмен;действует;КФУ|University of Tokyo;", wrong]), "utf-8")
    await imported(registry, Outputs(rejected=rejected), path)
    text = rejected.read_text("utf-8-sig")
    assert text.splitlines()[0] == f"reasons;{title}"
    assert "kind: `Пакт` is not one of" in text and "`Nowhere` is no University of the registry" in text
    assert """;2;'=1+1;Пакт;действует;КФУ|Nowhere;"a ""b""; c\"""" in text

    again = await imported(registry, Outputs(rejected=tmp_path / "again.csv"), rejected)
    assert [row.fate for row in again.rows] == [RowStatus.FAILED]
    sent_again = (tmp_path / "again.csv").read_text("utf-8-sig").splitlines()
    assert sent_again[0] == f"reasons;{title}"
    assert sent_again[1].endswith(text.splitlines()[1][-40:])
    mended = text.replace("'=1+1", "'=Two").replace("Пакт;", "Обмен;").replace("|Nowhere;", "|u-tokyo.ac.jp;")
    rejected.write_bytes(mended.replace("'=Two", "Two").encode("cp1251", "ignore"))
    assert [row.fate for row in (await imported(registry, Outputs(), rejected)).rows] == [RowStatus.CREATED]


async def test_both_sides_of_an_agreement_get_a_note_and_stay_two(registry: Store, tmp_path: Path) -> None:
    await sent(registry, tmp_path, "agreements", EXCHANGE)
    theirs = EXCHANGE.replace("a-1", "it-77").replace("КФУ|University of Tokyo", "u-tokyo.ac.jp|kpfu.ru")
    other = theirs.replace("it-77", "it-78").replace("31.12.2020", "30.12.2020")
    outcome = await sent(registry, tmp_path, "agreements", theirs, other, source="todai")
    assert [row.fate for row in outcome.rows] == [RowStatus.CREATED, RowStatus.CREATED]
    assert [row.notes for row in outcome.rows] == [["tells the same as `kfu:a-1`: parties, kind and days"], []]
    assert "note  tells the same as `kfu:a-1`: parties, kind and days: row 2 (it-77)" in page(outcome)
    assert json.loads(outcome.rows[0].json())["notes"] == outcome.rows[0].notes
    assert '"kfu:a-1"' in await exported(registry)


@pytest.mark.parametrize("option", ["--report", "--rejected", "--mapping"])
def test_output_that_cannot_be_written_ends_the_import_before_anything_is_done(tmp_path: Path, option: str) -> None:
    path, data = tmp_path / "sent.csv", tmp_path / "data"
    path.write_text("\n".join([HEADER, EXCHANGE]), "utf-8")
    nowhere = tmp_path / "nowhere" / "x.csv"
    told = command("import", "agreements", path, "--source", "kfu", option, nowhere, REGISTRY_DATA_DIR=str(data))
    assert told.returncode == 1
    assert told.stderr.startswith(f"{nowhere}: cannot be written (No such file or directory)")
    assert not data.exists()


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
async def test_output_that_cannot_be_finished_is_named_and_the_others_are_written(
    registry: Store, tmp_path: Path
) -> None:
    path, rejected, names = tmp_path / "sent.csv", tmp_path / "rejected.csv", tmp_path / "names.csv"
    path.write_text("\n".join([HEADER, *WAITING]), "utf-8")
    with pytest.raises(LoadError, match=r"^/dev/full: cannot be written \(No space left on device\)$"):
        await imported(registry, Outputs(FULL, rejected, names), path)
    assert "ИИТ Бомбей" in rejected.read_text("utf-8-sig") and "ИИТ Бомбей" in names.read_text("utf-8-sig")


def test_output_that_is_the_file_itself_or_another_output_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sent.csv"
    path.write_text(HEADER, "utf-8")
    for outputs in (Outputs(rejected=path), Outputs(report=tmp_path / "x", mapping=tmp_path / "x")):
        with pytest.raises(LoadError, match="is named for two things"), outputs.open(path):
            raise AssertionError
    assert path.read_text("utf-8") == HEADER
