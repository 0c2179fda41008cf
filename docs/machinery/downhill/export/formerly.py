"""A page that leads on: it stands where another page stood once, so that old links to it still arrive."""

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from downhill.page import Page
from downhill.site import address_of, relative

if TYPE_CHECKING:
    from downhill.book import Book

LEADS = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{address}">
<script>location.replace("{to}" + location.hash)</script>
<meta http-equiv="refresh" content="0; url={to}">
<p>This page has moved: <a href="{to}">{title}</a>.</p>
</html>
"""
MARK = b'<meta http-equiv="refresh"'  # no page of the book has it


def leading(book: "Book", page: Page) -> dict[str, str]:
    """Return the pages that lead on to this one, by their addresses from the site's root."""
    address = urljoin(book.site.address, address_of(page.path))
    told = {"title": escape(page.title), "address": address}
    return {f"{address_of(old)}index.html": LEADS.format(to=relative(page.path, old), **told) for old in page.formerly}
