/**
 * What the book's elements share: a life that ends with them, and questions that are asked again when the answer got
 * lost.
 */

/**
 * An element of the book. Whatever `connected` listens to, watches or waits for is given the signal, and ends when the
 * element leaves the page; an element that comes back begins a new life.
 */
export class BookElement extends HTMLElement {
  /** Ends the life of now. */
  life = new AbortController();

  connectedCallback() {
    this.life = new AbortController();
    this.connected(this.life.signal);
  }

  disconnectedCallback() {
    this.life.abort();
  }

  /** A move within the page is no end: with this the browser spares the two above. */
  connectedMoveCallback() {}

  /**
   * Begin a life.
   * @param {AbortSignal} _signal comes at its end
   */
  connected(_signal) {}
}

/** What an arrow key means: how far to the right, and how far up. */
export const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/** Give an element its class; a page that is reached without a reload brings this script again. */
export function define(name, kind) {
  if (!customElements.get(name)) customElements.define(name, kind);
}

/**
 * Let an observer watch a target until the signal.
 * @param {{observe: Function, disconnect: Function}} observer
 * @param {Node} target
 * @param {AbortSignal} signal
 * @param {object} [options]
 */
export function watch(observer, target, signal, options) {
  observer.observe(target, options);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** Call `act` each time that an element comes near the view. */
export function whenNear(element, rootMargin, act, signal) {
  const seen = (entries) => entries.some((entry) => entry.isIntersecting) && act();
  watch(new IntersectionObserver(seen, { rootMargin }), element, signal);
}

/** Call `act` whenever the page changes between light and dark. */
export function whenSchemeChanges(act, signal) {
  watch(new MutationObserver(act), document.body, signal, { attributeFilter: ["data-md-color-scheme"] });
}

/** Open the folds around an element, so that it is seen. */
export function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

/** Ask once for what `load` brings; a failure is forgotten, so that whoever wants it next asks again. */
export function once(load) {
  let asked;
  return () => {
    asked ??= load().catch((error) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}

/** Make a button. */
export function button(text, act, title = "") {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
  made.addEventListener("click", act);
  return made;
}

/** Make the sentence that something did not come, with a button that asks for it again. */
export function lost(sentence, again) {
  const note = document.createElement("p");
  note.className = "lost";
  note.append(`${sentence} `, button("Try again", again));
  return note;
}
