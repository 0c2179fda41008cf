/**
 * Shows one part of a page alone, for a frame in the page of a course, or for a projector: `?embed=descent`, the id of a
 * simulation, a figure, a question or a program. What follows are settings of the simulation, `?embed=descent&rate=0.1`,
 * as in a link to it, or the variant of a task, `?embed=program-task_starter&variant=17`. Its height is told to the page
 * around it, as `{ downhill: id, height }`. A name that the page does not have is answered by those that it has.
 */

import { unfold } from "./element.js";

const PARTS = "article :is(figure, section.predict, .program, [id^=exercise-])[id]"; // that can be named
const OTHERS = ["embed", "solutions"]; // parameters that are no settings
const PROJECTED = `@media screen { :root { font-size: max(125%, 1.7vw) } body { padding: 1rem !important }
  figure { max-inline-size: 150vh !important } figure.simulation { max-inline-size: 110vh !important } figure-plot img { max-block-size: 70vh; object-fit: contain }
  .predict :is(details, summary code) { font-size: 1em !important } }`;
const SAID = "p:not(.level, :has(> .level)), ul, ol, table, .table, .md-typeset__scrollwrap, .arithmatex";

/** What stands above a question and leads to it: all since the last heading, program, picture or words in bold. */
function before(question) {
  const found = [];
  for (let each = question.previousElementSibling; each?.matches(SAID); each = each.previousElementSibling) {
    found.unshift(each);
    if (each.matches("p") && each.firstChild instanceof HTMLElement && each.firstChild.matches("strong")) break;
  }
  return found;
}

/** What a question needs where it stands alone: what is given, what leads to it, and the program or figure it shows. */
function needed(question) {
  const above = question.id.startsWith("check-") ? [] : before(question); // one to check says all that it needs
  /** @type {HTMLTemplateElement | null} */
  const kept = question.querySelector(":scope > template.given");
  if (kept) {
    const given = kept.content.firstElementChild;
    (above[0] ?? question).before(given);
    above.unshift(given);
  }
  const shown = document.getElementById(question.dataset.shows);
  if (shown) {
    question.before(shown);
    above.push(shown);
  }
  return above;
}

/** What an exercise needs where it stands alone: what goes on with it and, in a fold, the tables of its chapter. */
function around(exercise) {
  const found = [];
  for (let each = exercise.nextElementSibling; each?.matches(`:is(${SAID}):not([id])`); each = each.nextElementSibling)
    found.push(each);
  const first = document.querySelector("[id^=exercise-]");
  const above = (table) => table.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
  const listed = [...document.querySelectorAll("article table:not(details.success *, .highlight *)")].filter(above);
  const tables = listed.map((table) => table.closest(".table, .md-typeset__scrollwrap") ?? table);
  if (!tables.length) return found;
  const fold = Object.assign(document.createElement("details"), { className: "note" });
  fold.append(Object.assign(document.createElement("summary"), { textContent: "Tables of this chapter" }), ...tables);
  exercise.parentElement.insertBefore(fold, (found.at(-1) ?? exercise).nextSibling);
  return [...found, fold];
}

/** Hide all that is not the part, which has a link back to its place below it; tell its height from now on. */
export function embed(id, signal) {
  const named = document.getElementById(id);
  const part = named ?? missing(id);
  unfold(part);
  set(part);
  const exercise = /^exercise-/.test(part.id);
  const beside = part.matches(".predict") ? needed(part) : exercise ? around(part) : [];
  const style = document.createElement("style");
  style.textContent = `.aside { display: none !important } body, .md-main__inner { margin: 0 !important }
    .md-main__inner, .md-content, .md-content__inner, [id="${CSS.escape(part.id)}"]:not(.predict) { margin: 0 !important; padding: 0 !important; max-width: none !important }
    .md-container { padding: 0 !important; min-height: 0 !important } body { min-height: 0 !important; --head: 0px; --screen: 99rem }`;
  if (self === top) style.textContent += PROJECTED;
  const back = Object.assign(document.createElement("a"), { target: "_blank", rel: "noopener" });
  back.href = `${location.origin}${location.pathname}${named ? `#${id}` : ""}`;
  back.textContent = `${document.querySelector("h1").firstChild.textContent.trim()}, in the book Downhill`;
  (exercise ? (beside.at(-1) ?? part) : part).after(back);
  for (let inner = /** @type {Element} */ (part); inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (
        other !== inner &&
        other !== back &&
        !beside.includes(other) &&
        !/^(script|style|template)$/i.test(other.tagName)
      ) {
        other.classList.add("aside");
      }
    }
  }
  document.head.append(style);
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (part.querySelectorAll("a[href]"))) {
    if (link.search.startsWith("?embed=")) continue; // stays in the frame
    if (link.hash && link.pathname === location.pathname && document.getElementById(link.hash.slice(1))) continue;
    link.target = "_blank";
  }
  const tell = new ResizeObserver(() => {
    const { bottom } = document.body.getBoundingClientRect();
    parent.postMessage({ downhill: id, height: Math.ceil(bottom + scrollY) }, "*");
  });
  tell.observe(document.body);
  tell.observe(part);
  signal.addEventListener("abort", () => tell.disconnect());
}

/** Open a simulation, or a task, in the state that the address asks for, as a link does; a link in it comes first. */
function set(part) {
  /** @type {any} */
  const place = part.querySelector(":scope > book-simulation") ?? part.querySelector(":scope > .highlight");
  const settings = new URLSearchParams(location.search);
  for (const name of OTHERS) settings.delete(name);
  if (!place || !settings.size || location.hash.startsWith(`#${part.id}?`)) return;
  history.replaceState(history.state, "", `${location.pathname}${location.search}#${part.id}?${settings}`);
  place.follow?.(); // one that does not run yet will look by itself
  if (part.matches(".program")) dispatchEvent(new Event("hashchange"));
}

/** Put on the page a sentence that a name is none, with the names that there are. */
function missing(id) {
  const note = Object.assign(document.createElement("p"), { id: "no-such-part" });
  note.append(`This page has no part “${id.slice(0, 60)}”. It has: `);
  document.querySelectorAll(PARTS).forEach((part, i) => {
    const link = Object.assign(document.createElement("a"), { href: `?embed=${part.id}`, textContent: part.id });
    note.append(i ? ", " : "", link);
  });
  document.querySelector("article").append(note);
  return note;
}
