"""Who runs a program or a lab, with Plotly's own template, sees a figure as legible as the page's."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import hands

LABEL = {"mode": "lines+text", "textposition": "middle right", "cliponaxis": False}
RISE: dict[str, Any] = {"x": [0, 1], "y": [0, 1], "text": ["", " rises all the way"], **LABEL}
FALL: dict[str, Any] = {"x": [0, 1], "y": [1, 0], "text": ["", " falls all the way"], **LABEL}
BOUND: dict[str, Any] = {"type": "line", "x0": 0.5, "x1": 0.5, "y0": 0, "y1": 1, "label": {"text": "bound"}}
PALE = [[0, "skyblue"], [1, "white"]]
MAP: dict[str, Any] = {"type": "contour", "z": [[0, 1], [1, 2]], "colorscale": PALE, "colorbar": {"title": "loss"}}
PATH: dict[str, Any] = {"x": [0, 1], "y": [0, 1], "name": "path", "mode": "lines"}
ABOVE = {"orientation": "h", "y": 1.02, "yanchor": "bottom"}
TWO = {"data": [RISE, FALL], "layout": {"showlegend": False, "shapes": [BOUND]}}
ON_MAP = {"data": [MAP, PATH, {**PATH, "y": [1, 0], "name": "other"}], "layout": {"legend": ABOVE}}
ILLEGIBLE = {
    "cut: ' rises all the way'": {**TWO, "data": [{**RISE, "cliponaxis": True}, FALL]},
    "cut: 'A title": {**TWO, "layout": {**TWO["layout"], "title": {"text": "A title that says too much at once " * 4}}},
    "on each other: 'path' and": {**ON_MAP, "layout": {}},
    "struck through: 'rises'": {
        **TWO,
        "data": [{**RISE, "text": ["", "rises"], "y": [1, 1], "textposition": "middle left"}, FALL],
    },
    "turned: ": {**TWO, "layout": {**TWO["layout"], "xaxis": {"tickangle": 30}}},
    "in the legend without a name: 'trace 1'": {**ON_MAP, "data": [MAP, {"x": [0, 1], "y": [0, 1]}, PATH]},
    "curves without a name in xy": {**TWO, "data": [{**RISE, "mode": "lines"}, {**FALL, "mode": "lines"}]},
    "line without a name": {**TWO, "layout": {"showlegend": False, "shapes": [{**BOUND, "label": {}}]}},
    "alike: 'path' and 'other'": {**ON_MAP, "data": [{**each, "line": {"color": "red"}} for each in ON_MAP["data"]]},
    "abbreviated: '100μ'": {**TWO, "layout": {**TWO["layout"], "yaxis": {"type": "log", "range": [-4, 0], "dtick": 1}}},
    "faint: ' rises all the way'": {**ON_MAP, "data": [{**MAP, "colorscale": "Plasma"}, RISE]},
    "faint: 'path'": {**ON_MAP, "data": [MAP, {**PATH, "line": {"color": "lightblue"}}]},
}


@pytest.mark.whole("its rule, which the figures are held to there")
def test_what_is_not_legible_is_found_and_nothing_else(browser: Browser):
    page = browser.new_page(viewport={"width": hands.WIDTH, "height": hands.HEIGHT})
    *legible, one, two = [list(hands.faults(each)) for each in hands.draw(page, [*ILLEGIBLE.values(), TWO, ON_MAP])]
    page.close()
    assert one == two == []
    for expected, found in zip(ILLEGIBLE, legible, strict=True):
        assert [fault for fault in found if fault.startswith(expected)], (expected, found)


@pytest.mark.whole("every figure of the book is drawn once more")
def test_every_figure_is_legible_with_the_template_that_plotly_has_by_default(
    browser: Browser, subtests: pytest.Subtests
):
    figures = hands.figures()
    page = browser.new_page(viewport={"width": hands.WIDTH, "height": hands.HEIGHT})
    drawn = hands.draw(page, list(figures.values()))
    page.close()
    for name, each in zip(figures, drawn, strict=True):
        with subtests.test(name):
            assert not list(hands.faults(each))
