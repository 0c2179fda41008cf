"""The claims of the book: read from the marks on their tests, listed on a page and in claims.json."""

import ast
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from downhill.page import Problem

if TYPE_CHECKING:
    from downhill.book import Book

OPENING = """---
title: Claims
description: The statements of the book that a test holds, each with its page and its test.
---

# Claims

A check mark ✓ beside a sentence says that a test holds it. Each test uses an oracle of its own, such as exact
fractions, a closed form or finite differences, not the program that the page shows. And each test shows that it can
fail: it rejects statements that are false, though close to the claim, which stand on the page [Refuted](refuted.md).

<filter-table></filter-table>
"""
REFUTED = """---
title: Refuted
description: The false statements, each close to a claim of the book, that the claim's own test rejects.
---

# Refuted

A test that cannot fail proves nothing. Each statement below is false, though close to the claim that is named before
it, and the test of that claim rejects it.

<filter-table></filter-table>
"""

QUOTED = re.compile(r"(`[^`]+`|(?<!\w)\*\w+\*(?!\w))")  # w* and α* are no quotations
SPECIAL = re.compile(r"([\\`*_{}\[\]#$])")


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
                    text = f"the test of the claim {said[0]} rejects nothing; give it a false variant, see "
                    broken.append(Problem(where, mark.lineno, f"{text}tests/claims/conftest.py"))
                claims[said[0]] = Claim(said[0], said[1], where, mark.lineno, tuple(refuted))
    return claims


def strings(mark: ast.Call) -> list[str]:
    """Return what a mark says in plain strings; nothing if anything else stands among them."""
    said = [argument.value for argument in mark.args if isinstance(argument, ast.Constant)]
    texts = [text for text in said if isinstance(text, str)]
    return texts if len(texts) == len(mark.args) else []


def escaped(statement: str) -> str:
    """Return a statement as Markdown that shows it as it is, but for `code` and a *word* that is quoted."""
    pieces = enumerate(QUOTED.split(statement))
    return "".join(piece if place % 2 else SPECIAL.sub(r"\\\1", piece).replace("<", "&lt;") for place, piece in pieces)


def plain(statement: str) -> str:
    """Return a statement as words alone."""
    return QUOTED.sub(lambda found: found[0][1:-1], statement)


def by_page(book: "Book") -> dict[str, list[Claim]]:
    """Return the claims of each page in order."""
    made: dict[str, list[Claim]] = {}
    for name, page in book.claimed.items():
        made.setdefault(page, []).append(book.claims[name])
    return made


def page(book: "Book") -> str:
    """Return the Markdown of the page of claims."""
    lines, titles = [OPENING], {page.path: page.title for page in book.written}
    for source, rows in by_page(book).items():
        lines.append(f'\n## {titles[source]} {{ data-search-exclude="yes" }}\n')
        tests = sorted({claim.test for claim in rows})  # once a page: a link a claim is heavy, and claims.json has it
        for claim in rows:
            link = f"[Page](../{source}#{claim.anchor})"
            lines.append(f"- {escaped(claim.statement)} {link}\n{{ #{claim.anchor} }}\n")
        lines += [f"Tests: {', '.join(f'[{test}]({book.site.repository}/blob/main/{test})' for test in tests)}\n"]
    return "\n".join(lines)


def refuted_page(book: "Book") -> str:
    """Return the Markdown of the page of what the tests of claims reject."""
    lines, titles = [REFUTED], {page.path: page.title for page in book.written}
    for source, rows in by_page(book).items():
        lines.append(f'\n## {titles[source]} {{ data-search-exclude="yes" }}\n')
        for claim in rows:
            name = claim.id.partition("/")[2].replace("-", " ")
            texts = " · ".join(map(escaped, claim.refuted))
            anchor = claim.anchor.replace("claim", "refuted", 1)
            lines.append(f"- [{name}](claims.md#{claim.anchor}): {texts}\n{{ #{anchor} }}\n")
    return "\n".join(lines)


def data(book: "Book") -> list[dict[str, Any]]:
    """Return what claims.json says: id, statement, test, line, what is refuted, and page of each."""
    return [{**asdict(claim), "page": source} for source, claims in by_page(book).items() for claim in claims]
