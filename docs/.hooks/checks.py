"""What each page promises: front matter, whole programs with current outputs, numbers that come from somewhere."""

import re
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import programs
from book import Book

INCLUDE = re.compile(r'^\s*--8<-- "([^"]+)"\s*$')
NUMBER = re.compile(r"(?<![\w.])\d+(?:[,_]\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)", re.IGNORECASE)
POWER = re.compile(r"(?:(\d+(?:\.\d+)?)\s*\\(?:times|cdot)\s*)?10\^\{?(-?\d+)\}?")
CHAPTERS = ("learning/", "descent/", "practice/", "labs/")
Report = Callable[[int, str], None]


def includes(book: Book, source: str, report: Report) -> list[Path]:
    """Check the programs and outputs that a page includes; return their files."""
    found = []
    for number, line in enumerate(source.splitlines(), 1):
        if re.match(r"\s*(```|~~~).*\bnotest\b", line):
            report(number, "a fence marked notest; every fence of the book runs")
        match = INCLUDE.match(line)
        if not match:
            if re.match(r"\s*-+8<-", line):
                report(number, 'an include is one line, --8<-- "chapter/program.py"')
            continue
        path = book.root / "snippets" / match[1]
        name = path.with_suffix(".py").relative_to(book.root / "snippets").as_posix()
        if path.suffix not in (".py", ".out"):
            report(number, f"{match[1]}: a page includes a whole program or its whole output, .py or .out")
            continue
        if name not in book.runs:
            report(number, f"the included program snippets/{name} is missing")
            continue
        found.append(path)
        problem = programs.complaint(book.runs[name], name)
        if problem and path.suffix == ".py":
            report(number, problem)
        if not problem and path.suffix == ".out" and (old := programs.stale(book.runs[name], name)):
            report(number, old)
        if not problem and path.suffix == ".py" and book.runs[name].stdout and f'"{name[:-3]}.out"' not in source:
            missing = f'include it with --8<-- "{name[:-3]}.out"'
            report(number, f"snippets/{name} prints, but the page does not include its output; {missing}")
        place = f'<figure-plot program="{name[:-3]}">'
        if not problem and path.suffix == ".py" and book.runs[name].figure and place not in source:
            report(number, f"snippets/{name} draws, but the page has no {place}caption</figure-plot>")
        if path.suffix == ".out" and f'"{name}"' not in source:
            report(number, f"the page shows what snippets/{name} prints, but does not include the program")
    return found


def front_matter(page: str, meta: dict[str, Any], headings: list[str], report: Callable[[str, str], None]) -> None:
    """Check what every page, and every chapter, says of itself."""
    for field in ("title", "description"):
        if not isinstance(meta.get(field), str):
            report("---", f"the front matter has no {field}")
    if page.startswith(CHAPTERS):
        for field in ("concepts", "requires"):
            if not isinstance(meta.get(field), list):
                report("---", f"the front matter has no list of {field}")
    for concept in meta.get("concepts") or []:
        if not any(str(concept).lower() in heading.lower() for heading in headings):
            report("concepts:", f"the concept {concept!r} has no heading of its own")


def concepts(pages: dict[str, dict[str, Any]], report: Callable[[str, str, str], None]) -> None:
    """Check the concepts of all pages: each taught once, each requirement taught, and no circle."""
    taught: dict[str, str] = {}
    for page, meta in pages.items():
        for concept in meta.get("concepts") or []:
            if concept in taught:
                report(page, "concepts:", f"the concept {concept!r} is taught in docs/{taught[concept]} already")
            taught.setdefault(concept, page)
    needs: dict[str, set[str]] = {}
    for page, meta in pages.items():
        for concept in meta.get("requires") or []:
            if concept not in taught:
                report(page, "requires:", f"no page teaches the required concept {concept!r}")
            elif taught[concept] != page:
                needs.setdefault(page, set()).add(taught[concept])
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = error.args[1]
        report(circle[0], "requires:", f"these pages require each other in a circle: {' → '.join(circle[::-1])}")


def orphan_numbers(source: str, computed: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of each number in a page's prose that stands nowhere in `computed` or the page's formulas.

    Only numbers with a decimal point or with three or more digits count. A paragraph that links to the bibliography
    vouches for its own.
    """
    prose = re.sub(r"\A---\n.*?\n---\n", blank, source, flags=re.DOTALL)
    fence = re.compile(r"^(\s*)(```+|~~~+).*?^\1\2\s*$", re.DOTALL | re.MULTILINE)
    computed += "\n".join(match[0] for match in fence.finditer(prose))
    prose = fence.sub(blank, prose)
    formulas = "\n".join(re.findall(r"\$\$.+?\$\$|(?<!\\)\$[^$\n]+?(?<!\\)\$", prose, re.DOTALL))
    known = list(values(computed + "\n" + formulas))
    prose = re.sub(r"\$\$.+?\$\$|(?<!\\)\$[^$\n]+?(?<!\\)\$", blank, prose, flags=re.DOTALL)
    start = 0
    for paragraph in re.split(r"(\n\s*\n)", prose):
        line = prose.count("\n", 0, start) + 1
        start += len(paragraph)
        if "bibliography.md#" in paragraph:
            continue
        text = re.sub(r"\]\([^)]*\)|<[^>]*>|\{[^}]*\}", blank, paragraph)
        for match in NUMBER.finditer(text):
            token = match[0]
            digits = re.sub(r"[,_]", "", token)
            if "." not in digits and "e" not in digits.lower() and len(digits) < 3:
                continue
            if not any(equal(digits, value, text[match.end() :].lstrip().startswith("%")) for value in known):
                yield line + text.count("\n", 0, match.start()), token


def values(text: str) -> Iterator[float]:
    """Yield every number in a text, those written as powers of ten included."""
    for match in re.finditer(
        r"\d+(?:[,_]\d{3})*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+", text.replace("\\,", "").replace("{,}", ""), re.I
    ):
        yield float(re.sub(r"[,_]", "", match[0]))
    for factor, exponent in POWER.findall(text):
        yield float(factor or 1) * 10.0 ** int(exponent)


def equal(shown: str, value: float, percent: bool) -> bool:
    """Say whether a shown number is a value, rounded to the digits shown; 12.3 % is also 0.123."""
    mantissa, _, exponent = shown.lower().partition("e")
    unit = 10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2]))
    candidates = [value, value * 100] if percent else [value]
    return any(abs(each - float(shown)) <= unit * 0.5000001 + abs(each) * 1e-14 for each in candidates)


def blank(match: re.Match[str]) -> str:
    """Return as many lines as the match has, empty, so that line numbers stay."""
    return "\n" * match[0].count("\n")
