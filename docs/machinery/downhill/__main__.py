"""What `make` does, by another name: `python -m downhill <word>`, in the folder of a book."""

import argparse
import os
import shutil
import socket
import sys
from pathlib import Path

from mkdocs.__main__ import cli
from mkdocs.config import load_config

from downhill import Book, Site, distribution, functions, labs, metadata, problems, programs, record, unchanged
from downhill.export import archive, sheets

ADDRESS = "127.0.0.1:8000"


def read(root: Path) -> Book:
    """Read the book in a folder."""
    return Book.read(root, Site.of(load_config(str(root / "mkdocs.yml"))))


def check(root: Path) -> int:
    """Print everything that is wrong with the book."""
    book = read(root)
    found = problems(book)
    print("\n".join(map(str, found)) or f"nothing is wrong with the {len(book.written)} pages")
    return len(found)


def outputs(root: Path) -> int:
    """Make the starters, run every program and every lab, and rewrite what changed: outputs, the list of functions."""
    failed = programs.rewrite_outputs(root) + labs.rewrite_outputs(root)
    functions.rewrite(read(root))
    return failed


def build(root: Path) -> int:
    """Build the book into site/; a good site is replaced by a good one only."""
    made, site = root / ".cache" / "building", root / os.environ.get("SITE", "site")
    if unchanged.unchanged(root, site):
        print("nothing changed since the site was built")
        return 0
    depends = unchanged.sources(root)  # now, for they may change while the site is built
    shutil.rmtree(made, ignore_errors=True)
    try:
        cli.main(["build", "--strict", "--site-dir", str(made)])
    except SystemExit as stop:
        if stop.code:
            return 1
    shutil.rmtree(site, ignore_errors=True)
    made.rename(site)
    unchanged.remember(root, site, depends)
    return 0


def serve(root: Path) -> int:
    """Show the book at 127.0.0.1:8000, rebuilt whenever a file changes."""
    host, port = ADDRESS.split(":")
    try:
        socket.create_server((host, int(port))).close()
    except OSError:
        print(f"{ADDRESS} is in use, perhaps by another `make serve`; end that one", file=sys.stderr)
        return 1
    os.environ["SITE_URL"] = f"http://{ADDRESS}/"
    os.environ["LINKS"] = "ignore"  # the book names dead ones too, and their lines
    command = ["-m", "mkdocs", "serve", "--no-strict", "--livereload", "--dev-addr", ADDRESS]
    os.execv(sys.executable, [sys.executable, *command])


def live(root: Path) -> int:
    """Fetch the Python that runs programs in the reader's browser, each file checked; the next build puts it in."""
    wrong = distribution.fetch(root)
    print("\n".join(wrong) or f"the Python for browsers is in {distribution.FOLDER}")
    return len(wrong)


def pack(root: Path) -> int:
    """Pack the built site as downhill.zip, whose index.html opens without a server, and put it into the site too."""
    site = root / os.environ.get("SITE", "site")
    archive.pack(archive.archived(site), root / metadata.ARCHIVE)
    shutil.copy2(root / metadata.ARCHIVE, site)
    return 0


def pdf(root: Path) -> int:
    """Print the built book as downhill.pdf, look it through, and put it into the site too."""
    from downhill.export import pdf  # which needs what only `make test` and `make pdf` install

    site = root / os.environ.get("SITE", "site")
    try:
        pdf.make(read(root), site, root / metadata.VOLUME)
    except pdf.PdfError as error:
        print(error, file=sys.stderr)
        return 1
    shutil.copy2(root / metadata.VOLUME, site)
    return 0


WORDS = {
    "check": check,
    "outputs": outputs,
    "record": record.record,
    "compare": record.compare,
    "build": build,
    "serve": serve,
    "live": live,
    "zip": pack,
    "pdf": pdf,
}


def variants(root: Path, seeds: str, only: str, everything: bool) -> int:
    """Write variants of tasks with their solutions, each verified: seeds such as 1..30, a word of the tasks' names."""
    return sheets.make(root, seeds, only, everything)


def main() -> int:
    """Do what the command line says; return the status with which the process ends."""
    about = "\n".join(f"  {word:8} {do.__doc__}" for word, do in {**WORDS, "variants": variants}.items())
    reader = argparse.ArgumentParser("python -m downhill", None, f"{__doc__}\n\n{about}")
    reader.formatter_class = argparse.RawDescriptionHelpFormatter
    reader.add_argument("word", choices=[*WORDS, "variants"])
    reader.add_argument("seeds", nargs="?", help="of variants: which, such as 17 or 1..30")
    reader.add_argument("only", nargs="?", default="", help="of variants: a word of the tasks' names")
    reader.add_argument("--all", action="store_true", help="of variants: try all that readers hand in, too")
    told = reader.parse_args()
    if told.word == "variants":
        return int(variants(Path.cwd(), told.seeds or "1..30", told.only, told.all) > 0)
    if told.seeds or told.all:
        reader.error(f"{told.word} takes no more than its word")
    return int(WORDS[told.word](Path.cwd()) > 0)


if __name__ == "__main__":
    sys.exit(main())
