"""The page of claims and claims.json, made from the marks on the tests."""

import json
import re
from dataclasses import asdict

from book import Claim
from mkdocs.structure.files import Files

OPENING = """---
title: Claims
description: The statements of the book that a test holds, each with its page and its test.
---

# Claims

A check mark ✓ beside a sentence says that a test holds it. Each test uses an oracle of its own, such as exact
fractions, a closed form or finite differences, not the program that the page shows.
"""


def pages_of(files: Files, claims: dict[str, Claim], nav: str) -> dict[str, list[tuple[Claim, str]]]:
    """Return the claims, each with its page, grouped by page in the order of `nav`, the navigation as text."""
    made: dict[str, list[tuple[Claim, str]]] = {}
    for file in sorted(files.documentation_pages(), key=lambda file: nav.find(file.src_uri)):
        if file.generated_by is None:
            for name in re.findall(r"\[✓\]\(claim:([^)\s]*)\)", file.content_string):
                if name in claims:
                    made.setdefault(file.src_uri, []).append((claims[name], file.src_uri))
    return made


def page(made: dict[str, list[tuple[Claim, str]]], repository: str | None) -> str:
    """Return the Markdown of the page of claims."""
    lines = [OPENING]
    for source, rows in made.items():
        lines.append(f"\n## {source.rsplit('/', 1)[-1].rsplit('.', 1)[0].replace('-', ' ').capitalize()}\n")
        for claim, _ in rows:
            test = f"[{claim.test}:{claim.line}]({repository}/blob/main/{claim.test}#L{claim.line})"
            statement = re.sub(r"([\\`*_{}\[\]#$])", r"\\\1", claim.statement).replace("<", "&lt;")
            lines.append(f"- {statement} [On its page](/{source}#{claim.anchor}) · {test}\n{{ #{claim.anchor} }}\n")
    return "\n".join(lines)


def data(made: dict[str, list[tuple[Claim, str]]]) -> str:
    """Return claims.json: id, statement, test, line and page of each claim."""
    rows = [{**asdict(claim), "page": source} for claims in made.values() for claim, source in claims]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
