"""The ways in which tests/mutants.py breaks the book: at least one for each kind of promise that the book makes.

Places are found by text that stands there once; anchor it on words that stay.
"""

import hashlib
import re
import textwrap
from dataclasses import dataclass

# Where, as one or more patterns of paths; what goes: text, a pattern, or "" for a file that is new; what comes
Edit = tuple[str, str | re.Pattern[str], str]


@dataclass(frozen=True)
class Mutant:
    """One breakage. It is caught where a check of `caught_by` fails with words that match `sign`.

    A check is "check", "build", "lint", or a key of TESTS and more words, all of which stand in a test's file or name.
    """

    round: str
    kind: str
    name: str
    caught_by: tuple[str, ...]
    sign: str
    edits: tuple[Edit, ...] = ()
    env: tuple[tuple[str, str], ...] = ()


# The rounds whose copy is built; in the others what is patched in site/ counts
BUILT = ("address", "built")

VISIT = ["test_standards.py", "keeps_the_standards"]
# Words that stand in the file or the name of the tests that a check stands for, and with :: the beginning of the name
# of a subtest; the only place that knows their names
TESTS: dict[str, list[str]] = {
    "visit": VISIT,
    "axe": [*VISIT, "::axe_finds_nothing"],
    "columns": [*VISIT, "::every_column"],
    "copy": [*VISIT, "::the_copy_button"],
    "fonts": [*VISIT, "::formulas_are_drawn"],
    "keyboard": [*VISIT, "::the_keyboard_reaches"],
    "loads": [*VISIT, "::it_loads_little"],
    "print": [*VISIT, "::print_shows"],
    "head_height": [*VISIT, "::its_head_is_small"],
    "shifts": [*VISIT, "::nothing_moves"],
    "width": [*VISIT, "::it_is_no_wider"],
    "links": ["test_standards.py", "every_link_of_a_page"],
    "says": ["test_standards.py", "says_what_it_is"],
    "site": ["test_standards.py"],
    "noscript": ["test_reading.py", "whole_without_javascript"],
    "core": ["test_core_lines.py"],
    "batch": ["test_batch_and_schedule.py"],
    "blocks": ["test_blocks.py"],
    "classroom": ["test_classroom.py"],
    "elements": ["test_elements.py"],
    "failures": ["test_failures.py"],
    "figures": ["test_figures.py"],
    "first_hour": ["test_first_hour.py"],
    "formulas": ["test_formulas.py"],
    "functions": ["test_functions.py"],
    "hands": ["test_hands.py"],
    "head": ["test_head.py"],
    "house": ["test_house.py"],
    "kernel": ["test_kernel.py"],
    "keys": ["test_keys.py"],
    "machinery": ["test_machinery.py"],
    "machines": ["test_machines.py"],
    "markdown": ["test_markdown.py"],
    "notebooks": ["test_notebooks.py"],
    "offline": ["test_offline.py"],
    "optimizers": ["test_optimizers.py"],
    "packages": ["test_packages.py"],
    "page": ["test_page.py"],
    "paper": ["test_paper.py"],
    "pitfalls": ["test_pitfalls.py"],
    "problems": ["test_problems.py"],
    "programs": ["test_programs.py"],
    "progress": ["test_progress.py"],
    "projects": ["test_projects.py"],
    "running": ["test_running.py"],
    "promises": ["test_promises.py"],
    "runs": ["test_runs.py"],
    "sentences": ["test_sentences.py"],
    "shelf": ["test_shelf.py"],
    "sight": ["test_sight.py"],
    "simulations": ["test_simulations.py"],
    "unchanged": ["test_unchanged.py"],
    "variants": ["test_variants.py"],
    "words": ["test_words.py"],
    "zensical": ["test_zensical.py"],
    "claim": [],
}


def mutant(where: str, name: str, caught_by: str, sign: str, *edits: Edit, env: str = "") -> Mutant:
    """Return a mutant; `where` is its round and its kind, `env` a setting of the build."""
    round_, kind = where.split("/")
    settings = (tuple(env.split("=", 1)),) if env else ()
    return Mutant(round_, kind, name, tuple(caught_by.split(", ")), sign, edits, settings)  # type: ignore[arg-type]


def at_end(path: str, text: str) -> Edit:
    """Put text behind the end of a file."""
    return path, re.compile(r"\Z"), text.replace("\\", r"\\")


def at_start(path: str, text: str) -> Edit:
    """Put text before a file."""
    return path, re.compile(r"\A"), text.replace("\\", r"\\")


def in_head(address: str, html: str) -> Edit:
    """Put HTML into the head of a built page."""
    return page(address), "</head>", f"{html}</head>"


def style(address: str, css: str) -> Edit:
    """Put a rule of CSS into a built page."""
    return in_head(address, f"<style>{css}</style>")


def page(address: str) -> str:
    """Return the file of a built page."""
    return f"site/{address}" if address.endswith(".html") else f"site/{address}index.html"


def noise(length: int) -> str:
    """Return text that does not compress to less than half."""
    return "".join(hashlib.sha256(str(part).encode()).hexdigest() for part in range(length // 64))


MOMENTUM = "docs/descent/momentum.md"
EXACT = "docs/descent/momentum-exactly.md"
NOISY = "docs/descent/momentum-in-practice.md"
LAB = "docs/labs/descent-in-25-lines.ipynb"
OUT = "snippets/momentum/heavy_ball.out"
KERNEL = "docs/simulations/kernel"
PLOT = "docs/javascripts/figure-plot.js"
STAGE = "docs/simulations/stage.js"
ELEMENT = "docs/javascripts/element.js"
MACHINERY = "docs/machinery/downhill"
BARE_FENCES = "\n```\nplain\n```\n\nIt is 3.98765 long.\n\n```\nbare\n```\n"
OWN_FENCE = '\n``` { .python title="many-weights/nowhere.py" }\nlearning_rate = 0.5\n```\n'
SAID_BEFORE = "\nOn the left side the ground falls to the right, so the slope is negative. In the middle it is level.\n"
NEEDS_MACHINERY = 'from importlib.util import find_spec\n\nassert find_spec("downhill")\n'
IMPORTS_UPWARDS = """


def wrong_with(book: object) -> object:
    \"\"\"Ask a part that stands above this one.\"\"\"
    from downhill.problems import problems

    return problems(book)
"""
LOST_FOR_EVER = """{
  let lost = false;
  addEventListener("error", ({ target }) => (lost ||= Boolean(target.src?.includes("plotly.min.js"))), true);
  const append = document.head.append;
  document.head.append = function (node) {
    if (lost) setTimeout(() => node.dispatchEvent(new Event("error")));
    else append.call(this, node);
  };
}
"""
SCHEME_UNSEEN = """{
  const { observe } = MutationObserver.prototype;
  MutationObserver.prototype.observe = function (...all) {
    if (!all[1]?.attributeFilter) observe.apply(this, all);
  };
}
"""
OUT_OF_ITS_BOX = """
new MutationObserver((changes) => {
  const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
  if (!added.some((node) => node.querySelector?.("figure-plot"))) return;
  const style = document.createElement("style");
  style.textContent = ".svg-container > * { position: static !important }";
  document.body.append(style);
}).observe(document.body, { childList: true, subtree: true });
"""
LATE_BANNER = """<script>
addEventListener("load", () => setTimeout(() => {
  const banner = document.createElement("div");
  banner.style.blockSize = "300px";
  document.querySelector("article").prepend(banner);
}));
</script>"""
FORGETFUL_KEY = r"""\g<0>

def key(program, *_):
    source = program.encode() if isinstance(program, str) else program.read_bytes()
    return hashlib.sha256(versions().encode() + source).hexdigest()[:32]
"""
SWIPE_RESTARTS = """
document.addEventListener("touchstart", ({ target }) => {
  const host = target.closest?.(".sim-chart")?.closest("book-simulation");
  host?.stage?.press("reset");
}, { passive: true });
"""


def unfolded(source: str, program: str) -> Edit:
    """Take the solution that holds a program out of its fold."""
    fold = re.compile(
        rf'(\?\?\? success "Solution"\n\n)((?:    [^\n]*\n|\n)*?    [^\n]*{program}[^\n]*\n(?:    [^\n]*\n|\n)*)'
    )

    def bare(found: re.Match[str]) -> str:
        return textwrap.dedent(found[2])

    return source, fold, bare  # type: ignore[return-value]


# A mutant is a row or three, not ten
# fmt: off
MUTANTS = [
    # What a page says, read from its source: one check for all, whose problems are matched
    mutant("text/program", "an output differs in one digit", "check", r"heavy_ball\.out:2: stale",
           (OUT, "0.0651", "0.0652")),
    mutant("text/program", "an output has an empty line too many", "check", r"noise\.out: stale",
           at_end("snippets/momentum-in-practice/noise.out", "\n")),
    mutant("text/program", "a sign is flipped in a program", "check", r"nesterov\.out:1: stale",
           ("snippets/momentum/nesterov.py", "w - learning_rate * (slope", "w + learning_rate * (slope")),
    mutant("text/program", "a program draws without a seed", "check", r"compare\.out:\d+: stale",
           ("snippets/batches/compare.py", "default_rng(1)", "default_rng()")),
    mutant("text/program", "an axis of a figure does not say what it shows", "check", r"parabola\.py: .*x axis",
           ("snippets/one-weight/parabola.py", 'fig.update_xaxes(title="w, dollars per square foot")\n', "")),
    mutant("text/program", "a program reads a file", "check", r"regimes\.py:1: \w+Error.*houses\.csv",
           at_start("snippets/momentum-exactly/regimes.py", 'open("houses.csv")\n')),
    mutant("text/program", "a program asks the network", "check", r"hump\.py:2: .*network",
           at_start("snippets/momentum-exactly/hump.py",
                    'import socket\nsocket.create_connection(("127.0.0.1", 9))\n')),
    mutant("text/program", "a program is longer than 45 lines", "check", r"cycle\.py:46: .*at most 45 lines",
           at_end("snippets/momentum-exactly/cycle.py", 40 * "# one more line\n")),
    mutant("text/program", "a program imports the machinery that builds the book",
           "check", r"losses\.py:\d+: AssertionError",
           at_start("snippets/one-weight/losses.py", NEEDS_MACHINERY)),
    mutant("text/program", "a program that no build runs is not the one that was recorded", "check",
           r"in_pytorch\.py:3: it is not the program that in_pytorch\.json records",
           ("snippets/the-same-in-pytorch/in_pytorch.py", "momentum=0.9", "momentum=0.8")),
    mutant("text/program", "what a program printed where its packages are is edited by hand", "check",
           r"modes\.py:3: modes\.out or the figure is not what",
           ("snippets/the-same-in-pytorch/modes.out", re.compile(r"\[13\], tape True"), "[12], tape True")),
    mutant("text/program", "a program imports what is no package of the book", "check",
           r"by_hand\.py:\d+: it imports torch, which is no package of the book",
           ("snippets/the-same-in-pytorch/by_hand.py", "import numpy as np\n", "import numpy as np\nimport torch\n")),
    mutant("text/program", "a program stands on no page, but its name is part of another's",
           "check", r"/omentum/noise\.py:1: no page",
           ("snippets/omentum/noise.py", "", "x = 1\n"), ("snippets/omentum/noise.out", "", "")),
    mutant("text/program", "a fence has the title of a program that there is not", "check",
           r"many-weights/nowhere\.py", at_end("docs/descent/many-weights.md", OWN_FENCE)),
    mutant("text/program", "a program stands under the name of another", "check",
           r"connections\.md:\d+: .*titled",
           ("docs/reference/connections.md", 'title="connections/conjugate.py"', 'title="connections/oscillator.py"')),
    mutant("text/program", "a program is marked as not to be run", "check", r"practice\.md:\d+: .*notest",
           (NOISY, '.python title="momentum-in-practice/noise', '.python notest title="momentum-in-practice/noise')),
    mutant("text/program", "a page does not show what its program prints", "check",
           r"momentum-in-practice\.md:\d+: .*rate_change\.py",
           (NOISY, re.compile(r'``` \{ \.text[^\n]*\n[^\n]*rate_change\.out"\n```\n'), "")),
    mutant("text/program", "the starter of a project is stale", "check", r"descent_starter\.py:\d+: stale",
           ("snippets/projects/descent_starter.py", "path = [0.0]", "path = [1.0]")),
    mutant("text/number", "a number in prose is changed", "check", r"momentum\.md:\d+: .*1,874",
           (MOMENTUM, "takes 1,873 steps", "takes 1,874 steps")),
    mutant("text/number", "a number is made up behind a formula that goes over the end of a line", "check",
           r"losses-for-classes\.md:\d+: .*98\.7654",
           ("docs/descent/losses-for-classes.md", "each score is what was predicted minus",
            "each score is 98.7654 times what was predicted minus")),
    mutant("text/number", "a number is made up between two bare fences", "check",
           r"supervised-learning\.md:\d+: .*3\.98765", at_end("docs/learning/supervised-learning.md", BARE_FENCES)),
    mutant("text/number", "a number is made up between two dollars that are money", "check",
           r"unsupervised-learning\.md:\d+: .*98\.75",
           at_end("docs/learning/unsupervised-learning.md", "\nIt costs $98.75 now and $ 9 later.\n")),
    mutant("text/number", "a number is made up between less than and greater than", "check",
           r"optimization\.md:\d+: .*98\.777",
           at_end("docs/descent/optimization.md", "\nIt holds for x <98.777 and y> 2.\n")),
    mutant("text/number", "a number is made up between braces", "check", r"schedules\.md:\d+: .*987\.654",
           at_end("docs/descent/schedules.md", "\nThe set {987.654, 7} has two members.\n")),
    mutant("text/number", "a number is made up in a lab", "check", r"descent-in-25-lines\S*:\d+: .*10\.75",
           (LAB, "stops at step 10, because", "stops at step 10.75, because")),
    mutant("text/order", "a program of the first hour uses an idiom that no page explains", "check",
           r"the-move\.md:\d+: \.insert\(\)",
           ("snippets/the-move/three_steps.py", "places.append(round(w, 2))", "places.insert(9, round(w, 2))")),
    mutant("text/order", "the first hour takes longer", "check", r"The first hour takes \d+ minutes",
           at_end("docs/descent/the-move.md", "\n## More\n\n*Foundation*{ .level }\n" + 30 * "\n$$\nw\n$$\n")),
    mutant("text/order", "a chapter says again what another says", "check", r"bound\.md:\d+: .*stands in",
           at_end("docs/descent/bound.md", SAID_BEFORE)),
    mutant("text/figure", "a caption says a wrong number", "check", r"momentum\.md:\d+: .*18\.57",
           (MOMENTUM, "up to 18.75 from the best fit", "up to 18.57 from the best fit")),
    mutant("text/figure", "a figure has the caption of another", "check", r"practice/noise\.py draws, but",
           (NOISY, '<figure-plot program="momentum-in-practice/noise">', '<figure-plot program="momentum/plane">')),
    mutant("text/figure", "a figure has no caption", "check", r"exactly\.md:\d+: a figure is <figure-plot",
           (EXACT, re.compile(r'(?<=<figure-plot program="momentum-exactly/regimes">)[^<]+'), "")),
    mutant("text/figure", "a figure of a lab has no title", "check", r"descent-in-25-lines\S*:\d+: .*no title",
           (LAB, re.compile(r'title=(?=f\\?"w is at)'), "meta=")),
    mutant("text/claim", "a claim has no test", "check", r"momentum\.md:\d+: .*momentum/summ",
           (MOMENTUM, "claim:momentum/sum)", "claim:momentum/summ)")),
    mutant("text/claim", "a tested claim is made on no page", "check", r"no page makes the claim momentum-exactly/hump",
           (EXACT, " [✓](claim:momentum-exactly/hump)", "")),
    mutant("text/claim", "a check mark has a title", "check", r"claim:?\W*momentum-exactly/cycle\b",
           (EXACT, "[✓](claim:momentum-exactly/cycle)", '[✓](claim:momentum-exactly/cycle "tested")')),
    mutant("text/claim", "two pages make one claim", "check", r"practice/noise already|practice/noise.*twice",
           at_end("docs/descent/theory.md", "\nMomentum hovers as wide. [✓](claim:momentum-in-practice/noise)\n")),
    mutant("text/page", "a formula does not parse", "check", r"momentum\.md:\d+: .*does not parse",
           (MOMENTUM, r"steps tend to $\alpha / (1 - \beta)$", r"steps tend to $\alpha / (1 - \beta}$")),
    mutant("text/page", "a link leads to no page", "check", r"momentum\.md:\d+: .*by-directio\.md",
           (MOMENTUM, "for two jobs](bound-by-direction.md)", "for two jobs](bound-by-directio.md)")),
    mutant("text/page", "a link leads to no section", "check", r"practice\.md:\d+: .*a-constant-rate-hoovers",
           (NOISY, "batches.md#a-constant-rate-hovers", "batches.md#a-constant-rate-hoovers")),
    mutant("text/page", "a concept has only a part of a word in a heading", "check", r"momentum\.md:\d+: .*'alley'",
           (MOMENTUM, "concepts: [momentum,", "concepts: [alley, momentum,"),
           at_end("docs/reference/glossary.md", "\n## Alley\n\nA narrow valley.\n"),
           at_end("docs/descent/schedules.md", "\nThis one is an alley.\n")),
    mutant("text/page", "a page requires what no page teaches", "check", r"batches\.md:\d+: .*'telepathy'",
           ("docs/descent/batches.md", re.compile(r"(?<=\nrequires: \[)"), "telepathy, ")),
    mutant("text/page", "a page requires what a later one teaches", "check",
           r"one-weight\.md:\d+: requires 'machine learning'",
           ("docs/descent/one-weight.md", re.compile(r"(?<=\nrequires: \[)"), "machine learning")),
    mutant("text/page", "a word stands before its time", "check", r"the-move\.md:\d+: 'condition number' is explained",
           ("docs/descent/the-move.md", "\n\n<book-simulation", "\n\nMind the condition number.\n\n<book-simulation")),
    mutant("text/page", "a letter stands before its time", "check", r"the-move\.md:\d+: the letter .kappa",
           ("docs/descent/the-move.md", "\n\n<book-simulation", "\n\nMind $\\kappa$.\n\n<book-simulation")),
    mutant("address/page", "two pages require each other", "check", r"require each other in a circle",
           ("docs/descent/one-weight.md", re.compile(r"(?<=\nrequires: \[)"), "momentum, ")),
    mutant("text/page", "a chapter promises what no exercise asks for", "check", r"practice\.md:\d+: .*'exercise-9'",
           (NOISY, "is unknown: exercise-1", "is unknown: exercise-9")),
    mutant("text/page", "a time to read is typed in", "check", r"schedules\.md:\d+: .*'chapter takes half an hour'",
           at_end("docs/descent/schedules.md", "\nThis chapter takes half an hour.\n")),
    mutant("text/page", "an everyday word is told by a phrase that stands nowhere", "check",
           r"glossary\.md:\d+: 'its sloth of patience'",
           ("docs/reference/glossary.md", "{ in: [its patience] }", "{ in: [its sloth of patience] }")),
    mutant("text/page", "a chapter cites nothing", "check", r"feature-scaling\.md:1: .*cites no source",
           ("docs/descent/feature-scaling.md", "(../reference/bibliography.md#van-der-sluis-1969)", "(theory.md)")),
    mutant("text/page", "a page has no description", "check", r"notation\.md:1: .*description",
           ("docs/reference/notation.md", re.compile(r"\ndescription: [^\n]+"), "")),
    mutant("text/page", "a key of the front matter is misspelt", "check", r"bound\.md:\d+: .*no key 'leson'",
           ("docs/descent/bound.md", "\nlesson: ", "\nleson: ")),
    mutant("text/page", "the kind of a link is misspelt", "check", r"schedules\.md:\d+: the link sims:schedule",
           ("docs/descent/schedules.md", "[rising](sim:", "[rising](sims:")),
    mutant("text/page", "a section has a level that there is not", "check", r"stability\.md:\d+: there is no level",
           ("docs/descent/edge-of-stability.md", "*Expert*{ .level }", "*Experts*{ .level }")),
    mutant("text/page", "the navigation leaves out a page", "check", r"long-runs\.md:1: .*navigation",
           ("mkdocs.yml", "      - Long runs: practice/long-runs.md\n", "")),
    mutant("text/page", "the right answer to a question is in no line of the output", "check",
           r"momentum\.md:\d+: 0 choices", (MOMENTUM, 'answer="first of four"', 'answer="first of five"')),
    mutant("text/page", "a choice of a question is not what was printed", "check",
           r"one-weight\.md:\d+: the choice '1e-09'", ("docs/descent/one-weight.md", "2.  `1e-07`", "2.  `1e-09`")),
    mutant("text/page", "a solution stands without its fold", "promises solution momentum-in-practice",
           r"one fold with its solution",
           unfolded(NOISY, r"momentum-in-practice/restart\.out")),
    mutant("built/page", "the old address of a page forgets the section", "head old_address_of_a_page",
           r"clipping-in-use",
           (f"{MACHINERY}/export/formerly.py", " + location.hash", "")),
    mutant("built/page", "a page asks for fonts of another host", "visit 404.html",
           r"asks another host for https://fonts", ("mkdocs.yml", "  font: false\n", "")),
    mutant("built/program", "a label is cut where a reader runs the program", "hands every_figure_is_legible",
           r"cut: ' linear'", ("snippets/theory/speeds.py", "cliponaxis=False", "cliponaxis=True")),
    mutant("again/program", "a reader who runs a program finds 100μ on an axis", "hands every_figure_is_legible",
           r"abbreviated: '100μ'", ("snippets/theory/speeds.py", 'layout_yaxis_exponentformat="power"', "")),
    mutant("built/program", "the title of a lab's figure runs off the picture", "hands every_figure_is_legible",
           r"cut: 'The loss falls from 0", ("docs/labs/neural-network.ipynb", "in 1000;<br>the", "in 1000; the")),
    mutant("built/page", "the edit link leads beside the source", "says simulations/training/",
           r"edit/main/simulations", ("mkdocs.yml", "edit/main/docs/", "edit/main/")),
    mutant("built/shelf", "a concept has no entry in the glossary", "shelf has_an_entry AdaGrad", r"(?i)adagrad",
           ("docs/reference/glossary.md", "## AdaGrad\n", "## Rescaled slopes\n")),
    mutant("built/shelf", "an everyday word is taken for a term", "head everyday_word_is_not_underlined many-weights",
           r"patience", ("docs/reference/glossary.md", "  patience: { in: [its patience] }\n", "")),
    mutant("built/shelf", "an entry of the glossary is used on no page", "shelf entry_of_the_glossary_is_used",
           r"zugzwang", at_end("docs/reference/glossary.md", "\n## Zugzwang\n\nTo be bound to move.\n")),
    mutant("built/shelf", "an entry of the bibliography is cited nowhere", "shelf every_source_is_cited",
           r"nobody-1999",
           at_end("docs/reference/bibliography.md", "\n## Nobody 1999\n\nA. Nobody, “Nothing”.\n")),
    mutant("built/shelf", "the number of a source leads to another", "shelf number_leads", r"323533a1",
           ("docs/reference/bibliography.md", "https://doi.org/10.1038/323533a0", "https://doi.org/10.1038/323533a1")),
    mutant("text/simulation", "a link asks for a setting out of range", "check",
           r"learning-rate\.md:\d+: rate goes from",
           ("docs/descent/learning-rate.md", "[too small](sim:training?w=0&b=0&rate=0.001 ",
            "[too small](sim:training?w=0&b=0&rate=11 ")),
    mutant("text/simulation", "a link to a simulation promises nothing", "check",
           r"momentum\.md:\d+: a link to a simulation says what",
           (MOMENTUM, '(sim:descent?rate=0.1 "diverges")', "(sim:descent?rate=0.1)")),
    mutant("text/simulation", "a simulation stands in the middle of a sentence", "check",
           r"feature-scaling\.md:\d+: .*simulation",
           at_end("docs/descent/feature-scaling.md",
            '\nSee <book-simulation name="descent">it</book-simulation> here.\n')),
    mutant("text/page", "a cell of a lab raises", "check", r"complete\.ipynb:\d+: cell \d+ raises ZeroDivisionError",
           ("docs/labs/complete.ipynb", '"my_epochs = 200  # your guess', '"1 / 0  # your guess')),
    # What only a build shows
    mutant("address/page", "the book is built for no address", "build", r"SITE_URL is empty", env="SITE_URL="),
    mutant("built/program", "a figure stays behind its program", "blocks below_its_figure", r"assert not \[|NoneType",
           (f"{MACHINERY}/listing.py", "            out.append(left.pop(0))", "            group.append(left.pop(0))")),
    mutant("again/machinery", "two builds differ", "failures another_build", r"404\.html",
           ("docs/.overrides/*.html", "{% block extrahead %}", "{% block extrahead %}<!-- {{ build_date_utc }} -->")),
    mutant("built/formula", "an operator alone in a script keeps the space that browsers give it",
           "formulas operator_alone", r"None",
           (f"{MACHINERY}/formulas.py", 'if script.tag == "mo"', 'if script.tag == "none"')),
    mutant("built/formula", "a root is followed by a gap", "formulas root_takes_the_room", r"assert \[\(",
           (f"{MACHINERY}/font.py", "if not tall_roots:", "if tall_roots is None:")),
    # Claims, programs and lists that need no build
    mutant("pages/claim", "a claim says a number that its test does not", "promises statement test_momentum",
           r"972",
           ("tests/claims/test_momentum.py", "first come to 0.001 after 1,873, 927,",
            "first come to 0.001 after 1,873, 972,")),
    mutant("pages/claim", "a false variant of a claim is true", "claim test_one_weight.py this_parabola", r"lets pass",
           ("tests/claims/test_one_weight.py", "height=13_500_000 / 4", "height=13_500_000")),
    mutant("pages/claim", "a notebook says less than its page", "machines say_the_same one-weight", r"notebooks do",
           ("site/descent/one-weight/one-weight.ipynb", "leaps from side to side, and both", "leaps, and both")),
    mutant("pages/claim", "the bound of a claim is 1% off", "claim test_bound_by_direction.py exactly_below", r"",
           ("tests/claims/test_bound_by_direction.py", "rate = share * 2 / bowl", "rate = share * 2.02 / bowl")),
    mutant("pages/claim", "the bound of a claim about Nesterov is 1% off",
           "claim test_momentum_exactly.py bound_of_nesterov_from_both", r"",
           ("tests/claims/test_momentum_exactly.py", "step = share * 2 * (1 + momentum) / (1",
            "step = share * 2.02 * (1 + momentum) / (1")),
    mutant("pages/claim", "the effective rate of a claim is 1% off", "claim test_momentum.py the_effective_rate", r"",
           ("tests/claims/test_momentum.py", "approx(rate / (1 - momentum) * slope",
            "approx(1.01 * rate / (1 - momentum) * slope")),
    mutant("pages/claim", "claims.json states a claim otherwise", "programs list_of_claims_agrees", r"",
           ("site/claims.json", re.compile(r'(?<="id": "momentum/sum",)(\s+"statement": ")'), r"\1Not: ")),
    mutant("scripts/program", "a function to keep accepts what it says it refuses",
           "optimizers averages_that_never_forget heavy_ball", r"DID NOT RAISE",
           ("snippets/momentum/heavy_ball.py", "not 0 <= momentum < 1:", "not 0 <= momentum <= 1:")),
    mutant("scripts/program", "an error names an argument and does not say what is allowed",
           "functions says_what_is_allowed adam-learning_rate", r"",
           ("snippets/adaptive/adam.py", 'f"want (0, inf): {learning_rate=}', 'f"{learning_rate=}')),
    mutant("scripts/program", "an optimizer takes another path than PyTorch", "optimizers path_that_pytorch_took adam",
           r"tolerance",
           ("snippets/adaptive/adam.py", "v / (1 - beta2**t)) + epsilon", "v / (1 - beta2**t) + epsilon)")),
    mutant("scripts/program", "a program is wider than its page", "lint", r"two_steps\.py|restart\.py",
           at_end("snippets/momentum-in-practice/restart.py",
            "far = [step for step in range(100) if step > 10 and step < 90 and step % 7 == 0 and step != 42]\n")),
    mutant("scripts/program", "a program does not say what it shows", "core opens_with", r"one-weight/walk",
           ("snippets/one-weight/walk.py", re.compile(r'\A""".*"""\n\n'), "")),
    mutant("scripts/program", "a page marks a part of a statement", "core whole_statements", r"only a part is marked",
           ("docs/descent/optimization.md", 'eleven_weights.py" hl_lines="10 11 12 13 15 16',
            'eleven_weights.py" hl_lines="10 11 12 13 15')),
    mutant("scripts/program", "the highlighted lines are not those that differ",
           "pitfalls highlighted_lines_are rate_too_large", r"",
           ("docs/practice/pitfalls.md", 'rate_too_large_wrong.py" hl_lines="10"',
            'rate_too_large_wrong.py" hl_lines="9"')),
    mutant("scripts/program", "the check of a project says the contrary", "projects wrong_attempt descent uphill",
           r"uphill", ("snippets/projects/descent.py", "uphill: subtract", "downhill: subtract")),
    mutant("scripts/program", "a rule for variants changes nothing", "variants five_variants losses-for-classes",
           r"too little room",
           ("docs/variants/losses-for-classes/exercise_3.py", "return {", 'return {"0.5": "0.5"} or {')),
    mutant("scripts/program", "a check accepts the answers of another variant", "variants five_variants averaging",
           r"the answers of seed",
           ("snippets/averaging/exercise_4.py", "not np.allclose(mean, right):", "not np.any(mean):")),
    mutant("pages/program", "an output counts 1 steps", "words counts_1_steps", r"plateau\.out",
           ("snippets/directions/plateau.out", "after 1 step:", "after 1 steps:")),
    mutant("pages/program", "a number of an output is torn on a phone", "programs number_is_torn", r"sums\.out",
           ("snippets/long-runs/sums.out", "21 totals\n  wrong by", "21 totals; wrong by")),
    mutant("pages/claim", "a percent sign stands apart from its number", "words percent_sign", r"landscapes\.md",
           ("docs/descent/landscapes.md", "make it 99% sure", "make it 99 % sure")),
    mutant("pages/program", "a download is not the program of the page", "shelf table_and_the_list", r"noise\.py",
           at_end("site/programs/momentum-in-practice/noise.py", "# one more line\n")),
    mutant("pages/packages", "a package that builds the book is declared nowhere", "packages imports_is_declared",
           r"pyyaml", ("pyproject.toml", '  "pyyaml>=6,<7",\n', "")),
    mutant("pages/packages", "the list of packages names a host", "packages names_no_host requirements.txt",
           r"packages\.example",
           at_end("requirements.txt", "--extra-index-url https://packages.example/simple\n")),
    # What stands on a built page
    mutant("pages/look", "links have too little contrast, in the dark only", "axe 404.html",
           r"(?s)dark.*color-contrast",
           ("docs/stylesheets/*.css",
            re.compile(r"""(\[data-md-color-scheme=["']?slate["']?\]\s*\{[^}]*?--md-typeset-a-color:\s*)#\w+"""),
            r"\1#2a4a63")),
    mutant("pages/look", "a picture has no text in its place", "axe 404.html", r"image-alt",
           (page("404.html"), re.compile(r'(md-header__button md-logo[^>]*>\s*<img [^>]*?) alt="logo"'), r"\1")),
    mutant("pages/look", "a page is wider than a small screen", "width 404.html", r"px wide",
           style("404.html", "article { min-inline-size: 30rem }")),
    mutant("pages/look", "a page complains on the console", "visit simulations/training/", r"a warning of ours",
           in_head("simulations/training/", '<script>console.warn("a warning of ours")</script>')),
    mutant("pages/look", "a button has no name", "axe simulations/training/", r"button-name",
           (page("simulations/training/"), ">Copy link</button>", "></button>")),
    mutant("pages/look", "a slider has no label", "axe simulations/training/", r"\blabel at #training-rate",
           (page("simulations/training/"), '<label for="training-rate">Learning rate</label>',
            "<span>Learning rate</span>")),
    mutant("pages/look", "something moves while a page loads", "shifts 404.html", r"<= 0\.02",
           in_head("404.html",
            LATE_BANNER)),
    mutant("pages/look", "the head of a chapter is high", "head_height descent/one-weight/", r"the head is",
           style("descent/one-weight/", ".md-typeset .head { padding-block: 4rem }")),
    mutant("pages/look", "no space is kept for a figure", "figures space_of_a_still descent/two-weights/",
           r"None",
           (page("descent/two-weights/"), re.compile(r'(<img alt="Figure 1"[^>]*?) height="\d+"'), r"\1")),
    mutant("pages/look", "the focus is not seen", "keyboard simulations/training/", r"no sign of the focus",
           style("simulations/training/",
            "*:focus, *:focus-visible { outline: none !important; box-shadow: none !important }")),
    mutant("pages/look", "the focus goes to what is folded away", "keyboard simulations/training/", r"out of view",
           style("simulations/training/", ".md-sidebar--primary { visibility: visible !important }")),
    mutant("pages/look", "the keyboard does not reach a button", "keyboard 404.html", r"__drawer",
           (page("404.html"), re.compile(r'(md-header__button md-icon" for="__drawer") tabindex="0"'), r"\1")),
    mutant("pages/look", "a caption is hidden without JavaScript", "noscript index", r"figcaption",
           in_head("", "<noscript><style>figcaption { display: none }</style></noscript>")),
    mutant("pages/look", "formulas are set in another font", "fonts descent/one-weight/", r"DejaVu|assert not \{",
           style("descent/one-weight/", 'math, math * { font-family: "DejaVu Sans" !important }')),
    mutant("pages/look", "a fold stays closed on paper", "print descent/one-weight/",
           r"closed on paper|a figure is not there",
           style("descent/one-weight/", "@media print { details::details-content { display: none !important } }")),
    mutant("pages/look", "a program is cut off on paper", "print descent/two-weights/", r"cut off on paper",
           style("descent/two-weights/", "@media print { pre > code { max-block-size: 4em; overflow: hidden } }")),
    mutant("pages/load", "a page asks another host", "visit 404.html", r"another host for https://elsewhere",
           in_head("404.html", '<link rel="stylesheet" href="https://elsewhere.example/style.css">')),
    mutant("pages/load", "a click asks another host", "copy descent/one-weight/",
           r"another host for https://counter",
           in_head("descent/one-weight/",
            '<script>addEventListener("click", () => fetch("https://counter.example/"))</script>')),
    mutant("pages/load", "a page weighs too much", "loads simulations/training/", r"<= (150000|40000)",
           in_head("simulations/training/", f"<!-- {noise(100_000)} -->")),
    mutant("pages/load", "the search index is fetched before a reader searches", "loads descent/one-weight/",
           r"search/search_index",
           (page("descent/one-weight/"), re.compile(r'<script src="[^"]*search\.js"></script>'), "")),
    mutant("pages/load", "a figure is too large", "site figure_is_small", r"<= 20000",
           ("site/figures/large.00000000.json", "", noise(60_000))),
    mutant("pages/page", "a page does not say its language", "says reference/glossary/", r"== 'en'",
           (page("reference/glossary/"), '<html lang="en"', '<html lang=""')),
    mutant("pages/page", "a page gives another's address as its own", "says reference/notation/", r"ce/notatio/",
           (page("reference/notation/"), re.compile(r'(rel="canonical" href="[^"]*reference/notatio)n/'), r"\1/")),
    mutant("pages/page", "two pages have one title", "site tell_the_pages_apart", r"ball on a landscape",
           (page("simulations/training/"), re.compile(r"<title>[^<]*</title>"),
            "<title>Simulation: a ball on a landscape - Downhill</title>")),
    mutant("pages/page", "a link of the build's own leads nowhere", "links descent/momentum/", r"momentun\.ipynb",
           (page("descent/momentum/"), 'href="momentum.ipynb"', 'href="momentun.ipynb"')),
    mutant("pages/page", "the page for lost readers leads nowhere", "links 404.html", r"nowhere",
           (page("404.html"), re.compile(r'<a href="[^"]*">the start of'),
            '<a href="/downhill/nowhere/">the start of')),
    mutant("pages/page", "a result of the search leads nowhere", "offline every_link_and_source", r"what-to-forget",
           ("site/search/search_index.json", "descent/momentum/#what-to-remember", "descent/momentum/#what-to-forget")),
    mutant("pages/page", "a link works on the site and not in the archive", "offline every_link_and_source",
           r"learning/training/index\.html: /downhill/descent",
           (page("learning/training/"), "</article>", '<a href="/downhill/descent/momentum/">On</a></article>')),
    mutant("pages/shelf", "a box of the concept map has another name", "shelf concept_map_has_every", r"Momentun",
           (page("reference/concepts/"), re.compile(r'(map-title"[^>]*>Momentu)m<'), r"\1n<")),
    mutant("pages/machines", "a link of a page's twin leads nowhere", "machines links_of_a_twin descent/momentum/",
           r"descent/momentum-exacter",
           ("site/descent/momentum/index.md", re.compile(r"(?<=momentum-exact)ly(?=/index\.md#nesterovs)"), "er")),
    mutant("pages/machines", "a page's twin shows another output", "machines programs_and_outputs descent/momentum/",
           r"heavy_ball\.out", ("site/descent/momentum/index.md", "step 10 0.0651, step 100",
            "step 10 0.0652, step 100")),
    mutant("pages/machines", "llms.txt leaves out a page", "machines llms_txt_lists", r"index\.md",
           ("site/llms.txt", re.compile(r"\n- \[Momentum\][^\n]*"), "")),
    mutant("pages/machines", "a page describes itself in a word that schema.org has not",
           "machines schema_org reference/notation/", r"inTongue",
           (page("reference/notation/"), '"inLanguage"', '"inTongue"')),
    mutant("pages/machines", "the sitemap leaves out a page", "machines sitemap_lists", r"reference/notation|At index",
           ("site/sitemap.xml", re.compile(r"<loc>[^<]*reference/notation/</loc>"), "<loc/>")),
    mutant("pages/notebook", "a notebook shows what its program does not print",
           "notebooks shows_what_it_printed [descent]", r"a lump of them",
           ("site/descent/one-weight/descent.ipynb", re.compile(r"one x in each of the steps(?=\\n\",\s+\"rate 0\.01)"),
            "a lump of them")),
    mutant("pages/notebook", "a notebook does not name nbformat, which drawing needs",
           "notebooks names_the_packages directions", r"nbformat",
           ("site/descent/directions/directions.ipynb", "plotly, nbformat: `pip install numpy plotly nbformat`",
            "plotly: `pip install numpy plotly`")),
    mutant("pages/notebook", "a notebook has another program than its chapter",
           "notebooks text_and_the_programs bound", r"1e-1[12]|explodes",
           ("site/descent/bound/bound.ipynb", "low, high = 1e-8, 1e-7", "low, high = 1e-11, 1e-7")),
    mutant("pages/simulation", "a link promises what the simulation does not show",
           "simulations shows_what_its_text training", r"simulations/training/.*rate=0\.08.*goes round",
           (page("simulations/training/"), re.compile(r'(title="Shows: )This rate diverges(?=">leave)'),
            r"\1goes round for ever")),
    mutant("pages/simulation", "a simulation has no picture without JavaScript",
           "simulations without_javascript_a_picture", r"None",
           (page("simulations/descent/"),
            re.compile(r'(<div class="still"><svg [^>]*?role="img") aria-label="[^"]*"'), r"\1")),
    mutant("pages/simulation", "the list of simulations has another first value",
           "simulations list_of_simulations_agrees", r"0\.06",
           ("site/simulations.json",
            re.compile(r'("high": 10,\s+"default": )0\.05(?=,\s+"live": true\s+\},\s+\{\s+"id": "momentum")'),
            r"\g<1>0.06")),
    mutant("pages/simulation", "a simulation comes without its style", "simulations style_of_simulations", r"",
           (page("simulations/two-ways-to-learn/"), re.compile(r"<style>[^<]*\.sim-chart[^<]*</style>"), "")),
    # Scripts of the site; two rounds, so that one does not hide another
    mutant("scripts/kernel", "a sign is flipped in the kernel", "kernel path_is_the_one bowl-Gradient",
           r"tolerance",
           (f"{KERNEL}/optimizers.js", "w[i] - (rate * top)", "w[i] + (rate * top)")),
    mutant("scripts/kernel", "a constant of the kernel is 1% off", "kernel path_is_the_one convex-RMSProp",
           r"tolerance", (f"{KERNEL}/optimizers.js", re.compile(r"DECAY = 0\.99\b"), "DECAY = 0.98")),
    mutant("scripts/kernel", "the gradient of a landscape is not that of its loss",
           "kernel gradient_is_that_of_its_loss rosenbrock", r"tolerance",
           (f"{KERNEL}/landscapes.js", re.compile(r"(2 \* \(x - 1\)) - (?=400 \* x \* above,\s*200 \* above,?\s*\];)"),
            r"\1 + ")),
    mutant("scripts/kernel", "random numbers are not those of Python", "kernel random_numbers_are_those", r"",
           (f"{KERNEL}/random.js", "0x6d2b79f5", "0x6d2b79f7")),
    mutant("scripts/kernel", "k-means takes the farthest centre", "kernel k_means_assigns", r"",
           (f"{KERNEL}/clusters.js", "if (far < least)", "if (far > least)")),
    mutant("scripts/kernel", "a polynomial is not the one that NumPy fits", "kernel polynomial_is_the_one 20-3",
           r"tolerance", (f"{KERNEL}/polynomials.js", "(2 * k + 1) * s", "(2 * k) * s")),
    mutant("scripts/kernel", "the bound of divergence is 1% off", "kernel at_the_bound", r"diverges",
           (f"{KERNEL}/optimizers.js", re.compile(r"largest > 1 \+ 1e-12"), "largest > 1.01")),
    mutant("scripts/kernel", "the mark of a bound on the slider is 1% off", "kernel marks_of_the_learning_rate", r"",
           (f"{KERNEL}/optimizers.js", re.compile(r"\[2 / most,"), "[2.02 / most,")),
    mutant("scripts/kernel", "the mean of a batch is not that of its cases", "batch what_its_draws_give", r"tolerance",
           (f"{KERNEL}/noisy-line.js", "each[row][1] / size", "each[row][1] / (size + 1)")),
    mutant("scripts/kernel", "a noisy run takes steps that are too long", "batch follows_the_rates false-Cosine",
           r"tolerance", (f"{KERNEL}/noisy-line.js", "(error * x[row]) / 10", "(error * x[row]) / 9")),
    mutant("scripts/simulation", "a ball that rolls on is said to be at rest", "sentences on_a_landscape", r"",
           ("docs/simulations/descent.js", "&& length <= STILL * stride", "")),
    mutant("scripts/simulation", "who has left all bounds is said to race on", "sentences who_leads", r"",
           ("docs/simulations/race.js", 'racers.filter((racer) => racer.over(at) !== "far")', "racers.slice()")),
    mutant("scripts/simulation", "a ball that still moves is said to be at its minimum", "sentences on_a_curve", r"",
           ("docs/simulations/which-valley.js", 'this.over(step) === "rest" && ', "")),
    mutant("scripts/simulation", "corrections are fine after thirty steps, whatever is left", "sentences that_learns",
           r"", ("docs/simulations/training.js", "share > 0.02", "step < 30")),
    mutant("scripts/simulation", "a degree is chosen by the test points", "sentences from_the_truth", r"",
           ("docs/simulations/fit-and-generalise.js", "b.expected < a.expected ?", "b.test < a.test ?")),
    mutant("scripts/simulation", "one group is said to have no silhouette yet", "sentences labels_and_groups", r"",
           ("docs/simulations/two-ways-to-learn.js", '"needs two groups"', '"not yet"')),
    mutant("scripts/simulation", "a simulation shows NaN", "simulations only_numbers training", r"NaN",
           ("docs/simulations/training.js", re.compile(r'\["b",\s*fixed\(w\[1\]\)\]'),
            '["b", String(w[1] - w[2])]')),
    mutant("scripts/simulation", "Copy as Python gives another run", "simulations copy_as_python training", r"",
           ("docs/simulations/training.js", "slope = 2 * sum(", "slope = 2.02 * sum(")),
    mutant("scripts/simulation", "an arrow key does not move a slider",
           "simulations every_control_changes training-keyboard", r"", (STAGE, "steps / 50", "(0 * steps) / 50")),
    mutant("scripts/simulation", "many steps are drawn one by one for who wants no motion",
           "simulations without_motion reduce", r"",
           (STAGE, "this.running && this.calm.matches", "this.running && false")),
    mutant("scripts/simulation", "a change is not written into the address", "simulations written_into_the_address",
           r"", (STAGE, re.compile(r'history\.replaceState\(history\.state, "", this\.encode\(\)\)'), "undefined")),
    mutant("scripts/simulation", "of houses that lie on each other another one is dragged",
           "simulations line_point_and_house 14-mouse", r"",
           ("docs/simulations/chart.js", "far(each) <= far(best)", "far(each) >= far(best)")),
    mutant("scripts/simulation", "a house that is moved throws the line back to its start",
           "simulations line_point_and_house 14-key", r"",
           ("docs/simulations/training.js", ", ...within(now) }", " }")),
    mutant("scripts/simulation", "a broken link leaves no number", "simulations hundred_broken_links training", r"",
           (STAGE, re.compile(r"if \(Number\.isNaN\(number\)\) return undefined;"), "")),
    mutant("scripts/simulation", "a swipe that scrolls the page ends the run", "simulations swipe descent", r"",
           at_end(STAGE, SWIPE_RESTARTS)),
    mutant("scripts/figure", "a figure keeps its colours when the theme changes", "figures follows_the_theme", r"",
           at_start(PLOT, SCHEME_UNSEEN)),
    mutant("scripts/figure", "an arrow key reads the wrong point", "figures keyboard_reads_points", r"of ",
           (ELEMENT, re.compile(r"ArrowRight: \[1, 0\]"), "ArrowRight: [-1, 0]")),
    mutant("scripts/figure", "plotly.js is fetched before a reader asks", "loads descent/two-weights/",
           r"javascripts/plotly", (PLOT, "if (this.still) this.whenAsked(signal);", "if (this.still) this.open();")),
    mutant("live figures/figure", "a live figure is drawn larger than its still", "figures takes_the_place", r"px away",
           (PLOT, "{ width, height });", "{ width, height: 1.02 * height });")),
    mutant("scripts/figure", "a point is read without the name of its axis", "figures what_is_read_of_a_point", r"",
           ("docs/javascripts/figure-look.js", "return words(layout[name]?.title?.text) || letter;", "return letter;")),
    mutant("scripts/figure", "a figure is out of its box after navigation", "figures instant_navigation", r"<= \(",
           at_end(PLOT, OUT_OF_ITS_BOX)),
    mutant("pages/look", "a figure is too wide for paper", "print descent/momentum/", r"a figure is cut",
           style("descent/momentum/",
            "@media print { figure-plot img { inline-size: 1600px !important; max-inline-size: none !important } }")),
    mutant("pages/page", "a sentence below a veil names the answer", "first_hour right_below_a_veil", r"fitted once",
           (page("learning/what-is-machine-learning/"), "the same one of the three", "the filter fitted once")),
    mutant("pages/look", "a figure is dark on paper", "print descent/landscapes/", r"'dark' == 'light'",
           style("descent/landscapes/", "@media print { figure-plot img { color-scheme: dark !important } }")),
    mutant("pages/look", "a still is missing", "figures small_still", r"NoneType|picture",
           (page("descent/one-weight/"), re.compile(r"<source [^>]*parabola[^>]*>"), "")),
    mutant("again/figure", "who explored a figure has no way back to its picture", "figures keyboard_reads_points",
           r"is_visible", ("docs/javascripts/figure-plot.js", "this.leave();\n    this.furnish();", "this.furnish();")),
    mutant("more scripts/figure", "the large view is smaller than the page's picture", "figures large_view 683", r"",
           ("docs/stylesheets/book.css", "    inline-size: 100vw; /* it is scrolled */\n", "")),
    mutant("pages/simulation", "a picture covers the controls of a zoomed window",
           "simulations always_covered race", r"342, 200",
           (page("simulations/race/"), "@media (max-width: 44em) and (min-height: 30em){",
            "@media (max-width: 44em){")),
    mutant("pages/simulation", "a laptop's screen has no picture beside the controls",
           "simulations small_screen which-valley-False", r"",
           (page("simulations/which-valley/"), "(min-width: 44em) and (min-height: 30em) and (max-height: 49em)",
            "(min-width: 44em) and (max-height: 1em)")),
    mutant("more scripts/page", "paper without solutions has no room to write", "paper room_to_write", r"",
           ("docs/stylesheets/print.css", "  margin-block-end: 4cm;\n", "")),
    mutant("scripts/page", "a new page leaves the focus nowhere", "keys begins_at_its_title", r"",
           ("docs/javascripts/theme-mends.js", "document.activeElement === document.body) begin();",
            "document.activeElement === document.body) keepOut();")),
    mutant("scripts/page", "Esc in the search loses the reader's place", "keys esc_leads", r"",
           ("docs/javascripts/theme-mends.js", "leftAt?.isConnected &&", "false &&")),
    mutant("scripts/page", "a definition stays over what comes next", "keys definition_the_keyboard", r"",
           ("docs/javascripts/told.js", "if (!open.contains(target) &&", "if (!open &&")),
    mutant("scripts/page", "a link leads to where the reader was on the page before", "elements leads_where", r"",
           ("docs/javascripts/theme-mends.js", "if (followed) arrive();", "")),
    mutant("scripts/shelf", "the table of programs shows rows that lack a word", "shelf filtered_as_one_types", r"",
           ("docs/javascripts/filter-table.js", "words.every(", "words.some(")),
    mutant("scripts/shelf", "words that are joined in another way are not found", "shelf however_it_is_joined", r"",
           ("docs/javascripts/filter-table.js", '.replace(/[-_]/g, "")', "")),
    mutant("scripts/program", "a core line is cut on a phone", "blocks no_core_line_is_cut myths", r"",
           ("docs/stylesheets/book.css", "white-space: pre-wrap;\n      overflow-wrap: anywhere;\n", "")),
    mutant("scripts/program", "a finger sets the cursor amid spaces", "running finger_in_a_line", r"",
           ("docs/javascripts/live/editor.js", "() => this.settle()", "() => {}")),
    mutant("scripts/program", "a line that was changed is not shown", "running brings_its_line", r"",
           ("docs/javascripts/live/place.js", "this.editor.point(", "void (")),
    mutant("scripts/program", "the core lines are copied in the place of the program", "blocks what_is_copied", r"",
           ("docs/stylesheets/book.css", "code:not([data-md-copying]) .rest", "code .rest")),
    mutant("scripts/program", "a choice of lines is forgotten", "blocks choice_for_a_page address", r"",
           ("docs/javascripts/program-lines.js", "localStorage.setItem(KEY, choice)", "void choice")),
    mutant("scripts/program", "a line that search found stays left out", "blocks search_finds", r"",
           ("docs/javascripts/program-lines.js", "    showFound();\n", "")),
    mutant("scripts/program", "an output runs off a phone", "columns adaptive", r"",
           ("docs/stylesheets/book.css", "white-space: pre-wrap;\n    }\n    .row", "}\n    .row")),
    mutant("scripts/program", "code that scrolls ends as if that were all", "head code_that_scrolls", r"",
           ("docs/stylesheets/book.css", "    animation-timeline: scroll(self inline);\n", "")),
    mutant("scripts/program", "copy lies on the end of a first line", "sight copy_covers_nothing", r"covered",
           ("docs/stylesheets/book.css", "    inset-block: auto 100%;\n", "")),
    mutant("scripts/progress", "a mark is not kept", "progress marked_as_read_and_the_mark", r"",
           ("docs/javascripts/progress.js", re.compile(r"localStorage\.setItem\(KEY,"), "void (KEY,")),
    mutant("again/progress", "a broken storage breaks the page", "progress broken_storage wrong types", r"",
           ("docs/javascripts/progress.js",
            re.compile(r"\(Array\.isArray\(list\) \? (list\.filter\(.*?\)) : \[\]\)"), r"\1")),
    mutant("scripts/head", "an old address of a section does not lead on", "head old_address", r"",
           ("docs/javascripts/head.js", "location.replace(place.href)", "void place.href")),
    mutant("scripts/machinery", "a program may start another", "runs ends_badly", r"good|forks",
           (f"{MACHINERY}/runner.py", '"os.fork", ', "")),
    mutant("more scripts/figure", "the keyboard is trapped in a figure", "figures keyboard_reads_points",
           r"the keyboard is caught",
           (PLOT, re.compile(r"else return;"), "")),
    mutant("more scripts/figure", "a figure that was left stays in memory", "figures instant_navigation",
           r"wait_for_function", (PLOT, re.compile(r"[\w.()?]+\.purge\("), "void (")),
    mutant("more scripts/figure", "one lost request costs all figures", "figures lost_request", r"",
           at_start(PLOT, LOST_FOR_EVER)),
    mutant("more scripts/figure", "a page prints in the dark", "print descent/one-weight/",
           r"'slate' == 'default'",
           ("docs/javascripts/page-tools.js", '"data-md-color-scheme", "default"',
            '"data-md-color-scheme", "slate"')),
    mutant("more scripts/simulation", "the clock of a simulation goes on when the reader left",
           "simulations ends_with_the_page", r"",
           (STAGE, re.compile(r"(?<=\n)  end\(\) \{"), "  end() { return; }\n  ending() {")),
    mutant("more scripts/element", "an observer goes on when its element has left",
           "elements ends_with_it figure-plot", r"Observer",
           (ELEMENT, 'signal.addEventListener("abort", () => observer.disconnect());', "")),
    # What runs programs; whatever changes it makes every program run again
    mutant("runs/machinery", "a program may use the network", "problems uses network", r"ConnectionRefused|two_points",
           (f"{MACHINERY}/runner.py", re.compile(r'\("socket\.connect"[^)]*\)'), '("socket.nothing",)')),
    mutant("runs/machinery", "a program can import the machinery", "runs fresh_namespace", r"machinery",
           (f"{MACHINERY}/runner.py", " del sys.path[0];", "")),
    mutant("runs/machinery", "a program's limit counts the time of the clock", "runs counts_its_cpu_time", r"-14",
           (f"{MACHINERY}/runner.py", "signal.alarm(patience)", "signal.alarm(int(seconds) or 1)")),
    mutant("runs/machinery", "a site is not built anew with other packages", "unchanged another_version", r"",
           (f"{MACHINERY}/unchanged.py", "sys.version, packages)", "sys.version, [])")),
    mutant("runs/machinery", "a site is not built anew where its sources changed", "unchanged whatever_file", r"",
           (f"{MACHINERY}/unchanged.py", '"snippets", "tests/claims"', '"tests/claims"')),
    mutant("runs/machinery", "a site that was built without Chromium is remembered", "unchanged without_stills", r"",
           (f"{MACHINERY}/unchanged.py", 'if any((site / "figures").glob("*.svg")):', "if site.is_dir():")),
    mutant("runs/machinery", "code that was highlighted is kept whatever its core lines", "unchanged highlighted_once",
           r"", (f"{MACHINERY}/listing.py", "(self.depends, code, options)", "(self.depends, code)")),
    mutant("runs/machinery", "the search keeps what a page said before", "unchanged search_finds", r"",
           (f"{MACHINERY}/search.py", ', "".join(map(str, page.toc)), page.content', ', "".join(map(str, page.toc))')),
    mutant("runs/machinery", "a failure is remembered as a result", "runs program_that_failed_runs_again", r"",
           (f"{MACHINERY}/programs.py", "if run.status == 0:", "if run.path:")),
    mutant("runs/machinery", "a kept run does not depend on the versions of packages", "runs versions_are_those", r"",
           (f"{MACHINERY}/programs.py", re.compile(r"(?s)\bdef versions\(.*?-> str:\n(?=.*def key\()"),
            '\\g<0>    return ""\n')),
    mutant("runs/machinery", "a kept run does not depend on what ran it", "runs kept_for_its_source", r"",
           (f"{MACHINERY}/programs.py", re.compile(r"(?s)\bdef key\(.*\Z"), FORGETFUL_KEY)),
    mutant("runs/machinery", "a figure keeps nine digits", "machinery four_digits", r"",
           (f"{MACHINERY}/figures.py", re.compile(r"(?<=\{value:\.)4(?=g\})"), "9")),
    mutant("runs/machinery", "a bad build replaces the good site", "failures leaves_the_good_site", r"404\.html",
           (f"{MACHINERY}/__main__.py", "        if stop.code:\n",
            "        shutil.rmtree(site, ignore_errors=True)\n        if stop.code:\n")),
    # What reads the book
    mutant("house/machinery", "a module imports upwards", "house uses_only_what_lies_below files", r"downhill/problems",
           at_end(f"{MACHINERY}/files.py", IMPORTS_UPWARDS)),
    mutant("house/machinery", "a module keeps state", "house keeps_no_state downhill/numbers", r"seen",
           at_end(f"{MACHINERY}/numbers.py", "\n\nseen: list[str] = []\n")),
    mutant("house/machinery", "the two parsers of a page disagree", "markdown the_same_things", r"training[_-]1",
           (f"{MACHINERY}/page.py", """anchor = f"{slugify(words, '-')}_{number}\"""",
            """anchor = f"{slugify(words, '-')}-{number}\"""")),
    mutant("house/machinery", "prose behind a formula over the end of a line is not checked for numbers",
           "page number_in_prose behind over", r"98\.7654",
           (f"{MACHINERY}/numbers.py", "if paragraphs[inline.line] in cited or ENTRY.fullmatch(inline.source):",
            'if paragraphs[inline.line] in cited or any("\\n" in piece.content for piece in inline.pieces):')),
    mutant("house/machinery", "a page's twin rewrites code", "page twin_says code braces", r"",
           (f"{MACHINERY}/export/twin.py", """return re.sub(r"\\n{3,}", "\\n\\n", "\\n".join(kept)).strip("\\n")""",
            """return re.sub(r"\\{ [.#][^}]*\\}", "", "\\n".join(kept)).strip("\\n")""")),
    mutant("house/machinery", "a link to no section is no problem", "problems anchor nowhere", r"",
           (f"{MACHINERY}/problems.py", "elif anchor and there and anchor not in", "elif not there and anchor not in")),
    mutant("house/machinery", "the word check ends well though there are problems", "failures word_check", r"0 != 0",
           (f"{MACHINERY}/__main__.py", "return len(found)", "return 0")),
    mutant("house/machinery", "a variant is not tried with another one's answers", "variants no_task_as_the_books pass",
           r"", (f"{MACHINERY}/solved.py", "yield from self.of_another(seed)\n", "\n")),
    mutant("house/machinery", "an attempt that never ends is caught by its check", "variants never_ends tells-right",
           r"0\.2 s", (f"{MACHINERY}/solved.py", "class EndlessError(BaseException)", "class EndlessError(Exception)")),
    mutant("house/machinery", "a program that has half of a part counts as one that shows it",
           "classroom under_any_names half", r"True == False",
           (f"{MACHINERY}/projects.py", "* 2 > len(asked)", "* 2 >= len(asked)")),
    mutant("house/machinery", "a comparison of two builds misses a dead link", "zensical dead_link_is_told gone/", r"",
           ("tests/compared.py", "lost = target not in there or (", "lost = (")),
]
# fmt: on
