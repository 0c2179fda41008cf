/**
 * What a reader can do with a page: report an error in it, copy where it is or what it says, print it with solutions or
 * without, or show a part of it in a frame. The links work without this script; the buttons come with it.
 */
import { BookElement, define } from "./element.js";

const UNSOLVED = "unsolved"; // a page whose solutions and hints are left out

/** The solutions and hints of the page. */
function solutions() {
  /** @type {NodeListOf<HTMLElement>} */
  const folds = document.querySelectorAll("article details:is(.success, .tip)");
  return [...folds];
}

const titleOf = (heading) => heading.textContent.replace("¶", "").trim();

/** The heading that a reader is under, and its address: above the marked words, or else in the upper half of the window. */
function here(words) {
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3)[id]")];
  const middle = innerHeight / 2;
  const above = (heading) =>
    words ? words.comparePoint(heading, 0) < 0 : heading.getBoundingClientRect().top < middle;
  const heading = headings.findLast(above) ?? headings[0];
  return { title: titleOf(heading), address: `${location.href.split(/[?#]/)[0]}#${heading.id}` };
}

class PageTools extends BookElement {
  /** @type {Range | undefined} the words that the reader marked */
  words = undefined;

  connected(signal) {
    const asked = new URLSearchParams(location.search);
    document.body.classList.toggle(UNSOLVED, asked.get("solutions") === "no");
    if (document.body.classList.contains(UNSOLVED)) {
      /** @type {NodeListOf<HTMLAnchorElement>} */
      const links = document.querySelectorAll("a[data-unsolved]"); // to files, which are there without solutions too
      for (const link of links) link.href = link.dataset.unsolved;
    }
    if (asked.has("embed")) import("./embed.js").then(({ embed }) => embed(asked.get("embed"), signal));
    const bar = document.querySelector(".md-sidebar--secondary .md-nav");
    const report = this.querySelector(".report");
    if (bar && !bar.querySelector(".report")) bar.append(report.cloneNode(true)); // there it is always in view
    document.addEventListener("selectionchange", () => this.mark(), { signal });
    document.addEventListener("click", (event) => this.press(event), { signal, capture: true });
  }

  /** Keep the words that are marked, for a press on our own buttons takes the mark away. */
  mark() {
    const selection = getSelection();
    const inText = this.closest("article").contains(selection.anchorNode) && !this.contains(selection.anchorNode);
    if (inText) this.words = selection.isCollapsed ? undefined : selection.getRangeAt(0).cloneRange();
  }

  press({ target }) {
    const pressed = target instanceof Element && target.closest("a.report, page-tools button");
    if (pressed instanceof HTMLAnchorElement) this.fill(pressed);
    else if (pressed instanceof HTMLButtonElement) this[pressed.dataset.do]();
  }

  /** Where the reader is, and the marked words, in lines. */
  place() {
    const { title, address } = here(this.words);
    const quote = this.words ? `${this.words}`.slice(0, 400).replaceAll(/^/gm, "> ") : "";
    return [`${title}, ${address}`, quote].filter(Boolean).join("\n");
  }

  /** Tell in the report where the reader is. */
  fill(link) {
    link.dataset.first ??= link.href;
    const address = new URL(link.dataset.first);
    const body = address.searchParams.get("body");
    address.searchParams.set(
      "body",
      body.replace(/(?<=^Section: )/m, () => this.place()),
    );
    link.href = address.href;
  }

  async copy(text, done) {
    const output = this.querySelector("output");
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
      output.textContent = done;
    } catch (error) {
      output.textContent = `Nothing was copied (${error.message}).`;
    }
  }

  /** For those who have no account where errors are reported. */
  address() {
    const text = `${this.place()}\nBuild ${this.dataset.edition || "unknown"}\n`;
    this.copy(text, "Copied: this place, its address and the build.");
  }

  /** For a slide or a list of sources. */
  cite() {
    this.copy(this.dataset.cited, "Copied: how to name this page as a source.");
  }

  markdown() {
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("a.twin"));
    const text = fetch(link.href).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.text();
    });
    this.copy(text, "Copied: the page as Markdown.");
  }
}

/** `<lost-words>`: on the page for lost readers, a search for the words of the address that led there. */
class LostWords extends BookElement {
  connected() {
    const [home] = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("article a[href]"));
    const last = location.pathname.split("/").findLast((part) => /[a-z]{3}/i.test(part) && !/\.html$/.test(part));
    if (!last || home.pathname.includes(last)) return;
    const words = decodeURIComponent(last)
      .replace(/\.\w+$/, "")
      .replaceAll(/[^\p{L}\d]+/gu, " ")
      .trim();
    const search = Object.assign(document.createElement("a"), { textContent: `search for “${words}”` });
    search.href = `${home.href}?q=${encodeURIComponent(words)}`;
    this.replaceChildren(", or ", search);
  }
}

/** `<print-page>`: its buttons print the page, the second one without solutions. */
class PrintPage extends BookElement {
  connected(signal) {
    this.addEventListener("click", ({ target }) => target instanceof HTMLButtonElement && this.print(target), {
      signal,
    });
  }

  print({ className }) {
    const { classList } = document.body;
    const were = classList.contains(UNSOLVED);
    classList.toggle(UNSOLVED, were || className === UNSOLVED);
    print();
    classList.toggle(UNSOLVED, were);
  }
}

/** What a solution or a hint belongs to: an exercise, or else the section. */
function taskOf(fold) {
  for (let before = fold.previousElementSibling; before; before = before.previousElementSibling) {
    const title = before.querySelector(":scope > strong:first-child")?.textContent ?? "";
    if (/^(\d|Extension)/.test(title)) return title;
    if (/^H[1-6]$/.test(before.tagName)) return titleOf(before);
  }
  const outer = fold.parentElement.closest("details"); // what is kept for later may hold solutions of its own
  if (outer) return taskOf(outer);
  const heading = fold.closest("later-part")?.querySelector("h2"); // of a section that a first reading folds
  return heading ? titleOf(heading) : "";
}

/** Move an element, with its figures as they are where the browser can. */
function move(element, parent, before) {
  if (parent.moveBefore) parent.moveBefore(element, before);
  else parent.insertBefore(element, before);
}

/** Move solutions and hints to the end of the page. @returns {() => void} brings them back */
function setAside() {
  const folds = solutions();
  if (!folds.length || document.body.classList.contains(UNSOLVED)) return () => {};
  const end = document.createElement("section");
  end.className = "solutions";
  end.append(Object.assign(document.createElement("h2"), { textContent: "Solutions and hints" }));
  document.querySelector("article").append(end);
  const places = folds.map((fold) => {
    const place = document.createComment("a solution");
    const task = Object.assign(document.createElement("h3"), { textContent: taskOf(fold) });
    if (end.querySelector("h3:last-of-type")?.textContent !== task.textContent) end.append(task);
    fold.before(place);
    move(fold, end, null);
    return place;
  });
  return () => {
    places.forEach((place, i) => {
      move(folds[i], place.parentNode, place);
      place.remove();
    });
    end.remove();
  };
}

/** Print in light colours, with open folds; `true` lets this run before the figures get ready for print. */
addEventListener(
  "beforeprint",
  () => {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const folds = document.querySelectorAll("details:not([open], [name], .sim-fold)");
    const scheme = document.body.getAttribute("data-md-color-scheme");
    for (const fold of folds) fold.open = true;
    document.body.setAttribute("data-md-color-scheme", "default");
    const bringBack = setAside();
    const undo = () => {
      bringBack();
      for (const fold of folds) fold.open = false;
      document.body.setAttribute("data-md-color-scheme", scheme);
    };
    addEventListener("afterprint", undo, { once: true });
  },
  true,
);

define("page-tools", PageTools);
define("print-page", PrintPage);
define("lost-words", LostWords);
