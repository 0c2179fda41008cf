"""The book, read once and frozen: its pages, the runs of its programs, its claims, terms, figures and simulations."""

import base64
import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from downhill import (
    claims,
    concepts,
    distribution,
    exercises,
    figures,
    font,
    functions,
    labs,
    lessons,
    live,
    metadata,
    needs,
    programs,
    reading,
    reference,
    runner,
    simulations,
    stills,
)
from downhill.claims import Claim
from downhill.formulas import FormulaError, characters, mathml
from downhill.page import Choice, Page, Problem, Question
from downhill.prose import opening
from downhill.site import Site, figure_id, is_chapter, picture_of

UNREAD = ("machinery", "404.md")


@dataclass(frozen=True)
class Figure:
    """A figure as the site keeps it: the address of its files without their ending, its data, its height in pixels.

    `low` is its height on a phone.
    """

    stem: str
    text: str
    height: int
    low: int

    @property
    def address(self) -> str:
        """Return the address of its data from the site's root."""
        return f"{self.stem}.json"


@dataclass(frozen=True)
class Book:
    """All that the build knows; `broken` is what was wrong while it was read."""

    root: Path
    site: Site
    written: tuple[Page, ...]
    runs: dict[str, runner.Run]
    labs: dict[str, labs.Lab]
    claims: dict[str, Claim]
    simulations: dict[str, dict[str, Any]]
    broken: tuple[Problem, ...]

    @classmethod
    def read(cls, root: Path, site: Site) -> "Book":
        """Read the book in the folder `root`; programs and labs run side by side, and only when something changed."""
        broken: list[Problem] = []
        specs = simulations.read(root, broken)
        tested = claims.read(root, broken)
        with ThreadPoolExecutor(1) as thread:
            executed = thread.submit(labs.read_all, root)
            runs = programs.run_all(root, sorted((root / "snippets").rglob("*.py")))
            made = {lab.page.path: lab for lab in executed.result()}
        for lab in made.values():
            broken += lab.broken
        pages = sorted((*written_pages(root), *(lab.page for lab in made.values())), key=lambda page: page.path)
        pages.sort(key=lambda page: site.order.get(page.path, len(pages)))
        return cls(root, site, tuple(pages), runs, made, tested, specs, tuple(broken))

    @cached_property
    def made(self) -> tuple[Page, ...]:
        """Return the pages that the build makes, where the navigation has them."""
        lists = {
            reference.PROGRAMS: reference.programs_page,
            functions.PAGE: functions.page,
            concepts.PAGE: concepts.page,
            exercises.PAGE: exercises.page,
            lessons.PAGE: lessons.page,
        }
        pages = {path: make(self) for path, make in lists.items() if path in self.site.order}
        pages |= claims.pages(self)  # in the navigation or not: marks of claims lead there
        return tuple(Page.read(path, text) for path, text in pages.items())

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return every page by its path below docs, in the order of the navigation."""
        pages = [*(reference.with_places(self, page) for page in self.written), *self.made]
        pages.sort(key=lambda page: self.site.order.get(page.path, len(pages)))
        return {page.path: page for page in pages}

    @property
    def chapters(self) -> list[Page]:
        """Return the chapters and labs in the order of the navigation."""
        return [page for page in self.pages.values() if is_chapter(page.path)]

    @cached_property
    def claimed(self) -> dict[str, str]:
        """Return for each claim that a page makes the first page that makes it."""
        found: dict[str, str] = {}
        for page in self.written:
            for link in page.links:
                if link.target.startswith("claim:"):
                    found.setdefault(link.target.removeprefix("claim:"), page.path)
        return {name: page for name, page in found.items() if name in self.claims}

    @cached_property
    def simulated(self) -> dict[str, list[str]]:
        """Return for each simulation the pages that show it."""
        found: dict[str, list[str]] = {}
        for page in self.written:
            for each in page.simulations:
                found.setdefault(each.placed, []).append(page.path)
        return found

    @cached_property
    def listed(self) -> dict[str, str]:
        """Return for each page that makes claims the page that lists these."""
        return claims.pages_of_parts(self)

    @cached_property
    def terms(self) -> dict[str, reference.Term]:
        """Return the terms of the glossary by their words in small letters."""
        return reference.terms(next((page for page in self.written if page.path == reference.GLOSSARY), Page("", "")))

    @cached_property
    def taught(self) -> dict[str, concepts.Taught]:
        """Return for each concept, in small letters, where it is taught."""
        return concepts.taught(self)

    @cached_property
    def minutes(self) -> dict[tuple[str, bool], int]:
        """Return how long each written page takes, by its path and whether at a first reading."""
        snippets = self.root / "snippets"
        read = [(page, first) for page in self.written for first in (False, True)]
        return {(page.path, first): reading.minutes(page, snippets, first) for page, first in read}

    @cached_property
    def functions(self) -> list[functions.Kept]:
        """Return the functions to keep, in the order of the pages that show their programs."""
        return functions.kept(self)

    @cached_property
    def needs(self) -> dict[str, str]:
        """Return for each program that needs more than the book's packages what a reader is told of that."""
        paths = {name.removesuffix(".py"): self.root / "snippets" / name for name in self.runs}
        found = {program: needs.sentence(path) for program, path in paths.items()}
        return {program: told for program, told in found.items() if told}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Return every figure by the program, or by the lab and cell, that drew it."""
        drawn = {name.removesuffix(".py"): run.figure for name, run in self.runs.items() if run.figure}
        for lab in self.labs.values():
            drawn |= lab.figures
        return {name: figure(name, text) for name, text in drawn.items() if text}

    @cached_property
    def variants(self) -> dict[str, runner.Run]:
        """Return the runs of changed programs by the target of the link that changes one."""
        return programs.run_sources(self.root, dict(live.changed(self.written, self.root)))

    @cached_property
    def stills(self) -> dict[str, dict[str, str]]:
        """Return what the build's browser draws: the stills of figures by their names, pictures of pages by paths."""
        jobs = {name: stills.Job(each.text, each.height, each.low) for name, each in self.figures.items()}
        for page in self.pages.values():
            shown = [self.figures[each.placed] for each in page.figures if each.placed in self.figures]
            if shown:
                first, title = shown[0], self.site.title(page.path) or page.title
                jobs[page.path] = stills.Job(first.text, first.height, first.low, title)
        return stills.draw(self.root, jobs)

    @cached_property
    def places(self) -> dict[str, set[str]]:
        """Return for each page the places that a link can lead to."""
        return {path: self.anchors(page) for path, page in self.pages.items()}

    def anchors(self, page: Page) -> set[str]:
        """Return the places of a page that a link can lead to."""
        found = {heading.anchor for heading in page.headings}
        found |= set(simulations.places([each.placed for each in page.simulations]))
        found |= {self.claims[name].anchor for name, path in self.claimed.items() if path == page.path}
        found |= {figure_id(each.placed) for each in page.figures}
        found |= {block.anchor for block in page.programs} | {question.anchor for question in page.questions}
        found |= {name for inline in page.inlines for name in inline.anchors()} | {
            each.anchor for each in exercises.exercises(page)
        }
        inner = [piece for inline in page.inlines for piece in inline.pieces if piece.type == "html_inline"]
        return found | {opening(tag.content)[1].get("id", "") for tag in (*page.html, *inner)} - {""}

    def right(self, question: Question, choice: Choice) -> bool:
        """Say whether a choice is the right one: as the program prints, or as the question to check says."""
        if question.name:
            return str(question.choices.index(choice) + 1) == question.right
        return question.answer in (self.verdict(question, choice) or "")

    def verdict(self, question: Question, choice: Choice) -> str | None:
        """Return the line of a program's output that a choice begins."""
        label = choice.label.words.replace("$", "").replace("\\", "")
        rows = self.runs[f"{question.program}.py"].stdout.splitlines() if f"{question.program}.py" in self.runs else []
        return next((row.strip() for row in rows if row.strip().startswith(label)), None)

    @cached_property
    def files(self) -> dict[str, str | bytes]:
        """Return what the site holds beside its pages, and links lead to: address from the site's root, content."""
        found: dict[str, str | bytes] = {}
        for name in self.runs:
            found[f"programs/{name}"] = (self.root / "snippets" / name).read_bytes()
        for figure_name, each in self.figures.items():
            found |= {each.address: each.text, f"{each.stem}.csv": figures.table(each.text)}
            if still := self.stills.get(figure_name):
                found |= {f"{each.stem}.svg": still["wide"], f"{each.stem}.narrow.svg": still["narrow"]}
        for path, still in self.stills.items():
            if picture := still.get("picture"):
                found[picture_of(path)] = base64.b64decode(picture)
        listed = {
            "programs": reference.data,
            "claims": claims.data,
            "concepts": concepts.data,
            "exercises": exercises.data,
        }
        for name, data in {**listed, "simulations": simulations.data}.items():
            found[f"{name}.json"] = json.dumps(data(self), ensure_ascii=False, indent=1) + "\n"
        if (self.root / live.SCRIPTS).is_dir():
            found[live.MANIFEST] = json.dumps(live.manifest(self.root, bool(distribution.files(self.root))))
        found["llms.txt"] = metadata.llms(self)
        if drawn := self.characters:
            kept = self.root / ".cache" / "fonts"
            found["stylesheets/math.woff2"] = font.math_font(drawn, kept)
            found["stylesheets/roots.woff2"] = font.math_font({"√"}, kept, tall_roots=True)
        return found

    @cached_property
    def edition(self) -> str:
        """Return which edition the book is."""
        return metadata.edition(self.root)

    @cached_property
    def characters(self) -> set[str]:
        """Return the characters that the formulas of all pages draw."""
        found: set[str] = set()
        for page in self.pages.values():
            for formula in page.formulas:
                try:
                    found |= characters(mathml(formula.tex, formula.display))
                except FormulaError:
                    continue
        return found


def written_pages(root: Path) -> Iterator[Page]:
    """Yield the pages below docs that somebody wrote."""
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs)
        if not name.parts[0].startswith(".") and name.parts[0] not in UNREAD:
            yield Page.read(name.as_posix(), path.read_text("utf-8"))


def figure(name: str, text: str) -> Figure:
    """Return a figure with an address that changes with its content."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    given = json.loads(text)
    height = int(given["layout"].get("height", 420))
    return Figure(f"figures/{name.replace('/', '-')}.{digest}", text, height, min(height, figures.low(given, height)))
