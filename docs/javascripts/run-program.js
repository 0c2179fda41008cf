/**
 * Run and Edit on every program, and links that change a program and run it. All else that this takes is loaded at the
 * first press: nothing of it stands in the way of a reader who reads.
 */
import { BookElement, button, define, lost, unfold, watch } from "./element.js";
import { reached } from "./progress.js";

/** A program, or a cell of a lab; not what needs packages that Python in the page has not */
const LISTING = ".language-python.highlight:has(> .filename):not(.needs + *)";

/** @typedef {{block: HTMLElement, name: string, source: string}} Program */

/** What a block shows: the name of its program, or of its cell, and the text as the book has it. */
export function programOf(block) {
  const title = block.querySelector(".filename > :first-child").textContent;
  const lab = document.querySelector("read-mark[page^='labs/']")?.getAttribute("page");
  return { block, name: lab ? `${lab}, ${title}` : title, lab: !!lab, source: block.querySelector("code").textContent };
}

/** All programs of the page, in order. */
export const blocks = () => /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`article ${LISTING}`));

/** Where a reader's version of a program is kept, as long as the book's is this one. */
export function keyOf({ name, source }) {
  let hash = 0;
  for (const letter of source) hash = (31 * hash + letter.codePointAt(0)) | 0;
  return `downhill-edit ${name} ${hash}`;
}

/** The reader's version, if there is one. */
export const edited = (program) => localStorage.getItem(keyOf(program));

/** `<run-programs>`: one on a page, so that what it does ends when the reader leaves. */
class RunPrograms extends BookElement {
  connected(signal) {
    const near = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          this.furnish(target);
        }
      },
      { rootMargin: "300px" },
    );
    for (const block of blocks()) watch(near, block, signal);
    const all = ({ key }) => {
      if (key === "Tab") for (const block of blocks()) this.furnish(block); // the keyboard passes none by
    };
    addEventListener("keydown", all, { signal });
    document.addEventListener("click", (event) => this.follow(event), { signal, capture: true });
    addEventListener("hashchange", () => this.shared(), { signal });
    this.shared();
  }

  /** Put the buttons beside a program's name. */
  furnish(block) {
    const [program, head] = [programOf(block), block.querySelector(".filename")];
    if (head.querySelector(".run")) return;
    const place = document.createElement("span");
    place.className = "run";
    const run = button("Run", () => this.act(block, "press"));
    const edit = button(edited(program) ? "Edited" : "Edit", () => this.act(block, "edit"));
    for (const each of [run, edit]) each.setAttribute("aria-label", `${each.textContent} ${program.name}`);
    place.append(run, edit);
    head.append(place);
    head.classList.toggle("solved", reached(`run/${program.name}`));
  }

  /** Let a program's place do something; what did not come can be asked for again. */
  async act(block, word, ...more) {
    this.furnish(block);
    const { signal } = this.life;
    block.parentElement.querySelector(":scope > .lost")?.remove();
    try {
      const { placeOf } = await import("./live/place.js");
      if (!signal.aborted) (await placeOf(block))[word](...more);
    } catch (error) {
      block.after(lost(`This could not be loaded (${error.message}).`, () => this.act(block, word, ...more)));
    }
  }

  /** A link that changes a program: make the change, and run. */
  follow(event) {
    const link = event.target instanceof Element && event.target.closest("a.what-if");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { program, was, now } = link.dataset;
    const block = [...blocks()].find((each) => programOf(each).name === `${program}.py`);
    if (!block) return;
    event.preventDefault();
    event.stopPropagation();
    unfold(block);
    this.act(block, "change", was, now);
  }

  /**
   * An address that brings somebody's version of a program, or a variant of a task, shows it; it does not run it. One
   * that names a change of the page, by its number among them, makes it, as its link does.
   */
  shared() {
    const [, anchor, kind, what] = location.hash.match(/^#(program-[\w-]+)\?(code|variant|change)=([\w-]+)$/) ?? [];
    /** @type {NodeListOf<HTMLElement>} */
    const changes = document.querySelectorAll("article a.what-if");
    if (kind === "change") changes[Number(what)]?.click();
    const block = anchor && document.getElementById(anchor)?.querySelector(LISTING);
    if (!block || kind === "change") return;
    unfold(block);
    this.act(block, kind === "code" ? "receive" : "assign", what);
  }
}

define("run-programs", RunPrograms);
