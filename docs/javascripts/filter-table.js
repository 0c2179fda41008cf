/**
 * Search fields for what is long: `<filter-table>` for the table or list that follows, of which what does not have the
 * words goes, and so does a heading with nothing left under it; `<claim-finder>` for the claims, which are on many pages.
 * How many are left is said. `grades="● in the head, ●● on paper"` puts a button for each beside the field: a sign is
 * found where it stands as often as it was asked for. Without this script all of it is there.
 */
import { BookElement, button, define, lost, once } from "./element.js";

const MOST = 30; // claims that are shown at once
// What a statement quotes; the build takes a backtick for the start of a template
const GRADE = /●+|★/g;
const QUOTED = /\x60([^\x60]+)\x60|(?<!\w)\*(\w+)\*(?!\w)/g;
/** A text as it is compared: however a word is joined, warm-up is warmup and warm_up. */
const plain = (text) => text.toLowerCase().replace(/[-_]/g, "");

class FilterTable extends BookElement {
  field = Object.assign(document.createElement("input"), { type: "search", className: "filter-field" });
  told = document.createElement("output");
  /** @type {HTMLButtonElement[]} */
  grades = [];

  connected(signal) {
    const label = document.createElement("label");
    label.append("Show only those with ", this.field);
    this.grades = (this.getAttribute("grades")?.split(", ") ?? []).map((name) => this.grade(name));
    const bar = document.createElement("p");
    bar.append(label, " ", ...this.grades.flatMap((grade) => [grade, " "]), this.told);
    this.replaceChildren(bar);
    this.field.addEventListener("input", () => this.filter(), { signal });
  }

  /** Make the button of a grade; one at a time is pressed, and a second press lets it go. */
  grade(name) {
    const made = button(name, () => {
      const pressed = made.getAttribute("aria-pressed") === "true";
      for (const each of this.grades) each.setAttribute("aria-pressed", `${each === made && !pressed}`);
      this.filter();
    });
    made.setAttribute("aria-pressed", "false");
    return made;
  }

  /** What is looked for: the words of the field, and the sign of the pressed grade. */
  get words() {
    const pressed = this.grades.find((each) => each.getAttribute("aria-pressed") === "true");
    const typed = plain(this.field.value).split(/\s+/);
    return [...typed, pressed?.textContent.split(" ")[0]].filter(Boolean);
  }

  /** Whether a text has all words that are looked for; of ● it has neither more nor fewer. */
  has(text) {
    const grades = text.match(GRADE) ?? [];
    return this.words.every((word) =>
      word.match(GRADE)?.[0] === word ? grades.includes(word) : plain(text).includes(word),
    );
  }

  filter() {
    const article = this.closest("article");
    /** @type {NodeListOf<HTMLElement>} */
    const rows = article.querySelectorAll("tbody tr, h2 + ul > li");
    for (const row of rows) row.hidden = !this.has(row.textContent);
    for (const piece of article.querySelectorAll("tbody")) piece.classList.toggle("filtered", this.words.length > 0);
    /** @type {NodeListOf<HTMLElement>} */
    const lists = article.querySelectorAll("h2 + ul");
    for (const list of lists) {
      const heading = /** @type {HTMLElement} */ (list.previousElementSibling);
      heading.hidden = list.hidden = !list.querySelector(":scope > li:not([hidden])");
      const after = list.nextElementSibling; // what is said of all of them
      if (after instanceof HTMLParagraphElement) after.hidden = list.hidden;
    }
    const shown = [...rows].filter((row) => !row.hidden).length;
    this.told.textContent = `${shown} of ${rows.length}${shown ? "" : "; the search of the site looks into all pages"}`;
  }
}

/**
 * Finds claims by their words, from claims.json, which the page offers and which is loaded at the first letter. And the
 * address that a claim once had there leads on to it, and so does that of what its test refutes, from where that stood.
 */
class ClaimFinder extends FilterTable {
  found = document.createElement("ul");

  connected(signal) {
    addEventListener("hashchange", () => this.lead(), { signal });
    this.lead();
    if (this.querySelector("a")) return; // where the claims are; there are none on this page
    super.connected(signal);
    this.append(this.found);
  }

  lead() {
    const anchor = location.hash.slice(1).replace(/^refuted-/, "claim-");
    if (!anchor.startsWith("claim-")) return;
    const moved = this.querySelector("a");
    const to = moved ? `${moved.href}#${anchor}` : this.link(anchor)?.href;
    if (to) location.replace(to);
  }

  /** The link of the page that leads to a claim. */
  link(anchor) {
    return /** @type {HTMLAnchorElement} */ (document.getElementById(anchor));
  }

  load = once(async () => {
    const file = /** @type {HTMLAnchorElement} */ (this.closest("article").querySelector("p a[download]"));
    return (await fetch(file.href)).json();
  });

  async filter() {
    try {
      this.show(await this.load());
    } catch (error) {
      this.told.replaceChildren(lost(`The claims could not be loaded (${error.message}).`, () => this.filter()));
    }
  }

  show(claims) {
    const shown = claims.filter(({ id, statement, refuted }) => this.has([id, statement, ...refuted].join(" ")));
    const items = shown.slice(0, MOST).map(({ id, statement }) => {
      const item = document.createElement("li");
      const { href } = this.link(`claim-${id.replace("/", "-")}`);
      item.append(Object.assign(document.createElement("a"), { href, textContent: statement.replace(QUOTED, "$1$2") }));
      return item;
    });
    this.found.replaceChildren(...(this.field.value.trim() ? items : []));
    const rest = shown.length > MOST ? `, the first ${MOST} below` : "";
    this.told.textContent = `${shown.length} of ${claims.length}${rest}`;
  }
}

define("filter-table", FilterTable);
define("claim-finder", ClaimFinder);
