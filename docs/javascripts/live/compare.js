/** What a program prints here, line by line, beside what it printed for the book. */

const UNHELD = /( ?) *≈[^\s,;)]+/g; // numbers that differ on every machine, and are marked so
const LONG = 2_000; // lines; beyond that they are compared in place

const held = (line) => line.replaceAll(UNHELD, "$1≈…");

/**
 * The lines of a text, each with whether the book has it at this place.
 * @param {string} text
 * @param {string} book
 * @returns {{lines: {text: string, same: boolean}[], missing: number}} `missing`: lines of the book that are not there
 */
export function compared(text, book) {
  const [ours, theirs] = [text, book].map((each) => each.replace(/\n$/, "").split("\n"));
  if (!book) return { lines: text ? ours.map((line) => ({ text: line, same: false })) : [], missing: 0 };
  const kept = common(ours.map(held), theirs.map(held));
  const lines = text ? ours.map((line, i) => ({ text: line, same: kept.has(i) })) : [];
  return { lines, missing: theirs.length - kept.size };
}

/** The places in `one` of a longest common subsequence with `other`. */
function common(one, other) {
  const kept = new Set();
  if (Math.max(one.length, other.length) > LONG) {
    for (const [i, line] of one.entries()) if (other[i] === line) kept.add(i);
    return kept;
  }
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] = one[i] === other[j] ? lengths[at + width + 1] + 1 : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const at = i * width + j;
    if (one[i] === other[j]) {
      kept.add(i);
      i += 1;
      j += 1;
    } else if (lengths[at + width] >= lengths[at + 1]) i += 1;
    else j += 1;
  }
  return kept;
}

/** What a line of a self-check says, as the projects, the labs and the exercises write it: right, not yet, or nothing. */
export function verdict(line) {
  if (/(^|: |\s\s)not yet[:,]/.test(line)) return "not yet";
  return /^\s*right: |: right$/.test(line) ? "right" : "";
}
