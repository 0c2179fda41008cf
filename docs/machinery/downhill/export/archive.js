/**
 * Lets a page of the archive run when it is opened as a file, where browsers refuse modules, workers and fetch.
 * `scripts` holds the text of the site's modules and worker by their address from its root; archive.py writes the call.
 */
(scripts) => {
  if (location.protocol !== "file:") return;
  const place = document.currentScript;
  const root = new URL("..", place.src);

  /** Modules import each other by their addresses, and a map tells the browser that the text of an address is here. */
  const imports = {};
  for (const [path, text] of Object.entries(scripts)) {
    const address = new URL(path, root).href;
    const placed = text
      .replace(
        /(\bfrom ?|\bimport ?|\bimport\()"(\.[^"]*)"/g,
        (_, word, other) => `${word}"${new URL(other, address)}"`,
      )
      .replaceAll("import.meta.url", JSON.stringify(address));
    imports[address] = URL.createObjectURL(new Blob([placed], { type: "text/javascript" }));
  }
  place.before(
    Object.assign(document.createElement("script"), { type: "importmap", textContent: JSON.stringify({ imports }) }),
  );
  window.Worker = class extends Worker {
    constructor(address) {
      super(imports[new URL(address, location)]);
    }
  };

  /** The text of a file that a page offers for download or fetches, figures among them, comes from a script below offline/. */
  const [texts, reading] = [{}, {}];
  const read = (address) => {
    reading[address] ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`offline/${address.slice(root.href.length)}.js`, root);
      script.onload = () => {
        texts[address] = script.contents;
        resolve(script.contents);
      };
      script.onerror = () => {
        delete reading[address]; // so that what was lost is asked for again
        script.remove();
        reject(new Error(`${address} is not there`));
      };
      document.head.append(script);
    });
    return reading[address];
  };
  window.fetch = async (address) => new Response(await read(new URL(address, location.href).href));
  addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[download]");
    if (link?.protocol !== "file:") return;
    event.preventDefault();
    const href = URL.createObjectURL(new Blob([await read(link.href)]));
    Object.assign(document.createElement("a"), {
      href,
      download: link.download || link.pathname.split("/").pop(),
    }).click();
  });
};
