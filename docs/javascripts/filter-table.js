/** A search field for the long table that follows: rows without the words go; how many are left is said. Without this script the table is whole. */
class FilterTable extends HTMLElement {
  connectedCallback() {
    if (this.field) return;
    const label = document.createElement("label");
    this.field = Object.assign(document.createElement("input"), { type: "search", className: "filter-field" });
    this.told = document.createElement("output");
    label.append("Show only rows with ", this.field);
    const bar = document.createElement("p");
    bar.append(label, " ", this.told);
    this.prepend(bar);
    this.field.addEventListener("input", () => this.filter());
  }

  filter() {
    const words = this.field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [...this.closest("article").querySelectorAll("tbody tr")];
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    this.told.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
  }
}

if (!customElements.get("filter-table")) customElements.define("filter-table", FilterTable);
