"""Everything that can be wrong with a book: each broken on purpose, and the whole list of problems compared."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from downhill import Book, Site, labs, needs, problems, programs, runner
from downhill.export import write_beside
from downhill.idioms import EXPLAINED
from markdown import Markdown
from mkdocs.config import load_config

from tests.book_copy import ROOT, TINY, copy_book, edit

INDEX = "docs/index.md"
LINE = "docs/learning/line.md"
SLOPE = "docs/learning/slope.md"
LAB = "docs/labs/doubling.ipynb"
OUT = "docs/labs/doubling.out"
VALUES = "snippets/line/values.py"
POINTS = "snippets/slope/two_points.py"
CLAIMS = "tests/claims/test_line.py"
BALL = "docs/simulations/descent.json"
STILL = "docs/simulations/descent.svg"
RATE = '{"id": "rate", "label": "Learning rate", "kind": "log", "low": 0.1, "high": 10, "default": 1}'
SPEC = f'{{"name": "descent", "title": "A ball", "concepts": [], "main": ["rate"], "controls": [{RATE}]}}'
SHOW = "fig.show()\n"
TASK = "snippets/slope/task.py"
STARTER = "snippets/slope/task_starter.py"
PART = "rise = 0.0\n# your part: set rise\nrise = 2.0\n# end of your part\nprint(rise)\n"
HALF = "def half(x):\n    if x < 0:\n        raise ValueError(x)\n    return x / 2\n\n\n"
BARE = PART.replace("rise = 2.0\n", "")
RULE = "docs/variants/slope/task.py"
VARY = '"""Another rise."""\n\n\ndef vary(draw):\n    return {"rise = 3.0": f"rise = {draw.random()}"}\n'
ABLE = "able: { say where the line rises: line/rises, compute its value at a point: line/rises }"
UNTIED = [
    f"{LINE}:6: {words!r} is tied to 'line/rises', which is neither a claim nor an exercise of this page"
    for words in ("compute its value at a point", "say where the line rises")
]
FOLDS = '??? tip "Hint"\n\n    Look.\n\n??? success "Solution"\n\n    So.'
EXERCISES = "\n\n".join(
    ["## Exercises", *(f"**{number}. Task {number}.** ● Do it.\n\n{FOLDS}" for number in range(1, 5))]
)
AIMS = "aims: { exercise-2: halve, exercise-3: double, exercise-4: guess }\n"
AVERAGES = "docs/bridges/averages.md"
MEANS = "---\ntitle: Averages\ndescription: Means.\nconcepts: []\nrequires: []\n---\n\n# Averages\n\nThere are {}.\n"
GLOSSARY = "docs/reference/glossary.md"
BIBLIOGRAPHY = "docs/reference/bibliography.md"
SOURCES = "---\ntitle: Sources\ndescription: All sources.\n---\n\n# Sources\n\n## Euclid\n\nEuclid, *Elements*.\n"
TERMS = "---\ntitle: Terms\ndescription: All terms.\nmatched:\n  rise: RULE\n---\n\n# Terms\n\n## Rise\n\nGoing up.\n"
RISE = TERMS.replace("matched:\n  rise: RULE\n", "")
NOTATION = "---\ntitle: Letters\ndescription: All letters.\nfrom: { \\lambda: learning/slope.md }\n---\n\n# Letters\n"
RECORD = "snippets/slope/two_points.json"
NEEDING = (
    (ROOT / "tests/tiny-book" / POINTS)
    .read_text("utf-8")
    .replace("first, last =", "# needs: jinja2\n\nimport jinja2\n\nfirst, last =")
)
SLOPE_2 = runner.Run("", 0, "slope 2.000\n", "", None, 0.0)
RECORDED = needs.written(NEEDING, SLOPE_2, {"jinja2": "3.1"})
NEED = (POINTS, "first, last =", NEEDING.partition("\n\n")[2].partition(" (0.0")[0])
NOT_HERE = f"{SLOPE}:15: {POINTS}:3:"
ANEW = "`make record` runs it where it can, and records what it prints"
VARIANT = (
    'give it a false variant, @pytest.mark.refuted("It is not so.", name=value): see "Make a claim" in CONTRIBUTING'
)
KINDS = "it begins with none of claim:, sim:, run:, https:, http:, mailto:"
LISTED = ("mkdocs.yml", "  - Claims:", "  - Glossary: reference/glossary.md\n  - Claims:")

# What is broken: the whole list of problems (what stands behind … is not compared), and edits: a file, the text that
# goes, the text that comes; without a text that goes the file is new, without one that comes it is gone
BROKEN: dict[str, tuple[list[str], list[tuple[str, str, str | None]]]] = {
    "an included program that is missing": (
        [
            f"{SLOPE}:15: the included program snippets/slope/nowhere.py is missing",
            f"{SLOPE}:19: the page shows what snippets/slope/two_points.py prints, but does not include the program",
            f"{POINTS}:1: no page shows this program",
        ],
        [(SLOPE, '"slope/two_points.py"\n', '"slope/nowhere.py"\n')],
    ),
    "a part of a program": (
        [
            f"{SLOPE}:15: slope/two_points.py:1:1: a page includes a whole program or its whole output, .py or .out",
            f"{SLOPE}:19: the page shows what snippets/slope/two_points.py prints, but does not include the program",
            f"{POINTS}:1: no page shows this program",
        ],
        [(SLOPE, '"slope/two_points.py"\n', '"slope/two_points.py:1:1"\n')],
    ),
    "a part of a program, in another notation": (
        [
            f"{SLOPE}:14: a fence titled slope/two_points.py includes that program and nothing else",
            f'{SLOPE}:15: an include is a fence of one line, --8<-- "chapter/program.py"',
            f'{SLOPE}:17: an include is a fence of one line, --8<-- "chapter/program.py"',
            f"{SLOPE}:21: the page shows what snippets/slope/two_points.py prints, but does not include the program",
            f"{POINTS}:1: no page shows this program",
        ],
        [(SLOPE, '--8<-- "slope/two_points.py"\n', "--8<--\n    slope/two_points.py:1:1\n    --8<--\n")],
    ),
    "a page in the place of a program": (
        [
            f"{SLOPE}:15: ../docs/index.md: a page includes a whole program or its whole output, .py or .out",
            f"{SLOPE}:19: the page shows what snippets/slope/two_points.py prints, but does not include the program",
            f"{POINTS}:1: no page shows this program",
        ],
        [(SLOPE, '--8<-- "slope/two_points.py"\n', '--8<-- "../docs/index.md"\n')],
    ),
    "an output file that is missing": (
        [f"{SLOPE}:19: snippets/slope/two_points.out: missing; `make outputs` writes it, or says why not"],
        [("snippets/slope/two_points.out", "slope 2.000\n", None)],
    ),
    "an output file that is stale": (
        [
            (
                f"{LINE}:37: snippets/line/values.out:2: stale: has 'x = 1.5  value 5', but the program "
                "prints 'x = 1.5  value 4'; `make outputs`"
            ),
        ],
        [("snippets/line/values.out", "value 4", "value 5")],
    ),
    "an output file with a line too many": (
        [f"{SLOPE}:19: snippets/slope/two_points.out: stale: 2 lines, but the program prints 1; `make outputs`"],
        [("snippets/slope/two_points.out", "slope 2.000\n", "slope 2.000\n\n")],
    ),
    "an output that its page does not show": (
        [
            (
                f"{SLOPE}:15: snippets/slope/two_points.py prints, but the page does not include its output; "
                'include it with --8<-- "slope/two_points.out"'
            ),
        ],
        [(SLOPE, '\n    ``` { .text .output title="Output" }\n    --8<-- "slope/two_points.out"\n    ```\n', "")],
    ),
    "an output without its program": (
        [
            f"{SLOPE}:15: the page shows what snippets/slope/two_points.py prints, but does not include the program",
            f"{POINTS}:1: no page shows this program",
        ],
        [(SLOPE, '    ``` { .python title="slope/two_points.py" }\n    --8<-- "slope/two_points.py"\n    ```\n\n', "")],
    ),
    "a fence that nobody runs": (
        [f"{SLOPE}:14: a fence marked notest; every fence of the book runs"],
        [(SLOPE, "{ .python title", "{ .python notest title")],
    ),
    "a simulation that there is not": (
        [f'{INDEX}:8: a simulation is <book-simulation name="…">caption</book-simulation>; there are: none'],
        [(INDEX, "Begin", '<book-simulation name="ball">A ball.</book-simulation>\n\nBegin')],
    ),
    "a simulation whose place names a control that it has not": (
        [
            f"{INDEX}:8: main names 'speed', which is no control that is shown",
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        ],
        [
            (BALL, "", SPEC),
            (STILL, "", "<svg/>"),
            (INDEX, "Begin", '<book-simulation name="descent" main="speed">A ball.</book-simulation>\n\nBegin'),
        ],
    ),
    "a change of a program that says nothing of it": (
        [
            f"{SLOPE}:10: a change of a program is "
            '[words](<run:chapter/program?was=text&now=text> "words that it prints then")'
        ],
        [(SLOPE, "two points.", "two points. [What if?](run:slope/two_points?was=1&now=2)")],
    ),
    "a change of a program that the page does not show": (
        [f"{INDEX}:8: the page does not show the program slope/two_points, which this link changes"],
        [(INDEX, "Begin", '[What if?](run:slope/two_points?was=1&now=2 "slope 3") Begin')],
    ),
    "a change of a program at a text that stands in it twice": (
        [f"{SLOPE}:10: the text 'last[' stands 2 times in snippets/slope/two_points.py; name it so that it is one"],
        [(SLOPE, "two points.", 'two points. [What if?](run:slope/two_points?was=last[&now=2 "slope 3")')],
    ),
    "a change of a program that prints something else, and one that changes nothing": (
        [
            f"{SLOPE}:10: the changed program does not print 'slope 7.5', but: slope 4.000",
            f"{SLOPE}:10: the program prints 'slope 2' without the change, too",
        ],
        [
            (
                SLOPE,
                "two points.",
                '[What if?](<run:slope/two_points?was=7.0)&now=13.0)> "slope 7.5") '
                '[And?](<run:slope/two_points?was=(3.0&now=(3> "slope 2")',
            )
        ],
    ),
    "a link to a simulation that there is not": (
        [f"{INDEX}:8: there is no simulation 'ball'; there are: none"],
        [(INDEX, "Begin", '[See](sim:ball?rate=1 "steps") it.\n\nBegin')],
    ),
    "a link to a setting that a simulation has not": (
        [
            f"{INDEX}:8: the simulation descent has no setting 'speed'; it has: rate",
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        ],
        [
            (BALL, "", SPEC),
            (STILL, "", "<svg></svg>"),
            (INDEX, "Begin", '[See](sim:descent?speed=1 "steps") it.\n\nBegin'),
        ],
    ),
    "a link to a value that a simulation has not": (
        [
            f"{INDEX}:8: rate goes from 0.1 to 10, not '11'",
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        ],
        [
            (BALL, "", SPEC),
            (STILL, "", "<svg></svg>"),
            (INDEX, "Begin", '[See](sim:descent?rate=11 "steps") it.\n\nBegin'),
        ],
    ),
    "a link to a simulation that does not say what is seen": (
        [
            f'{INDEX}:8: a link to a simulation says what will be seen: (sim:name?state "words")',
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        ],
        [(BALL, "", SPEC), (STILL, "", "<svg></svg>"), (INDEX, "Begin", "[See](sim:descent?rate=1) it.\n\nBegin")],
    ),
    "a place that opens a simulation in a state which it has not": (
        [
            f"{INDEX}:8: rate goes from 0.1 to 10, not '11'",
            f"{INDEX}:8: the simulation descent has no setting 'speed'; it has: rate",
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        ],
        [
            (BALL, "", SPEC),
            (STILL, "", "<svg></svg>"),
            (
                INDEX,
                "Begin",
                '<book-simulation name="descent" state="speed=1&rate=11">A ball.</book-simulation>\n\nBegin',
            ),
        ],
    ),
    "a specification of a simulation whose main control is none, and whose goals are not told apart": (
        [
            f"{BALL}:1: each goal needs a text, and an id of its own",
            f"{BALL}:1: main names 'speed', which is no control that is shown",
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
        ],
        [
            (BALL, "", SPEC.replace('["rate"]', '["speed"], "goals": [{"id": "a", "text": "b"}, {"id": "a"}]')),
            (STILL, "", "<svg></svg>"),
        ],
    ),
    "a simulation without a page": (
        [f"{BALL}:1: no page docs/simulations/descent.md shows this simulation"],
        [(BALL, "", SPEC), (STILL, "", "<svg></svg>")],
    ),
    "a simulation without a picture to stand in its place": (
        [
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
            f"{STILL}: missing; `python -m tests.stills` draws it",
        ],
        [(BALL, "", SPEC), (INDEX, "Begin", '<book-simulation name="descent">A ball.</book-simulation>\n\nBegin')],
    ),
    "a specification of a simulation that is no JSON": (
        [f"{BALL}:2: Expecting ':' delimiter"],
        [(BALL, "", '{"name": "descent",\n"title"}')],
    ),
    "a specification of a simulation with a control of no kind": (
        [
            f"{BALL}:1: no page docs/simulations/descent.md shows this simulation",
            (
                f"{BALL}:1: the control 'rate' needs a label and a kind among ('choice', 'range', 'log', "
                "'flag', 'button', 'number', 'text')"
            ),
        ],
        [(BALL, "", SPEC.replace('"log"', '"dial"')), (STILL, "", "<svg></svg>")],
    ),
    "a program that raises": (
        [f"{SLOPE}:15: snippets/slope/two_points.py:4: ZeroDivisionError: float division by zero"],
        [(POINTS, "(last[0] - first[0])", "0.0")],
    ),
    "a program that is no Python": (
        [f"{SLOPE}:15: snippets/slope/two_points.py:3: SyntaxError: invalid syntax"],
        [(POINTS, "first, last =", "first last =")],
    ),
    "a program that prints to stderr": (
        [f"{SLOPE}:15: snippets/slope/two_points.py: it prints to stderr: careful"],
        [(POINTS, "first, last =", "import sys\nprint('careful', file=sys.stderr)\nfirst, last =")],
    ),
    "a program that warns": (
        [f"{LINE}:33: snippets/line/values.py: it prints to stderr: …"],
        [(VALUES, SHOW, SHOW + "x / np.zeros(3)\n")],
    ),
    "a program that needs a file": (
        [
            (
                f"{SLOPE}:15: snippets/slope/two_points.py:3: PermissionError: a program of the book needs no "
                "file outside its folder, but uses ../../../../etc/../data.csv"
            ),
        ],
        [(POINTS, "first, last =", "open('../../../../etc/../data.csv')\nfirst, last =")],
    ),
    "a program that leaves a file beside its folder": (
        [
            (
                f"{SLOPE}:15: snippets/slope/two_points.py:3: PermissionError: a program of the book needs no "
                "file outside its folder, but uses ../result.csv"
            ),
        ],
        [(POINTS, "first, last =", "open('../result.csv', 'w')\nfirst, last =")],
    ),
    "a program that uses the network": (
        [f"{SLOPE}:15: snippets/slope/two_points.py:4: PermissionError: a program of the book uses no network"],
        [(POINTS, "first, last =", "import socket\nsocket.create_connection(('127.0.0.1', 9))\nfirst, last =")],
    ),
    "a program that is too long": (
        [f"{SLOPE}:15: snippets/slope/two_points.py:46: a program has at most 45 lines, this one has 48"],
        [(POINTS, "first, last =", 44 * "# one more line\n" + "first, last =")],
    ),
    "a program that imports what is no package of the book": (
        [
            (
                f"{SLOPE}:15: {POINTS}:5: it imports jinja2, which is no package of the book: "
                "say `# needs: jinja2` below its docstring"
            ),
        ],
        [(POINTS, "first, last =", "import math\n\nfrom jinja2 import nodes\n\nfirst, last =")],
    ),
    "a program that says at another place what it needs": (
        [f"{NOT_HERE} what a program needs stands below its docstring of one line, as `# needs: torch, jax`"],
        [(POINTS, "first, last =", "#needs: jinja2\nimport jinja2\n\nfirst, last =")],
    ),
    "a program that needs what it does not import": (
        [f"{NOT_HERE} it says that it needs nbformat, which it does not import"],
        [(POINTS, "first, last =", "# needs: jinja2, nbformat\nimport jinja2\n\nfirst, last =")],
    ),
    "a program that needs what the book has": (
        [f"{NOT_HERE} it says that it needs numpy, which is a package of the book"],
        [(POINTS, "first, last =", "# needs: numpy\nimport numpy\n\nfirst, last =")],
    ),
    "a program that needs more, without a recording": (
        [f"{NOT_HERE} it needs jinja2, so it is not run here, and two_points.json is missing; {ANEW}"],
        [NEED],
    ),
    "a program that needs more, without its output": (
        [f"{NOT_HERE} it needs jinja2, so it is not run here, and two_points.out is missing; {ANEW}"],
        [NEED, (RECORD, "", RECORDED), ("snippets/slope/two_points.out", "", None)],
    ),
    "a program that needs more, and is no longer what was recorded": (
        [f"{NOT_HERE} it is not the program that two_points.json records; {ANEW}"],
        [NEED, (RECORD, "", RECORDED), (POINTS, "(3.0, 7.0)", "(3.0, 8.0)")],
    ),
    "a recording that is none": (
        [f"{NOT_HERE} it is not the program that two_points.json records; {ANEW}"],
        [NEED, (RECORD, "", "null\n")],
    ),
    "an output edited beside its recording": (
        [f"{NOT_HERE} two_points.out or the figure is not what two_points.json records; {ANEW}"],
        [NEED, (RECORD, "", RECORDED), ("snippets/slope/two_points.out", "2.000", "2.0001")],
    ),
    "a change of a program that a build does not run": (
        [f"{SLOPE}:10: the program slope/two_points needs jinja2, so no link can change and run it"],
        [
            NEED,
            (RECORD, "", RECORDED),
            (SLOPE, "two points.", 'two points. [What if?](<run:slope/two_points?was=7.0)&now=13.0)> "slope 4")'),
        ],
    ),
    "a recording of a program that needs nothing": (
        [f"{RECORD}:1: a recording, but snippets/slope/two_points.py needs nothing beyond the book's packages"],
        [(RECORD, "", RECORDED)],
    ),
    "a starter that is missing": (
        [
            f"{TASK}:1: no page shows this program",
            f"{STARTER}:1: missing; run `make outputs`, which makes it from task.py",
        ],
        [(TASK, "", PART)],
    ),
    "a starter that is stale": (
        [
            f"{TASK}:1: no page shows this program",
            f"{STARTER}:1: no page shows this program",
            f"{STARTER}:4: stale: not what task.py gives; run `make outputs`",
        ],
        [(TASK, "", PART), (STARTER, "", BARE.replace("print(rise)", "print('rise', rise)"))],
    ),
    "a starter that is stale at its end": (
        [
            f"{TASK}:1: no page shows this program",
            f"{STARTER}:1: no page shows this program",
            f"{STARTER}:5: stale: not what task.py gives; run `make outputs`",
        ],
        [(TASK, "", PART), (STARTER, "", BARE + "\n")],
    ),
    "a starter without its source": (
        [
            f"{STARTER}:1: a starter, but there is no program of this name with a part of the reader's",
            f"{STARTER}:1: no page shows this program",
        ],
        [(STARTER, "", BARE)],
    ),
    "a part of the reader's that does not end": (
        [f"{TASK}:1: no page shows this program", f"{TASK}:2: this part has no `# end of your part`"],
        [(TASK, "", PART.replace("# end of your part\n", ""))],
    ),
    "a part of the reader's that does not open": (
        [f"{TASK}:1: no page shows this program", f"{TASK}:3: the end of a part that nothing opens"],
        [(TASK, "", PART.replace("# your part: set rise\n", ""))],
    ),
    "a part of the reader's within another": (
        [f"{TASK}:1: no page shows this program", f"{TASK}:3: a part within the part that line 2 opens"],
        [(TASK, "", PART.replace("rise = 2.0\n", "# your part: set rise\n"))],
    ),
    "a part of the reader's that is empty": (
        [f"{TASK}:1: no page shows this program", f"{TASK}:2: this part is empty; the solution stands in it"],
        [(TASK, "", BARE)],
    ),
    "a part of the reader's with nothing but an empty line": (
        [f"{TASK}:1: no page shows this program", f"{TASK}:2: this part is empty; the solution stands in it"],
        [(TASK, "", PART.replace("rise = 2.0\n", "\n"))],
    ),
    "a part of the reader's without a task": (
        [f"{TASK}:1: no page shows this program", f"{TASK}:2: a part opens with what to do, `# your part: what to do`"],
        [(TASK, "", PART.replace(": set rise", ""))],
    ),
    "a program that no page shows": (
        ["snippets/slope/forgotten.py:1: no page shows this program"],
        [("snippets/slope/forgotten.py", "", "angle = 1.107\n")],
    ),
    "a figure that its page does not show": (
        [
            (
                f"{LINE}:33: snippets/line/values.py draws, but the page has no <figure-plot "
                'program="line/values">caption</figure-plot>'
            ),
        ],
        [(LINE, '<figure-plot program="line/values"', '<plot-figure program="line/values"')],
    ),
    "a figure of a program that draws none": (
        [
            (
                f"{LINE}:33: snippets/line/values.py draws, but the page has no <figure-plot "
                'program="line/values">caption</figure-plot>'
            ),
            f"{LINE}:40: snippets/slope/two_points.py leaves no figure called fig",
        ],
        [(LINE, '<figure-plot program="line/values"', '<figure-plot program="slope/two_points"')],
    ),
    "a figure of a program that does not exist": (
        [
            (
                f"{LINE}:33: snippets/line/values.py draws, but the page has no <figure-plot "
                'program="line/values">caption</figure-plot>'
            ),
            f"{LINE}:40: there is no program snippets/line/nowhere.py",
        ],
        [(LINE, '<figure-plot program="line/values"', '<figure-plot program="line/nowhere"')],
    ),
    "a figure without a caption": (
        [f'{LINE}:40: a figure is <figure-plot program="chapter/name">caption</figure-plot>'],
        [(LINE, "The line rises from 1 to 7.", "")],
    ),
    "a figure in the middle of a sentence": (
        [
            (
                f"{LINE}:33: snippets/line/values.py draws, but the page has no <figure-plot "
                'program="line/values">caption</figure-plot>'
            ),
            f'{LINE}:40: <figure-plot program="line/values"> is no paragraph of its own; put empty lines around it',
        ],
        [(LINE, "<figure-plot program", "See <figure-plot program")],
    ),
    "a figure that is none": (
        [f"{LINE}:33: snippets/line/values.py: TypeError: fig is a int, not a Plotly figure"],
        [(VALUES, SHOW, SHOW + "fig = 3\n")],
    ),
    "a figure over its budget": (
        [f"{LINE}:33: snippets/line/values.py: its figure takes …"],
        [(VALUES, SHOW, "fig.add_scatter(y=np.random.default_rng(0).normal(size=9000))\n" + SHOW)],
    ),
    "a claim without a test": (
        [
            *UNTIED,
            (
                f"{LINE}:26: no test below tests/claims is marked with the claim 'line/falls'; mark one "
                '@pytest.mark.claim("line/falls", "…")'
            ),
            f"{CLAIMS}:6: no page makes the claim line/rises",
        ],
        [(LINE, "claim:line/rises", "claim:line/falls")],
    ),
    "a claim that no page makes": (
        [*UNTIED, f"{CLAIMS}:6: no page makes the claim line/rises"],
        [(LINE, " [✓](claim:line/rises)", "")],
    ),
    "a claim with two tests": (
        [f"{CLAIMS}:7: the claim line/rises has a test already"],
        [(CLAIMS, "@pytest.mark.refuted", '@pytest.mark.claim("line/rises", "It rises.")\n@pytest.mark.refuted')],
    ),
    "a claim whose test rejects nothing": (
        [f"{CLAIMS}:6: the test of the claim line/rises rejects nothing; {VARIANT}"],
        [(CLAIMS, '@pytest.mark.refuted("It falls.", slope=-2)\n', "")],
    ),
    "a false variant that is not said": (
        [
            f"{CLAIMS}:6: the test of the claim line/rises rejects nothing; {VARIANT}",
            f"{CLAIMS}:7: what is refuted is marked with one plain string, and what is false in it by name",
        ],
        [(CLAIMS, '"It falls.", slope=-2', '"It falls."')],
    ),
    "a claim without a statement": (
        [
            *UNTIED,
            (
                f"{LINE}:26: no test below tests/claims is marked with the claim 'line/rises'; mark one "
                '@pytest.mark.claim("line/rises", "…")'
            ),
            f"{CLAIMS}:6: a claim is marked with two plain strings, id and statement",
        ],
        [(CLAIMS, ', "The line y = 2x + 1 rises from each whole number to the next."', "")],
    ),
    "a claim on two pages": (
        [f"{SLOPE}:10: docs/learning/line.md makes the claim line/rises already"],
        [(SLOPE, "two points.", "two points. [✓](claim:line/rises)")],
    ),
    "a claim's mark at the head of a paragraph": (
        [f"{LINE}:28: a claim's mark begins a line: put it before the formula, behind the words that lead there"],
        [(LINE, "It rises everywhere. [✓]", "It rises everywhere.\n\n[✓]")],
    ),
    "words that only a screen makes true": (
        [(f"{SLOPE}:10: 'highlighted' means nothing in a notebook or in the page's Markdown: name what is marked")],
        [(SLOPE, "two points.", "two points, in the highlighted lines.")],
    ),
    "words that only a reader of the page can follow": (
        [
            (
                f"{SLOPE}:10: 'Press ' means nothing on paper or in a notebook: say it between <in-page> and "
                "</in-page>, and what holds there between <taken-along> and </taken-along>"
            )
        ],
        [
            (
                SLOPE,
                "two points.",
                "two points. Press *Run*. <in-page>Press *Edit*.</in-page><taken-along>Write.</taken-along>",
            )
        ],
    ),
    "a number that comes from nowhere": (
        [
            (
                f"{SLOPE}:10: the number 2.7 stands in no program, output or formula of this page; let the "
                "program print it, or correct it"
            ),
        ],
        [(SLOPE, "two points.", "two points, 2.7 apart.")],
    ),
    "a number that comes from nowhere, in a lab": (
        [f"{LAB}:10: the number 3.25 stands in no cell, output or formula of this lab"],
        [(LAB, "Two times 2.25", "Two times 3.25")],
    ),
    "a formula that does not parse": (
        [f"{LINE}:29: the formula '\\\\frac{{y' does not parse: …"],
        [(LINE, "$$\ny = 2x + 1", "$$\n\\frac{y")],
    ),
    "a formula in a line that does not parse": (
        [f"{LINE}:26: the formula 'y^' does not parse: …"],
        [(LINE, "$y = 2x + 1$", "$y^$")],
    ),
    "a formula in a lab that does not parse": (
        [f"{LAB}:10: the formula '2^\\\\frac' does not parse: …"],
        [(LAB, "$2^{10} = 1024$", "$2^\\\\frac$")],
    ),
    "a question without a right choice": (
        [f"{LINE}:10: 0 choices have an output line with 'smallest'; want one"],
        [(LINE, 'answer="largest"', 'answer="smallest"')],
    ),
    "a question with a choice that the program does not print": (
        [
            f"{LINE}:10: 0 choices have an output line with 'largest'; want one",
            f"{LINE}:10: the choice 'x = 4' begins no line of the program's output",
        ],
        [(LINE, "2.  x = 3", "2.  x = 4")],
    ),
    "a question without choices": (
        [f"{LINE}:10: the question has no numbered list of choices"],
        [(LINE, "1.  x = 0\n", "-   x = 0\n"), (LINE, "2.  x = 3\n", "-   x = 3\n")],
    ),
    "a question that does not end": (
        [f'{LINE}:10: a question is <predict-first program="…" answer="…">, text, list, </predict-first>'],
        [(LINE, "</predict-first>\n", "")],
    ),
    "a question that is shown with nothing": (
        [f"{LINE}:10: shows='map', where a question shows its program, or the figure of one"],
        [(LINE, 'answer="largest"', 'answer="largest" shows="map"')],
    ),
    "a question that speaks of a place that only its page has": (
        [f"{LINE}:10: 'next section' means nothing in a course's own system, where the question stands alone"],
        [(LINE, "so its right end is the highest.", "so its right end is the highest, as next section shows.")],
    ),
    "a question to check without a right choice": (
        [f"{LINE}:10: no choice has the number right='3'"],
        [
            (
                LINE,
                '<predict-first program="line/values" answer="largest">',
                '<check-question name="line/end" right="3">',
            ),
            (LINE, "</predict-first>", "</check-question>"),
        ],
    ),
    "a question to check that does not end": (
        [f'{LINE}:10: a question is <check-question name="…" right="…">, text, list, </check-question>'],
        [
            (
                LINE,
                '<predict-first program="line/values" answer="largest">',
                '<check-question name="line/end" right="2">',
            ),
            (LINE, "</predict-first>\n", ""),
        ],
    ),
    "a lab's cell that raises": (
        [f"{LAB}:20: cell 2 raises ZeroDivisionError: division by zero"],
        [(LAB, "print(2 * 2.25)", "print(2 / 0)")],
    ),
    "a lab that prints to stderr": (
        [f"{LAB}:20: cell 2 prints to stderr: careful"],
        [(LAB, "print(2 * 2.25)", "import sys; print(2.25, file=sys.stdout); print('careful', file=sys.stderr)")],
    ),
    "a lab with its outputs": (
        [f"{LAB}:20: cell 2 was committed with its output; the build runs it"],
        [(LAB, '"execution_count": null,\n   "id": "cell-2"', '"execution_count": 1,\n   "id": "cell-2"')],
    ),
    "a lab's words for a student that stand in the place of none": (
        [f"{LAB}:20: cell 2 has no '3 * 4', for which a student has other words"],
        [
            (
                LAB,
                '"id": "cell-2",\n   "metadata": {}',
                '"id": "cell-2",\n   "metadata": {"downhill": {"student": {"3 * 4": "?"}}}',
            )
        ],
    ),
    "a lab's output that is stale": (
        [f"{OUT}:2: stale: has '4.5', but the lab prints '5.0'; `make outputs`"],
        [(LAB, "print(2 * 2.25)", "print(2 * 2.5)"), (LAB, "Two times 2.25", "Two times 2.5")],
    ),
    "a lab's table and result that are stale": (
        [f"{OUT}:2: stale: has '4.5', but the lab prints 'a'; `make outputs`"],
        [(LAB, "print(2 * 2.25)", "import pandas as pd; pd.DataFrame({'a': [4.5, 2.25]})")],
    ),
    "a lab's figure that says something else": (
        [
            (
                f"{OUT}:4: stale: has 'figure: Doubling from 1 to 4', but the lab prints 'figure: Doubling from 1'; "
                "`make outputs`"
            ),
        ],
        [(LAB, "from 1 to 4", "from 1")],
    ),
    "a lab's output with a line too few": (
        [f"{OUT}: stale: 3 lines, but the lab prints 4; `make outputs`"],
        [(OUT, "figure: Doubling from 1 to 4\n", "")],
    ),
    "a lab's output that is missing": (
        [f"{OUT}: missing; `make outputs` writes it, or says why not"],
        [(OUT, "", None)],
    ),
    "a lab that is no notebook": (
        [f"{LAB}:65: not a notebook: …"],
        [(LAB, '"nbformat": 4,', '"nbformat": 4')],
    ),
    "a lab's figure without a title": (
        [f"{LAB}:38: cell 4: the figure has no title, which the site shows as its caption"],
        [(LAB, 'title=\\"Doubling from 1 to 4\\"', "")],
    ),
    "a link that leads nowhere": (
        [f"{SLOPE}:10: the link lines.md leads nowhere: there is no docs/learning/lines.md"],
        [(SLOPE, "](line.md)", "](lines.md)")],
    ),
    "a figure that is said to be where it is not": (
        [f"{LINE}:26: 'figure below': the build puts a figure above its program, so say only that it is the figure"],
        [(LINE, "It rises everywhere.", "As in the figure below,\nit rises everywhere.")],
    ),
    "a link to a program, a question and an exercise": (
        [f"{SLOPE}:12: the link #exercise-9 leads nowhere: docs/learning/slope.md has no place called #exercise-9"],
        [
            (
                SLOPE,
                "requires: [line]\n",
                f"requires: [line]\nable: {{ take two: exercise-1, do: exercise-1 }}\n{AIMS}",
            ),
            (
                SLOPE,
                "take two points.",
                "take two points. [1](#program-two_points) [2](line.md#predict-values) [3](#exercise-1) "
                f"[4](#exercise-9)\n\n{EXERCISES}\n",
            ),
        ],
    ),
    "a function to keep without a word, a test and a place in the list": (
        [
            "snippets/README.md: it does not list the functions as they are; `make outputs` writes it",
            f"{POINTS}:3: half checks its input, and so needs a docstring that says what it does",
            f'{POINTS}:3: half checks its input, but no test below tests names "half"',
        ],
        [(POINTS, "first, last =", HALF + "first, last =")],
    ),
    "a program that does not say what it shows": (
        [f"{SLOPE}:15: snippets/slope/two_points.py opens with no docstring, which says in one line what it shows"],
        [(POINTS, '"""The slope of a line from two of its points."""\n', "")],
    ),
    "a program that says it in two lines": (
        [f"{SLOPE}:15: snippets/slope/two_points.py opens with no docstring, which says in one line what it shows"],
        [(POINTS, "of a line from", "of a line\nfrom")],
    ),
    "a long program without core lines": (
        [f"{SLOPE}:14: snippets/slope/two_points.py has 16 lines: hl_lines marks those that are seen first"],
        [(POINTS, "first, last =", 12 * "# more\n" + "first, last =")],
    ),
    "a core line that is not there": (
        [f"{SLOPE}:14: hl_lines marks line 5, but snippets/slope/two_points.py has 4"],
        [(SLOPE, '"slope/two_points.py" }', '"slope/two_points.py" hl_lines="3-5" }')],
    ),
    "ranges of core lines, and what is neither number nor range": (
        [f'{SLOPE}:14: hl_lines="1-2, 16" is no list of numbers and ranges; write it as 1 2 5-7'],
        [
            (SLOPE, '"slope/two_points.py" }', '"slope/two_points.py" hl_lines="1-2, 16" }'),
            (LINE, '"line/values.py" }', '"line/values.py" hl_lines="6-7 9-10" }'),
            (VALUES, SHOW, 16 * "x = x + 1\n" + SHOW),
            (POINTS, "first, last =", 12 * "# more\n" + "first, last ="),
        ],
    ),
    "a figure with an axis that says nothing": (
        [f'{LINE}:33: {VALUES}: the figure\'s x axis has no title; fig.update_xaxes(title="…")'],
        [(VALUES, ', layout_xaxis_title="x"', "")],
    ),
    "a figure with two bare axes, of which one has words along it": (
        [f'{LINE}:33: {VALUES}: the figure\'s y axis has no title; fig.update_yaxes(title="…")'],
        [
            (
                VALUES,
                'go.Scatter(x=x, y=y), layout_xaxis_title="x", layout_yaxis_title="value"',
                'go.Bar(x=["a"], y=[1])',
            )
        ],
    ),
    "a misspelt key of the front matter, and one that is like none": (
        [
            f"{SLOPE}:6: the front matter has no key 'leson'; did you mean lesson?",
            (
                f"{SLOPE}:7: the front matter has no key 'weather'; there are: able, aims, also, concepts, "
                "description, formerly, from, hide, lesson, matched, moved, requires, search, title"
            ),
        ],
        [(SLOPE, "requires: [line]\n", "requires: [line]\nleson: A slope.\nweather: good\n")],
    ),
    "links of a kind that there is not": (
        [
            f"{LINE}:26: the link clam:line/rises leads nowhere: {KINDS}",
            f"{SLOPE}:10: the link sims:descent?rate=1 leads nowhere: {KINDS}",
        ],
        [
            (LINE, "everywhere. [✓]", "everywhere [✓](clam:line/rises) and [all](https://example.org). [✓]"),
            (SLOPE, "two points.", 'two [points](sims:descent?rate=1 "steps").'),
        ],
    ),
    "a section of a level that there is not": (
        [f"{LINE}:26: there is no level 'Middle'; there are: Foundation, Intermediate, Advanced, Expert"],
        [(LINE, "in numbers\n", "in numbers\n\n*Middle*{ .level }\n")],
    ),
    "an image that is not there": (
        [f"{SLOPE}:10: the link line.svg leads nowhere: there is no docs/learning/line.svg"],
        [(SLOPE, "two points.", "two points. ![A line](line.svg)")],
    ),
    "an attempt that is no Python": (
        [
            f"{TASK}:1: no page shows this program",
            f"{STARTER}:1: no page shows this program",
            "tests/exercises/projects/task.txt:5: this attempt is no Python: invalid syntax",
        ],
        [
            (TASK, "", PART),
            (STARTER, "", BARE),
            ("tests/exercises/projects/task.txt", "", "## right: so\nrise = 2.0\n## not yet: no\nx = 1\nrise = = 2\n"),
        ],
    ),
    "an anchor that leads nowhere": (
        [
            (
                f"{INDEX}:8: the link learning/line.md#a-curve leads nowhere: docs/learning/line.md has no "
                "place called #a-curve"
            ),
        ],
        [(INDEX, "#a-line-in-numbers", "#a-curve")],
    ),
    "a link in a lab that leads nowhere": (
        [f"{LAB}:28: the link ../nowhere.md leads nowhere: there is no docs/nowhere.md"],
        [(LAB, "## A picture of it", "## A picture of [it](../nowhere.md)")],
    ),
    "a page that the navigation leaves out": (
        [f"{SLOPE}:1: this page is missing in the navigation of mkdocs.yml"],
        [("mkdocs.yml", "  - A slope: learning/slope.md\n", "")],
    ),
    "a page in the navigation that does not exist": (
        [
            f"{SLOPE}:1: this page is missing in the navigation of mkdocs.yml",
            "mkdocs.yml:7: the navigation names learning/plane.md, which is not there",
        ],
        [("mkdocs.yml", "learning/slope.md", "learning/plane.md")],
    ),
    "a circle of concepts": (
        [
            (
                f"{LINE}:5: these pages require each other in a circle: learning/line.md → learning/slope.md "
                "→ learning/line.md"
            ),
        ],
        [(LINE, "requires: []", "requires: [slope]")],
    ),
    "a concept that is taught twice": (
        [f"{SLOPE}:4: the concept 'line' is taught in docs/learning/line.md already"],
        [(SLOPE, "concepts: [slope]", "concepts: [slope, line]"), (SLOPE, "# A slope", "# A slope and a line")],
    ),
    "a concept that no page teaches": (
        [f"{SLOPE}:5: no page teaches the required concept 'plane'"],
        [(SLOPE, "requires: [line]", "requires: [plane]")],
    ),
    "a concept that no page teaches, in a lab": (
        [f"{LAB}:51: no page teaches the required concept 'plane'"],
        [(LAB, '    "line"\n', '    "plane"\n')],
    ),
    "a concept without a heading": (
        [f"{SLOPE}:4: the concept 'angle' has no heading of its own"],
        [(SLOPE, "concepts: [slope]", "concepts: [slope, angle]")],
    ),
    "a chapter that says nothing of its concepts": (
        [f"{SLOPE}:1: the front matter has no list of concepts"],
        [(SLOPE, "concepts: [slope]\n", "")],
    ),
    "a chapter that does not say what its reader will be able to do": (
        [f"{LINE}:1: the front matter says under `able` two to four things that the reader will be able to do"],
        [(LINE, f"{ABLE}\n", "\n")],
    ),
    "a chapter that says one thing only that its reader will be able to do": (
        [f"{LINE}:6: the front matter says under `able` two to four things that the reader will be able to do"],
        [(LINE, ABLE, "able: { say where the line rises: line/rises }")],
    ),
    "a thing to be able to do that an exercise asks for, and one that none asks for": (
        [
            f"{SLOPE}:8: 'find the angle' is tied to 'exercise-9', which is neither …",
        ],
        [
            (
                SLOPE,
                "requires: [line]\n",
                f"requires: [line]\nable:\n  find the slope: exercise-1\n  find the angle: exercise-9\n{AIMS}",
            ),
            (
                SLOPE,
                '    --8<-- "slope/two_points.out"\n    ```\n',
                '    --8<-- "slope/two_points.out"\n    ```\n\n' + f"{EXERCISES}\n",
            ),
        ],
    ),
    "a thing to be able to do that is longer than a line": (
        [f"{LINE}:6: '{'x' * 85}' has 85 characters; 84 fit on a line"],
        [(LINE, "say where the line rises", "x" * 85)],
    ),
    "a time to read that was typed in": (
        [f"{SLOPE}:10: 'page takes about a quarter of an hour': the head of a chapter says how long it takes, …"],
        [(SLOPE, "two points.", "two points. This page takes about a quarter of an hour.")],
    ),
    "a word of the glossary that is matched in a phrase that stands nowhere": (
        [f"{GLOSSARY}:5: 'it rises up', by which 'rise' is told from an everyday word, stands on no page"],
        [LISTED, (GLOSSARY, "", TERMS.replace("RULE", "{ in: [it rises everywhere, it rises up] }"))],
    ),
    "a word of the glossary that is matched in a phrase without it": (
        [f"{GLOSSARY}:5: 'rise' does not stand in 'two points'"],
        [LISTED, (GLOSSARY, "", TERMS.replace("RULE", "{ not in: [two points] }"))],
    ),
    "a word of the glossary that is matched on a page that there is not": (
        [f"{GLOSSARY}:5: 'rise' is matched on docs/learning/plane.md, which is not there"],
        [LISTED, (GLOSSARY, "", TERMS.replace("RULE", "{ pages: [learning/line.md, learning/plane.md] }"))],
    ),
    "a word of the glossary that is matched in no way that there is": (
        [f"{GLOSSARY}:5: 'rise' is matched in, not in, or on pages; not 'near'"],
        [LISTED, (GLOSSARY, "", TERMS.replace("RULE", "{ near: [it rises everywhere] }"))],
    ),
    "a word that is matched in some senses and is no term": (
        [f"{GLOSSARY}:5: 'rise' is matched in some senses, but is no term"],
        [LISTED, (GLOSSARY, "", TERMS.replace("RULE", "{ in: [it rises everywhere] }").replace("## Rise", "## Slope"))],
    ),
    "another word for what is no term": (
        [f"{GLOSSARY}:5: 'rising' is to be another word for 'Slope', which is no term, or is a term itself"],
        [LISTED, (GLOSSARY, "", TERMS.replace("matched:\n  rise: RULE", "also:\n  rising: Slope"))],
    ),
    "a chapter that requires what a later one teaches": (
        [f"{LINE}:5: requires 'slope', which docs/learning/slope.md teaches, later in the navigation"],
        [(LINE, "requires: []", "requires: [slope]"), (SLOPE, "requires: [line]", "requires: []")],
    ),
    "a word that a later chapter explains": (
        [f"{LINE}:12: 'rises' is explained in docs/learning/slope.md, later: say in *italics* what it is"],
        [
            LISTED,
            (GLOSSARY, "", RISE),
            (SLOPE, "take two points", "take two points, which *rise*"),
            (LINE, "Which x has", "The line rises. Which x has"),
        ],
    ),
    "the same word behind words in italics, behind a link, and in a section for later": (
        [],
        [
            LISTED,
            (GLOSSARY, "", RISE),
            (SLOPE, "take two points", "take two points, which *rise*"),
            (LINE, "Which x has", "To *rise* is to go up, and the line rises. Which x has"),
        ],
    ),
    "a letter that a later chapter explains": (
        [f"{LINE}:12: the letter \\lambda is explained in docs/learning/slope.md, later"],
        [
            ("mkdocs.yml", "  - Claims:", "  - Notation: reference/notation.md\n  - Claims:"),
            ("docs/reference/notation.md", "", NOTATION),
            (LINE, "Which x has the largest value?", "Which x has the largest $\\lambda x$?"),
        ],
    ),
    "a long program in the first part": (
        [
            f"{LINE}:34: line/values.py has 27 lines, 1 of which print: too many for a beginner",
            f"{LINE}:34: snippets/line/values.py has 27 lines: hl_lines marks those that are seen first",
        ],
        [
            ("mkdocs.yml", "  - A line: learning/line.md", "  - The first hour:\n      - A line: learning/line.md"),
            (LINE, "in numbers\n", "in numbers\n\n*Foundation*{ .level }\n"),
            (VALUES, SHOW, 16 * "x = x + 1\n" + SHOW),
        ],
    ),
    "a first hour that takes longer": (
        [f"mkdocs.yml:6: The first hour takes 105 minutes to read and do, 105 of them {LINE}"],
        [
            ("mkdocs.yml", "  - A line: learning/line.md", "  - The first hour:\n      - A line: learning/line.md"),
            (LINE, "Which x has", "$$\nx\n$$\n\n" * 300 + "Which x has"),
        ],
    ),
    "a rule for variants whose text stands nowhere, and one without a task": (
        [
            f"{RULE}:1: 'rise = 3.0' does not stand in slope/task.py, nor in its attempts",
            "docs/variants/slope/walk.py:1: a rule for variants, but there is no task of this name",
            f"{TASK}:1: no page shows this program",
            f"{STARTER}:1: no page shows this program",
        ],
        [
            (TASK, "", PART),
            (STARTER, "", BARE),
            (RULE, "", VARY),
            ("docs/variants/slope/walk.py", "", VARY),
        ],
    ),
    "an idiom of a program for beginners that no page explains": (
        [f"{LINE}:34: .ravel() in line 6 of line/values.py is explained on no bridge and no earlier page"],
        [
            ("mkdocs.yml", "  - A line: learning/line.md", "  - The first hour:\n      - A line: learning/line.md"),
            (LINE, "in numbers\n", "in numbers\n\n*Foundation*{ .level }\n"),
            (VALUES, "x = np.array([0.0, 1.5, 3.0])", "x = np.array([0.0, 1.5, 3.0]).ravel()"),
        ],
    ),
    "an idiom that its bridge does not explain": (
        [f"{AVERAGES}:1: .std() stands nowhere in code of this page, which is to explain it"],
        [
            ("mkdocs.yml", "  - Claims:", "  - Averages: bridges/averages.md\n  - Claims:"),
            (AVERAGES, "", MEANS.format(" ".join(f"`{each}`" for each in EXPLAINED[AVERAGES[5:]] if each != ".std()"))),
        ],
    ),
    "a paragraph that says what an earlier page says": (
        [
            f"{SLOPE}:10: 'so its value at 0 is 1 and at 1.5 it is' stands in {LINE}:26 too: link there",
            f"{SLOPE}:10: the number 1.5 stands in no program, output or formula of this page; …",
        ],
        [(SLOPE, "take two points.", "take two points. Remember, so its value at 0 is 1 and at 1.5 it is 4.")],
    ),
    "a section that is said to have moved, and has not": (
        [
            f"{SLOPE}:7: a-slope is said to have moved, but has a place on this page",
            f"{SLOPE}:7: the link line.md#a-slope leads nowhere: docs/learning/line.md has no place called #a-slope",
        ],
        [(SLOPE, "requires: [line]\n", "requires: [line]\nmoved:\n  a-slope: line.md\n")],
    ),
    "a page that is said to have stood where another stands": (
        [f"{SLOPE}:6: the page is said to have been learning/line.md, but another page stands there"],
        [(SLOPE, "requires: [line]\n", "requires: [line]\nformerly: [learning/line.md]\n")],
    ),
    "a page of two ideas": (
        [f"{SLOPE}:1: 1406 words at a first reading, where 1400 are enough: a page has one idea"],
        [(SLOPE, "take two points.", f"take two points. {'On. ' * 1400}")],
    ),
    "a paragraph with four numbers in what beginners read": (
        [f"{LINE}:28: 4 numbers in a paragraph of a first reading, where three are enough"],
        [
            (LINE, "in numbers\n", "in numbers\n\n*Foundation*{ .level }\n"),
            (LINE, "at 0 is 1 and at 1.5 it is 4. It rises", "at 10, 11, 12 and 13 is odd. It rises"),
        ],
    ),
    "a chapter that cites nothing": (
        [f"{SLOPE}:1: this chapter cites no source of docs/reference/bibliography.md"],
        [
            ("mkdocs.yml", "  - Claims:", "  - Sources: reference/bibliography.md\n  - Claims:"),
            (BIBLIOGRAPHY, "", SOURCES),
            (LINE, "It rises everywhere.", "It rises everywhere ([Euclid](../reference/bibliography.md#euclid))."),
        ],
    ),
    "a page without a description": (
        [f"{INDEX}:1: the front matter has no description"],
        [(INDEX, "description: A book that is broken on purpose, one thing at a time.\n", "")],
    ),
}


def is_program(path: str) -> bool:
    """Say whether a file is a program of a page."""
    return path.startswith("snippets/") and path.endswith(".py")


# Those whose programs run anew, and those whose lab does
PROGRAMS = [name for name, (_, edits) in BROKEN.items() if any(is_program(path) for path, *_ in edits)]
LABS = [name for name, (_, edits) in BROKEN.items() if any(path == LAB for path, *_ in edits)]


@pytest.fixture(scope="session")
def good_book() -> Iterator[Path]:
    """Give a copy of the tiny book with its caches."""
    with tempfile.TemporaryDirectory() as folder:
        book = copy_book(TINY, Path(folder) / "book")
        assert problems_of(book) == []
        yield book


@pytest.fixture(scope="session")
def books(good_book: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Path], dict[str, runner.Run]]:
    """Give the books with broken programs, and what these do: one process, which loads the packages once, ran all."""
    folder = tmp_path_factory.mktemp("books")
    made = {name: broken(name, good_book, folder / str(number)) for number, name in enumerate(PROGRAMS)}
    paths = {book / path for name, book in made.items() for path, *_ in BROKEN[name][1] if is_program(path)}
    return made, {run.path: run for run in programs.fresh({str(path): path.read_text("utf-8") for path in paths})}


def problems_of(book: Path) -> list[str]:
    """Return what is wrong with the book in a folder."""
    return [str(problem) for problem in problems(Book.read(book, Site.of(load_config(str(book / "mkdocs.yml")))))]


def broken(name: str, good_book: Path, folder: Path) -> Path:
    """Return a copy of the good book, in a folder that is made, with the edits that break it."""
    book = shutil.copytree(good_book, folder / "book")
    for path, old, new in BROKEN[name][1]:
        edit(book / path, old, new)
    return book


def are_those_of(name: str, book: Path) -> None:
    """Hold the problems of a book that was broken in a way against those that this has."""
    expected, found = BROKEN[name][0], problems_of(book)
    assert [each[: len(shown)] for each, shown in zip(found, map(beginning, expected), strict=False)] == list(
        map(beginning, expected)
    )
    assert len(found) == len(expected), found


@pytest.mark.parametrize("name", [name for name in BROKEN if name not in PROGRAMS + LABS])
def test_the_problems_of_a_broken_book_are_all_named_with_their_lines_and_no_others(
    name: str, good_book: Path, tmp_path: Path
) -> None:
    are_those_of(name, broken(name, good_book, tmp_path))


@pytest.mark.parametrize("name", PROGRAMS)
def test_so_are_those_of_a_book_with_a_broken_program(
    name: str, books: tuple[dict[str, Path], dict[str, runner.Run]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, runs = books
    monkeypatch.setattr(programs, "fresh", lambda sources: [runs[path] for path in sources])
    are_those_of(name, made[name])


@pytest.mark.whole("a lab is executed for each fault")
def test_so_are_those_of_a_book_with_a_broken_lab(
    good_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    """One test, so that one process executes all the notebooks: the converter takes longer to load than they to run."""
    made = {name: broken(name, good_book, tmp_path / str(number)) for number, name in enumerate(LABS)}
    paths = [book / LAB for book in made.values() if not labs.no_notebook(book / LAB, book)]
    executed = dict(zip(paths, labs.executed(paths, good_book), strict=True))
    monkeypatch.setattr(labs, "executed", lambda wanted, root: [executed[path] for path in wanted])
    for name, book in made.items():
        with subtests.test(name):
            are_those_of(name, book)


# What is broken so that making a page could fail: `make serve` shows the book all the same
SERVED = ["a circle of concepts", "a simulation without a picture to stand in its place", "a lab that is no notebook"]


@pytest.mark.parametrize("name", SERVED)
def test_a_broken_book_can_be_looked_at_while_it_is_mended(name: str, good_book: Path, tmp_path: Path) -> None:
    folder = broken(name, good_book, tmp_path)
    edit(folder / INDEX, "Begin", "<concept-map></concept-map>\n\nBegin")
    book = Book.read(folder, Site.of(load_config(str(folder / "mkdocs.yml"))))
    made = {}
    for page in book.pages.values():
        options = {"downhill.markdown": {"book": book, "page": page}}
        made[page.path] = Markdown(extensions=[*options], extension_configs=options).convert(page.body)
    assert '<figure class="concept-map"' in made["index.md"]
    write_beside(book, tmp_path / "site")
    assert book.files


def beginning(problem: str) -> str:
    """Return what is compared of a problem."""
    return problem.removesuffix("…")


@pytest.mark.whole("`make test` has built the book before, which says the same")
def test_the_book_has_no_problems() -> None:
    assert problems_of(ROOT) == []
