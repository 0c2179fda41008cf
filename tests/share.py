"""Takes of the tests the share that `make test` runs: those in a browser once. `make test-all` runs all of them.

Most browser tests ask the same of many: of every page, control, simulation and width. With `--share` such a test runs
one of its cases, the first, or those that its mark `share` names; one marked `whole` runs none, for the reason that the
mark gives. What needs no browser runs, but for what builds a book or draws every figure once more, which is marked so
too. What lands runs all: `.ci/run` is `make test-all`.
"""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--share`."""
    parser.addoption("--share", action="store_true", help="run what `make test` runs: browser tests on one case each")


def taken(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests of the share, in their order; raises UsageError at a mark without sense."""
    functions: dict[str, list[pytest.Item]] = {}
    for item in items:
        functions.setdefault(item.nodeid.partition("[")[0], []).append(item)
    share: set[pytest.Item] = set()
    for name, cases in functions.items():
        if whole := cases[0].get_closest_marker("whole"):
            if not whole.args:
                raise pytest.UsageError(f"{name}: its mark `whole` gives no reason")
        elif named := cases[0].get_closest_marker("share"):
            known = {case.callspec.id: case for case in cases if hasattr(case, "callspec")}
            if unknown := set(named.args) - known.keys():
                raise pytest.UsageError(f"{name}: its mark `share` names cases that it does not have: {unknown}")
            share |= {known[each] for each in named.args}
        else:
            share |= set(cases[:1] if "browser" in getattr(cases[0], "fixturenames", ()) else cases)
    return [item for item in items if item in share]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what `--share` does not take, and count it as deselected."""
    if config.getoption("share"):
        share = taken(items)
        config.hook.pytest_deselected(items=list(set(items) - set(share)))
        items[:] = share


def named(only: str) -> bool:
    """Say whether a chapter, page, simulation or test has one of the words of ONLY in its name."""
    paths = [path for folder in ("docs", "snippets", "tests") for path in (ROOT / folder).rglob("*.*")]
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    for path in (ROOT / "tests").rglob("test_*.py"):
        names += re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    words = [word for word in re.findall(r"[\w-]+", only) if word not in ("or", "and", "not")]
    return any(word.lower().replace("-", "_") in name.lower().replace("-", "_") for word in words for name in names)


if __name__ == "__main__" and not named(sys.argv[1]):
    sys.exit(f"ONLY={sys.argv[1]}: no chapter, page, simulation or test is called so; ONLY is a part of its name")
