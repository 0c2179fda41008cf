"""Whether variants are tasks as the book's are: solvable, unlike, as hard, and closed to another seed's answers.

A variant is run in this process, as tests do with tasks: its solution, its starter, what readers hand in, and its
solution with the answers that the part gave under the next seed. Where answers are no values that can be compared, a
function, or nothing, or one of few words, a rule says `ANSWER = "code"`: then the next seed's code is what must fail.
"""

import ast
import contextlib
import copy
import functools
import io
import re
import signal
import textwrap
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from downhill import projects
from downhill.variants import Rule, applied

PART = re.compile(r"^( *)(# your part: [^\n]*\n)(.*?)( *# end of your part\n)", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*\w)")
SECONDS = 30  # of CPU time, as a program of the book has
TIMES = 5  # a number lies within a fifth and five times of the book's
COLUMNS = 80
GENERATORS = ("default_rng", "seed", "Random", "RandomState")


@dataclass
class Said:
    """What a program printed, and its verdicts; what its part's function returned, where that was recorded."""

    printed: str
    failed: str = ""
    returned: list[Any] = field(default_factory=list)

    @property
    def right(self) -> int:
        """Return how many verdicts are right."""
        return sum(line.strip().startswith("right: ") for line in self.printed.splitlines())

    @property
    def not_yet(self) -> int:
        """Return how many are not yet."""
        return sum(line.strip().startswith("not yet: ") for line in self.printed.splitlines())

    @property
    def refused(self) -> bool:
        """Say whether the check refuses what it was given."""
        return self.not_yet > 0

    @property
    def heard(self) -> str:
        """Return what it said in a line."""
        return self.failed or " | ".join(self.printed.split("\n")[-4:]).strip(" |") or "nothing"


class EndlessError(BaseException):
    """A program runs for too long; no `except Exception` of a check, which tells what a part raises, may catch it."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise EndlessError in what takes more CPU time; again, if a bare `except` catches it."""

    def end(*_: Any) -> None:
        """Raise it."""
        raise EndlessError(f"{seconds:g} s of CPU time are over")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def ran(source: str, wrap: Callable[..., Any] | None = None) -> Said:
    """Run a program, in this process; `wrap` is put around the function that holds the reader's part."""
    tree, printed, failed = ast.parse(source), io.StringIO(), ""
    if wrap:
        name = holder(tree, source).name
        place = [each.name if isinstance(each, ast.FunctionDef) else "" for each in tree.body].index(name)
        tree.body[place + 1 : place + 1] = ast.parse(f"{name} = wrap_part({name})").body
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numbers that explode, as a reader's do
        try:
            with limited(SECONDS):
                exec(compile(tree, "a variant", "exec"), {"__name__": "__main__", "wrap_part": wrap})
        except (Exception, EndlessError) as error:
            failed = repr(error)
    return Said(printed.getvalue(), failed)


def holder(tree: ast.Module, source: str) -> ast.FunctionDef:
    """Return the function of a program that holds the reader's part."""
    line = next(number for number, line in enumerate(source.splitlines(), 1) if projects.OPENS.match(line))
    functions = [each for each in tree.body if isinstance(each, ast.FunctionDef)]
    return next(each for each in functions if each.lineno <= line <= (each.end_lineno or 0))


def recorded(source: str) -> Said:
    """Run a program, and keep what its part's function returns: its outermost calls."""
    returned: list[Any] = []
    depth: list[int] = []

    def record(function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, which keeps what it returns."""

        @functools.wraps(function)
        def call(*given: Any, **named: Any) -> Any:
            """Do what the function does."""
            depth.append(0)
            try:
                answer = function(*given, **named)
            finally:
                depth.pop()
            if not depth:
                with contextlib.suppress(TypeError):  # a generator
                    returned.append(copy.deepcopy(answer))
            return answer

        return call

    said = ran(source, record)
    said.returned = returned
    return said


def replayed(source: str, answers: list[Any]) -> Said:
    """Run a program with these answers, one after the other, in the place of its part's function; the last stays."""
    left = [*answers]

    def replay(_: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that gives the answers."""
        return lambda *_, **__: copy.deepcopy(left.pop(0) if len(left) > 1 else left[0])

    return ran(source, replay)


class Trial:
    """The variants of a task under trial, each run once."""

    def __init__(self, rule: Rule, last: int) -> None:
        """Draw all variants up to the seed behind the last, whose answers that one must refuse."""
        self.rule = rule
        self.texts = rule.seeds(last + 1)
        self.solved = functools.cache(lambda seed: recorded(self.source(seed)))
        self.book = ran(rule.source)

    def source(self, seed: int) -> str:
        """Return the solution of a variant."""
        return applied(self.texts[seed - 1], self.rule.source)

    def complaints(self, seed: int, everything: bool = False) -> Iterator[str]:
        """Yield what is wrong with a variant; with `everything` also by what readers hand in."""
        said, source = self.solved(seed), self.source(seed)
        if said.failed or said.refused or said.right != self.book.right:
            yield f"the solution does not pass: {said.heard}"
            return
        starter = ran(projects.starter(source))
        if starter.failed or starter.right or not starter.refused:
            yield f"the starter is not refused: {starter.heard}"
        if said.printed == self.book.printed:
            yield "it prints what the book's does"
        yield from harder(self.rule.source, source)
        yield from self.of_another(seed)
        yield from self.of_readers(seed) if everything else ()

    def of_another(self, seed: int) -> Iterator[str]:
        """Yield that the check accepts what is right under the next seed."""
        source, other = self.source(seed), self.source(seed + 1)
        if self.rule.answer == "code":
            swapped = with_part(source, part_of(other))
            if swapped != source and not (said := ran(swapped)).refused and not said.failed:
                yield f"the part of seed {seed + 1} passes: {said.heard}"
            return
        answers = self.solved(seed + 1).returned
        if all(answer is None for answer in answers):
            yield 'the part returns nothing to compare; a rule says ANSWER = "code" there'
        elif not (said := replayed(source, answers)).refused and not said.failed:
            yield f"the answers of seed {seed + 1} pass: {said.heard}"

    def of_readers(self, seed: int) -> Iterator[str]:
        """Yield which attempts of readers get another verdict than in the book."""
        source, texts = self.source(seed), self.texts[seed - 1]
        for kind, code in self.rule.attempts:
            said = ran(with_part(source, code := applied(texts, code), indent=True))
            passes = not said.refused and not said.failed and said.right == self.book.right
            if passes if kind == "not yet" else not passes:
                yield f"an attempt that is {kind} gets {said.heard}\n{textwrap.indent(code, '    ')}"
            elif kind == "not yet" and (said.failed or not said.refused):
                yield f"an attempt that is {kind} gets no verdict: {said.heard}\n{textwrap.indent(code, '    ')}"

    def twins(self, seeds: list[int]) -> Iterator[str]:
        """Yield which variants print the same, and that code is to be refused which is the same in all."""
        if self.rule.answer == "code" and len({part_of(self.source(seed)) for seed in [*seeds, seeds[-1] + 1]}) == 1:
            yield 'ANSWER is "code", but the part is the same in all: none can be refused'
        seen: dict[str, int] = {}
        for seed in seeds:
            first = seen.setdefault(self.solved(seed).printed, seed)
            if first != seed:
                yield f"seed {seed}: it prints what seed {first} does"


def part_of(source: str) -> str:
    """Return the lines of a program's part."""
    code = PART.search(source)
    return code[3] if code else ""


def with_part(source: str, code: str, indent: bool = False) -> str:
    """Return a program with this code in the place of its part."""
    return PART.sub(
        lambda part: part[1] + part[2] + (textwrap.indent(code, part[1]) if indent else code) + part[4], source
    )


def harder(book: str, variant: str) -> Iterator[str]:
    """Yield where a variant is more to read or to reckon than the book's: lines, columns, numbers."""
    for each in (projects.starter, str):
        if len(each(book).splitlines()) != len(each(variant).splitlines()):
            yield "it has not as many lines as the book's"
            return
    free = seeds(book)
    for number, (was, now) in enumerate(zip(book.splitlines(), variant.splitlines(), strict=True), 1):
        if len(now) > max(COLUMNS, len(was)):
            yield f"line {number} has {len(now)} columns: {now.strip()}"
        before, after = [*NUMBER.finditer(was)], NUMBER.findall(now)
        fixed = [place[0] if (number, place.start()) not in free else "0" for place in before]
        yield from (f"line {number}: {fault}" for fault in least(fixed, after))


def least(before: list[str], after: list[str]) -> list[str]:
    """Return what is wrong with the numbers of a line; one may come or go, as a factor of 1 that is not written."""
    if len(before) == len(after):
        pairs = [(old, new, unlike(old, new)) for old, new in zip(before, after, strict=True)]
        return [f"{new} for {old} {fault}" for old, new, fault in pairs if fault]
    if abs(len(before) - len(after)) > 1:
        return [f"{len(after)} numbers, where the book has {len(before)}"]
    many, few = sorted([before, after], key=len, reverse=True)
    padded = [[*few[:place], "1", *few[place:]] for place in range(len(many))]
    return min((least(*((each, many) if few is before else (many, each))) for each in padded), key=len)


def unlike(old: str, new: str) -> str:
    """Return why a number is none that can stand for the book's, or nothing."""
    was, now = float(old), float(new)
    if old == new or not was:
        return ""
    if was * now <= 0:
        return "has another sign"
    if not 1 / TIMES <= round(now / was, 9) <= TIMES:
        return f"is not within a fifth and {TIMES} times"
    return "has more digits" if digits(new) > digits(old) + 1 else ""


def digits(number: str) -> int:
    """Return how many significant digits a number has, zeros at its end aside."""
    return len(re.sub(r"e.*|[-_.]", "", number).strip("0")) or 1


def seeds(source: str) -> set[tuple[int, int]]:
    """Return the places of numbers that seed what is random: line, and column from 0."""
    tree = ast.parse(source)
    functions = {each.name: [*map(is_seed, each.args.args)] for each in ast.walk(tree) if hasattr(each, "returns")}  # type: ignore[attr-defined]
    inside: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            known = functions.get(name, [name in GENERATORS] * len(node.args))
            inside += [each for each, seed in zip(node.args, known, strict=False) if seed]
            inside += [each.value for each in node.keywords if re.search("seed|random_state", each.arg or "")]
        elif isinstance(node, (ast.For, ast.comprehension)) and "seed" in ast.unparse(node.target):
            inside.append(node.iter)
        elif isinstance(node, ast.Assign) and "seed" in ast.unparse(node.targets[0]):
            inside.append(node.value)
    lines = source.splitlines()
    found = [each for node in inside for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return {(each.lineno, len(lines[each.lineno - 1].encode()[: each.col_offset].decode())) for each in found}


def is_seed(parameter: ast.arg) -> bool:
    """Say whether a parameter is a seed by its name."""
    return "seed" in parameter.arg
