/**
 * Holds back the search index, most of what a page would load, until the reader goes to search.
 * Runs before the theme's script, which asks for the index as soon as it starts.
 */
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  const wanted = new Promise((resolve) => {
    const check = (event) => (event.target.closest?.(".md-search, [for=__search]") || event.target.id === "__search") && resolve();
    for (const type of ["focusin", "pointerdown", "change"]) addEventListener(type, check, true);
    addEventListener("keydown", (event) => ["f", "s", "/"].includes(event.key) && resolve(), true);
    if (new URLSearchParams(location.search).has("q")) resolve();
  });
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    this.isSearchIndex = String(address).endsWith("search/search_index.json");
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (this.isSearchIndex) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
