"""What the browser tests share: one server and one Chromium for each worker, and tabs that must stay quiet."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from downhill.book import Book
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser, BrowserContext

from tests import costs
from tests.served import CHROMIUM, SITE, Opener, chromium, opener, serve

if TYPE_CHECKING:
    from tests.simulations import Simulations

pytest.register_assert_rewrite("tests.standards", "tests.simulations")  # so that a check says what it compared

# One commit, one result, however busy the machine is. Most failures are those of false variants of claims, which are
# wanted, so none is made small: `--hypothesis-profile=default` finds the smallest example of one that is not.
settings.register_profile(
    "book",
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
    report_multiple_bugs=False,  # one error, as it is, so that a false variant of a claim is known to be rejected
)
settings.load_profile("book")


def pytest_configure(config: pytest.Config) -> None:
    """Let long tests go first."""
    config.pluginmanager.register(costs.Costs(config))


@pytest.fixture(scope="session")
def book() -> Book:
    """Read the book once for all tests of a worker; it is frozen."""
    from downhill.__main__ import read

    return read(SITE.parent)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium; where there is none, skip, but fail in CI."""
    if not CHROMIUM:
        missing = "there is no chromium on PATH, which the browser tests need"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Return the worker's profiles by their settings; what one keeps of a test is cleared when the next tab opens."""
    kept: dict[str, BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    """Serve the built site and return its address."""
    with serve() as address:
        yield address


@pytest.fixture
def tab(browser: Browser, profiles: dict[str, BrowserContext], home: str) -> Iterator[Opener]:
    """Return `tab(address, **settings)`, which opens a page; no tab may ask another host or complain of anything."""
    with opener(browser, home, profiles) as open_tab:
        yield open_tab
        problems = open_tab.problems()
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="module")
def simulations(browser: Browser, home: str) -> Iterator["Simulations"]:
    """Return the tabs in which all tests of a module open simulations, one after the other."""
    from tests.simulations import Simulations  # not before its asserts are rewritten

    with opener(browser, home) as tabs:
        yield Simulations(tabs)


@pytest.fixture
def simulation_at(simulations: "Simulations") -> Iterator["Simulations"]:
    """Return `simulation_at(name, phone=False, **state)`, which goes to a state; nothing may be complained of."""
    simulations.problems()
    yield simulations
    problems = simulations.problems()
    assert not problems, "\n".join(problems)
