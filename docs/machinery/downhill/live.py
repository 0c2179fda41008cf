"""Running the book's programs in the page: what the page's scripts are told, and the places that change a program.

`[what if?](<run:chapter/program?was=0.03&now=0.31> "words")` changes one place of a program, runs it and shows what it
prints then. The words are a promise: the build runs the changed program too, and stops where it does not print them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from downhill import distribution, needs
from downhill.page import Link, Page
from downhill.runner import Run

MANIFEST = "live.json"
SCRIPTS = "docs/javascripts/live"  # a book that has them runs its programs in the page
FOLDER = "live/"
# Programs and labs that print something else in the page, and why; a test holds that they still do
OLDER = "comes out otherwise here: the page has scikit-learn 1.6.1, the book 1.9. The newer one"
ROUNDS = "A browser rounds a little otherwise than most processors, and"
DIFFER = {
    "curvature-without-the-matrix/eigenvalues": f"{ROUNDS} where one eigenvalue is a million times "
    "another, that decides whether one product more is needed.",
    "curvature-without-the-matrix/how_well": f"{ROUNDS} that decides whether one pass more is needed.",
    "four-schedules/patience": f"The number of passes {OLDER} waits until loss and penalty together fall no more, the "
    "older one looks at the loss alone.",
    "generalization/cross_validation": f"Degree 15 {OLDER} leaves out directions that the hours hardly determine; the "
    "older one fits them, and they are noise.",
    "judge-and-keep/keep": "A browser starts no second Python, so the program ends where it asks for one. On your "
    "machine it answers.",
    "matrix-methods/exact": f"{ROUNDS} at the smallest rate, where the runs have not come down, a hundredth "
    "hangs on it.",
    "labs/optimizer-race": "Where the seeds of a run end far apart, rounding decides, and a browser rounds a little "
    "otherwise: who is lost, and one of the rates, come out otherwise here.",
}
RUN = re.compile(r"run:(?P<program>[\w/-]+)\?was=(?P<was>.+?)&now=(?P<now>.*)", re.DOTALL)


@dataclass(frozen=True)
class Change:
    """A link that changes a program: its name such as `momentum/ravine`, the text that goes, the one that comes."""

    program: str
    was: str
    now: str
    promise: str

    @classmethod
    def of(cls, link: Link) -> "Change | None":
        """Return what a link changes, or None where it is not of the form."""
        return cls.read(link.target, link.title)

    @classmethod
    def read(cls, target: str, title: str) -> "Change | None":
        """Return what a link with this target and title changes, or None where it is not of the form."""
        found = RUN.fullmatch(unquote(target))
        return cls(found["program"], found["was"], found["now"], title) if found else None

    def apply(self, source: str) -> str:
        """Return a program with the change made."""
        return source.replace(self.was, self.now, 1)


def changed(pages: Iterable[Page], root: Path) -> Iterator[tuple[str, str]]:
    """Yield for each link that changes a program its target, and the changed program, where that can be made."""
    for page in pages:
        for link in page.links:
            change = Change.of(link) if link.target.startswith("run:") else None
            source = root / "snippets" / f"{change.program}.py" if change else root
            text = source.read_text("utf-8") if change and source.is_file() else ""
            if change and text.count(change.was) == 1 and not needs.of(text):
                yield link.target, change.apply(text)


def problems(link: Link, page: Page, runs: Mapping[str, Run], variants: Mapping[str, Run], root: Path) -> Iterator[str]:
    """Yield what is wrong with a link that changes a program; `variants` are the runs of changed ones by target."""
    change = Change.of(link)
    if not change or not change.promise:
        yield 'a change of a program is [words](<run:chapter/program?was=text&now=text> "words that it prints then")'
        return
    if change.program not in {block.program for block in page.programs}:
        yield f"the page does not show the program {change.program}, which this link changes"
        return
    source = (root / "snippets" / f"{change.program}.py").read_text("utf-8")
    if needs.of(source):
        yield f"the program {change.program} needs {', '.join(needs.of(source))}, so no link can change and run it"
        return
    count = source.count(change.was)
    if count != 1:
        yield f"the text {change.was!r} stands {count} times in snippets/{change.program}.py; name it so that it is one"
        return
    before, after = said(runs[f"{change.program}.py"]), said(variants[link.target])
    if not any(change.promise in line for line in after):
        yield f"the changed program does not print {change.promise!r}, but: {' | '.join(after[-4:])}"
    elif any(change.promise in line for line in before):
        yield f"the program prints {change.promise!r} without the change, too"


def said(run: Run) -> list[str]:
    """Return the lines that a run printed, and the last one of its error where it failed."""
    return [*run.stdout.splitlines(), *run.stderr.strip().splitlines()[-1:]]


def elsewhere(manifest: str) -> str:
    """Return the manifest of a site for its archive, which leaves the distribution out: five times the book."""
    told = json.loads(manifest)
    return json.dumps(told | {"base": told["cdn"]})


def large(root: Path) -> dict[str, Path]:
    """Return the files that the site holds for running programs, by address; the distribution only where fetched."""
    if not (root / SCRIPTS).is_dir():
        return {}
    archive = distribution.plotly(root)
    return {f"{FOLDER}{path.name}": path for path in (archive, *distribution.files(root).values())}


def manifest(root: Path, here: bool) -> dict[str, Any]:
    """Return what the page's scripts read at the first click: what there is to load, from where, and how large it is.

    `here` says whether the site holds the distribution; else it comes from the project's public one.
    """
    told, machinery, archive = distribution.settings(), Path(__file__).parent, distribution.plotly(root)
    return {
        "version": told["info"]["version"],
        "python": told["info"]["python"],
        "base": FOLDER if here else told["cdn"],
        "cdn": told["cdn"],
        "runtime": told["runtime"],
        "lock": {"info": told["info"], "packages": told["packages"]},
        "plotly": {"address": f"{FOLDER}{archive.name}"} | distribution.measured(archive),
        "modules": {name: (machinery / name).read_text("utf-8") for name in ("session.py", "figures.py")},
        "differ": DIFFER,
    }
