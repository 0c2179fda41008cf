/**
 * What the simulations share: native controls from a specification, a path of steps that is known ahead of the hand, a
 * clock that goes only in view, the state in the URL, goals, keys, a status that is said aloud, a table of the steps and
 * the program that computes the same.
 *
 * A simulation is `(stage) => ({ … })`. One that moves in steps (`"steps": true` in its specification) gives
 *
 * - `begin()`: take the settings of `stage.state` and begin the path anew;
 * - `extend(step)`: know the path up to a step, or to its end; returns the last step that is known;
 * - `change(step)`: go on from that step with the settings as they are now, for controls that are `live`;
 *
 * and every one gives `draw(force)`, `status()`, `table()` and `python()`, which look at `stage.state` and at where the
 * reader is: `stage.at`, which lies between two steps while it moves, and `stage.step`, the last one taken. It may give
 * `controls()`, which marks and switches off controls after a change of the state, `press(id)` for buttons of its own,
 * and `met(goal)` for its goals. One without steps has `changed(id)` instead of the first three; a small one has neither
 * table nor program.
 */
import { button, watch, whenSchemeChanges } from "../javascripts/element.js";
import { allReached, reach } from "../javascripts/progress.js";
import { brief, short } from "./kernel/words.js";

const SETTLE = 1000; // milliseconds between two sentences that are said aloud, and between steps without motion
const CHEER = 6000; // milliseconds that it is said that a goal is reached
const AHEAD = 200; // steps that are known before they are taken
const KEYS = { " ": "run", r: "reset", R: "reset", "?": "help", f: "full", F: "full" };
const KEPT = matchMedia("(min-height: 30em) and ((max-width: 44em) or (max-height: 49em))"); // a picture stays in view
let speed = 1; // of all simulations on the page

/**
 * @typedef {object} Control
 * @property {string} id
 * @property {string} label the accessible name
 * @property {"choice"|"range"|"log"|"flag"|"button"|"number"|"text"} kind; a number and a text, which a hand on the
 *   picture makes, have no control of their own
 * @property {string[]} [options]
 * @property {string} [pattern] what a text can be
 * @property {number} [low]
 * @property {number} [high]
 * @property {number} [step]
 * @property {string|number|boolean} [default]
 * @property {boolean} [live] a change of it holds from the step on at which the run is
 * @property {boolean} [look] a change of it leaves the run alone
 * @property {Record<string, any>} [with] the values of other controls without which this one counts for nothing
 */

export class Stage {
  /** @type {Record<string, any>} the controls' elements by id */
  inputs = {};
  calm = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Record<string, [number, string, string?][]>} the marked values of sliders, and what they are */
  marked = {};
  /** Where the reader is on the path, in steps. */
  at = 0;
  /** The last step that is known. */
  last = 0;
  /** @type {HTMLDialogElement | undefined} what keys do; made when a reader asks */
  help;
  /** What runs: how many steps a second. */
  running;
  /** @type {number | undefined} the frame that is asked for */
  frame;
  /** @type {number | undefined} without motion: the next steps */
  clock;
  /** @type {number | undefined} when the frame before came */
  before;
  /** Something changed that is not drawn yet. */
  stale = false;
  /** @type {number | undefined} the pause after a sentence */
  voice;
  /** @type {number | undefined} the address, soon to be written */
  writing;
  inView = false;
  /** @type {number | undefined} as long as it is said that a goal is reached */
  cheering;
  /** Of the first picture, when it was last drawn. */
  size = "";
  /** @type {Set<string>} the goals that are reached */
  goals = new Set();
  /** @type {Record<string, any>} the controls' values */
  state = {};
  over = false;
  sentence = "";
  /** @type {string | undefined} what a hand can do here */
  hint;
  /** @type {any} what is shown here */
  simulation;

  /**
   * @param {HTMLElement} host the element `book-simulation`; its data say which one on the page it is, and in which state
   *   it opens
   * @param {{name: string, title: string, steps?: boolean, small?: boolean, plain?: boolean, controls: Control[],
   *   goals?: {id: string, text: string}[]}} spec
   * @param {(stage: Stage) => object} simulation
   * @param {AbortSignal} signal ends it
   */
  constructor(host, spec, simulation, signal) {
    this.spec = spec;
    this.signal = signal;
    this.id = host.dataset.id ?? spec.name;
    this.opening = host.dataset.state ?? "";
    this.controls = spec.controls.filter(({ kind }) => kind !== "button");
    this.state = this.first();
    const opened = this.decode(location.hash) ?? this.decode(`#${this.id}?${this.opening}`);
    Object.assign(this.state, opened.state);

    /** @type {HTMLElement} */
    this.root = host.querySelector(".sim");
    const part = (name) => /** @type {HTMLElement} */ (this.root.querySelector(`.sim-${name}`));
    this.note = part("note");
    this.pictures = part("pictures");
    this.said = part("status");
    this.aloud = aloudFor(this.said);
    this.readout = part("readout");
    this.hand = part("hand");
    this.below = part("below");
    this.scrubber = /** @type {HTMLInputElement} */ (this.root.querySelector(".sim-scrubber input"));
    this.steps = this.source = undefined;
    if (!spec.small) {
      this.steps = new Fold(part("table-fold"), () => this.fillTable());
      this.source = new Fold(part("source-fold"), () => this.fillSource());
      const [python, link] = this.root.querySelectorAll(".sim-tools button");
      this.copies(python, () => this.simulation.python());
      this.copies(link, () => this.link());
      part("full").hidden = !document.fullscreenEnabled;
    }
    const settings = part("settings");
    if (settings && KEPT.matches) part("front").append(settings);
    for (const control of spec.controls) this.wire(control);
    this.wireButtons();
    this.root.inert = false;
    this.tell(opened.notes);

    this.simulation = simulation(this);
    if (spec.steps) this.begin();
    this.stale = true;
    this.listen(); // which soon says how wide it is, and so draws
  }

  /** The state that a link speaks of where it says nothing. @returns {Record<string, any>} */
  first() {
    return Object.fromEntries(this.controls.map((control) => [control.id, control.default]));
  }

  /** The last step that is taken. */
  get step() {
    return Math.floor(this.at + 1e-9);
  }

  /** Does no step follow? */
  get ended() {
    return this.at >= this.last;
  }

  listen() {
    const { signal } = this;
    watch(new ResizeObserver(() => this.resize()), this.root, signal);
    whenSchemeChanges(() => this.draw(true), signal);
    const seen = (entries) => {
      this.inView = entries.at(-1).isIntersecting;
      this.wind();
    };
    watch(new IntersectionObserver(seen), this.root, signal);
    document.addEventListener("visibilitychange", () => this.wind(), { signal });
    signal.addEventListener("abort", () => this.end());
  }

  /** Charts are measured when the first of them has another size, for measuring costs a layout. */
  resize() {
    const first = /** @type {HTMLElement} */ (this.pictures.firstElementChild);
    const size = () => `${first.offsetWidth} ${first.offsetHeight}px`;
    if (size() === this.size) return;
    this.draw(true);
    this.size = size();
    this.root.style.setProperty("--under", `${first.offsetHeight}px`); // the status stays there
  }

  /** Leave nothing behind: no clock, no voice. */
  end() {
    this.over = true;
    this.halt();
    for (const timer of [this.voice, this.writing, this.cheering]) clearTimeout(timer);
    this.root.inert = true;
  }

  // Controls

  /** Listen to one control, which the build has put on the page. */
  wire(control) {
    const { id, kind } = control;
    const input = this.root.querySelector(`#${this.id}-${id}`);
    if (!input) return; // a number that has no control of its own
    this.inputs[id] = input;
    if (kind === "button") input.addEventListener("click", () => this.press(id));
    else input.addEventListener("input", () => this.set(id, this.read(control, input)));
    if (kind === "log") input.addEventListener("keydown", (event) => this.logKey(event, control));
    /** @type {HTMLInputElement | null} */
    const typed = input.parentElement.querySelector(".sim-typed");
    typed?.addEventListener("change", () => this.type(control, typed));
    typed?.addEventListener("input", () => typed.setCustomValidity(""));
  }

  /** Listen to what every simulation has: steps, speed, help, what can be copied. */
  wireButtons() {
    /** @type {(name: string, act: () => void, type?: string) => void} */
    const on = (name, act, type = "click") => this.root.querySelector(`.sim-${name}`)?.addEventListener(type, act);
    const pace = /** @type {HTMLSelectElement} */ (this.root.querySelector(".sim-speed select"));
    if (this.spec.steps) {
      for (const id of ["step", "run", "reset"]) {
        this.inputs[id] = this.root.querySelector(`#${this.id}-${id}`);
        this.inputs[id].addEventListener("click", () => this.press(id));
      }
      this.scrubber.addEventListener("input", () => this.scrub(Number(this.scrubber.value)));
      pace.value = String(speed);
      pace.addEventListener("input", () => {
        speed = Number(pace.value);
      });
    }
    on("help-button", () => this.showHelp());
    on("full", () => this.full());
    this.root.addEventListener("keydown", (event) => this.key(event));
  }

  /** Keys that work anywhere in the box, but for typing, and for what a key does to a control. */
  key(event) {
    const { target, key } = event;
    const act = KEYS[key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target.matches("select, .sim-typed, dialog *")) return;
    if (key === " " && target.matches("button, summary, a, [type=checkbox]")) return;
    if (!["help", "full"].includes(act) && !this.spec.steps) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === "help") this.showHelp();
    else if (act === "full") this.full();
    else this.press(act);
  }

  /** Take the whole screen, or give it back; Esc does that too. */
  full() {
    const done = document.fullscreenElement ? document.exitFullscreen() : this.root.requestFullscreen?.();
    done?.catch(() => {}); // the page around a frame may not allow it
  }

  showHelp() {
    this.help ??= this.root.appendChild(keysOf(this.spec.steps));
    this.help.showModal();
  }

  read({ id, kind }, input) {
    if (kind === "flag") return input.checked;
    if (kind === "choice") return input.value;
    if (kind === "range") return Number(input.value);
    const rate = 10 ** Number(input.value);
    const mark = this.marked[id]?.find(([at]) => Math.abs(Math.log10(at / rate)) < 0.006);
    return mark ? mark[0] : Number(rate.toPrecision(3));
  }

  /** Take a value that was typed, or say what is wrong with it. */
  type(control, typed) {
    const text = typed.value.trim().replace(",", ".").replace("−", "-");
    const value = valid(control, text);
    const { label, low, high } = control;
    const none = `“${text.slice(0, 30)}” is no number: ${label} goes from ${low} to ${high}`;
    const wrong = value === undefined ? none : repaired(control, text, value);
    if (wrong) {
      typed.setCustomValidity(wrong);
      typed.reportValidity();
    } else {
      typed.defaultValue = typed.value; // taken
      this.set(control.id, value);
    }
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

  /** Give a control a value, as a reader would. */
  set(id, value) {
    this.change({ [id]: value });
  }

  /** Give controls values and let the path follow; it is drawn in the next frame. */
  change(values) {
    Object.assign(this.state, values);
    this.tell([]);
    if (!this.spec.steps) for (const id of Object.keys(values)) this.simulation.changed(id);
    else this.follow(this.controls.filter(({ id }) => id in values));
    this.later();
    this.remember();
  }

  /** After a change of controls: look on, go on from here, or begin anew. */
  follow(controls) {
    if (controls.every(({ look }) => look)) return;
    if (this.step > 0 && !this.ended && controls.every(({ look, live }) => look || live)) {
      this.simulation.change(Math.ceil(this.at));
      this.go(this.at);
    } else {
      this.halt();
      this.begin();
    }
  }

  /** Show the state in the controls. */
  show() {
    this.simulation.controls?.();
    for (const control of this.controls) {
      const input = this.inputs[control.id];
      if (!input) continue;
      const value = this.state[control.id];
      if (control.kind === "flag") input.checked = value;
      else if (control.kind === "log") input.value = Math.log10(value);
      else input.value = value;
      /** @type {HTMLInputElement | null} */
      const typed = input.parentElement.querySelector(".sim-typed");
      if (!typed) continue;
      const shown = control.kind === "log" ? Number(value.toPrecision(3)) : value;
      const text = String(shown).replace(/^-/, "−"); // of 1e-8 the minus stays, for it can be typed
      input.setAttribute("aria-valuetext", text);
      if (typed !== document.activeElement || typed.value === typed.defaultValue) {
        typed.value = typed.defaultValue = text; // they differ while a reader types
        typed.setCustomValidity(""); // what was wrong is gone with what was typed
      }
    }
  }

  /** Switch off controls that have no meaning now; their room stays. */
  idle(...ids) {
    for (const { id } of this.controls) {
      const input = this.inputs[id];
      if (!input || input.disabled === ids.includes(id)) continue;
      for (const each of input.parentElement.querySelectorAll("input, select, button"))
        each.disabled = ids.includes(id);
    }
  }

  /**
   * Mark values on a logarithmic slider: a line on it, and a button that sets the value to the last digit.
   * @param {string} id
   * @param {[number, string, string?][]} values their formulas, and what they are in words
   */
  mark(id, values) {
    if (JSON.stringify(values) === JSON.stringify(this.marked[id])) return;
    this.marked[id] = values;
    const { low, high } = this.controls.find((control) => control.id === id);
    const list = this.inputs[id].parentElement.querySelector(".sim-marks");
    list.replaceChildren();
    for (const [value, formula, words = formula] of values) {
      if (value < low || value > high) continue;
      const text = words === formula ? words : `${words} ${brief(value)}`;
      list.append(
        onTrack("sim-mark", value, value, low, high),
        button(text, () => this.set(id, value), `${formula} = ${short(value, 3)}`),
      );
    }
  }

  /**
   * Show on a logarithmic slider what happens where.
   * @param {string} id
   * @param {[number, string, string][]} zones up to which value, what happens there, and how good it is: "good", "fair"
   *   or "bad"
   */
  zones(id, zones) {
    const { low, high } = this.controls.find((control) => control.id === id);
    const place = this.inputs[id].parentElement.querySelector(".sim-zones");
    const key = JSON.stringify(zones);
    if (place.dataset.zones === key) return;
    place.dataset.zones = key;
    place.replaceChildren();
    let from = low;
    for (const [to, text, kind] of zones) {
      const zone = onTrack(`sim-zone sim-${kind}`, from, to, low, high);
      if (Number(zone.style.getPropertyValue("--part")) > 0.015) zone.append(element("span", { textContent: text }));
      place.append(zone);
      from = to;
    }
  }

  // The path

  /** Begin the path anew, from its start. */
  begin() {
    this.simulation.begin();
    this.go(0);
  }

  /** Go to a place of the path; it is known farther than that. */
  go(at) {
    const wanted = Math.max(0, at);
    this.last = this.simulation.extend(Math.ceil(wanted) + AHEAD);
    this.at = Math.min(wanted, this.last);
  }

  /** Go on by so many steps; false at the end. */
  forward(steps) {
    this.go(this.at + steps);
    return !this.ended;
  }

  /** Take one step without a clock; false at the end, and where there are no steps. */
  tick() {
    return Boolean(this.spec.steps) && this.forward(1);
  }

  /** Go to a step by hand. */
  scrub(step) {
    this.halt();
    this.go(step);
    this.later();
  }

  /** Do what a button or a key says. */
  press(id) {
    if (!this.spec.steps || !["step", "run", "reset"].includes(id)) return this.simulation.press(id);
    const running = this.running;
    this.halt();
    if (id === "step") this.go(this.step + 1);
    if (id === "reset") this.begin();
    if (id === "run" && !running) this.play();
    this.draw();
  }

  /** Run along the path: slowly through the first steps, so that the eye can follow, then faster and faster. */
  play() {
    if (this.ended) this.begin();
    this.run(() => speed * (4 + this.at / 3));
  }

  /** Go on by `rate()` steps a second, until the end, until `halt` is called or the reader leaves. */
  run(rate) {
    this.running = { rate };
    this.inputs.run.setAttribute("aria-pressed", "true");
    this.wind();
  }

  halt() {
    if (this.running) this.inputs.run.setAttribute("aria-pressed", "false");
    this.running = undefined;
    this.unwind();
    if (this.stale) this.wind();
  }

  /** Draw in the next frame, once whatever happens until then; not before a reader sees it. */
  later() {
    this.stale = true;
    this.wind();
  }

  /** Ask for the next frame exactly while there is something to do and a reader who sees it. */
  wind() {
    if (!this.inView || document.hidden || this.over) return this.unwind();
    if (this.running && this.calm.matches) this.clock ??= setTimeout(() => this.leap(), SETTLE);
    else if (this.running) this.frame ??= requestAnimationFrame((now) => this.beat(now));
    if (this.stale) this.frame ??= requestAnimationFrame((now) => this.beat(now));
  }

  unwind() {
    clearTimeout(this.clock);
    cancelAnimationFrame(this.frame);
    this.clock = this.frame = this.before = undefined;
  }

  /** A frame: move by the time that has passed, and draw. */
  beat(now) {
    this.frame = undefined;
    const seconds = Math.min(0.1, (now - (this.before ?? now)) / 1000);
    this.before = now;
    if (this.running && !this.calm.matches && !this.forward(seconds * this.running.rate())) this.halt();
    this.draw();
    this.wind();
  }

  /** Without motion: many steps at once, seldom. */
  leap() {
    this.unwind();
    if (!this.forward(Math.max(1, Math.round((this.running.rate() * SETTLE) / 1000)))) this.halt();
    this.draw();
    this.wind();
  }

  // What is shown and said

  draw(force = false) {
    if (this.over || !this.simulation) return;
    if (this.stale) this.show();
    this.stale = false;
    if (this.spec.steps) this.showStep();
    this.simulation.draw(force);
    this.say(this.simulation.status());
    this.showGoals();
    if (this.steps?.box.open) this.fillTable();
    if (this.source?.box.open) this.fillSource();
  }

  /** Show on the scrubber where the reader is. */
  showStep() {
    this.scrubber.max = String(this.last);
    this.scrubber.value = String(this.step);
    this.scrubber.setAttribute("aria-valuetext", `step ${this.step}`);
  }

  /** Tick the goals that are reached, and keep them. */
  showGoals() {
    const { goals = [], name } = this.spec;
    const before = this.goals.size;
    if (before === goals.length) return;
    const kept = allReached(); // once, for the browser is asked
    for (const { id } of goals) {
      if (this.goals.has(id)) continue;
      const known = kept.includes(`${name}/${id}`);
      if (!known && !this.simulation.met(id)) continue;
      this.goals.add(id);
      if (!known) this.cheer(`${name}/${id}`);
    }
    if (this.goals.size === before) return;
    const fold = this.root.querySelector(".sim-goals");
    put(fold.querySelector("b"), `${this.goals.size} of ${goals.length}`);
    fold.querySelectorAll("li").forEach((row, i) => {
      row.classList.toggle("met", this.goals.has(goals[i].id));
      put(row.querySelector(".unseen"), this.goals.has(goals[i].id) ? "reached: " : "");
    });
  }

  /** Keep a goal that is reached, and say so for a while below the picture, for the list may be out of view. */
  cheer(goal) {
    reach(goal);
    clearTimeout(this.cheering);
    this.hint ??= this.hand.textContent;
    put(this.hand, `✓ Goal reached: ${this.goals.size} of ${this.spec.goals.length}`);
    this.cheering = setTimeout(() => put(this.hand, this.hint), CHEER);
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
    if (this.spec.plain) return;
    while (this.readout.children.length > pairs.length) this.readout.lastChild.remove();
    while (this.readout.children.length < pairs.length) {
      const box = element("div", {});
      box.append(element("dt", {}), element("dd", {}));
      this.readout.append(box);
    }
    pairs.forEach(([name, text], i) => {
      const [dt, dd] = this.readout.children[i].children;
      put(dt, name);
      put(dd, text);
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
    return `#${this.id}?${new URLSearchParams(pairs)}`;
  }

  link() {
    return location.href.split("#")[0] + this.encode();
  }

  /**
   * The nearest valid state that a hash stands for, and what had to be put right; nothing where it speaks of another one.
   * @returns {{state: Record<string, any>, notes: string[]} | undefined}
   */
  decode(hash) {
    if (!hash.startsWith(`#${this.id}?`)) return undefined;
    const [state, implied, notes] = [{}, {}, []];
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
        const wrong = repaired(control, text, value);
        if (wrong) notes.push(wrong);
      }
    }
    return { state: { ...implied, ...state }, notes };
  }

  /** Go to the state of a hash, which stays in the address; without one, to that in which this place opens. */
  open(hash) {
    clearTimeout(this.writing);
    const { state, notes } = this.decode(hash) ?? this.decode(`#${this.id}?${this.opening}`);
    this.halt();
    Object.assign(this.state, this.first(), state);
    if (this.spec.steps) this.begin();
    else this.simulation.changed();
    this.stale = true;
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
function valid({ kind, options, low, high, step, pattern }, text) {
  if (kind === "text") return new RegExp(`^(${pattern})$`).test(text) ? text : undefined;
  if (kind === "flag") return { true: true, false: false }[text];
  if (kind === "choice") return options.find((option) => option.toLowerCase() === text.toLowerCase());
  const number = text.trim() === "" ? NaN : Number(text);
  if (Number.isNaN(number)) return undefined;
  const inside = Math.min(high, Math.max(low, number));
  return step ? Number((Math.round((inside - low) / step) * step + low).toFixed(10)) : inside;
}

/**
 * What had to be put right of a text from a link, or of a typed one, in words; empty where nothing had.
 * @param {Control} control
 * @param {string} text
 * @param {any} value
 */
function repaired({ label, low, high, step }, text, value) {
  if (typeof value !== "number" || value === Number(text)) return "";
  const inside = Number(text) >= low && Number(text) <= high;
  return inside ? `${label} goes in steps of ${step}` : `${label} goes from ${low} to ${high}`;
}

/** A piece of a logarithmic slider's track. */
function onTrack(className, from, to, low, high) {
  const piece = element("span", { className });
  const share = (value) => Math.log10(Math.min(high, Math.max(low, value)) / low) / Math.log10(high / low);
  piece.style.setProperty("--share", String(share(from)));
  piece.style.setProperty("--part", String(share(to) - share(from)));
  return piece;
}

/** A window that says what the keys do. */
function keysOf(steps) {
  const running = ["Space: run, or pause", "R: reset, back to the first step"];
  const lines = [
    ...(steps ? running : []),
    "Arrows: move what has the focus, a handle on the picture, a slider, the steps",
    "Enter: take the number that was typed beside a slider",
    ...(document.fullscreenEnabled ? ["F: full screen, and back"] : []),
    "?: this help",
    "They work while the focus is in this box.",
  ];
  const help = element("dialog", { className: "sim-help", ariaLabel: "Keys" });
  const form = element("form", { method: "dialog" });
  form.append(
    ...lines.map((textContent) => element("p", { textContent })),
    element("button", { textContent: "Close" }),
  );
  help.append(form);
  return /** @type {HTMLDialogElement} */ (help);
}

/** Change a text where it is another. */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** What a voice reads in the place of a sentence that changes faster than it can speak. */
function aloudFor(shown) {
  const aloud = element("p", { className: "sim-aloud unseen" });
  aloud.setAttribute("role", "status");
  shown.removeAttribute("role");
  shown.setAttribute("aria-hidden", "true");
  shown.after(aloud);
  return aloud;
}

/** Make an HTML element with properties. */
export const element = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** Put a line of text and a place for bars into a box; returns both. @param {Element} box @param {string} [textContent] */
export function titled(box, textContent = "") {
  const both = [element("p", { textContent }), element("div", {})];
  box.append(...both);
  return both;
}

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
