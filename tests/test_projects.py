"""Every project: its starter is what its source gives and says what is missing, its solution passes its own check."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from downhill import projects

ROOT = Path(__file__).parent.parent
SOURCES = projects.sources(ROOT)
every_project = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)

# The wrong attempts at each project: what is in the part (None: all of it), what stands there instead, and the words
# that the check has for it
STANDARDISED = """
z = (hours - hours.mean()) / hours.std()
for _ in range(50):
    error = w * z + b - score
    w, b = w - 0.5 * np.mean(error * z), b - 0.5 * np.mean(error)
"""
RAW = """
for _ in range({steps}):
    slope_w, slope_b = gradient(w, b, hours)
    w, b = w - {rate} * slope_w, b - {rate} * slope_b
"""
WRONG = {
    "descent": [
        ("- learning_rate", "+ learning_rate", "x goes uphill"),
        ("2 * (path[-1] - 3)", "path[-1] - 3", "half a step: (x"),
        ("learning_rate * gradient", "gradient", "the step is the whole slope"),
        ("2 * (path[-1] - 3)", "3 * (path[-1] - 3)", "path[1] is "),
        ("2 * (path[-1] - 3)", "(path[-1] - 3) ** 2 + 5", "path[1] is "),
        ("2 * (path[-1] - 3)", "2 * path[-1] - 3", "path[1] is "),
        ("range(steps)", "range(steps - 1)", "2 new x in path, not 3"),
        ("range(steps)", "range(steps + 1)", "4 new x in path, not 3"),
        ("2 * (path[-1] - 3)", "2 * (path[0] - 3)", "step 2 goes wrong"),
    ],
    "rate_explorer": [
        ("- rate", "+ rate", "w and b go uphill"),
        ("rate * 2", "rate", "half a step"),
        ("np.mean", "np.sum", "take the mean, not the sum"),
        ("np.mean", "", "w or b is five numbers"),
        ("error * x", "error", "the slope of w lacks its factor x"),
        (
            "        b = b - rate * 2 * np.mean(error)",
            "        b = b - rate * 2 * np.mean(w * x + b - y)",
            "b takes the error after w moved",
        ),
        ("        b = b - rate * 2 * np.mean(error)\n", "", "w, b move [1. 0.] times"),
        ("range(steps)", "range(steps + 1)", "w, b move [1.764 1.761] times"),
        ("range(steps)", "range(min(steps, 1))", "the first step is right, a later one is not"),
        ("highest = rate", "highest = 0.085", "no convergence at highest"),
        ("highest = rate", "highest = 0.08", "a rate converges above highest"),
    ],
    "exam_scores": [
        ("0.02", "0.03", "further off than 0 and 0"),
        ("- 0.02", "+ 0.02", "further off than 0 and 0"),
        ("0.02 * 2 * np.mean", "0.027 * 2 * np.mean", "further off than 0 and 0"),
        ("np.mean", "", "w or b is six numbers"),
        ("2000", "200", "take more steps"),
        ("    b = b - 0.02 * 2 * np.mean(error)\n", "", "b stays at 0"),
        (None, STANDARDISED, "this w is for standardised hours"),
        ("w * 5 + b, 12", "w * 5, 12", "predicted[5]: "),
        ("w * 12 + b", "w * 10 + b", "predicted[12]: "),
        ("extrapolation = 12", "extrapolation = 5", "5 hours lie between"),
        ("extrapolation = 12\n", "", "extrapolation names neither"),
    ],
    "ten_gradients": [
        (" - 0.5", " + 0.5", "further off than 0 and 0"),
        (None, RAW.format(rate=0.05, steps=10), "further off than 0 and 0"),
        (None, RAW.format(rate=0.0377, steps=700), "700 calls, 10 are allowed"),
        (None, RAW.format(rate=0.0377, steps=10), "from the best line"),
        (None, "w, b = np.polyfit(hours, score, 1)\n", "gradient was never called"),
        ("w = w / hours.std()\nb = b - w * hours.mean()\n", "", "right for z"),
        ("b = b - w * hours.mean()\n", "", "b is the score at 0 hours"),
    ],
}
PART = re.compile(r"(# your part: [^\n]*\n)(.*?)( *# end of your part)", re.DOTALL)


def checked(source: str) -> tuple[list[str], list[str]]:
    """Run a program; return what its self-check finds right and what not yet."""
    run = subprocess.run([sys.executable, "-I", "-X", "utf8", "-c", source], capture_output=True, text=True, timeout=60)
    if raised := re.search(r"^AssertionError: (.+)$", run.stderr, re.MULTILINE):
        return [], [raised[1]]
    assert run.returncode == 0, run.stderr
    lines = [line.strip() for line in run.stdout.splitlines()]
    return [line for line in lines if line.startswith("right: ")], [
        line for line in lines if line.startswith("not yet: ")
    ]


def test_there_are_projects_and_each_has_wrong_attempts() -> None:
    assert {source.stem for source in SOURCES} == set(WRONG)


@every_project
def test_the_starter_is_what_the_source_gives(source: Path) -> None:
    assert list(projects.problems(ROOT)) == []
    given = projects.starter_path(source).read_bytes().decode()
    assert given == projects.starter(source.read_bytes().decode())


@every_project
def test_the_starter_runs_and_names_what_is_missing(source: Path) -> None:
    starter = projects.starter_path(source).read_text("utf-8")
    right, not_yet = checked(starter)
    assert not_yet
    assert not right
    names = {node.id for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Name)}
    for task in re.findall(r"# your part: (.+)", starter):
        asked = names & set(re.findall(r"\w+", task))
        assert asked, f"the task names nothing of the program: {task}"
        assert any(asked & set(re.findall(r"\w+", line)) for line in not_yet)


@every_project
def test_the_solution_passes(source: Path) -> None:
    right, not_yet = checked(source.read_text("utf-8"))
    assert right
    assert not not_yet


@pytest.mark.parametrize(("name", "old", "new", "words"), [(name, *each) for name in WRONG for each in WRONG[name]])
def test_a_wrong_attempt_gets_words_that_fit_it_and_no_others(name: str, old: str | None, new: str, words: str) -> None:
    source = next(each for each in SOURCES if each.stem == name).read_text("utf-8")
    attempt = PART.sub(lambda part: part[1] + (new if old is None else part[2].replace(old, new)) + part[3], source)
    assert attempt != source
    assert projects.starter(PART.sub(r"\1pass\n\3", attempt)) == projects.starter(source)
    first = checked(attempt)[1][0]
    assert words in first
    assert not [other for *_, other in WRONG[name] if other != words and other in first]


# The extensions that keep the check: what is replaced in the solution, and the rates of which it then finds the edge
EXTENSIONS = {
    "descent": [("2 * (path[-1]", "10 * (path[-1]"), ("1 - 2 * learning_rate", "1 - 10 * learning_rate")],
    "rate_explorer": [("\n\n\ndef", "\nx = x - 3\n\n\ndef"), ("0.1, 0.001", "0.6, 0.001")],
}


@pytest.mark.parametrize("name", EXTENSIONS)
def test_the_check_holds_in_the_extension_too(name: str) -> None:
    extended = next(each for each in SOURCES if each.stem == name).read_text("utf-8")
    for old, new in EXTENSIONS[name]:
        assert extended.count(old) == 1
        extended = extended.replace(old, new)
    right, not_yet = checked(extended)
    assert right
    assert not not_yet
    assert name != "rate_explorer" or "right: highest = 0.499" in right
