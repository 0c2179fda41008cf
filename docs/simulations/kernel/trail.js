/** What a run went through, thinned out as it grows, so that ten thousand steps cost no more than four hundred. */
export class Trail {
  entries = [];
  last = undefined;
  stride = 1;

  /** @param {number} most how many entries are kept at most, besides the last */
  constructor(most = 400) {
    this.most = most;
  }

  /** Add what was at a step; an entry is { step, … } and steps grow one by one. */
  add(entry) {
    this.last = entry;
    if (entry.step % this.stride) return;
    this.entries.push(entry);
    if (this.entries.length <= this.most) return;
    this.stride *= 2;
    this.entries = this.entries.filter(({ step }) => step % this.stride === 0);
  }

  /** All that is kept, the last entry included. */
  all() {
    return this.entries.at(-1) === this.last ? this.entries : [...this.entries, this.last];
  }

  /** At most `count` entries at even distances, and the last. */
  rows(count = 40) {
    let stride = this.stride;
    while (this.entries.length && this.last.step / stride > count) stride *= 2;
    return this.all().filter((entry) => entry === this.last || entry.step % stride === 0);
  }
}
