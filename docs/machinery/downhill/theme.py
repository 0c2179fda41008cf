"""Mends what the stock theme breaks for screen readers and the keyboard, in the tree of a finished page."""

from selectolax.lexbor import LexborHTMLParser

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
            words = LexborHTMLParser(f'<span class="unseen">{name}</span>').css_first("span")
            button.insert_child(words) if button.child is None else button.child.insert_before(words)
    for label in tree.css(".md-sidebar--primary label[class*=md-nav__]"):
        if label.attributes.get("for", "").startswith(("__nav", "__toc")):
            label.attrs["tabindex"] = "0"
    skip = tree.css_first("[data-md-component=skip]")
    lost = tree.css_first("#lost")
    if skip and lost and not skip.css("a"):  # the theme forgets the link on the page for lost addresses
        link = LexborHTMLParser('<a href="#lost" class="md-skip">Skip to content</a>').css_first("a")
        skip.insert_child(link)
    return f"{tree.html}\n"
