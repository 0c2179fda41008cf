/**
 * Holds back the search index, most of what a page would load, until the reader goes to search.
 * Runs before the theme's script, which asks for the index as soon as it starts.
 */
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  const searches = new WeakSet(); // the requests for the index
  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    const check = ({ target }) => {
      if (target.closest?.(".md-search, [for=__search]") || target.id === "__search") resolve();
    };
    for (const type of ["focusin", "pointerdown", "change"]) addEventListener(type, check, true);
    addEventListener("keydown", ({ key }) => ["f", "s", "/"].includes(key) && resolve(), true);
    if (new URLSearchParams(location.search).has("q")) resolve();
  });
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (String(address).endsWith("search/search_index.json")) searches.add(this);
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    if (searches.has(this)) wanted.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
})();
