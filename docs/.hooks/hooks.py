"""The book's part in a MkDocs build, event by event; the work itself is done in the modules beside this file."""

import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import checks
import claims
import concepts
import fonts
import labs
import machines
import notebooks
import plain
import plotly
import programs
import projects
import shelf
import simulations
from book import Book, log, read_claims, read_terms
from extension import BookExtension
from jupyter_client.manager import KernelManager
from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from nbclient import NotebookClient

PLOTLY_JS = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
MATH_FONT = "stylesheets/math.woff2"
book: Book
pages: dict[str, dict[str, Any]]


def on_config(config: MkDocsConfig) -> None:
    """Add the Markdown extension; keep caches apart for each set of versions."""
    global book, pages
    book, pages = Book(config, Files([])), {}
    config.markdown_extensions.append(BookExtension(book))
    os.environ["PLOTLY_RENDERER"] = "notebook_connected"  # labs.py takes the figures out of its scripts
    if lab := config.plugins.get("mkdocs-jupyter"):
        lab.config["cache_dir"] = str(book.root / ".cache" / "labs" / programs.versions().replace(" ", "_"))
        KernelManager.transport_encryption.default_value = "auto"  # without, each kernel warns on stderr
        NotebookClient.coalesce_streams = True  # type: ignore[assignment]  # else the clock cuts an output in pieces


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Run every program, and put programs, plotly.js and the page of claims into the site."""
    snippets = book.root / "snippets"
    for file in files:
        if re.match(r"(javascripts|simulations|stylesheets)/.*\.(js|css)$", file.src_uri):
            file.content_string = without_comments(file.content_string)
    book.files, book.claims, book.terms = files, read_claims(book.root), read_terms(book.root)
    for lab in [file for file in files if file.src_uri.endswith(".ipynb")]:
        try:
            labs.read(Path(str(lab.abs_src_path)))
        except ValueError as error:
            raise PluginError(f"docs/{lab.src_uri}: not a notebook: {error}") from error
    try:
        book.simulations = simulations.read(book.root)
    except ValueError as error:
        raise PluginError(str(error)) from error
    for problem in projects.problems(book.root):
        log.warning(problem)
    book.runs = programs.run_all(book.root, sorted(snippets.rglob("*.py")))
    for name in book.runs:
        files.append(File.generated(config, f"programs/{name}", abs_src_path=str(snippets / name)))
    files.append(File.generated(config, "javascripts/plotly.min.js", abs_src_path=str(PLOTLY_JS)))
    made = claims.pages_of(files, book.claims, str(config.nav))
    if files.get_file_from_path("reference/claims.md") is None:
        files.append(File.generated(config, "reference/claims.md", content=claims.page(made, config.repo_url)))
    book.generate("claims.json", claims.data(made))
    put_shelf(files, config)
    return files


def without_comments(source: str) -> str:
    """Return a script or a style as it is sent: without the comments that have lines of their own."""
    return re.sub(r"^[ \t]*/\*.*?\*/\n", "", source, flags=re.MULTILINE | re.DOTALL)


def put_shelf(files: Files, config: MkDocsConfig) -> None:
    """Put the pages of programs and of concepts, where the navigation has them, and their data into the site."""
    nav = str(config.nav)
    written = [file for file in files.documentation_pages() if file.generated_by is None]
    written.sort(key=lambda file: nav.find(file.src_uri))
    rows, lessons = shelf.shown(written), concepts.lessons(written)
    book.taught, book.cited = concepts.taught(lessons), shelf.citations(written)
    made = {
        "reference/programs.md": shelf.programs_page(rows, book.runs),
        "reference/concepts.md": concepts.page(lessons),
    }
    for address, content in made.items():
        if address in nav:
            files.append(File.generated(config, address, content=content))
    book.drawn["concept-map"] = lambda here: concepts.picture(lessons, lambda page: address_from(here, page))
    book.drawn["book-contents"] = lambda here: shelf.contents(book.nav.items, lambda page: address_from(here, page))
    book.generate("programs.json", shelf.programs_data(rows, book.runs))
    book.generate("concepts.json", concepts.data(lessons))


def address_from(here: str, page: str) -> str:
    """Return the address of a page, seen from another; both are paths below docs."""
    there, place = book.files.get_file_from_path(page), book.files.get_file_from_path(here)
    return there.url_relative_to(place) if there and place else ""


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Report pages that the navigation leaves out."""
    for file in files.documentation_pages():
        if file.page not in nav.pages and file.src_uri != "404.md":
            log.warning(f"docs/{file.src_uri}:1: this page is missing in the navigation of mkdocs.yml")
    book.nav = nav
    book.generate("llms.txt", machines.llms(nav, config))


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Let a notebook that raises stop the build with the lab's and the cell's name."""
    if not page.file.src_uri.endswith(".ipynb"):
        return
    path, render = Path(str(page.file.abs_src_path)), page.render

    def render_or_name_the_cell(config: MkDocsConfig, files: Files) -> None:
        try:
            render(config, files)
        except Exception as error:
            raise PluginError(f"docs/{page.file.src_uri}: {labs.failed_cell(labs.read(path), str(error))}") from error

    page.render = render_or_name_the_cell  # type: ignore[method-assign]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Set the book to this page and check its source."""
    book.at, book.source = page.file.src_uri, page.file.content_string
    generated = page.file.generated_by is not None
    if book.at.endswith(".ipynb"):
        notebook = labs.read(Path(str(page.file.abs_src_path)))
        labs.check(notebook, book.problem)
        page.meta.update(notebook["metadata"].get("downhill", {}))
    elif not generated:
        included = checks.includes(book, book.source, book.problem)
        computed = "\n".join(path.read_text("utf-8") for path in included if path.exists())
        if not book.at.endswith("bibliography.md"):
            for line, number in checks.orphan_numbers(book.source, computed):
                message = f"the number {number} stands in no program, output or formula of this page"
                book.problem(line, f"{message}; let the program print it, or correct it")
    pages[book.at] = dict(page.meta)
    if book.at == "reference/glossary.md":
        return shelf.with_places(markdown, book.taught)
    if book.at == "reference/bibliography.md":
        return shelf.with_citations(markdown, book.cited)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give labs the book's look, check front matter against headings, and offer each program for download."""
    if book.at.endswith(".ipynb"):
        notebook = labs.read(Path(str(page.file.abs_src_path)))
        page.markdown = labs.markdown(notebook, html, book)
        captions = "\n".join(re.findall(r"<figure-plot.*?</figure-plot>", page.markdown))  # printed by the cells
        for line, number in checks.orphan_numbers(page.markdown, captions):
            book.problem(
                page.markdown.splitlines()[line - 1],
                f"the number {number} stands in no cell, output or formula of this lab",
            )
        Page.render(page, config, files)
        html = page.content or ""
    for element in re.findall(r"<(?:figure-plot|predict-first) program=[^>]*>", html):
        book.problem(element, f"{element} is no paragraph of its own; put empty lines around it")
    headings = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", html, re.DOTALL)
    checks.front_matter(book.at, dict(page.meta), headings, book.problem)
    html = re.sub(r'<span class="[nwp]">([^<]*)</span>', r"\1", html)  # names, spaces and brackets need no colour
    programs_at = get_relative_url("programs", page.url)
    html = re.sub(
        r'<span class="filename">([\w/-]+\.py)</span>',
        rf'<span class="filename">\1 <a href="{programs_at}/\1" download>Download</a></span>',
        html,
    )
    return with_tools(html, page) if book.at.startswith(checks.CHAPTERS) else html


def with_tools(html: str, page: Page) -> str:
    """Put what every chapter offers around its text: the notebook before it, the reading mark behind it."""
    link = '<p class="tools"><a href="{}.ipynb" download>Download as notebook</a></p>'
    html = html.replace("</h1>", f"</h1>{link.format(Path(book.at).stem)}", 1)
    for heading, name, _ in notebooks.projects(page.markdown or ""):
        html = re.sub(rf'(<h2 id="{slugify(heading, "-")}">.*?</h2>)', rf"\1{link.format(name)}", html, count=1)
    return f'{html}\n<read-mark page="{Path(book.at).with_suffix("")}"></read-mark>'


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Describe the page for machines, and keep it as plain Markdown and, if it is a chapter, as a notebook."""
    chapters = [each for each in nav.pages if each.file.src_uri.startswith(checks.CHAPTERS)]
    book.at = page.file.src_uri
    markdown, snippets = page.markdown or "", book.root / "snippets"
    twin, folder = machines.twin_of(page.file), Path(page.file.dest_uri).parent
    book.beside[twin] = plain.twin(plain.parts(markdown, snippets), writer(page, machines.twin_of))
    context["structured"] = machines.structured(page, config, chapters)
    context["twin"] = Path(twin).name
    if page not in chapters:
        return context
    for_notebook = writer(page, lambda file: file.url)
    if book.at.endswith(".ipynb"):
        whole = notebooks.of_lab(labs.read(Path(str(page.file.abs_src_path))), for_notebook)
    else:
        about = f"The chapter {page.canonical_url} of the book Downhill, as a notebook."
        whole = notebooks.of_page(plain.parts(markdown, snippets), for_notebook, about)
    book.beside[f"{folder}/{Path(book.at).stem}.ipynb"] = whole
    for _, name, section in notebooks.projects(markdown):
        about = f"A project of {page.canonical_url} in the book Downhill, as a notebook."
        project = notebooks.of_page(plain.parts(section, snippets), for_notebook, about)
        book.beside[f"{folder}/{name}.ipynb"] = project
    return context


def writer(page: Page, address: Callable[[File], str]) -> plain.Writer:
    """Return what turns a page into plain Markdown; `address` says where links to other pages lead."""
    base = book.config.site_url or ""

    def link(path: str) -> str:
        file = book.files.get_file_from_path(path)
        return base + (address(file) if file and file.is_documentation_page() else path)

    def figure(program: str) -> str:
        drawn = book.figure(program, program)
        return base + drawn[0].lstrip("/") if drawn else ""

    return plain.Writer(page.file.src_uri, link, lambda program: book.output(program, program), figure)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what stands beside the pages: their Markdown and their notebooks."""
    for address, content in book.beside.items():
        path = Path(config.site_dir) / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


MENDS = {
    ' data-md-component="source"': "",  # it asks GitHub for stars
    'data-md-component="search" role="dialog">': 'data-md-component="search" role="dialog" aria-label="Search">',
    ' role="progressbar"': ' aria-hidden="true"',
    'button md-icon" for="__drawer">': 'button md-icon" for="__drawer" tabindex="0">'
    '<span class="unseen">Navigation</span>',
    'button md-icon" for="__search">': 'button md-icon" for="__search" tabindex="0"><span class="unseen">Search</span>',
}


def mended(html: str) -> str:
    """Mend what the stock theme breaks for screen readers and the keyboard."""
    for broken, whole in MENDS.items():
        html = html.replace(broken, whole)
    drawer, bar, rest = html.partition("md-sidebar--secondary")
    return (
        re.sub(
            r'(<label class="md-nav__[^>]*? for="__(?:nav|toc)\w*"[^>]*?)( tabindex="0?")?>',
            r'\1 tabindex="0">',
            drawer,
        )
        + bar
        + rest
    )


def on_post_page(html: str, page: Page, config: MkDocsConfig) -> str:
    """Mend a page."""
    return mended(html)


def on_post_template(html: str, template_name: str, config: MkDocsConfig) -> str:
    """Mend the page for addresses that lead nowhere; the theme forgets its skip link."""
    skip = '<div data-md-component="skip">'
    return mended(html).replace(skip, f'{skip}<a href="#lost" class="md-skip">Skip to content</a>')


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Check what only the whole book can tell, make the math font, and give the pages the style of simulations."""
    env.globals["simulation_css"] = simulations.style(book.root) if book.simulated else ""

    def report(page: str, where: str, message: str) -> None:
        file = files.get_file_from_path(page)
        book.at, book.source = page, file.content_string if file else ""
        book.problem(where, message)

    checks.concepts(pages, report)
    for claim in book.claims.values():
        if claim.id not in book.claimed:
            log.warning(f"{claim.test}:{claim.line}: no page makes the claim {claim.id}")
    book.generate("simulations.json", simulations.data(book.simulations, book.simulated))
    for name in book.simulations:
        if f"simulations/{name}.md" not in book.simulated.get(name, []):
            log.warning(f"docs/simulations/{name}.json:1: no page docs/simulations/{name}.md shows this simulation")
    used = " ".join(file.content_string for file in files.documentation_pages())
    for name in book.runs:
        if name not in used:
            log.warning(f"snippets/{name}:1: no page shows this program")
    if book.math_characters:
        book.generate(MATH_FONT, fonts.math_font(book.math_characters, book.root / ".cache" / "fonts"))


class LinkLines(logging.Filter):
    """Puts page and line before what MkDocs says of a dead link."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite one record."""
        found = re.match(r"Doc file '(.+?)' contains .*?link '(.+?)'", record.getMessage())
        file = book.files.get_file_from_path(found[1]) if found else None
        if found and file:
            text = file.content_string
            place = next((at for at in (text.find(f"]({found[2]}"), text.find(found[2])) if at >= 0), 0)
            line = text.count("\n", 0, place) + 1
            record.msg, record.args = f"docs/{found[1]}:{line}: {record.getMessage()}", ()
        return True


logging.getLogger("mkdocs.structure.pages").addFilter(LinkLines())
