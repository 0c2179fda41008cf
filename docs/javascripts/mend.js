/** Mends what the theme leaves undone in the browser: copy bars that pose as landmarks, wide tables out of the keyboard's reach, paper. */
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

function mend() {
  for (const bar of document.querySelectorAll("nav.md-code__nav:not([role])")) bar.setAttribute("role", "presentation");
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(table);
}

new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
mend();

/** Print in light colours and with open folds; `true` lets this run before the figures get ready for print. */
addEventListener("beforeprint", () => {
  const folds = [...document.querySelectorAll("details:not([open], [name], .sim-fold)")];
  const scheme = document.body.getAttribute("data-md-color-scheme");
  for (const fold of folds) fold.open = true;
  document.body.setAttribute("data-md-color-scheme", "default");
  addEventListener("afterprint", () => {
    for (const fold of folds) fold.open = false;
    document.body.setAttribute("data-md-color-scheme", scheme);
  }, { once: true });
}, true);
