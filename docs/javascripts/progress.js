/**
 * Reading marks, first guesses, goals, the last place and what to look at again, kept in this browser and nowhere else,
 * and in a file that the reader saves. A storage that is full, broken or forbidden costs the memory, never the page.
 */
import { BookElement, button, define } from "./element.js";

const KEY = "downhill";
const CHAPTER = /(\/index\.html|\.html|\/)?$/;
let here; // what is kept, where the browser keeps nothing

/**
 * Chapters that were read, first guesses, goals that were reached; what to look at again, each with its place, such as
 * `descent/momentum/#predict-race Which momentum…`: questions guessed wrong, and tasks tried and not solved; the last place.
 * @typedef {{read: string[], guesses: Record<string, string>, goals: string[], missed: Record<string, string>,
 *   tried: Record<string, string>, place: string}} Kept
 */

/** @returns {Kept} what is in a text; what is no such thing counts as nothing */
function understood(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    found = null;
  }
  const { read, guesses, goals, missed, tried, place } = Object(found);
  const words = (list) => (Array.isArray(list) ? list.filter((each) => typeof each === "string") : []);
  const pairs = (given) =>
    Object.fromEntries(Object.entries(Object(given)).filter(([, value]) => typeof value === "string"));
  return {
    read: words(read),
    guesses: pairs(guesses),
    goals: words(goals),
    missed: pairs(missed),
    tried: pairs(tried),
    place: typeof place === "string" ? place : "",
  };
}

/** @returns {Kept} what was kept */
function kept() {
  if (here) return here;
  try {
    return understood(localStorage.getItem(KEY));
  } catch {
    return understood("");
  }
}

/** Keeps a state, shows it everywhere, and notes whether the browser took it. */
function keep(state) {
  try {
    if (state) localStorage.setItem(KEY, JSON.stringify(state));
    else localStorage.removeItem(KEY);
    here = localStorage instanceof Storage ? undefined : state; // main.html puts a stand-in for a forbidden one
  } catch {
    here = state ?? understood("");
  }
  show();
}

/** Was this goal of a simulation, such as `descent/round`, reached? */
export const reached = (/** @type {string} */ goal) => allReached().includes(goal);

/** All goals that were reached. */
export const allReached = () => kept().goals;

/** Was this page, such as `descent/momentum.md`, marked as read? */
export const hasRead = (/** @type {string} */ page) => kept().read.includes(page.replace(/\.\w+$/, ""));

/** The first guess at this question, such as `predict-one-weight/three_rates`, if there was one. */
export const guessOf = (/** @type {string} */ question) => kept().guesses[question];

/** A record without one of its names. */
const without = (record, name) => Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

/** Keep that a goal was reached. */
export const reach = (/** @type {string} */ goal) =>
  keep({ ...kept(), goals: [...kept().goals, goal], tried: without(kept().tried, goal) });

/** Keep that a task, with its goal, was tried and is not solved yet; `element` stands where it is. */
export function tryTask(/** @type {string} */ goal, /** @type {Element | null} */ element) {
  if (element && !reached(goal)) keep({ ...kept(), tried: { ...kept().tried, [goal]: placeOf(element, element.id) } });
}

/** The root of the book: where the logo leads. */
const root = () =>
  /** @type {HTMLAnchorElement} */ (document.querySelector("a.md-logo")).href.replace(/index\.html$/, "");

/** Where an element stands, from the root, and the words of the heading above it. */
function placeOf(element, id, address = location.href.split(/[?#]/)[0].replace(root(), "")) {
  const headings = [...document.querySelectorAll("article :is(h1, h2)")];
  const follows = (each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  const above = headings.findLast((each) => each === element || follows(each));
  const words = (each) => each.textContent.replace("¶", "").trim();
  const titles = [headings[0], above].filter(Boolean).map(words);
  return `${address}#${id} ${[...new Set(titles)].join(": ")}`;
}

/** A link to a place that was kept. */
function linkTo(place) {
  const [address, ...words] = place.split(" ");
  return Object.assign(document.createElement("a"), { href: root() + address, textContent: words.join(" ") });
}

/** What a link leads to, without the end of its address. */
const pathOf = (/** @type {HTMLAnchorElement} */ link) =>
  new URL(link.href, location.href).pathname.replace(CHAPTER, "");

/** The links to chapters on the home page. */
function chapters() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".contents a");
  return [...links];
}

/** Marks links to chapters that were read, and choices that were the first guess; the elements below tell the rest. */
function show() {
  const { read, guesses, goals } = kept();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".md-nav--primary a.md-nav__link, .contents a, .needs a");
  for (const link of links) {
    const path = pathOf(link);
    link.classList.toggle(
      "read",
      read.some((page) => path.endsWith(`/${page}`)),
    );
  }
  for (const choice of document.querySelectorAll("details.choice")) {
    const summary = choice.querySelector("summary");
    summary.classList.toggle("guess", guesses[choice.getAttribute("name")] === summary.textContent.trim());
  }
  for (const mark of document.querySelectorAll("[data-goal]")) {
    mark.classList.toggle("solved", goals.includes(mark.getAttribute("data-goal")));
  }
  for (const element of document.querySelectorAll("read-mark, reading-progress")) {
    if (element instanceof ReadMark || element instanceof ReadingProgress) element.show();
  }
}

/** Tells in a sentence what of it cannot be kept. */
const warning = () => (here ? " This browser keeps nothing, so it is forgotten when you leave." : "");

/** `<read-mark page="descent/momentum">`: a box that marks this chapter as read. */
class ReadMark extends BookElement {
  /** @type {string | undefined} */
  place = undefined;
  box = Object.assign(document.createElement("input"), { type: "checkbox" });
  told = document.createElement("output");

  connected(signal) {
    const label = document.createElement("label");
    label.append(this.box, " I have read this chapter");
    this.replaceChildren(label, this.told);
    this.box.addEventListener("change", () => this.mark(), { signal });
    addEventListener("pagehide", () => this.leave(), { signal });
    signal.addEventListener("abort", () => this.leave());
    addEventListener("scroll", () => this.notice(), { signal, passive: true });
    show();
  }

  /** Where the reader is, in words; noticed while the page is there, for it is gone when one leaves it. */
  notice() {
    const middle = innerHeight / 2;
    const headings = [...document.querySelectorAll("article h2[id]")];
    const heading = headings.findLast((each) => each.getBoundingClientRect().top < middle);
    const page = `${this.getAttribute("page")}/`; // the address may be that of the next page already
    this.place = heading && placeOf(heading, heading.id, page);
  }

  leave() {
    if (this.place) keep({ ...kept(), place: this.place });
    this.place = undefined;
  }

  mark() {
    const page = this.getAttribute("page");
    const others = kept().read.filter((each) => each !== page);
    keep({ ...kept(), read: this.box.checked ? [...others, page] : others });
  }

  show() {
    this.box.checked = kept().read.includes(this.getAttribute("page"));
    this.told.textContent = warning();
  }
}

/** `<reading-progress>`: how far the reader is, where to go on, and a way to forget it all. */
class ReadingProgress extends BookElement {
  told = document.createElement("output");
  /** What the page says where nothing is kept yet. */
  nothing = this.textContent;
  forget = button("Forget my marks and guesses", () => keep(null));
  save = button("Save them as a file", () => this.download());
  open = button("Load them from a file", () => this.load.click());
  load = Object.assign(document.createElement("input"), { type: "file", accept: ".json", hidden: true });
  again = Object.assign(document.createElement("div"), { className: "again" });

  connected(signal) {
    this.replaceChildren(this.told, this.forget, " ", this.save, " ", this.open, this.load);
    this.load.addEventListener("change", () => this.read(this.load.files[0]), { signal });
    show();
  }

  download() {
    const file = new Blob([JSON.stringify(kept(), null, 1)], { type: "application/json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file) });
    link.download = "downhill-marks.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** Put what a file holds to what is kept; nothing of it is lost. */
  async read(file) {
    this.load.value = "";
    const text = await file.text();
    let whole;
    try {
      whole = JSON.parse(text);
    } catch {
      whole = null;
    }
    if (!Array.isArray(whole?.read)) {
      this.told.replaceChildren(`${file.name} holds no marks of this book; nothing was changed.`);
      return;
    }
    const [mine, theirs] = [kept(), understood(text)];
    const goals = [...new Set([...mine.goals, ...theirs.goals])];
    const tried = { ...theirs.tried, ...mine.tried };
    keep({
      read: [...new Set([...mine.read, ...theirs.read])],
      guesses: { ...theirs.guesses, ...mine.guesses },
      goals,
      missed: { ...theirs.missed, ...mine.missed },
      tried: Object.fromEntries(Object.entries(tried).filter(([goal]) => !goals.includes(goal))),
      place: mine.place || theirs.place,
    });
  }

  /** Questions that were guessed wrong, and tasks that were tried and not solved, with the way to each. */
  review() {
    const places = [...Object.values(kept().missed), ...Object.values(kept().tried)];
    const head = document.createElement("p");
    head.textContent = `To look at again: ${places.length}`;
    const list = document.createElement("ul");
    for (const place of places) {
      const item = document.createElement("li");
      item.append(linkTo(place));
      list.append(item);
    }
    this.again.replaceChildren(head, list);
    if (places.length) this.told.after(this.again);
    else this.again.remove();
  }

  show() {
    const all = chapters();
    const left = all.filter((link) => !link.classList.contains("read"));
    const guesses = Object.keys(kept().guesses).length;
    const nothing = left.length === all.length && !guesses && !kept().goals.length && !kept().place;
    this.forget.hidden = this.save.hidden = nothing;
    this.review();
    if (nothing) {
      this.told.replaceChildren(`${this.nothing} `, this.open);
      return;
    }
    this.save.after(" ", this.open);
    const read = `${all.length - left.length} of ${all.length} chapters`;
    const questions = guesses === 1 ? "1 question" : `${guesses} questions`;
    const solved = kept().goals.filter((goal) => goal.startsWith("run/")).length; // of programs that were run in a page
    const tasks = solved ? ` and solved ${solved} ${solved === 1 ? "task" : "tasks"}` : "";
    this.told.replaceChildren(`You have read ${read} and answered ${questions}${tasks}.${warning()} `);
    if (kept().place) this.told.append("You were last at ", linkTo(kept().place), ". ");
    if (!left.length) return;
    const { href, textContent } = left[0];
    this.told.append("Go on with ", Object.assign(document.createElement("a"), { href, textContent }), ". ");
  }
}

/** The first choice that a reader opens is the guess; `toggle` does not bubble, so it is caught on the way down. */
document.addEventListener(
  "toggle",
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.matches(".choice")) return;
    if (target.contains(document.activeElement)) target.scrollIntoView({ block: "nearest" }); // its verdict too
    const { guesses } = kept();
    const question = target.getAttribute("name");
    const guess = target.querySelector("summary").textContent.trim();
    if (question in guesses) return;
    const right = target.querySelector(".verdict.right");
    const missed = right ? {} : { [question]: placeOf(target, target.closest(".predict").id) };
    keep({ ...kept(), guesses: { ...guesses, [question]: guess }, missed: { ...kept().missed, ...missed } });
  },
  true,
);

addEventListener("storage", show); // marked in another tab
show();
define("read-mark", ReadMark);
define("reading-progress", ReadingProgress);
