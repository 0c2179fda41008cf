"""What a load costs, without a stopwatch's moods: how often a page is styled and laid out, and its time on the CPU."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.served import Visit

PHONE = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
TRACED = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
SETTINGS = """site_name: Bare
site_url: https://example.org/bare/
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.tabs, navigation.prune, navigation.top, navigation.footer, search.suggest]
"""


def bare_book(folder: Path) -> Path:
    """Write a book of one plain page in the theme as it is, to compare with; return its folder."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    section = "## A section\n\n" + 12 * "Gradient descent walks downhill in small steps. "
    (folder / "docs" / "index.md").write_text("# Bare\n\n" + "\n\n".join(3 * [section]) + "\n", "utf-8")
    return folder


def milliseconds(browser: Browser, address: str) -> dict[str, float]:
    """Return what the load of a page takes of the main thread's time on the CPU, on a phone, by kind."""
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    told = {each["name"]: 1000 * each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
    context.close()
    kinds = {"all": "Task", "script": "Script", "style": "RecalcStyle", "layout": "Layout"}
    return {kind: told[f"{name}Duration"] for kind, name in kinds.items()}


def rounds(visit: Visit, address: str) -> tuple[float, float]:
    """Return how often a visible element of a page is styled while it loads, and how often a box is laid out."""
    browser = visit.page.context.browser
    assert browser
    devtools, events, ended = browser.new_browser_cdp_session(), [], []
    devtools.on("Tracing.dataCollected", lambda told: events.extend(told["value"]))
    devtools.on("Tracing.tracingComplete", lambda _: ended.append(True))
    devtools.send("Tracing.start", {"traceConfig": {"includedCategories": TRACED}})
    visit.open(address)
    visit.page.wait_for_timeout(1000)
    devtools.send("Tracing.end")
    while not ended:
        visit.page.wait_for_timeout(20)
    devtools.detach()
    seen = visit.page.evaluate("[...document.querySelectorAll('*')].filter((each) => each.checkVisibility()).length")
    own = next(each["pid"] for each in events if each["name"] == "ParseHTML" and visit.home in str(each["args"]))
    mine: list[dict[str, Any]] = [each["args"] for each in events if each["pid"] == own]
    styled = sum(each["elementCount"] for each in mine if "elementCount" in each)
    layouts = [each["beginData"] for each in mine if "dirtyObjects" in each.get("beginData", {})]
    boxes = max(each["totalObjects"] for each in layouts)
    return styled / seen, sum(each["dirtyObjects"] for each in layouts) / boxes
