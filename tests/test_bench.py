"""What `make bench` measures is a book that builds, and a simulation wherever it stands."""

import json
from pathlib import Path

import pytest

from tests.bench import build, simulation
from tests.book_copy import TINY, copy_book
from tests.served import SITE, Opener


@pytest.mark.whole("`make bench`")
def test_a_book_with_a_mistake_is_not_measured(tmp_path: Path) -> None:
    book = copy_book(TINY, tmp_path / "book")
    (book / "snippets/slope/two_points.out").write_text("slope 2.001\n", "utf-8")
    with pytest.raises(SystemExit, match=r"two_points\.out:1: stale: (.|\n)*the build of .* failed"):
        build(book)


@pytest.mark.whole("`make bench`")
@pytest.mark.parametrize("name", ["roll", "training"])  # in the open, and in a fold
def test_a_simulation_is_measured_wherever_it_stands(tab: Opener, name: str) -> None:
    specs = {spec["name"]: spec for spec in json.loads((SITE / "simulations.json").read_text("utf-8"))}
    named, own, step, _, picture, bars = simulation(tab, specs[name])
    assert named == name
    assert int(str(own)) > 1_000
    assert (step == "–") == (name == "roll")
    assert str(picture).isdigit()  # 0 where it was drawn before anybody scrolled to it
    assert "picture" in str(bars)
