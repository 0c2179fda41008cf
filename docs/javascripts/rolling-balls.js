/**
 * The bowl of the home page: each guess of the question below it lets a ball roll at that rate, twenty steps, computed
 * by the simulations' kernel. Reduced motion shows the walk at once.
 */
import { BookElement, define, lost } from "./element.js";

const [START, STEPS] = [10, 20];
const LONG = 450; // milliseconds of the first steps
const SHORT = 140; // of those after the sixth
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** The places of a walk down the bowl, the start included. */
export async function walk(rate) {
  const [{ convex }, { begin, step }] = await Promise.all([
    import("../simulations/kernel/landscapes.js"),
    import("../simulations/kernel/optimizers.js"),
  ]);
  const { gradient } = convex();
  let state = begin([START]);
  const places = [START];
  while (state.steps < STEPS) {
    state = step(state, gradient(state.w), { optimizer: "Gradient descent", rate, momentum: 0 });
    places.push(state.w[0]);
  }
  return places;
}

/** A number in three digits, and no more than three behind the point, with a real minus. */
function short(number) {
  const digits = Number(number.toPrecision(3));
  const text = Math.abs(number) < 5e-4 ? "0.000" : String(digits);
  return text.replaceAll("-", "−");
}

class RollingBalls extends BookElement {
  /** Counts the walks: a new one ends the one before. */
  walks = 0;

  connected(signal) {
    document.addEventListener("toggle", (event) => this.guess(event), { signal, capture: true });
    signal.addEventListener("abort", () => this.walks++);
  }

  /** A choice of the question below was opened: its summary ends in the rate. */
  guess({ target }) {
    if (!(target instanceof HTMLDetailsElement) || !target.open || target.name !== this.dataset.question) return;
    const rate = Number(target.querySelector("summary").textContent.match(/[\d.]+\s*$/)[0]);
    const choices = [...target.parentElement.querySelectorAll(".choice")];
    this.roll(rate, 1 + choices.indexOf(target));
  }

  /** Roll the ball of one choice, in its colour; what others have left stays. */
  async roll(rate, number) {
    const mine = ++this.walks;
    const told = this.querySelector(".rolled");
    let places;
    try {
      places = await walk(rate);
    } catch (error) {
      told.replaceChildren(lost(`The ball could not be loaded (${error.message}).`, () => this.roll(rate, number)));
      return;
    }
    const trail = this.trail(number);
    for (let step = 1; step <= STEPS && mine === this.walks; step++) {
      if (!calm.matches) await this.move(places[step - 1], places[step], step > 6 ? SHORT : LONG, mine);
      this.draw(trail, places.slice(0, step + 1));
      const where = this.inside(places[step]) ? "" : ", out of the picture";
      told.ariaLive = step < STEPS ? "off" : "polite"; // the end is said, and not twenty sentences
      told.textContent = `Rate ${rate}, step ${step} of ${STEPS}: w = ${short(places[step])}${where}.`;
    }
    this.draw(trail, places);
    if (mine === this.walks) this.place(places[STEPS]);
  }

  /** The empty trail of a choice. */
  trail(number) {
    const walks = this.querySelector(".walks");
    walks.querySelector(`.walk-${number}`)?.remove();
    const trail = document.createElementNS(walks.namespaceURI, "g");
    trail.setAttribute("class", `walk-${number}`);
    walks.append(trail);
    this.querySelector(".ball").setAttribute("class", `ball walk-${number}`);
    return trail;
  }

  /** Let the ball roll from one place to the next. */
  move(from, to, duration, mine) {
    /** @type {Promise<void>} */
    const rolled = new Promise((resolve) => {
      let begun;
      const frame = (now) => {
        begun ??= now;
        const share = Math.min(1, (now - begun) / duration);
        const eased = share * share * (3 - 2 * share);
        this.place(from + eased * (to - from));
        if (share < 1 && mine === this.walks) requestAnimationFrame(frame);
        else resolve();
      };
      requestAnimationFrame(frame);
    });
    return rolled;
  }

  /** Pixels of a place in the bowl. */
  at(w) {
    const { middle, bottom, unit, rise } = this.dataset;
    return [Number(middle) + Number(unit) * w, Number(bottom) - Number(rise) * w * w].map((pixels) =>
      pixels.toFixed(1),
    );
  }

  inside(w) {
    return Math.abs(w) <= 16;
  }

  place(w) {
    const [x, y] = this.at(this.inside(w) ? w : 100 * Math.sign(w));
    const ball = this.querySelector(".ball");
    ball.setAttribute("cx", x);
    ball.setAttribute("cy", y);
  }

  /** Draw the places that the ball has been at, up to the first that is out of the picture. */
  draw(trail, places) {
    const out = places.findIndex((w) => !this.inside(w));
    const points = places.slice(0, out < 0 ? undefined : out + 1).map((w) => this.at(w));
    const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="4"/>`);
    trail.innerHTML = `<polyline points="${points.join(" ")}"/>${dots.join("")}`;
  }
}

define("rolling-balls", RollingBalls);
