"""The questions for a course's own system: those of the pages, whole, each with one right answer."""

import io
import re
import zipfile
from xml.etree import ElementTree as etree  # noqa: N813, as everywhere else here

import pytest
from downhill.export import bank

from tests.served import SITE, addresses, soup

ANSWER = re.compile(r"^  (?P<sign>[=~])(?P<words>(?:[^~=#{}:\\]|\\.)+)#(?P<told>(?:[^~=#{}:\\]|\\.)+)$")
HEAD = re.compile(r"^::(?P<name>(?:[^~=#{}:\\]|\\.)+)::(?P<words>(?:[^~=#{}:\\]|\\.)+) \{$")
QTI = {"q": bank.NAMESPACE}


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
            assert line in ("", "}") or line.startswith("//"), line
    return found


def plain(words: str) -> str:
    """Return words as GIFT's reader takes them; a backslash before an n would be a new line."""
    assert r"\n" not in words, words
    return re.sub(r"\\([~=#{}:])", r"\1", words)


@pytest.fixture(scope="module")
def gift() -> dict[str, tuple[str, list[tuple[bool, str, str]]]]:
    return read((SITE / bank.GIFT).read_text("utf-8"))


def test_every_question_of_a_page_is_there_with_the_answers_and_the_right_one_that_the_page_has(gift):
    asked = [each for address in addresses() if address != "404.html" for each in soup(address).select(".predict[id]")]
    assert len(asked) > 70
    assert len(gift) == len(asked) + 12
    for question in asked:
        choices = question.select("details.choice")
        name = re.sub(r"\W+", "-", choices[0]["name"])
        (answers,) = [found for title, (_, found) in gift.items() if title.endswith(f": {name}")]
        for (right, _, told), choice in zip(answers, choices, strict=True):
            verdict = choice.select_one(".verdict")
            assert right == ("right" in verdict["class"])
            assert " ".join(verdict.code.get_text().split()) in told


def test_one_answer_is_right_and_every_answer_says_why(gift):
    for name, (words, answers) in gift.items():
        assert words, name
        assert sum(right for right, _, _ in answers) == 1, name
        assert all(told for _, _, told in answers), name
        assert len({said for _, said, _ in answers}) == len(answers), name


def test_signs_of_gift_are_escaped_and_no_formula_begins_a_new_line():
    assert bank.in_gift(r"a=b {c}: ~#") == r"a\=b \{c\}\: \~\#"
    assert bank.in_gift(r"\(\nabla f \ne 0\)") == r"\(∇ f ≠ 0\)"


def test_the_package_holds_the_same_questions_each_whole(gift):
    with zipfile.ZipFile(io.BytesIO((SITE / bank.QTI).read_bytes())) as archive:
        names = archive.namelist()
        items = {name: etree.fromstring(archive.read(name)) for name in names if name.startswith("items/")}
        listed = etree.fromstring(archive.read("imsmanifest.xml"))
    assert len(items) == len(gift)
    resources = listed.findall(f".//{{{bank.PACKAGE}}}resource")
    assert sorted(each.get("href") for each in resources) == sorted(items)
    identifiers = [each.get("identifier") for each in items.values()]
    assert len(set(identifiers)) == len(items)
    for name, item in items.items():
        answers = next(answers for title, (_, answers) in gift.items() if title.endswith(f": {item.get('identifier')}"))
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", item.get("identifier")), name
        choices = {each.get("identifier"): each.text for each in item.iterfind(".//q:simpleChoice", QTI)}
        assert len(choices) == len(answers)
        right = item.find(".//q:correctResponse/q:value", QTI).text
        assert [choice == right for choice in choices] == [correct for correct, _, _ in answers]
        told = {each.get("identifier") for each in item.iterfind("q:modalFeedback", QTI)}
        assert told == set(choices)


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
