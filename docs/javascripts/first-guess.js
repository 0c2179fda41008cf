/**
 * Keeps what a question to predict asks for out of sight until its reader has guessed: the output of its program, and
 * the figure. In their place stands a button that shows it without a guess; the text stays, so that the browser's own
 * search finds it. Without this script, on paper, and where a link or a search leads to it, all is there; on paper
 * without solutions it is not. So that nothing moves while a page loads, main.html gives a place its height before anything is painted.
 */
import { BookElement, button, define } from "./element.js";
import { guessOf } from "./progress.js";

/** What a place shows that answers a question: a figure itself, or what a program prints, if it is there. */
function shownBy(place) {
  if (!place || place.matches("figure")) return place;
  const below = place.closest("details")?.nextElementSibling; // what a program in a fold prints stands below the fold
  return place.querySelector(".output") ?? (below?.matches(".output") ? below : null);
}

/** `<first-guess>` stands at the end of a question; its attribute names what waits, by ids. */
class FirstGuess extends BookElement {
  /** @type {Set<(event?: Event) => void>} each shows what it hid */
  veils = new Set();

  connected(signal) {
    const name = this.closest(".predict")?.querySelector("details.choice")?.getAttribute("name");
    const places = this.getAttribute("waits")
      .split(" ")
      .map((id) => document.getElementById(id));
    const shown = places.map(shownBy).filter(Boolean);
    for (const each of shown) each.classList.add("awaited");
    if (!name || guessOf(name) || /[?&](h|embed)=/.test(location.search)) return;
    if (places.some((place) => place?.id === location.hash.slice(1))) return;
    for (const each of shown) {
      // the stylesheet hides the picture of a figure
      if (each.matches("figure")) this.veil(each, "figcaption", "figure", signal);
      else this.veil(each, "pre", "output", signal);
    }
    const guessed = ({ target }) => target instanceof HTMLDetailsElement && target.name === name && this.unveil();
    document.addEventListener("toggle", guessed, { signal, capture: true });
    signal.addEventListener("abort", () => this.unveil());
  }

  /** Hide a part of a place, and put a button there that shows it, and nothing above what the reader looks at. */
  veil(place, kind, word, signal) {
    const part = place?.querySelector(kind);
    if (!part) return;
    const show = (event) => {
      press.remove();
      place.classList.remove("veiled");
      part.removeAttribute("hidden");
      this.veils.delete(show);
      if (event?.type !== "click") return;
      place.tabIndex = -1; // the button has gone that had the focus
      place.focus({ preventScroll: true });
    };
    const press = button(`Show the ${word} without a guess`, show);
    press.className = "without-guess";
    part.getBoundingClientRect(); // laid out once: else whoever measures it while it is hidden is warned of work for nothing
    part.setAttribute("hidden", "until-found");
    part.addEventListener("beforematch", show, { signal });
    place.classList.add("veiled");
    place.append(press);
    this.veils.add(show);
  }

  unveil() {
    for (const show of this.veils) show();
  }
}

define("first-guess", FirstGuess);
document.getElementById("waits")?.remove(); // now each place keeps its own height
