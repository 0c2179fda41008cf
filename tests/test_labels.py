"""Names of curves, measured on the pictures: each stands nearer to its own curve than to any other."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.served import addresses, soup
from tests.simulations import ALL, Simulations

# Of all pictures of a simulation, the names that stand nearer to another curve than to their own. A piece says in
# data-key what it is: "loss tag" is the name of "loss", "loss path" and "loss ahead". Where curves lie on each other
# their names cannot be told apart by place. A thin line that leads from a name to its curve stands for the name.
WRONG = """(() => {
  const found = [];
  let seen = 0;
  for (const svg of stage.root.querySelectorAll(".sim-chart > svg")) {
    const keyed = [...svg.querySelectorAll("[data-key]")];
    const [left, top, wide, high] = svg.children[1].getAttribute("viewBox").split(" ").map(Number);
    const inside = ([x, y]) => x >= left - 1 && x <= left + wide + 1 && y >= top - 1 && y <= top + high + 1;
    const curves = keyed.filter((each) => each.matches("polyline:not(.sim-level, .sim-residual, .sim-faint)"))
      .map((curve) => {
      const corners = [...curve.points].map(({ x, y }) => [x, y]);
      const points = corners.flatMap(([x, y], i) => {
        const [u, v] = corners[i + 1] ?? [x, y];
        const parts = Math.min(2000, Math.max(1, Math.ceil(Math.hypot(u - x, v - y) / 2)));
        return Array.from({ length: parts }, (_, k) => [x + (k / parts) * (u - x), y + (k / parts) * (v - y)]);
      }).filter(inside);
      return { key: curve.dataset.key, points };
    }).filter(({ points }) => points.length);
    const far = (box, { points }) => points.reduce((best, point) => {
      const [x, y] = point;
      const away = Math.hypot(Math.max(0, box[0] - x, x - box[2]), Math.max(0, box[1] - y, y - box[3]));
      return away < best.away ? { away, point } : best;
    }, { away: Infinity });
    for (const text of keyed.filter((each) => each.matches("text") && each.textContent.trim())) {
      const stem = text.dataset.key.replace(/ (tag|name)$/, "");
      const belongs = ({ key }) => key === stem || key.startsWith(`${stem} `);
      const own = curves.filter(belongs);
      if (stem === text.dataset.key || !own.length) continue;
      seen += 1;
      const { x, y, width, height } = text.getBBox();
      const { viewBox } = svg;
      if (x + width < 0 || y + height < 0) continue; // unseen
      if (x > viewBox.baseVal.width || y > viewBox.baseVal.height) continue;
      const lead = keyed.find((each) => each.dataset.key === `${text.dataset.key} lead`)?.getAttribute("d");
      const [u, v] = lead ? lead.match(/-?[\\d.]+/g).map(Number) : [];
      const box = lead ? [u, v, u, v] : [x, y + 3, x + width, y + height - 3];
      const mine = Math.min(...own.map((curve) => far(box, curve).away));
      for (const curve of curves.filter((each) => !belongs(each))) {
        const { away, point } = far(box, curve);
        const apart = Math.min(...own.map((each) => far([...point, ...point], each).away));
        if (away + 1 < mine && apart > 4) {
          const to = `${away.toFixed(0)} from ${curve.key}`;
          found.push(`${text.textContent} (${stem}): ${mine.toFixed(0)} from its own, ${to}`);
        }
        if (mine > 40) found.push(`${text.textContent} (${stem}): ${mine.toFixed(0)} from its own`);
      }
    }
  }
  return [seen, found];
})()"""


def states(name: str) -> list[str]:
    """Return the states in which pages show a simulation, and to which they link."""
    found = {""}
    for address in addresses():
        places = soup(address).select(f"book-simulation[name='{name}']")
        found |= {str(place["data-state"]) for place in places}
        links = [str(link["href"]) for place in places for link in place.select(".sim-chips a")]
        found |= {link.partition("?")[2] for link in links}
    return sorted(found)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ALL)
def test_the_name_of_a_curve_stands_at_its_own(simulation_at: Simulations, name: str, width: int):
    names, wrong = 0, {}
    for state in states(name):
        values: dict[str, Any] = dict(parse_qsl(state))
        simulation = simulation_at(name, phone=width == 360, **values)
        for steps in (0, 3, 40) if ALL[name].get("steps") else (0,):
            simulation.step(steps)
            seen, found = simulation.run(WRONG)
            names += seen
            if found:
                wrong[f"{state} after {steps}"] = found
    assert not wrong, "\n".join(f"{state}: {'; '.join(found)}" for state, found in wrong.items())
    assert names or name in ("pull", "roll", "threshold", "two-arrows", "two-ways-to-learn", "move-w"), "has no names"
