"""The claims of docs/descent/optimization.md; the oracles are exact fractions, other algorithms and closed forms."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

entries = st.integers(-9, 9)
positive = st.floats(0.1, 100)


def solve(matrix, right):
    """Return the solution by elimination, in the numbers given; None where a pivot is zero."""
    rows = [[*row, last] for row, last in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda k: abs(rows[k][i]))
        if not rows[pivot][i]:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, len(rows)):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    solution = [0] * len(rows)
    for i in reversed(range(len(rows))):
        rest = sum(rows[i][k] * solution[k] for k in range(i + 1, len(rows)))
        solution[i] = (rows[i][-1] - rest) / rows[i][i]
    return solution


def gram(X, y):
    """Return XᵀX and Xᵀy."""
    columns = list(zip(*X, strict=True))
    square = [[sum(a * b for a, b in zip(one, other, strict=True)) for other in columns] for one in columns]
    return square, [sum(a * b for a, b in zip(column, y, strict=True)) for column in columns]


def errors(X, y, w):
    return [sum(a * b for a, b in zip(row, w, strict=True)) - t for row, t in zip(X, y, strict=True)]


def cost(X, y, w):
    return sum(e * e for e in errors(X, y, w)) / len(y)


@st.composite
def problems(draw, columns=2):
    """Draw whole numbers for X and y, more cases than columns, and the exact solution of the normal equations."""
    n = draw(st.integers(columns + 1, 6))
    X = draw(st.lists(st.lists(entries, min_size=columns, max_size=columns), min_size=n, max_size=n))
    y = draw(st.lists(entries, min_size=n, max_size=n))
    square, right = gram(X, y)
    w = solve([[Fraction(a) for a in row] for row in square], right)
    assume(w is not None)
    return X, y, w


def polynomial():
    """Return the columns of the eleven powers at 51 points, as floats and as fractions."""
    exact = [[Fraction(i, 5) ** power for power in range(11)] for i in range(51)]
    return np.linspace(0, 10, 51)[:, None] ** np.arange(11), exact


@pytest.mark.claim(
    "optimization/eleven-weights",
    "At degree 10 the normal equations miss a weight by over 0.1, no value by 1e-6 of the top; lstsq none by 0.001.",
)
def test_the_normal_equations_lose_the_weights_and_keep_the_values():
    """Elimination of our own in place of NumPy's, Householder's QR in place of lstsq; fractions say what is right."""
    X, exact = polynomial()
    y = X.sum(axis=1)
    assert solve(*gram(exact, [sum(row) for row in exact])) == [1] * 11
    by_normal = np.array(solve(*gram(X.tolist(), y.tolist())))
    Q, R = np.linalg.qr(X)
    by_qr = np.linalg.solve(R, Q.T @ y)
    assert np.max(np.abs(by_normal - 1)) > 0.1
    assert np.max(np.abs(X @ by_normal - y)) < 1e-6 * np.max(y)
    assert np.max(np.abs(by_qr - 1)) < 1e-3
    assert np.max(np.abs(X @ by_qr - y)) < 1e-6 * np.max(y)


@pytest.mark.claim(
    "optimization/beyond-weights",
    "At degree 10 the normal equations' median error exceeds the weights; that of an orthogonal method is below 0.001.",
)
def test_the_normal_equations_do_worse_than_zero():
    """Elimination of our own and Householder's QR, with weights and orders of the rows that the page does not use."""
    X, _ = polynomial()
    rng = np.random.default_rng(7)
    off = []
    for _ in range(25):
        X, w = rng.permutation(X), rng.uniform(0.5, 1.5, 11)
        y = X @ w
        Q, R = np.linalg.qr(X)
        both = np.array([solve(*gram(X.tolist(), y.tolist())), np.linalg.solve(R, Q.T @ y)])
        off.append(np.linalg.norm(both - w, axis=1) / np.linalg.norm(w))
    by_normal, by_qr = np.median(off, axis=0)
    assert by_normal > 1
    assert by_qr < 0.001


@pytest.mark.claim(
    "optimization/perpendicular",
    "w solves the normal equations iff the errors are at right angles to every column of X.",
)
@given(problems(), st.lists(st.fractions(-9, 9), min_size=2, max_size=2))
def test_the_errors_are_perpendicular_to_the_columns(problem, other):
    X, y, w = problem
    for weights in (w, other):
        products = [
            sum(a * e for a, e in zip(column, errors(X, y, weights), strict=True)) for column in zip(*X, strict=True)
        ]
        assert (products == [0, 0]) == (list(weights) == w)


@pytest.mark.claim(
    "optimization/completed-square",
    "If w* solves the normal equations, J(w) = J(w*) + ‖X(w − w*)‖²/n for every w.",
)
@given(problems(), st.lists(st.fractions(-9, 9), min_size=2, max_size=2))
def test_the_cost_is_the_least_plus_a_square(problem, w):
    X, y, best = problem
    away = [a - b for a, b in zip(w, best, strict=True)]
    square = sum(sum(a * b for a, b in zip(row, away, strict=True)) ** 2 for row in X)
    assert cost(X, y, w) == cost(X, y, best) + Fraction(square) / len(y)


@pytest.mark.claim(
    "optimization/copied",
    "With a copied column all pairs of weights with one sum have the same cost, and XᵀX has determinant zero.",
)
@given(st.lists(entries, min_size=1, max_size=6), st.fractions(-9, 9), st.fractions(-9, 9), st.randoms())
def test_only_the_sum_of_two_copies_counts(column, total, part, random):
    X, y = [[a, a] for a in column], [random.randint(-9, 9) for _ in column]
    assert cost(X, y, [part, total - part]) == cost(X, y, [total, 0])
    (a, b), (c, d) = gram(X, y)[0]
    assert a * d - b * c == 0


@pytest.mark.claim(
    "optimization/shortest", "With a copied column lstsq returns the even split, the shortest of all answers."
)
@given(st.lists(st.integers(1, 200), min_size=2, max_size=9), st.integers(0, 1000), st.floats(-50, 50))
def test_lstsq_splits_evenly(column, seed, uneven):
    a, y = np.array(column, dtype=float), np.random.default_rng(seed).uniform(-100, 100, len(column))
    total = (a @ y) / (a @ a)
    assert np.linalg.lstsq(np.column_stack([a, a]), y)[0] == pytest.approx(total / 2, rel=1e-9, abs=1e-9)
    assert math.hypot(total / 2 + uneven, total / 2 - uneven) >= math.hypot(total / 2, total / 2) * (1 - 1e-12)


@pytest.mark.claim(
    "optimization/squared", "The condition number of XᵀX is the square of that of X, for independent columns."
)
@given(positive, positive, st.integers(0, 10**6))
def test_the_gram_matrix_squares_the_condition_number(one, other, seed):
    """X gets its stretches by construction; trace and determinant give the eigenvalues of XᵀX."""
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.normal(size=(2, 2)))[0]
    X = np.linalg.qr(rng.normal(size=(5, 2)))[0] @ np.diag([one, other]) @ turn
    square = X.T @ X
    half, root = np.trace(square) / 2, math.hypot((square[0, 0] - square[1, 1]) / 2, square[0, 1])
    ratio = (max(one, other) / min(one, other)) ** 2
    assert (half + root) / (half - root) == pytest.approx(ratio, rel=1e-6)


@pytest.mark.claim(
    "optimization/condition",
    "The condition number of the eleven powers at 51 points from 0 to 10 is 5.4e+11, to two digits.",
)
def test_the_condition_number_of_eleven_powers():
    """In fractions: powers of XᵀX and of its inverse, applied to a vector, grow by the largest eigenvalue of each."""
    _, exact = polynomial()
    square, _ = gram(exact, [0] * 51)
    inverse = list(zip(*[solve(square, [Fraction(i == j) for j in range(11)]) for i in range(11)], strict=True))
    stretches = []
    for matrix in (square, inverse):
        scale = float(max(abs(a) for row in matrix for a in row))
        scaled = np.array([[float(a / Fraction(scale)) for a in row] for row in matrix])
        v = np.ones(11)
        for _ in range(50):
            v = scaled @ v
            v /= np.linalg.norm(v)
        stretches.append(scale * float(v @ scaled @ v))
    assert math.sqrt(stretches[0] * stretches[1]) == pytest.approx(5.4e11, rel=0.01)


@pytest.mark.claim(
    "optimization/closed-forms",
    "Mean, weighted and ridge normal equations, log odds of a share, first singular vector: each cost is least there.",
)
@given(problems(), st.lists(st.fractions(-5, 5), min_size=2, max_size=2), st.integers(0, 1000), st.fractions(0, 9))
def test_no_other_parameters_cost_less(problem, away, seed, strength):
    X, y, _ = problem
    rng = np.random.default_rng(seed)
    trust = [int(t) for t in rng.integers(1, 9, len(y))]
    mean = Fraction(sum(y), len(y))
    assert sum((t - mean) ** 2 for t in y) <= sum((t - mean - away[0]) ** 2 for t in y)

    weighted = [[t * a for a in row] for t, row in zip(trust, X, strict=True)]
    square = [
        [Fraction(sum(a[i] * b[j] for a, b in zip(weighted, X, strict=True))) for j in range(2)] for i in range(2)
    ]
    w = solve(square, [sum(a[i] * t for a, t in zip(weighted, y, strict=True)) for i in range(2)])

    def weighted_cost(w):
        return sum(t * e * e for t, e in zip(trust, errors(X, y, w), strict=True))

    assert weighted_cost(w) <= weighted_cost([a + b for a, b in zip(w, away, strict=True)])

    square, right = gram(X, y)
    w = solve([[Fraction(square[i][j]) + strength * (i == j) for j in range(2)] for i in range(2)], right)

    def ridge_cost(w):
        return sum(e * e for e in errors(X, y, w)) + strength * sum(a * a for a in w)

    assert ridge_cost(w) <= ridge_cost([a + b for a, b in zip(w, away, strict=True)])

    share, score = seed % 97 / 100 + 0.01, float(away[0])

    def cross_entropy(score):
        return math.log1p(math.exp(-score)) * share + math.log1p(math.exp(score)) * (1 - share)

    best = math.log(share / (1 - share))
    assert cross_entropy(best) <= cross_entropy(best + score) + 1e-12

    cloud = rng.normal(size=(9, 2)) @ rng.normal(size=(2, 2))
    first = np.linalg.svd(cloud - cloud.mean(axis=0))[2][0]
    angle = math.atan2(float(away[0]), float(away[1]))
    along = [np.sum(((cloud - cloud.mean(axis=0)) @ v) ** 2) for v in (first, [math.cos(angle), math.sin(angle)])]
    assert along[0] >= along[1] * (1 - 1e-12)  # most along the line is least across it


@pytest.mark.claim(
    "optimization/log-odds",
    "With an intercept and one column of zeros and ones, no count zero, logistic regression's weights are log odds.",
)
@given(st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_a_column_of_zeros_and_ones_has_a_formula(counts):
    """The counts are benign and malignant where x = 0, then where x = 1; the cost is convex, its slopes measured."""
    benign, ill, benign_one, ill_one = counts
    b = math.log(ill / benign)
    w = math.log(ill_one / benign_one) - b

    def mean_cost(w, b):
        group, other = math.log1p(math.exp(b)), math.log1p(math.exp(w + b))
        return (benign * group + ill * (group - b) + benign_one * other + ill_one * (other - w - b)) / sum(counts)

    for side in ((1e-4, 0), (0, 1e-4), (1e-4, 1e-4), (1e-4, -1e-4)):
        up, down = mean_cost(w + side[0], b + side[1]), mean_cost(w - side[0], b - side[1])
        assert abs(up - down) / 2e-4 < 1e-6
        assert min(up, down) >= mean_cost(w, b) - 1e-15


def count_multiplications(n, d):
    """Return what forming and solving the normal equations takes, from sums: Σ m² and Σ m are known."""
    forming = n * d * (d + 1)
    elimination = sum((d - i - 1) * (d - i + 2) for i in range(d))
    return forming + elimination + d * (d + 1) // 2


@pytest.mark.claim(
    "optimization/growth",
    "Solving grows with exponent 1 in n, 2 in d where n is far larger, 3 in both together; a pass with 1, 1 and 2.",
)
def test_solving_grows_faster_than_a_pass():
    def exponents(cost, less, more):
        return math.log2(cost(*more) / cost(*less))

    for less, more, solving, one_pass in (
        ((10**6, 100), (2 * 10**6, 100), 1, 1),
        ((10**7, 1000), (10**7, 2000), 2, 1),
        ((2000, 1000), (4000, 2000), 3, 2),
    ):
        assert exponents(count_multiplications, less, more) == pytest.approx(solving, abs=0.01)
        assert exponents(lambda n, d: 2 * n * d, less, more) == one_pass
    eliminations = [count_multiplications(0, d) / d**3 for d in (100, 1000)]
    assert eliminations == pytest.approx([1 / 3, 1 / 3], rel=0.05)


@pytest.mark.claim(
    "optimization/crossing", "k passes of descent multiply less than forming the normal equations iff k < (d + 1)/2."
)
@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 300))
def test_few_passes_multiply_less(n, d, passes):
    """Count the terms of the products: d columns with d columns and y; X with w, and its transpose with the errors."""
    forming = len(range(d)) * n * len(range(d + 1))
    assert (passes * (n * d + d * n) < forming) == (2 * passes < d + 1)


@pytest.mark.claim(
    "optimization/basis",
    "At degree 10 on the 51 points the condition number is 2.9e+03 in powers of z, 2.5 in Chebyshev polynomials of z.",
)
def test_better_columns_are_better_conditioned():
    """Chebyshev's polynomials from the cosine, both ratios from eigenvalues of the Gram matrix, which are safe here."""
    z = np.linspace(-1, 1, 51)
    chebyshev = np.cos(np.outer(np.arccos(z), np.arange(11)))
    for X, expected in ((z[:, None] ** np.arange(11), 2.9e3), (chebyshev, 2.5)):
        eigenvalues = np.linalg.eigvalsh(X.T @ X)
        assert math.sqrt(eigenvalues[-1] / eigenvalues[0]) == pytest.approx(expected, rel=0.02)
        y = X.sum(axis=1)
        assert np.max(np.abs(np.array(solve(*gram(X.tolist(), y.tolist()))) - 1)) < 1e-3


@pytest.mark.claim(
    "optimization/vanishing-penalty",
    "With a copied column, as the strength c goes to zero, ridge's weights tend to the even split of least squares.",
)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.randoms())
def test_a_vanishing_penalty_gives_the_even_split(column, random):
    y = [random.randint(-9, 9) for _ in column]
    square, right = gram([[a, a] for a in column], y)
    half = Fraction(right[0], square[0][0]) / 2
    distances = []
    for strength in (Fraction(1), Fraction(1, 10**6), Fraction(1, 10**12)):
        w = solve([[Fraction(square[i][j]) + strength * (i == j) for j in range(2)] for i in range(2)], right)
        assert w[0] == w[1]
        distances.append(abs(w[0] - half))
    assert distances[2] <= distances[1] <= distances[0]
    assert distances[2] <= Fraction(9, 10**12)
