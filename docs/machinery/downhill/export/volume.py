"""The book as one page of HTML, for one PDF: its links lead from place to place in it, its solutions are at the end.

Where the number of a sheet belongs stands an empty `<span data-at="place">`: a browser knows it when it has printed.
"""

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from downhill.book import Book
from downhill.metadata import PAPER_LICENSE
from downhill.reference import GLOSSARY
from downhill.site import Entry, address_of
from downhill.theme import element

STYLES = ("book.css", "print.css")
# Lists that only a screen can search, and what is news to those who read an earlier edition
LISTS = ("programs", "functions", "claims", "exercises", "concepts", "lessons", "changes", "errata")
LEFT_OUT = ("index.md", *(f"reference/{name}.md" for name in LISTS))
# What does something, which paper cannot
FURNITURE = """.headerlink, .md-content__button, .tools, .plot-bar, .figure-file, .sim, .md-code__nav,
.predict :is(.then, .given),
button, script, template, program-lines, run-programs, page-tools, print-page, read-mark, first-reading,
reading-progress, filter-table, claim-finder, lost-words, learning-path, in-page"""
SOLUTIONS = "details.success, details.tip"
HEADINGS = {"h4": "h5", "h3": "h4", "h2": "h3", "h1": "h2"}  # a part of the book has the first level
PLACE = re.compile(r'(<span data-at="([^"]+)">)(?=</span>)')


@dataclass
class Volume:
    """What was gathered so far: text, solutions, where each term of the index stands, styles, figures."""

    book: Book
    site: Path
    kept: frozenset[str]
    text: list[str] = field(default_factory=list)
    solved: list[str] = field(default_factory=list)
    terms: dict[str, list[str]] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)

    def add(self, entry: Entry, number: int) -> None:
        """Add a page of the navigation as the chapter with a number."""
        address, title = address_of(entry.path), f"{number} {entry.title}"
        name = key(address)
        tree = LexborHTMLParser((self.site / address / "index.html").read_text("utf-8"))
        article = tree.css_first("article")
        assert article is not None, f"{address} has no article"
        while (each := article.css_first(FURNITURE)) is not None:  # one may stand in another
            each.decompose()
        self.styles += [style.text() for style in tree.css("style:not([media])")]
        for figure in article.css("a.figure-number"):
            figure.replace_with(element(f"<b>Figure {number}.{figure.text().split()[-1]}</b>", "b"))
        for picture in article.css("figure-plot picture"):
            image = picture.css_first("img")
            assert image is not None, f"{address} has a picture without an image"
            image.attrs["alt"] = f"Figure {number}.{(image.attributes['alt'] or '').split()[-1]}"
            for source in picture.css("source"):
                source.decompose()
        for figure in article.css("figure.simulation[id]"):
            where = f"{self.book.site.address}{address}#{figure.attributes['id']}"
            figure.insert_child(element(f'<p class="to"><a href="{where}">It moves at {where}</a></p>', "p"))
        self.lead(article, address, name)
        moved = [*answers(article, name), *solutions(article, name)]
        if moved:
            self.solved += [f"<h2>{html.escape(title)}</h2>", *moved]
        for tag, lower in HEADINGS.items():
            for heading in article.css(tag):
                before = f"{number} " if tag == "h1" else ""
                heading.replace_with(
                    element(f"<{lower}{attributes(heading)}>{before}{inside(heading)}</{lower}>", lower)
                )
        running = title.replace("\\", "").replace('"', "”")
        self.styles.append(f'@page {name} {{ @top-left {{ content: "{running}" }} }}')
        self.text.append(f'<article class="md-typeset" style="page: {name}" id="{name}">{inside(article)}</article>')

    def lead(self, article: LexborNode, address: str, name: str) -> None:
        """Let links lead to places of the book, or else to the site, and pictures to their files."""
        listed = {each.anchor: each.text for each in self.book.pages[GLOSSARY].headings}
        words = {term.definition: listed[term.anchor] for term in self.book.terms.values()}
        for each in article.css("[id]"):
            each.attrs["id"] = f"{name}--{each.attributes['id']}"
        for image in article.css("img[src]"):
            image.attrs["src"] = (self.site / address / unquote(image.attributes["src"] or "")).resolve().as_uri()
            image.attrs["loading"] = "eager"
        for number, link in enumerate(article.css("a[href]")):
            attribute = "href" if "href" in link.attributes else "xlink:href"  # in a drawing
            target, _, anchor = (link.attributes[attribute] or "").partition("#")
            to = key(posixpath.normpath(posixpath.join("/", address, target)))
            if link.attributes.get("class") == "term" and "choice" not in classes_around(link):
                link.attrs["id"] = f"{name}--term-{number}"
                word = words.get(link.attributes.get("data-told") or "", link.text().lower())
                self.terms.setdefault(word, []).append(f"{name}--term-{number}")
            away = urlsplit(target).scheme or "download" in link.attributes or to not in self.kept or "?" in anchor
            on_site = urljoin(self.book.site.address + address, link.attributes[attribute] or "")
            link.attrs[attribute] = on_site if away else f"#{to}--{anchor}" if anchor else f"#{to}"
            for told in ("data-told", "title"):
                if told in link.attributes:
                    del link.attrs[told]


def answers(article: LexborNode, name: str) -> Iterator[str]:
    """Take what each question to predict says to its answers from a page, and yield it for the appendix."""
    for question in article.css(".predict"):
        anchor, rows = f"{name}--answers-{question.attributes.get('id')}", []
        for choice in question.css("details.choice"):
            summary = choice.css_first("summary")
            assert summary is not None
            label = inside(summary)
            told = "".join(each.html or "" for each in choice.iter() if each.tag != "summary")
            rows.append(f"<dt>{label}</dt><dd>{told}</dd>")
            choice.replace_with(element(f"<p class='tick'>{label}</p>", "p"))
        question.insert_child(element(to(anchor, "The answers"), "p"))
        asked = next((each.text().strip() for each in question.css("p") if not each.css_first(".here")), "")
        yield f'<section id="{anchor}"><h3>{html.escape(asked)}</h3><dl>{"".join(rows)}</dl></section>'


def solutions(article: LexborNode, name: str) -> Iterator[str]:
    """Take hints and solutions from a page, and yield them for the appendix; in their place stands where they are."""
    folds = [fold for fold in article.css(SOLUTIONS) if not {"success", "tip"} & classes_around(fold)]
    for number, fold in enumerate(folds):
        summary = fold.css_first("summary")
        assert summary is not None
        anchor, words = f"{name}--solution-{number}", summary.text().strip()
        task = html.escape(task_of(fold))
        body = "".join(each.html or "" for each in fold.iter(include_text=True) if each.tag != "summary")
        fold.replace_with(element(to(anchor, words), "p"))
        yield f'<section id="{anchor}"><h3>{task}: {html.escape(words[0].lower() + words[1:])}</h3>{body}</section>'


def to(anchor: str, words: str) -> str:
    """Return a paragraph that says on which sheet something stands."""
    return f'<p class="to"><a href="#{anchor}">{html.escape(words)}: page <span data-at="{anchor}"></span></a></p>'


def key(address: str) -> str:
    """Return the id of a page in the book."""
    return re.sub(r"\W+", "-", address.strip("/")) or "home"


def around(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements that a node stands in, from the inside."""
    while (parent := node.parent) is not None and parent.tag not in ("-document", "html", "body"):
        yield parent
        node = parent


def classes_around(node: LexborNode) -> set[str]:
    """Return the classes of the folds that a node stands in."""
    folds = [each for each in around(node) if each.tag == "details"]
    return {name for fold in folds for name in (fold.attributes.get("class") or "").split()}


def inside(node: LexborNode) -> str:
    """Return what is in an element as HTML."""
    return "".join(each.html or "" for each in node.iter(include_text=True))


def attributes(node: LexborNode) -> str:
    """Return the attributes of an element as they stand in its tag."""
    return "".join(f' {name}="{html.escape(value or "")}"' for name, value in node.attributes.items())


def task_of(fold: LexborNode) -> str:
    """Return the title of what a solution or a hint belongs to: an exercise, or else its section."""
    before = fold.prev
    while before is not None:
        strong = before.css_first("strong") if before.tag == "p" else None
        if strong is not None and re.match(r"\d+\.|Extension", strong.text()):
            return strong.text().strip().rstrip(".")
        if before.tag in HEADINGS:
            return before.text().strip()
        before = before.prev
    outer = next(around(fold), None)
    return task_of(outer) if outer is not None and outer.tag != "article" else "On the page"


def gathered(book: Book, site: Path) -> str:
    """Return a built book as one page of HTML."""
    parts = [entry for entry in book.site.navigation if entry.entries]
    chapters = [
        page for part in parts for page in part.entries if page.path not in LEFT_OUT and page.path in book.pages
    ]
    volume = Volume(book, site, frozenset(key(address_of(page.path)) for page in chapters))
    contents, number = [], 0
    for part in parts:
        anchor = f"part-{key(part.title.lower())}"
        volume.text.append(f'<h1 class="part" id="{anchor}">{html.escape(part.title)}</h1>')
        contents.append(f'<p class="part">{line_of(anchor, part.title)}</p>')
        for page in [page for page in part.entries if page in chapters]:
            number += 1
            volume.add(page, number)
            contents.append(f"<p>{line_of(key(address_of(page.path)), f'{number} {page.title}')}</p>")
    solved = "".join(volume.solved)
    last = set(re.findall(r'id="([^"]+--term-\d+)"', solved))
    terms = {term: sorted(anchors, key=lambda anchor: anchor in last) for term, anchors in volume.terms.items()}
    back = {"Answers, hints and solutions": solved, "Index of terms": index(terms)}
    for title, text in back.items():
        anchor = key(title.lower())
        contents.append(f'<p class="part">{line_of(anchor, title)}</p>')
        volume.text.append(f'<h1 class="part" id="{anchor}">{title}</h1><div class="md-typeset {anchor}">{text}</div>')
        volume.text[-1] = f'<section style="page: {anchor}">{volume.text[-1]}</section>'
        volume.styles.append(f'@page {anchor} {{ @top-left {{ content: "{title}" }} }}')
    return whole(volume, "".join(contents))


def whole(volume: Volume, contents: str) -> str:
    """Return cover, contents and text as one document, with the site's styles and those of paper."""
    book, about = (
        volume.book,
        " · ".join(filter(None, [volume.book.edition and f"Build {volume.book.edition}", PAPER_LICENSE])),
    )
    styles = volume.site / "stylesheets"
    links = [*sorted((volume.site / "assets" / "stylesheets").glob("*.css")), *(styles / name for name in STYLES)]
    sheets = "".join(f'<link rel="stylesheet" href="{path.resolve().as_uri()}">' for path in links)
    own = Path(__file__).with_suffix(".css").read_text("utf-8")
    foot = f'@page {{ @bottom-left {{ content: "{book.site.name} · {about}" }} }}'
    address = f'<a href="{book.site.address}">{book.site.address}</a>'
    return f"""<!doctype html><html lang="en" dir="ltr" data-programs="core"><head><meta charset="utf-8">
<title>{html.escape(book.site.name)}</title>{sheets}<style>{"".join(dict.fromkeys(volume.styles))}{own}{foot}</style></head>
<body data-md-color-scheme="default" data-md-color-primary="custom" data-md-color-accent="custom">
<section class="cover"><h1>{html.escape(book.site.name)}</h1><p>{html.escape(book.site.description)}</p>
<p>Of a program the lines that matter are printed. Each is whole, and runs, at {address}.</p>
<p>{html.escape(about)}</p></section>
<section class="md-typeset listed"><h1>Contents</h1>{contents}</section>{"".join(volume.text)}</body></html>"""


def line_of(anchor: str, title: str) -> str:
    """Return a line of the contents."""
    return f'<a href="#{anchor}">{html.escape(title)}</a><span data-at="{anchor}"></span>'


def index(terms: Mapping[str, list[str]]) -> str:
    """Return the index: each term with the sheets on which a chapter first uses it."""
    rows = []
    for term, anchors in sorted(terms.items(), key=lambda each: each[0].lower()):
        sheets = ", ".join(f'<a href="#{anchor}"><span data-at="{anchor}"></span></a>' for anchor in anchors)
        rows.append(f"<p>{html.escape(term)}, {sheets}</p>")
    return "".join(rows)


def numbered(text: str, sheets: Mapping[str, int]) -> str:
    """Return a volume with the numbers of sheets; a place that is on none has dashes, as wide as a number."""
    return PLACE.sub(lambda found: f"{found[1]}{sheets.get(found[2], '–––')}", text)
