/**
 * The definition of a term, or what a claim's test says, opens where the pointer or the finger is, or by Enter; it leads
 * on from there. Where a browser has no popovers, and without this script, the link leads to the same.
 */
const REST = 250; // ms that a pointer rests on a term before it is told, and may be away before it is taken for gone
const note = document.createElement("div");
const words = document.createElement("p");
const onward = document.createElement("a");
/** @type {HTMLAnchorElement | undefined} */
let term; // of which the note tells
let kept = false; // whether it stays when the pointer leaves
let timer = 0;

note.className = "told md-typeset";
note.popover = "auto";
note.tabIndex = -1;
note.setAttribute("role", "dialog");
note.append(words, onward);

/** The term or claim that an event is about. */
function termOf({ target }) {
  return target instanceof Element ? target.closest("a.term, a.claim") : null;
}

/** Show what there is to say of a term, near the place on the line where the pointer is. */
function tell(link, x) {
  if (!note.isConnected) document.body.append(note);
  if (term !== link) note.hidePopover();
  term = link;
  words.textContent = `${link.matches(".claim") ? "Tested claim: " : ""}${link.dataset.told}`;
  onward.href = link.href;
  onward.textContent = link.matches(".claim")
    ? "How it is tested"
    : /glossary/.test(link.href)
      ? "In the glossary"
      : "Where it is explained";
  note.setAttribute("aria-label", link.matches(".claim") ? "Tested claim" : `Definition: ${link.textContent}`);
  note.showPopover(/** @type {any} */ ({ source: link })); // behind the term, Tab comes to the note
  const lines = [...link.getClientRects()];
  const line = lines.find(({ left, right }) => x >= left && x <= right) ?? lines[0];
  const { width, height } = note.getBoundingClientRect();
  const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - width - 8));
  const fits = line.bottom + height + 14 < innerHeight;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${(fits ? line.bottom + 6 : line.top - height - 6) + scrollY}px`;
}

/** Do something when the pointer has rested. */
function later(act) {
  clearTimeout(timer);
  timer = setTimeout(act, REST);
}

if ("popover" in HTMLElement.prototype) {
  // On the way down: the theme would follow the link
  document.addEventListener(
    "click",
    (event) => {
      const link = termOf(event);
      if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(timer);
      kept = true;
      tell(link, event.clientX);
      if (!event.detail) note.focus(); // pressed by a key
    },
    true,
  );
  document.addEventListener("pointerover", (event) => {
    const link = termOf(event);
    if (event.pointerType !== "mouse") return;
    if (link && !(kept && note.matches(":popover-open"))) {
      later(() => {
        kept = false;
        tell(link, event.clientX);
      });
    } else if (!link && event.target instanceof Node && note.contains(event.target)) clearTimeout(timer);
    else if (!link && !kept) later(() => note.isConnected && note.hidePopover());
  });
  note.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") kept = false;
  });
  // Who goes on by Tab leaves it behind, and what else stands over the page
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || target === term) return;
    for (const open of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(":popover-open")))
      if (!open.contains(target) && target.getAttribute("popovertarget") !== open.id) open.hidePopover();
  });
  note.addEventListener("click", ({ target }) => target === onward && note.hidePopover());
}
