"""The claims of the book: read from the marks on their tests, listed on pages and in claims.json."""

import ast
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown.extensions.toc import slugify

from downhill.page import Problem
from downhill.site import beside

if TYPE_CHECKING:
    from downhill.book import Book

PAGE, REFUTED = "reference/claims.md", "reference/refuted.md"
DOT = "\u00a0· "  # begins no line
OPENING = """---
title: Claims
description: The statements of the book that a test holds, by chapter, with a search across all of them.
---

# Claims

A check mark ✓ beside a sentence, and {count} have one, says that a test holds it, by an oracle of its own, such as
exact fractions or a closed form. Each test shows that it can fail: it rejects false statements close to the claim,
{refuted:,} in all.

<claim-finder></claim-finder>

Each name leads to its statement, and to what is refuted. For machines: [claims.json](../claims.json){{ download='' }}.
"""
PART = """---
title: "Claims: {title}"
description: "The statements of the part {title} that a test holds, each with its page, and what the test refutes."
---

# Claims: {title}

Each statement has a test that holds it and that rejects what stands below it as *refuted*: false statements, each close
to the claim. [All claims](../claims.md) tells more.

<filter-table></filter-table>
"""
MOVED = """---
title: Refuted
description: Where the false statements stand that the tests of claims reject.
---

# Refuted

A test that cannot fail proves nothing. What the test of a claim rejects stands below the claim now, on the pages of
<claim-finder class="moved">[claims](claims.md)</claim-finder>.
"""

QUOTED = re.compile(r"(`[^`]+`|(?<!\w)\*\w+\*(?!\w))")  # w* and α* are no quotations
SPECIAL = re.compile(r"([\\`*_{}\[\]#$])")
RAISED = re.compile(r"\^(?:\(([^()]*)\)|([−\w.]*\w))")  # (1 − p)^k, a^(−1/4)
LOWERED = re.compile(r"\\?_(max|min)\b")


@dataclass(frozen=True)
class Claim:
    """One tested claim: its id, its statement, where its test stands, and the false statements that it rejects."""

    id: str
    statement: str
    test: str
    line: int
    refuted: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Return the claim's anchor, the same on its page and on the page of claims."""
        return "claim-" + self.id.replace("/", "-")

    @property
    def name(self) -> str:
        """Return the claim's name among those of its chapter, in words."""
        return self.id.rpartition("/")[2].replace("-", " ")


def read(root: Path, broken: list[Problem]) -> dict[str, Claim]:
    """Read the claims from the marks on the tests below `root`/tests/claims, without running them."""
    claims: dict[str, Claim] = {}
    for path in sorted((root / "tests" / "claims").glob("test_*.py")):
        where = path.relative_to(root).as_posix()
        try:
            tree = ast.parse(path.read_text("utf-8"))
        except SyntaxError as error:
            broken.append(Problem(where, error.lineno or 1, error.msg))
            continue
        for node in tree.body:
            marks = [mark for mark in getattr(node, "decorator_list", []) if isinstance(mark, ast.Call)]
            refuted = []
            for mark in marks:
                if ast.unparse(mark.func) == "pytest.mark.refuted":
                    if len(said := strings(mark)) == 1 and mark.keywords:
                        refuted += said
                    else:
                        text = "what is refuted is marked with one plain string, and what is false in it by name"
                        broken.append(Problem(where, mark.lineno, text))
            for mark in marks:
                if ast.unparse(mark.func) != "pytest.mark.claim":
                    continue
                if len(said := strings(mark)) != 2:
                    text = "a claim is marked with two plain strings, id and statement"
                    broken.append(Problem(where, mark.lineno, text))
                    continue
                if said[0] in claims:
                    broken.append(Problem(where, mark.lineno, f"the claim {said[0]} has a test already"))
                if not refuted:
                    text = f"the test of the claim {said[0]} rejects nothing; give it a false variant, "
                    text += '@pytest.mark.refuted("It is not so.", name=value): see "Make a claim" in CONTRIBUTING'
                    broken.append(Problem(where, mark.lineno, text))
                claims[said[0]] = Claim(said[0], said[1], where, mark.lineno, tuple(refuted))
    return claims


def strings(mark: ast.Call) -> list[str]:
    """Return what a mark says in plain strings; nothing if anything else stands among them."""
    said = [argument.value for argument in mark.args if isinstance(argument, ast.Constant)]
    texts = [text for text in said if isinstance(text, str)]
    return texts if len(texts) == len(mark.args) else []


def escaped(statement: str) -> str:
    """Return a statement as Markdown that shows it as it is, but for `code`, a *word* that is quoted, x^k and x_max."""
    pieces = enumerate(QUOTED.split(statement))
    return "".join(piece if place % 2 else typeset(piece) for place, piece in pieces)


def typeset(words: str) -> str:
    """Return words of a statement as Markdown, with exponents raised and indices lowered."""
    text = SPECIAL.sub(r"\\\1", words).replace("<", "&lt;")
    return LOWERED.sub(r"<sub>\1</sub>", RAISED.sub(r"<sup>\1\2</sup>", text))


def plain(statement: str) -> str:
    """Return a statement as words alone."""
    return QUOTED.sub(lambda found: found[0][1:-1], statement)


def by_page(book: "Book") -> dict[str, list[Claim]]:
    """Return the claims of each page in order."""
    made: dict[str, list[Claim]] = {}
    for name, page in book.claimed.items():
        made.setdefault(page, []).append(book.claims[name])
    return made


def pages_of_parts(book: "Book") -> dict[str, str]:
    """Return for each page that makes claims the page that lists them: one for each part of the navigation."""
    folder = PAGE.removesuffix(".md")
    return {source: f"{folder}/{slugify(book.site.part(source), '-')}.md" for source in by_page(book)}


def pages(book: "Book") -> dict[str, str]:
    """Return the Markdown of all pages of claims by their paths: that of all claims, and one for each part."""
    parts = {path: part(book, path) for path in dict.fromkeys(book.listed.values())}
    return {PAGE: overview(book), **parts, REFUTED: MOVED}


def overview(book: "Book") -> str:
    """Return the Markdown of the page that names all claims, each with the anchor that its statement had here."""
    titles, parts, claims = {page.path: page.title for page in book.written}, book.listed, by_page(book)
    every = [claim for rows in claims.values() for claim in rows]
    lines = [OPENING.format(count=len(every), refuted=sum(len(claim.refuted) for claim in every))]
    for path in dict.fromkeys(parts.values()):
        own = {source: rows for source, rows in claims.items() if parts[source] == path}
        title, count = book.site.part(next(iter(own))), sum(map(len, own.values()))
        lines.append(f'## [{title}]({beside(path, PAGE)}): {count} {{ data-search-exclude="yes" }}\n')
        for source, rows in own.items():
            names = [f"[{claim.name}]({beside(path, PAGE)}#{claim.anchor}){{ #{claim.anchor} }}" for claim in rows]
            lines.append(f"**{titles[source]}:** {DOT.join(names)}\n")
    return "\n".join(lines)


def part(book: "Book", path: str) -> str:
    """Return the Markdown of the page of the claims of one part."""
    titles, parts = {page.path: page.title for page in book.written}, book.listed
    sources = [source for source in by_page(book) if parts[source] == path]
    lines = [PART.format(title=book.site.part(sources[0]))]
    for source in sources:
        rows = by_page(book)[source]
        lines.append(f'\n## {titles[source]} {{ data-search-exclude="yes" }}\n')
        for claim in rows:
            link = f"[Page]({beside(source, path)}#{claim.anchor})"
            refuted = DOT.join(map(escaped, claim.refuted))
            lines.append(f"- {escaped(claim.statement)} {link}  \n  *Refuted:* {refuted}\n{{ #{claim.anchor} }}\n")
        tests = sorted({claim.test for claim in rows})  # once a page: a link a claim is heavy, and claims.json has it
        lines += [f"Tests: {', '.join(f'[{test}]({book.site.repository}/blob/main/{test})' for test in tests)}\n"]
    return "\n".join(lines)


def placed(navigation: Any, book: "Book") -> Any:
    """Return the navigation of MkDocs with the pages of parts below that of claims."""
    if isinstance(navigation, list):
        return [placed(entry, book) for entry in navigation]
    if isinstance(navigation, dict):
        every = [{"All claims": PAGE}, *dict.fromkeys(book.listed.values())]
        return {title: every if inner == PAGE else placed(inner, book) for title, inner in navigation.items()}
    return navigation


def data(book: "Book") -> list[dict[str, Any]]:
    """Return what claims.json says: id, statement, test, line, what is refuted, and page of each."""
    return [{**asdict(claim), "page": source} for source, claims in by_page(book).items() for claim in claims]
