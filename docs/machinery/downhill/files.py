"""Writes files whole or not at all, so that nobody reads half of one, and keeps what is costly to make."""

import hashlib
import io
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Write a file by way of a draft beside it, so that nobody ever reads half of it; make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    draft.replace(path)


def kept(folder: Path, depends: object, make: Callable[[], str]) -> str:
    """Return the text that `make` makes, or made for the same `depends`, which tells all that it depends on."""
    place = folder / hashlib.sha256(repr(depends).encode()).hexdigest()[:32]
    if place.exists():
        return place.read_bytes().decode()
    write(place, text := make())
    return text


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return files, by their names, as a zip archive; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[name], compresslevel=9)
    return whole.getvalue()
