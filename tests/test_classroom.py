"""What a teacher hands out: notebooks without solutions, and tasks for nbgrader (`make classroom` asks it)."""

import ast
import io
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from downhill import projects
from downhill.export import classroom
from downhill.problems import PRESSED
from downhill.site import STUDENT_TWIN
from playwright.sync_api import expect

from tests.served import SITE, Opener, addresses, soup

ROOT = SITE.parent
STARTERS = sorted((ROOT / "snippets").rglob("*_starter.py"))
with zipfile.ZipFile(io.BytesIO((SITE / classroom.ASSIGNMENTS).read_bytes())) as archive:
    TASKS = {name: nbformat.reads(archive.read(name).decode(), 4) for name in archive.namelist()}
LABS = sorted(SITE.glob("labs/*/*-student.ipynb"))
STUDENTS = [path for path in sorted(SITE.rglob("*-student.ipynb")) if path not in LABS]


def test_every_program_to_finish_is_a_task():
    assert len(TASKS) == len(STARTERS) > 60
    for name, task in TASKS.items():
        nbformat.validate(task)
        assert re.fullmatch(r"source/[\w-]+/\w+\.ipynb", name)
        assert [cell.metadata.nbgrader.grade_id for cell in task.cells] == ["task", "part", "check", "marked"], name


@pytest.mark.parametrize("name", TASKS)
def test_a_task_says_what_to_do_hides_the_solution_and_checks_as_the_page_does(name: str):
    told, part, check, marked = TASKS[name].cells
    assert re.search(r"\n\nFrom https://\S+#program-\w+_starter by .+; text CC BY 4\.0, programs MIT$", told.source)
    assert not PRESSED.search(re.sub(r"\[[^\]]*\]\([^)]*\)", "", told.source))
    assert len(told.source) > 120
    source = ROOT / name.replace("source/", "snippets/").replace(".ipynb", ".py")
    lines = [line for line in part.source.splitlines() if line.strip() not in (classroom.BEGIN, classroom.END)]
    whole = "\n".join([*lines, *check.source.splitlines()[1:]])
    assert ast.dump(ast.parse(whole)) == ast.dump(ast.parse(source.read_text("utf-8")))
    kept = re.sub(rf" *{classroom.BEGIN}.*?{classroom.END}\n", "", part.source, flags=re.DOTALL)
    assert all(line in projects.starter(source.read_text("utf-8")) for line in kept.splitlines())
    assert part.source.count(classroom.BEGIN) == part.source.count(classroom.END) > 0
    assert check.source.startswith("%%capture said\n")
    assert "not yet:" in part.source + check.source
    assert part.metadata.nbgrader.solution
    assert not part.metadata.nbgrader.locked
    assert marked.metadata.nbgrader.grade
    assert marked.metadata.nbgrader.points == 1
    assert all(cell.metadata.nbgrader.locked for cell in (told, check, marked))


def test_a_part_outside_of_a_function_is_cut_where_it_ends():
    source = "x = 1\n# your part: set x\nx = 2\n# end of your part\nprint(x)\n"
    head, check = classroom.halves(source)
    assert head == f"x = 1\n# your part: set x\n{classroom.BEGIN}\nx = 2\n{classroom.END}\n# end of your part"
    assert check == "print(x)"


def test_a_chapter_without_solutions_has_all_but_these_and_no_outputs():
    chapters = [
        address for address in addresses() if soup(address).select_one(".head") and not address.startswith("labs/")
    ]
    assert len(STUDENTS) == len(chapters)
    for path in STUDENTS:
        student = json.loads(path.read_text("utf-8"))
        assert not [cell for cell in student["cells"] if cell.get("outputs")], path
        assert "Nothing in it has run" in "".join(student["cells"][0]["source"])
        whole = json.loads(path.with_name(path.name.replace("-student", "")).read_text("utf-8"))
        cells = ["".join(cell["source"]) for cell in student["cells"]]
        page = soup(path.parent.relative_to(SITE).as_posix() + "/")
        solved = [each.code.get_text().rstrip("\n") for each in page.select("details.success div.program")]
        assert not {*solved} & {*cells}, path
        answers = [cell for cell in cells if re.fullmatch(r"\*Your answer.*:\*|# Your answer to exercise \d", cell)]
        assert len(whole["cells"]) - len(cells) + len(answers) >= len(solved)
        assert "**Solution**" not in cells
        assert not [cell for cell in cells if "<summary>Solution" in cell or "<summary>After you have guessed" in cell]
        folds = [cell.partition("</summary>")[0] for cell in cells if cell.startswith("<details><summary>")]
        for hint in page.select("details.tip > summary"):
            assert f"<details><summary>{hint.get_text()}" in folds, path
        assert [cell for cell in cells if cell.startswith("# ")]


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.parent.name)
def test_a_lab_without_solutions_has_none_and_keeps_its_questions_and_its_tasks(path: Path):
    whole, text = cells_of(path.with_name(path.name.replace("-student", ""))), "\n".join(cells_of(path))
    nbformat.validate(nbformat.read(path, 4))
    assert "Nothing in it has run" in cells_of(path)[0]
    assert len(text) > 0.6 * len("\n".join(whole))
    assert not re.search(r"(?i)solutions?\b(?!\. Nothing)|the answers, and why|open your answer", text)
    assert not re.search(r"^(Yes|No)[.,] ", text, re.MULTILINE)
    for cell in whole:
        for summary in re.findall("<summary>(.+?)</summary>", cell):
            assert (summary in text) == (not summary.startswith(("Solution", "The answers"))), summary
    tasks = [cell for cell in whole if re.search("  # (your line|.*task( \\d)?: )", cell)]
    assert tasks
    assert all(cell in cells_of(path) for cell in tasks)


def test_the_first_lab_without_solutions_has_not_its_two_lines_and_runs():
    path = SITE / "labs" / "descent-in-25-lines" / "descent-in-25-lines-student.ipynb"
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert not [cell for cell in cells if re.search(r"2 \* np\.mean\(error(?!\*\*2)", cell.source)]
    (path_cell,) = [cell for cell in cells if "def path(" in cell.source]
    assert path_cell.source.count("# your slope") == 2
    assert "jupyter" not in path_cell.metadata
    names: dict = {}
    for cell in cells:
        exec(cell.source.replace("fig.show()", ""), names)


def test_the_plans_and_the_page_hand_out_labs_without_solutions():
    links = [link["href"] for link in soup("reference/teaching/").select("a[download]")]
    assert [link for link in links if "labs/" in link and link.endswith(".ipynb")]
    assert not [link for link in links if link.endswith(".ipynb") and not link.endswith("-student.ipynb")]
    for path in LABS:
        page = soup(f"labs/{path.parent.name}/")
        assert page.select_one(".tools a[download]")["data-unsolved"] == path.name
        assert page.select(f'page-tools a.student[href="{path.name}"]')


@pytest.mark.parametrize("path", STUDENTS, ids=lambda path: path.parent.name)
def test_a_student_has_a_cell_for_each_answer_behind_its_exercise(path: Path):
    page = soup(path.parent.relative_to(SITE).as_posix() + "/")
    cells = json.loads(path.read_text("utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells]
    places = [
        (place, found[1])
        for place, text in enumerate(texts)
        for found in re.finditer(r"^\*\*(\d)\. [^\n]+?\*\* (?:●|★)", text, re.MULTILINE)
    ]
    assert len(places) == len(page.select("[id^=exercise-]"))
    for (place, number), (end, _) in pairwise([*places, (len(texts), "")]):
        mine = range(place + 1, end)
        answers = [each for each in mine if f"Your answer to exercise {number}" in texts[each]]
        starters = [each for each in mine if "# end of your part" in texts[each] and cells[each]["cell_type"] == "code"]
        assert len(answers) == (0 if starters else 1), number
        program = re.search(r"\*\* (●+|★)", texts[place][texts[place].index(f"**{number}. ") :])[1] == "●●●"
        assert all((cells[each]["cell_type"] == "code") == program for each in answers)


def test_a_table_to_fill_in_has_a_cell_for_what_is_filled_in():
    cells = cells_of(SITE / "descent" / "the-move" / "the-move-student.ipynb")
    assert cells[cells.index("*Your answer:*") - 1].startswith(
        "<details><summary>With a pencil: three steps at the rate 0.2</summary>"
    )


def test_what_a_student_takes_does_not_answer_the_questions_of_its_page():
    for path in STUDENTS:
        page = soup(path.parent.relative_to(SITE).as_posix() + "/")
        twin = (path.parent / STUDENT_TWIN).read_text("utf-8")
        notebook = "\n".join("".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"])
        for text in (twin, notebook):
            assert "The program prints:" not in text
            assert 'title="Output"' not in text
            for verdict in page.select(".verdict code"):
                assert f"\n{verdict.get_text()}\n" not in text, path
        for question in page.select(".predict strong"):
            assert question.get_text().split()[0] in twin
        assert "**Solution" not in twin
        for hint in page.select("details.tip > summary"):
            assert f"<details><summary>{hint.get_text()}</summary>" in twin, path


PART = """def move(w, rate, slope):
    # your part: set w
    step = rate * slope
    w = w - step
    # end of your part
    return w
"""
SHOWN = {
    "the same lines": ("step = rate * slope\nw = w - step\n", True),
    "under other names, in a loop": ("for _ in range(3):\n    s = r * g\n    x = x - s\n", True),
    "half of it": ("step = rate * slope\nw = w + step\n", False),
    "one name in the place of two": ("step = slope * slope\nw = step - w\n", False),
    "what the starter has": ("def move(w, rate, slope):\n    return w\n", False),
}


@pytest.mark.parametrize("program", SHOWN)
def test_a_program_shows_a_part_that_has_most_of_its_lines_under_any_names(program: str):
    code, shown = SHOWN[program]
    assert projects.shows(code, projects.asked(PART)) == shown


def test_of_a_program_to_mend_only_what_changes_is_asked():
    mended = "# your part: mend w\nw = 2 * x\n# at first: b = x\nb = x + 1\n# end of your part\n"
    assert projects.shows("c = d + 1\n", projects.asked(mended))
    assert not projects.shows("w = 2 * x\nb = x\n", projects.asked(mended))


def test_a_student_is_told_which_program_above_shows_what_is_asked_for():
    told = [(path, cell) for path in STUDENTS for cell in cells_of(path) if cell.startswith("*Most of what is asked")]
    assert 5 < len(told) < len(STARTERS) / 4
    for path, cell in told:
        cells = cells_of(path)
        place = cells.index(cell)
        name = re.findall("“(.+)”", cell)[0]
        shown = [each for each in cells[:place] if each.startswith(f'"""{name}"""')]
        assert len(shown) == 1, path
        assert cells[place + 1].startswith('"""')
        assert "# end of your part" in cells[place + 1], path
        assert cell in (path.parent / STUDENT_TWIN).read_text("utf-8")
        assert cell not in cells_of(path.with_name(path.name.replace("-student", "")))


@pytest.mark.parametrize("starter", STARTERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_part_that_stands_letter_by_letter_in_a_program_above_is_told(starter: Path):
    source = projects.starter_source(starter).read_text("utf-8")
    part = re.findall(r"# your part: [^\n]*\n(.*?) *# end of your part", source, re.DOTALL)
    lines = {line.strip() for line in "".join(part).splitlines() if not line.strip().startswith("#")}
    for path in STUDENTS:
        cells = cells_of(path)
        if (text := starter.read_text("utf-8").rstrip("\n")) in cells:
            place = cells.index(text)
            above = [{line.strip() for line in cell.splitlines()} for cell in cells[:place] if cell.startswith('"""')]
            if any(lines <= each for each in above):
                assert cells[place - 1].startswith("*Most of what is asked"), path


def cells_of(path: Path) -> list[str]:
    """Return the text of each cell of a notebook."""
    return ["".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"]]


def test_a_page_without_solutions_offers_files_without_solutions(tab: Opener):
    visit = tab("descent/momentum/?solutions=no")
    links = visit.page.locator("a[data-unsolved]")
    expect(links).to_have_count(3)
    named = links.evaluate_all("links => links.map((link) => link.href.split('/').at(-1))")
    assert sorted(named) == ["momentum-student.ipynb", "momentum-student.ipynb", STUDENT_TWIN]
    visit.page.locator(".how-to-read > summary").click()
    expect(visit.page.locator(".tools").get_by_text("As notebook")).to_be_visible()
    visit = tab("descent/momentum/")
    expect(visit.page.locator("a[data-unsolved]").first).to_have_attribute("href", re.compile(r"/momentum\.ipynb$"))
    expect(visit.page.locator("page-tools a.student")).to_have_count(2)
    for link in visit.page.locator("page-tools a.student").all():
        expect(link).to_have_attribute("href", re.compile(r"momentum-student\.ipynb$"))
