/** What the book's plain lender (threshold.py) says of 2,000 new borrowers, and what follows from a threshold. */

/** Borrowers by the probability of a default that it gives them, in hundredths: those who default, those who pay. */
export const DEFAULT = [
  0, 0, 4, 5, 3, 10, 6, 7, 6, 3, 8, 7, 7, 4, 6, 5, 7, 4, 9, 4, 3, 4, 4, 3, 4, 5, 3, 7, 5, 4, 5, 6, 1, 3, 5, 2, 3, 1, 4,
  5, 3, 3, 2, 4, 1, 2, 2, 1, 2, 2, 4, 0, 1, 1, 1, 0, 1, 2, 1, 1, 4, 3, 3, 2, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 1,
];
export const PAY = [
  17, 52, 95, 140, 135, 150, 116, 112, 91, 79, 76, 78, 62, 48, 35, 48, 35, 35, 38, 22, 31, 17, 23, 16, 16, 18, 18, 19,
  4, 16, 11, 9, 14, 11, 10, 7, 9, 5, 7, 3, 4, 4, 6, 3, 2, 3, 2, 1, 1, 2, 2, 1, 1, 2, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0,
  1,
];

/** @param {number[]} list @param {number} [from] */
export const sum = (list, from = 0) => list.slice(from).reduce((total, each) => total + each, 0);

/** The four counts where those are flagged whose probability is at least the threshold, a number of hundredths. */
export function counts(threshold) {
  const from = Math.round(100 * threshold);
  const [found, alarms] = [sum(DEFAULT, from), sum(PAY, from)];
  return { found, alarms, missed: sum(DEFAULT) - found, passed: sum(PAY) - alarms };
}

/** Accuracy, precision and recall; where nobody is flagged, precision is NaN. */
export const scores = ({ found, alarms, missed, passed }) => ({
  accuracy: (found + passed) / (found + alarms + missed + passed),
  precision: found / (found + alarms),
  recall: found / (found + missed),
});
