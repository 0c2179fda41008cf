"""Two builds of the book side by side: how much of each kind every page shows, and how many of its links are dead."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

# What a page shows, whatever builds it, and what it is on a finished site alone
SHOWN = {
    "formulas": "math:not(template *)",
    "figures": "figure-plot",
    "simulations": "book-simulation",
    "claims": "a.claim",
    "terms": "a.term",
    "links to simulations": "a.see",
    "questions": "section.predict",
    "choices": "details.choice",
    "programs": "div.language-python.highlight",
    "outputs": "div.output.highlight",
    "downloads": "a[download]:not(page-tools *)",
    "folds": "article details",
    "footnotes": ".footnote-ref",
    "headings": "article :is(h1, h2, h3, h4, h5, h6)",
}
AROUND = {
    "citations": 'a[href*="bibliography/#"]',
    "descriptions for machines": 'script[type="application/ld+json"]',
    "links to plain Markdown": 'link[type="text/markdown"]',
    "links to edit the page": "a[rel=edit]",
    "named buttons": ".md-header .unseen",
}
COUNTED = (*SHOWN, *AROUND, "words", "dead links")


def files(site: Path) -> set[str]:
    """Return the files of a built site, by their path."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def each_kind(tree: LexborHTMLParser, kinds: dict[str, str]) -> dict[str, int]:
    """Return how many things of each kind a page shows."""
    return {kind: len(tree.css(selector)) for kind, selector in kinds.items()}


def counted(site: Path) -> dict[str, Counter[str]]:
    """Return for each page of a built site how much of each kind it shows."""
    there = files(site)
    pages = sorted(path for path in there if path.endswith(".html"))
    trees = {path: LexborHTMLParser((site / path).read_text("utf-8")) for path in pages}
    anchors = {path: {node.attributes["id"] for node in tree.css("[id]")} for path, tree in trees.items()}
    found = {}
    for path, tree in trees.items():
        found[path] = Counter(each_kind(tree, SHOWN | AROUND))
        found[path]["words"] = sum(len(text.text().split()) for text in tree.css("article"))
        for target, place in targets(path, tree):
            lost = target not in there or (place and target in anchors and place not in anchors[target])
            found[path]["dead links"] += bool(lost)
    return found


def targets(path: str, tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Yield file and place of each link and picture in a page's text that leads to the same site."""
    for link in tree.css("article a[href], article img[src]"):
        address = link.attributes.get("href") or link.attributes.get("src") or ""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith("/"):  # elsewhere, or from the page for lost addresses
            continue
        there = urljoin(f"/{path}", unquote(parts.path)) if parts.path else f"/{path}"
        there = f"{there}index.html" if there.endswith("/") else there
        yield normpath(there).lstrip("/"), unquote(parts.fragment.partition("?")[0])


def differences(published: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> list[str]:
    """Return the pages that another build lacks, and where it shows more or less of a kind."""
    lost = [f"{path}: missing" for path in published if path not in other]
    return lost + [
        f"{path}: {kind}: {shown[kind]}, here {other[path][kind]}"
        for path, shown in published.items()
        for kind in COUNTED
        if path in other and shown[kind] != other[path][kind]
    ]


def table(published: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> str:
    """Return the sums of two builds, one line for each kind."""
    rows = [("", "published", "here"), ("pages", len(published), len(other))]
    ours, theirs = (sum(pages.values(), Counter()) for pages in (published, other))
    rows += [(kind, ours[kind], theirs[kind]) for kind in COUNTED]
    return "\n".join(f"{kind:28}{one:>10}{two:>10}" for kind, one, two in rows)
