"""The order in which tests are dealt: the longest first to each worker, and all of them once."""

from itertools import chain

import pytest

from tests.costs import dealt

LONG, SHORT = [[9], [8, 8], [7], [6, 6, 6], [5]], list("abcdefgh")


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_each_worker_begins_with_its_longest_and_has_its_share(workers: int):
    order, shares = dealt(LONG, SHORT, workers), []
    assert sorted(order, key=str) == sorted([*chain(*LONG), *SHORT], key=str)
    left = order
    for worker in range(workers):  # as xdist takes them
        size = len(left) // (workers - worker)
        shares.append(left[:size])
        left = left[size:]
    for worker, share in enumerate(shares):
        mine = list(chain(*LONG[worker::workers]))
        assert share[: len(mine)] == mine


def test_without_short_tests_none_is_lost():
    assert sorted(dealt(LONG, [], 2)) == sorted(chain(*LONG))
