"""Measures builds, tests, sizes of pages, speed in the browser, and growth: `make bench`; with ONLY=hand, one part."""

import argparse
import contextlib
import io
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from downhill.export import archive
from playwright.sync_api import Page

from tests.book_copy import ROOT, copy_book
from tests.loads import bare_book, milliseconds
from tests.served import CHROMIUM, SITE, Opener, Visit, addresses, chromium, compressed_size, opener, serve

CHAPTERS, PROGRAMS, PART = (10, 100, 400), 5, 20
LABS = sorted((ROOT / "docs" / "labs").glob("*.ipynb"))
CHAPTER_PAGES = [
    f"{folder}/{path.name}"
    for folder in ("learning", "descent", "practice")
    for path in sorted((ROOT / "docs" / folder).glob("*.md"))
]
KINDS = {".css": "css", ".js": "js", ".woff2": "font", ".svg": "image", ".png": "image", ".json": "data"}
LOADED = ("", "descent/learning-rate/", "labs/complete/", "simulations/descent/", "reference/programs/")
COLUMNS = ("html", "css", "js", "font", "image", "data")
PAINT = """
  window.shift = 0; window.paint = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) window.shift += entry.value;
  })).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.paint = entry.startTime; }))
    .observe({ type: "largest-contentful-paint", buffered: true });
"""
FIRST_FIGURE = """async () => {
  const figure = document.querySelector("figure-plot");
  const start = performance.now();
  figure.scrollIntoView({ behavior: "instant", block: "center" });
  figure.querySelector("button").click();
  while (!figure.querySelector(".main-svg")) await new Promise((later) => setTimeout(later, 4));
  return performance.now() - start;
}"""
FIND = """(name) => {
  const place = document.querySelector(`book-simulation[name=${name}]`);
  for (let fold = place.parentElement; fold; fold = fold.parentElement) if (fold.matches("details")) fold.open = true;
  return place;
}"""
FIRST_PICTURE = """async (place) => {
  const start = performance.now();
  place.scrollIntoView({ behavior: "instant", block: "center" });
  while (!place.querySelector(".sim-pictures svg *")) await new Promise((later) => setTimeout(later, 2));
  return performance.now() - start;
}"""
FIRST_SIGHT = """() => {
  const height = (element) => element.getBoundingClientRect().height;
  const all = (selector) => [...document.querySelectorAll(`article ${selector}`)];
  const seen = (selector) => all(selector).filter((part) => part.checkVisibility());
  const sum = (selector) => seen(selector).reduce((total, part) => total + height(part), 0);
  const gaps = seen("figure.plot").map((figure) => { // from the end of its sentence, over its program, to its picture
    let before = figure.previousElementSibling;
    while (before?.matches(".highlight, .program")) before = before.previousElementSibling;
    const start = before ? before.getBoundingClientRect().bottom : figure.parentElement.getBoundingClientRect().top;
    return figure.querySelector("figure-plot").getBoundingClientRect().top - start;
  });
  const whole = height(document.querySelector("article"));
  return { whole, programs: sum(".highlight:not(.output)"), outputs: sum(".output"), gaps };
}"""
STEPS = """async ([name, hash, count]) => {
  const { stage } = document.querySelector(`book-simulation[name=${name}]`);
  stage.open(hash);
  const times = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    if (stage.state.degree) stage.state.degree = 1 + (i % 15); // what a step is where nothing runs
    else if (!stage.tick()) stage.press("reset");
    stage.draw();
    stage.root.getBoundingClientRect(); // style and layout are part of the price
    times.push(performance.now() - start);
    if (i % 100 === 99) await new Promise((later) => setTimeout(later, 0));
  }
  return times;
}"""
# What a hand costs from its event until what it changed is drawn and laid out: a control is moved over its whole range,
# a handle on a picture by its arrow keys, there and back, and a button is pressed
HAND = """([name, place]) => {
  const { stage } = document.querySelector(`book-simulation[name=${name}]`);
  stage.open("#"); // as the place opens, whatever the control before has done
  const control = stage.inputs[place];
  const handle = control ? undefined : stage.root.querySelectorAll(".sim-handle")[place];
  const keys = ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"];
  window.hand = (i) => {
    if (control?.type === "range") control.value = Number(control.min) + (i / 59) * (control.max - control.min);
    else if (control?.type === "checkbox") control.checked = !control.checked;
    else if (control?.options) control.selectedIndex = i % control.options.length;
    const key = { key: keys[Math.floor(i / 8) % 4], shiftKey: i % 2 === 0, bubbles: true };
    if (handle) handle.dispatchEvent(new KeyboardEvent("keydown", key));
    else if (control.type === "button") control.click();
    else control.dispatchEvent(new Event("input"));
    stage.draw();
    stage.root.getBoundingClientRect();
  };
}"""
RUNS, MOVES = 3, 60
FRAME = "new Promise((later) => requestAnimationFrame(() => setTimeout(later)))"
BUTTONS = """(name) => {
  const { spec } = document.querySelector(`book-simulation[name=${name}]`).stage;
  return spec.steps ? ["step", "reset"] : [];
}"""
HANDLES = """(name) => [...document.querySelectorAll(`book-simulation[name=${name}] .sim-handle`)]
  .map((handle) => handle.ariaLabel.split(/[.:,]/)[0])"""
STATES = {  # states in which a run has many steps
    "descent": "landscape=Rosenbrock&rate=0.0005",
    "fit-and-generalise": "n=200",
    "race": "length=200&rate=0.01",
    "training": "rate=0.0001",
    "two-ways-to-learn": "points=300&clusters=8",
    "which-valley": "noise=3&rate=0.005",
}
PROSE = """Gradient descent walks down a loss by small steps. Each step looks at the slope where it stands and moves
the weight against it, scaled by the learning rate. Where the slope is steep the step is long, where it is flat the step
is short, and at the bottom it stands still. The factor by which the distance to the bottom shrinks is one minus the
learning rate times the curvature."""
COMPUTING = '''"""A line that gradient descent fits."""

import numpy as np

rng = np.random.default_rng({seed})
x = rng.uniform(0, 10, 40)
y = {slope} * x + {seed} + rng.normal(0, 1, 40)
X = np.column_stack([x, np.ones(40)])
w = np.zeros(2)
learning_rate = 0.01
losses = []

for step in range({steps}):
    error = X @ w - y
    losses.append(np.mean(error**2))
    gradient = 2 / len(y) * X.T @ error
    w = w - learning_rate * gradient

print(f"first loss {{losses[0]:.2f}}")
print(f"last loss  {{losses[-1]:.4f}}")
print(f"weights    {{w[0]:.3f}} and {{w[1]:.3f}}")
'''
DRAWING = """
fig = go.Figure(go.Scatter(y=losses, mode="lines"))
fig.update_layout(xaxis_title="step", yaxis_title="loss", yaxis_type="log")
fig.show()
"""


PROGRAMS_RUN = [
    ("descent/learning-rate/", "learning-rate/four_rates.py"),  # NumPy alone
    ("descent/momentum/", "momentum/four_momenta.py"),  # with Plotly
    ("learning/classes/", "classes/three_wines.py"),  # with scikit-learn
]
# Presses Run, agrees where this is asked, and returns the milliseconds from there to the first output
RUN_PROGRAM = """async (name) => {
  const until = async (found) => {
    for (let it = found(); ; it = found()) {
      if (it) return it;
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  const block = await until(() => [...document.querySelectorAll(".language-python.highlight:has(> .filename)")]
    .find((each) => each.querySelector(".filename > :first-child").textContent === name));
  block.scrollIntoView();
  (await until(() => block.querySelector(".run button"))).click();
  const place = await until(() => block.parentElement.querySelector("program-place"));
  const load = () => [...place.querySelectorAll("button")].find((each) => each.textContent.startsWith("Load"));
  const yes = await until(() => load() ?? place.querySelector("progress") ?? place.querySelector(".output"));
  const start = performance.now();
  if (yes.matches("button")) yes.click();
  await until(() => place.querySelector(".output code")?.textContent);
  const took = performance.now() - start;
  await until(() => !place.hasAttribute("aria-busy"));
  return took;
}"""


def say(text: str) -> None:
    """Print what happens next, for whoever waits."""
    print(f"… {text}", file=sys.stderr, flush=True)


def verdict(value: float, bar: float) -> str:
    """Return whether a value keeps its bar."""
    return f"{'ok' if value <= bar else 'OVER'} (at most {bar:g})"


def table(title: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table with its columns aligned."""
    lines = [list(map(str, head)), *(list(map(str, row)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    print(f"\n{title}")
    for line in lines:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip(), flush=True)


def build(book: Path) -> tuple[float, float]:
    """Build a book in a process of its own; return seconds and peak memory in MB. Where it fails, show what it said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]  # with --quiet, MkDocs counts no warning
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "JUPYTER_PLATFORM_DIRS": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=book, env=environment, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"{said.read()}the build of {book} failed")
    return seconds, usage.ru_maxrss / 1024


def cold_and_warm(book: Path) -> tuple[tuple[float, float], tuple[float, float], int]:
    """Build a book without a cache, then three times with it; return both, warm as median, and its pages."""
    shutil.rmtree(book / ".cache", ignore_errors=True)
    cold = build(book)
    runs = [build(book) for _ in range(3)]
    warm = statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs)
    return cold, warm, len(addresses(book / "site")) - 1


def builds(folder: Path) -> None:
    """Print how long the book takes to build and its examples to run."""
    say("building a copy of the book, cold and three times warm")
    book = copy_book(ROOT, folder / "book")
    cold, warm, pages = cold_and_warm(book)
    rows = [
        (name, f"{seconds:.2f}", f"{1000 * seconds / pages:.0f}", f"{memory:.0f}", bar)
        for name, (seconds, memory), bar in (("cold", cold, ""), ("warm", warm, verdict(warm[0] / cold[0], 0.5)))
    ]
    table(f"Builds of the book, {pages} pages", ("build", "s", "ms a page", "MB", "warm to cold"), rows)
    say("building it with every lab run anew, and packing it")
    shutil.rmtree(book / ".cache" / "labs")
    labs = build(book)[0] - warm[0]
    table("Labs, run one after the other", ("labs", "s", ""), [(len(LABS), f"{labs:.1f}", verdict(labs, 60))])
    start = time.perf_counter()
    archive.pack(archive.archived(book / "site"), folder / "downhill.zip")
    seconds, size = time.perf_counter() - start, (folder / "downhill.zip").stat().st_size
    table("The archive of make zip", ("s to pack", "bytes"), [(f"{seconds:.1f}", size)])
    say("running every example on the pages")
    start = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "docs", "-q", "-p", "no:cacheprovider"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    found = re.search(r"(\d+) passed", answer.stdout)
    passed, failed = int(found[1]) if found else 0, answer.returncode != 0
    row = (passed, f"{seconds:.1f}", f"{passed / seconds:.1f}", "FAILED" if failed else "passed")
    table("Examples on the pages", ("examples", "s", "a second", ""), [row])


def sizes(visit: Visit) -> Counter[str]:
    """Return the compressed bytes that a tab has asked for so far, by kind."""
    total: Counter[str] = Counter()
    for request in dict.fromkeys(visit.requests):
        if not request.startswith("data:"):
            path = SITE / (f"{request}index.html" if request.endswith("/") or not request else request)
            total[KINDS.get(path.suffix, "html")] += compressed_size(path)
    return total


def sites(tabs: Opener) -> None:
    """Print bytes, paint and layout shift of every page, and the time to the first figure."""
    by_kind, speed, figures = [], [], []
    for address in addresses():
        name = address or "index"
        visit = tabs(address, script=PAINT)
        visit.page.wait_for_timeout(200)
        paint, first = visit.page.evaluate("window.paint"), sizes(visit)
        visit.scroll_through()
        visit.page.wait_for_timeout(200)
        whole, shift = sizes(visit), visit.page.evaluate("window.shift")
        plain = first if whole == first or first["data"] == 0 else first - Counter(js=plotly_size(), data=first["data"])
        html_bar = 60_000 if address.startswith("labs/") else 40_000
        marks = f"{verdict(plain.total(), 150_000)}, html {verdict(plain['html'], html_bar)}"
        by_kind.append((name, *(plain[kind] for kind in COLUMNS), plain.total(), marks))
        if whole["data"]:
            by_kind.append(("  with figures", *(whole[kind] for kind in COLUMNS), whole.total(), ""))
            fresh = tabs(address)
            figures.append((name, f"{fresh.page.evaluate(FIRST_FIGURE):.0f}"))
        speed.append((name, f"{paint:.0f}", f"{shift:.4f}", verdict(shift, 0.02)))
    table("Compressed bytes of a first load", ("page", *COLUMNS, "all", "bars"), by_kind)
    table("On the served site", ("page", "LCP ms", "layout shift", ""), speed)
    table(f"plotly.js, {plotly_size()} bytes compressed", ("page", "ms from asking to the first live figure"), figures)
    data = {path.name: compressed_size(path) for path in sorted(SITE.glob("figures/*.json"))}
    table(
        "Data of the figures",
        ("figure", "bytes", ""),
        [(name, size, verdict(size, 20_000)) for name, size in data.items()],
    )


def loads(tabs: Opener, folder: Path) -> None:
    """Print what a load takes of the main thread's time on the CPU, beside a bare page of the theme in the same run."""
    bare = bare_book(folder / "bare")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=bare, check=True)
    found: dict[str, list[dict[str, float]]] = {}
    with serve(bare / "site", "/bare/") as plain:
        for _ in range(5):
            for name, address in {"bare": plain, **{page or "index": tabs.home + page for page in LOADED}}.items():
                found.setdefault(name, []).append(milliseconds(tabs.browser, address))
    middle = {
        name: {kind: statistics.median(each[kind] for each in times) for kind in times[0]}
        for name, times in found.items()
    }
    rows = []
    for name, took in middle.items():
        ratio = took["all"] / middle["bare"]["all"]
        bar = "" if name == "bare" else verdict(ratio, 3)
        rows.append((name, *(f"{time:.0f}" for time in took.values()), f"{ratio:.2f}", bar))
    head = ("page, on a phone", "ms", "of it script", "style", "layout", "times a bare page", "")
    table("What a load takes of the CPU", head, rows)


def first_sight(tabs: Opener) -> None:
    """Print what a chapter shows at first: the share of code, and how far a picture is from its sentence."""
    rows, gaps, shares = [], [], []
    for address in addresses():
        if f"{address.rstrip('/')}.md" in CHAPTER_PAGES:
            found = tabs(address).page.evaluate(FIRST_SIGHT)
            programs, outputs = (100 * found[kind] / found["whole"] for kind in ("programs", "outputs"))
            gaps += found["gaps"]
            shares.append(programs + outputs)
            gap = f"{statistics.median(found['gaps']):.0f}" if found["gaps"] else ""
            shown = f"{found['whole']:.0f}", f"{programs:.1f}", f"{outputs:.1f}", f"{shares[-1]:.1f}", gap
            rows.append((address, *shown, verdict(shares[-1], 25)))
    middle = statistics.median(gaps)
    rows.append(("median", "", "", "", f"{statistics.median(shares):.1f}", f"{middle:.0f}", verdict(middle, 300)))
    head = ("chapter at 1280 px", "height", "programs %", "outputs %", "both %", "px to a picture", "")
    table("What a chapter shows at first", head, rows)


def simulations(tabs: Opener) -> None:
    """Print bytes of each simulation, the time of a step with its drawing, and the time to its first picture."""
    folder = SITE / "simulations"
    shared = sum(compressed_size(path) for path in [*folder.glob("kernel/*.js"), folder / "stage.js"])
    rows = [simulation(tabs, spec) for spec in json.loads((SITE / "simulations.json").read_text("utf-8"))]
    head = ("simulation", "bytes", "median ms a step", "last 500 steps to first", "ms to first picture", "bars")
    table(f"Simulations; kernel and controls, loaded once: {shared} bytes compressed", head, rows)


def simulation(tabs: Opener, spec: dict[str, Any]) -> tuple[object, ...]:
    """Return the row of a simulation; one without a page of its own is small, has a bar of its own, and few steps."""
    name = spec["name"]
    own = sum(compressed_size(path) for path in (SITE / "simulations").glob(f"{name}*.js"))
    page = next((page for page in spec["in"] if not page.startswith("simulations/")), spec["in"][0])
    pictures = [
        tabs(f"{page.removesuffix('.md')}/").page.evaluate_handle(FIND, name).evaluate(FIRST_PICTURE) for _ in range(3)
    ]
    picture = statistics.median(pictures)
    bars = f"{verdict(own, 30_000 if name in STATES else 4_000)}, picture {verdict(picture, 300)}"
    if name not in STATES:
        return name, own, "–", "–", f"{picture:.0f}", bars
    count = 10_000 if name == "descent" else 1_000
    times = woken(tabs, name, f"simulations/{name}/").evaluate(STEPS, [name, f"#{name}?{STATES[name]}", count])
    early, late, step = (statistics.median(each) for each in (times[50:550], times[-500:], times))
    return name, own, f"{step:.2f}", f"{late / early:.2f}", f"{picture:.0f}", f"{bars}, step {verdict(step, 8)}"


def hand(tabs: Opener) -> None:
    """Print what each control, button and handle of each simulation costs from its event until it is drawn."""
    rows = []
    for spec in json.loads((SITE / "simulations.json").read_text("utf-8")):
        name, address = spec["name"], f"{spec['page']}/".replace("//", "/")
        places: list[tuple[str | int, str]] = [
            (each["id"], each["label"]) for each in spec["controls"] if each["kind"] not in ("number", "text")
        ]
        page = woken(tabs, name, address)
        places += [(part, part.title()) for part in page.evaluate(BUTTONS, name)]
        places += [(i, f"{label}, on the picture") for i, label in enumerate(page.evaluate(HANDLES, name))]
        for place, label in places:
            runs = []
            for _ in range(RUNS):
                page.evaluate(HAND, [name, place])
                runs.append(thread_times(page, "hand", MOVES))
            times = [time for run in runs for time in run]
            steady = max(min(alike) for alike in zip(*runs, strict=True))  # what the code costs, not a busy machine
            middle, worst = statistics.median(times), max(times)
            shown = times[0], middle, statistics.quantiles(times, n=100)[98], worst, steady
            bars = f"median {verdict(middle, 16)}, worst {verdict(worst, 33)}, in each run {verdict(steady, 33)}"
            rows.append((name, label, *(f"{each:.1f}" for each in shown), bars))
            say(", ".join(rows[-1]))
    head = ("simulation", "control", "first ms", "median ms", "99 of 100 ms", "worst ms", "worst in each run", "bars")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    title = f"From a hand to the picture, in time of the page's thread, {RUNS} runs of {MOVES} moves; load {load}"
    table(title, head, rows)


def thread_times(page: Page, function: str, count: int) -> list[float]:
    """Return what calls of a page's function cost, one a frame, in ms of its thread: others take the clock's time."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def spent() -> float:
        """Return the seconds that the thread has worked."""
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "ThreadTime"))

    times = []
    for i in range(count):
        session.send("Runtime.evaluate", {"expression": FRAME, "awaitPromise": True})
        before = spent()
        session.send("Runtime.evaluate", {"expression": f"{function}({i})"})
        times.append(1000 * (spent() - before))
    session.detach()
    return times


def woken(tabs: Opener, name: str, address: str) -> Page:
    """Return a page on which a simulation is in view and awake."""
    page = tabs(address).page
    page.evaluate(FIND, name)
    place = page.locator(f"book-simulation[name='{name}']").first
    place.scroll_into_view_if_needed()
    place.locator(".sim:not([inert])").wait_for()
    return page


def running(tabs: Opener) -> None:
    """Print what running a program costs, from the press to its output: at first, after a reload, and once more."""
    if not (SITE / "live" / "pyodide.asm.wasm").exists():
        say("the site has no Python for browsers, so no program runs: `make live` fetches it")
        return
    rows = []
    for chapter, program in PROGRAMS_RUN:
        visit = tabs(chapter)
        for state in ("cold", "reloaded", "again"):
            if state == "reloaded":
                visit.page.reload()
            before = len(visit.requests)
            milliseconds = visit.page.evaluate(RUN_PROGRAM, program)
            sent = sum(compressed_size(SITE / each) for each in {*visit.requests[before:]} if each.startswith("live/"))
            bar = "" if state == "cold" else verdict(milliseconds, 2000)
            rows.append((program, state, sent, f"{milliseconds:.0f}", bar))
    table("A program in the page", ("program", "", "bytes asked for", "ms from press to output", ""), rows)


def plotly_size() -> int:
    """Return the compressed bytes of plotly.js."""
    return compressed_size(SITE / "javascripts" / "plotly.min.js")


def chapter(book: Path, number: int) -> None:
    """Write a chapter with its programs, their outputs and a figure."""
    name = f"part-{number // PART:02}/chapter-{number:03}"
    parts = [
        f"---\ntitle: Chapter {number}\ndescription: What chapter {number} measures.\nconcepts: []\nrequires: []\n---",
        f"# Chapter {number}\n\n{PROSE}",
    ]
    for place in range(PROGRAMS):
        program = COMPUTING.format(seed=number * PROGRAMS + place, slope=2 + place, steps=200 + number)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program, {})
        if place == 0:
            program = program.replace("as np\n", "as np\nimport plotly.graph_objects as go\n", 1) + DRAWING
        path = book / "snippets" / f"chapter-{number:03}" / f"run_{place}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(program, "utf-8")
        path.with_suffix(".out").write_text(printed.getvalue(), "utf-8")
        include = f"chapter-{number:03}/run_{place}"
        parts += [
            f"## Step {place} of chapter {number}",
            f"{PROSE} The idea {number} is the rate $\\alpha_{{{number}}} < \\frac{{2}}{{\\lambda}}$.\n\n{PROSE}",
            f"$$\nw_{{t+1}} = w_t - \\alpha \\nabla J(w_t), \\qquad J(w) = \\sum_i (w x_i - y_i)^{place + 2}\n$$",
            f'``` {{ .python title="{include}.py" hl_lines="3 4" }}\n--8<-- "{include}.py"\n```',
            f'``` {{ .text .output title="Output" }}\n--8<-- "{include}.out"\n```',
        ]
        if place == 0:
            parts.append(
                f'<figure-plot program="{include}">The loss falls over the steps of chapter {number}.</figure-plot>'
            )
    (book / "docs" / f"{name}.md").parent.mkdir(exist_ok=True)
    (book / "docs" / f"{name}.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def generate(book: Path, chapters: int) -> Path:
    """Write a book of so many chapters, with a glossary that grows along, in the project's own machinery."""
    copy_book(ROOT, book)
    for path in (book / "tests" / "claims").glob("test_*.py"):
        path.unlink()
    shutil.rmtree(book / "snippets")
    for path in (book / "docs").iterdir():
        if path.name not in ("machinery", ".overrides", "images", "javascripts", "stylesheets"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for number in range(chapters):
        chapter(book, number)
    (book / "docs" / "index.md").write_text(
        "---\ntitle: Start\ndescription: A generated book.\n---\n\n# Start\n\nHello.\n", "utf-8"
    )
    terms = "\n\n".join(f"## Idea {number}\n\nWhat chapter {number} is about." for number in range(chapters))
    (book / "docs" / "reference").mkdir()
    front = "---\ntitle: Glossary\ndescription: The terms.\n---\n\n# Glossary\n\n"
    (book / "docs" / "reference" / "glossary.md").write_text(f"{front}{terms}\n", "utf-8")
    nav = ["nav:", "  - Start: index.md"]
    for number in range(chapters):
        if number % PART == 0:
            nav.append(f"  - Part {number // PART}:")
        nav.append(f"      - part-{number // PART:02}/chapter-{number:03}.md")
    nav += ["  - Reference:", "      - reference/glossary.md", "      - reference/claims.md", ""]
    settings = (book / "mkdocs.yml").read_text("utf-8")
    (book / "mkdocs.yml").write_text(
        re.sub(r"^nav:\n(?: .*\n)+", lambda _: "\n".join(nav), settings, flags=re.M), "utf-8"
    )
    return book


def growth(folder: Path) -> None:
    """Print how time and memory of a build grow with the book."""
    rows, measured = [], {}
    for chapters in CHAPTERS:
        say(f"building a book of {chapters} chapters and {chapters * PROGRAMS} programs, cold and three times warm")
        cold, warm, pages = cold_and_warm(generate(folder / f"{chapters}", chapters))
        measured[chapters] = [1000 * cold[0] / pages, 1000 * warm[0] / pages, cold[1] / pages, warm[1] / pages]
        bar = verdict(measured[chapters][1], 80) if chapters == 100 else ""
        rows.append(
            (
                chapters,
                f"{cold[0]:.1f}",
                f"{warm[0]:.1f}",
                *(f"{value:.1f}" for value in measured[chapters][:2]),
                f"{cold[1]:.0f}",
                f"{warm[1]:.0f}",
                bar,
            )
        )
        shutil.rmtree(folder / f"{chapters}")
    table(
        "Generated books",
        ("chapters", "cold s", "warm s", "cold ms a page", "warm ms a page", "cold MB", "warm MB", "warm ms a page"),
        rows,
    )
    names = ("cold ms a page", "warm ms a page", "cold MB a page", "warm MB a page")
    ratios = [large / small for small, large in zip(measured[100], measured[400], strict=True)]
    table(
        "400 chapters to 100",
        ("", "ratio", ""),
        [(name, f"{ratio:.2f}", verdict(ratio, 1.2)) for name, ratio in zip(names, ratios, strict=True)],
    )


@contextlib.contextmanager
def opened() -> Iterator[Opener]:
    """Serve the built site to a Chromium."""
    with serve() as home, chromium() as browser, opener(browser, home) as tabs:
        yield tabs


def main() -> None:
    """Measure everything, or the parts that are named."""
    browsed = {each.__name__: each for each in (sites, first_sight, simulations, hand, running)}
    names = ["builds", "loads", *browsed, "growth"]
    chosen = argparse.ArgumentParser(description=__doc__)
    chosen.add_argument("part", nargs="*", help=", ".join(names))
    wanted = chosen.parse_args().part or names
    if unknown := {*wanted} - {*names}:
        chosen.error(f"there is no part {', '.join(sorted(unknown))}, only {', '.join(names)}")
    with tempfile.TemporaryDirectory(prefix="downhill-bench-") as folder:
        if "builds" in wanted:
            builds(Path(folder))
        if not CHROMIUM:
            print("\nno chromium on PATH: nothing measured in the browser")
        elif {"loads", *browsed} & {*wanted}:
            say("opening site/ in Chromium")
            with opened() as tabs:
                if "loads" in wanted:
                    loads(tabs, Path(folder))
                for name in (name for name in browsed if name in wanted):
                    browsed[name](tabs)
        if "growth" in wanted:
            growth(Path(folder))


if __name__ == "__main__":
    main()
