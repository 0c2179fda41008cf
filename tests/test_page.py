"""A page is read as it is written: its formulas, links, programs and numbers, and what derives from them."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from downhill import numbers
from downhill.export.twin import twin
from downhill.page import Page
from downhill.reference import Term, terms
from hypothesis import given
from hypothesis import strategies as st

# What eleven readers by pattern took for something else: the Markdown, and what is in it
INPUTS: dict[str, tuple[str, str, list[str]]] = {
    "a formula over a line end": ("It is $a +\nb$ and 98.7654 times $c$.", "formulas", ["a +\nb", "c"]),
    "money beside a formula": ("It costs \\$12.75 now and $x$ later.", "formulas", ["x"]),
    "a dollar with a space behind it": ("It costs $12.75 now and $ 9 later.", "formulas", []),
    "a formula with escaped braces": ("Choose $\\{ .5, 1 \\}$.", "formulas", ["\\{ .5, 1 \\}"]),
    "code with dollars": ("Write `$x$` for it.", "formulas", []),
    "a claim with a title": ('It is. [✓](claim:a/b "tested")', "links", ["claim:a/b"]),
    "a link within brackets": ('[see [1]](sim:ball?rate=1 "steps")', "links", ["sim:ball?rate=1"]),
    "a title in single quotes": ("[see](sim:ball?rate=1 'steps')", "links", ["sim:ball?rate=1"]),
    "code that looks like a link": ("Write `[a](b.md)`.", "links", []),
    "a link by reference": ("See [x][ref].\n\n[ref]: b.md", "links", ["b.md"]),
    "a heading with an anchor": ("## The *task* { #the-task }", "headings", ["The task the-task"]),
    "two headings with the same words": ("## Hint\n\n## Hint", "headings", ["Hint hint", "Hint hint_1"]),
    "a fence without a space": ('```{ .python title="a/b.py" }\n--8<-- "a/b.py"\n```', "programs", ["a/b"]),
    "a program before any heading": ('``` { .python title="a/b.py" }\n--8<-- "a/b.py"\n```', "programs", ["a/b"]),
    "a fence in a quotation": ('> ``` { .python title="a/b.py" }\n> --8<-- "a/b.py"\n> ```', "programs", ["a/b"]),
    "a choice in a tight list": (
        '<predict-first program="a/b" answer="x">\n\nWhich?\n\n1.  `y`\n2.  `z`\n\n</predict-first>',
        "choices",
        ["y", "z"],
    ),
}


@pytest.mark.parametrize("name", INPUTS)
def test_a_page_is_read_as_it_is_written(name: str) -> None:
    text, kind, expected = INPUTS[name]
    page = Page.read("learning/page.md", text)
    seen = {
        "formulas": [formula.tex for formula in page.formulas],
        "links": [link.target for link in page.links],
        "headings": [f"{heading.text} {heading.anchor}" for heading in page.headings],
        "programs": [block.program for block in page.programs],
        "choices": [choice.label.words for question in page.questions for choice in question.choices],
    }
    assert seen[kind] == expected


def test_prose_between_fences_is_prose() -> None:
    page = Page.read("learning/page.md", "``` python\n1\n```\n\nIt is 3.14159 long.\n\n```\n2\n```\n")
    assert [block.kind for block in page.blocks] == ["program", "text", "code"]
    assert [inline.source for inline in page.inlines] == ["It is 3.14159 long."]


def test_lines_are_those_of_the_file() -> None:
    text = "---\ntitle: A\n---\n\n# A\n\nOne\n[two](b.md) $x$\nthree `1`\n[four](c.md)\n\n$$\ny\n$$\n"
    page = Page.read("learning/page.md", text)
    assert [(link.target, link.line) for link in page.links] == [("b.md", 8), ("c.md", 10)]
    assert [(formula.tex.strip(), formula.line) for formula in page.formulas] == [("x", 8), ("y", 13)]
    assert re.match(r"# A", page.body.strip())


@given(st.floats(1e-6, 1e9), st.integers(0, 6))
def test_a_number_is_equal_to_its_rounding(value: float, digits: int) -> None:
    assert numbers.stands_in(f"{value:.{digits}f}", [value], percent=False)
    assert numbers.stands_in(f"{value:.{digits}e}", [value], percent=False)
    assert numbers.stands_in(f"{100 * value:.{digits}f}", [value], percent=True)


@given(st.floats(1, 1e6), st.integers(0, 4), st.sampled_from([-1.01, -0.51, 0.51, 1.01]))
def test_a_number_is_not_equal_to_its_neighbour(value: float, digits: int, units: float) -> None:
    shown = f"{value:.{digits}f}"
    assert not numbers.stands_in(shown, [float(shown) + units * 10.0**-digits], percent=False)


NUMBERS = {
    "a number in the output": ("It is 2.25.", "2.25", []),
    "rounded down": ("It is 2.2.", "2.249", []),
    "rounded up": ("It is 2.3.", "2.251", []),
    "rounded wrongly": ("It is 2.3.", "2.249", ["2.3"]),
    "cut off": ("It is 2.71.", "2.718", ["2.71"]),
    "small whole numbers": ("There are 2 rates and 50 steps.", "", []),
    "three digits": ("It takes 300 steps.", "", ["300"]),
    "a percentage": ("It takes 27.1% of them.", "0.2712", []),
    "no percentage": ("It takes 27.1 of them.", "0.2712", ["27.1"]),
    "thousands": ("It costs $250,000.", "250_000.0", []),
    "thousands in a formula": ("It costs 250,000, or $250{,}000$.", "", []),
    "a list of small numbers": ("It is 123.", "[1,2,3]", ["123"]),
    "an exponent": ("It is 1e-8 or 3.3e+27.", "1e-08 3.3e27", []),
    "a power of ten in a formula": ("It is 1e-8, $10^{-8}$, or 3000, $3 \\times 10^3$.", "", []),
    "a number in inline code": ("It prints `0.035`.", "", ["0.035"]),
    "a number in a fence": ("``` python\nprint(0.035)\n```", "", []),
    "a number in the front matter": ("---\ntitle: 2.25\n---\n\nText.", "", []),
    "a number in a link's address": ("[It](page.md#in-1986-things) happened.", "", []),
    "a version or a name": ("Python v3.11 and x100.", "", []),
    "behind a formula over a line end": ("It is $a +\nb$, which is 98.7654 times $c$.", "", ["98.7654"]),
    "between two fences": ("``` python\n1\n```\n\nIt is 3.14159 long.\n\n```\n2\n```", "", ["3.14159"]),
    "money that looks like a formula": ("It costs $12.75 now and $ 9 later.", "", ["12.75"]),
    "between two signs": ("It holds for x <3.777 and y> 2.", "", ["3.777"]),
    "in braces": ("It is {123.456, 7}, of course.", "", ["123.456"]),
    "a list of attributes": ('It is *so*{ .level-300 title="300" }.', "", []),
    "a cell of a table": ("| a | b |\n|---|---|\n| 0.004 | 1 |", "", ["0.004"]),
    "the number of an entry": ("| a |\n|---|\n| [115](#first-115){ #first-115 } |", "", []),
    "a link to an entry": ("It is 345, see [115](#first-115).", "", ["345", "115"]),
    "a caption": ('<figure-plot program="a/b">It rises to 3.75.</figure-plot>', "", ["3.75"]),
    "a number in a fold": ('??? note "Of 1.25"\n\n    It is 2.75.', "", ["1.25", "2.75"]),
    "a day": ("Since 2026-11-21, and not 2026 or 300-11.", "", ["2026", "300"]),
    "a citation": ("In 1847 [Cauchy](../reference/bibliography.md#cauchy) did.\n\nIn 1952 others did.", "", ["1952"]),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_in_prose_comes_from_somewhere(name: str) -> None:
    prose, computed, orphans = NUMBERS[name]
    assert [number for _, number in numbers.orphans(Page.read("learning/page.md", prose), computed)] == orphans


def test_an_orphan_number_is_reported_with_its_line() -> None:
    fence, formula = "``` python\n3.5\n\n4.5\n```\n\n", "$$\nx\n$$\n\n"
    page = f"---\ntitle: A page\n---\n\n# A page\n\nOne\nline 2.25.\n\n{fence}{formula}- and 7.125\n"
    assert list(numbers.orphans(Page.read("learning/page.md", page), "")) == [(8, "2.25"), (20, "7.125")]


def test_the_glossary_is_read_term_by_term() -> None:
    text = (
        "---\ntitle: Glossary\n---\n\n# Glossary\n\n## Learning rate\n\nThe *factor* $α$ before the\n"
        "[slope](x.md).\n\nMore of it.\n\n## Loss { #how-wrong }\n\nHow wrong.\n"
    )
    assert terms(Page.read("reference/glossary.md", text)) == {
        "learning rate": Term("learning rate", "learning-rate", "The factor α before the slope."),
        "loss": Term("loss", "how-wrong", "How wrong."),
    }


# Prose of a page, and what stands for it in the plain Markdown; the book has one other page, and is at http://b/
TWINS = {
    "a formula with braces": ("Choose $\\{ .5, 1 \\}$.", "Choose $\\{ .5, 1 \\}$."),
    "code with braces": ("Write `{ .python }` there.", "Write `{ .python }` there."),
    "code with a link": ("Write `[a](b.md)`.", "Write `[a](b.md)`."),
    "a link": ("See [it](b.md#x).", "See [it](http://b/learning/b/index.md#x)."),
    "a link over a line end": ("See [the\nother](b.md) page.", "See [the\nother](http://b/learning/b/index.md) page."),
    "a title in single quotes": ("See [it](b.md 'So').", 'See [it](http://b/learning/b/index.md "So").'),
    "a link in a list": (
        "-   One [a](b.md)\n    two.\n-   Three.",
        "-   One [a](http://b/learning/b/index.md)\n    two.\n-   Three.",
    ),
    "a link in a table": ("| a |\n|---|\n| [x](b.md) |", "| a |\n|---|\n| [x](http://b/learning/b/index.md) |"),
    "attributes": ("*Foundation*{ .level }", "*Foundation*"),
    "attributes of a heading": ("## Task { #task }", "## Task"),
    "a fence in a quotation": ("> ``` text\n> x\n> ```", "```text\nx\n```"),
}


@pytest.mark.parametrize("name", TWINS)
def test_a_twin_says_what_its_page_says(name: str) -> None:
    text, expected = TWINS[name]
    page, other = Page.read("learning/a.md", text), Page.read("learning/b.md", "# B")
    site = SimpleNamespace(address="http://b/")
    book: Any = SimpleNamespace(root=Path(), site=site, pages={page.path: page, other.path: other}, figures={}, runs={})
    assert twin(book, page).strip() == expected
