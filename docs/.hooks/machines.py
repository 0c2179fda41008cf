"""What machines read: llms.txt, and the description of each page in the words of schema.org."""

import json
from pathlib import Path
from typing import Any

from book import text_and_meta
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

TEXT_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def twin_of(file: File) -> str:
    """Return the address of a page's Markdown, from the site's root."""
    return Path(file.dest_uri).with_suffix(".md").as_posix()


def llms(nav: Navigation, config: MkDocsConfig) -> str:
    """Return llms.txt: the book in a sentence, and each page with the address of its Markdown and its description."""
    about = (
        "Each page below is plain Markdown with its programs and what they print in full. The same for programs: "
        f"[programs.json]({config.site_url}programs.json), [claims.json]({config.site_url}claims.json), "
        f"[concepts.json]({config.site_url}concepts.json), [simulations.json]({config.site_url}simulations.json)."
    )
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", "", about]
    for item in nav.items:
        pages = item.children if isinstance(item, Section) else [item]
        lines += ["", f"## {item.title}", ""]
        for page in pages:
            if isinstance(page, Page):
                twin = f"{config.site_url}{twin_of(page.file)}"
                lines.append(f"- [{page.title}]({twin}): {text_and_meta(page.file)[1].get('description', '')}")
    return "\n".join(lines) + "\n"


def structured(page: Page, config: MkDocsConfig, chapters: list[Page]) -> str:
    """Return a page's description as JSON-LD: the home page is the Book, every other page a TechArticle of it.

    Source: schema.org/Book and schema.org/TechArticle. The text is safe inside a script element.
    """
    book: dict[str, Any] = {"@type": "Book", "@id": f"{config.site_url}#book", "name": config.site_name}
    shared = {
        "url": page.canonical_url,
        "description": page.meta.get("description"),
        "inLanguage": "en",
        "license": TEXT_LICENSE,
        "isAccessibleForFree": True,
    }
    if page.is_homepage:
        parts = [{"@type": "TechArticle", "headline": each.title, "url": each.canonical_url} for each in chapters]
        whole = {**book, **shared, "bookFormat": "https://schema.org/EBook", "hasPart": parts}
    else:
        whole = {
            "@type": "TechArticle",
            "headline": page.meta.get("title") or page.title,
            **shared,
            "isPartOf": {**book, "url": config.site_url},
        }
        if concepts := page.meta.get("concepts"):
            whole["teaches"] = concepts
        if page in chapters:
            whole["dependencies"] = "Python 3.11 or later"
    return json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False).replace("</", "<\\/")
