"""The claims of docs/descent/bound-by-direction.md."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.claims.test_learning_rate import Bowl, seeds, sizes

shares = st.floats(0.001, 0.999) | st.floats(0.992, 0.999)


@pytest.mark.claim(
    "bound-by-direction/factor",
    "On a quadratic each step multiplies the distance along eigendirection i by 1 − αλᵢ.",
    factor=lambda step: 1 - step,
)
@pytest.mark.refuted("It multiplies it by the size of that.", factor=lambda step: abs(1 - step))
@pytest.mark.refuted("It divides it by 1 + αλᵢ.", factor=lambda step: 1 / (1 + step))
@given(seeds, sizes, st.floats(-0.009, 0.05))
def test_each_direction_has_its_own_factor(factor, seed, size, rate):
    bowl = Bowl(seed, size)
    after = bowl.start - rate * bowl.gradient(bowl.start)
    expected = [factor(rate * eigenvalue) for eigenvalue in bowl.eigenvalues] * bowl.along(bowl.start)
    assert bowl.along(after) == pytest.approx(expected, abs=1e-8)


@pytest.mark.claim(
    "bound-by-direction/bound",
    "On a quadratic with positive eigenvalues descent converges to the minimum from every start iff 0 < α < 2/λ_max.",
    bound=lambda eigenvalues: 2 / eigenvalues[-1],
)
@pytest.mark.refuted("The bound is 1% higher.", bound=lambda eigenvalues: 2.02 / eigenvalues[-1])
@pytest.mark.refuted("The bound is 1% lower.", bound=lambda eigenvalues: 1.98 / eigenvalues[-1])
@pytest.mark.refuted("It is two over the mean eigenvalue.", bound=lambda eigenvalues: 2 / np.mean(eigenvalues))
@given(seeds, sizes, st.floats(-1, 3) | st.floats(0.99, 1.01))
@example(1, 3, 1.0)  # at the bound it goes round for ever
@example(1, 3, 0.995)
@example(1, 3, 1.005)
def test_it_converges_exactly_below_the_bound(bound, seed, size, share):
    bowl = Bowl(seed, size)
    assume(abs(share) > 1e-3 and (abs(share - 1) > 1e-3 or share == 1))
    rate = share * 2 / bowl.eigenvalues[-1]
    step = np.eye(size) - rate * bowl.hessian
    for _ in range(25):  # the step's matrix to the power 2^25, or as far as it takes to be sure that it grows
        step = step @ step
        if np.abs(step).max() > 1e6:
            break
    assert (np.abs(step).max() < 1e-6) == (0 < rate < bound(bowl.eigenvalues))


@pytest.mark.claim(
    "bound-by-direction/loss-falls",
    "On a quadratic with positive eigenvalues and 0 < α < 2/λ_max, every step not from the minimum lowers the loss.",
    bound=lambda eigenvalues: 2 / eigenvalues[-1],
)
@pytest.mark.refuted("So it does up to a bound 1% higher.", bound=lambda eigenvalues: 2.02 / eigenvalues[-1])
@pytest.mark.refuted("So it does up to 2/λ_min.", bound=lambda eigenvalues: 2 / eigenvalues[0])
@given(seeds, sizes, st.booleans(), shares)
def test_the_loss_falls_at_every_step(bound, seed, size, alone, share):
    bowl = Bowl(seed, size)
    w = bowl.steepest if alone else bowl.start
    assert bowl.loss(w - share * bound(bowl.eigenvalues) * bowl.gradient(w)) < bowl.loss(w)


@pytest.mark.claim(
    "bound-by-direction/no-overshoot",
    "On a quadratic with positive eigenvalues no direction changes the sign of its distance for 0 < α ≤ 1/λ_max.",
    limit=lambda eigenvalues: 1 / eigenvalues[-1],
)
@pytest.mark.refuted("So it is up to a limit 1% higher.", limit=lambda eigenvalues: 1.01 / eigenvalues[-1])
@pytest.mark.refuted("So it is up to 1/λ_min.", limit=lambda eigenvalues: 1 / eigenvalues[0])
@given(seeds, sizes, shares)
@example(1, 4, 1.0)
def test_nothing_overshoots_up_to_one_over_the_largest(limit, seed, size, share):
    bowl = Bowl(seed, size)
    after = bowl.start - share * limit(bowl.eigenvalues) * bowl.gradient(bowl.start)
    assert np.all(bowl.along(after) * bowl.along(bowl.start) >= -1e-8)


@pytest.mark.claim(
    "bound-by-direction/best-fixed",
    "On a quadratic with positive eigenvalues 2/(λ_max + λ_min) has, among fixed rates, the smallest largest factor, "
    "(κ − 1)/(κ + 1).",
    rate=lambda small, large: 2 / (large + small),
    factor=lambda ratio: (ratio - 1) / (ratio + 1),
)
@pytest.mark.refuted("A rate 1% lower has.", rate=lambda small, large: 1.98 / (large + small))
@pytest.mark.refuted("The factor is 1 − 1/κ.", factor=lambda ratio: 1 - 1 / ratio)
@given(seeds, sizes, st.floats(-1, 3))
def test_no_fixed_rate_guarantees_more(rate, factor, seed, size, share):
    bowl = Bowl(seed, size)
    small, large = bowl.eigenvalues[[0, -1]]

    def worst(rate):
        """Return the largest share that one step may keep of a distance, over all starts."""
        return np.linalg.norm(np.eye(size) - rate * bowl.hessian, 2)

    assert worst(rate(small, large)) == pytest.approx(factor(large / small), abs=1e-9)
    assert worst(rate(small, large)) <= worst(share / large) + 1e-9
