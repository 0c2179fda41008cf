"""The questions for a course's own system: those of the pages, whole, each with one right answer."""

import io
import re
import zipfile
from collections import Counter
from copy import copy
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as etree  # noqa: N813, as everywhere else here

import pytest
from downhill import metadata
from downhill.export import bank
from downhill.site import address_of

from tests.served import SITE, addresses, soup

ANSWER = re.compile(r"^  (?P<sign>[=~])(?P<words>(?:[^~=#{}:\\]|\\.)+)#(?P<told>(?:[^~=#{}:\\]|\\.)+)$")
HEAD = re.compile(r"^::(?P<name>(?:[^~=#{}:\\]|\\.)+)::(?P<words>(?:[^~=#{}:\\]|\\.)+) \{$")
QTI = {"q": bank.NAMESPACE}
UNCHECKED = {  # lists of tasks and of mistakes, and pages that are questions themselves
    "practice/myths.md",
    "practice/pitfalls-of-programs.md",
    "practice/pitfalls.md",
    "practice/projects-on-real-data.md",
    "practice/projects.md",
    "practice/ten-runs.md",
}


def read(text: str) -> dict[str, tuple[str, list[tuple[bool, str, str]]]]:
    """Return the questions of a GIFT file by their names, with words and answers; no line may be of another form."""
    found: dict[str, tuple[str, list[tuple[bool, str, str]]]] = {}
    answers: list[tuple[bool, str, str]] = []
    for line in text.splitlines():
        if head := HEAD.match(line):
            answers = []
            found[plain(head["name"])] = (plain(head["words"]), answers)
        elif answer := ANSWER.match(line):
            answers.append((answer["sign"] == "=", plain(answer["words"]), plain(answer["told"])))
        else:
            assert line in ("", "}") or line.startswith(("//", "$CATEGORY: ")), line
    return found


def commented(text: str) -> dict[str, str]:
    """Return the title of each question of a GIFT file by the name that stands in the line before it."""
    lines = text.splitlines()
    heads = [(above, HEAD.match(line)) for above, line in zip(["", *lines], lines, strict=False)]
    return {above.removeprefix("// "): plain(head["name"]) for above, head in heads if head}


def plain(words: str) -> str:
    """Return words as Moodle's reader takes them: a backslash escapes a sign or itself, and stands before no other."""
    assert not re.search(r"\\", re.sub(r"\\[~=#{}:\\]", "", words)), words
    return re.sub(r"\\([~=#{}:\\])", r"\1", words)


@pytest.fixture(scope="module")
def gift() -> dict[str, tuple[str, list[tuple[bool, str, str]]]]:
    return read((SITE / bank.GIFT).read_text("utf-8"))


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    return commented((SITE / bank.GIFT).read_text("utf-8"))


def test_every_question_of_a_page_is_there_with_the_answers_and_the_right_one_that_the_page_has(gift, titles):
    asked = [each for address in addresses() if address != "404.html" for each in soup(address).select(".predict[id]")]
    assert len(asked) > 90
    assert len(gift) == len(asked) + 12
    assert len([each for each in asked if each["id"].startswith("check-")]) >= 8
    for question in asked:
        choices = question.select("details.choice")
        name = re.sub(r"\W+", "-", choices[0]["name"])
        _, answers = gift[titles[name]]
        assert len(answers) == len(choices)
        given = {words_of(words): (right, told) for right, words, told in answers}
        for choice in choices:
            summary = copy(choice.summary)  # other tests of this worker read the page too
            for formula in summary.select("math"):
                formula.replace_with("¤")
            right, told = given[words_of(summary.decode_contents())]
            verdict = choice.select_one(".verdict")
            assert right == ("right" in verdict["class"])
            assert not verdict.code or words_of(f"The program prints: {verdict.code.decode_contents()}.") in words_of(
                told
            )


def test_each_chapter_that_teaches_asks_once_what_was_read(book):
    parts = [page for page in book.written if page.path.startswith(("learning/", "descent/", "practice/"))]
    without = {page.path for page in parts if not any(question.name for question in page.questions)}
    assert without == UNCHECKED


def words_of(made: str) -> str:
    """Return the words of HTML, with one sign for each formula."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"\\\(.*?\\\)", "¤", made))).split())


def test_a_question_is_in_the_category_of_its_chapter_below_that_of_its_part():
    category, found = "", {}
    for line in (SITE / bank.GIFT).read_text("utf-8").splitlines():
        if line.startswith("$CATEGORY: "):
            category = line.removeprefix("$CATEGORY: ")
            assert category not in found.values()  # each is named once
        elif re.match(r"// [\w-]+$", line):
            found[line.removeprefix("// ")] = category
    assert found["predict-momentum-four_momenta"] == "Downhill/Faster/Momentum"
    assert found["check-training-what-changes"] == "Downhill/Learning from data/Training"
    assert all(each.count("/") == 2 for each in found.values())


@pytest.fixture(scope="module")
def asked(book) -> dict[str, bank.Asked]:
    questions = list(bank.bank(book))
    found = {each.name: each for each in questions}
    assert len(found) == len(questions)
    return found


def test_a_question_brings_what_stands_above_it_since_the_last_heading_program_or_picture(asked):
    rides = asked["predict-two-weights-neighbours"].context
    assert rides.startswith("Four taxi rides, invented:")  # what stands first on its page, and no table of contents
    assert "| price in dollars, $y$ | 7 | 9 | 15 | 17 |" in rides
    assert asked["predict-landscapes-four_rates"].context.count("$$") == 2
    assert asked["predict-myths-doubling"].context.startswith("**The question.** Body mass index")
    houses = asked["predict-one-weight-three_rates"].context
    assert "The weight starts at 100, where the slope is −2.7 billion; the answer is 200" in houses
    assert "](https://downhill-book.github.io/downhill/descent/the-move/)" in houses
    given = asked["predict-projects-steps_needed"].context
    assert given.startswith("On the parabola $f(x) = (x - 3)^2 + 5$")
    assert "**How many steps?**" in given
    assert "How the check knows" not in given


def test_a_question_that_speaks_of_a_program_or_a_picture_brings_it(asked):
    assert "yield" in asked["predict-after-training-torn"].context.partition("```python")[2]
    picture = re.search(r"!\[Ten runs.+\]\((.+?\.svg)\)", asked["predict-ten-runs-ten_runs"].context)[1]
    (image,) = [each for each in SITE.glob("figures/ten-runs-ten_runs.*.svg") if picture.endswith(each.name)]
    assert "<svg" in image.read_text("utf-8")


def test_no_question_speaks_of_what_is_not_there(asked):
    assert [(name, words) for name, each in asked.items() for words in bank.astray(each)] == []


@pytest.mark.parametrize(
    ("context", "told", "found"),
    [
        ("A run stops, as in the section below.", "", ["the section"]),
        ("Look at the figure above.", "", ["figure above", "the figure"]),
        ("This table has two rows.", "", ["This table"]),
        ("This table has two rows.\n\n| a |\n|---|\n| 1 |", "", []),
        ("In the program `w` is a weight.", "", ["In the program"]),
        ("In the program `w` is a weight.\n\n```python\nw = 1\n```", "", []),
        ("A rate below the bound is a good one. The others stand below.", "", []),
        ("", "The next section says why.", ["The next section"]),
        ("", "Later on this page you see why.", ["Later on", "this page"]),
    ],
)
def test_what_points_at_a_place_that_nobody_sees_is_found(asked, context, told, found):
    plain = bank.Asked("a", "A", (), "", context, "Which?", (bank.Answer("x", True, told),))
    assert [*bank.astray(plain)] == found


def test_a_sentence_about_the_page_is_left_out_of_what_stands_above():
    text = "A run is noisy. This page says why. It hovers, as [shown](#x). The sections below go on."
    assert bank.without_places(text) == "A run is noisy. It hovers, as [shown](#x)."


def test_the_right_answer_has_no_place_of_its_own_and_one_that_excludes_all_others_is_the_last(asked):
    for count in (3, 4):
        drawn = [each.drawn for each in asked.values() if len(each.answers) == count]
        places = Counter([answer.right for answer in answers].index(True) for answers in drawn)
        assert all(0.6 / count < places[place] / len(drawn) < 1.5 / count for place in range(count)), places
    last = asked["predict-schedules-order_of_rates"]
    assert last.drawn[-1].words == "`none of them`"
    moved = replace(last, answers=last.answers[::-1])
    assert moved.drawn[-1].words == "`none of them`"
    assert asked["predict-momentum-four_momenta"].drawn == asked["predict-momentum-four_momenta"].drawn


def test_each_answer_of_the_quiz_says_something_of_its_own(asked):
    for name, each in asked.items():
        if name.startswith("two-ways"):
            assert len({answer.told for answer in each.answers}) == 3


def test_one_answer_is_right_and_every_answer_says_why(gift):
    for name, (words, answers) in gift.items():
        assert re.search(r'<p><a href="https://[^"]+">[^<]+, in the book Downhill</a></p>$', words), name
        assert sum(right for right, _, _ in answers) == 1, name
        assert all(told for _, _, told in answers), name
        assert len({said for _, said, _ in answers}) == len(answers), name


def test_signs_of_gift_are_escaped_and_no_formula_begins_a_new_line():
    assert bank.in_gift(r"a=b {c}: ~#") == r"a\=b \{c\}\: \~\#"
    assert bank.in_gift(r"\(\nabla f\)") == r"\\(\\nabla f\\)"


def test_markdown_becomes_html_of_one_line_that_is_xml_too():
    code, table = "```python\nif x < 1:\n    y = 1\n```", "| a |\n|--:|\n| 1 |"
    text = f"One *a* & `b < c`, $x < 1$.\n\n$$\n\\frac{{1}}{{2}}\n$$\n\n{code}\n\n{table}"
    made = bank.as_html(text, bank.in_tex)
    assert "\n" not in made
    assert r"<p>One <em>a</em> &amp; <code>b &lt; c</code>, \(x &lt; 1\).</p>" in made
    assert r"<p>\[\frac{1}{2}\]</p>" in made
    assert "<pre>if x &lt; 1:<br />    y = 1</pre>" in made
    assert "style" not in made
    etree.fromstring(f"<div>{made}</div>")
    etree.fromstring(f"<div>{bank.as_html(text, bank.in_mathml)}</div>")


PACKAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*questions-qti.zip"))


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_holds_the_questions_of_its_gift_file_each_whole(package: str):
    with zipfile.ZipFile(io.BytesIO((SITE / package).read_bytes())) as archive:
        names = archive.namelist()
        items = {name: etree.fromstring(archive.read(name)) for name in names if name.startswith("items/")}
        listed = etree.fromstring(archive.read("imsmanifest.xml"))
    text = (SITE / f"{package.removesuffix('-qti.zip')}.gift").read_text("utf-8")
    gift, titles = read(text), commented(text)
    assert len(items) == len(gift) == len(titles) > 0
    assert {each.get("identifier"): each.get("title") for each in items.values()} == titles
    resources = listed.findall(f".//{{{bank.PACKAGE}}}resource")
    assert sorted(each.get("href") for each in resources) == sorted(items)
    identifiers = [each.get("identifier") for each in items.values()]
    assert len(set(identifiers)) == len(items)
    for name, item in items.items():
        _, answers = gift[item.get("title")]
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", item.get("identifier")), name
        assert item.find(".//q:choiceInteraction", QTI).get("shuffle") == "true"
        choices = {each.get("identifier"): each for each in item.iterfind(".//q:simpleChoice", QTI)}
        assert len(choices) == len(answers)
        right = item.find(".//q:correctResponse/q:value", QTI).text
        assert [choice == right for choice in choices] == [correct for correct, _, _ in answers]
        fixed = [choice for choice in choices.values() if choice.get("fixed")]
        assert all("".join(choice.itertext()).startswith("none of") for choice in fixed)
        assert "".join(item.find(".//q:prompt", QTI).itertext()), name
        assert not [each for each in item.iter() if each.tag == f"{{{bank.NAMESPACE}}}math"], name
        assert "$" not in re.sub(r"\$[\d,]+", "", "".join(item.find("q:itemBody", QTI).itertext())), name
        told = {each.get("identifier") for each in item.iterfind("q:modalFeedback", QTI)}
        assert told == set(choices)


def test_each_chapter_has_its_questions_in_files_of_their_own_and_together_they_are_all_but_the_quiz(book, titles):
    found: dict[str, str] = {}
    for page in book.written:
        names = metadata.questions_of(book, page)
        assert bool(names) == bool(page.questions)
        for name in names.values():
            assert f"{address_of(page.path)}{name}" in {*PACKAGES, f"{address_of(page.path)}{names['GIFT']}"}
        if names:
            own = commented((SITE / address_of(page.path) / names["GIFT"]).read_text("utf-8"))
            assert len(own) == len(page.questions)
            found |= own
    assert {name: title for name, title in titles.items() if not name.startswith("two-ways")} == found
    manifests = set()
    for package in PACKAGES:
        with zipfile.ZipFile(SITE / package) as archive:
            manifests.add(etree.fromstring(archive.read("imsmanifest.xml")).get("identifier"))
    assert len(manifests) == len(PACKAGES) > 80


def test_each_title_says_what_is_asked_in_plain_words_and_is_given_once(asked):
    titles = {name: each.title for name, each in asked.items()}
    assert len({*titles.values()}) == len(titles)
    assert (
        titles["predict-momentum-four_momenta"] == "Momentum: Which momentum comes within 0.001 of the best fit first?"
    )
    for title in titles.values():
        words = title.partition(": ")[2]
        assert len(words.split()) > 3, title
        assert len(title) <= bank.LONGEST + 2
        assert not re.search(r"[`*{}\\]|\$[^\d]", title), title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Is `w` at $w = 3$ a *minimum*?", "A: Is w at w = 3 a minimum?"),
        ("Which finds $200?", "A: Which finds $200?"),
        ("word " * 30, "A: " + "word " * 16 + "word …"),
    ],
)
def test_a_title_is_plain_and_short(words: str, title: str):
    assert bank.titled("A", words) == title


def test_a_quiz_that_cannot_be_read_is_named(tmp_path):
    class Book:
        root = tmp_path

    path = tmp_path / bank.QUIZ
    path.parent.mkdir(parents=True)
    path.write_text(
        'export const QUESTIONS = [\n  [\n    "Asked?",\n    LABELS,\n    "Told.",\n  ],\n  [\n    `no`,\n  ],\n];\n'
    )
    with pytest.raises(ValueError, match=r"two-ways-to-learn-quiz\.js: 1 of 2 questions"):
        [*bank.quiz(Book)]
