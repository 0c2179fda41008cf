/** The whole path of a run: computed ahead of the hand, and begun anew from the step at which a setting changes. */
import { plain } from "./words.js";

/**
 * @typedef {object} Entry what was at a step; more stands in it
 * @property {number} step
 */

export class Path {
  /** @type {any[]} what was at each step, from step 0 on */
  entries = [];
  /** Why no step follows the last one; empty as long as one does. */
  end = "";
  /** @type {[number, any][]} the settings by the first step that was taken with them */
  settings;

  /**
   * @param {any} settings with which the first step is taken
   * @param {Entry & Record<string, any>} first
   */
  constructor(settings, first) {
    this.settings = [[1, settings]];
    this.entries.push(first);
  }

  /**
   * What follows an entry, or in a word why nothing does. Each kind of path says it.
   * @param {Entry} _entry
   * @param {any} _settings
   * @returns {Entry | string}
   */
  next(_entry, _settings) {
    return "nowhere";
  }

  /** The last step that is known. */
  get last() {
    return this.entries.length - 1;
  }

  /** Know the path up to a step, or to its end. @param {number} step */
  extend(step) {
    const [, settings] = this.settings.at(-1);
    while (!this.end && this.last < step) {
      const next = this.next(this.entries[this.last], settings);
      if (typeof next === "string") this.end = next;
      else this.entries.push(next);
    }
    return this.last;
  }

  /** From a step on, go on with other settings: what was taken before stays. @param {number} step */
  change(step, settings) {
    this.entries.length = Math.min(step, this.last) + 1;
    this.end = "";
    this.settings = [...this.settings.filter(([first]) => first <= this.last), [this.last + 1, settings]];
  }

  /** What was at a step; after the end, what was there. @param {number} step */
  at(step) {
    return this.entries[Math.min(step, this.last)];
  }

  /** A place between two steps, where a run moves on a straight line. @param {number} at @param {(entry: any) => number[]} place */
  now(at, place = ({ w }) => w) {
    const step = Math.floor(at + 1e-9);
    const [from, to] = [step, step + 1].map((each) => place(this.at(each)));
    return from.map((value, i) => value + (at - step) * (to[i] - value));
  }

  /** The settings with which the step after this one is taken. @param {number} step */
  settingsAt(step) {
    return this.settings.findLast(([first]) => first <= step + 1)[1];
  }

  /** Why the run is over at a step; empty where it is not. @param {number} step */
  over(step) {
    return step >= this.last ? this.end : "";
  }

  /** At most about `most` entries from one step to another, at even distances, both ends included. */
  between(from, to, most = 400) {
    const last = Math.min(to, this.last);
    let stride = 1;
    while ((last - from) / stride > most) stride *= 2;
    const some = [];
    for (let step = from; step < last; step += stride) some.push(this.entries[step]);
    if (last >= from) some.push(this.entries[last]);
    return some;
  }

  /** The steps up to one that a table and a program show. @param {number} step */
  shown(step) {
    return this.between(0, step, 40).map((entry) => entry.step);
  }

  /** The table up to a step: its heads, and what each of its entries has below them. */
  table(step, heads, cells) {
    const rows = this.between(0, step, 40).map((entry) => [String(entry.step), ...cells(entry).map(plain)]);
    return { heads: ["step", ...heads], rows };
  }
}

/**
 * What a program needs for settings that change on the way: the first ones, what sets the others, and the line in its
 * loop that takes them.
 * @param {[number, any][]} settings by their first steps @param {number} steps of the program
 */
export function inPython(settings, steps) {
  const [[, { rate, momentum }], ...others] = settings.filter(([first]) => first <= steps || first === 1);
  const list = others.map(([first, its]) => `${first}: (${its.rate}, ${its.momentum})`).join(", ");
  const taken = "learning_rate, momentum = changes.get(step, (learning_rate, momentum))";
  return { rate, momentum, changes: list && `changes = {${list}}\n`, taken: list && taken };
}
