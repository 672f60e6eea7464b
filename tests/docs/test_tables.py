"""The tables of the docs agree with the code, and what the docs name exists."""

import re
from pathlib import Path
from typing import Any

import pytest

from errors import Code
from graph.model import PropertyKind
from matching.terms import TERMS
from matching.weights import read_weights
from schema.core.declare import Declaration
from schema.core.inputs import COMPARISONS, ENUM_COMPARISONS
from schema.nouns import DECLARED
from settings import Settings
from tests.docs import model_pages
from tests.docs.shell import variables
from tests.docs.snippets import PAGES, ROOT, SNIPPETS

KIB = 1024
LINK = re.compile(r"!?\[[^]]*\]\(([^)\s]+)\)")
CODED = re.compile(r"`([^`\n]+)`")
NAMED_FILE = re.compile(r"(?<![\w./-])\w[\w./-]*\.(?:py|graphql|svg|md)")


def table(page: str, heading: str = "") -> re.Match[str]:
    """The body of the first table of a page, or of the first one below a heading."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = re.compile(r"(?<=-\|\n)(?:^\|.*\n)+", re.MULTILINE).search(
        text, text.index(f"## {heading}\n") if heading else 0
    )
    assert found
    return found


def rows(page: str, heading: str = "") -> list[list[str]]:
    """The cells of that table."""
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in table(page, heading)[0].splitlines()]


def same(page: str, real: list[list[str]], request: pytest.FixtureRequest) -> None:
    """Compares the first table of a page with what it should be; `--update` writes it."""
    if request.config.getoption("--update"):
        found = table(page)
        body = "".join(f"| {' | '.join(cells)} |\n" for cells in real)
        (ROOT / "docs" / page).write_text(found.string[: found.start()] + body + found.string[found.end() :], "utf-8")
    assert rows(page) == real


def default_of(name: str) -> str:
    """The default of a setting as the table writes it."""
    value: Any = Settings.model_fields[name].default
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT)}` beside `server.py`"
    if hasattr(value, "get_secret_value"):
        value = value.get_secret_value()
    if value in (None, ""):
        return "—"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_every_setting_is_in_the_table_with_its_default_and_meaning(request: pytest.FixtureRequest) -> None:
    fields = Settings.model_fields.items()
    real = [[f"`{each.alias}`", default_of(name), str(each.description)] for name, each in fields]
    same("settings.md", real, request)


def test_every_error_code_is_in_the_table(request: pytest.FixtureRequest) -> None:
    same("errors.md", [[f"`{code.name}`", str(code.status), code.meaning] for code in Code], request)


def test_every_limit_that_can_be_set_is_in_the_table() -> None:
    by_variable = {str(each.alias): each.default for each in Settings.model_fields.values()}
    shown = {cells[2].strip("`"): cells for cells in rows("operation.md", "Limits") if cells[2]}
    assert shown.keys() == {name for name in by_variable if "_MAX_" in name or name.endswith("DEADLINE")}
    for name, cells in shown.items():
        value = by_variable[name]
        assert cells[1] in (f"{value:,.0f}", f"{value / KIB:.0f} KiB", f"{value:g} s"), name
        assert cells[3].strip("`") in Code.__members__, name


def test_comparisons_of_each_kind_of_property_are_in_the_table() -> None:
    shown = {cells[0]: tuple(cells[1].partition("` ")[0].strip("`").split()) for cells in rows("queries.md", "Filters")}
    assert shown == {
        "text": COMPARISONS[PropertyKind.STRING],
        "number": COMPARISONS[PropertyKind.INTEGER],
        "date": COMPARISONS[PropertyKind.DATE],
        "value of an enumeration": ENUM_COMPARISONS,
        "list of texts": COMPARISONS[PropertyKind.STRINGS],
    }


def test_every_term_of_the_score_is_in_the_table_with_its_weight() -> None:
    shown = [(cells[0].strip("`"), float(cells[1])) for cells in rows("matching.md", "The formula")]
    most = read_weights().most
    assert shown == [(term.kind.value, most[term.name]) for term in TERMS]


@pytest.mark.parametrize("declaration", DECLARED, ids=lambda each: each.name)
def test_page_of_a_noun_is_that_of_its_declaration(declaration: Declaration, request: pytest.FixtureRequest) -> None:
    page = model_pages.page_of(declaration)
    if request.config.getoption("--update"):
        page.write_text(model_pages.render_page(declaration), "utf-8")
    assert page.read_text("utf-8") == model_pages.render_page(declaration)
    assert page.read_text("utf-8").startswith(f"# {declaration.name}\n")


def anchors(page: Path) -> set[str]:
    """What can stand after `#` in a link to the page."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_and_variables_that_are_named_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    example = {snippet.file for snippet in SNIPPETS}
    told = [
        *CODED.findall(text),
        *(snippet.text for snippet in SNIPPETS if snippet.page == page and snippet.kind == "text"),
    ]
    for name in {found for each in told for found in NAMED_FILE.findall(each)} - example:
        assert (ROOT / name).exists() or (page.parent / name).exists() or "/" not in name, name
    names = set(re.findall(r"\b(?:NEO4J|REGISTRY)_[A-Z_]*[A-Z]\b", text))
    assert names <= variables()


def test_every_page_of_the_docs_is_linked_from_another() -> None:
    linked = set()
    for page in PAGES:
        for link in LINK.findall(page.read_text("utf-8")):
            target = (page.parent / link.partition("#")[0]).resolve()
            linked |= {target, *(target.glob("*.md") if target.is_dir() else ())}
    assert [str(page) for page in PAGES if page.name != "README.md" and page.resolve() not in linked] == []
