"""The claims of docs/practice/the-same-in-pytorch.md, against what PyTorch and JAX printed where they are installed."""

import contextlib
import io
import itertools
import json
import math
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from downhill import needs
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "snippets" / "the-same-in-pytorch"
PAGE = (ROOT / "docs" / "practice" / "the-same-in-pytorch.md").read_text("utf-8")


def printed(program: str) -> str:
    """Return what a program printed where the packages that it needs are installed."""
    run = needs.recorded(PROGRAMS / f"{program}.py", (PROGRAMS / f"{program}.py").read_text("utf-8"))
    assert run.status == 0, run.stderr
    return run.stdout


def friction_free(share: float, k: np.ndarray) -> np.ndarray:
    """Return the path of momentum 1 from rest at 1 in closed form; `share` is αλ, from 0 to 4."""
    turn = math.acos(1 - share / 2)
    return np.cos((k + 0.5) * turn) / math.cos(turn / 2)


@pytest.mark.claim(
    "the-same-in-pytorch/momentum-one",
    "Plain descent that never zeroes its gradient takes the path of the heavy ball with momentum 1: on a parabola with "
    "0 < αλ < 4 it swings for ever up to about its start, for αλ > 4 it explodes.",
    momentum=1.0,
    bound=4.0,
)
@pytest.mark.refuted("The path of momentum 0.999.", momentum=0.999)
@pytest.mark.refuted("It explodes beyond 2, as plain descent does.", bound=2.0)
@pytest.mark.refuted("It explodes only beyond 4.1.", bound=4.1)
@given(st.lists(st.floats(0.02, 0.98) | st.just(0.98), min_size=1, max_size=3))
def test_a_gradient_that_is_never_zeroed_is_a_velocity_without_friction(momentum, bound, shares):
    """By PyTorch's recorded path, and by sums of slopes in several directions at once; `shares` are of the bound."""
    figure = json.loads((PROGRAMS / "forgotten.json").read_text("utf-8"))["figure"]
    of_torch = next(trace["y"] for trace in figure["data"] if trace["name"] == "never zeroed")
    steps = np.arange(len(of_torch))

    def ball(curvature, count):
        w, v, path = np.ones(len(curvature)), 0.0, []
        for _ in range(count):
            path.append(w)
            v = momentum * v + curvature * w
            w = w - v
        return np.array(path)

    np.testing.assert_allclose(ball(np.array([0.1]), len(steps))[:, 0], of_torch, atol=2e-3, rtol=0)
    np.testing.assert_allclose(friction_free(0.1, steps), of_torch, atol=2e-3, rtol=0)
    below, above = bound * np.array(shares), bound * (1 + np.array(shares))
    path = ball(below, 2000)
    for column, share in zip(path.T, below, strict=True):
        highest = 1 / math.sqrt(max(1 - share / 4, 1e-9))
        assert np.abs(column).max() <= highest * (1 + 1e-6)
        assert np.abs(column[-1000:]).max() > 0.7  # it does not come to rest
    assert np.all(np.abs(ball(above, 400)[-1]) > 1e3)


def loop_by_hand(old: str, new: str) -> str:
    """Return what the book's program prints with one place changed."""
    source, out = (PROGRAMS / "by_hand.py").read_text("utf-8"), io.StringIO()
    assert source.count(old) == 1 or old == new
    with contextlib.redirect_stdout(out):
        exec(compile(source.replace(old, new), "by_hand.py", "exec"), {"__name__": "__main__"})
    return out.getvalue()


@pytest.mark.claim(
    "the-same-in-pytorch/same-numbers",
    "The loop by hand, PyTorch's with SGD and momentum and JAX's with Optax print the same losses and shares.",
    change=("", ""),
)
@pytest.mark.refuted(
    "Also with the velocity's rate inside and a rate that falls.", change=("0.1 * v", "0.1 / epoch * v")
)
@pytest.mark.refuted(
    "Also where a smaller last batch is divided by 32.", change=("y[batch]]) / len(batch)", "y[batch]]) / 32")
)
@pytest.mark.refuted("Also with Nesterov's step.", change=("w -= 0.1 * v", "w -= 0.1 * (g + 0.9 * v)"))
@pytest.mark.refuted("Also with momentum 0.899.", change=("0.9 * v", "0.899 * v"))
def test_three_loops_print_the_same(change):
    assert printed("in_pytorch") == printed("in_jax") == loop_by_hand(*change)


@pytest.mark.claim(
    "the-same-in-pytorch/dropout",
    "Behind dropout a linear layer's answer under eval is the mean of its answers in training, each weighted by its "
    "probability; behind a square it need not be.",
    scale=lambda p: 1 / (1 - p),
    bend=lambda sum_: sum_,
)
@pytest.mark.refuted("So it is if what is left is not divided by 1 − p.", scale=lambda p: Fraction(1))
@pytest.mark.refuted("So it is if it is divided by p.", scale=lambda p: 1 / p)
@pytest.mark.refuted("So it is behind a square.", bend=lambda sum_: sum_**2)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(-9, 9).filter(bool)), min_size=1, max_size=4),
    st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9).filter(lambda p: p != Fraction(1, 2)),
)
def test_eval_answers_the_mean_of_all_masks(scale, bend, pairs, p):
    """All masks, in fractions; and PyTorch's answers on the page, which are those of the four masks."""

    def answers(pairs, p):
        for mask in itertools.product((0, 1), repeat=len(pairs)):
            chance = math.prod((1 - p) if kept else p for kept in mask)
            yield chance, bend(sum(kept * scale(p) * x * w for kept, (x, w) in zip(mask, pairs, strict=True)))

    assert sum(chance * answer for chance, answer in answers(pairs, p)) == bend(sum(x * w for x, w in pairs))
    train, quiet, eval_, _ = printed("modes").splitlines()
    seen = [sorted(map(int, re.findall(r"\d+", re.search(r"\[(.*)\]", line)[1]))) for line in (train, quiet, eval_)]
    shown = [(1, 3), (2, 5)]
    masks = sorted(int(answer) for _, answer in answers(shown, Fraction(1, 2)))
    assert seen == [masks, masks, [bend(sum(x * w for x, w in shown))]]


def test_what_the_tables_say_of_libraries_stands_in_programs_that_ran():
    """But for one word, which tests/optimizers holds."""
    sources = {name: (PROGRAMS / f"{name}.py").read_text("utf-8") for name in ("by_hand", "in_pytorch", "in_jax")}
    ran = " ".join("\n".join(sources.values()).split())
    cells = [cell for row in re.findall(r"^\|.*\|$", PAGE, re.MULTILINE) for cell in re.findall(r"`([^`]+)`", row)]
    assert len(cells) > 25
    left_out = r".{0,40}?"
    missing = {cell for cell in cells if not re.search(re.escape(cell).replace("…", left_out), ran)}
    assert missing == {"torch.compile"}


def test_the_words_on_states_are_what_was_printed():
    lines = printed("state").splitlines()
    assert lines[2:] == ["best moved along: True", "both states: same bits True", "the model's: same bits False"]
    taped = [line.rpartition("tape ")[2] for line in printed("modes").splitlines()]
    assert taped == ["True", "False", "True", "False"]
