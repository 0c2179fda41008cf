/**
 * Where a program runs: below its listing and the book's output stands what it prints here, its figure above the book's,
 * and in the listing's place, when a reader wants it, an editor.
 */
import { BookElement, button, define, lost } from "../element.js";
import { reach, reached, tryTask } from "../progress.js";
import { blocks, edited, keyOf, programOf } from "../run-program.js";
import { compared, verdict } from "./compare.js";
import { Editor } from "./editor.js";
import { agree, importedBy, manifest, needs, prepare, ROOT, run, stop, unasked } from "./python.js";
import { packed, unpacked } from "./share.js";
import { field, numberOf, variant } from "./variant.js";

const FILE =
  "This page was opened as a file, and from files browsers load no Python. Serve the folder, with “python3 -m http.server” in it, and open http://localhost:8000.";
const MB = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const styles = new CSSStyleSheet();
let styled = false;

/** Make an element. */
function make(tag, className = "", ...children) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...children);
  return made;
}

/** Load the styles of all this, once; they stay when the theme empties the head of the page. */
async function style() {
  if (styled || location.protocol === "file:") return; // from where no style comes, and nothing runs
  const answer = await fetch(new URL("stylesheets/live.css", ROOT));
  styles.replaceSync(await answer.text());
  document.adoptedStyleSheets.push(styles);
  styled = true;
}

class ProgramPlace extends BookElement {
  /** @type {ReturnType<typeof programOf>} */
  program = undefined;
  /** @type {Editor | undefined} */
  editor = undefined;
  /** @type {AbortController | undefined} of the run of now */
  running = undefined;
  told = make("output", "run-told");
  notes = make("div", "run-notes");
  printed = make("div", "run-printed");
  /** Where the output stands. */
  code = undefined;
  output = "";
  /** How it failed, if it did. */
  failed = "";
  /** @type {string[]} the figures of the run of now */
  figures = [];
  /** The variant that was shown last: its number and text. */
  varied = { number: "", text: "" };
  /** Is it a task of which more was changed than its part? */
  altered = false;
  /** @type {Record<string, string>} why some programs print something else here */
  known = {};

  connected(signal) {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", `${this.program.name}, run here`);
    this.replaceChildren(this.told, this.notes, this.printed);
    signal.addEventListener("abort", () => this.running?.abort());
  }

  /** Is it a lab's cell? Then those above it run before it. */
  get earlier() {
    const all = [...blocks()];
    return this.program.lab ? all.slice(0, all.indexOf(this.program.block)) : [];
  }

  /** All that runs with it, as it stands now. */
  get cells() {
    return [...this.earlier.map((block) => placeIn(block)?.text ?? textOf(block)), this.text];
  }

  get text() {
    return this.editor?.value ?? edited(this.program) ?? this.program.source;
  }

  /** The book's output of this program. */
  get book() {
    return outputOf(this.program.block)?.querySelector("code").textContent ?? "";
  }

  /** Hide what the book's program prints, where another one stands in its place. */
  hideBook(hidden) {
    const output = outputOf(this.program.block);
    if (output) output.hidden = hidden;
  }

  get buttons() {
    const [press, edit] = this.program.block.querySelectorAll(".filename .run button");
    return { press, edit };
  }

  /** Run, or stop. */
  async press() {
    if (this.running) {
      stop();
      return;
    }
    if (edited(this.program) !== null) this.open();
    await this.start();
  }

  /** Say something, with buttons below it. */
  say(words, ...more) {
    this.told.textContent = words;
    this.notes.replaceChildren(...more);
  }

  /** Ask where that is needed, then run. */
  async start() {
    if (location.protocol === "file:") {
      this.say(FILE);
      return;
    }
    let told;
    try {
      told = await manifest();
    } catch (error) {
      this.fail(error.message);
      return;
    }
    this.known = told.differ;
    const cells = this.cells;
    const asked = unasked(told, needs(told, importedBy(cells)));
    if (asked.bytes) this.ask(told, asked, cells);
    else await this.go(cells);
  }

  /** Say what is to be loaded, how large it is and from where, and ask. */
  ask(told, { names, bytes, keys }, cells) {
    const where = told.here
      ? "from this site"
      : `from ${told.host}, where the Pyodide project publishes it; that server then knows your address`;
    const list = new Intl.ListFormat("en-GB").format(names);
    const yes = button("Load and run", () => {
      agree(told, keys);
      this.buttons.press.focus();
      this.go(cells);
    });
    const no = button("Not now", () => {
      this.say("");
      this.buttons.press.focus();
    });
    for (const each of [yes, no]) each.addEventListener("keydown", ({ key }) => key === "Escape" && no.click());
    this.say(
      `To run this, your browser loads ${list}, ${MB(bytes)}, ${where}. It keeps it for next time. What you run stays on your machine.`,
      yes,
      no,
    );
    yes.focus(); // which brings the question into view
  }

  /** Run cells; show what they do as they do it. */
  async go(cells) {
    const { press } = this.buttons;
    if (this.program.name.endsWith("_starter.py")) this.hideBook(true); // between an answer and its verdict
    this.running = new AbortController();
    const { signal } = this.running;
    const bar = make("progress", "run-progress");
    bar.setAttribute("aria-label", "Loaded");
    this.clear();
    this.say("Loading Python …", bar);
    press.textContent = "Stop";
    press.setAttribute("aria-label", `Stop ${this.program.name}`);
    this.setAttribute("aria-busy", "true");
    let began = 0;
    let last = cells.length - 1;
    const hear = ({ kind, text, told, wanted }) => {
      if (kind === "loading") Object.assign(bar, { max: Math.max(wanted, told), value: told });
      else if (kind === "begun") {
        began = performance.now();
        this.say("Running …");
      } else if (kind === "cell") last = Number(text);
      else if (last < cells.length - 1 && ["out", "err", "figure", "warning"].includes(kind))
        return; // of a cell above
      else if (kind === "out" || kind === "err") this.print(text);
      else if (kind === "figure") this.figures.push(text);
      else if (kind === "warning") this.warn(JSON.parse(text));
      else if (kind === "error") this.error(JSON.parse(text), last === cells.length - 1);
      else this.end(kind, text, (performance.now() - began) / 1000);
    };
    try {
      this.altered = (await this.number()) === undefined;
      await run({ cells, name: this.program.name, lab: this.program.lab }, hear, signal);
    } catch (error) {
      this.fail(error.message);
    }
    this.running = undefined;
    this.removeAttribute("aria-busy");
    press.textContent = "Run";
    press.setAttribute("aria-label", `Run ${this.program.name}`);
  }

  /** Take away what an earlier run left. */
  clear() {
    this.output = "";
    this.failed = "";
    this.figures = [];
    this.editor?.mark(undefined);
    this.printed.replaceChildren();
    this.code = undefined;
    for (const figure of document.querySelectorAll(`figure[data-run="${CSS.escape(this.program.name)}"]`))
      figure.remove();
  }

  /** Show a piece of output as it comes. */
  print(text) {
    if (!this.code) {
      this.code = make("code");
      const box = make(
        "div",
        "language-text output highlight",
        make("span", "filename", "Printed here"),
        make("pre", "", this.code),
      );
      this.printed.prepend(box);
    }
    this.output += text;
    const columns = Math.max(...this.output.split("\n", 500).map((line) => line.length));
    this.code.closest(".output").style.setProperty("--columns", `${Math.max(40, columns)}`);
    this.code.append(text);
  }

  warn({ text, line }) {
    this.printed.append(
      make("p", "run-warning", line ? `Line ${line} warns: ` : "A warning: ", make("code", "", text)),
    );
  }

  /** Show an error, and mark its line. */
  error({ text, says, line, kind }, own) {
    this.failed = own
      ? "It ended with an error."
      : "A cell above ended with an error, so this one did not run; mend that one first.";
    const where = own ? (line ? `Line ${line}: ` : "") : "A cell above this one: ";
    const missing =
      kind === "ModuleNotFoundError"
        ? " Here are Python's own modules, NumPy, SciPy, Plotly, pandas and scikit-learn."
        : "";
    const message = make("pre", "", text);
    message.tabIndex = 0; // it scrolls, and so a keyboard must reach it
    const whole = make("details", "", make("summary", "", "The whole message"), message);
    const words = make("p", "", where, make("code", "", says), missing);
    words.role = "alert";
    this.printed.append(make("div", "run-error", words, whole));
    if (!own || !line) return;
    this.open();
    this.editor.mark(line);
  }

  /** Say how it ended. */
  end(kind, text, seconds) {
    if (kind === "lost") {
      this.fail(text);
      return;
    }
    if (kind === "stopped") {
      this.say("Stopped. What it printed so far is below; the next run starts Python anew.");
      return;
    }
    if (kind === "broken") {
      this.say(`Python itself broke down (${text}). The next run starts it anew.`);
      return;
    }
    const { lines, missing } = compared(this.output, this.book);
    const answered = this.isTask && this.hasPart && this.text !== this.program.source; // the book solves no task
    const judged = this.isTask && lines.some(({ text }) => verdict(text)); // nor does what a check says of it count
    if (judged) this.hideBook(true);
    const marked = lines.map((line) => lineOf(answered || judged ? { ...line, same: true } : line));
    if (this.code) this.code.replaceChildren(...marked);
    const [, line] = this.output.match(/^\s*not yet: line (\d+)/m) ?? []; // a check has caught an error
    if (line) this.editor?.mark(Number(line));
    const same = !missing && lines.every((line) => line.same);
    this.say(`${this.sums(lines, missing)} ${seconds.toFixed(seconds < 1 ? 2 : 1)} s.`, ...this.differs(same));
    this.told.scrollIntoView({ block: "nearest" });
    this.draw();
  }

  /** The outcome in a sentence. */
  sums(lines, missing) {
    const verdicts = lines.map(({ text }) => verdict(text)).filter(Boolean);
    if (verdicts.length) {
      const open = verdicts.filter((each) => each === "not yet").length;
      if (open && this.isTask) tryTask(`run/${this.program.name}`, this.program.block.closest("[id^='program-']"));
      if (open) return `${verdicts.length - open} right, ${open} not yet.`;
      if (this.altered) return `All ${verdicts.length} right, but lines outside “your part” were changed: not solved.`;
      if (!this.failed && this.isTask) this.solve();
      return `All ${verdicts.length} right.`;
    }
    if (this.failed) return this.failed;
    const changed = lines.filter(({ same }) => !same).length;
    if (this.program.lab && this.hasPart && this.text !== this.program.source) return "Done; a cell below checks it.";
    if (this.output === this.book || (!changed && !missing)) {
      return this.book ? "As printed above, to the byte." : "Done; it prints nothing.";
    }
    if (!this.book) return "Done.";
    const gone = missing > changed ? `; ${missing - changed} of the book's are not there` : "";
    return `${changed} of ${lines.length} lines differ from the book's${gone}.`;
  }

  /** Is there something to solve? */
  get isTask() {
    return this.program.name.endsWith("_starter.py") || this.program.lab;
  }

  /** Is a part of it the reader's to write? */
  get hasPart() {
    return /# your (line|part)/.test(this.program.source);
  }

  /** Has it variants? A task has, and its solution; a lab has none. */
  get varies() {
    const { name, lab } = this.program;
    const starter = name.replace(/(?:_starter)?\.py$/, "_starter.py");
    return !lab && [...blocks()].some((block) => programOf(block).name === starter);
  }

  /** Which variant of a task stands here: its number, "" for the book's own, or for what has none, undefined for neither. */
  async number() {
    return this.isTask && this.varies ? numberOf(this.program, this.text).catch(() => "") : "";
  }

  solve() {
    const goal = `run/${this.program.name}`;
    if (!reached(goal)) reach(goal);
    this.program.block.querySelector(".filename").classList.add("solved");
  }

  /** Why the book's own program prints something else here, where it does and that is known. */
  differs(same) {
    const known = this.known[this.program.name.replace(/\.py$|, Cell \d+$/, "")];
    return known && !same && this.text === this.program.source ? [make("p", "run-differs", known)] : [];
  }

  /** Show the figures; where the only one is the book's, let that come to life. */
  async draw() {
    const block = this.program.block;
    const own = this.program.lab
      ? this.nextElementSibling
      : document.getElementById(`figure-${this.program.name.match(/(\w+)\.py$/)?.[1]}`);
    const theirs = own?.matches("figure.plot") ? own : undefined; // of a lab's cell it stands below
    const place = /** @type {any} */ (theirs?.querySelector("figure-plot"));
    const link = /** @type {HTMLAnchorElement} */ (theirs?.querySelector("a.figure-data"));
    if (!this.figures.length) return;
    const known = link
      ? await fetch(link.href).then(
          (answer) => answer.text(),
          () => "",
        )
      : "";
    if (this.figures.length === 1 && untitled(this.figures[0]).text === known) {
      this.told.append(" Its figure is the book's.");
      place.open();
      return;
    }
    const top = block.getBoundingClientRect().top;
    const made = this.figures.map((text) => figureOf(text, this.program.name));
    if (theirs) theirs.before(...made);
    else this.after(...made);
    scrollBy({ top: block.getBoundingClientRect().top - top, behavior: "instant" });
    if (theirs) this.told.append(" Its figure is above the book's.");
  }

  /** Say that Python did not come, and what else to do. */
  fail(reason) {
    const link = Object.assign(make("a", "", "run it on your own machine"), {
      href: new URL("bridges/running/", ROOT).href,
    });
    const again = lost(`Python could not be loaded (${reason}).`, () => this.start());
    this.say("", again, make("p", "", "Or download the program and ", link, "."));
  }

  /** Show the editor in the listing's place, or put the listing back. */
  edit() {
    if (this.editor) this.close();
    else {
      this.open();
      if (this.editor.value === this.program.source) this.editor.begin();
      else this.editor.area.focus({ preventScroll: true });
    }
  }

  open() {
    if (this.editor) return;
    const { block, name, source } = this.program;
    const listing = block.querySelector("pre");
    this.editor = new Editor(
      name,
      edited(this.program) ?? source,
      (text) => this.keep(text),
      () => this.press(),
    );
    const tools = make("p", "run-tools");
    tools.append(
      button("Reset", () => this.reset(), "Bring the book's program back"),
      button("Copy", () => this.copy(this.text, "Copied, as it stands here."), "Copy this version"),
      button("Copy link", () => this.share(), "Copy an address that brings this version"),
    );
    if (this.varies) tools.append(field(name, (number) => this.vary(number)));
    this.editor.element.append(tools);
    listing.before(this.editor.element);
    listing.hidden = true;
    this.relabel();
    this.offer();
    if (location.protocol !== "file:" && !this.running) prepare(this.cells).catch(() => {}); // a run tells what fails
  }

  close() {
    this.editor.element.remove();
    this.program.block.querySelector("pre").hidden = false;
    this.editor = undefined;
    if (!this.code) this.hideBook(false); // what it printed, where nothing was printed here
    this.relabel();
  }

  /** Bring the book's program back, with what it prints. */
  reset() {
    this.editor.replace(this.program.source);
    if (this.running) return;
    this.clear();
    this.hideBook(false);
    this.say("The book's program is back.");
  }

  relabel() {
    const { edit } = this.buttons;
    edit.textContent = this.editor ? "Close" : edited(this.program) === null ? "Edit" : "Edited";
    edit.setAttribute("aria-label", `${edit.textContent} ${this.program.name}`);
  }

  /** Keep the reader's version in this browser; the book's own is not kept, nor is an empty line in it. */
  keep(text) {
    try {
      if (text.replace(/\n +(?=\n)/g, "") === this.program.source) localStorage.removeItem(keyOf(this.program));
      else localStorage.setItem(keyOf(this.program), text);
    } catch {}
    this.offer();
  }

  /** Let Download give what the editor holds. */
  offer() {
    const link = /** @type {HTMLAnchorElement} */ (this.program.block.querySelector(".filename a[download]"));
    if (!link) return;
    link.dataset.book ??= link.href;
    URL.revokeObjectURL(link.href);
    const own = this.text === this.program.source;
    link.href = own ? link.dataset.book : URL.createObjectURL(new Blob([this.text], { type: "text/x-python" }));
    link.download = own ? "" : this.program.name.split("/").pop();
  }

  async share() {
    const anchor = this.program.block.closest("[id^='program-']")?.id ?? "";
    const { number, text } = this.varied;
    const brings = text === this.text ? `variant=${number}` : `code=${await packed(this.text)}`;
    const address = new URL(`#${anchor}?${brings}`, location.href.split("#")[0]);
    await this.copy(address.href, "Link copied: it brings this page with your version.");
  }

  /** Put a text where it can be pasted from, and say so. */
  async copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(done);
    } catch (error) {
      this.say(`Nothing was copied (${error.message}).`);
    }
  }

  /** Change one place of the book's program, and run it. */
  async change(was, now) {
    this.open();
    this.editor.replace(this.program.source.replace(was, () => now));
    this.editor.point(this.program.source.indexOf(was));
    this.buttons.press.focus({ preventScroll: true }); // in the editor Tab would write
    if (this.running) stop();
    await this.start();
  }

  /** Show a version that an address brings; who brought it decides when it runs. */
  async receive(code) {
    try {
      const text = await unpacked(code);
      this.open();
      this.editor.replace(text);
      const words = "This version came with the link. It runs when you press Run; Reset brings the book's back.";
      const number = await this.number();
      if (number) this.tell(number, (await variant(this.program.name, number)).other, ` ${words}`);
      else this.say(words);
    } catch {
      this.say("The link is cut: the program that it should bring is not there.");
    }
    this.program.block.scrollIntoView({ block: "start" });
  }

  /** Show a variant of the task, without a number the book's own; who wants it decides when it runs. */
  async vary(number) {
    this.open();
    if (!number.trim()) {
      this.reset();
      this.say("This is the book's own.");
      return;
    }
    try {
      const { text, other } = await variant(this.program.name, number);
      this.open();
      this.editor.replace(text);
      this.varied = { number: `${Number(number)}`, text };
      this.tell(this.varied.number, other);
    } catch (error) {
      const again = () => this.vary(number);
      if (location.protocol === "file:") this.say(FILE);
      else if (error instanceof RangeError) this.say(error.message);
      else this.say("", lost(`The variants did not come (${error.message}).`, again));
    }
  }

  /** Say which variant stands here, and what is other in it. */
  tell(number, other, words = "") {
    this.hideBook(true);
    this.editor.element.querySelector("input").value = number;
    const changes = other.map(([was, is]) => make("li", "", make("code", "", was), " is ", make("code", "", is)));
    this.say(`Variant ${number}.${words} Where the page names the book's, these count:`, make("ul", "", ...changes));
  }

  /** Show the variant that an address names. */
  async assign(number) {
    await this.vary(number);
    this.program.block.scrollIntoView({ block: "start" });
  }
}

/** What the book says that a program prints, in a block of its own below it. */
function outputOf(block) {
  const next = block.nextElementSibling;
  return next?.matches(".output") ? next : null;
}

/** A line of output, marked where the book has another one, and with the sign of a verdict. */
function lineOf({ text, same }) {
  const says = verdict(text);
  const line = make("span", `${says ? says.replace(" ", "-") : ""} ${same ? "" : "changed"}`.trim(), text);
  return make("span", "", line, "\n");
}

/** A figure as the site keeps it: what a lab's is called is its caption. */
function untitled(text) {
  const figure = JSON.parse(text);
  const { title } = figure.layout;
  if (!title) return { text, title: "" };
  delete figure.layout.title;
  return { text: JSON.stringify(figure), title: title.text?.replaceAll("<br>", " ") ?? "" };
}

/** A figure of the reader's own, which does all that those of the book do. */
function figureOf(json, name) {
  const { text, title } = untitled(json);
  const data = Object.assign(make("a", "figure-file figure-data", "JSON"), {
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
    download: "figure.json",
  });
  const place = make("figure-plot");
  place.style.setProperty("--height", `${JSON.parse(text).layout.height ?? 420}px`);
  const figure = make(
    "figure",
    "plot run-figure",
    place,
    make("figcaption", "", make("strong", "", "Yours."), ` ${title} `, data),
  );
  figure.dataset.run = name;
  return figure;
}

/** The text of a cell that was not opened here. */
function textOf(block) {
  const program = programOf(block);
  return edited(program) ?? program.source;
}

/** The place of a program, if it has one. */
function placeIn(block) {
  const next = (outputOf(block) ?? block).nextElementSibling;
  return next instanceof ProgramPlace ? next : undefined;
}

/** The place of a program, which is made when it is first wanted. */
export async function placeOf(block) {
  await style();
  const found = placeIn(block);
  if (found) return found;
  const made = new ProgramPlace();
  made.program = programOf(block);
  (outputOf(block) ?? block).after(made);
  return made;
}

define("program-place", ProgramPlace);
