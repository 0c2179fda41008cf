/**
 * Keeps what a question to predict asks for out of sight until its reader has guessed: the output of its program, and
 * the figure. Room and text stay, so nothing moves, and the browser's own search finds it. A button shows it without a
 * guess; without this script, on paper, and where a link or a search leads to it, all is there.
 */
import { BookElement, button, define } from "./element.js";
import { guessOf } from "./progress.js";

const ROOM = 48; // pixels, at least, of what stands in a fold that is closed: those of the button

/** `<first-guess>` stands at the end of a question. */
class FirstGuess extends BookElement {
  /** @type {(() => void)[]} show what was hidden */
  veils = [];

  connected(signal) {
    const question = this.closest(".predict");
    const name = question?.querySelector("details.choice")?.getAttribute("name");
    if (!name || guessOf(name) || /[?&](h|embed)=/.test(location.search)) return;
    const [program, figure] = ["program", "figure"].map((kind) =>
      document.getElementById(question.id.replace("predict", kind)),
    );
    if ([program?.id, figure?.id].includes(location.hash.slice(1))) return;
    this.veil(program?.querySelector(".output"), "pre", "output", signal);
    this.veil(figure, "figcaption", "figure", signal); // its picture has no words to be found: the stylesheet hides it
    const guessed = ({ target }) => target instanceof HTMLDetailsElement && target.name === name && this.unveil();
    document.addEventListener("toggle", guessed, { signal, capture: true });
    signal.addEventListener("abort", () => this.unveil());
  }

  /** Hide what `parts` are in a place, and put a button there that shows it. */
  veil(place, parts, word, signal) {
    if (!place) return;
    /** @type {HTMLElement[]} */
    const hidden = [...place.querySelectorAll(parts)];
    const rooms = hidden.map((part) => Math.max(ROOM, part.getBoundingClientRect().height)); // measured before the first is hidden
    const press = button(`Show the ${word} without a guess`, () => this.unveil());
    press.className = "without-guess";
    hidden.forEach((part, i) => {
      part.style.containIntrinsicBlockSize = `${rooms[i]}px`;
      part.setAttribute("hidden", "until-found");
      part.addEventListener("beforematch", () => this.unveil(), { signal });
    });
    place.classList.add("veiled");
    place.append(press);
    this.veils.push(() => {
      press.remove();
      place.classList.remove("veiled");
      for (const part of hidden) {
        part.removeAttribute("hidden");
        part.style.containIntrinsicBlockSize = "";
      }
    });
  }

  unveil() {
    for (const show of this.veils) show();
    this.veils = [];
  }
}

define("first-guess", FirstGuess);
