/** What all runs share: words for their fate, numbers as Python prints them, and the ends of a range. */

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
