"""The command line, run as a person runs it."""

import asyncio
import hashlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import OF_PARTNERS
from graph.load.partners.nouns import NOUNS
from graph.store.embedded import EmbeddedStore
from schema.query import render_schema
from tests.conftest import ROOT, Server, emptied
from tests.load.ror_samples import record, write_lines
from tests.serving import Serving, command, environment, settings_of, until

OFFICES = ROOT / "graph" / "load" / "data" / "offices.csv"
QUESTION = """\
# title: Offices of a country
# variables: {"country": "RS"}
query Offices($country: String!) {
  offices(where: {country: {code: {eq: $country}}}, first: 5) { totalCount nodes { name city { name } } }
}
"""


@pytest.fixture(scope="module")
def first_import(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], subprocess.CompletedProcess[str]]:
    """An import of the offices into a new embedded store, and the settings of that store."""
    settings = {"REGISTRY_DATA_DIR": str(tmp_path_factory.mktemp("commands") / "data")}
    return settings, command("import", "offices", OFFICES, **settings)


@pytest.fixture(scope="module")
def imported(first_import: tuple[dict[str, str], subprocess.CompletedProcess[str]]) -> dict[str, str]:
    """The settings of an embedded store into which the offices were imported by a command."""
    settings, ended = first_import
    assert ended.returncode == 0, ended.stderr
    return settings


@pytest.fixture(scope="module")
def running(imported: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The same store, which runs: settings that name its address spare a start of it for each command."""
    data = tmp_path_factory.mktemp("running") / "data"
    shutil.copytree(imported["REGISTRY_DATA_DIR"], data)
    with EmbeddedStore(data, heap="512m") as store:
        yield settings_of(store.start())


def test_what_partners_send_are_the_nouns_that_can_be_imported_of_them() -> None:
    assert [each.value for each in OF_PARTNERS] == [*NOUNS]


def test_help_lists_the_commands() -> None:
    listed = re.findall(r"^│ (\w+)  ", command("--help").stdout, re.MULTILINE)
    known = ["audit", "check", "demo", "explain", "export", "import", "keys", "match", "migrate", "schema", "serve"]
    assert sorted(listed) == known


def test_schema_is_printed_as_sdl_and_nothing_else() -> None:
    told = command("schema")
    assert told.stdout == render_schema()
    assert told.stderr == ""


def test_import_into_a_new_store_migrates_it_and_tells_in_plain_lines_what_it_did(
    first_import: tuple[dict[str, str], subprocess.CompletedProcess[str]],
) -> None:
    _, ended = first_import
    assert re.search(r"^offices.csv: \d+ created, 0 updated, 0 unchanged, 0 rejected$", ended.stdout, re.MULTILINE)
    lines = ended.stderr.splitlines()
    assert lines[0] == "migration 0001_migration"
    assert re.fullmatch(r"import offices: \d+ of \d+", lines[-1])
    assert all(re.fullmatch(r"[\w :,]+", line) for line in lines)  # no bar, no colour where no terminal is


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_report_that_cannot_be_finished_is_told_after_the_summary(running: dict[str, str], tmp_path: Path) -> None:
    events = tmp_path / "events.csv"
    events.write_text("slug,name_en,kind,mode,starts,ends\ne-1,Meeting,FAIR,ONLINE,2026-10-01,2026-10-01\n")
    told = command("import", "events", events, "--source", "kfu", "--report", "/dev/full", **running)
    assert told.returncode == 1
    assert told.stdout.startswith("events.csv: 1 created, 0 updated, 0 unchanged")
    last = "/dev/full: cannot be written (No space left on device); the rows that were taken are in the registry"
    assert told.stderr.splitlines()[-1] == last


def test_source_that_is_no_slug_is_a_wrong_option(tmp_path: Path) -> None:
    told = command("import", "events", OFFICES, "--source", "KFU", REGISTRY_DATA_DIR=str(tmp_path / "data"))
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "the source `KFU` is not a slug (lower-case letters, digits and hyphens)\n"


def test_second_import_changes_nothing_and_says_so(running: dict[str, str]) -> None:
    again = command("import", "offices", OFFICES, **running)
    assert re.search(r"offices.csv: 0 created, 0 updated, \d+ unchanged, 0 rejected", again.stdout)


def test_audit_of_what_was_imported_is_green_and_a_seal_that_is_not_there_is_red(running: dict[str, str]) -> None:
    green = command("audit", "verify", **running)
    assert green.returncode == 0, green.stdout
    assert re.match(
        r"[1-9]\d* changes of [1-9]\d* entities, 0 seals: nothing was altered\nlast seal: none\n", green.stdout
    )
    red = command("audit", "verify", "--kept", "s1:0", **running)
    assert red.returncode == 1
    assert red.stdout.splitlines()[0] == "No seal has the hash s1:0, which was kept elsewhere."


def test_export_read_into_another_store_exports_the_same_bytes(running: dict[str, str], tmp_path: Path) -> None:
    other = {"REGISTRY_DATA_DIR": str(tmp_path / "other")}
    assert command("export", tmp_path / "one.jsonl", **running).returncode == 0
    restored = command("import", "export", tmp_path / "one.jsonl", **other)
    assert restored.returncode == 0, restored.stderr
    printed = command("export", **other)
    assert printed.stdout == (tmp_path / "one.jsonl").read_text("utf-8")
    assert printed.stdout.count("\n") > 100
    *_, end = map(json.loads, printed.stdout.splitlines())
    assert f"{end['end']['nodes']:,} nodes and {end['end']['edges']:,} edges" in printed.stderr


def test_network_is_generated_into_an_empty_store_and_refused_by_one_that_is_not(tmp_path: Path) -> None:
    settings = {"REGISTRY_DATA_DIR": str(tmp_path / "generated")}
    sizes = ("demo", "--universities", "150", "--contacts", "400", "--seed", "7")
    first = command(*sizes, **settings)
    assert re.search(
        r"^generated network: \d+ created, 0 updated, 0 unchanged, 0 rejected$", first.stdout, re.MULTILINE
    )
    assert re.fullmatch(r"demo: ([\d,]+) of \1", first.stderr.splitlines()[-1])
    again = command(*sizes, **settings)
    assert again.returncode == 1
    assert "the store is not empty" in again.stderr
    weights = tmp_path / "weights.json"
    learned = command("match", "fit", "--out", str(weights), **settings)
    assert learned.returncode == 0, learned.stderr
    assert "institutions that first met after" in json.loads(weights.read_text())["made"]
    told = command("match", "eval", "--weights", str(weights), **settings)
    assert re.search(r"^popularity +0\.\d{4}  0\.\d{4}\nthese weights +0\.\d{4}  0\.\d{4}$", told.stdout, re.MULTILINE)
    late = command("match", "eval", "--cut", "2199-01-01", **settings)
    assert late.returncode == 1
    assert "nobody first met after 2199-01-01" in late.stderr


def test_weights_that_cannot_be_used_stop_the_start_with_a_line(imported: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_text('{"version": 1}')
    told = command("explain", ROOT / "docs/queries/01-partners.graphql", REGISTRY_MATCH_WEIGHTS=str(file), **imported)
    assert told.returncode == 2
    assert told.stderr.splitlines() == [f"REGISTRY_MATCH_WEIGHTS: {file}: `version` is not 4"]


def test_five_lines_of_the_docs_move_a_registry_from_the_embedded_store_to_neo4j(
    imported: dict[str, str], neo4j_server: Server, tmp_path: Path
) -> None:
    page = (ROOT / "docs" / "stores.md").read_text("utf-8").partition("## From the embedded store to Neo4j")[2]
    found = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert found
    *lines, last = found[1].splitlines()
    assert (len(lines), last) == (4, "python server.py serve")
    neo4j = settings_of(neo4j_server.address)
    asyncio.run(_emptied(neo4j_server))
    named = [re.sub(r"(NEO4J_\w+)=\S+", lambda each: f"{each[1]}={neo4j[each[1]]}", line) for line in lines]
    (tmp_path / "server.py").symlink_to(ROOT / "server.py")
    script = "\n".join(["set -e", 'python() { "$PYTHON" "$@"; }', *named])
    settings = environment(**imported, PYTHON=sys.executable)
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=settings, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert command("export", **neo4j).stdout == (tmp_path / "registry.jsonl").read_text("utf-8")
    serving = Serving.start(tmp_path, **neo4j)
    try:
        assert serving.post("{ offices { totalCount } }").json()["data"]["offices"]["totalCount"] > 10
    finally:
        serving.stop()


async def _emptied(server: Server) -> None:
    await (await emptied(server)).close()
    server.holds = "something"


SENT = """\
slug,title,kind,status,parties
a-1,Exchange,EXCHANGE,IN_FORCE,Institute of Sea Research|Institute of Air Research
a-2,Framework,FRAMEWORK,IN_FORCE,Institute of Sea Research|Air Research
"""


def test_partner_s_file_is_tried_first_then_imported_and_told_row_by_row(
    running: dict[str, str], tmp_path: Path
) -> None:
    names = ("Institute of Sea Research", "Institute of Air Research")
    dump, sent, told = tmp_path / "ror.jsonl", tmp_path / "sent.csv", tmp_path / "told.jsonl"
    write_lines(
        dump,
        [
            record(number, names=[{"value": each, "types": ["ror_display", "label"], "lang": "en"}])
            for number, each in enumerate(names, 1)
        ],
    )
    sent.write_text(SENT)
    assert command("import", "ror", dump, **running).returncode == 0
    before = command("export", **running).stdout

    tried = command("import", "agreements", sent, "--source", "kfu", "--dry-run", "--report", told, **running)
    assert tried.returncode == 1, tried.stderr
    first = "sent.csv: 1 created, 0 updated, 0 unchanged, 1 ambiguous, 0 failed (dry run: nothing was written)"
    assert tried.stdout.splitlines()[0] == first
    assert "  `Air Research` is not the whole name of any: row 3 (a-2)" in tried.stdout
    assert [json.loads(line)["outcome"] for line in told.read_text("utf-8").splitlines()] == ["created", "ambiguous"]
    assert command("export", **running).stdout == before

    done = command("import", "agreements", sent, "--source", "kfu", "--source-name", "Kazan", **running)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, first.removesuffix(" (dry run: nothing was written)"))
    sent.write_text("\n".join(SENT.splitlines()[:2]))
    again = command("import", "agreements", sent, "--source", "kfu", **running)
    assert (again.returncode, again.stdout) == (
        0,
        "sent.csv: 0 created, 0 updated, 1 unchanged, 0 ambiguous, 0 failed\nread as UTF-8, `,`, header in line 1\n",
    )


def test_partner_s_file_needs_a_source_and_others_take_none(tmp_path: Path) -> None:
    file = tmp_path / "sent.csv"
    file.write_text(SENT)
    missing = command("import", "agreements", file)
    assert (missing.returncode, missing.stderr) == (2, "import agreements needs --source: who reports\n")
    strange = command("import", "offices", file, "--dry-run")
    assert (strange.returncode, "are for imports of contacts, agreements, events only" in strange.stderr) == (2, True)


def test_dry_run_does_not_migrate(tmp_path: Path) -> None:
    file = tmp_path / "sent.csv"
    file.write_text(SENT)
    store = {"REGISTRY_DATA_DIR": str(tmp_path / "data")}
    tried = command("import", "agreements", file, "--source", "kfu", "--dry-run", **store)
    assert tried.returncode == 1 and "pending" in tried.stderr
    assert command("check", **store).returncode == 1


def test_terminal_shows_a_bar(running: dict[str, str], tmp_path: Path) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError:
        pytest.skip("this machine has no pseudo-terminals (/dev/pts is not mounted)")
    process = subprocess.Popen(
        [sys.executable, "server.py", "export", tmp_path / "out.jsonl"],
        cwd=ROOT,
        env=environment(**running) | {"TERM": "xterm"},
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 65536):
            shown += chunk
    except OSError:  # Linux says so when the other side is closed
        pass
    os.close(ours)
    assert process.wait(60) == 0
    assert "━" in shown.decode()


@pytest.mark.parametrize("store", ["embedded", "neo4j"])
async def test_explain_shows_the_way_of_a_question(
    store: str, imported: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    settings = imported
    if store == "neo4j":
        server: Server = request.getfixturevalue("neo4j_server")
        await (await emptied(server)).close()
        settings = settings_of(server.address)
    file = tmp_path / "offices.graphql"
    file.write_text(QUESTION)
    explained = command("explain", file, **settings)
    assert explained.returncode == 0, explained.stderr
    sections = dict(re.findall(r"── 1 (.+)\n((?:(?!── ).*\n)*)", explained.stdout))
    assert list(sections) == ["selection", "shape", "statement", "parameters", f"plan of the store ({store})"]
    assert "Office (first 5" in sections["selection"] and 'code eq "RS"' in sections["selection"]
    assert sections["shape"].startswith("Office (page, filter, total)\n  [0] city")
    assert "RS" not in sections["statement"]
    assert '$p0 = "RS"' in sections["parameters"]
    plan = sections[f"plan of the store ({store})"]
    assert ("rows," in plan and "hits)" in plan) if store == "neo4j" else "CALL SUBQUERY" in plan
    assert max(map(len, plan.splitlines())) < 200
    assert "── projection\n# rows of " in explained.stdout
    assert "def data_nodes(o):  # Office" in explained.stdout
    assert re.search(r"^1 statement; the answer has \d+ bytes$", explained.stdout, re.MULTILINE)


def test_explain_tells_what_is_wrong_with_a_document(tmp_path: Path) -> None:
    file = tmp_path / "wrong.graphql"
    file.write_text("{ nothing }")
    told = command("explain", file, NEO4J_URI="bolt://127.0.0.1:1")
    assert told.returncode == 1
    assert "error: Cannot query field 'nothing' on type 'Query'." in told.stdout


WRONG_FILES = {
    "a document that is no text": (["explain"], b"\xff\xfe", "is not text in UTF-8", 2),
    "variables that are no object": (["explain"], b"# variables: [1\n{ nothing }", "must be a JSON object", 2),
    "offices that are no table": (["import", "offices"], b"\xff\xfe", "there is nothing in it", 1),
    "a ROR dump that is none": (["import", "ror"], b"{}", "not a ROR dump", 1),
}


@pytest.mark.parametrize(("arguments", "content", "said", "code"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_file_that_cannot_be_used_is_told_in_a_plain_line(
    running: dict[str, str], tmp_path: Path, arguments: list[str], content: bytes, said: str, code: int
) -> None:
    file = tmp_path / "wrong.txt"
    file.write_bytes(content)
    told = command(*arguments, file, **running)
    assert told.returncode == code
    (line,) = told.stderr.splitlines()
    assert said in line and str(file) in line


def test_file_that_is_not_there_is_told_without_a_traceback() -> None:
    told = command("import", "offices", "nowhere.csv")
    assert told.returncode == 2
    assert "nowhere.csv" in told.stderr and "Traceback" not in told.stderr


def test_every_setting_that_cannot_be_used_is_named_in_a_line_of_its_own() -> None:
    told = command(
        "check",
        NEO4J_URI="localhost",
        REGISTRY_PORT="http",
        REGISTRY_STORE_HEAP="much",
        REGISTRY_READ_DEADLINE="0",
        REGISTRY_LOG_LEVEL="LOUD",
    )
    assert told.returncode == 2
    assert told.stderr.splitlines() == [
        "NEO4J_URI: should be like bolt://localhost:7687; it is 'localhost'",
        "REGISTRY_STORE_HEAP: should be like 512m; it is 'much'",
        "REGISTRY_PORT: should be a valid integer, unable to parse string as an integer; it is 'http'",
        "REGISTRY_READ_DEADLINE: should be greater than 0; it is '0'",
        "REGISTRY_LOG_LEVEL: should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'; it is 'LOUD'",
    ]


def test_setting_that_is_empty_counts_as_not_set(imported: dict[str, str]) -> None:
    assert command("check", NEO4J_URI="", REGISTRY_PORT="", **imported).returncode == 0


def test_version_is_that_of_the_project() -> None:
    told = command("--version")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (told.returncode, told.stdout) == (0, f"{project['name']} {project['version']}\n")


def test_commands_that_report_do_so_in_json_where_that_is_asked(running: dict[str, str], tmp_path: Path) -> None:
    def told(*arguments: str | Path) -> tuple[int, Any]:
        ended = command(*arguments, "--json", **running)
        return ended.returncode, json.loads(ended.stdout)

    ready = {"ready": True, "problems": [], "pending": [], "edited": [], "unknown": [], "unfinished": []}
    assert told("check") == (0, ready)
    assert told("migrate") == (0, {"ran": []})
    code, export = told("export", tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)
    digest = hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    assert (code, export["nodes"] + export["edges"], export["sha256"]) == (0, len(lines) - 1, digest)
    offices = tmp_path / "offices.csv"
    offices.write_bytes(OFFICES.read_bytes() + b"Not a slug\n")
    code, report = told("import", "offices", offices)
    assert (code, report["created"], len(report["rejected"]), report["rejected"][0]["field"]) == (1, 0, 1, "row")
    sent = tmp_path / "sent.csv"
    sent.write_text("slug,title,kind,status,parties\na-1,Exchange,EXCHANGE,IN_FORCE,Nobody's Academy|Zzyzx\n")
    code, outcome = told("import", "agreements", sent, "--source", "kfu", "--dry-run")
    assert (code, outcome["wrote"], outcome["failed"], len(outcome["rows"])) == (1, False, 1, 1)


def test_export_with_json_needs_a_file() -> None:
    told = command("export", "--json")
    assert (told.returncode, told.stdout, "needs a file" in told.stderr) == (2, "", True)


def test_export_to_a_place_where_nothing_can_be_written_is_told_in_a_line(
    running: dict[str, str], tmp_path: Path
) -> None:
    full = command("export", "/dev/full", **running)
    assert (full.returncode, full.stderr.splitlines()[-1]) == (
        1,
        "/dev/full: cannot be written (No space left on device)",
    )
    nowhere = command("export", tmp_path / "nowhere" / "out.jsonl", **running)
    assert (nowhere.returncode, "cannot be written (No such file or directory)" in nowhere.stderr) == (1, True)


def test_setting_that_nothing_reads_is_told_with_the_one_that_may_be_meant() -> None:
    told = command(
        "check",
        REGISTRY_PROT="4101",
        NEO4J_USERNAME="me",
        NEO4J_HOME="/opt/neo4j",
        REGISTRY_NEO4J_HOME="/tmp/neo4j",
        REGISTRY_COLOUR="red",
        registry_port="0",
        NEO4J_URI="bolt://127.0.0.1:1",
    )
    assert told.stderr.splitlines()[:-1] == [
        "NEO4J_USERNAME: no setting has this name; did you mean NEO4J_USER?",
        "REGISTRY_COLOUR: no setting has this name",
        "REGISTRY_PROT: no setting has this name; did you mean REGISTRY_PORT?",
    ]


def test_wrong_file_of_weights_stops_the_start_before_a_store_is_started(tmp_path: Path) -> None:
    told = command("serve", REGISTRY_MATCH_WEIGHTS="/nowhere.json", REGISTRY_DATA_DIR=str(tmp_path / "data"))
    assert (told.returncode, told.stdout) == (2, "")
    assert json.loads(told.stderr)["event"] == "REGISTRY_MATCH_WEIGHTS: /nowhere.json: cannot be read as JSON"
    assert not (tmp_path / "data").exists()


def test_file_as_data_directory_is_told_by_the_name_of_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for place in (file, file / "below"):
        told = command("check", REGISTRY_DATA_DIR=str(place))
        assert (told.returncode, told.stderr) == (2, f"REGISTRY_DATA_DIR: {place}: is not a directory\n")


def test_all_that_a_command_says_is_json_where_the_log_is(tmp_path: Path) -> None:
    data = {"REGISTRY_DATA_DIR": str(tmp_path / "data"), "REGISTRY_LOG_FORMAT": "json", "REGISTRY_PROT": "1"}
    told = command("import", "offices", OFFICES, **data)
    events = [json.loads(line) for line in told.stderr.splitlines()]
    assert events[0]["event"].startswith("REGISTRY_PROT") and events[0]["level"] == "warning"
    assert events[1]["event"] == "migration 0001_migration"
    assert events[-1]["event"].startswith("import offices: ")
    ended = command("import", "export", tmp_path / "data", **data)
    assert ended.returncode == 2
    failed = command("import", "ror", OFFICES, **data)
    assert (failed.returncode, json.loads(failed.stderr.splitlines()[-1])["level"]) == (1, "error")


def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    script = """
    source <("$PYTHON" ./server.py --show-completion bash)
    complete -p server.py | grep -q _serverpy_completion || exit 3
    PATH="$(dirname "$PYTHON"):$PATH"
    COMP_WORDS=(./server.py exp); COMP_CWORD=1; _serverpy_completion ./server.py; echo "${COMPREPLY[@]}"
    COMP_WORDS=(./server.py check --); COMP_CWORD=2; _serverpy_completion ./server.py; echo "${COMPREPLY[@]}"
    """
    settings = environment() | {"PYTHON": sys.executable, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ran = subprocess.run(["bash", "-c", script], cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    commands, options = ran.stdout.splitlines()
    assert sorted(commands.split()) == ["explain", "export"]
    assert "--json" in options.split()


def test_keys_are_made_listed_and_revoked_while_the_registry_is_served(tmp_path: Path) -> None:
    serving = Serving.start(tmp_path, REGISTRY_LOAD_DEMO="true")
    settings = {"REGISTRY_DATA_DIR": str(tmp_path / "data")}
    try:
        file = tmp_path / "data" / "admin-key"
        assert file.stat().st_mode & 0o777 == 0o600
        assert serving.role(file.read_text().strip()) == "ADMIN"
        made = command("keys", "create", "CRIS of MSU", "--institution", "msu.ru", "--json", **settings)
        told = json.loads(made.stdout)
        assert serving.role(told["key"]) == "PARTNER"
        listed = command("keys", "list", **settings).stdout
        assert f"{told['id']}  valid  PARTNER  read  no end" in listed
        assert told["key"] not in listed
        assert command("keys", "revoke", told["id"], **settings).returncode == 0
        assert until(lambda: serving.role(told["key"]) == "UNAUTHENTICATED", 1.0)
        assert f"{told['id']}  revoked" in command("keys", "list", **settings).stdout
    finally:
        serving.stop()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["x", "--institution", "msu.ru", "--admin"], "a key acts for one institution or one office, or is --admin"),
        (["x", "--institution", "nowhere.example"], "no institution in the registry is named 'nowhere.example'"),
        (["x", "--office", "nowhere"], "no office in the registry is named 'nowhere'"),
        (["  "], "the name of a key has 1 to 100 printable characters"),
        (["x", "--expires", "2020-01-01"], "--expires must lie in the future"),
    ],
)
def test_key_that_cannot_be_made_is_told_in_one_line(running: dict[str, str], arguments: list[str], told: str) -> None:
    ended = command("keys", "create", *arguments, **running)
    assert (ended.returncode, ended.stdout, ended.stderr.strip().splitlines()[-1]) == (2, "", told)


def test_key_that_is_not_there_cannot_be_revoked(running: dict[str, str]) -> None:
    ended = command("keys", "revoke", "nothing", **running)
    assert (ended.returncode, ended.stderr.strip()) == (1, "no key has the id nothing")


def test_first_key_is_shown_once_and_an_address_for_others_is_warned_of(tmp_path: Path) -> None:
    first = Serving.start(tmp_path, REGISTRY_HOST="0.0.0.0")
    key = (tmp_path / "data" / "admin-key").read_text().strip()
    first.stop()
    assert key in first.printed
    assert "nobody but the administrator can sign in" in first.log.read_text()
    again = Serving.start(tmp_path, ROOT)
    again.stop()
    assert key not in again.printed and "can sign in" not in again.log.read_text()
    assert (tmp_path / "data" / "admin-key").read_text().strip() == key
