/** Puts tables that are wider than the page within the keyboard's reach. */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

/** @type {any} */ (window).document$.subscribe(() => {
  sizes.disconnect();
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(table);
});
