"""Variants of tasks: unlike, solvable, as hard as the book's, and closed to the answers of another seed."""

import csv
import json
import shutil
import signal
from functools import cache
from pathlib import Path

import pytest
from downhill import projects, solved, variants
from downhill.export import sheets
from downhill.solved import Trial
from downhill.variants import SEEDS, Rule

from tests.book_copy import ROOT, make

FEW = range(1, 6)  # in `make test`; `make variants SEEDS=1..200 CHECK=all` tries all
TASKS = {variants.name_of(ROOT, source): source for source in variants.with_rules(ROOT)}


@cache
def read(task: str) -> Rule:
    """Return the rule of a task, read once by each worker."""
    return Rule.read(ROOT, TASKS[task])


each_task = pytest.mark.parametrize("task", TASKS)


@each_task
def test_five_variants_are_tasks_as_the_books_is(task: str) -> None:
    trial = Trial(Rule.read(ROOT, TASKS[task]), FEW[-1])
    tried = 1 + sum(task.encode()) % len(FEW)  # one seed for what readers hand in
    found = [f"seed {seed}: {text}" for seed in FEW for text in trial.complaints(seed, everything=seed == tried)]
    assert [*found, *trial.twins([*FEW])] == []
    assert trial.rule.attempts, "nothing is handed in"


@each_task
@pytest.mark.parametrize("solved", [False, True], ids=["starter", "solution"])
def test_a_page_makes_all_variants_and_is_told_no_more(task: str, solved: bool) -> None:
    rule = read(task)
    code = rule.source if solved else rule.starter
    told = json.loads(rule.page(code))

    def joined(texts: list[str]) -> str:
        return "".join(texts[piece] if isinstance(piece, int) else piece for piece in told["pieces"])

    path = TASKS[task] if solved else projects.starter_path(TASKS[task])
    assert joined(told["texts"]) == path.read_text("utf-8")
    made = [joined(texts) for texts in told["seeds"]]
    solutions = [variants.applied(texts, rule.source) for texts in rule.offered]
    assert made == (solutions if solved else [*map(projects.starter, solutions)])
    assert len({*made, code}) == SEEDS + 1
    assert all(text in code for text in told["texts"])


def test_most_parts_are_the_same_under_every_number_as_teachers_are_told() -> None:
    rules = [read(task) for task in TASKS]
    parts = [{solved.part_of(variants.applied(texts, rule.source)) for texts in rule.seeds(9)} for rule in rules]
    same = [rule for rule, code in zip(rules, parts, strict=True) if len(code) == 1]
    assert len(TASKS) / 2 < len(same) < len(TASKS)
    assert "Most parts compute from what they are given" in (ROOT / "docs/reference/teaching.md").read_text("utf-8")


# A task, and a rule for it, that are as they should be: what follows breaks them
SOURCE = '''"""Exercise: three times a number."""


def tripled(x):
    """Return 3 x."""
    found = 0.0
    # your part: set found from x
    found = 3 * x
    # end of your part
    return found


def check(x):
    """Compare with 3 x."""
    found = tripled(x)
    if found != 3 * x:
        return f"not yet: {found} for {x}"
    return f"right: {found}"


print(check(2), check(7))
'''
RULE = '''"""Another factor, and other numbers."""


def vary(draw):
    factor = draw.randint(2, 9)
    return {
        "3 x": f"{factor} x",
        "3 * x": f"{factor} * x",
        "2 * x": f"{factor - 1} * x",  # what readers hand in
        "check(7)": f"check({draw.randint(8, 35)})",
    }
'''
HANDED_IN = "## right: a sum\nfound = x + 2 * x\n\n## not yet: 0.0\npass\n\n## not yet: 2\nfound = x\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a book of one task with a rule."""
    files = {
        "snippets/slope/exercise_1.py": SOURCE,
        "docs/variants/slope/exercise_1.py": RULE,
        "tests/exercises/slope/exercise_1.txt": HANDED_IN,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def rule_of(book: Path, rule: str = RULE, source: str = SOURCE) -> Rule:
    """Return a rule of the book's task after both were written anew."""
    task = book / "snippets/slope/exercise_1.py"
    task.write_text(source, "utf-8")
    variants.place_of(book, task).write_text(rule, "utf-8")
    return Rule.read(book, task)


def complained(rule: Rule, last: int = 5) -> str:
    """Return what is wrong with the variants of a rule."""
    trial = Trial(rule, last)
    found = [text for seed in range(1, last + 1) for text in trial.complaints(seed, everything=True)]
    return "\n".join([*found, *trial.twins([*range(1, last + 1)])])


def test_a_good_rule_has_no_fault_and_is_the_same_each_time(book: Path) -> None:
    rule = rule_of(book)
    assert [*variants.problems(book)] == []
    assert complained(rule) == ""
    assert rule.seeds(20)[:7] == rule_of(book).seeds(7)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (RULE.replace('"3 x"', '"4 x"'), "'4 x' does not stand in slope/exercise_1.py, nor in its attempts"),
        (RULE.replace("check(7)", "heck(7)"), "'heck(7)' does not stand in"),
        (
            RULE.replace("randint(2, 9)", "randint(3, 3)").replace("randint(8, 35)", "randint(7, 7)"),
            "seed 1: 100 draws",
        ),
        (
            RULE.replace("randint(8, 35)", "randint(8, 20)"),
            "100 draws gave no new variant; the rule has too little room",
        ),
        (RULE.replace("draw.randint(2, 9)", "1 / 0"), "the rule fails: ZeroDivisionError"),
        (
            RULE.replace("    return {", '    if factor == 5:\n        return {"2": "4"}\n    return {'),
            "replaces other",
        ),
        (RULE.replace("def vary", "def varied"), "the rule cannot be read: KeyError('vary')"),
        (f'{RULE}\n\nANSWER = "words"\n', "ANSWER is 'words', and not one of values, code"),
        (RULE.replace('"""Another factor, and other numbers."""', ""), "a docstring of one line"),
    ],
)
def test_a_rule_that_is_wrong_is_named_by_the_book(rule: str, says: str, book: Path) -> None:
    (book / "docs/variants/slope/exercise_1.py").write_text(rule, "utf-8")
    [problem] = variants.problems(book)
    assert str(problem).startswith("docs/variants/slope/exercise_1.py:1: ")
    assert says in str(problem)


def test_a_rule_without_a_task_is_named(book: Path) -> None:
    (book / "snippets/slope/exercise_1.py").unlink()
    assert "no task of this name" in str(*variants.problems(book))


def test_a_task_without_a_rule_is_named_where_others_have_one(book: Path) -> None:
    other = book / "snippets/slope/exercise_2.py"
    other.write_text(SOURCE, "utf-8")
    assert [str(problem) for problem in variants.problems(book)] == [
        "snippets/slope/exercise_2.py:1: this task needs variants: write docs/variants/slope/exercise_2.py, "
        'see "Let a task vary" in CONTRIBUTING'
    ]
    shutil.rmtree(book / "docs")
    assert [*variants.problems(book)] == []


def test_texts_are_whole_and_are_replaced_at_once_the_longest_first() -> None:
    texts = {"3": "7", "7": "3", "3 * x": "x", "0.1": "0.2"}
    assert variants.applied(texts, "3, 7, 13, 3.5, 3 * x, 3 * xs, 0.1, 10.1, 0.15") == (
        "7, 3, 13, 3.5, x, 7 * xs, 0.2, 10.1, 0.15"
    )


@pytest.mark.parametrize(
    ("rule", "source", "says"),
    [
        (RULE.replace('"3 * x"', '"found = 3 * x"'), SOURCE, "the solution does not pass: not yet:"),
        (RULE, SOURCE.replace("found = 0.0", "return 3 * x"), "the starter is not refused"),
        (
            RULE.replace("randint(2, 9)", "randint(3, 3)"),
            SOURCE.replace("{found}", ""),
            "it prints what the book's does",
        ),
        (RULE, SOURCE.replace('right: {found}"', 'right: {found - found}"'), "it prints what seed 1 does"),
        (RULE, SOURCE.replace("found != 3 * x", "not found"), "pass: right: "),
        (
            RULE,
            SOURCE.replace("return found\n", "return None\n").replace("found !=", "0 and 3 !="),
            "nothing to compare",
        ),
        (RULE.replace("randint(8, 35)", "randint(36, 99)"), SOURCE, "for 7 is not within a fifth and 5 times"),
        (RULE.replace("(8, 35)}", "(8, 35)}\\n"), SOURCE, "it has not as many lines as the book's"),
        (RULE.replace('f"{factor} x"', 'f"{factor} x" + " and so on" * 9'), SOURCE, "columns: "),
        (RULE.replace('f"{factor} * x"', 'f"{factor} * x * 9"'), SOURCE, "for 1 is not within a fifth"),
        (RULE.replace('        "2 * x": f"{factor - 1} * x",', ""), SOURCE, "an attempt that is right gets not yet"),
        (
            RULE.replace('"2 * x": f"{factor - 1}', '"found = x": f"found = {factor} * x + 0'),
            SOURCE,
            "an attempt that is not yet",
        ),
    ],
)
def test_a_variant_that_is_no_task_as_the_books_is_is_refused(rule: str, source: str, says: str, book: Path) -> None:
    told = complained(rule_of(book, rule, source))
    assert says in told


TRYING = """    try:
        found = tripled(x)
    except Exception as error:
        return f"not yet: {error!r}"
"""
ENDLESS = {
    "at once": "while True:\n    pass\n",
    "below a verdict": "found = 0\nwhile x > 7:\n    pass\n",
    "below what a check tells": "try:\n    while True:\n        pass\nexcept Exception:\n    found = 3 * x\n",
}


@pytest.mark.parametrize("kind", ["right", "not yet"])
@pytest.mark.parametrize("code", ENDLESS.values(), ids=ENDLESS)
def test_an_attempt_that_never_ends_is_ended_and_named(
    kind: str, code: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solved, "SECONDS", 0.2)
    before = signal.getsignal(signal.SIGPROF)
    (book / "tests/exercises/slope/exercise_1.txt").write_text(f"{HANDED_IN}\n## {kind}: it ends\n{code}", "utf-8")
    source = SOURCE.replace("    found = tripled(x)\n", TRYING)
    told = complained(rule_of(book, source=source), last=1)
    assert "0.2 s of CPU time are over" in told
    assert "while" in told
    assert (signal.getitimer(signal.ITIMER_PROF)[0], signal.getsignal(signal.SIGPROF)) == (0, before)


def test_where_answers_are_code_the_next_seeds_code_is_refused(book: Path) -> None:
    source = SOURCE.replace("found = 0.0", "found = float").replace("found = 3 * x", "found = lambda: 3 * x")
    source = source.replace("tripled(x)\n", "tripled(x)()\n")
    (book / "tests/exercises/slope/exercise_1.txt").write_text("## right: a sum\nfound = lambda: x + 2 * x\n", "utf-8")
    assert complained(rule_of(book, f'{RULE}ANSWER = "code"\n', source)) == ""
    open_to_all = source.replace("found != 3 * x", "not found")
    assert "the part of seed 2 passes: right:" in complained(rule_of(book, f'{RULE}ANSWER = "code"\n', open_to_all))


def test_code_that_is_the_same_in_all_variants_is_named_where_it_is_to_be_refused(book: Path) -> None:
    rule = RULE[: RULE.index("    return {")] + '    return {"check(2)": f"check({draw.randint(3, 10)})"}\n'
    assert complained(rule_of(book, rule), last=2) == ""
    told = complained(rule_of(book, f'{rule}ANSWER = "code"\n'), last=2)
    assert told == 'ANSWER is "code", but the part is the same in all: none can be refused'


def test_numbers_that_seed_what_is_random_are_free_and_others_are_not() -> None:
    book = "rng = np.random.default_rng(7)\ndef check(seed, n): ...\ncheck(1, 5)\nα = [f(seed, 5) for seed in (1, 2)]\n"
    variant = book.replace("rng(7)", "rng(99)").replace("check(1, 5)", "check(88, 9)").replace("(1, 2)", "(77, 66)")
    assert [*solved.harder(book, variant)] == []
    assert [*solved.harder(book, book.replace("check(1, 5)", "check(1, 88)"))] == [
        "line 3: 88 for 5 is not within a fifth and 5 times"
    ]


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("0.5", "2.5", ""),
        ("3.0", "0.6", ""),
        ("0.5", "0.25", ""),
        ("0.5", "0.333", "has more digits"),
        ("1000", "4900", ""),
        ("1000", "4950", "has more digits"),
        ("-2", "2", "has another sign"),
        ("1e-3", "4e-3", ""),
        ("1e-3", "6e-3", "is not within a fifth and 5 times"),
        ("0", "9", ""),
        ("2", "0", "has another sign"),
    ],
)
def test_a_number_stays_near_the_books(was: str, now: str, fault: str) -> None:
    assert solved.unlike(was, now) == fault


def test_variants_are_written_with_their_answers_or_not_at_all(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sheets.make(book, "4..6", "slope", everything=True) == 0
    assert "3 variants of 1 tasks" in capsys.readouterr().out
    made = book / sheets.FOLDER
    names = [f"slope/exercise_1/00{seed}{tail}.py" for seed in (4, 5, 6) for tail in ("-key", "")]
    written = {path.relative_to(made).as_posix(): path.read_text("utf-8") for path in made.rglob("*.*")}
    assert sorted(written) == ["keys.csv", *names]
    for row in csv.DictReader(written["keys.csv"].splitlines(keepends=True)):
        solution = written[f"slope/exercise_1/00{row['seed']}-key.py"]
        assert solved.ran(solution).printed.rstrip() == row["prints"]
        assert written[f"slope/exercise_1/00{row['seed']}.py"] == projects.starter(solution)
        changed = [each.split(" → ") for each in row["changed"].split("; ")]
        assert all(was in SOURCE and now in solution for was, now in changed)
    rule_of(book, source=SOURCE.replace("found != 3 * x", "not found"))
    assert sheets.make(book, "1..2", "", everything=False) == 2
    assert "slope/exercise_1: seed 1: the answers of seed 2 pass" in capsys.readouterr().out
    assert {path.relative_to(made).as_posix() for path in made.rglob("*.*")} == {*written}
    assert [*(book / ".cache").iterdir()] == [], "a draft is left"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["SEEDS=5..2"], "SEEDS is a number, or a range such as 1..30, from 1 to 999, not '5..2'"),
        (["SEEDS=0"], "not '0'"),
        (["SEEDS=1..1000"], "not '1..1000'"),
        (["SEEDS=all"], "not 'all'"),
        (["ONLY=nowhere", "CHECK=all"], "no task with variants has 'nowhere' in its name"),
    ],
)
def test_what_cannot_be_made_is_said(asked: list[str], says: str, book: Path) -> None:
    (book / "docs" / "machinery").symlink_to(ROOT / "docs" / "machinery")
    told = make(book, "variants", *asked)
    assert told.returncode
    assert says in told.stdout
    assert not (book / sheets.FOLDER).exists()
