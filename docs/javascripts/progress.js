/**
 * Reading marks, first guesses and goals of simulations, kept in this browser and nowhere else. A storage that is full,
 * broken or forbidden costs the memory, never the page.
 */
import { BookElement, button, define } from "./element.js";

const KEY = "downhill";
const CHAPTER = /(\/index\.html|\.html|\/)?$/;
let here; // what is kept, where the browser keeps nothing

/** @typedef {{read: string[], guesses: Record<string, string>, goals: string[]}} Kept */

/** @returns {Kept} what was kept; what is no such thing counts as nothing */
function kept() {
  if (here) return here;
  let found;
  try {
    found = JSON.parse(localStorage.getItem(KEY));
  } catch {
    found = null;
  }
  const { read, guesses, goals } = Object(found);
  const words = (list) => (Array.isArray(list) ? list.filter((each) => typeof each === "string") : []);
  const pairs = Object.entries(Object(guesses)).filter(([, guess]) => typeof guess === "string");
  return { read: words(read), guesses: Object.fromEntries(pairs), goals: words(goals) };
}

/** Keeps a state, shows it everywhere, and notes whether the browser took it. */
function keep(state) {
  try {
    if (state) localStorage.setItem(KEY, JSON.stringify(state));
    else localStorage.removeItem(KEY);
    here = localStorage instanceof Storage ? undefined : state; // main.html puts a stand-in for a forbidden one
  } catch {
    here = state ?? { read: [], guesses: {}, goals: [] };
  }
  show();
}

/** Was this goal of a simulation, such as `descent/round`, reached? */
export const reached = (/** @type {string} */ goal) => kept().goals.includes(goal);

/** Was this page, such as `descent/momentum.md`, marked as read? */
export const hasRead = (/** @type {string} */ page) => kept().read.includes(page.replace(/\.\w+$/, ""));

/** Keep that a goal was reached. */
export const reach = (/** @type {string} */ goal) => keep({ ...kept(), goals: [...kept().goals, goal] });

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
  const { read, guesses } = kept();
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
  for (const element of document.querySelectorAll("read-mark, reading-progress")) {
    if (element instanceof ReadMark || element instanceof ReadingProgress) element.show();
  }
}

/** Tells in a sentence what of it cannot be kept. */
const warning = () => (here ? " This browser keeps nothing, so it is forgotten when you leave." : "");

/** `<read-mark page="descent/momentum">`: a box that marks this chapter as read. */
class ReadMark extends BookElement {
  box = Object.assign(document.createElement("input"), { type: "checkbox" });
  told = document.createElement("output");

  connected(signal) {
    const label = document.createElement("label");
    label.append(this.box, " I have read this chapter");
    this.replaceChildren(label, this.told);
    this.box.addEventListener("change", () => this.mark(), { signal });
    show();
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

  connected() {
    this.replaceChildren(this.told, this.forget);
    show();
  }

  show() {
    const all = chapters();
    const left = all.filter((link) => !link.classList.contains("read"));
    const guesses = Object.keys(kept().guesses).length;
    const nothing = left.length === all.length && !guesses && !kept().goals.length;
    this.forget.hidden = nothing;
    if (nothing) {
      this.told.replaceChildren(this.nothing);
      return;
    }
    const read = `${all.length - left.length} of ${all.length} chapters`;
    const questions = guesses === 1 ? "1 question" : `${guesses} questions`;
    const solved = kept().goals.filter((goal) => goal.startsWith("run/")).length; // of programs that were run in a page
    const tasks = solved ? ` and solved ${solved} ${solved === 1 ? "task" : "tasks"}` : "";
    this.told.replaceChildren(`You have read ${read} and answered ${questions}${tasks}.${warning()} `);
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
    const { guesses } = kept();
    const question = target.getAttribute("name");
    const guess = target.querySelector("summary").textContent.trim();
    if (!(question in guesses)) keep({ ...kept(), guesses: { ...guesses, [question]: guess } });
  },
  true,
);

addEventListener("storage", show); // marked in another tab
define("read-mark", ReadMark);
define("reading-progress", ReadingProgress);
