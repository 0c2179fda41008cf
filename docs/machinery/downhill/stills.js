/**
 * Draws a figure as a still: Plotly's own SVG, tidied. It runs at build, in a page of its own that has plotly.js and the
 * styles of the book; stills.py asks for one figure after the other.
 */

/** Colours that no program uses stand for those of the page, until the picture is drawn. */
const mark = (i) => [3, 1, 40 + i];
const COLOUR = /rgba?\((\d+), (\d+), (\d+)(?:, [\d.]+)?\)/g;
const FAMILY = getComputedStyle(document.body).fontFamily;
const WIDE = 688;
const FAR = 0.12; // of a pixel: a point of a line that lies nearer to the line without it is left out

function marks(names) {
  const made = Object.fromEntries(names.map((name, i) => [name, `rgb(${mark(i).join(", ")})`]));
  return { ...made, low: "rgb(0, 255, 9)", high: "rgb(255, 0, 9)" };
}

/** The colours of the page in one of its schemes, by name. */
function palette(names, scheme) {
  document.body.dataset.mdColorScheme = scheme;
  const style = getComputedStyle(document.body);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--plot-${name}`).trim()]));
}

/** A text with each mark as the variable that it stands for; what lies between low and high is mixed of them. */
function unmarked(text, names, used) {
  const variable = (name) => {
    used.add(name);
    return `var(--${name})`;
  };
  const decimal = (_, digits) =>
    `rgb(${digits
      .match(/../g)
      .map((pair) => parseInt(pair, 16))
      .join(", ")})`;
  return text.replace(/#([0-9a-f]{6})\b/gi, decimal).replace(COLOUR, (found, red, green, blue) => {
    if (+red === 3 && +green === 1 && names[blue - 40]) return variable(names[blue - 40]);
    if (+blue !== 9 || Math.abs(+red + +green - 255) > 2) return found;
    if (+red < 2) return variable("low");
    if (+green < 2) return variable("high");
    return `color-mix(in srgb,${variable("high")} ${Math.round(red / 2.55)}%,${variable("low")})`;
  });
}

const round = (number) => +(+number).toFixed(1);
const rounded = (text) => text.replace(/-?\d*\.\d+(?:e-?\d+)?/g, (number) => String(round(number)));

/** The points of a line without those that are not missed. */
function simpler(points) {
  if (points.length < 3) return points;
  const [[x, y], [right, low]] = [points[0], points[points.length - 1]];
  const [across, down] = [right - x, low - y];
  const length = Math.hypot(across, down);
  let [far, place] = [FAR, 0];
  for (let i = 1; i < points.length - 1; i++) {
    const [dx, dy] = [points[i][0] - x, points[i][1] - y];
    const distance = length ? Math.abs(across * dy - down * dx) / length : Math.hypot(dx, dy);
    if (distance > far) [far, place] = [distance, i];
  }
  if (!place) return [points[0], points[points.length - 1]];
  return [...simpler(points.slice(0, place + 1)).slice(0, -1), ...simpler(points.slice(place))];
}

/** The points of a curve behind its first one. */
function alongside([start, ...controls]) {
  const between = ([x, y], [right, low], t) => [x + (right - x) * t, y + (low - y) * t];
  const at = (points, t) =>
    points.length === 1
      ? points[0]
      : at(
          points.slice(1).map((point, i) => between(points[i], point, t)),
          t,
        );
  return [1, 2, 3, 4, 5, 6, 7, 8].map((i) => at([start, ...controls], i / 8));
}

/** A line, simpler, in tenths of a pixel and told from point to point. */
function told(line) {
  const kept = simpler(line).map((point) => point.map((value) => Math.round(value * 10)));
  const steps = kept.slice(1).map(([x, y], i) => [x - kept[i][0], y - kept[i][1]]);
  const moved = steps.filter(([right, down]) => right || down).map(([right, down]) => `l${right / 10} ${down / 10}`);
  const dot = steps.length && !moved.length ? "h0" : ""; // with round ends it is seen
  return `M${kept[0][0] / 10} ${kept[0][1] / 10}${moved.join("")}${dot}`;
}

/** A path, rounded; one of lines and curves as lines with the points that are missed without. */
function path(d) {
  if (/[^MLHVCQZe\d\s.,-]/.test(d)) return rounded(d);
  let [text, line, first, here] = ["", [], [0, 0], [0, 0]];
  const end = () => {
    if (line.length) text += told(line);
    line = [];
  };
  for (const part of d.match(/[A-Z][^A-Z]*/g) ?? []) {
    const numbers = (part.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const points = numbers.flatMap((x, i) => (i % 2 ? [] : [[x, numbers[i + 1]]]));
    const kind = part[0];
    if (kind === "Z") {
      end();
      text += "Z";
      here = first;
      continue;
    }
    if (kind === "M") {
      end();
      first = points[0];
    } else if (!line.length) line.push(here);
    if (kind === "H") line.push([numbers[0], here[1]]);
    else if (kind === "V") line.push([here[0], numbers[0]]);
    else if (kind === "C" || kind === "Q") {
      const count = kind === "C" ? 3 : 2;
      for (let i = 0; i < points.length; i += count) {
        line.push(...alongside([line[line.length - 1], ...points.slice(i, i + count)]));
      }
    } else line.push(...points);
    here = line[line.length - 1];
  }
  end();
  return text;
}

const DEFAULTS = {
  opacity: "1",
  "fill-opacity": "1",
  "stroke-opacity": "1",
  "font-style": "normal",
  "font-weight": "normal",
  "font-variant": "normal",
  "text-decoration": "none",
  "text-decoration-line": "none",
  "text-transform": "none",
  "text-shadow": "none",
  "vector-effect": "none",
  "white-space": "pre",
  "pointer-events": "*",
  "font-family": "*", // the picture's own
  "stroke-miterlimit": "2",
  "shape-rendering": "crispedges",
  cursor: "*",
};

/** The style of an element without what it is anyhow, and what only a hand needs. */
function plainStyle(style) {
  const rules = style.split(";").map((rule) => rule.split(":").map((part) => part.trim()));
  const kept = rules.filter(([name, value]) => value && !name.startsWith("--") && DEFAULTS[name] !== "*");
  return kept
    .filter(([name, value]) => DEFAULTS[name] !== value.toLowerCase())
    .map(([name, value]) => `${name}:${rounded(value)}`)
    .join(";");
}

/** Put the attributes of an element in order: Plotly sets them now in one, now in another, and a build has its bytes. */
function inOrder(element) {
  const attributes = [...element.attributes].sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const attribute of attributes) element.removeAttributeNode(attribute);
  for (const attribute of attributes) element.setAttributeNode(attribute);
}

const IDLE = ".draglayer, .hoverlayer, .zoomlayer, .modebar, .infolayer > .g-gtitle:empty, metadata, desc";

/** Take from the picture what is not seen, and give what is left short names. */
function tidy(svg, names) {
  const used = new Set();
  for (const element of svg.querySelectorAll(IDLE)) element.remove();
  const ids = new Map();
  const all = [...svg.querySelectorAll("*")];
  for (const element of all) if (element.id) ids.set(element.id, `c${ids.size}`);
  for (const element of all) {
    for (const name of ["fill", "stroke"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute("style", `${name}:${value};${element.getAttribute("style") ?? ""}`);
      element.removeAttribute(name);
    }
    for (const { name, value } of [...element.attributes]) {
      if (name === "class" || name.startsWith("data-") || name === "xml:space") element.removeAttribute(name);
      else if (name === "id") element.id = ids.get(value);
      else if (name === "d") element.setAttribute("d", path(value));
      else {
        const plain =
          name === "style" ? plainStyle(value) : name === "points" || /\d\.\d/.test(value) ? rounded(value) : value;
        const named = plain.replace(/url\(['"]?[^#)]*#([^'")]+)['"]?\)/g, (_, id) => `url(#${ids.get(id)})`);
        element.setAttribute(name, unmarked(named, names, used));
        if (name === "style" && !plain) element.removeAttribute(name);
      }
    }
  }
  for (const element of all.reverse()) {
    const idle = /^(g|defs|clipPath)$/.test(element.nodeName) && !element.childNodes.length;
    if (idle || (element.nodeName === "path" && !element.getAttribute("d"))) element.remove();
  }
  for (const element of [svg, ...svg.querySelectorAll("*")]) inOrder(element);
  const text = new XMLSerializer().serializeToString(svg);
  for (const id of ids.values())
    if (!text.includes(`#${id})`)) svg.querySelector(`[id="${id}"]`)?.removeAttribute("id");
  return used;
}

const style = (colours, used) => [...used].map((name) => `--${name}:${colours[name]}`).join(";");

/** Draw one figure as SVG in the colours of both schemes. */
async function still({ look, COLOURS }, figure, size) {
  const { data, layout } = look(figure, marks(COLOURS), FAMILY, size);
  const text = await Plotly.toImage({ data, layout }, { format: "svg", imageDataOnly: true, ...size });
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const used = tidy(svg, COLOURS);
  const [light, dark] = ["default", "slate"].map((scheme) => style(palette(COLOURS, scheme), used));
  const css = (rules, media = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "style");
    if (media) element.setAttribute("media", media);
    element.textContent = rules;
    return element;
  };
  svg.prepend(
    css(`svg{${light};font-family:${FAMILY}}text{white-space:pre}`),
    css(`svg{${dark}}`, "(prefers-color-scheme:dark)"),
  );
  svg.removeAttribute("style");
  svg.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  return new XMLSerializer().serializeToString(svg);
}

/** Show a page's picture, 1200 by 630, for whoever takes it from the screen: its title above one of its figures. */
async function picture(looks, figure, height, title) {
  const [width, room] = [1200, 630];
  const size = { width: WIDE, height: Math.min(height, 420) };
  document.body.dataset.mdColorScheme = "default";
  const card = document.createElement("div");
  Object.assign(card.style, { width: `${width}px`, height: `${room}px`, background: "#fff", color: "#1d3f5e" });
  const heading = Object.assign(document.createElement("div"), { textContent: title });
  Object.assign(heading.style, { font: `700 ${title.length > 40 ? 44 : 56}px ${FAMILY}`, padding: "32px 48px 8px" });
  const drawing = document.createElement("img");
  const svg = await still(looks, figure, size);
  drawing.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  Object.assign(drawing.style, { display: "block", margin: "0 auto", height: "500px", colorScheme: "light" });
  card.append(heading, drawing);
  document.body.replaceChildren(card);
  await drawing.decode();
}

Object.assign(window, { still, picture });
