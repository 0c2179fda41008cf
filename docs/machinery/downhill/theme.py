"""Mends what the stock theme breaks for screen readers and the keyboard, in the tree of a finished page."""

import re
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

# As the theme's script makes it when it comes, one block after the other, each with a layout of the whole page
COPY = """<nav class="md-code__nav" role="presentation"><button class="md-code__button" title="Copy {1}"
data-clipboard-target='[data-block="{0}"]' data-md-type="copy"></button></nav>"""
# What browsers take for one space, a third of what the theme writes around a text
PLAIN, BREAK, NEWLINE = re.compile(r"(?:\A|</pre>)(?:(?!<pre).)*", re.DOTALL), re.compile(r"\s*\n\s*"), "\n"
PIECE = 24  # rows of a long table that a phone lays out together, when they come near
BUTTONS = {"__drawer": "Navigation", "__search": "Search"}


def mended(html: str) -> str:
    """Return a page of the site with names and places in the keyboard's order for all that can be pressed."""
    tree = LexborHTMLParser(html)
    for source in tree.css("[data-md-component=source]"):
        del source.attrs["data-md-component"]  # it asks GitHub for stars
    for search in tree.css("[data-md-component=search][role=dialog]"):
        search.attrs["aria-label"] = "Search"
    for bar in tree.css("[role=progressbar]"):
        del bar.attrs["role"]
        bar.attrs["aria-hidden"] = "true"
    for target, name in BUTTONS.items():
        for button in tree.css(f"label.md-header__button[for={target}]"):
            button.attrs["tabindex"] = "0"
            (button.child or button).insert_before(element(f'<span class="unseen">{name}</span>', "span"))
    for label in tree.css(".md-sidebar--primary label[class*=md-nav__]"):
        if (label.attributes.get("for") or "").startswith(("__nav", "__toc")):
            label.attrs["tabindex"] = "0"
    for part in tree.css(".md-search-result__meta, .md-dialog__inner"):
        part.attrs["role"] = "status"  # how much was found, and that something was copied
    for part in tree.css("[data-search-exclude]"):
        del part.attrs["data-search-exclude"]  # the search index has been made
    topic, heading = tree.css_first("[data-md-component=header-topic] .md-ellipsis"), tree.css_first("article h1")
    if topic and heading:  # a phone has no room for the long title, which is for search engines
        words = heading.iter(include_text=True)
        topic.inner_html = "".join(each.html or "" for each in words if each.tag != "a").strip()
    with_levels(tree)
    with_filter(tree)
    for number, code in enumerate(tree.css("article pre > code")):
        block = code.parent.parent if code.parent else None
        if block and "output" in (block.attributes.get("class") or "").split():
            block.attrs["class"] = f"{block.attributes['class']} no-copy"  # the theme asks for this class
            continue
        code.attrs["data-block"] = str(number)
        title = block.css_first(".filename > *") if block else None
        named = escape(title.text()) if title else "to clipboard"
        code.insert_before(element(COPY.format(number, named), "nav"))
    for table in tree.css("article .programs table"):
        in_pieces(table)
    for table in tree.css("article table:not([class])"):
        wrap(table)
    skip = tree.css_first("[data-md-component=skip]")
    lost = tree.css_first("#lost")
    if skip and lost and not skip.css("a"):  # the theme forgets the link on the page for lost addresses
        skip.insert_child(element('<a href="#lost" class="md-skip">Skip to content</a>', "a"))
    return f"{PLAIN.sub(lambda part: BREAK.sub(NEWLINE, part[0]), tree.html or '')}\n"


def with_levels(tree: LexborHTMLParser) -> None:
    """Mark the level of each section in the table of contents."""
    for level in tree.css("article p > .level[class*=level-]"):
        heading = level.parent.prev if level.parent else None
        while heading and heading.tag != "h2":
            heading = heading.prev
        anchor = (heading.attributes.get("id") if heading else "") or ""
        for link in tree.css(f'.md-nav--secondary a[href="#{anchor}"]'):
            depth = level.attributes["class"]
            link.insert_child(
                element(f'<span class="{depth}"><span class="unseen">{level.text()}</span></span>', "span")
            )


def with_filter(tree: LexborHTMLParser) -> None:
    """Load the script of search fields on the pages that have one."""
    field = tree.css_first("filter-table, claim-finder")
    script = tree.css_first("script[src*='javascripts/theme-mends']")
    if field and script:
        address = (script.attributes["src"] or "").replace("theme-mends", "filter-table")
        field.insert_before(element(f'<script type="module" src="{address}"></script>', "script"))


def wrap(table: LexborNode) -> None:
    """Put a table into the boxes in which the theme's script puts it, so that nothing moves when that comes."""
    outer = element('<div class="md-typeset__scrollwrap"><div class="md-typeset__table"></div></div>', "div")
    table.insert_before(outer)
    placed = table.prev
    assert placed is not None
    inner = placed.css_first(".md-typeset__table")
    assert inner is not None
    inner.insert_child(table)
    table.decompose()


def in_pieces(table: LexborNode) -> None:
    """Put the rows of a long table into several bodies, each of which can wait until it is near to be laid out."""
    rows = [row.html or "" for row in table.css("tbody > tr")]
    for body in table.css("tbody"):
        body.decompose()
    for first in range(0, len(rows), PIECE):
        piece = "\n".join(rows[first : first + PIECE])
        table.insert_child(element(f"<table><tbody>\n{piece}\n</tbody></table>", "tbody"))


# What is wrong in the theme's scripts, and what stands there instead
MENDS = {
    # Its index is a graph, whose parts it knows by letter and number: 1 with part 23 was 12 with part 3. So it found
    # words that are nowhere, and stopped. Source: `TokenSet.toString` of lunr 2.3.9
    "workers/search.*.min.js": ("e=e+s+o.id}return e}", 'e=e+s+o.id+";"}return e}'),
    # It takes each table out of the page and puts it back in boxes, where `wrap` has put it already: all its rows would
    # be styled and laid out twice
    "bundle.*.min.js": ('"table:not([class])"', '"table:not([class],.md-typeset__table>*)"'),
}


def mend_scripts(site: Path) -> None:
    """Mend the theme's scripts in a built site; raises ValueError where one is another than that which was mended."""
    for name, (was, now) in MENDS.items():
        for script in site.glob(f"assets/javascripts/{name}"):
            text = script.read_text("utf-8")
            if text.count(was) != 1:
                raise ValueError(f"{script.name}: it is another script, look whether it still needs to be mended")
            script.write_text(text.replace(was, now), "utf-8")


def element(html: str, name: str) -> LexborNode:
    """Return an element that is given as HTML."""
    found = LexborHTMLParser(html).css_first(name)
    assert found is not None
    return found
