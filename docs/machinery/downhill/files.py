"""Writes files whole or not at all, so that nobody reads half of one."""

import os
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Write a file by way of a draft beside it, so that nobody ever reads half of it; make its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    draft.replace(path)
