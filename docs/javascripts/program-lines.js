/**
 * Which lines of the programs are seen: those that matter, or all. The page-wide choice stands on the root element,
 * where main.html puts what was kept before anything is painted; a program's own stands on its block. Styles do the rest.
 */
import { BookElement, button, define } from "./element.js";

const KEY = "downhill-programs"; // as in main.html
const CHOICES = { core: "Core lines", whole: "Whole programs" };
const root = document.documentElement;

/** Show all programs one way, on this page and on those to come; a storage that takes nothing costs the memory only. */
function choose(choice) {
  root.dataset.programs = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {}
  /** @type {NodeListOf<HTMLElement>} */
  const programs = document.querySelectorAll(".highlight[data-lines]");
  for (const program of programs) delete program.dataset.lines;
  for (const place of document.querySelectorAll("program-lines")) if (place instanceof ProgramLines) place.show();
}

/** `<program-lines>`: the choice for the whole page; hidden where there is one program only. */
class ProgramLines extends BookElement {
  buttons = Object.entries(CHOICES).map(([choice, name]) => ({ choice, press: button(name, () => choose(choice)) }));

  connected() {
    const [core, whole] = this.buttons.map(({ press }) => press);
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", "Lines of programs");
    this.replaceChildren("Programs: ", core, " · ", whole);
    this.show();
    nameButtons();
    showFound();
  }

  show() {
    for (const { choice, press } of this.buttons) {
      press.setAttribute("aria-pressed", `${root.dataset.programs === choice}`);
    }
  }
}

/** What turns or loads a program says which one, to those who hear it without its place. */
function nameButtons() {
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll(".filename > :is(.lines, [download])");
  for (const each of places) each.title = each.parentElement.firstElementChild.textContent;
}

/** A program's own button, and the sign for what is left out, show one program the other way. */
function turn({ target }) {
  const pressed = target.closest("button.lines, .rest");
  if (!pressed) return;
  const program = pressed.closest(".highlight");
  const shown = program.dataset.lines ?? root.dataset.programs;
  if (pressed.matches("button") || shown === "core") program.dataset.lines = shown === "core" ? "whole" : "core";
}

/** Show whole programs where lines that are left out have a word that was searched for: the theme marks what is seen. */
function showFound() {
  const words = (new URLSearchParams(location.search).get("h") ?? "").toLowerCase().match(/\w{3,}/g) ?? [];
  if (!words.length) return;
  for (const rest of document.querySelectorAll(".rest")) {
    const text = rest.textContent.toLowerCase();
    /** @type {HTMLElement} */
    const program = rest.closest(".highlight");
    if (words.some((word) => text.includes(word))) program.dataset.lines = "whole";
  }
}

/** Show the whole program where the browser's own search finds a line that is left out, and let it find it again. */
function showMatch({ target }) {
  const program = target.closest(".highlight");
  if (!program) return;
  program.dataset.lines = "whole";
  setTimeout(() => target.setAttribute("hidden", "until-found")); // the browser takes it away
}

if (!customElements.get("program-lines")) {
  document.addEventListener("click", turn);
  document.addEventListener("beforematch", showMatch);
}
define("program-lines", ProgramLines);
