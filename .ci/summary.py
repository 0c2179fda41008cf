"""Print what the tests of a job came to, as Markdown: `summary.py results.xml seconds`."""

import sys
from collections import Counter
from xml.etree import ElementTree

SHOWN = 12


def outcome(test: ElementTree.Element) -> str:
    """Return what became of a test."""
    found = {child.tag for child in test} & {"failure", "error", "skipped"}
    return {"failure": "failed", "error": "failed", "skipped": "skipped"}[found.pop()] if found else "passed"


def file_of(test: ElementTree.Element) -> str:
    """Return the file or the page that a test stands in."""
    return test.get("classname", "")


def main(path: str, seconds: str) -> None:
    """Print counts, times, and what failed."""
    tests = list(ElementTree.parse(path).getroot().iter("testcase"))
    counts = Counter(map(outcome, tests))
    spent: Counter[str] = Counter()
    for test in tests:
        spent[file_of(test)] += float(test.get("time", "0"))
    print("## Tests\n")
    print(", ".join(f"{counts[word]} {word}" for word in ("passed", "failed", "skipped")))
    print(f"\n{int(seconds) // 60} min {int(seconds) % 60} s with set-up and build; {spent.total():.0f} s of tests,")
    print("those of all workers added up.")
    for test in tests:
        if outcome(test) == "failed":
            print(f"\n- failed: `{file_of(test)}`, `{test.get('name')}`")
    print("\n| where | tests | s |\n|---|--:|--:|")
    number = Counter(map(file_of, tests))
    for name, time in spent.most_common(SHOWN):
        print(f"| `{name}` | {number[name]} | {time:.0f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
