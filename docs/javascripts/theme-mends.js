/**
 * What the theme's script leaves to be done on each page.
 *
 * Tables, programs and formulas that are wider than the page come within the keyboard's reach: all are measured before
 * any is changed, so that the page is laid out once. Of a program the theme says the same, but only when it was seen.
 *
 * A link leads where it says. The theme keeps how far a reader has scrolled in the entry of the history, also while the
 * page behind a link is on its way; then it takes that page for one that was left before, and does not go to the place.
 *
 * Who uses keys or hears the page begins at the title of a page that comes without a reload, and after the way back to
 * the top: the theme leaves the focus nowhere, so that the next Tab would go to the foot or to the tabs above the page.
 */
const sizes = new ResizeObserver((entries) => {
  const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth);
  for (const [place, { target }] of entries.entries()) {
    if (wide[place]) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

let followed = false; // whether a press led here, and not the browser's Back
addEventListener("click", () => (followed = true), true);
addEventListener("popstate", () => (followed = false));

/** Go to the place that the address names, or else to the top. */
function arrive() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!location.hash) scrollTo(0, 0);
  else if (place && !document.querySelector(":target")) location.replace(location.href);
}

/** Put the focus on the title, which is said; nothing moves. */
function begin() {
  const title = /** @type {HTMLElement} */ (document.querySelector("article h1"));
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

/** Where the menu stands beside the page, the name of the part above it leads nowhere. */
const beside = matchMedia("(min-width: 76.25em)");
function keepOut() {
  const selector = ".md-nav--lifted > .md-nav__list > .md-nav__item--active > label";
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector)))
    label.tabIndex = beside.matches ? -1 : 0;
}
beside.addEventListener("change", keepOut);

addEventListener("click", ({ target }) => target instanceof Element && target.closest(".md-top") && begin());

/** @type {any} where a reader was who went to search: Esc leads back there, when the theme has closed it */
let leftAt;
const inSearch = (place) => place instanceof Element && place.closest(".md-search");
addEventListener("focusin", ({ target, relatedTarget }) => {
  if (inSearch(target) && !inSearch(relatedTarget)) leftAt = relatedTarget;
});
function leadBack({ key, target }) {
  if (key !== "Escape" || !inSearch(target)) return;
  setTimeout(() => leftAt?.isConnected && leftAt.focus({ preventScroll: true }));
}
addEventListener("keydown", leadBack, true);

let first = true; // of the pages: it was loaded, and the browser begins at its top
/** @type {any} */ (window).document$.subscribe(() => {
  sizes.disconnect();
  const wide = ".md-typeset__scrollwrap, article pre > code, article div.arithmatex";
  for (const each of document.querySelectorAll(wide)) sizes.observe(each);
  keepOut();
  if (followed) arrive();
  if (!first && !location.hash && document.activeElement === document.body) begin();
  followed = first = false;
});
