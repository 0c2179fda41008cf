"""MkDocs as an adapter: it asks the book for files and pages, and turns its problems into warnings or into a stop."""

import gc
import logging
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

from downhill import Book, Site, claims, live, metadata, scripts, search, theme
from downhill.meanwhile import Meanwhile
from downhill.stills import PLOTLY_JS
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

MACHINERY = {path: path.stat().st_mtime_ns for path in Path(__file__).parent.rglob("*.py")}
log = logging.getLogger("mkdocs.downhill")


def on_config(config: MkDocsConfig) -> None:
    """Read the book."""
    machinery_changed()
    gc.set_threshold(100_000)  # a book is many things that stay: to look for rubbish among them is a tenth of a build
    try:
        book = Book.read(Path(config.docs_dir).parent, Site.of(config))
    except ValueError as error:
        raise PluginError(str(error)) from error
    config.extra["book"] = book
    config.nav = claims.placed(config.nav, book)
    config.extra["lost"] = metadata.tools_of_lost(book)
    config.markdown_extensions.append("downhill.markdown")


def machinery_changed() -> None:
    """Start the process anew where the machinery has changed since it started: Python keeps the modules that it has."""
    if {path: path.stat().st_mtime_ns for path in Path(__file__).parent.rglob("*.py")} != MACHINERY:
        log.info("the machinery changed: starting anew")
        os.execv(sys.executable, sys.orig_argv)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put programs, figures, data and the pages that the build makes into the site."""
    book: Book = config.extra["book"]
    if finder := config.plugins.get("material/search"):
        search.keep(finder.search_index, book.root / ".cache" / "search")
    files.append(File.generated(config, "javascripts/plotly.min.js", abs_src_path=str(PLOTLY_JS)))
    for address, path in live.large(book.root).items():
        files.append(File.generated(config, address, abs_src_path=str(path)))
    ours = re.compile(r"(?:simulations|javascripts)/(?!plotly).*\.js|stylesheets/.*\.css")
    written = {file.src_uri: file for file in files if ours.fullmatch(file.src_uri)}
    for file in written.values():
        files.remove(file)
    sources = {name: file.content_string for name, file in written.items()}
    served = scripts.served({name: text for name, text in sources.items() if name.endswith(".js")})
    served |= {name: scripts.packed(text) for name, text in sources.items() if name.endswith(".css")}
    for address, content in {**book.files, **served}.items():
        files.append(File.generated(config, address, content=content))
    for page in book.made:
        if files.get_file_from_path(page.path) is None:
            files.append(File.generated(config, page.path, content=page.text))
    config.extra["meanwhile"] = Meanwhile(book, Path(config.site_dir))
    config.plugins.events["build_error"].append(partial(say, config))
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Let a lab be rendered as every page is: mkdocs-jupyter has made it a page, and its cells were executed."""
    vars(page).pop("render", None)


def on_page_markdown(text: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the Markdown extension which page is made; MkDocs makes a new Markdown for each."""
    book: Book = config.extra["book"]
    source = book.pages.get(page.file.src_uri)
    if source is None:
        return text
    config.mdx_configs["downhill.markdown"] = {"book": book, "page": source}
    page.meta = metadata.front_matter(book, source)
    return source.body


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Say what is wrong with the book, before a page is written."""
    say(config)


def say(config: MkDocsConfig, error: Exception | None = None) -> None:
    """Say what is wrong with the book, which may be why a page cannot be made; a strict build stops at that."""
    found = [] if isinstance(error, PluginError) else config.extra["meanwhile"].problems()
    for problem in found:
        log.warning(problem)
    if found and config.strict:
        raise PluginError(f"{len(found)} problems: mend them and build again")


def on_post_page(html: str, page: Page, config: MkDocsConfig) -> str:
    """Mend what the theme breaks for screen readers and the keyboard."""
    return theme.mended(html)


def on_post_template(html: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend the page for addresses that lead nowhere."""
    return theme.mended(html) if template_name.endswith(".html") else html


def on_post_build(config: MkDocsConfig) -> None:
    """Wait for what stands beside the pages."""
    theme.mend_scripts(Path(config.site_dir))
    if not config.extra["meanwhile"].written():
        raise PluginError("the plain Markdown and the notebooks of the pages could not be written")
