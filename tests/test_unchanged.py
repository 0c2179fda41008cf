"""What a build keeps is made again where anything changed that it depends on, and only there."""

import re
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from downhill import search, unchanged
from downhill.files import kept
from downhill.listing import Highlighter
from material.plugins.search.plugin import SearchIndex

from tests.book_copy import ROOT, TINY, copy_book, make


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a tiny book and a site that was made of it."""
    book = copy_book(TINY, tmp_path / "book")
    for name in ("index.html", "figures/line.svg"):
        (book / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (book / "site" / name).write_text("made", "utf-8")
    unchanged.remember(book, book / "site", unchanged.sources(book))
    return book


def test_the_build_of_an_unchanged_book_makes_nothing(book: Path) -> None:
    built = make(book, "build")
    assert built.returncode == 0, built.stdout
    assert "nothing changed" in built.stdout
    assert (book / "site" / "index.html").read_text("utf-8") == "made"


def test_the_archive_that_is_made_of_the_site_and_what_python_keeps_are_no_change(book: Path) -> None:
    (book / "site" / "downhill.zip").write_text("archive", "utf-8")
    (book / "docs" / "machinery" / "__pycache__").mkdir()
    (book / "docs" / "machinery" / "__pycache__" / "hooks.pyc").write_text("", "utf-8")
    assert unchanged.unchanged(book, book / "site")


@pytest.mark.parametrize(
    "place",
    [
        "mkdocs.yml",
        "docs/index.md",
        "docs/new.md",
        "docs/.overrides/main.html",
        "docs/machinery/hooks.py",
        "docs/machinery/downhill/stills.js",
        "snippets/line/values.py",
        "snippets/line/values.out",
        "tests/claims/test_line.py",
        "tests/optimizers/test_new.py",
        "site/index.html",
        "site/new.html",
    ],
)
def test_whatever_file_changed_is_a_change(place: str, book: Path) -> None:
    (book / place).parent.mkdir(exist_ok=True)
    with (book / place).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not unchanged.unchanged(book, book / "site")


@pytest.mark.parametrize("place", ["docs/index.md", "snippets/line/values.out", "site/index.html"])
def test_a_file_that_is_gone_or_has_another_name_is_a_change(place: str, book: Path) -> None:
    (book / place).rename(book / f"{place}.old")
    assert not unchanged.unchanged(book, book / "site")


@pytest.mark.parametrize("name", ["SITE_URL", "REPO_URL", "EDITION"])
def test_an_address_or_an_edition_that_is_told_is_a_change(
    name: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unchanged.unchanged(book, book / "site")
    monkeypatch.setenv(name, "https://example.org/")
    assert not unchanged.unchanged(book, book / "site")


def test_the_settings_ask_the_environment_for_nothing_else() -> None:
    asked = re.findall(r"!ENV\W*(\w+)", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert [*dict.fromkeys(asked)] == [*unchanged.ASKED]


def test_a_package_of_another_version_is_a_change(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    assert not unchanged.unchanged(book, book / "site")
    unchanged.remember(book, book / "site", unchanged.sources(book))
    assert unchanged.unchanged(book, book / "site")
    (tmp_path / "mkdocs-9.dist-info").mkdir()
    assert not unchanged.unchanged(book, book / "site")


def test_a_site_without_stills_is_not_remembered(book: Path) -> None:
    (book / unchanged.RECORD).unlink()
    (book / "site" / "figures" / "line.svg").unlink()
    unchanged.remember(book, book / "site", unchanged.sources(book))
    assert not unchanged.unchanged(book, book / "site")


def test_what_could_not_be_made_is_not_kept(tmp_path: Path) -> None:
    def fails() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept(tmp_path, "x", fails)
    assert [kept(tmp_path, *each) for each in (("x", lambda: "1"), ("x", fails), ("y", lambda: "2"))] == ["1", "1", "2"]


def test_code_is_highlighted_once_and_anew_for_other_code_lines_words_or_settings(tmp_path: Path) -> None:
    def made(code: str = "x = 1\ny = 2\n", md: Any = None, style: str = "default", **options: Any) -> str:
        fresh, old = (Highlighter(tmp_path / name, md, pygments_style=style) for name in (str(len(seen)), "kept"))
        told = [each.highlight(code, "python", code_block_count=len(seen), **options) for each in (fresh, old)]
        assert told[0] == told[1]
        seen.append(told[0])
        return told[0]

    seen: list[str] = []
    assert made() == made()
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert (
        len({made(), made("x = 3\n"), made(hl_lines=[1]), made(hl_lines=[2]), made(title="a"), made(id_value="b")}) == 6
    )
    assert len(list((tmp_path / "kept").iterdir())) == 6
    made(style="monokai")
    assert len(list((tmp_path / "kept").iterdir())) == 7


@pytest.mark.parametrize(
    "change",
    [
        lambda page: page.__dict__.update(content="<h1 id='a'>A</h1><p>Other words.</p>"),
        lambda page: page.__dict__.update(url="elsewhere/"),
        lambda page: page.meta.update(title="T"),
        lambda page: page.meta.update(tags=["t"]),
        lambda page: page.meta.update(search={"boost": 2}),
    ],
)
def test_the_search_finds_what_stands_on_a_page_now(change: Callable[[Any], None], tmp_path: Path) -> None:
    def found(folder: Path) -> list[Any]:
        index = SearchIndex()
        search.keep(index, folder)
        index.add_entry_from_context(page)
        return list(index.entries)

    page = SimpleNamespace(content="<p>Words.</p>", url="here/", title="Title", meta={}, toc=[])
    first = found(tmp_path / "kept")
    assert first == found(tmp_path / "kept") == found(tmp_path / "fresh")
    change(page)
    assert first != found(tmp_path / "kept") == found(tmp_path / "anew")
