/**
 * An editor for a program: a text area with line numbers, indentation and the browser's own undo.
 *
 * CodeMirror 6 was weighed: of the packages that carry it as one module the smallest has 574 kB, a hundred times this
 * file, without Python's colours less than that; it draws its own lines, selection and cursor, which phones and screen
 * readers know in a text area. Programs here have at most 45 lines, and their colours stand in the listing.
 */
const STEP = "    ";
const HINT = "Tab indents; press Escape before Tab to leave. Control and Enter runs.";
let editors = 0;

export class Editor {
  element = document.createElement("div");
  area = document.createElement("textarea");
  numbers = document.createElement("div");
  /** @type {number | undefined} the line that an error names */
  wrong = undefined;
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
    Object.assign(this.area, {
      value: text,
      spellcheck: false,
      wrap: "off",
      autocapitalize: "off",
      autocomplete: "off",
    });
    this.area.setAttribute("autocorrect", "off");
    this.area.setAttribute("aria-label", `${name}, to edit`);
    this.area.setAttribute("aria-describedby", hint.id);
    this.element.append(this.numbers, this.area, hint);
    this.area.addEventListener("input", () => {
      this.mark(undefined);
      changed(this.value);
    });
    this.area.addEventListener("keydown", (event) => this.key(event, run));
    this.mark(undefined);
  }

  get value() {
    return this.area.value;
  }

  /** Put another text, as one step that can be undone. */
  replace(text) {
    this.area.focus({ preventScroll: true });
    this.area.select();
    this.insert(text);
  }

  /** Put a text in the place of what is selected, as a hand would, so that undo knows it. */
  insert(text) {
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (done) return;
    this.area.setRangeText(text, this.area.selectionStart, this.area.selectionEnd, "end");
    this.area.dispatchEvent(new Event("input"));
  }

  /** Number the lines, and mark the one that an error names. */
  mark(wrong) {
    const count = this.value.split("\n").length;
    const line = (_, i) =>
      Object.assign(document.createElement("span"), {
        textContent: `${i + 1}`,
        className: i + 1 === wrong ? "wrong" : "",
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
