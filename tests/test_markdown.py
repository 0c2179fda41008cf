"""The book's Markdown extension without MkDocs: the same formulas, figures, claims and links as on the site."""

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from downhill.page import Page
from downhill.site import address_of
from selectolax.lexbor import LexborHTMLParser

from tests.compared import SHOWN, each_kind
from tests.served import SITE

ROOT = Path(__file__).parent.parent
ALONE = """
import json, sys
from pathlib import Path
from downhill import Book, Site
from markdown import Markdown
from tests.zensical import settings as read

settings = read(Path.cwd())
book = Book.read(Path.cwd(), Site.of(settings))
made = {}
for page in book.pages.values():
    named = [each if isinstance(each, dict) else {each: {}} for each in settings["markdown_extensions"]]
    options = {name: option for each in named for name, option in each.items()}
    options["downhill.markdown"] = {"book": book, "page": page}
    made[page.path] = Markdown(extensions=[*options], extension_configs=options).convert(page.body)
assert "mkdocs" not in sys.modules, "MkDocs was loaded"
json.dump(made, sys.stdout)
"""


@cache
def alone() -> dict[str, LexborHTMLParser]:
    """Return every page as Python-Markdown makes it in a process that does not load MkDocs."""
    command = [sys.executable, "-X", "utf8", "-c", ALONE]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "docs" / "machinery")}
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=True)
    return {path: LexborHTMLParser(f"<article>{html}</article>") for path, html in json.loads(made.stdout).items()}


def headings(tree: Any) -> list[str]:
    """Return the anchors of a page's headings."""
    return [heading.attributes["id"] for heading in tree.css(SHOWN["headings"])]


@pytest.mark.whole("every page converted twice more")
def test_every_page_has_the_same_things_without_mkdocs_on_the_site_and_for_the_books_own_parser() -> None:
    total: Counter[str] = Counter()
    for path, made in alone().items():
        built = LexborHTMLParser((SITE / address_of(path) / "index.html").read_text("utf-8"))
        counted = each_kind(made, SHOWN)
        assert counted == each_kind(built, SHOWN), path
        assert headings(made) == headings(built), path
        total.update(counted)
        source = ROOT / "docs" / path
        if source.suffix != ".md" or not source.exists():
            continue
        page = Page.read(path, source.read_text("utf-8"))
        seen = {
            "formulas": len(page.formulas),
            "figures": len(page.figures),
            "simulations": len(page.simulations),
            "claims": sum(link.target.startswith("claim:") for link in page.links),
            "links to simulations": sum(link.target.startswith("sim:") for link in page.links),
            "questions": len(page.questions),
            "choices": sum(len(question.choices) for question in page.questions),
            "programs": sum(block.kind == "program" for block in page.blocks),
            "outputs": sum(block.kind == "output" for block in page.blocks),
        }
        assert seen == {kind: counted[kind] for kind in seen}, path
        assert [heading.anchor for heading in page.headings] == headings(made), path
    assert all(total.values()), total
