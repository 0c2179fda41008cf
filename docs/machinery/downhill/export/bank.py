r"""The questions of the book for a course's own system: as GIFT, which Moodle reads, and as QTI 2.1, which most read.

They are the questions to predict of all pages and the quiz of the simulation of two ways to learn. Formulas stay TeX,
between \( and \), as these systems expect them.

Sources: the format descriptions in Moodle's documentation, "GIFT format", and in 1EdTech's "Question and Test
Interoperability 2.1".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as etree  # noqa: N813, as everywhere else here

from markdown_it.token import Token

from downhill.book import Book
from downhill.files import packed
from downhill.prose import Inline, plain
from downhill.site import address_of

GIFT, QTI = "questions.gift", "questions-qti.zip"
QUIZ = "docs/simulations/two-ways-to-learn-quiz.js"
ITEM = re.compile(r'\[\s*"(?P<asked>[^"]+)",\s*(?P<kind>[A-Z]+),\s*"(?P<told>[^"]+)",?\s*\]')
ANSWERS = {"LABELS": "With labels", "NONE": "Without labels", "BOTH": "Neither, or both"}
NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
# A backslash before an n is a new line in GIFT, whatever follows
LETTERS = {r"\nabla": "∇", r"\nu": "ν", r"\neq": "≠", r"\ne": "≠"}


@dataclass(frozen=True)
class Answer:
    """One answer to a question: its words, whether it is right, and what to say to a student who chose it."""

    words: str
    right: bool
    told: str


@dataclass(frozen=True)
class Asked:
    """A question with its answers: a name of its own, a title, and the words of the question."""

    name: str
    title: str
    words: str
    answers: tuple[Answer, ...]


def bank(book: Book) -> list[Asked]:
    """Return the questions of a book in order; raises ValueError for a quiz that cannot be read."""
    return [*predictions(book), *quiz(book)]


def predictions(book: Book) -> Iterator[Asked]:
    """Yield the questions to predict."""
    for page in book.written:
        place = f"{book.site.address}{address_of(page.path)}"
        for question in page.questions:
            answers = []
            for choice in question.choices:
                row = book.verdict(question, choice) or ""
                told = [f"The program prints: {' '.join(row.split())}.", *(words_of(each) for each in choice.told)]
                answers.append(Answer(words_of(choice.label), question.answer in row, " ".join(told)))
            asked = " ".join(words_of(each) for each in question.asked)
            name = re.sub(r"\W+", "-", f"predict-{question.program}")
            yield Asked(name, page.title, f"{asked} ({place}#{question.anchor})", tuple(answers))


def quiz(book: Book) -> Iterator[Asked]:
    """Yield the questions of the quiz: which tasks learn from labels."""
    path = book.root / QUIZ
    if not path.exists():
        return
    text = path.read_text("utf-8")
    found = [*ITEM.finditer(text)]
    if len(found) != text.count("\n  [\n") or not found:
        raise ValueError(f"{QUIZ}: {len(found)} of {text.count(chr(10) + '  [' + chr(10))} questions can be read")
    for number, item in enumerate(found, 1):
        answers = [Answer(words, kind == item["kind"], item["told"]) for kind, words in ANSWERS.items()]
        asked = f"Does this learn with labels or without? {item['asked']}"
        yield Asked(f"two-ways-to-learn-{number}", "Two ways to learn", asked, tuple(answers))


def words_of(inline: Inline) -> str:
    """Return a run of prose in plain words, with its formulas in TeX."""

    def render(piece: Token) -> str:
        return f"\\({piece.content}\\)" if piece.type == "math_inline" else plain(piece)

    return " ".join("".join(render(piece) for piece in inline.pieces if piece.type != "html_inline").split())


def gift(questions: list[Asked]) -> str:
    """Return questions in Moodle's text format."""
    out = ["// Questions of the book Downhill; text CC BY 4.0.\n"]
    for each in questions:
        answers = [
            f"  {'=' if answer.right else '~'}{in_gift(answer.words)}#{in_gift(answer.told)}" for answer in each.answers
        ]
        rows = "\n".join(answers)
        out.append(f"::{in_gift(f'{each.title}: {each.name}')}::{in_gift(each.words)} {{\n{rows}\n}}\n")
    return "\n".join(out)


def in_gift(words: str) -> str:
    """Return words with the signs escaped that GIFT takes for its own."""
    for tex, letter in LETTERS.items():
        words = re.sub(rf"{re.escape(tex)}(?![A-Za-z])", letter, words)
    return re.sub(r"[~=#{}:]", r"\\\g<0>", words)


def qti(questions: list[Asked]) -> bytes:
    """Return questions as a QTI 2.1 content package; the same questions give the same bytes."""
    files = {f"items/{each.name}.xml": document(item(each)) for each in questions}
    files["imsmanifest.xml"] = document(manifest(questions))
    return packed(files)


def document(root: etree.Element) -> bytes:
    """Return an element as a file of XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, "unicode")}\n'.encode()


def item(asked: Asked) -> etree.Element:
    """Return a question as an assessment item: one choice, with feedback for each answer."""
    names = {answer: f"answer-{number}" for number, answer in enumerate(asked.answers, 1)}
    right = next(names[answer] for answer in asked.answers if answer.right)
    root = etree.Element("assessmentItem", {"xmlns": NAMESPACE, "identifier": asked.name, "title": asked.title})
    root.attrib.update({"adaptive": "false", "timeDependent": "false"})
    about = {"identifier": "RESPONSE", "cardinality": "single", "baseType": "identifier"}
    declared = etree.SubElement(root, "responseDeclaration", about)
    etree.SubElement(etree.SubElement(declared, "correctResponse"), "value").text = right
    for name, kind in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        etree.SubElement(root, "outcomeDeclaration", {"identifier": name, "cardinality": "single", "baseType": kind})
    body = etree.SubElement(root, "itemBody")
    choice = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
    interaction = etree.SubElement(body, "choiceInteraction", choice)
    etree.SubElement(interaction, "prompt").text = asked.words
    for answer, name in names.items():
        etree.SubElement(interaction, "simpleChoice", {"identifier": name}).text = answer.words
    root.append(marking())
    for answer, name in names.items():
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": name, "showHide": "show"}
        etree.SubElement(etree.SubElement(root, "modalFeedback", shown), "p").text = answer.told
    return root


def marking() -> etree.Element:
    """Return how an answer is marked: one point for the right one, and the feedback of the answer that was given."""
    processing = etree.Element("responseProcessing")
    condition = etree.SubElement(processing, "responseCondition")
    for branch, points in (("responseIf", "1"), ("responseElse", "0")):
        part = etree.SubElement(condition, branch)
        if branch == "responseIf":
            match = etree.SubElement(part, "match")
            etree.SubElement(match, "variable", {"identifier": "RESPONSE"})
            etree.SubElement(match, "correct", {"identifier": "RESPONSE"})
        score = etree.SubElement(part, "setOutcomeValue", {"identifier": "SCORE"})
        etree.SubElement(score, "baseValue", {"baseType": "float"}).text = points
    told = etree.SubElement(processing, "setOutcomeValue", {"identifier": "FEEDBACK"})
    etree.SubElement(told, "variable", {"identifier": "RESPONSE"})
    return processing


def manifest(questions: list[Asked]) -> etree.Element:
    """Return the manifest of a package of questions."""
    root = etree.Element("manifest", {"xmlns": PACKAGE, "identifier": "downhill-questions"})
    about = etree.SubElement(root, "metadata")
    etree.SubElement(about, "schema").text = "QTIv2.1 Package"
    etree.SubElement(about, "schemaversion").text = "1.0.0"
    etree.SubElement(root, "organizations")
    resources = etree.SubElement(root, "resources")
    for each in questions:
        href = f"items/{each.name}.xml"
        about_item = {"identifier": f"item-{each.name}", "type": "imsqti_item_xmlv2p1", "href": href}
        etree.SubElement(etree.SubElement(resources, "resource", about_item), "file", {"href": href})
    return root
