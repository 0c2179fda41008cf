/**
 * Mends what the theme leaves undone in the browser: copy bars that pose as landmarks, wide tables out of the
 * keyboard's reach.
 */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

/** Mend what stands below an element that is new on the page. */
function mend(element) {
  for (const bar of element.querySelectorAll("nav.md-code__nav:not([role])")) bar.setAttribute("role", "presentation");
  for (const table of element.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(table);
}

/**
 * The theme puts what is mended beside other things, so it is looked for in the parent; text and drawings are passed
 * over.
 */
const news = new MutationObserver((changes) => {
  const places = changes.filter(({ addedNodes }) => [...addedNodes].some((node) => node instanceof HTMLElement));
  for (const place of new Set(places.map(({ target }) => target))) {
    if (place instanceof HTMLElement && !place.closest(".sim")) mend(place);
  }
});
news.observe(document.body, { childList: true, subtree: true });
mend(document.body);
