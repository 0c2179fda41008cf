/**
 * What the simulations share: native controls from a specification, the state in the URL, a clock that runs only in
 * view, a status that is said aloud, a table of the steps and the program that computes the same.
 *
 * A simulation is `(stage) => ({ changed(id), press(id), tick(), draw(), status(), table(), python() })`:
 * `changed` follows a control, `tick` takes one step and returns false at its end, `draw` shows what is there.
 */
import { button, watch, whenSchemeChanges } from "../javascripts/element.js";
import { short } from "./format.js";

const SETTLE = 1000; // milliseconds between two sentences that are said aloud

/**
 * @typedef {object} Control
 * @property {string} id
 * @property {string} label the accessible name
 * @property {"choice"|"range"|"log"|"flag"|"button"|"number"} kind; a number has no control of its own
 * @property {string[]} [options]
 * @property {number} [low]
 * @property {number} [high]
 * @property {number} [step]
 * @property {string|number|boolean} [default]
 * @property {Record<string, any>} [with] the values of other controls without which this one counts for nothing
 */

export class Stage {
  /** @type {Record<string, any>} the controls' elements by id */
  inputs = {};
  calm = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Record<string, [number, string][]>} the marked values of sliders, and what they are */
  marked = {};
  /** What runs: how fast, and the button that started it. */
  running = undefined;
  /** @type {number | undefined} the next tick */
  clock = undefined;
  /** @type {number | undefined} the pause after a sentence */
  voice = undefined;
  /** @type {number | undefined} the address, soon to be written */
  writing = undefined;
  inView = false;
  /** @type {Record<string, any>} the controls' values */
  state = {};
  over = false;
  sentence = "";
  /** @type {any} what is shown here */
  simulation = undefined;

  /**
   * @param {Element} host the element `book-simulation`
   * @param {{name: string, title: string, controls: Control[]}} spec
   * @param {(stage: Stage) => object} simulation
   * @param {AbortSignal} signal ends it
   */
  constructor(host, spec, simulation, signal) {
    this.spec = spec;
    this.signal = signal;
    this.controls = spec.controls.filter(({ kind }) => kind !== "button");
    this.state = this.first();
    const opened = this.decode(location.hash);
    Object.assign(this.state, opened.state);

    /** @type {HTMLElement} */
    this.root = host.querySelector(".sim");
    const part = (name) => /** @type {HTMLElement} */ (this.root.querySelector(`.sim-${name}`));
    this.note = part("note");
    this.pictures = part("pictures");
    this.said = part("status");
    this.aloud = aloudFor(this.said);
    this.readout = part("readout");
    this.below = part("below");
    const [steps, source] = this.root.querySelectorAll(":scope > .sim-fold");
    this.steps = new Fold(steps, () => this.fillTable());
    this.source = new Fold(source, () => this.fillSource());
    for (const control of spec.controls) this.wire(control);
    const [, tools] = this.root.querySelectorAll(":scope > .sim-buttons");
    const [python, link] = tools.children;
    this.copies(python, () => this.simulation.python());
    this.copies(link, () => this.link());
    this.root.inert = false;
    this.tell(opened.notes);

    this.simulation = simulation(this);
    this.show();
    this.draw();
    this.listen();
  }

  /** The state that a reader meets first. @returns {Record<string, any>} */
  first() {
    return Object.fromEntries(this.controls.map((control) => [control.id, control.default]));
  }

  listen() {
    const { signal } = this;
    watch(new ResizeObserver(() => this.draw()), this.pictures, signal);
    whenSchemeChanges(() => this.draw(true), signal);
    const seen = (entries) => {
      this.inView = entries.at(-1).isIntersecting;
      this.wind();
    };
    watch(new IntersectionObserver(seen), this.root, signal);
    document.addEventListener("visibilitychange", () => this.wind(), { signal });
    signal.addEventListener("abort", () => this.end());
  }

  /** Leave nothing behind: no clock, no voice. */
  end() {
    this.over = true;
    this.halt();
    for (const timer of [this.voice, this.writing]) clearTimeout(timer);
    this.root.inert = true;
  }

  // Controls

  /** Listen to one control, which the build has put on the page. */
  wire(control) {
    const { id, kind } = control;
    const input = this.root.querySelector(`#${this.spec.name}-${id}`);
    if (!input) return; // a number that has no control of its own
    this.inputs[id] = input;
    if (kind === "button") input.addEventListener("click", () => this.simulation.press(id));
    else input.addEventListener("input", () => this.set(id, this.read(control, input)));
    if (kind === "log") input.addEventListener("keydown", (event) => this.logKey(event, control));
  }

  read({ id, kind }, input) {
    if (kind === "flag") return input.checked;
    if (kind === "choice") return input.value;
    if (kind === "range") return Number(input.value);
    const rate = 10 ** Number(input.value);
    const mark = this.marked[id]?.find(([at]) => Math.abs(Math.log10(at / rate)) < 0.006);
    return mark ? mark[0] : Number(rate.toPrecision(3));
  }

  /** Arrow keys move a logarithmic slider by a fiftieth of a power of ten, Page Up and Down by a fifth. */
  logKey(event, control) {
    const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (!steps) return;
    event.preventDefault();
    const input = this.inputs[control.id];
    input.value = Math.log10(this.state[control.id]) + steps / 50;
    this.set(control.id, this.read(control, input));
  }

  /** Give a control a value, as a reader would, and let the simulation follow. */
  set(id, value) {
    this.state[id] = value;
    this.tell([]);
    this.simulation.changed(id);
    this.show();
    this.draw();
    this.remember();
  }

  /** Show the state in the controls. */
  show() {
    for (const control of this.controls) {
      const input = this.inputs[control.id];
      if (!input) continue;
      const value = this.state[control.id];
      if (control.kind === "flag") input.checked = value;
      else if (control.kind === "log") input.value = Math.log10(value);
      else input.value = value;
      const text = input.parentElement.querySelector("output");
      if (!text) continue;
      text.textContent = control.kind === "log" ? short(value, 3) : String(value).replace("-", "−");
      input.setAttribute("aria-valuetext", text.textContent);
    }
  }

  /** Hide controls that have no meaning now. */
  hide(...ids) {
    for (const { id } of this.controls) if (this.inputs[id]) this.inputs[id].parentElement.hidden = ids.includes(id);
  }

  /**
   * Mark values on a logarithmic slider: a line on it, and a button that sets the value to the last digit.
   * @param {string} id
   * @param {[number, string][]} values and what they are
   */
  mark(id, values) {
    if (JSON.stringify(values) === JSON.stringify(this.marked[id])) return;
    this.marked[id] = values;
    const { low, high } = this.controls.find((control) => control.id === id);
    const list = this.inputs[id].parentElement.querySelector(".sim-marks");
    list.replaceChildren();
    for (const [value, name] of values) {
      if (value < low || value > high) continue;
      const line = element("span", { className: "sim-mark" });
      line.style.setProperty("--share", String(Math.log10(value / low) / Math.log10(high / low)));
      list.append(
        line,
        button(name, () => this.set(id, value), `${name} = ${short(value, 3)}`),
      );
    }
  }

  // The clock

  /** Begin to tick `rate()` times a second, until `tick` returns false, `halt` is called or the reader leaves. */
  run(rate, button) {
    this.running = { rate, button };
    button?.setAttribute("aria-pressed", "true");
    if (!this.simulation.tick()) this.halt();
    this.wind();
  }

  halt() {
    this.running?.button?.setAttribute("aria-pressed", "false");
    this.running = undefined;
    clearTimeout(this.clock);
    this.clock = undefined;
  }

  /** Let the clock go exactly while a run is on and in view. */
  wind() {
    clearTimeout(this.clock);
    this.clock = undefined;
    if (!this.running || !this.inView || document.hidden || this.over) return;
    const rate = this.running.rate();
    const pause = this.calm.matches ? SETTLE : Math.max(1000 / rate, 16); // without motion: many steps at once, seldom
    const ticks = Math.max(1, Math.round((rate * pause) / 1000));
    this.clock = setTimeout(() => {
      let more = true;
      for (let i = 0; i < ticks && more; i++) more = this.simulation.tick();
      if (!more) this.halt();
      this.draw();
      this.wind();
    }, pause);
  }

  // What is shown and said

  draw(force = false) {
    if (this.over || !this.simulation) return;
    this.simulation.draw(force);
    this.say(this.simulation.status());
    if (this.steps.box.open) this.fillTable();
    if (this.source.box.open) this.fillSource();
  }

  /** Show where the run is, and say it aloud at most once a second, the latest sentence last. */
  say(sentence) {
    this.sentence = sentence;
    put(this.said, sentence);
    if (this.voice) return;
    put(this.aloud, sentence);
    this.voice = setTimeout(() => {
      this.voice = undefined;
      if (this.aloud.textContent !== this.sentence) this.say(this.sentence);
    }, SETTLE);
  }

  /** Show named numbers: [name, text] pairs, always in the same order. */
  tellNumbers(pairs) {
    while (this.readout.children.length > pairs.length) this.readout.lastChild.remove();
    while (this.readout.children.length < pairs.length) {
      const box = element("div", {});
      box.append(element("dt", {}), element("dd", {}));
      this.readout.append(box);
    }
    pairs.forEach(([name, text], i) => {
      const [dt, dd] = this.readout.children[i].children;
      if (dt.textContent !== name) dt.textContent = name;
      if (dd.textContent !== text) dd.textContent = text;
    });
  }

  fillSource() {
    this.source.body.textContent = this.simulation.python();
  }

  fillTable() {
    const { heads, rows } = this.simulation.table();
    const table = element("table", { className: "sim-table" });
    const row = (cells, tag) => {
      const line = element("tr", {});
      line.append(...cells.map((cell) => element(tag, { textContent: cell })));
      return line;
    };
    const [head, body] = [element("thead", {}), element("tbody", {})];
    head.append(row(heads, "th"));
    for (const cell of head.querySelectorAll("th")) cell.scope = "col";
    body.append(...rows.map((cells) => row(cells, "td")));
    table.append(head, body);
    this.steps.body.replaceChildren(table);
  }

  // The URL

  /** The state as it stands in a link; what has its default is left out. */
  encode() {
    const first = this.first();
    const counts = (needs = {}) => Object.entries(needs).every(([id, value]) => this.state[id] === value);
    const changed = this.controls.filter((each) => this.state[each.id] !== first[each.id] && counts(each.with));
    const pairs = changed.map(({ id }) => [id, String(this.state[id])]);
    return `#${this.spec.name}?${new URLSearchParams(pairs)}`;
  }

  link() {
    return location.href.split("#")[0] + this.encode();
  }

  /**
   * The nearest valid state that a hash stands for, and what had to be put right.
   * @returns {{state: Record<string, any>, notes: string[]}}
   */
  decode(hash) {
    const [state, implied, notes] = [{}, {}, []];
    if (!hash.startsWith(`#${this.spec.name}?`)) return { state, notes };
    for (const [id, text] of new URLSearchParams(hash.slice(hash.indexOf("?") + 1))) {
      const control = this.controls.find((each) => each.id === id);
      if (!control) {
        notes.push(`there is no setting “${id.slice(0, 30)}”`);
        continue;
      }
      const value = valid(control, text);
      if (value === undefined) notes.push(`“${text.slice(0, 30)}” is no value of ${control.label}`);
      else {
        state[id] = value;
        Object.assign(implied, control.with);
      }
      if (typeof value === "number" && value !== Number(text)) {
        const { label, low, high, step } = control;
        const inside = Number(text) >= low && Number(text) <= high;
        notes.push(inside ? `${label} goes in steps of ${step}` : `${label} goes from ${low} to ${high}`);
      }
    }
    return { state: { ...implied, ...state }, notes };
  }

  /** Go to the state of a hash, which stays in the address. */
  open(hash) {
    clearTimeout(this.writing);
    const { state, notes } = this.decode(hash);
    this.halt();
    Object.assign(this.state, this.first(), state);
    this.simulation.changed();
    this.show();
    this.draw();
    this.tell(notes);
  }

  /** Write the state into the address, a moment after the last change. */
  remember() {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => history.replaceState(history.state, "", this.encode()), 200);
  }

  tell(notes) {
    this.note.hidden = !notes.length;
    const slips = notes.join("; ");
    this.note.textContent = slips && `The link was not quite right: ${slips}. The nearest state is shown.`;
  }

  /** Let a button copy what `text` returns. */
  copies(tool, text) {
    const label = tool.textContent;
    tool.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
        tool.textContent = "Copied";
      } catch {
        this.source.box.open = true; // no clipboard here: show what to copy
        tool.textContent = "Select it below";
      }
      const timer = setTimeout(() => {
        tool.textContent = label;
      }, 1500);
      this.signal.addEventListener("abort", () => clearTimeout(timer));
    });
  }
}

/**
 * The nearest valid value of a control to a text from a link, or undefined.
 * @param {Control} control
 * @param {string} text
 */
function valid({ kind, options, low, high, step }, text) {
  if (kind === "flag") return { true: true, false: false }[text];
  if (kind === "choice") return options.find((option) => option.toLowerCase() === text.toLowerCase());
  const number = text.trim() === "" ? NaN : Number(text);
  if (Number.isNaN(number)) return undefined;
  const inside = Math.min(high, Math.max(low, number));
  return step ? Number((Math.round((inside - low) / step) * step + low).toFixed(10)) : inside;
}

/** Change a text where it is another. */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** What a voice reads in the place of a sentence that changes faster than it can speak. */
function aloudFor(shown) {
  const aloud = element("p", { className: "sim-aloud" });
  aloud.style.cssText = "position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: circle(0)";
  aloud.setAttribute("role", "status");
  shown.removeAttribute("role");
  shown.setAttribute("aria-hidden", "true");
  shown.after(aloud);
  return aloud;
}

/** Make an HTML element with properties. */
export const element = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** Show rows of a name, a bar of which a share is full, and a number. */
export function showBars(place, rows, className = "sim-bar") {
  while (place.children.length > rows.length) place.lastChild.remove();
  while (place.children.length < rows.length) {
    const row = element("div", { className });
    row.append(element("span", {}), element("i", {}), element("b", {}));
    place.append(row);
  }
  rows.forEach(([name, share, text], i) => {
    const [label, bar, value] = place.children[i].children;
    label.textContent = name;
    bar.style.setProperty("--share", String(share));
    value.textContent = text;
  });
}

/** A fold whose body is filled when it opens. */
class Fold {
  constructor(box, fill) {
    /** @type {HTMLDetailsElement} */
    this.box = box;
    this.body = box.querySelector(".sim-fold-body");
    box.addEventListener("toggle", () => box.open && fill());
  }
}
