/**
 * Shows one part of a page alone, for a frame in the page of a course: `?embed=descent`, the id of a simulation, a
 * figure, a question or a program. Its height is told to the page around it, as `{ downhill: id, height }`.
 */

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

/** Hide all that is not the part, which has a link back to its place below it; tell its height from now on. */
export function embed(id, signal) {
  const part = document.getElementById(id);
  if (!part) return;
  const beside = part.matches(".predict") ? needed(part) : [];
  const style = document.createElement("style");
  style.textContent = `.aside { display: none !important } body, .md-main__inner { margin: 0 !important }
    .md-main__inner, .md-content, .md-content__inner, #${CSS.escape(id)} { margin: 0 !important; padding: 0 !important; max-width: none !important }
    .md-container { padding: 0 !important; min-height: 0 !important } body { min-height: 0 !important }`;
  const back = Object.assign(document.createElement("a"), { target: "_blank", rel: "noopener" });
  back.href = `${location.origin}${location.pathname}#${id}`;
  back.textContent = `${document.querySelector("h1").firstChild.textContent.trim()}, in the book Downhill`;
  part.after(back);
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
