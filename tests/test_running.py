"""What a reader meets who runs a program in the page: asked once, shown all, stopped at a word; and what goes wrong."""

import json
import re
from urllib.parse import urlsplit

import pytest
from downhill import live, projects
from downhill.variants import SEEDS, Rule, applied
from playwright.sync_api import Locator, Route, expect

from tests import standards
from tests.live import need_distribution
from tests.served import SITE, Opener, Visit, addresses, compressed_size, html

CHAPTER, PROGRAM = "descent/learning-rate/", "learning-rate/four_rates.py"
BOUND, TASK = "descent/bound/", "bound/exercise_3_starter.py"
WORKER = ["javascripts/live/", "stylesheets/live.css", "live.json", "live/"]
ENDS = "(element) => { const { top, bottom } = element.getBoundingClientRect(); return [top, bottom]; }"
FILES = "**/live/pyodide.asm.wasm"
# What the browser keeps of Python for the next visit
KEPT = """await (async () => {
  globalThis.shelf = await caches.open("downhill-python");
  globalThis.address = (await shelf.keys())[0];
  return address ? (await shelf.match(address)).arrayBuffer() : new ArrayBuffer(0);
})()"""


@pytest.fixture(autouse=True)
def distribution() -> None:
    need_distribution()


anew = pytest.mark.whole(
    "Python is started anew; a first run, an edit, an error, a task and a loop without end are in the share"
)


class Program:
    """A program on a page, with what a reader does to it and sees of it."""

    def __init__(self, visit: Visit, name: str = PROGRAM) -> None:
        """Find the program of this name, or the cell."""
        self.visit, self.page = visit, visit.page
        title = visit.page.locator(".filename > :first-child", has_text=re.compile(f"^{re.escape(name)}"))
        self.block = visit.page.locator(".language-python.highlight").filter(has=title).first
        self.place = self.block.locator("xpath=following-sibling::program-place")
        self.told = self.place.locator(".run-told")

    def button(self, name: str) -> Locator:
        """Return one of the buttons beside the name."""
        return self.block.locator(".run button", has_text=re.compile(f"^{name}$"))

    def show(self) -> None:
        """Go to it; what is for later stands in a fold."""
        folds = self.block.locator("xpath=ancestor::details[not(@open)]")
        if folds.count():
            self.page.mouse.move(0, 0)  # or it would come to lie on what moves below it, whose tooltip would then stay
            folds.evaluate_all("(all) => { for (const fold of all) fold.open = true; }")
        self.block.scroll_into_view_if_needed()

    def press(self, name: str = "Run") -> None:
        """Press a button; what an earlier run said is taken away, so that nobody takes it for the answer."""
        self.show()
        self.told.evaluate_all("(all) => { for (const told of all) told.textContent = ''; }")
        self.button(name).click()

    def run(self) -> str:
        """Run to the end, agreeing where this is asked; return what is said then."""
        self.press()
        return self.ended()

    def ended(self) -> str:
        """Agree where this is asked, wait for the end, and return what is said then."""
        asked = self.place.get_by_role("button", name="Load and run")
        running = self.place.and_(self.page.locator("[aria-busy]"))
        asked.or_(running).or_(self.told.filter(has_text=re.compile(r"\d s\."))).first.wait_for()
        if asked.count():
            asked.click()
        running.wait_for(state="detached")
        return self.told.inner_text()

    def write(self, text: str) -> None:
        """Put a text into the editor."""
        self.show()
        if not self.block.locator("textarea").count():
            self.button("Edit|Edited").click()
            self.block.locator("textarea").wait_for()
        self.told.evaluate_all("(all) => { for (const told of all) told.textContent = ''; }")
        check = self.block.get_by_role("button", name="Show its check")
        if check.is_visible():
            check.click()
        self.block.locator("textarea").fill(text)

    def text(self) -> str:
        """Return what would run: what the editor shows, and the check that it does not."""
        return self.place.evaluate("place => place.text.replace(/\\n +(?=\\n)/g, '')")

    def output(self) -> str:
        """Return what it printed here."""
        return self.place.locator(".output code").inner_text().rstrip("\n")


def hand_on(visit: Visit, program: Program) -> str:
    """Copy the link that brings what stands in the editor, open it as somebody else does, and return it."""
    program.block.get_by_role("button", name="Copy link").click()
    program.told.filter(has_text="Link copied").wait_for()
    address = str(visit.page.evaluate("navigator.clipboard.readText()"))
    visit.clear()
    visit.page.goto("about:blank")
    visit.page.goto(address)
    return address


@pytest.fixture
def visit(tab: Opener) -> Visit:
    """Return a tab on a chapter."""
    return tab(CHAPTER)


def test_before_a_press_nothing_is_asked_for_and_little_is_loaded(visit: Visit):
    Program(visit).show()
    expect(Program(visit).button("Run")).to_be_visible()
    assert not [request for request in visit.requests if request.startswith(tuple(WORKER))]
    assert compressed_size(SITE / "javascripts" / "run-program.js") <= 4_000


def test_the_first_run_asks_once_says_what_it_loads_and_prints_what_the_book_shows(visit: Visit):
    program = Program(visit)
    program.press()
    program.told.filter(has_text="your browser loads").wait_for()
    asked = program.told.inner_text()
    assert re.search(r"Python and NumPy, \d\.\d MB, from this site", asked), asked
    expect(program.place.get_by_role("button", name="Load and run")).to_be_in_viewport()
    assert not [request for request in visit.requests if "pyodide" in request], "it loads before it is agreed to"
    program.place.get_by_role("button", name="Not now").click()
    expect(program.button("Run")).to_be_focused()
    program.press()
    program.place.get_by_role("button", name="Load and run").press("Escape")  # not now
    expect(program.button("Run")).to_be_focused()
    program.press()
    program.place.get_by_role("button", name="Load and run").press("Enter")
    expect(program.button("Run|Stop")).to_be_focused()
    said = program.ended()
    assert re.fullmatch(r"As printed above, to the byte\. [\d.]+ s\.", said), said
    assert program.output() == (SITE.parent / "snippets/learning-rate/four_rates.out").read_text("utf-8").rstrip("\n")
    assert not [request for request in visit.requests if "scikit" in request or "plotly" in request]
    again = program.run()
    assert "to the byte" in again
    other = Program(visit, "learning-rate/back_again.py")
    visit.fold(True)
    assert "to the byte" in other.run()


def test_an_edit_runs_as_it_stands_marks_what_differs_and_is_brought_back(visit: Visit):
    program = Program(visit)
    source = program.block.locator("pre > code").text_content()
    program.write(source.replace("0.03]", "0.029]"))
    assert "1 of 5 lines differ from the book's" in program.run()
    changed = program.place.locator(".changed")
    assert changed.count() == 1
    assert changed.inner_text().startswith("rate 0.029: loss")
    with visit.page.expect_download() as download:
        program.block.get_by_role("link", name="Download").click()
    assert "0.029]" in download.value.path().read_text("utf-8")
    assert download.value.suggested_filename == "four_rates.py"
    visit.page.reload()
    program = Program(visit)
    program.show()
    program.button("Edited").click()
    editor = program.block.locator("textarea")
    assert "0.029]" in editor.input_value()
    program.block.get_by_role("button", name="Reset").click()
    assert editor.input_value() == source
    visit.page.keyboard.press("Control+z")
    assert "0.029]" in editor.input_value(), "Reset cannot be undone"
    program.run()
    assert program.output()
    program.block.get_by_role("button", name="Reset").click()
    expect(program.told).to_contain_text("The book's program is back.")
    assert program.place.locator(".output").count() == 0, "what the other version printed is still there"
    program.button("Close").click()
    expect(program.button("Edit")).to_be_visible()


@anew
def test_the_editor_indents_and_lets_the_keyboard_go_on(visit: Visit):
    program = Program(visit)
    program.write("for x in [1]:")
    editor = program.block.locator("textarea")
    editor.press("End")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.type("print(x)")
    assert editor.input_value() == "for x in [1]:\n    print(x)"
    visit.page.keyboard.press("Shift+Tab")
    assert editor.input_value() == "for x in [1]:\nprint(x)"
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.press("Tab")
    assert editor.input_value() == "    for x in [1]:\n    print(x)"
    visit.page.keyboard.press("Control+z")
    assert editor.input_value() == "for x in [1]:\nprint(x)"
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Tab")
    reset = program.block.get_by_role("button", name="Reset")
    expect(reset).to_be_focused()
    output = program.block.locator("xpath=following-sibling::*[contains(@class, 'output')]").first
    assert reset.evaluate(ENDS)[1] <= output.evaluate(ENDS)[0], "the output lies on the buttons of the editor"
    editor.fill("print('by the keys')")
    editor.press("Control+Enter")
    program.ended()
    assert program.output() == "by the keys"


def test_a_finger_in_a_line_of_spaces_sets_the_cursor_behind_them_and_a_copy_has_what_stands_there(tab: Opener):
    visit = tab(CHAPTER, permissions=["clipboard-read", "clipboard-write"])
    program = Program(visit)
    program.write("for x in [1]:\n    \n    y = x")
    editor = program.block.locator("textarea")
    line = editor.evaluate("area => parseFloat(getComputedStyle(area).lineHeight)")
    above = editor.evaluate("area => parseFloat(getComputedStyle(area).paddingTop)")
    editor.click(position={"x": 14, "y": above + 1.5 * line})
    visit.page.keyboard.type("z")
    assert editor.input_value() == "for x in [1]:\n    z\n    y = x"
    editor.click(position={"x": 14, "y": above + 0.5 * line})
    visit.page.keyboard.type("z")
    assert not editor.input_value().startswith("for x in [1]:z"), "in a line of words it stands where it was put"
    program.block.get_by_role("button", name="Copy", exact=True).click()
    program.told.filter(has_text="Copied").wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()") == editor.input_value()


@anew
def test_two_programs_share_no_names_and_no_settings(visit: Visit):
    program = Program(visit)
    program.write(
        "import numpy as np\nnp.set_printoptions(precision=2)\nnp.seterr(all='ignore')\nleft = 1\nprint('set')"
    )
    program.run()
    program.write("import numpy as np\nprint('left' in globals(), np.array([1 / 3]), np.geterr()['over'])")
    program.run()
    assert program.output() == "False [0.33333333] warn"


def test_what_is_printed_comes_as_it_is_printed_and_an_endless_loop_is_stopped(visit: Visit):
    program = Program(visit)
    program.write("print('begun')\nwhile True:\n    pass")
    program.press()
    asked = program.place.get_by_role("button", name="Load and run")
    asked.or_(program.place.locator(".output")).first.wait_for()
    if asked.count():
        asked.click()
    program.place.locator(".output", has_text="begun").wait_for()
    assert visit.page.evaluate("new Promise((done) => setTimeout(() => done('alive'), 50))") == "alive"
    assert (
        visit.page.evaluate(
            """async () => {
        const start = performance.now();
        document.querySelector(".run button").closest(".filename");
        [...document.querySelectorAll(".run button")].find((each) => each.textContent === "Stop").click();
        while (document.querySelector("program-place[aria-busy]")) await new Promise((done) => setTimeout(done));
        return performance.now() - start; }"""
        )
        < 1000
    )
    assert "Stopped" in program.told.inner_text()
    assert program.output() == "begun"
    program.write("print(1 + 1)")
    program.run()
    assert program.output() == "2"


@pytest.mark.whole("Python is started in the page once more")
def test_an_error_names_the_readers_line_and_marks_it_and_a_warning_is_shown_as_one(visit: Visit):
    program = Program(visit)
    program.write("import warnings\nwarnings.warn('take care')\n\ndef f(x):\n    return x / 0\n\nf(1)\n")
    assert "ended with an error" in program.run()
    assert "Line 2 warns: UserWarning: take care" in program.place.locator(".run-warning").inner_text()
    error = program.place.locator(".run-error")
    assert "Line 5: ZeroDivisionError: division by zero" in error.inner_text()
    assert program.block.locator(".run-numbers .wrong").inner_text() == "5"
    assert "session.py" not in error.text_content()
    program.write("print('a'\n")
    program.run()
    assert "Line 1: SyntaxError" in error.inner_text()
    program.write("import torch\n")
    program.run()
    assert "Here are Python's own modules" in error.inner_text()


@pytest.mark.whole("an endless loop is tried")
@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import numpy as np\nkept = [np.ones(10**8) for _ in range(9)]", "Line 2: .*(MemoryError|Unable to allocate)"),
        ("def f(x):\n    return f(x)\n\nf(1)", "Line 2: RecursionError|broke down"),
        ("import sys\nprint('x' * 10**7)\nsys.exit()", ""),
    ],
)
def test_a_program_that_runs_away_does_not_take_the_page_along(visit: Visit, code: str, says: str):
    program = Program(visit)
    program.write(code)
    said = program.run()
    assert re.search(says, said + " ".join(program.place.locator(".run-error").all_inner_texts()))
    assert len(program.place.inner_text()) < 300_000
    program.write("print('alive')")
    program.run()
    assert program.output() == "alive"


@pytest.mark.whole("Python is started in the page twice more")
def test_the_next_page_is_warm_and_leaving_ends_what_runs(visit: Visit):
    program = Program(visit)
    program.run()
    visit.page.evaluate("window.same = true")
    visit.page.locator("a.md-footer__link--prev").click()
    visit.page.wait_for_url("**/labs/descent-in-25-lines/")
    loaded = len([request for request in visit.requests if "pyodide" in request])
    cell = Program(visit, "Cell 1")
    cell.block.wait_for()
    said = cell.run()
    assert "to the byte" in said
    assert float(re.search(r"([\d.]+) s\.", said)[1]) < 2
    assert visit.page.evaluate("window.same"), "the page was loaded anew"
    assert len([request for request in visit.requests if "pyodide" in request]) == loaded, "Python was loaded anew"
    cell.write(cell.text().replace("slope_w = 0  #", "slope_w = 1  #"))
    expect(cell.block.get_by_role("button", name="Reset")).to_be_visible()
    expect(cell.block.get_by_label("Variant", exact=True)).to_have_count(0)
    assert cell.run().startswith("Done; a cell below checks it.")
    expect(cell.place.locator(".changed")).to_have_count(0)
    cell.write("while True:\n    pass")
    cell.press()
    cell.told.filter(has_text="Running").wait_for()
    visit.page.evaluate("window.left = document.querySelector('program-place')")
    visit.page.locator("a.md-footer__link--next").click()
    visit.page.wait_for_function("!left.isConnected && !left.hasAttribute('aria-busy')")
    assert "to the byte" in Program(visit).run()


@anew
def test_python_comes_while_a_reader_edits_who_agreed_to_it_before(visit: Visit):
    def came() -> list[str]:
        return [request for request in visit.requests if re.match(r"live/.*(wasm|zip|whl|mjs|asm\.js)$", request)]

    program = Program(visit)
    program.press("Edit")
    program.press()
    program.told.filter(has_text="your browser loads").wait_for()
    assert not came(), "nobody has agreed to that"
    program.run()
    visit.page.reload()
    visit.requests.clear()
    with visit.page.expect_response("**/numpy*.whl"):
        program.press("Edit")
    assert "to the byte" in program.run()
    assert len(came()) == len(set(came())) > 4, "the run loads again what is there"


@anew
def test_what_did_not_come_while_a_reader_edits_comes_with_the_run(visit: Visit):
    program = Program(visit)
    program.run()
    visit.page.reload()
    visit.page.route(FILES, lambda route: route.abort())
    with visit.page.expect_event("requestfailed"):
        program.press("Edit")
    visit.page.unroute(FILES)
    assert "to the byte" in program.run()
    visit.forget("ERR_FAILED", "Failed to load resource", "Failed to fetch", "wasm instantiation failed")


@anew
def test_python_begins_from_its_memory_after_a_reload_and_without_one_anew(visit: Visit):
    def seeds() -> list[str]:
        program = Program(visit)
        program.write("import random\nprint(hash('a word'))\nprint(random.random())")
        program.run()
        visit.page.wait_for_function(f"async () => ({KEPT}).byteLength > 1e7")
        return program.output().splitlines()

    first = seeds()
    visit.page.reload()
    second = seeds()
    assert second[0] == first[0], "Python began anew: how it hashes words is drawn at its start"
    assert second[1] != first[1], "what is drawn without a seed repeats itself"
    visit.page.evaluate(f"async () => shelf.put(address, new Response(new Uint8Array(({KEPT}).byteLength)))")
    visit.page.reload()
    third = seeds()
    assert third[0] != first[0], "the browser gives something else than it was given, and Python began with that"


@anew
def test_a_program_that_asks_scikit_learn_for_tables_gets_pandas_although_it_imports_none(tab: Opener):
    program = Program(tab("learning/classes/"), "classes/three_wines.py")
    assert "to the byte" in program.run()
    assert any("/pandas-" in request for request in program.visit.requests)


@anew
def test_a_lab_runs_the_cells_above_and_its_check_speaks(tab: Opener):
    visit = tab("labs/descent-in-25-lines/")
    check = Program(visit, "Cell 2")
    said = check.run()
    assert re.match(r"0 right, 2 not yet\.", said), said
    loop = Program(visit, "Cell 1")
    text = loop.block.locator("pre > code").text_content()
    right = text.replace("slope_w = 0  #", "slope_w = 2 * np.mean(error * x)  #")
    loop.write(right.replace("np.mean(error", "mean(error"))
    assert check.run().startswith("A cell above ended with an error"), "it runs for ever"
    expect(check.place.locator(".run-error")).to_contain_text("NameError")
    loop.write(right.replace("slope_b = 0  #", "slope_b = 2 * np.mean(error)  #"))
    said = check.run()
    assert said.startswith("All 4 right."), said
    assert check.place.locator(".right").count() == 4
    assert not check.place.locator(".changed").count(), "what is right looks like what differs"
    book = check.block.locator("xpath=following-sibling::*[contains(@class, 'output')]").first
    expect(book).to_be_hidden()  # it says that it is not yet right
    assert "labs/descent-in-25-lines" in visit.page.evaluate("localStorage.getItem('downhill')")


@anew
def test_an_exercise_is_solved_and_stays_so(visit: Visit):
    program = Program(visit, "learning-rate/exercise_3_starter.py")
    assert program.run().startswith("0 right, 2 not yet.")
    assert program.place.locator(".not-yet").count() == 2
    solution = (SITE.parent / "snippets/learning-rate/exercise_3.py").read_text("utf-8")
    program.write(solution)
    assert program.run().startswith("All 2 right.")
    expect(program.block.locator(".filename.solved")).to_have_count(1)
    visit.open("")
    expect(visit.page.locator("reading-progress")).to_contain_text("solved 1 task")
    visit.open(CHAPTER)
    program = Program(visit, "learning-rate/exercise_3_starter.py")
    program.show()
    expect(program.block.locator(".filename.solved")).to_have_count(1)


@anew
@pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])
def test_a_reader_types_a_number_and_gets_that_variant(tab: Opener, keys: bool):
    visit = tab(BOUND, viewport={"width": 360, "height": 700}, permissions=["clipboard-read", "clipboard-write"])
    program = Program(visit, TASK)
    program.show()
    program.button("Edit").click()
    assert not [request for request in visit.requests if "variants/" in request]
    number = program.block.get_by_label("Variant", exact=True)
    if keys:
        program.block.get_by_role("button", name="Copy link").focus()
        visit.page.keyboard.press("Tab")
        expect(number).to_be_focused()
        visit.page.keyboard.type("17")
        visit.page.keyboard.press("Enter")
    else:
        number.fill("17")
        program.block.get_by_role("button", name=f"Show this variant of {TASK}").click()
    rule = Rule.read(SITE.parent, SITE.parent / "snippets" / "bound" / "exercise_3.py")
    texts = rule.seeds(17)[16]
    starter = projects.starter(solution := applied(texts, rule.source))
    program.told.filter(has_text="Variant 17. Where the page names the book's, these count:").wait_for()
    changes = program.place.locator(".run-notes li").all_inner_texts()
    shown = zip(texts.items(), rule.shown(texts), strict=True)
    assert changes == [f"{was} is {now}" for (was, now), stands in shown if stands and was != now]
    editor = program.block.locator("textarea")
    assert program.text() == starter
    standards.it_is_no_wider_than_the_smallest_screen(visit)
    standards.axe_finds_nothing_in_both_schemes(visit)
    visit.page.keyboard.press("Control+z")
    assert program.text() == rule.starter, "a variant cannot be taken back"
    number.press("Enter")
    expect(editor).to_be_focused()
    assert program.text() == starter
    program.block.get_by_role("button", name="Copy link").click()
    program.told.filter(has_text="Link copied").wait_for()
    assert visit.page.evaluate("navigator.clipboard.readText()").endswith("#program-exercise_3_starter?variant=17")
    assert program.run().startswith("0 right, 2 not yet.")
    program.write(rule.source)
    assert program.run().startswith("All 2 right.")
    program.write(solution)
    assert program.run().startswith("All 2 right.")
    expect(program.block.locator(".filename.solved")).to_have_count(1)
    number.fill("")
    number.press("Enter")
    program.told.filter(has_text="the book's own").wait_for()
    assert program.text() == rule.starter


@pytest.mark.whole("as the task has")
def test_a_solution_has_the_same_variants(tab: Opener):
    visit = tab(BOUND)
    visit.fold(True)
    program = Program(visit, TASK.replace("_starter", ""))
    program.show()
    program.button("Edit").click()
    number = program.block.get_by_label("Variant", exact=True)
    number.fill("17")
    number.press("Enter")
    program.told.filter(has_text="Variant 17.").wait_for()
    rule = Rule.read(SITE.parent, SITE.parent / "snippets" / "bound" / "exercise_3.py")
    assert program.text() == applied(rule.seeds(17)[16], rule.source)
    printed = program.block.locator("xpath=following-sibling::*[contains(@class, 'output')]").first
    expect(printed).to_be_hidden()
    program.block.get_by_role("button", name="Reset").click()
    expect(printed).to_be_visible()
    number.press("Enter")
    program.told.filter(has_text="Variant 17.").wait_for()
    assert program.run().startswith("All 2 right.")
    expect(printed).to_be_hidden()
    other = Program(visit, next(each for each in visit.page.locator(".filename > :first-child").all_inner_texts()))
    other.show()
    other.button("Edit").click()
    expect(other.block.get_by_label("Variant", exact=True)).to_have_count(0)


@anew
@pytest.mark.parametrize("wrong", ["0", "201", "-1", "1.5", "x"])
def test_a_number_that_no_variant_has_is_told_and_the_text_stays(tab: Opener, wrong: str):
    visit = tab(BOUND)
    program = Program(visit, TASK)
    program.write("print(1)")
    number = program.block.get_by_label("Variant", exact=True)
    number.fill(wrong)
    number.press("Enter")
    program.told.filter(has_text=f"There is no variant “{wrong}”: they are numbered from 1 to {SEEDS}.").wait_for()
    assert program.block.locator("textarea").input_value() == "print(1)"


def test_a_link_brings_a_variant_and_does_not_run_it(tab: Opener):
    visit = tab("404.html")
    visit.page.route("**/variants/**", lambda route: route.abort())
    visit.page.goto("about:blank")
    visit.open(f"{BOUND}#program-exercise_3_starter?variant=4")
    program = Program(visit, TASK)
    program.place.get_by_text("The variants did not come").wait_for()
    visit.page.unroute_all()
    program.place.get_by_role("button", name="Try again").click()
    program.told.filter(has_text="Variant 4.").wait_for()
    expect(program.block).to_be_in_viewport()
    assert not [request for request in visit.requests if "pyodide" in request]
    assert visit.told(), "the browser says nothing of what was blocked"


VERDICTS = """async ([address, texts]) => {
  const { verdict } = await import(address);
  return texts.map((text) => text.split("\\n").map(verdict).filter(Boolean));
}"""


def test_the_page_hears_every_verdict_of_every_task(tab: Opener):
    visit = tab("404.html")
    starters = sorted((SITE.parent / "snippets").glob("*/*_starter.py"))
    solved = [path.with_name(path.name.replace("_starter.py", ".out")).read_text("utf-8") for path in starters]
    bare = [path.with_suffix(".out").read_text("utf-8") for path in starters]
    compare = f"{visit.home}javascripts/live/compare.js"
    right, open_ = (visit.page.evaluate(VERDICTS, [compare, texts]) for texts in (solved, bare))
    assert len(starters) > 80
    for path, all_right, not_yet in zip(starters, right, open_, strict=True):
        assert {*all_right} == {"right"}, path
        assert "not yet" in not_yet, path
        assert len(all_right) >= len(not_yet), path


def test_a_task_opens_at_its_line_without_its_check_and_says_its_verdict_in_view(tab: Opener):
    visit = tab("descent/the-move/", viewport={"width": 1280, "height": 700})
    program = Program(visit, "the-move/one_line_starter.py")
    program.show()
    program.button("Edit").click()
    editor = program.block.locator("textarea")
    expect(editor).to_be_focused()
    assert "def check" not in editor.input_value()
    visit.page.keyboard.type("w = w - rate * slope")
    assert "ends\n    w = w - rate * slope\n    # end of your part\n" in editor.input_value()
    visit.page.keyboard.press("Control+Enter")
    assert program.ended().startswith("All 2 right.")
    expect(program.told).to_be_in_viewport()
    expect(program.place.locator(".changed")).to_have_count(0)
    expect(program.block.locator(".filename.solved")).to_have_count(1)
    expect(program.block.locator("xpath=following-sibling::*[contains(@class, 'output')]")).to_be_hidden()
    program.block.get_by_role("button", name=re.compile(r"Show its check, \d+ lines")).click()
    assert "def check" in editor.input_value()
    assert program.run().startswith("All 2 right.")


@anew
def test_an_error_in_the_check_shows_it(tab: Opener):
    visit = tab("descent/the-move/")
    program = Program(visit, "the-move/one_line_starter.py")
    program.show()
    program.button("Edit").click()
    editor = program.block.locator("textarea")
    text = "from decimal import Decimal\n\n\ndef move(w, rate):\n    return Decimal('sNaN')"  # the check rounds it
    editor.fill(text)
    program.run()
    assert "def check" in editor.input_value()
    expect(program.block.locator(".run-numbers .wrong")).to_have_count(1)


@pytest.mark.parametrize("way", ["variant", "frame"])
def test_a_task_in_a_fold_is_opened_by_a_link_and_in_a_frame(tab: Opener, way: str):
    task = "program-exercise_3_starter"
    behind = f"?embed={task}&variant=3" if way == "frame" else f"#{task}?variant=3"
    visit = tab(f"descent/learning-rate/{behind}")
    program = Program(visit, "learning-rate/exercise_3_starter.py")
    program.told.filter(has_text="Variant 3.").wait_for()
    expect(program.block.get_by_label("Variant", exact=True)).to_have_value("3")
    expect(program.block.locator("textarea")).to_be_in_viewport()
    top = program.block.bounding_box()["y"]
    header = 0 if way == "frame" else visit.page.locator(".md-header").bounding_box()["height"]
    assert top >= header, "its buttons lie under the header"


@pytest.mark.whole("changes are tried outside folds")
def test_a_change_of_a_program_in_a_fold_opens_it(tab: Opener):
    visit = tab("descent/one-weight/")
    change = visit.page.locator("a.what-if").first
    name = f"{change.get_attribute('data-program')}.py"
    change.click()
    program = Program(visit, name)
    program.place.wait_for()
    program.ended()
    expect(program.told).to_be_in_viewport()
    assert change.get_attribute("data-prints") in program.output()


@anew
def test_a_figure_that_is_the_books_comes_to_life_and_another_one_stands_above_it(visit: Visit):
    program = Program(visit, "learning-rate/losses.py")
    visit.fold(True)
    theirs = visit.page.locator("#figure-losses")
    assert "to the byte" in program.run()
    theirs.locator(".main-svg").first.wait_for(state="attached")
    source = program.block.locator("pre > code").text_content()
    program.write(source.replace("0.028", "0.02"))
    program.run()
    yours = visit.page.locator("figure.run-figure")
    yours.scroll_into_view_if_needed()
    yours.locator(".main-svg").first.wait_for(state="attached")
    assert yours.evaluate("(figure) => figure.nextElementSibling.id") == "figure-losses"
    assert "Yours." in yours.locator("figcaption").inner_text()


FOUND = re.compile(r'<a class="what-if"[^>]*>')
CHANGES = [(address, number) for address in addresses() for number in range(len(FOUND.findall(html(address))))]
FEW = [
    CHAPTER,
    "descent/momentum/",
]  # whose changes `make test-all` tries; the build tries all of them, in Python
each_change = [
    pytest.param(*each, id=f"{each[0]}{each[1]}", marks=[] if each[0] in FEW else [pytest.mark.live])
    for each in CHANGES
]


@anew
@pytest.mark.parametrize(("address", "number"), each_change)
def test_a_change_shows_what_its_link_promises(tab: Opener, address: str, number: int):
    visit = tab(address)
    visit.fold(True)
    change = visit.page.locator("a.what-if").nth(number)
    change.scroll_into_view_if_needed()
    promise = change.get_attribute("data-prints")
    change.click()
    program = Program(visit, f"{change.get_attribute('data-program')}.py")
    program.place.wait_for()
    program.ended()
    assert promise in program.output()
    assert promise not in program.block.locator("xpath=following-sibling::*[contains(@class, 'output')]").inner_text()
    assert program.place.locator(".changed", has_text=promise).count()


def test_on_a_phone_a_change_brings_its_line_into_view_and_marks_it(tab: Opener):
    visit = tab("descent/one-weight/", viewport={"width": 360, "height": 780})
    change = visit.page.locator("a.what-if").first
    change.click()
    program = Program(visit, f"{change.get_attribute('data-program')}.py")
    program.place.get_by_role("button", name="Load and run").wait_for()
    marked = program.block.locator(".run-numbers .changed")
    expect(marked).to_be_in_viewport()
    line = int(marked.inner_text()) - 1
    book = (SITE.parent / f"snippets/{change.get_attribute('data-program')}.py").read_text("utf-8")
    now, before = program.text().splitlines(), book.splitlines()
    assert [n for n, (one, other) in enumerate(zip(now, before, strict=True)) if one != other] == [line]
    program.block.locator("textarea").press_sequentially("#")
    expect(marked).to_have_count(0)


def test_a_link_brings_another_readers_version_and_does_not_run_it(tab: Opener):
    visit = tab(CHAPTER, permissions=["clipboard-read", "clipboard-write"])
    program = Program(visit)
    program.write("print('über')  # α")
    address = hand_on(visit, program)
    program = Program(visit)
    program.told.filter(has_text="came with the link").wait_for()
    assert program.block.locator("textarea").input_value() == "print('über')  # α"
    assert not [request for request in visit.requests if "pyodide" in request]
    visit.page.goto("about:blank")
    visit.page.goto(address[:-5])
    program.told.filter(has_text="The link is cut").wait_for()


def test_a_link_brings_a_variant_with_its_number_and_an_altered_check_does_not_count(tab: Opener):
    visit = tab("descent/the-move/", permissions=["clipboard-read", "clipboard-write"])
    rule = Rule.read(SITE.parent, SITE.parent / "snippets" / "the-move" / "one_line.py")
    texts = rule.seeds(17)[16]
    solution = applied(texts, rule.source)
    altered = projects.starter(solution).replace("not yet: w has not", "right: w has not")
    assert altered != projects.starter(solution)
    for number, written in [("17", solution), ("", altered)]:
        program = Program(visit, "the-move/one_line_starter.py")
        program.write(written)
        hand_on(visit, program)
        program = Program(visit, "the-move/one_line_starter.py")
        said = "Variant 17. This version came with the link." if number else "This version came with the link."
        program.told.filter(has_text=re.compile(f"^{re.escape(said)}")).wait_for()
        expect(program.block.get_by_label("Variant", exact=True)).to_have_value(number)
        changes = program.place.locator(".run-notes li")
        shown = zip(texts.items(), rule.shown(texts), strict=True)
        assert changes.count() == (sum(bool(stands) and was != now for (was, now), stands in shown) if number else 0)
        said = program.run()
        changed = "All 2 right, but lines outside “your part” were changed: not solved."
        assert said.startswith("All 2 right. " if number else changed)
        expect(program.block.locator(".filename.solved")).to_have_count(1 if number else 0)


@anew
def test_a_download_that_is_blocked_says_so_and_is_asked_for_again(tab: Opener):
    visit = tab("404.html")
    visit.page.route(FILES, lambda route: route.abort())
    visit.open(CHAPTER)
    program = Program(visit)
    program.press()
    program.place.get_by_role("button", name="Load and run").click()
    program.place.get_by_text("Python could not be loaded").wait_for()
    assert (
        program.place.get_by_role("link", name="run it on your own machine").get_attribute("href").endswith("running/")
    )
    visit.page.unroute_all()
    program.place.get_by_role("button", name="Try again").click()
    assert "to the byte" in program.ended()
    assert visit.told(), "the browser says nothing of what was blocked"


@anew
def test_a_file_that_was_changed_on_its_way_is_refused(tab: Opener):
    visit = tab("404.html")
    content = (SITE / "live" / "python_stdlib.zip").read_bytes()
    visit.page.route("**/live/python_stdlib.zip", lambda route: route.fulfill(body=content[:-1] + b"!"))
    visit.open(CHAPTER)
    program = Program(visit)
    program.press()
    program.place.get_by_role("button", name="Load and run").click()
    program.place.get_by_text("Python could not be loaded").wait_for()
    assert visit.told(), "the browser says nothing of what was refused"


@pytest.mark.whole("another site than the one that was built")
def test_a_site_without_the_distribution_names_the_host_before_it_asks_it(tab: Opener):
    """The files of the public distribution are those that were fetched; here they are sent in its place."""
    visit = tab("404.html")
    manifest = (SITE / live.MANIFEST).read_text("utf-8")
    visit.page.route(
        "**/live.json", lambda route: route.fulfill(body=live.elsewhere(manifest), content_type="application/json")
    )
    asked = []

    def send(route: Route) -> None:
        name = urlsplit(route.request.url).path.rpartition("/")[2]
        asked.append(name)
        route.fulfill(path=SITE / "live" / name, headers={"Access-Control-Allow-Origin": "*"})

    cdn = json.loads(manifest)["cdn"]
    visit.page.route(f"{cdn}**", send)
    visit.open(CHAPTER)
    program = Program(visit)
    program.press()
    program.told.filter(has_text=urlsplit(cdn).netloc).wait_for()
    assert not asked, "it asks the other host before the reader agreed"
    program.place.get_by_role("button", name="Load and run").click()
    assert "to the byte" in program.ended()
    assert "pyodide.asm.wasm" in asked
    visit.forget("asks another host")


@anew
@pytest.mark.parametrize("width", [360, 1280])
def test_everything_has_a_name_enough_contrast_and_room(tab: Opener, width: int):
    visit = tab(CHAPTER, viewport={"width": width, "height": 800}, reduced_motion="reduce")
    program = Program(visit, "learning-rate/exercise_3_starter.py")
    program.write(program.block.locator("pre > code").text_content().replace("print(check", "print(1, check"))
    program.run()
    broken = Program(visit)
    broken.write("import numpy as np\nprint(np.log(0.0))\n1 / 0\n")
    broken.run()
    standards.it_is_no_wider_than_the_smallest_screen(visit)
    standards.axe_finds_nothing_in_both_schemes(visit)


@pytest.mark.whole("it loads scikit-learn")
def test_a_difference_that_is_known_is_told_below_the_program(tab: Opener):
    visit = tab("learning/generalization/")
    visit.fold(True)
    program = Program(visit, "generalization/cross_validation.py")
    assert "1 of 8 lines differ from the book's." in program.run()
    assert program.place.locator(".run-differs").inner_text() == live.DIFFER["generalization/cross_validation"]
    program.write("print(1)")
    program.run()
    expect(program.place.locator(".run-differs")).to_have_count(0)
