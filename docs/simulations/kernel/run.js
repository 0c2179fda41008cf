/**
 * What all runs share: what they went through, whether and why they are over, their table, and words for their fate.
 */
import { Trail } from "./trail.js";

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

export class Run {
  /** Why it is over; empty as long as it is not. */
  end = "";

  /** @param {number} [most] how many steps are kept */
  constructor(most) {
    this.trail = new Trail(most);
  }

  /** End the run. @returns {false} so that a step can end with it */
  stop(why) {
    this.end = why;
    return false;
  }

  /** The table of its steps: their heads, and what each entry of the trail has below them. */
  table(heads, cells) {
    const rows = this.trail.rows().map((entry) => [String(entry.step), ...cells(entry).map(plain)]);
    return { heads: ["step", ...heads], rows };
  }

  /** The steps that the table has. */
  shown() {
    return this.trail.rows().map(({ step }) => step);
  }
}
