"""Variants of the tasks: other data and numbers, and the same check, by a rule that stands in docs/variants.

The rule of snippets/<task>.py is docs/variants/<task>.py. Its function `vary` draws what stands in a variant for which
texts of the book: `vary(random.Random(…))` gives {text of the book: text of the variant}. A text that begins or ends in
a letter or a digit stands for whole words and numbers. All are replaced at once, the longest first, in the program and
in the attempts of tests/exercises. What a rule's constant `ANSWER` says of the part's answers is read in `solved.py`.
"""

import ast
import contextlib
import json
import random
import re
import runpy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from downhill import projects
from downhill.page import Problem

RULES = "docs/variants"  # a book that has them has one for each task
SEEDS = 200  # that a page offers
LAST = 999
DRAWS = 100  # after so many without a new variant a rule has too little room
KINDS = ("values", "code")  # what a part answers with
ATTEMPT = re.compile(r"^## (right|not yet): [^\n]*\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class RuleError(ValueError):
    """A rule that gives no variants; the message says why."""


@dataclass(frozen=True)
class Rule:
    """How a task, such as `bound/exercise_3`, varies: its program, what readers hand in, and how texts are drawn."""

    task: str
    source: str
    attempts: tuple[tuple[str, str], ...]  # each `right` or `not yet`, and its code
    vary: Callable[[random.Random], dict[str, str]]
    answer: str

    @classmethod
    def read(cls, root: Path, source: Path) -> "Rule":
        """Return the rule of a task by the path of its program. Raises RuleError."""
        place = place_of(root, source)
        rule = place.read_text("utf-8") if place.exists() else ""
        return rule_at(place, rule, name_of(root, source), source.read_text("utf-8"), attempts(root, source))

    def seeds(self, last: int) -> list[dict[str, str]]:
        """Return the texts of seeds 1 to `last`: none are the book's own or those of another. Raises RuleError."""
        found: list[dict[str, str]] = []
        seen: set[tuple[str, ...]] = set()
        for seed in range(1, last + 1):
            drawn = self.draws(random.Random(f"{self.task} {seed}"))
            texts = next((texts for texts in drawn if self.shown(texts) not in seen), None)
            if texts is None:
                raise RuleError(f"seed {seed}: {DRAWS} draws gave no new variant; the rule has too little room")
            if found and texts.keys() != found[0].keys():
                raise RuleError(f"seed {seed} replaces other texts than seed 1: {', '.join(texts)}")
            seen.add(self.shown(texts))
            found.append(texts)
        return found

    def draws(self, draw: random.Random) -> Iterator[dict[str, str]]:
        """Yield what the rule draws, but for the book's own."""
        for _ in range(DRAWS):
            try:
                texts = self.vary(draw)
            except Exception as error:
                raise RuleError(f"the rule fails: {error!r}") from error
            if gone := {*texts} - standing(frozenset(texts), self.code):
                raise RuleError(f"{min(gone)!r} does not stand in {self.task}.py, nor in its attempts")
            if any(now != was for was, now in zip(texts, self.shown(texts), strict=True) if now):
                yield texts

    @cached_property
    def offered(self) -> list[dict[str, str]]:
        """Return the texts of all seeds that a page offers. Raises RuleError."""
        return self.seeds(SEEDS)

    @cached_property
    def starter(self) -> str:
        """Return the book's starter."""
        return projects.starter(self.source)

    @cached_property
    def code(self) -> str:
        """Return all code in which texts are replaced: the program, and what readers hand in."""
        return "\n".join([self.source, *(code for _, code in self.attempts)])

    def shown(self, texts: dict[str, str]) -> tuple[str, ...]:
        """Return what stands for each text in a variant's starter; nothing for one that does not stand there."""
        shown = standing(frozenset(texts), self.starter)
        return tuple(now if was in shown else "" for was, now in texts.items())

    def page(self, code: str) -> str:
        """Return what a page reads, as JSON: a program in pieces, with numbers for its texts, these, and the seeds'.

        The program is the starter, or the solution. A text that stands only in the part would give the part away: with
        the starter it is not told.
        """
        seeds = self.offered
        stand = standing(frozenset(seeds[0]), code)
        kept = [text for text in seeds[0] if text in stand]
        cut = parted(frozenset(seeds[0]), code)
        pieces = [kept.index(piece) if number % 2 else piece for number, piece in enumerate(cut)]
        told = {"pieces": pieces, "texts": kept, "seeds": [[texts[text] for text in kept] for texts in seeds]}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@cache
def rule_at(place: Path, text: str, task: str, source: str, attempts: tuple[tuple[str, str], ...]) -> Rule:
    """Return the rule that stands at a place with this text, once: to draw its seeds takes longer than to read it."""
    try:
        told = runpy.run_path(str(place))
        vary, answer = told["vary"], told.get("ANSWER", "values")
    except Exception as error:
        raise RuleError(f"the rule cannot be read: {error!r}") from error
    if answer not in KINDS:
        raise RuleError(f"ANSWER is {answer!r}, and not one of {', '.join(KINDS)}")
    return Rule(task, source, attempts, vary, answer)


def together(texts: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of all texts, the longest first; what begins or ends in a letter or digit is a whole word."""
    return re.compile("|".join(whole(text) for text in sorted(texts, key=lambda text: (-len(text), text))))


@cache
def parted(texts: frozenset[str], code: str) -> tuple[str, ...]:
    """Return code in pieces: every second one is one of the texts."""
    return tuple(re.split(f"({together(texts).pattern})", code)) if texts else (code,)


def standing(texts: frozenset[str], code: str) -> frozenset[str]:
    """Return those texts that stand in code."""
    return frozenset(parted(texts, code)[1::2])


def whole(text: str) -> str:
    """Return the pattern of a text that is no part of a longer word or number."""
    before = r"(?<!\w)(?<!\d\.)" if re.match(r"\w", text) else ""
    after = r"(?!\w|\.\d)" if re.search(r"\w$", text) else ""
    return f"{before}{re.escape(text)}{after}"


def applied(texts: dict[str, str], code: str) -> str:
    """Return code with all texts replaced, at once."""
    pieces = enumerate(parted(frozenset(texts), code))
    return "".join(texts[piece] if number % 2 else piece for number, piece in pieces)


def attempts(root: Path, source: Path) -> tuple[tuple[str, str], ...]:
    """Return what readers hand in at a task, as tests/exercises tells it: `right` or `not yet`, and the code."""
    path = handed_in(source, root)
    found = ATTEMPT.findall(path.read_text("utf-8")) if path.is_file() else []
    return tuple((kind, f"{code.rstrip()}\n") for kind, code in found)


def handed_in(source: Path, root: Path) -> Path:
    """Return where stands what readers hand in at a task."""
    folder = source.parent.name if source.stem.startswith("exercise_") else "projects"
    return root / "tests" / "exercises" / folder / f"{source.stem}.txt"


def place_of(root: Path, source: Path) -> Path:
    """Return where the rule of a program stands."""
    return root / RULES / source.relative_to(root / "snippets")


def name_of(root: Path, source: Path) -> str:
    """Return what a task is called by the path of its program, such as `bound/exercise_3`."""
    return source.relative_to(root / "snippets").with_suffix("").as_posix()


def with_rules(root: Path) -> list[Path]:
    """Return the programs of the tasks that have a rule, in order."""
    return [source for source in projects.sources(root) if place_of(root, source).exists()]


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what the site holds for variants: address from its root, and content; a rule that is wrong gives none."""
    for source in with_rules(root):
        with contextlib.suppress(RuleError, projects.PartError):
            rule, name = Rule.read(root, source), name_of(root, source)
            yield f"variants/{name}.json", rule.page(rule.source)
            yield f"variants/{name}{projects.TAIL.removesuffix('.py')}.json", rule.page(rule.starter)


def problems(root: Path) -> Iterator[Problem]:
    """Yield what is wrong with rules."""
    sources = {place_of(root, source): source for source in projects.sources(root)}
    yield from (problem for source in sources.values() for problem in of_attempts(root, source))
    for place in sorted({*(root / RULES).rglob("*.py")} | sources.keys()):
        named = projects.named(place, root)
        if place not in sources:
            yield Problem(named, 1, "a rule for variants, but there is no task of this name")
        elif place.exists():
            yield from (Problem(named, 1, text) for text in of_rule(root, sources[place]))
        elif (root / RULES).is_dir():
            text = f'this task needs variants: write {named}, see "Let a task vary" in CONTRIBUTING'
            yield Problem(projects.named(sources[place], root), 1, text)


def of_attempts(root: Path, source: Path) -> Iterator[Problem]:
    """Yield what readers hand in at a task that is no Python."""
    path = handed_in(source, root)
    text = path.read_text("utf-8") if path.is_file() else ""
    for found in ATTEMPT.finditer(text):
        try:
            ast.parse(found[2])
        except SyntaxError as error:
            line = text.count("\n", 0, found.start(2)) + (error.lineno or 1)
            yield Problem(projects.named(path, root), line, f"this attempt is no Python: {error.msg}")


def of_rule(root: Path, source: Path) -> Iterator[str]:
    """Yield what is wrong with a rule."""
    try:
        rule = Rule.read(root, source)
        if "\n" in (ast.get_docstring(ast.parse(place_of(root, source).read_text("utf-8"))) or "\n"):
            yield "a rule opens with a docstring of one line, which says what varies"
        _ = rule.offered  # draws them
    except (RuleError, projects.PartError) as error:
        yield str(error)
