/**
 * A search field for the long table that follows: rows without the words go; how many are left is said. Without this
 * script the table is whole.
 */
import { BookElement, define } from "./element.js";

class FilterTable extends BookElement {
  field = Object.assign(document.createElement("input"), { type: "search", className: "filter-field" });
  told = document.createElement("output");

  connected(signal) {
    const label = document.createElement("label");
    label.append("Show only rows with ", this.field);
    const bar = document.createElement("p");
    bar.append(label, " ", this.told);
    this.replaceChildren(bar);
    this.field.addEventListener("input", () => this.filter(), { signal });
  }

  filter() {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    /** @type {NodeListOf<HTMLTableRowElement>} */
    const rows = this.closest("article").querySelectorAll("tbody tr");
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    this.told.textContent = `${[...rows].filter((row) => !row.hidden).length} of ${rows.length}`;
  }
}

define("filter-table", FilterTable);
