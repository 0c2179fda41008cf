"""Whether a site is what its sources give: then there is nothing to build.

A build is a function of what `sources` reads, which a test holds; what a build made is known by the files' sizes and
times. Without stills, a site may be one that was built before there was a Chromium, and is no result to keep.
"""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from downhill import distribution
from downhill.files import write
from downhill.metadata import ARCHIVE, edition

READ = ("docs", "snippets", "tests/claims", "tests/exercises", "tests/optimizers")
ASKED = ("SITE_URL", "REPO_URL", "LINKS")  # what mkdocs.yml asks the environment for
RECORD = ".cache/built"


def sources(root: Path) -> str:
    """Return the hash of all that the site of a book depends on: files, settings, the edition, and the packages."""
    settings, told = (root / "mkdocs.yml").read_text("utf-8"), [os.environ.get(name) for name in ASKED]
    fetched = [*distribution.files(root)]  # with it the site is another one
    packages = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    digest = hashlib.sha256(repr((settings, told, fetched, edition(root), sys.version, packages)).encode())
    for folder in READ:
        for path in files(root / folder):
            digest.update(repr((path.relative_to(root).as_posix(), path.read_bytes())).encode())
    return digest.hexdigest()


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order, but not what Python keeps beside modules."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            yield path


def made(site: Path) -> str:
    """Return what stands in a site, but for the archive that is made of it: names, sizes and times of files."""
    found = [path for path in files(site) if path.name != ARCHIVE]
    return repr([(path.relative_to(site).as_posix(), (at := path.stat()).st_size, at.st_mtime_ns) for path in found])


def remember(root: Path, site: Path, depends: str) -> None:
    """Remember of which sources a site was made; one without stills is not remembered."""
    if any((site / "figures").glob("*.svg")):
        write(root / RECORD, f"{depends}\n{made(site)}")


def unchanged(root: Path, site: Path) -> bool:
    """Say whether a site stands as it was made, and its sources as they were then."""
    record = root / RECORD
    return record.exists() and record.read_text("utf-8") == f"{sources(root)}\n{made(site)}"
