/**
 * What the theme's script leaves to be done on each page.
 *
 * Tables and programs that are wider than the page come within the keyboard's reach: all are measured before any is
 * changed, so that the page is laid out once. Of a program the theme says the same, but only when it has been seen.
 *
 * A link leads where it says. The theme keeps how far a reader has scrolled in the entry of the history, also while the
 * page behind a link is on its way; then it takes that page for one that was left before, and does not go to the place.
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

/** @type {any} */ (window).document$.subscribe(() => {
  sizes.disconnect();
  for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, article pre > code")) sizes.observe(wide);
  if (followed) arrive();
  followed = false;
});
