/**
 * What all runs say and share: numbers as they are shown, short, never NaN, never infinite; words for the fate of a run; and
 * the ends of a range.
 */

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** @returns {string} a whole number as an exponent: −3 as ⁻³ */
export const raised = (power) => [...String(power)].map((sign) => RAISED[sign]).join("");

/** @returns {string} a number with `digits` digits, in powers of ten where it is large or small */
export function short(number, digits = 4) {
  if (!Number.isFinite(number)) return "too large";
  if (number === 0) return "0";
  const size = Math.abs(number);
  if (size >= 1e5 || size < 1e-4) {
    const [front, power] = number.toExponential(digits - 2).split("e");
    return `${front} × 10${raised(Number(power))}`.replace("-", "−");
  }
  const text = number.toPrecision(digits);
  return (text.includes("e") ? String(Math.round(number)) : text).replace("-", "−");
}

/** @returns {string} a number with fixed decimals, or in powers of ten where that would not fit */
export function fixed(number, decimals = 2) {
  if (!Number.isFinite(number) || Math.abs(number) >= 1e5) return short(number);
  const text = number.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/** @returns {string} a whole number with its noun: 1 step, 2 steps */
export const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** @returns {string} a number with at most `digits` digits, and no more than it has */
export const brief = (number, digits = 3) =>
  short(number, digits)
    .replace(/(\.\d*?)0+(?= |$)/, "$1")
    .replace(/\.(?= |$)/, "");

const FATES = {
  steady: "converges steadily",
  overshooting: "converges, overshooting",
  round: "goes round for ever",
  diverges: "diverges",
};

/** What zones of a rate are called, and how good they are. @type {Record<string, [string, string]>} */
export const ZONES = {
  steady: ["steady", "good"],
  overshooting: ["overshoots", "fair"],
  diverges: ["diverges", "bad"],
};

/** Zones, each up to a rate, with their words in place of a fate's name. */
export const inWords = (zones, words = ZONES) => zones.map(([to, fate]) => [to, ...(words[fate] ?? [fate, "fair"])]);

/** What eigenvalues say of a run, in words. */
export const foretold = (fate, by = "curvatures") => `By its ${by} this run ${FATES[fate]}`;

/** A number as Python prints it with six digits. */
export const plain = (value) => String(Number(value.toPrecision(6)));

/** The nearest value between two ends. @param {number} value @param {number[]} ends */
export const inside = (value, [low, high]) => Math.min(high, Math.max(low, value));

/** What to say of a run that is out of all bounds after so many steps. @param {number} step */
export const diverged = (step) => `It has diverged: after ${count(step, "step")} the next one would leave all bounds`;
