/**
 * Puts tables and programs that are wider than the page within the keyboard's reach: all are measured before any is
 * changed, so that the page is laid out once. Of a program the theme says the same, but only when it has been seen.
 */
const sizes = new ResizeObserver((entries) => {
  const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth);
  for (const [place, { target }] of entries.entries()) {
    if (wide[place]) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

/** @type {any} */ (window).document$.subscribe(() => {
  sizes.disconnect();
  for (const wide of document.querySelectorAll(".md-typeset__scrollwrap, article pre > code")) sizes.observe(wide);
});
