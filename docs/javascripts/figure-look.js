/**
 * What a figure of the book looks like: from a program's data and layout to what Plotly draws, in the colours of a page
 * and at its width. The live figure uses it, and so does the build, which draws the stills.
 */

/** Narrower than this, a figure is drawn as on a phone, in pixels. */
export const NARROW = 450;
/** The colours that a style gives a figure, by their names there without `--plot-`. */
export const COLOURS = ["text", "grid", "1", "2", "3", "4", "5", "6", "7", "low", "high"];
const COLORWAY = ["1", "2", "7", "4", "3", "5", "6"];
/** Of colours by which a program tells what belongs together on white paper: those of the page in their place. */
const INKS = { "#0072b2": "1", "#2f86d6": "1", "#d55e00": "2", "#0f9a70": "3", "#cc79a7": "4" };
const ROLES = { data: "7", fit: "1", path: "2", bound: "4" };

/** The one template of the site. */
export function template(colours, family, narrow) {
  const line = colours.grid;
  const lines = { gridcolor: line, zerolinecolor: line, linecolor: line };
  const axis = { ...lines, automargin: true, exponentformat: "power", nticks: narrow ? 5 : 8, tickangle: 0 };
  const colorscale = [
    [0, colours.low],
    [1, colours.high],
  ];
  // above a bar its name would touch its highest number, and beside it all, but for a space
  const bar = { thickness: 10, outlinewidth: 0, ticksuffix: "\u00a0", title: { side: "right" } };
  const landscape = { colorscale, colorbar: bar };
  const levels = { line: { color: colours.text, width: 0.5 } };
  const far = narrow ? 2.1 : 1.4;
  const scene = { ...axis, backgroundcolor: "rgba(0,0,0,0)" };
  const camera = { eye: { x: -far, y: -far, z: far }, center: { x: 0, y: 0, z: -0.2 } };
  return {
    layout: {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: colours.text, family, size: narrow ? 12 : 13 },
      colorway: COLORWAY.map((name) => colours[name]),
      margin: narrow ? { l: 44, r: 12, t: 20, b: 44 } : { l: 56, r: 16, t: 20, b: 48 },
      // a key is so wide that the strokes of its line are seen, by which who sees no colours tells it
      legend: { orientation: "h", y: 1.02, yanchor: "bottom", itemwidth: narrow ? 30 : 48 },
      hoverlabel: { font: { family } },
      hovermode: "closest",
      shapedefaults: { line: { color: colours.text } },
      xaxis: axis,
      // a label at the left end of a line does not touch a number, and a number not the name of the axis
      yaxis: { ...axis, ticklabelstandoff: 4, title: { standoff: narrow ? 4 : 8 } },
      scene: { xaxis: scene, yaxis: scene, zaxis: scene, camera },
    },
    data: {
      scatter: [{ cliponaxis: false }], // a label at a line's end stands beside the plot
      contour: [{ ...landscape, ...levels }],
      surface: [landscape],
    },
  };
}

/** The title of an axis, as words: what a reader is told of a value. */
export function axisTitle(layout, trace, letter) {
  const name = `${letter}axis${(trace[`${letter}axis`] ?? letter).slice(1)}`;
  return words(layout[name]?.title?.text) || letter;
}

const words = (text) => (text ?? "").replace(/<br>/g, " ").replace(/<[^>]*>/g, "");

/** What a curve is called: its name, or the label that stands at its end. */
export function curveName(trace) {
  const labels = [trace.text ?? []].flat().filter(Boolean);
  return words(trace.name ?? labels[labels.length - 1]);
}

/** The words of a point under the pointer. */
function hover(trace, layout) {
  const heading = curveName(trace);
  const lines = [axisTitle(layout, trace, "x"), axisTitle(layout, trace, "y")].map(
    (title, i) => `${title}: %{${"xy"[i]}}`,
  );
  if (trace.z) lines.push(`${words(trace.colorbar?.title?.text) || "height"}: %{z:.4~g}`);
  return `${[heading && `<b>${heading}</b>`, ...lines].filter(Boolean).join("<br>")}<extra></extra>`;
}

/** Put the page's colours in place of those that a program took from INKS. */
function inked(value, colours) {
  if (!value || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "color" && INKS[String(inner).toLowerCase()]) value[key] = colours[INKS[inner.toLowerCase()]];
    else if (!Array.isArray(inner) || typeof inner[0] === "object") inked(inner, colours);
  }
}

/** A trace in the colour of the role that it plays in the book, unless the program chose one; without bars on phones. */
function dressed(trace, layout, colours, narrow) {
  const color = colours[ROLES[trace.name?.split(/[ ,:]/)[0]]];
  const made = { ...trace, hovertemplate: hover(trace, layout) };
  if (color) Object.assign(made, { line: { color, ...trace.line }, marker: { color, ...trace.marker } });
  if (trace.type === "contour") delete made.colorscale; // the program's is for white paper
  if (narrow && trace.z) made.showscale = false;
  return made;
}

/**
 * Everything that Plotly is given.
 * @param {{data: any[], layout: any}} figure as the program made it
 * @param {Record<string, string>} colours by the names in COLOURS
 * @param {string} family of the letters
 * @param {{width: number, height: number}} size in pixels
 */
export function look(figure, colours, family, size) {
  const narrow = size.width < NARROW;
  const data = structuredClone(figure.data).map((trace) => dressed(trace, figure.layout, colours, narrow));
  const layout = { ...structuredClone(figure.layout), ...size, template: template(colours, family, narrow) };
  inked(data, colours);
  inked(layout.shapes, colours);
  if (narrow && layout.margin) layout.margin = { ...layout.margin, r: Math.min(layout.margin.r ?? 12, 80) };
  return { data, layout };
}
