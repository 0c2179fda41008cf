/** Variants of a task, and of its solution: other data and numbers, the same check. The build has written them. */
import { button } from "../element.js";
import { ROOT } from "./python.js";

const asked = new Map();

/** What the build tells of a program's variants: the program in pieces, its texts, and those of each variant. */
async function told(name) {
  const answer = await fetch(new URL(`variants/${name.replace(/\.py$/, "")}.json`, ROOT));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/**
 * A variant of a program, and which texts are others, as the book has them and as it has. Throws a RangeError that says
 * what is wrong with the number, or what kept the variants from coming; then they can be asked for again.
 */
export async function variant(name, number) {
  if (!asked.has(name)) asked.set(name, told(name));
  const { pieces, texts, seeds } = await asked.get(name).catch((error) => {
    asked.delete(name);
    throw error;
  });
  const now = /^\s*\d+\s*$/.test(number) && seeds[Number(number) - 1];
  if (!now) throw new RangeError(`There is no variant “${number}”: they are numbered from 1 to ${seeds.length}.`);
  const text = pieces.map((piece) => (typeof piece === "number" ? now[piece] : piece)).join("");
  return { text, other: texts.map((was, i) => [was, now[i]]).filter(([was, is]) => was !== is) };
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
