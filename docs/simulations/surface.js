/** The landscape as a surface, with the paths on it; plotly.js is loaded when a reader asks for it, and not before. */
import { ARROWS, lost } from "../javascripts/element.js";
import { template } from "../javascripts/figure-look.js";
import { coloursOf, orbit, plotly } from "../javascripts/figure-plot.js";

const POINTS = 45;
const CAMERA = { eye: { x: -1.6, y: -1.6, z: 1.3 }, center: { x: 0, y: 0, z: -0.15 } };
const PAUSE = 150; // milliseconds between two drawings
const ZOOM = { "+": 0.8, "-": 1.25 };

/** A surface in `place`, until the signal. */
export class Surface {
  /** What to draw next: a landscape and runs. */
  wanted;
  /** @type {number | undefined} the pause after a drawing */
  waiting;
  /** Can this browser draw in three dimensions? */
  able = Boolean(document.createElement("canvas").getContext("webgl"));
  /** The library could not be loaded; the reader can ask for it again. */
  failed = false;

  /**
   * @param {HTMLElement} place
   * @param {AbortSignal} signal
   */
  constructor(place, signal) {
    this.place = place;
    this.signal = signal;
    place.tabIndex = 0;
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Surface. Arrow keys turn it, plus and minus zoom.");
    place.addEventListener("keydown", (event) => this.key(event));
    addEventListener("online", () => this.again(), { signal });
    signal.addEventListener("abort", () => this.end());
  }

  /** Show a landscape and the runs on it, each a list of { w, loss }, as soon as it can be. */
  show(landscape, runs) {
    this.wanted = { landscape, runs };
    if (!this.waiting && !this.failed) this.draw();
  }

  async draw() {
    const drawn = this.wanted;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      if (this.wanted !== drawn && !this.failed) this.draw();
    }, PAUSE);
    if (!this.able) {
      this.place.textContent = "This browser has no WebGL, so it cannot draw the surface. Choose the contour.";
      return;
    }
    try {
      const library = await plotly();
      if (!this.signal.aborted) library.react(this.place, traces(this.wanted), layout(this.wanted, this.place), CONFIG);
    } catch (error) {
      if (!this.signal.aborted) this.fail(error);
    }
  }

  fail(error) {
    this.failed = true;
    const sentence = `The surface could not be drawn (${error.message}). The contour can.`;
    this.place.replaceChildren(lost(sentence, () => this.again()));
  }

  /** Try again what failed before. */
  again() {
    if (!this.failed) return;
    this.failed = false;
    this.place.replaceChildren();
    this.draw();
  }

  /** Turn and zoom. */
  key(event) {
    /** @type {any} */
    const { _fullLayout } = this.place;
    const [right, up] = ARROWS[event.key] ?? [0, 0];
    const factor = ZOOM[event.key] ?? 1;
    if (!_fullLayout || (!right && !up && factor === 1)) return;
    event.preventDefault();
    const eye = orbit(_fullLayout.scene.camera.eye, 0.2 * right, 0.2 * up, factor);
    plotly().then((library) => library.relayout(this.place, { "scene.camera.eye": eye }));
  }

  end() {
    clearTimeout(this.waiting);
    /** @type {any} */
    const { _fullLayout } = this.place;
    if (_fullLayout) plotly().then((library) => library.purge(this.place));
  }
}

const CONFIG = { displayModeBar: false, responsive: true };

function layout({ landscape }, place) {
  const axis = (text) => ({ title: { text } });
  const height = landscape.steep ? "log₁₀(1 + loss)" : "loss";
  return {
    height: 380,
    margin: { l: 0, r: 0, t: 0, b: 0 },
    showlegend: false,
    uirevision: 1,
    template: template(coloursOf(place), getComputedStyle(place).fontFamily, innerWidth < 600),
    scene: { xaxis: axis("w₁"), yaxis: axis("w₂"), zaxis: axis(height), camera: CAMERA },
  };
}

function traces({ landscape, runs }) {
  const [[left, right], [low, high]] = landscape.box;
  const between = (from, to) => Array.from({ length: POINTS }, (_, i) => from + (i / (POINTS - 1)) * (to - from));
  const [x, y] = [between(left, right), between(low, high)];
  const height = (loss) => (landscape.steep ? Math.log10(1 + loss) : loss);
  const z = y.map((b) => x.map((a) => height(landscape.loss([a, b]))));
  const lift = 0.01 * (Math.max(...z.flat()) - Math.min(...z.flat()));
  const inside = ({ w: [a, b] }) => a >= left && a <= right && b >= low && b <= high;
  const paths = runs.map((entries, i) => {
    const kept = entries.filter(inside);
    return {
      type: "scatter3d",
      mode: "lines+markers",
      x: kept.map(({ w }) => w[0]),
      y: kept.map(({ w }) => w[1]),
      z: kept.map(({ loss }) => height(loss) + lift),
      line: { width: 5, dash: i ? "dash" : "solid" },
      marker: { size: 3 },
    };
  });
  return [{ type: "surface", x, y, z, showscale: false, opacity: 0.9 }, ...paths];
}
