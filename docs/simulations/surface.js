/** The landscape as a surface, with the paths on it; plotly.js is loaded when a reader asks for it, and not before. */
import { plotly, template } from "../javascripts/figure-plot.js";

const POINTS = 45;
const CAMERA = { eye: { x: -1.6, y: -1.6, z: 1.3 }, center: { x: 0, y: 0, z: -0.15 } };
const PAUSE = 150; // milliseconds between two drawings

/** @returns {{show: Function, end: Function}} draws into `place` */
export function surfaceOf(place) {
  let [wanted, waiting, library] = [undefined, undefined, undefined];

  async function show(landscape, runs) {
    wanted = { landscape, runs };
    if (waiting) return;
    const drawn = wanted;
    waiting = setTimeout(() => {
      waiting = undefined;
      if (wanted !== drawn) show(wanted.landscape, wanted.runs);
    }, PAUSE);
    if (!document.createElement("canvas").getContext("webgl")) {
      place.textContent = "This browser has no WebGL, so it cannot draw the surface. Choose the contour.";
      return;
    }
    library = await plotly();
    if (!place.isConnected) return;
    library.react(place, traces(wanted), { height: 380, margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false, uirevision: 1, template: template(place),
      scene: { xaxis: { title: { text: "w₁" } }, yaxis: { title: { text: "w₂" } }, zaxis: { title: { text: wanted.landscape.steep ? "log₁₀(1 + cost)" : "cost" } }, camera: CAMERA } }, { displayModeBar: false, responsive: true });
  }

  place.tabIndex = 0;
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Surface. Arrow keys turn it, plus and minus zoom.");
  const turn = (event) => {
    const [right, up, factor] = { ArrowRight: [0.2, 0, 1], ArrowLeft: [-0.2, 0, 1], ArrowUp: [0, 0.2, 1], ArrowDown: [0, -0.2, 1], "+": [0, 0, 0.8], "-": [0, 0, 1.25] }[event.key] ?? [];
    if (factor === undefined || !place._fullLayout) return;
    event.preventDefault();
    const { x, y, z } = place._fullLayout.scene.camera.eye;
    const [angle, distance] = [Math.atan2(y, x) + right, Math.hypot(x, y) * factor];
    library.relayout(place, { "scene.camera.eye": { x: distance * Math.cos(angle), y: distance * Math.sin(angle), z: (z + up) * factor } });
  };
  place.addEventListener("keydown", turn);

  return {
    show,
    end() {
      clearTimeout(waiting);
      library?.purge(place);
    },
  };
}

function traces({ landscape, runs }) {
  const [[left, right], [low, high]] = landscape.box;
  const between = (from, to) => Array.from({ length: POINTS }, (_, i) => from + (i / (POINTS - 1)) * (to - from));
  const [x, y] = [between(left, right), between(low, high)];
  const height = (cost) => (landscape.steep ? Math.log10(1 + cost) : cost);
  const z = y.map((b) => x.map((a) => height(landscape.loss([a, b]))));
  const lift = 0.01 * (Math.max(...z.flat()) - Math.min(...z.flat()));
  const inside = ({ w: [a, b] }) => a >= left && a <= right && b >= low && b <= high;
  return [
    { type: "surface", x, y, z, showscale: false, opacity: 0.9 },
    ...runs.map(({ trail }, i) => {
      const kept = trail.all().filter(inside);
      return { type: "scatter3d", mode: "lines+markers", x: kept.map(({ w }) => w[0]), y: kept.map(({ w }) => w[1]), z: kept.map(({ cost }) => height(cost) + lift),
        line: { width: 5, dash: i ? "dash" : "solid" }, marker: { size: 3 } };
    }),
  ];
}
