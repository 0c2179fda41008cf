/**
 * Python, in a worker of its own: it loads Pyodide and the packages that a program imports, each file checked by its
 * sha256, runs programs one at a time by session.py, and says what they do. The page ends it to stop a program.
 */
const PAGES = 16_384; // of 64 kB: one gigabyte, so that a program whose memory runs away gets an error and no more
const MANY = 200; // pieces of output that are told at once; from there on they are told together
const APART = 50; // ms
const MOST = 200_000; // characters of output that a page can bear
const HOME = "/book";
const SHELF = "downhill-python"; // where the browser keeps what is remembered

/** @type {any} Pyodide, when it is there */
let python;
let session;
let told = 0; // bytes that have come
let wanted = 0; // bytes that are to come
/** What is known of the files, sha256 and bytes, by address. */
const files = new Map();

const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(size) {
    super({ ...size, maximum: Math.min(size.maximum ?? PAGES, PAGES) });
  }
};

/** Every file comes this way, Pyodide's own too: it is checked, and its bytes are counted as they come. */
const asked = self.fetch;
self.fetch = async (address, options = {}) => {
  const file = files.get(`${address}`);
  const answer = await asked(address, file ? { ...options, integrity: integrity(file) } : options).catch(
    (error) => error,
  );
  if (!answer.ok) {
    const text = `${answer.message ?? answer.status}, ${address}`;
    postMessage({ kind: "lost", text }); // Pyodide waits for ever where its own machine code does not come
    throw new Error(text);
  }
  const count = new TransformStream({
    transform(chunk, next) {
      told += chunk.length;
      postMessage({ kind: "loading", told, wanted });
      next.enqueue(chunk);
    },
  });
  return answer.body && file ? new Response(answer.body.pipeThrough(count), answer) : answer;
};

/** A sha256 as `fetch` takes it. */
function integrity({ sha256 }) {
  const bytes = sha256.match(/../g).map((two) => Number.parseInt(two, 16));
  return `sha256-${btoa(String.fromCharCode(...bytes))}`;
}

/** Run a script's text as a module, when it is the one that is wanted. */
async function module(address) {
  const text = await (await self.fetch(address)).blob();
  return import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

/** The memory of Python as it was right after its first start here, if the browser keeps it. */
async function remembered(address) {
  const answer = await (await caches.open(SHELF)).match(address);
  return answer && new Uint8Array(await answer.arrayBuffer());
}

/** Keep that memory for the next visit, and none of an older version. */
async function remember(address, memory) {
  await caches.delete(SHELF);
  await (await caches.open(SHELF)).put(address, new Response(memory));
}

/** Start Python: from what is remembered, which saves a slow machine a second; else anew. */
async function start({ base, lock, modules, runtime }) {
  const [{ loadPyodide }] = await Promise.all([module(`${base}pyodide.mjs`), module(`${base}pyodide.asm.js`)]);
  const lockFileURL = URL.createObjectURL(new Blob([JSON.stringify(lock)]));
  const load = (how) => loadPyodide({ indexURL: base, lockFileURL, ...how });
  const address = `${base}memory-${Object.values(runtime)
    .map(({ sha256 }) => sha256.slice(0, 16))
    .join("-")}`;
  const nothing = () => undefined; // a browser may keep nothing, or something else than was given to it
  const memory = await remembered(address).catch(nothing);
  let started = memory && (await load({ _loadSnapshot: memory }).catch(nothing));
  if (!started) {
    started = await load({ _makeSnapshot: true }); // not public yet in Pyodide, whose version is fixed here
    remember(address, started.makeMemorySnapshot()).catch(nothing);
  }
  started.FS.mkdirTree(`${HOME}/downhill`);
  started.FS.writeFile(`${HOME}/downhill/__init__.py`, "");
  for (const [name, text] of Object.entries(modules)) started.FS.writeFile(`${HOME}/downhill/${name}`, text);
  started.runPython(`import sys; sys.path.append("${HOME}")`);
  session = started.pyimport("downhill.session");
  python = started;
}

/** Which packages are not there yet. */
const missingOf = (packages) => packages.filter((name) => !(name in (python?.loadedPackages ?? {})));
const hasPlotly = () => python?.FS.analyzePath(`${HOME}/plotly`).exists;

/** Note what is known of all files, and how many bytes are to come. */
function expect({ base, runtime, lock }, packages, plotly) {
  for (const [name, file] of Object.entries(runtime)) files.set(base + name, file);
  for (const file of Object.values(lock.packages)) files.set(base + file.file_name, file);
  if (plotly) files.set(plotly.address, plotly);
  const coming = [...missingOf(packages).map((name) => lock.packages[name]), ...(python ? [] : Object.values(runtime))];
  if (plotly && !hasPlotly()) coming.push(plotly);
  [told, wanted] = [0, coming.reduce((sum, { bytes }) => sum + bytes, 0)];
}

/** Load packages that are not there yet; Pyodide itself goes on without one that does not come. */
async function load(packages, plotly) {
  const missing = missingOf(packages);
  const wrong = [];
  const quiet = { messageCallback() {}, errorCallback: (text) => wrong.push(text) };
  await python.loadPackage(missing, quiet);
  const lost = missing.find((name) => !(name in python.loadedPackages));
  if (lost) throw new Error(wrong[0] ?? `${lost} did not come`);
  if (!plotly || hasPlotly()) return;
  python.unpackArchive(await (await self.fetch(plotly.address)).arrayBuffer(), "zip", { extractDir: HOME });
}

/** What a program says goes to the page: words in pieces, not too many, and all else at once. */
function speaker() {
  let [text, kind, posted, last, length] = ["", "out", 0, 0, 0];
  const flush = () => {
    if (text) postMessage({ kind, text });
    [text, last] = ["", performance.now()];
    posted += 1;
  };
  return (what, words) => {
    if (what !== "out" && what !== "err") {
      flush();
      postMessage({ kind: what, text: words });
      return;
    }
    if (what !== kind) flush();
    kind = what;
    if (length <= MOST) {
      length += words.length;
      text += length > MOST ? "\n… more than a page can show\n" : words;
    }
    if (words.endsWith("\n") && (posted < MANY || performance.now() - last > APART)) flush();
  };
}

/** Do what the page asks: start Python, load what a program needs, and run its cells, unless it only `loads`. */
async function answer({ manifest, packages, plotly, cells, name, lab, imported, loads }) {
  expect(manifest, packages, plotly);
  try {
    if (!python) await start(manifest);
    await load(packages, plotly);
  } catch (error) {
    postMessage({ kind: "lost", text: error.message });
    return;
  }
  if (loads) return;
  postMessage({ kind: "begun" });
  const cellsThere = python.toPy(cells);
  const importedThere = python.toPy(imported);
  try {
    session.run(cellsThere, name, speaker(), lab, importedThere);
  } catch (error) {
    postMessage({ kind: "broken", text: `${error.message}`.trim().split("\n").pop() });
  }
  cellsThere.destroy?.();
  importedThere.destroy?.();
}

let before = Promise.resolve(); // what was asked first is done first
addEventListener("message", ({ data }) => {
  before = before.then(() => answer(data));
});
