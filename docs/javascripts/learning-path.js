/**
 * The shortest way through the book to what a reader wants to understand: the pages that it builds on, in their order,
 * with the minutes of a first reading, less those that are marked as read.
 */
import { BookElement, define, lost } from "./element.js";
import { hasRead } from "./progress.js";

const PAGE = location.protocol === "file:" ? "/index.html" : "/"; // no server opens a folder of the archive

/**
 * @typedef {{concept: string, page: string, title: string, anchor: string, minutes: number, requires: string[]}} Taught
 */

/**
 * The pages on the way to a concept, itself included, in the order of the book; a bridge stands before the first page
 * that needs it.
 * @param {Taught[]} all every concept, in that order
 * @param {string} goal
 */
export function way(all, goal) {
  const wanted = new Set([goal]);
  for (const concept of wanted) {
    for (const each of all.filter((taught) => taught.concept === concept)) {
      for (const needed of each.requires) wanted.add(needed);
    }
  }
  const pages = [...new Map(all.filter((each) => wanted.has(each.concept)).map((each) => [each.page, each])).values()];
  const place = (each) => {
    if (!each.page.startsWith("bridges/")) return all.indexOf(each);
    const taught = all.filter(({ page }) => page === each.page).map(({ concept }) => concept);
    return Math.min(...pages.filter(({ requires }) => requires.some((one) => taught.includes(one))).map(place)) - 0.5;
  };
  return pages.sort((one, other) => place(one) - place(other));
}

class LearningPath extends BookElement {
  connected(signal) {
    this.hidden = false; // without this script there is nothing to choose
    const select = this.querySelector("select");
    select.addEventListener("change", () => this.lead(select.value), { signal });
  }

  async lead(goal) {
    const list = this.querySelector("ol");
    const told = this.querySelector("output");
    let all;
    try {
      all = await (await fetch(this.dataset.concepts)).json();
    } catch (error) {
      told.replaceChildren(lost(`The way could not be loaded (${error.message}).`, () => this.lead(goal)));
      return;
    }
    const pages = way(all, goal);
    const left = pages.filter(({ page }) => !hasRead(page));
    const minutes = left.reduce((sum, page) => sum + page.minutes, 0);
    list.replaceChildren(
      ...pages.map((each) => {
        const link = Object.assign(document.createElement("a"), { textContent: each.title });
        link.href = new URL(each.page.replace(/(\.md|\.ipynb)$/, PAGE), this.base).href;
        const item = document.createElement("li");
        item.classList.toggle("read", !left.includes(each));
        item.append(link, left.includes(each) ? ` ${each.minutes} minutes` : " read");
        return item;
      }),
    );
    const count = `${left.length} ${left.length === 1 ? "page" : "pages"}`;
    told.textContent =
      goal && (left.length ? `${count}, ${minutes} minutes of first reading:` : "You have read them all:");
  }

  /** Where the site begins. */
  get base() {
    return new URL(".", new URL(this.dataset.concepts, location.href)).href;
  }
}

define("learning-path", LearningPath);
