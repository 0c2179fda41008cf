"""The claims of docs/descent/two-weights.md, and a table; the oracles are fractions, differences and another sum."""

import itertools
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

RIDES = [(1, 7), (1, 9), (3, 15), (3, 17)]
fractions = st.fractions(min_value=-20, max_value=20, max_denominator=20)
points = st.lists(st.tuples(fractions, fractions), min_size=1, max_size=6)


def loss(w, b, rides=RIDES):
    """Return the mean squared error of a line, from its squares multiplied out: no error is computed."""
    x, y = zip(*rides, strict=True)
    xx, xy, yy = (sum(a * b for a, b in zip(one, other, strict=True)) for one, other in [(x, x), (x, y), (y, y)])
    total = w * w * xx + 2 * w * b * sum(x) + b * b * len(x) - 2 * w * xy - 2 * b * sum(y) + yy
    return Fraction(total) / len(x)


def differences(w, b, rides=RIDES):
    """Return both slopes as central differences, which are exact for a parabola."""
    along_w = loss(w + 1, b, rides) - loss(w - 1, b, rides)
    along_b = loss(w, b + 1, rides) - loss(w, b - 1, rides)
    return along_w / 2, along_b / 2


@pytest.mark.claim(
    "two-weights/both-at-once",
    "On the four rides, from w = 0, b = 12 with the loss 17, raising w by 1 gives 14, lowering b by 2 gives 21, and "
    "both give 10, the least of all eight changes by 1 and 2.",
    losses={(1, 0): 14, (0, -2): 21, (1, -2): 10},
    least=(1, -2),
)
@pytest.mark.refuted("Lowering b alone gives 13.", losses={(1, 0): 14, (0, -2): 13, (1, -2): 10})
@pytest.mark.refuted("Raising w alone gives the least.", least=(1, 0))
def test_both_changes_together_are_best(losses, least):
    changes = [each for each in itertools.product((-1, 0, 1), (-2, 0, 2)) if any(each)]
    found = {(dw, db): loss(dw, 12 + db) for dw, db in changes}
    assert loss(0, 12) == 17
    assert all(found[change] == value for change, value in losses.items())
    assert min(found, key=found.get) == least


@pytest.mark.claim(
    "two-weights/height",
    "On the four rides the loss is 1 + (w − 4)² + (2(w − 4) + (b − 4))², so it is 1 at w = b = 4 and higher elsewhere.",
    height=lambda w, b: 1 + (w - 4) ** 2 + (2 * (w - 4) + (b - 4)) ** 2,
)
@pytest.mark.refuted("The lowest height is 0.", height=lambda w, b: (w - 4) ** 2 + (2 * (w - 4) + (b - 4)) ** 2)
@pytest.mark.refuted(
    "The squares are those of w − 4 and b − 4 alone.", height=lambda w, b: 1 + (w - 4) ** 2 + (b - 4) ** 2
)
@given(fractions, fractions)
def test_the_height_of_every_point(height, w, b):
    assert loss(w, b) == height(w, b)
    assert (loss(w, b) == 1) == ((w, b) == (4, 4))
    assert loss(w, b) >= 1


@pytest.mark.claim(
    "two-weights/slopes",
    "For any points the mean squared error has the slope 2·mean(error · x) in w and 2·mean(error) in b.",
    along_w=lambda error, x: 2 * error * x,
    along_b=lambda error, x: 2 * error,
)
@pytest.mark.refuted("The slope in w lacks its 2.", along_w=lambda error, x: error * x)
@pytest.mark.refuted("The slope in w lacks its factor x.", along_w=lambda error, x: 2 * error)
@pytest.mark.refuted("The slope in b has the factor x, too.", along_b=lambda error, x: 2 * error * x)
@given(points, fractions, fractions)
def test_there_are_two_slopes(along_w, along_b, rides, w, b):
    errors = [(w * x + b - y, x) for x, y in rides]
    slopes = tuple(sum(along(*each) for each in errors) / len(rides) for along in (along_w, along_b))
    assert slopes == differences(w, b, rides)


@pytest.mark.claim(
    "two-weights/first-steps",
    "On the four rides, from w = 0, b = 12 at rate 0.1, the first step moves w alone, the second b alone, and each of "
    "the 198 after them both.",
    moves=[(True, False), (False, True)],
)
@pytest.mark.refuted("The first step moves both.", moves=[(True, True), (False, True)])
@pytest.mark.refuted("The second moves both already.", moves=[(True, False), (True, True)])
def test_the_first_steps_move_one_weight_each(moves):
    w, b, found = Fraction(0), Fraction(12), []
    for _ in range(200):
        slopes = differences(w, b)
        found.append(tuple(slope != 0 for slope in slopes))
        w, b = w - slopes[0] / 10, b - slopes[1] / 10
    assert found == [*moves, *[(True, True)] * 198]


@pytest.mark.claim(
    "two-weights/stuck",
    "On the four rides, at w = 2, b = 8, changing w by 1 or b by 2 alone raises the loss, and changing both lowers it.",
    place=(2, 8),
)
@pytest.mark.refuted("So it is at w = 2, b = 6.", place=(2, 6))
@pytest.mark.refuted("So it is at the lowest place.", place=(4, 4))
def test_one_weight_alone_is_stuck(place):
    w, b = place
    here = loss(w, b)
    alone = [loss(w + 1, b), loss(w - 1, b), loss(w, b + 2), loss(w, b - 2)]
    assert min(alone) > here > min(loss(w + dw, b + db) for dw in (1, -1) for db in (2, -2))


def test_the_table_of_three_lines_is_true():
    page = (Path(__file__).parents[2] / "docs" / "descent" / "two-weights.md").read_text("utf-8").replace("−", "-")
    rows = re.findall(r"(?m)^\| (-?\d+) \| (-?\d+) \| [^|]+ \| ([-\d, ]+) \| (\d+) \|$", page)
    assert len(rows) == 3
    for row in rows:
        w, b, height = (int(row[place]) for place in (0, 1, 3))
        assert loss(w, b) == height
        assert [int(error) for error in row[2].split(", ")] == [w * x + b - y for x, y in RIDES]
