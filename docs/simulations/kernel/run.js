/** What all runs share: words for their fate, and numbers as Python prints them. */

const FATES = {
  steady: "converges steadily",
  overshooting: "converges, overshooting",
  round: "goes round for ever",
  diverges: "diverges",
};

/** What eigenvalues say of a run, in words. */
export const foretold = (fate, by = "eigenvalues") => `By its ${by} this run ${FATES[fate]}`;

/** A number as Python prints it with six digits. */
export const plain = (value) => String(Number(value.toPrecision(6)));
