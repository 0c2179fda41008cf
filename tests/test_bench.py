"""What `make bench` measures is a book that builds."""

from pathlib import Path

import pytest

from tests.bench import build
from tests.book_copy import TINY, copy_book


def test_a_book_with_a_mistake_is_not_measured(tmp_path: Path) -> None:
    book = copy_book(TINY, tmp_path / "book")
    (book / "snippets/slope/two_points.out").write_text("slope 2.001\n", "utf-8")
    with pytest.raises(SystemExit, match=r"two_points\.out:1: stale: (.|\n)*the build of .* failed"):
        build(book)
