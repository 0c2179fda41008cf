/**
 * The page's side of Python: what a program needs and how large that is, and one worker, which is started at the first
 * run, kept while a reader goes from page to page, and ended by Stop, by leaving while it runs, or when it rests long.
 */
import { once } from "../element.js";

export const ROOT = new URL("../../", import.meta.url);
const REST = 600_000; // ms after which an idle Python gives its memory back
const CONSENT = "downhill-live"; // where it is kept what the reader has agreed to load
const NAMES = { numpy: "NumPy", plotly: "Plotly", "scikit-learn": "scikit-learn", scipy: "SciPy", pandas: "pandas" };

/** What there is to load, from where; asked for at the first press. */
export const manifest = once(async () => {
  const answer = await fetch(new URL("live.json", ROOT));
  if (!answer.ok) throw new Error(`${answer.status} for live.json`);
  const told = await answer.json();
  const base = new URL(told.base, ROOT);
  return { ...told, base: base.href, host: base.host, here: base.host === ROOT.host };
});

/** The names that programs import, such as numpy. */
export function importedBy(cells) {
  const lines = cells.join("\n").matchAll(/^\s*(?:from\s+(\w+)|import\s+([\w., ]+))/gm);
  const names = [...lines].flatMap(
    ([, from, list]) => from ?? list.split(",").map((one) => one.trim().match(/\w*/)[0]),
  );
  if (cells.some((cell) => cell.includes("as_frame=True"))) names.push("pandas"); // scikit-learn makes tables of it
  return [...new Set(names)];
}

/**
 * What programs need beyond Python itself, with all that this needs.
 * @returns {{packages: string[], plotly: boolean}} names as in the lock
 */
export function needs({ lock }, imported) {
  const plotly = imported.includes("plotly");
  const found = new Set(
    Object.keys(lock.packages).filter((name) => lock.packages[name].imports.some((one) => imported.includes(one))),
  );
  if (plotly) found.add("numpy");
  for (const name of found) for (const other of lock.packages[name].depends) found.add(other);
  return { packages: [...found], plotly };
}

/** What is still to be agreed to: names for a reader, with bytes as they travel. */
export function unasked(told, { packages, plotly }) {
  const agreed = agreedTo(told);
  const parts = [["Python", Object.values(told.runtime).reduce((sum, { sent }) => sum + sent, 0)]];
  for (const name of packages) parts.push([name, told.lock.packages[name].bytes]);
  if (plotly) parts.push(["plotly", told.plotly.bytes]);
  const left = parts.filter(([name]) => !agreed.includes(name));
  const named = left.filter(([name]) => name === "Python" || name in NAMES);
  const bytes = left.reduce((sum, [, size]) => sum + size, 0);
  return { names: named.map(([name]) => NAMES[name] ?? name), bytes, keys: left.map(([name]) => name) };
}

/** What the reader has agreed to load, for this version and from this host. */
function agreedTo({ version, host }) {
  const [of, names] = (localStorage.getItem(CONSENT) ?? "").split("|");
  return of === `${version} ${host}` && names ? names.split(",") : [];
}

/** Keep what the reader agreed to; a storage that takes nothing costs the memory only. */
export function agree(told, keys) {
  try {
    localStorage.setItem(CONSENT, `${told.version} ${told.host}|${[...agreedTo(told), ...keys].join(",")}`);
  } catch {}
}

/** @type {Worker | undefined} */
let worker;
/** @type {((kind: string) => void) | undefined} ends the run of now */
let finish;
let rest = 0;

/** End the program that runs, and Python with it. */
export function stop() {
  finish?.("stopped");
}

/** Take the worker away. */
function drop() {
  worker?.terminate();
  worker = undefined;
}

/** Ask the worker, which is started where there is none, to load what programs need, and to run them. */
function ask(told, job) {
  const imported = importedBy(job.cells);
  const { packages, plotly } = needs(told, imported);
  const archive = plotly && { ...told.plotly, address: new URL(told.plotly.address, ROOT).href };
  worker ??= new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.postMessage({ manifest: told, packages, plotly: archive, imported, ...job });
  return worker;
}

/** Load what programs need, while a reader edits one, if the reader agreed to all of it at an earlier run. */
export async function prepare(cells) {
  const told = await manifest();
  if (finish || unasked(told, needs(told, importedBy(cells))).bytes) return;
  clearTimeout(rest);
  rest = setTimeout(drop, REST);
  const mine = ask(told, { cells, loads: true });
  mine.onerror = drop; // the next run says what it lacks
  mine.onmessage = ({ data }) => {
    if (data.kind === "lost") drop();
  };
}

/**
 * Run programs: those of a lab one after the other in one Python, any other alone.
 * @param {{cells: string[], name: string, lab: boolean}} job
 * @param {(message: {kind: string, text?: string, told?: number, wanted?: number}) => void} hear
 * @param {AbortSignal} signal ends it
 */
export async function run(job, hear, signal) {
  stop();
  clearTimeout(rest);
  const told = await manifest();
  if (signal.aborted) return;
  const mine = ask(told, job);
  await new Promise((/** @type {(nothing?: unknown) => void} */ resolve) => {
    const end = (kind, text) => {
      if (finish !== end) return;
      finish = undefined;
      signal.removeEventListener("abort", stop);
      mine.onmessage = mine.onerror = null;
      if (kind !== "done") drop();
      else rest = setTimeout(drop, REST);
      hear({ kind, text });
      resolve();
    };
    finish = end;
    signal.addEventListener("abort", stop);
    mine.onmessage = ({ data }) =>
      ["done", "lost", "broken"].includes(data.kind) ? end(data.kind, data.text) : hear(data);
    mine.onerror = (event) => end("lost", event.message || "the worker did not start");
  });
}
