"""Search: what readers type leads to the page that helps them, and an answer is short."""

import json
import re

import pytest

from tests.served import SITE, Opener, addresses, anchors, soup

PITFALLS = "practice/pitfalls/"
RATE = f"{PITFALLS}#the-rate-is-too-large-for-these-data"
SYMPTOMS = f"{PITFALLS}#from-symptom-to-section"
LEADS = {  # to a page, or to a section of it; to several, where either would do
    "adam from scratch": "reference/functions/#adam",
    "warmup python": "reference/functions/#warm",
    "adam numpy": "reference/functions/#adam",
    # what a method or an idea is
    "adam": "descent/adaptive/#adam-a-mean",
    "sgd vs batch": "descent/batches/",
    "momentum 0.9": "descent/momentum/",
    "nesterov": "descent/momentum/#nesterov",
    "rmsprop": "descent/adaptive/#rmsprop",
    "newton's method": "descent/newton/",
    "early stopping": "descent/early-stopping/",
    "feature scaling": "descent/feature-scaling/",
    "gradient check": "descent/gradient-check/",
    "local minima": "descent/landscapes/#local-minimum",
    "saddle": "descent/landscapes/",
    "convex": "descent/landscapes/#convex",
    "data leakage": "learning/generalization/#data-leakage",
    "gradient clipping": "descent/clipping-in-use/#gradient-clipping",
    "best learning rate": "descent/learning-rate/",
    "learning rate too high": "descent/learning-rate/",
    "np.linalg.lstsq": "descent/optimization/",
    "overfitting": "learning/generalization/#overfitting",
    "random seed": "practice/long-runs/#reproducibility",
    "batch size": "descent/batches/",
    # other spellings
    "lr": "descent/learning-rate/",
    "warmup": "descent/schedules/#warm-up",
    "minibatch": "descent/batches/#a-mini-batch",
    "kmeans": "learning/unsupervised-learning/#clustering-with-k-means",
    "crossentropy": "descent/losses-for-classes/#cross-entropy",
    "normalize features": f"{PITFALLS}#the-features-are-not-scaled",
    "standardization": "descent/feature-scaling/",
    "autograd": "descent/automatic-differentiation/",
    "generalisation": "learning/generalization/",
    "cosine decay": "descent/schedules/",
    "regularize": "reference/glossary/#regularization",
    "moving average": "reference/glossary/#exponential-moving-average",
    "r squared": "reference/glossary/#r2",
    # classes, and what holds a model back
    "dropout": "practice/regularization/#dropout",
    "data augmentation": "practice/regularization/#data-augmentation",
    "calibration": "practice/probabilities/#calibration",
    "precision recall curve": "practice/classification/#the-roc-curve-and-the-precision",
    "fine-tuning": "practice/after-training/#fine-tuning",
    "pretrained": "practice/after-training/#fine-tuning",
    "log odds": "practice/probabilities/#a-weight-shifts",
    # what is seen of a run that goes wrong
    "loss nan": RATE,
    "loss is inf": RATE,
    "loss nan after many steps": f"{PITFALLS}#a-loss-that-breaks-late",
    "nan gradient": f"{PITFALLS}#a-loss-that-breaks-late",
    "mixed precision nan": f"{PITFALLS}#a-loss-that-breaks-late",
    "why does loss increase": RATE,
    "loss goes up": RATE,
    "exploding gradients": RATE,
    "overflow encountered in multiply": RATE,
    "loss does not decrease": SYMPTOMS,
    "my model is not learning": SYMPTOMS,
    "training is slow": f"{PITFALLS}#the-features-are-not-scaled",
    "ConvergenceWarning": f"{PITFALLS}#the-run-stops-by-step-count",
    "max_iter reached": f"{PITFALLS}#the-run-stops-by-step-count",
    "weights differ from sklearn": f"{PITFALLS}#sum-mean-and-half",
    "adam worse than sgd": f"{PITFALLS}#all-optimizers-race",
    "saved weights give a different loss": f"{PITFALLS}#the-loss-is-from-before",
    "shuffling the rows changes the result": f"{PITFALLS}#one-case",
    "validation loss goes up": "learning/generalization/#overfitting",
    # what an engineer types
    "loss spike": "practice/long-runs/#the-same-loop",
    "gradient accumulation": "practice/many-machines/#a-large-batch-on-one-machine",
    "optimizer.zero_grad": "practice/pitfalls-of-programs/#gradients-that-are-never",
    "loss stuck at 2.303": "practice/a-run-that-does-not-train/#the-recipe",
    "initial loss": "practice/a-run-that-does-not-train/#the-recipe",
    "vanishing gradient": "practice/a-run-that-does-not-train/#a-wrong-gradient",
    "batch size learning rate": "descent/schedules/#linear-scaling",
    "larger batch worse": "descent/schedules/#linear-scaling",
    "mup": "practice/rates-across-widths/",
    "wsd": "descent/schedules-in-use/",
    "bf16": "practice/long-runs/#short-numbers",
    "float16": "practice/long-runs/#short-numbers",
    "gradscaler": "practice/long-runs/#short-numbers",
    "float16 training": "practice/long-runs/#short-numbers",
    # what a teacher types
    "homework": "reference/teaching/#homework",
    "worksheet": "reference/teaching/",
    "slides": "reference/teaching/",
    "hand-out": "reference/teaching/",
    "handouts": "reference/teaching/",
}
LENGTHY = ["adam", "momentum", "numpy", "loss", "lstsq", "claims"]  # in long programs, tables and lists

# Keeps the last kind of worker that a script puts into the window, as the theme makes it
SPY = """{
  let kind = window.Worker;
  const keep = (made) => class extends made { constructor(...about) { super(...about); window.searcher = this; } };
  Object.defineProperty(window, "Worker", { get: () => kind, set: (made) => { kind = keep(made); } });
}"""
ASK = """async (queries) => {
  const answers = [];
  for (const data of queries) {
    const answer = new Promise((resolve) => {
      const take = ({ data }) => {
        if (data.type !== 3) return;
        searcher.removeEventListener("message", take);
        resolve(data.data.items.map((sections) => sections.map(({ location }) => location)));
      };
      searcher.addEventListener("message", take);
    });
    searcher.postMessage({ type: 2, data });
    answers.push(await answer);
  }
  return answers;
}"""
LINES = """() => [...document.querySelectorAll(".md-search-result__item")].map((item) => {
  const articles = [...item.querySelectorAll(":scope > a > article")];
  const height = articles.reduce((sum, article) => sum + article.getBoundingClientRect().height, 0);
  return height / parseFloat(getComputedStyle(articles[0]).lineHeight);
})"""


@pytest.fixture
def ask(tab: Opener):
    """Return `ask(queries)`: for each query the answers of the theme's worker as the page gets them."""
    visit = tab("404.html", script=SPY)
    visit.page.click(".md-search__input")
    visit.page.keyboard.type("momentum")  # the theme asks for nothing before
    visit.page.locator(".md-search-result__item a").first.wait_for(state="visible")
    return lambda queries: visit.page.evaluate(ASK, queries)


def test_what_readers_type_leads_to_its_page_among_the_first_two(ask):
    assert len(LEADS) >= 40
    wrong = []
    for (query, place), pages in zip(LEADS.items(), ask(list(LEADS)), strict=True):
        first = [sections[0] for sections in pages[:2]]
        if not any(location.startswith(place) for location in first):
            wrong.append(f"{query!r} leads to {first}, not to {place}")
    assert not wrong, "\n".join(wrong)


def test_a_word_of_two_parts_is_found_where_both_stand(ask):
    entries = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))["docs"]
    texts = {entry["location"]: f"{entry['title']} {entry['text']}".lower() for entry in entries}
    words = {"warmup": ("warm", "up"), "mini-batch": ("mini", "batch"), "cross entropy": ("cross", "entropy")}
    for parts, pages in zip(words.values(), ask(list(words)), strict=True):
        assert pages
        assert all(part in texts[sections[0]] for sections in pages for part in parts), parts


@pytest.mark.whole("each of 200 terms typed; what readers type is tried")
def test_a_term_of_the_glossary_gets_its_entry_first(ask):
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    page = "reference/glossary/#"
    entries = {each["title"]: each["location"] for each in index["docs"] if each["location"].startswith(page)}
    assert len(entries) > 100
    assert len(entries) == sum(each["location"].startswith(page) for each in index["docs"]), "a term stands twice"
    found = dict(zip(entries, ask(list(entries)), strict=True))
    wrong = [title for title, location in entries.items() if found[title][0][0] != location]
    assert not wrong
    assert ask(["learning rates"])[0][0][0] == "reference/glossary/#learning-rate"


def test_every_section_that_is_found_is_there_and_tables_and_lists_are_left_out():
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))["docs"]
    for entry in index:
        page, _, anchor = entry["location"].partition("#")
        assert not anchor or anchor in anchors(page)
    for page in ("programs", "claims", "claims/faster", "refuted", "concepts"):
        places = (f"reference/{page}/", f"reference/{page}/#")
        texts = [
            entry["text"]
            for entry in index
            if entry["location"].startswith(places[1]) or entry["location"] == places[0]
        ]
        assert len(texts) == 1, page
        assert len(texts[0]) < 400, page
    assert len({entry["location"].partition("#")[0] for entry in index}) == len(addresses()) - 1


def test_a_search_gives_the_answer_of_no_question_away():
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))["docs"]
    verdicts = [verdict.get_text() for address in addresses() for verdict in soup(address).select("p.verdict")]
    assert len(verdicts) > 200
    assert not [entry["location"] for entry in index if re.search(r"<p>(Yes|No)\.( The program|</p>)", entry["text"])]


def test_what_stands_around_a_text_is_not_searched():
    furniture = re.compile(r"Download|Output|Core lines|SVG|JSON|CSV|then open your answer|Foundation|Intermediate")
    found = []
    for entry in json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))["docs"]:
        around = re.sub(r"<(pre|p|li)>.*?</\1>", " ", entry["text"], flags=re.DOTALL)
        found += [f"{entry['location']}: {word}" for word in furniture.findall(around)]
    assert not found


@pytest.mark.whole("forty queries once more")
@pytest.mark.parametrize("width", [1280, 360])
def test_an_answer_has_at_most_ten_lines(tab: Opener, width: int):
    visit = tab("404.html", viewport={"width": width, "height": 800})
    visit.page.keyboard.press("/")
    for query in LENGTHY:
        visit.page.locator(".md-search__input").fill("")
        visit.page.keyboard.type(query)
        visit.page.wait_for_selector(f".md-search-result__item a[href*='h={query}']")
        lines = visit.page.evaluate(LINES)
        assert max(lines) <= 10, (query, lines)
