/**
 * An editor for a program: a text area with line numbers, indentation and the browser's own undo.
 *
 * CodeMirror 6 was weighed: of the packages that carry it as one module the smallest has 574 kB, a hundred times this
 * file, without Python's colours less than that; it draws its own lines, selection and cursor, which phones and screen
 * readers know in a text area. Programs here have at most 45 lines, and their colours stand in the listing.
 */
import { button } from "../element.js";

const STEP = "    ";
const HINT = "Tab indents; press Escape before Tab to leave. Control and Enter runs.";
let editors = 0;

/** Where a task's check begins: at the first line that stands at the margin behind the reader's part. */
function border(text) {
  const end = text.search(/^ *# end of your part$/m);
  const found = end < 0 ? -1 : text.slice(end).search(/\n+(?=\S)/);
  return found < 0 ? text.length : end + found;
}

export class Editor {
  element = document.createElement("div");
  area = document.createElement("textarea");
  numbers = document.createElement("div");
  /** @type {number | undefined} the line that an error names */
  wrong = undefined;
  /** @type {number | undefined} the line that a link of the page has changed */
  changed = undefined;
  /** What is not shown, until somebody asks for it: the check of a task. It belongs to the text all the same. */
  rest = "";
  checks = new Map();
  more = button("", () => this.showAll());
  /** Was Escape the last key? Then Tab leads on. */
  leaving = false;

  /**
   * @param {string} name of the program
   * @param {string} text
   * @param {(text: string) => void} changed is called after each change
   * @param {() => void} run is called for Control and Enter
   */
  constructor(name, text, changed, run) {
    const hint = Object.assign(document.createElement("p"), { className: "run-hint", textContent: HINT });
    editors += 1;
    hint.id = `run-hint-${editors}`;
    this.element.className = "run-editor";
    this.numbers.className = "run-numbers";
    this.numbers.setAttribute("aria-hidden", "true");
    const at = border(text);
    this.rest = text.slice(at);
    Object.assign(this.area, {
      value: text.slice(0, at),
      spellcheck: false,
      wrap: "off",
      autocapitalize: "off",
      autocomplete: "off",
    });
    this.area.setAttribute("autocorrect", "off");
    this.area.setAttribute("aria-label", `${name}, to edit`);
    this.area.setAttribute("aria-describedby", hint.id);
    this.more.className = "run-more";
    this.element.append(this.numbers, this.area, this.more, hint);
    this.area.addEventListener("input", (event) => {
      if (event instanceof InputEvent && event.inputType.startsWith("history"))
        this.rest = this.checks.get(this.area.value) ?? this.rest;
      else if (this.area.value.includes(this.rest.trim())) this.rest = ""; // a whole program was put here
      this.changed = undefined;
      this.mark(undefined);
      changed(this.value);
    });
    this.area.addEventListener("click", () => this.settle());
    this.area.addEventListener("keydown", (event) => this.key(event, run));
    this.mark(undefined);
  }

  get value() {
    return this.area.value + this.rest;
  }

  /** Put another text, as one step that can be undone: each has a check of its own, which comes and goes with it. */
  replace(text) {
    const at = border(text);
    this.checks.set(this.area.value, this.rest);
    this.checks.set(text.slice(0, at), text.slice(at));
    this.rest = text.slice(at);
    this.area.focus({ preventScroll: true });
    this.area.select();
    this.insert(text.slice(0, at));
    this.mark(undefined);
  }

  /** Show what is out of sight, too. */
  showAll() {
    const { selectionStart, selectionEnd, value } = this.area;
    this.area.value = value + this.rest;
    this.rest = "";
    this.area.setSelectionRange(selectionStart, selectionEnd);
    this.mark(this.wrong);
    this.area.focus({ preventScroll: true });
  }

  /** Put the cursor where a task wants a line: on one of its own, where there is none yet. */
  begin() {
    this.area.focus({ preventScroll: true });
    const { value } = this.area;
    const part = value.match(/^( *)# your part.*\n/m);
    const line = value.match(/^.*?(?= *# your line)/m);
    const at = part ? part.index + part[0].length : line ? line.index + line[0].length : 0;
    const empty = part && /^ *# end of your part/.test(value.slice(at));
    this.area.setSelectionRange(empty ? at - 1 : at, empty ? at - 1 : at);
    if (empty) this.insert(`\n${part[1]}`);
  }

  /** A finger puts the cursor amid spaces that nobody sees: in a line that has nothing else it goes behind them. */
  settle() {
    const { selectionStart: at, selectionEnd: end, value } = this.area;
    const line = value.slice(value.lastIndexOf("\n", at - 1) + 1).split("\n", 1)[0];
    const after = value.slice(at).match(/^ */)[0].length;
    if (at === end && !line.trim()) this.area.setSelectionRange(at + after, at + after);
  }

  /** Put a text in the place of what is selected, as a hand would, so that undo knows it. */
  insert(text) {
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (done) return;
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.dispatchEvent(new Event("input"));
  }

  /** Show the line of a place in the text, which was changed for the reader. */
  point(at) {
    this.changed = this.value.slice(0, at).split("\n").length;
    this.mark(undefined);
    this.numbers.children[this.changed - 1]?.scrollIntoView({ block: "center" });
  }

  /** Number the lines, and mark the one that an error names, and one that was changed for the reader. */
  mark(wrong) {
    const count = this.area.value.split("\n").length;
    if (wrong > count && this.rest) {
      this.wrong = wrong;
      this.showAll();
      return;
    }
    this.more.hidden = !this.rest;
    this.more.textContent = `Show its check, ${this.rest.trim().split("\n").length} lines`;
    const line = (_, i) =>
      Object.assign(document.createElement("span"), {
        textContent: `${i + 1}`,
        className: i + 1 === wrong ? "wrong" : i + 1 === this.changed ? "changed" : "",
      });
    this.wrong = wrong;
    this.numbers.replaceChildren(...Array.from({ length: count }, line));
    this.area.rows = count;
  }

  key(event, run) {
    const { key, shiftKey, ctrlKey, metaKey, altKey, isComposing } = event;
    if (isComposing || altKey) return;
    if (key === "Enter" && (ctrlKey || metaKey)) run();
    else if (ctrlKey || metaKey) return;
    else if (key === "Tab" && !this.leaving) this.indent(shiftKey);
    else if (key === "Enter" && !shiftKey) this.newLine();
    else {
      if (key !== "Shift") this.leaving = key === "Escape";
      return;
    }
    event.preventDefault();
  }

  /** Begin a line as deep as this one, or deeper behind a colon. */
  newLine() {
    const before = this.value.slice(0, this.area.selectionStart).split("\n").pop();
    this.insert(`\n${before.match(/^ */)[0]}${/:\s*$/.test(before) ? STEP : ""}`);
  }

  /** Go to the next stop, or move all lines that are selected to the right, or to the left. */
  indent(back) {
    const { selectionStart: start, selectionEnd: end } = this.area;
    const first = this.value.lastIndexOf("\n", start - 1) + 1;
    const lines = this.value.slice(first, end);
    if (!back && !lines.slice(start - first).includes("\n")) {
      this.insert(" ".repeat(STEP.length - ((start - first) % STEP.length)));
      return;
    }
    const moved = back ? lines.replace(/^ {1,4}/gm, "") : lines.replace(/^(?=.)/gm, STEP);
    if (moved === lines) return;
    this.area.setSelectionRange(first, end);
    this.insert(moved);
    this.area.setSelectionRange(first, first + moved.length);
  }
}
