"""The claims of docs/descent/automatic-differentiation.md."""

import math
import operator
import runpy
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.claims.test_beyond import SNIPPETS, program


@pytest.mark.claim(
    "automatic-differentiation/tape",
    "The tape's gradient is the derivative, for sums, products and tanh of its inputs.",
    walks=1,
    backwards=True,
)
@pytest.mark.refuted("It is so after a second walk backwards, too.", walks=2)
@pytest.mark.refuted("A walk forwards gives it as well.", backwards=False)
@given(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
@example(0.5, -1.2, [0, 1, 2])
def test_the_tape_differentiates(walks, backwards, a, b, choices):
    """Random programs, against complex steps: the imaginary part of f(x + ih) over h, free of subtraction."""
    names = program("tape")

    def run(values, plus, times, bend):
        values = list(values)
        for choice in choices:
            i, j = choice // 3 % len(values), choice // 100 % len(values)
            made = [plus, times, lambda x, y: bend(x)][choice % 3](values[i], values[j])
            values.append(made)
        return plus(values[-1], times(values[-1], values[0]))

    names["tape"].clear()
    u, v = names["Node"](a), names["Node"](b)
    result = run((u, v), operator.add, operator.mul, names["tanh"])
    assume(abs(result.value) < 1e6)
    if not backwards:
        names["tape"].reverse()
    for _ in range(walks):
        names["backward"](result)
    h = 1e-30
    by_u = run((a + h * 1j, b), operator.add, operator.mul, np.tanh).imag / h
    by_v = complex(run((a, b + h * 1j), operator.add, operator.mul, np.tanh)).imag / h
    assert u.grad == pytest.approx(by_u, rel=1e-9, abs=1e-9)
    assert v.grad == pytest.approx(by_v, rel=1e-9, abs=1e-9)


@pytest.mark.claim(
    "automatic-differentiation/order",
    "For a + a² with a = x² at 1.5 the derivative is 16.5; handing on early gives 3, overwriting 3.375.",
    right=16.5,
    early=3,
    overwritten=3.375,
)
@pytest.mark.refuted("Handing on early gives 16.5, too.", early=16.5)
@pytest.mark.refuted("Overwriting gives 16.5, too.", overwritten=16.5)
def test_a_node_must_wait_for_all_that_use_it(right, early, overwritten):
    x = Fraction(3, 2)
    polynomial = np.polynomial.Polynomial([0, 0, 1, 0, 1])  # x² + x⁴
    assert polynomial.deriv()(float(x)) == right
    only_from_the_sum = 1 * 2 * x  # a's own term, without the share that comes through a²
    assert only_from_the_sum == early
    run = program("shared_node")["run"]
    assert run(["f", "a * a", "a"], False) == right
    assert run(["f", "a", "a * a"], False) == early
    only_the_last_report = x**2 * x  # one factor a of a², times one factor x of x²
    assert run(["f", "a * a", "a"], True) == only_the_last_report == overwritten


@pytest.mark.claim(
    "automatic-differentiation/cheap",
    "On the tape a function of two-input sums and products and tanh costs, with its gradient, five times itself.",
    times=5,
)
@pytest.mark.refuted("It costs four times itself.", times=4)
@pytest.mark.refuted("It costs six times itself.", times=6)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=40))
def test_function_and_gradient_cost_five_functions(times, operations):
    """Counted by numbers that count every arithmetic operation done on them, in a reverse mode of the test's own."""
    done = [0]

    class Counted(float):
        def __add__(self, other):
            done[0] += 1
            return Counted(float(self) + float(other))

        def __mul__(self, other):
            done[0] += 1
            return Counted(float(self) * float(other))

        def __rsub__(self, other):
            done[0] += 1
            return Counted(other - float(self))

        def tanh(self):
            done[0] += 1
            return Counted(math.tanh(self))

    values, reports = [Counted(0.3), Counted(-0.4)], []
    for kind, i, j in operations:
        i, j = i % len(values), j % len(values)
        x, y = values[i], values[j]
        values.append([lambda x, y: x + y, lambda x, y: x * y, lambda x, y: x.tanh()][kind](x, y))
        assume(abs(values[-1]) < 1e100)
        reports.append((kind, i, j))
    assert done[0] == len(operations)
    gradients = [Counted(0.0) for _ in values]
    gradients[-1] = Counted(1.0)
    one = Counted(1.0)
    for k in reversed(range(len(reports))):
        kind, i, j = reports[k]
        value, g = values[k + 2], gradients[k + 2]
        if kind == 2:
            gradients[i] = gradients[i] + (1 - value * value) * g
        else:
            gradients[i] = gradients[i] + (one if kind == 0 else values[j]) * g
            gradients[j] = gradients[j] + (one if kind == 0 else values[i]) * g
    assert done[0] == times * len(operations)


def test_the_program_counts_the_same_five():
    count = runpy.run_path(str(SNIPPETS / "automatic-differentiation" / "count_operations.py"))["count"]
    assert count["forward"] + count["backward"] == 5 * count["forward"]
    assert count["forward"] == 3 * (10_000 - 1)
