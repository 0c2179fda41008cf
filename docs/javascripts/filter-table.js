/**
 * A search field for the long table or list that follows: what does not have the words goes, and so does a heading with
 * nothing left under it; how many are left is said. Without this script all of it is there.
 */
import { BookElement, define } from "./element.js";

class FilterTable extends BookElement {
  field = Object.assign(document.createElement("input"), { type: "search", className: "filter-field" });
  told = document.createElement("output");

  connected(signal) {
    const label = document.createElement("label");
    label.append("Show only those with ", this.field);
    const bar = document.createElement("p");
    bar.append(label, " ", this.told);
    this.replaceChildren(bar);
    this.field.addEventListener("input", () => this.filter(), { signal });
  }

  filter() {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const article = this.closest("article");
    /** @type {NodeListOf<HTMLElement>} */
    const rows = article.querySelectorAll("tbody tr, h2 + ul > li");
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    /** @type {NodeListOf<HTMLElement>} */
    const lists = article.querySelectorAll("h2 + ul");
    for (const list of lists) {
      const heading = /** @type {HTMLElement} */ (list.previousElementSibling);
      heading.hidden = list.hidden = !list.querySelector(":scope > li:not([hidden])");
      const after = list.nextElementSibling; // what is said of all of them
      if (after instanceof HTMLParagraphElement) after.hidden = list.hidden;
    }
    this.told.textContent = `${[...rows].filter((row) => !row.hidden).length} of ${rows.length}`;
  }
}

define("filter-table", FilterTable);
