r"""The questions of the book for a course's own system: as GIFT, which Moodle reads, and as QTI 2.1, which most read.

They are the questions to predict and to check of all pages, and the quiz of the simulation of two ways to learn. Each
is understood alone: it brings along what stands above it on its page, since the last heading, program, picture or words
in bold at the head of a paragraph. Formulas are TeX in GIFT, between \( and \), and MathML in QTI.

Sources: the format descriptions in Moodle's documentation, "GIFT format", and in 1EdTech's "Question and Test
Interoperability 2.1".
"""

import html
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as etree  # noqa: N813, as everywhere else here

from markdown_it import MarkdownIt

from downhill.book import Book
from downhill.export.twin import Writer, cut, in_fence
from downhill.files import packed
from downhill.formulas import mathml
from downhill.metadata import name_of, questions_of
from downhill.page import Page, Question
from downhill.prose import Inline, parser
from downhill.site import address_of

GIFT, QTI = "questions.gift", "questions-qti.zip"
QUIZ = "docs/simulations/two-ways-to-learn-quiz.js"
ITEM = re.compile(r'\[\s*"(?P<asked>[^"]+)",\s*(?P<kind>[A-Z]+),\s*"(?P<told>[^"]+)",?\s*\]')
ANSWERS = {"LABELS": "With labels", "NONE": "Without labels", "BOTH": "Neither, or both"}
MEANT = {  # what each answer to the quiz would mean
    "LABELS": "With labels, somebody has given the right answer to each case beforehand",
    "NONE": "Without labels, no case has a right answer, given or found",
    "BOTH": "Neither, or both, are tasks with labels for some cases only, or with answers that nobody wrote",
}
NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
LONGEST = 90  # letters of a title
SEED = "Downhill"  # of the order of answers
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
MATH = "http://www.w3.org/1998/Math/MathML"
CLAIM = re.compile(r"\s*\[✓\]\([^)]*\)")
LEVEL = re.compile(r"^\*(Foundation|Intermediate|Advanced|Expert)\*$", re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“`*$\[(])")
# Places that only a reader of the page sees
PAGE = re.compile(
    r"\b((this|these|the (next|last|previous)|next|last|previous|earlier|later) (page|chapter|section|lab)s?|"
    r"(the|a|which) sections?|(page|section|program|table|figure|picture|list|drawing)s? (above|below)|"
    r"comes further down|later on|the chapter about it)\b",
    re.IGNORECASE,
)
SHOWN = {  # what a question may point at only where it is there, and how one sees that in its Markdown
    re.compile(r"\b(this|these) (tables?|matri(x|ces))\b", re.IGNORECASE): re.compile(
        r"^\|.+\|$|matrix\}", re.MULTILINE
    ),
    re.compile(r"\b(in the|this|the last) program\b|\bthis (loop|code)\b", re.IGNORECASE): re.compile(
        r"^```", re.MULTILINE
    ),
    re.compile(r"\b(this|these|the) (figure|picture|drawing|diagram)\b", re.IGNORECASE): re.compile(r"!\["),
}


@dataclass(frozen=True)
class Answer:
    """One answer to a question: its words, whether it is right, and what to say to a student who chose it."""

    words: str
    right: bool
    told: str


@dataclass(frozen=True)
class Asked:
    """A question with its answers, all in Markdown.

    It has a name of its own, a title that tells it from all others, the categories that it belongs to, from the
    largest, and the address of its place. `context` is what one has to know to understand `words`, the question; `page`
    is where it stands.
    """

    name: str
    title: str
    categories: tuple[str, ...]
    place: str
    context: str
    words: str
    answers: tuple[Answer, ...]
    page: str = ""

    @property
    def drawn(self) -> list[Answer]:
        """Return the answers in an order drawn by the name of the question; "none of them" stays the last."""
        drawn = random.Random(f"{SEED}/{self.name}").sample(self.answers, len(self.answers))
        return sorted(drawn, key=closes)


def closes(answer: Answer) -> bool:
    """Say whether an answer speaks of all others, and so stays behind them."""
    return answer.words.strip("`").startswith("none of")


def bank(book: Book) -> list[Asked]:
    """Return the questions of a book in order; raises ValueError for a quiz that cannot be read."""
    return [*of_pages(book), *quiz(book)]


def files(book: Book) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files of questions: address from the site's root, and content; one with all, and one for each page."""
    every = bank(book)
    yield GIFT, gift(every)
    yield QTI, qti(every)
    for page in book.written:
        if own := [each for each in every if each.page == page.path]:
            names, folder = questions_of(book, page), address_of(page.path)
            yield f"{folder}{names['GIFT']}", gift(own)
            yield f"{folder}{names['QTI']}", qti(own, f"-{name_of(book, page)}")


def of_pages(book: Book) -> Iterator[Asked]:
    """Yield the questions to predict and to check."""
    for page in book.written:
        for question in page.questions:
            yield asked_of(book, page, question)


def asked_of(book: Book, page: Page, question: Question) -> Asked:
    """Return a question of a page as one that is understood alone."""
    writer, answers = Writer(book, page, True, address_of), []
    for choice in question.choices:
        row = book.verdict(question, choice)
        told = [f"The program prints: `{' '.join(row.split())}`."] if row else []
        told += [in_words(writer, each) for each in choice.told]
        answers.append(Answer(in_words(writer, choice.label), book.right(question, choice), " ".join(told)))
    name = re.sub(r"\W+", "-", f"{question.kind}-{question.key}")
    categories = (book.site.name, book.site.part(page.path), book.site.title(page.path) or page.title)
    place = f"{book.site.address}{address_of(page.path)}#{question.anchor}"
    words = " ".join(in_words(writer, each) for each in question.asked)
    about = titled(categories[-1], next((each.words for each in question.asked if set_in_bold(each)), words))
    return Asked(name, about, categories, place, context(writer, question), words, tuple(answers), page.path)


def set_in_bold(inline: Inline) -> bool:
    """Say whether a run of prose holds words in bold, which are what a question asks."""
    return any(piece.type == "strong_open" for piece in inline.pieces)


def titled(chapter: str, words: str) -> str:
    """Return a title of plain words: the chapter, and what is asked, cut at a word where it is long."""
    plain = " ".join(re.sub(r"[`*]|\\[a-z]+(?=\{)|[{}\\]", "", re.sub(r"\$([^$]+)\$", r"\1", words)).split())
    whole = f"{chapter}: {plain}"
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rpartition(' ')[0]} …"


def context(writer: Writer, question: Question) -> str:
    """Return what has to be read before a question: what is given, and what stands above it on the page."""
    page = writer.page
    parts = [in_words(writer, question.given)] if question.given else []
    if question.name:  # one to check says all that it needs
        return "".join(parts)
    block = next(each for each in page.blocks if each.kind == "text" and question.line in each.lines)
    borders = [each.line + 1 for each in page.headings] + [each.end for each in page.inlines if each.element[0]]
    borders += [each.line for each in page.inlines if each.kind == "paragraph" and leads(page, each)]
    borders += [
        token.map[1] + 1 for token in page.html if token.map and not token.content.startswith('<div class="table')
    ]
    start = max([block.line, *(each for each in borders if each <= question.line)])
    text = LEVEL.sub("", CLAIM.sub("", writer.text(cut(block, start, question.line))))
    parts += [without_places(each) for each in text.split("\n\n")]
    if question.shows == "program":
        parts += [in_fence(writer.book, each) for each in page.programs if each.program == question.program][:1]
    if question.shows == "figure":
        captions = [each for each in page.figures if each.placed == question.program]
        alt = " ".join(each.words for each in captions)
        parts.append(f"![{alt}]({writer.book.site.address}{writer.book.figures[question.program].stem}.svg)")
    return "\n\n".join(filter(None, parts))


def leads(page: Page, inline: Inline) -> bool:
    """Say whether a paragraph, which is no item of a list, opens with words in bold: a heading on its line."""
    return page.text.split("\n")[inline.line - 1].lstrip().startswith("**")


def without_places(paragraph: str) -> str:
    """Return a paragraph of prose without the sentences that speak of the page itself."""
    if paragraph.startswith(("|", "$$", "```")):
        return paragraph
    return " ".join(each for each in SENTENCE.split(paragraph) if not PAGE.search(each))


def in_words(writer: Writer, inline: Inline) -> str:
    """Return a run of prose as Markdown on one line, whose links lead to the site; a claim's mark is none of it."""
    return " ".join(CLAIM.sub("", writer.prose(inline.pieces)).split())


def astray(asked: Asked) -> Iterator[str]:
    """Yield where a question speaks of what is not there for those who meet it away from its page."""
    whole = f"{asked.context}\n\n{asked.words}"
    for text in (whole, *(answer.told for answer in asked.answers)):
        words = re.sub(r"`[^`\n]*`", "", re.sub(r"\]\([^)]*\)", "]", text))
        found = [place[0] for place in PAGE.finditer(words)]
        found += [
            place[0] for points, there in SHOWN.items() for place in points.finditer(words) if not there.search(whole)
        ]
        yield from found


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
        answers = [
            Answer(
                words, kind == item["kind"], item["told"] if kind == item["kind"] else f"{MEANT[kind]}. {item['told']}"
            )
            for kind, words in ANSWERS.items()
        ]
        categories = (book.site.name, "Simulations", "Two ways to learn")
        place = f"{book.site.address}simulations/two-ways-to-learn/"
        asked = f"Does this learn with labels or without? {item['asked']}"
        title = titled(categories[-1], item["asked"])
        yield Asked(f"two-ways-to-learn-{number}", title, categories, place, "", asked, tuple(answers))


Render = Callable[[str, bool], str]


@cache
def reader(formula: Render) -> MarkdownIt:
    """Return what turns Markdown into HTML for other systems: no HTML of our own, no styles, formulas by `formula`."""
    made = parser().enable("text_join")

    def add(kind: str, render: Callable[[str], str]) -> None:
        made.add_render_rule(kind, lambda _, tokens, place, *rest: render(tokens[place].content))

    add("math_inline", lambda tex: formula(tex, False))
    add("math_block", lambda tex: f"<p>{formula(tex.strip(), True)}</p>\n")
    add("fence", lambda code: f"<pre>{html.escape(code.rstrip()).replace(chr(10), '<br />')}</pre>\n")
    for kind in ("html_inline", "html_block"):
        add(kind, lambda _: "")
    return made


@cache
def as_html(text: str, formula: Render, *, inline: bool = False) -> str:
    """Return Markdown as HTML on one line, which is XML too."""
    made = reader(formula).renderInline(text) if inline else reader(formula).render(text)
    return re.sub(r' style="[^"]*"', "", made).replace("\n", " ").strip()


def in_tex(tex: str, display: bool) -> str:
    """Return a formula as Moodle and its like expect it."""
    left, right = (r"\[", r"\]") if display else (r"\(", r"\)")
    return html.escape(f"{left}{' '.join(tex.split())}{right}", quote=False)


def in_mathml(tex: str, display: bool) -> str:
    """Return a formula as QTI has it: MathML, in its own namespace."""
    return mathml(tex, display).replace("<math", f'<math xmlns="{MATH}"', 1)


def gift(questions: list[Asked]) -> str:
    """Return questions in Moodle's text format, by categories."""
    out = ["// Questions of the book Downhill; text CC BY 4.0.\n"]
    category: tuple[str, ...] = ()
    for each in questions:
        if each.categories != category:
            category = each.categories
            out.append(f"$CATEGORY: {'/'.join(name.replace('/', '//') for name in category)}\n")
        answers = [
            f"  {'=' if answer.right else '~'}{in_gift(as_html(answer.words, in_tex, inline=True))}"
            f"#{in_gift(as_html(answer.told, in_tex, inline=True))}"
            for answer in each.drawn
        ]
        rows = "\n".join(answers)
        words = f"{as_html(each.context, in_tex)} {as_html(each.words, in_tex)} {source(each)}"
        out.append(f"// {each.name}\n::{in_gift(each.title)}::[html]{in_gift(words.strip())} {{\n{rows}\n}}\n")
    return "\n".join(out)


def source(asked: Asked) -> str:
    """Return where a question comes from, as a link."""
    words = html.escape(f"{asked.categories[-1]}, in the book {asked.categories[0]}")
    return f'<p><a href="{asked.place}">{words}</a></p>'


def in_gift(words: str) -> str:
    """Return words with the signs escaped that GIFT takes for its own."""
    return re.sub(r"[~=#{}:\\]", r"\\\g<0>", words)


def qti(questions: list[Asked], tail: str = "") -> bytes:
    """Return questions as a QTI 2.1 content package; the same questions give the same bytes.

    `tail` is the end of the package's name.
    """
    etree.register_namespace("m", MATH)
    files = {f"items/{each.name}.xml": document(item(each)) for each in questions}
    files["imsmanifest.xml"] = document(manifest(questions, f"downhill-questions{tail}"))
    return packed(files)


def document(root: etree.Element) -> bytes:
    """Return an element as a file of XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, "unicode")}\n'.encode()


def put(parent: etree.Element, made: str) -> None:
    """Put HTML into an element."""
    inside = etree.fromstring(f"<div>{made}</div>")
    parent.text = inside.text
    parent.extend(inside)


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
    put(body, as_html(asked.context, in_mathml))
    choice = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxChoices": "1"}
    interaction = etree.SubElement(body, "choiceInteraction", choice)
    put(etree.SubElement(interaction, "prompt"), as_html(asked.words, in_mathml, inline=True))
    for answer in asked.drawn:
        about = {"identifier": names[answer], **({"fixed": "true"} if closes(answer) else {})}
        put(etree.SubElement(interaction, "simpleChoice", about), as_html(answer.words, in_mathml, inline=True))
    body.append(etree.fromstring(source(asked)))
    root.append(marking())
    for answer, name in names.items():
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": name, "showHide": "show"}
        told = etree.SubElement(etree.SubElement(root, "modalFeedback", shown), "p")
        put(told, as_html(answer.told, in_mathml, inline=True))
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


def manifest(questions: Iterable[Asked], name: str) -> etree.Element:
    """Return the manifest of a package of questions."""
    root = etree.Element("manifest", {"xmlns": PACKAGE, "identifier": name})
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
