/** Variants of a task, and of its solution: other data and numbers, the same check. The build has written them. */
import { button } from "../element.js";
import { ROOT } from "./python.js";

const asked = new Map();

/** What the build tells of a program's variants: the program in pieces, its texts, and those of each variant. */
async function told(name) {
  if (!asked.has(name)) asked.set(name, load(name));
  return asked.get(name).catch((error) => {
    asked.delete(name); // they can be asked for again
    throw error;
  });
}

async function load(name) {
  const answer = await fetch(new URL(`variants/${name.replace(/\.py$/, "")}.json`, ROOT));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** The text of a variant. */
const filled = (pieces, now) => pieces.map((piece) => (typeof piece === "number" ? now[piece] : piece)).join("");

/**
 * A variant of a program, and which texts are others, as the book has them and as it has. Throws a RangeError that says
 * what is wrong with the number, or what kept the variants from coming.
 */
export async function variant(name, number) {
  const { pieces, texts, seeds } = await told(name);
  const now = /^\s*\d+\s*$/.test(number) && seeds[Number(number) - 1];
  if (!now) throw new RangeError(`There is no variant “${number}”: they are numbered from 1 to ${seeds.length}.`);
  return { text: filled(pieces, now), other: texts.map((was, i) => [was, now[i]]).filter(([was, is]) => was !== is) };
}

/** A task without what stands in its parts, and without empty lines. */
function around(text) {
  const empty = text.replace(/^( *# your part\b.*\n)[\s\S]*?^(?= *# end of your part$)/gm, "$1");
  return empty.replace(/\s*\n/g, "\n").trim();
}

/** Which variant a text is, with a part that somebody wrote: its number, "" for the book's own, undefined for neither. */
export async function numberOf({ name, source }, text) {
  if (around(text) === around(source)) return "";
  const { pieces, seeds } = await told(name);
  const found = seeds.findIndex((now) => around(filled(pieces, now)) === around(text));
  return found < 0 ? undefined : `${found + 1}`;
}

/** A field for the number of a variant of a program, with a button; Enter in the field does the same. */
export function field(name, show) {
  const number = Object.assign(document.createElement("input"), { inputMode: "numeric", size: 4, autocomplete: "off" });
  const label = document.createElement("label");
  label.append("Variant ", number);
  const act = () => show(number.value);
  number.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // else the editor, which is focused by then, begins a line
    act();
  });
  const press = button("Show", act, "Other data and numbers, the same check; without a number the book's own");
  press.setAttribute("aria-label", `Show this variant of ${name}`);
  const both = Object.assign(document.createElement("span"), { className: "run-variant" });
  both.append(label, " ", press, " (other data and numbers, for a class)");
  return both;
}
