"""Take the README's pictures of the book from the built site: `make picture`."""

from tests.served import SITE, chromium, opener, serve

FOLDER = SITE.parent / ".github"
PAGE, FIGURE = "descent/momentum/", "figure.plot"


def main() -> None:
    """Photograph a program's end, its output and its figure, in light and dark."""
    with serve() as home, chromium() as browser, opener(browser, home) as tab:
        for scheme in ("light", "dark"):
            page = tab(PAGE, viewport={"width": 1280, "height": 860}, color_scheme=scheme).page
            page.locator(FIGURE).first.scroll_into_view_if_needed()
            page.wait_for_function(f"document.querySelector('{FIGURE} img').naturalWidth")
            page.evaluate(f"scrollTo(0, 0); scrollTo(0, document.querySelector('{FIGURE}').offsetTop - 380)")
            page.wait_for_timeout(500)
            page.screenshot(path=FOLDER / f"book-{scheme}.png")


if __name__ == "__main__":
    main()
