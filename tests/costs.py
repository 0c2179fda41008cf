"""Deals the tests by what they cost: the longest first, so that no worker is left with a long one at the end.

What a test costs was measured by the last run that ran it, and is kept in .cache/costs.json; where nothing is, as in a
fresh clone, it is guessed from what the test uses.
"""

import json
import os
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.served import SITE, file_of

T = TypeVar("T")
LONG = 2.0  # seconds; what is shorter stays in its file's order, so that a module's fixtures are made once
# Seconds, by fixture
GUESSES = {"subtests": 8.0, "told": 4.0, "good_book": 4.0, "tab": 3.0, "simulations": 3.0, "kernel": 1.0}
BYTES = 20_000  # of a page's HTML that cost its visit one more second


def guess(item: pytest.Item) -> float:
    """Return about how many seconds a test takes that was never measured."""
    fixtures = getattr(item, "fixturenames", [])
    seconds = max((GUESSES[name] for name in fixtures if name in GUESSES), default=0.0)
    address = getattr(item, "callspec", None) and item.callspec.params.get("address")  # type: ignore[attr-defined]
    page = SITE / file_of(address) if isinstance(address, str) and seconds else None
    return seconds + page.stat().st_size / BYTES if page and page.is_file() else seconds


def dealt(long: list[list[T]], short: list[T], workers: int) -> list[T]:
    """Return tests in an order for xdist, which gives each worker a run of them: its long ones, then its short ones.

    Of the long ones those that belong together come as one list, and stay together.
    """
    order: list[T] = []
    left = sum(map(len, long)) + len(short)
    for worker in range(workers):
        share = left // (workers - worker)
        mine = list(chain.from_iterable(long[worker::workers]))
        rest = max(share - len(mine), 0) if worker < workers - 1 else len(short)
        order += mine + short[:rest]
        short, left = short[rest:], left - share
    return order


class Costs:
    """Sorts the tests before they are dealt, and measures them for the next time."""

    def __init__(self, config: pytest.Config) -> None:
        """Read what the last runs kept."""
        self.file = Path(config.rootpath, ".cache", "costs.json")
        self.counts = not hasattr(config, "workerinput")  # the others send their reports to this one
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.failed: set[str] = set()
        try:
            self.known: dict[str, float] = json.loads(self.file.read_text("utf-8"))
        except (OSError, ValueError):
            self.known = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Put the long tests first; each worker comes to the same order.

        A claim and what refutes its false variants stay together, for they share what they have computed.
        """
        cost = {item: self.known.get(item.nodeid, guess(item)) for item in items}
        groups: defaultdict[str, list[pytest.Item]] = defaultdict(list)
        for item in items:
            groups[item.nodeid.partition("[")[0] if item.get_closest_marker("claim") else item.nodeid].append(item)
        costs = {name: sum(cost[item] for item in group) for name, group in groups.items()}
        long = [groups[name] for name in sorted(groups, key=lambda name: -costs[name]) if costs[name] >= LONG]
        short = [item for name, group in groups.items() if costs[name] < LONG for item in group]
        items[:] = dealt(long, short, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Add up what a test takes, set-up and all; a subtest's time is in its test's already."""
        if report.failed:
            self.failed.add(report.nodeid)
        if type(report) is pytest.TestReport:
            self.spent[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Keep what the tests that passed took; what did not run this time stays as it was."""
        if self.counts and self.spent:
            passed = self.spent.keys() - self.failed
            kept = {**self.known, **{name: round(self.spent[name], 1) for name in sorted(passed)}}
            self.file.parent.mkdir(exist_ok=True)
            draft = self.file.with_suffix(".new")
            draft.write_text(json.dumps(kept, indent=0), "utf-8")
            draft.replace(self.file)
