"""What the build knows while it goes from page to page: runs, claims, terms, and where it is now."""

import ast
import hashlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import figures
import programs
from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.meta import get_data

log = logging.getLogger("mkdocs.downhill")


@dataclass(frozen=True)
class Claim:
    """One tested claim: its id, its statement, and where its test stands."""

    id: str
    statement: str
    test: str
    line: int

    @property
    def anchor(self) -> str:
        """Return the claim's anchor, the same on its page and on the page of claims."""
        return "claim-" + self.id.replace("/", "-")


def read_claims(root: Path) -> dict[str, Claim]:
    """Read the claims from the marks on the tests below `root`/tests/claims, without running them."""
    claims = {}
    for path in sorted((root / "tests" / "claims").glob("test_*.py")):
        where = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except SyntaxError as error:
            log.warning(f"{where}:{error.lineno}: {error.msg}")
            continue
        for node in ast.walk(tree):
            for mark in getattr(node, "decorator_list", []):
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.claim":
                    texts = [argument.value for argument in mark.args if isinstance(argument, ast.Constant)]
                    if len(texts) != 2 or len(mark.args) != 2:
                        log.warning(
                            f"{where}:{mark.lineno}: a claim is marked with two plain strings, id and statement"
                        )
                        continue
                    name, statement = map(str, texts)
                    if name in claims:
                        log.warning(f"{where}:{mark.lineno}: the claim {name} has a test already")
                    claims[name] = Claim(name, statement, where, mark.lineno)
    return claims


def read_terms(root: Path) -> dict[str, tuple[str, str]]:
    """Read the glossary: each heading is a term, its first paragraph the definition; returns slug and definition."""
    path = root / "docs" / "reference" / "glossary.md"
    text = path.read_text("utf-8") if path.exists() else ""
    entries = re.findall(r"^## (.+?)\n+(.+?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    plain = {
        term.strip(): re.sub(r"\[([^]]*)\]\([^)]*\)|[*`$\\]", r"\1", " ".join(body.split())) for term, body in entries
    }
    return {term.lower(): (slugify(term, "-"), body) for term, body in plain.items()}


def text_and_meta(file: File) -> tuple[str, dict[str, Any]]:
    """Return the Markdown of a page or a lab without its front matter, and the front matter."""
    if not file.src_uri.endswith(".ipynb"):
        return get_data(file.content_string)
    notebook = json.loads(file.content_string)
    cells = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return "\n\n".join(cells), notebook["metadata"].get("downhill", {})


@dataclass
class Book:
    """The state of one build; `at` and `source` are the page that is being made."""

    config: MkDocsConfig
    files: Files
    runs: dict[str, programs.Run] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    terms: dict[str, tuple[str, str]] = field(default_factory=dict)
    taught: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # concept -> page, anchor, title
    cited: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # entry -> citing pages, with their titles
    drawn: dict[str, Callable[[str], str]] = field(default_factory=dict)  # name -> HTML for a page
    beside: dict[str, str] = field(default_factory=dict)  # address -> content, written when the site is done
    nav: Navigation = field(default_factory=lambda: Navigation([], []))
    at: str = ""
    source: str = ""
    math_characters: set[str] = field(default_factory=set)
    claimed: dict[str, str] = field(default_factory=dict)  # claim id -> page
    simulations: dict[str, dict[str, Any]] = field(default_factory=dict)
    simulated: dict[str, list[str]] = field(default_factory=dict)  # simulation -> pages
    lab_figures: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Return the project's folder."""
        return Path(self.config.docs_dir).parent

    def problem(self, where: str | int, message: str) -> None:
        """Report what is wrong with the current page: `where` is a line number, or text that stands on the line."""
        log.warning(f"docs/{self.at}:{self.line(where)}: {message}")

    def line(self, where: str | int) -> int:
        """Return the line of the current page on which a text stands; in a lab that is a line of its JSON."""
        if isinstance(where, int):
            return where
        if self.at.endswith(".ipynb"):
            where = (
                f'"{where[:-1]}":'
                if where in ("concepts:", "requires:")
                else json.dumps(where, ensure_ascii=False)[1:-1]
            )
        return self.source.count("\n", 0, max(self.source.find(where), 0)) + 1

    def generate(self, address: str, content: str | bytes) -> str:
        """Add a file to the site and return its address from the site's root."""
        if self.files.get_file_from_path(address) is None:
            self.files.append(File.generated(self.config, address, content=content))
        return f"/{address}"

    def run(self, name: str, where: str | int) -> programs.Run | None:
        """Return the run of a program, or report that there is no such program."""
        if f"{name}.py" not in self.runs:
            self.problem(where, f"there is no program snippets/{name}.py")
        return self.runs.get(f"{name}.py")

    def output(self, name: str, where: str) -> list[str]:
        """Return the lines that a program prints."""
        run = self.run(name, where)
        return run.stdout.splitlines() if run else []

    def keep_figure(self, name: str, figure: str, where: str | int) -> None:
        """Keep the JSON of a figure that no program left, but a lab's cell; report one over the budget."""
        size = figures.compressed_size(figure)
        if size > figures.BUDGET:
            self.problem(where, f"the figure {name} takes {size} bytes, over {figures.BUDGET}")
        self.lab_figures[name] = figure

    def figure(self, name: str, where: str) -> tuple[str, int] | None:
        """Put a program's figure into the site; return its address and height in pixels, or report that it has none."""
        text = self.lab_figures.get(name)
        if not text:
            run = self.run(name, where)
            text = run.figure if run else None
            if run and not text and not programs.complaint(run, f"{name}.py"):
                self.problem(where, f"snippets/{name}.py leaves no figure called fig")
        if not text:
            return None
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        height = json.loads(text)["layout"].get("height", 420)
        return self.generate(f"figures/{name.replace('/', '-')}.{digest}.json", text), int(height)

    def claim(self, name: str, where: str) -> Claim | None:
        """Return a claim and note that this page makes it; report one without a test, and one made twice."""
        if name not in self.claims:
            mark = f'@pytest.mark.claim("{name}", "…")'
            self.problem(where, f"no test below tests/claims is marked with the claim {name!r}; mark one {mark}")
        elif self.claimed.setdefault(name, self.at) != self.at:
            self.problem(where, f"docs/{self.claimed[name]} makes the claim {name} already")
        return self.claims.get(name)
