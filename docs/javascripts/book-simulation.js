/**
 * Puts a simulation in its place when that comes near the view, and ends it when the reader leaves. The place holds the
 * specification of the controls, which the build took from docs/simulations/<name>.json, and a still picture.
 */
import { BookElement, define, lost, whenNear } from "./element.js";

const SIMULATIONS = new URL("../simulations/", import.meta.url);

class BookSimulation extends BookElement {
  /** What runs here. */
  stage = undefined;
  /** Is done when the simulation runs, or could not be loaded. */
  opening = undefined;
  /** Did the address speak of this one? */
  named = false;
  /** The board as the build made it: each beginning takes a fresh one. */
  blank = undefined;

  connected(signal) {
    signal.addEventListener("abort", () => {
      this.stage = this.opening = undefined;
    });
    whenNear(this, "250px", () => this.open(), signal);
    // who goes from stop to stop would leap over one that is still asleep below the screen
    addEventListener("keydown", ({ key }) => key === "Tab" && !this.lost && this.open(), { signal });
    addEventListener("hashchange", () => this.follow(), { signal });
    addEventListener("online", () => this.lost && this.open(), { signal });
    this.follow();
  }

  /** The sentence that it did not come. */
  get lost() {
    return this.querySelector(":scope > .lost");
  }

  /** Which one on the page it is: its name, and from the second of a name on a number. */
  get place() {
    return this.dataset.id;
  }

  /** Look whether the address speaks of this simulation, or, after one that did, of none. */
  follow() {
    const named = location.hash.startsWith(`#${this.place}?`);
    if (named || (this.named && !location.hash.includes("?"))) this.show();
    this.named = named;
  }

  /** A link led here: come into view in the state that it speaks of, and run where it says so. */
  async show(run = false) {
    await this.open();
    this.stage?.open(location.hash);
    this.querySelector(".sim-front").scrollIntoView({ block: "nearest" });
    if (run && this.stage?.spec.steps) this.stage.press("run");
  }

  open() {
    this.opening ??= this.build(this.life.signal);
    return this.opening;
  }

  /** Fetch the simulation and let it run until the signal; what did not come can be asked for again. */
  async build(signal) {
    this.lost?.remove();
    const module = (name) => import(new URL(`${name}.js`, SIMULATIONS).href);
    try {
      const [{ Stage }, { default: simulation }] = await Promise.all([
        module("stage"),
        module(this.getAttribute("name")),
      ]);
      if (signal.aborted) return;
      this.clear();
      this.stage = new Stage(this, JSON.parse(this.dataset.spec), simulation, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.opening = undefined;
      this.append(lost(`This simulation could not be loaded (${error.message}).`, () => this.open()));
    }
  }

  clear() {
    const board = this.querySelector(".sim");
    if (this.blank) board.replaceWith(this.blank.cloneNode(true));
    else this.blank = board.cloneNode(true);
  }
}

/**
 * A link to a state of a simulation on this page: no navigation, and nothing for the theme to load anew. It runs, and
 * the way back leads to what was there before.
 */
document.addEventListener(
  "click",
  (event) => {
    const link = event.target instanceof Element && event.target.closest("a.see");
    if (!(link instanceof HTMLAnchorElement) || link.pathname !== location.pathname) return;
    const id = link.hash.slice(1).split("?")[0];
    const place = document.querySelector(`book-simulation[data-id="${id}"]`);
    if (!(place instanceof BookSimulation) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(history.state, "", link.hash);
    place.named = true;
    place.show(true);
    const front = /** @type {HTMLElement} */ (place.querySelector(".sim-front"));
    if (event.detail) front.focus({ preventScroll: true }); // of a pointer: its keys work, and no tooltip stays
  },
  true,
);

define("book-simulation", BookSimulation);
