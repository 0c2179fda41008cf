"""The claims of docs/descent/optimization.md; the oracles are exact fractions, other algorithms and closed forms."""

import functools
import math
import statistics
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sklearn.linear_model import Ridge

from tests.claims.counting import Entry

randoms = st.randoms(use_true_random=False)
SIDES = np.array([1e-4, -1e-4])


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
    return Fraction(sum(e * e for e in errors(X, y, w))) / len(y)


def weighted(X, y, trust, strength):
    """Return the solution of (XᵀTX + cI) w = XᵀTy."""
    d, cases = range(len(X[0])), list(zip(X, y, trust, strict=True))
    square = [[Fraction(sum(t * x[i] * x[j] for x, _, t in cases)) + strength * (i == j) for j in d] for i in d]
    return solve(square, [sum(t * x[i] * b for x, b, t in cases) for i in d])


def slopes(cost, w):
    """Return the partial derivatives as central differences, which are exact for quadratics."""
    sides = [[a + side * (i == j) for i, a in enumerate(w)] for j in range(len(w)) for side in (1, -1)]
    heights = [cost(side) for side in sides]
    return [Fraction(up - down) / 2 for up, down in zip(heights[::2], heights[1::2], strict=True)]


def table(random, n, d):
    """Return whole numbers for X and y."""
    return [[random.randint(-9, 9) for _ in range(d)] for _ in range(n)], [random.randint(-9, 9) for _ in range(n)]


@st.composite
def problems(draw):
    """Draw whole numbers for X and y, more cases than columns, and the exact solution of the normal equations."""
    d = draw(st.integers(1, 3))
    X, y = table(draw(randoms), draw(st.integers(d + 1, 6)), d)
    square, right = gram(X, y)
    w = solve([[Fraction(a) for a in row] for row in square], right)
    assume(w is not None)
    return X, y, w


def polynomial():
    """Return the columns of the eleven powers at 51 points, as floats and as fractions."""
    exact = [[Fraction(i, 5) ** power for power in range(11)] for i in range(51)]
    return np.linspace(0, 10, 51)[:, None] ** np.arange(11), exact


def both_ways(X, y):
    """Return the weights by elimination of our own in the normal equations, and by Householder's QR."""
    Q, R = np.linalg.qr(X)
    return np.array([solve(*gram(X.tolist(), y.tolist())), np.linalg.solve(R, Q.T @ y)])


@functools.cache
def eleven_weights():
    """Return by how much either way misses a weight, and a value as a share of the largest."""
    X, _ = polynomial()
    y = X.sum(axis=1)
    return [(np.max(np.abs(w - 1)), np.max(np.abs(X @ w - y)) / np.max(y)) for w in both_ways(X, y)]


@pytest.mark.claim(
    "optimization/eleven-weights",
    "At degree 10 the normal equations miss a weight by over 0.1, no value by 1e-6 of the top; lstsq none by 0.001.",
    normal=lambda weight, value: weight > 0.1 and value < 1e-6,
    orthogonal=lambda weight, value: weight < 1e-3 and value < 1e-6,
)
@pytest.mark.refuted(
    "The normal equations miss values too, by more than 1e-6 of the top.",
    normal=lambda weight, value: weight > 0.1 and value >= 1e-6,
)
@pytest.mark.refuted(
    "The orthogonal method behind lstsq keeps the weights to 1e-6.", orthogonal=lambda weight, value: weight < 1e-6
)
def test_the_normal_equations_lose_the_weights_and_keep_the_values(normal, orthogonal):
    """Elimination of our own in place of NumPy's, Householder's QR in place of lstsq; fractions say what is right."""
    _, exact = polynomial()
    assert solve(*gram(exact, [sum(row) for row in exact])) == [1] * 11
    by_normal, by_qr = eleven_weights()
    assert normal(*by_normal)
    assert orthogonal(*by_qr)


@pytest.mark.claim(
    "optimization/highest-powers",
    "After 10,000 steps at 1/λ_max from zero only the weights of the powers 9 and 10 are farther than 0.1 from zero.",
    far=[9, 10],
)
@pytest.mark.refuted("Only that of the power 10 is.", far=[10])
@pytest.mark.refuted("That of the power 8 is, too.", far=[8, 9, 10])
def test_only_the_highest_powers_have_moved(far):
    """A power of the matrix of a step that carries a 1 along does all the steps at once."""
    X, _ = polynomial()
    hessian, pull = 2 / 51 * X.T @ X, 2 / 51 * X.T @ X.sum(axis=1)
    rate = 1 / np.linalg.norm(hessian, 2)
    step = np.block([[np.eye(11) - rate * hessian, rate * pull[:, None]], [np.zeros(11), 1.0]])
    w = np.linalg.matrix_power(step, 10_000)[:-1, -1]
    assert list(np.flatnonzero(np.abs(w) > 0.1)) == far


@functools.cache
def median_errors():
    """Return the median relative errors of both ways, with weights and orders of rows that the page does not use."""
    X, _ = polynomial()
    rng = np.random.default_rng(7)
    off = []
    for _ in range(25):
        X, w = rng.permutation(X), rng.uniform(0.5, 1.5, 11)
        off.append(np.linalg.norm(both_ways(X, X @ w) - w, axis=1) / np.linalg.norm(w))
    return np.median(off, axis=0)


@pytest.mark.claim(
    "optimization/beyond-weights",
    "At degree 10 the normal equations' median error exceeds the weights; that of an orthogonal method is below 0.001.",
    normal=lambda error: error > 1,
    orthogonal=lambda error: error < 1e-3,
)
@pytest.mark.refuted("The normal equations' is below a tenth of the weights.", normal=lambda error: error < 0.1)
@pytest.mark.refuted("That of an orthogonal method is below 1e-8.", orthogonal=lambda error: error < 1e-8)
def test_the_normal_equations_do_worse_than_zero(normal, orthogonal):
    by_normal, by_qr = median_errors()
    assert normal(by_normal)
    assert orthogonal(by_qr)


@pytest.mark.claim(
    "optimization/perpendicular",
    "w solves the normal equations iff the errors are at right angles to every column of X.",
    solves=lambda products, errors: not any(products),
)
@pytest.mark.refuted(
    "It solves them iff they are at right angles to one of the columns.",
    solves=lambda products, errors: not all(products),
)
@pytest.mark.refuted("It solves them iff the errors add up to zero.", solves=lambda products, errors: not sum(errors))
@given(problems(), randoms)
def test_the_errors_are_perpendicular_to_the_columns(solves, problem, random):
    X, y, w = problem
    square, right = gram(X, y)
    alone = [Fraction(right[0], square[0][0]), *[0] * (len(w) - 1)]  # best with the first column alone
    for weights in (w, alone, [Fraction(random.randint(-9, 9), 7) for _ in w]):
        left = errors(X, y, weights)
        products = [sum(a * e for a, e in zip(column, left, strict=True)) for column in zip(*X, strict=True)]
        assert solves(products, left) == (weights == w)


@pytest.mark.claim(
    "optimization/completed-square",
    "If w* solves the normal equations, J(w) = J(w*) + ‖X(w − w*)‖²/n for every w.",
    weight=lambda n: Fraction(1, n),
)
@pytest.mark.refuted("The last term is half of that.", weight=lambda n: Fraction(1, 2 * n))
@pytest.mark.refuted("The last term is not divided by n.", weight=lambda n: 1)
@given(problems(), randoms)
def test_the_cost_is_the_least_plus_a_square(weight, problem, random):
    X, y, best = problem
    w = [Fraction(random.randint(-99, 99), random.randint(1, 9)) for _ in best]
    away = [a - b for a, b in zip(w, best, strict=True)]
    square = sum(sum(a * b for a, b in zip(row, away, strict=True)) ** 2 for row in X)
    assert cost(X, y, w) == cost(X, y, best) + weight(len(y)) * square


@pytest.mark.claim(
    "optimization/only-lowest",
    "The lowest place is the only one exactly when no column of X is a combination of the others.",
    only=lambda X: any(a * d - b * c for a, b in X for c, d in X),
)
@pytest.mark.refuted(
    "It is the only one exactly when no two columns are the same.", only=lambda X: any(a != b for a, b in X)
)
@pytest.mark.refuted(
    "It is the only one exactly when no column is zero.",
    only=lambda X: any(a for a, _ in X) and any(b for _, b in X),
)
@given(randoms, st.integers(2, 5), st.integers(-2, 2))
def test_the_lowest_place_is_the_only_one(only, random, n, times):
    """Of two columns, one a multiple of the other or not; all that cost the same as w* is w* + v with Xv = 0."""
    X, y = table(random, n, 2)
    for columns in (X, [[a, times * a] for a, _ in X]):
        square, right = gram(columns, y)
        level = solve([[Fraction(a) for a in row] for row in square], right) is None  # a flat direction
        assert only(columns) == (not level)
    w = [Fraction(random.randint(-9, 9)), Fraction(random.randint(-9, 9))]
    elsewhere = [w[0] + times, w[1] - 1]  # a step that the second pair of columns does not see
    assert cost(columns, y, w) == cost(columns, y, elsewhere)


@pytest.mark.claim(
    "optimization/copied",
    "With a copied column all pairs of weights with one sum have the same cost, and XᵀX has determinant zero.",
    copy=lambda column: column,
    other=lambda total, part: total - part,
)
@pytest.mark.refuted(
    "A copy with one entry changed by one is enough.", copy=lambda column: [column[0] + 1, *column[1:]]
)
@pytest.mark.refuted("It is so for all pairs with one difference.", other=lambda total, part: part - total)
@given(st.integers(1, 6), randoms, st.fractions(-9, 9))
def test_only_the_sum_of_two_copies_counts(copy, other, n, random, part):
    column, y = [random.randint(1, 9) for _ in range(n)], [random.randint(-9, 9) for _ in range(n)]
    X, total = list(zip(column, copy(column), strict=True)), random.randint(-9, 9)
    assert cost(X, y, [part, other(total, part)]) == cost(X, y, [total, other(total, total)])
    (a, b), (c, d) = gram(X, y)[0]
    assert a * d - b * c == 0


@pytest.mark.claim(
    "optimization/shortest",
    "With a copied column lstsq returns the even split, the shortest of all answers.",
    share=0.5,
)
@pytest.mark.refuted("It gives the first copy 51 per cent.", share=0.51)
@pytest.mark.refuted("It gives the first copy all.", share=1)
@given(st.lists(st.integers(1, 200), min_size=2, max_size=9), st.integers(0, 1000), st.floats(-50, 50))
def test_lstsq_splits_evenly(share, column, seed, uneven):
    a, y = np.array(column, dtype=float), np.random.default_rng(seed).uniform(-100, 100, len(column))
    total = (a @ y) / (a @ a)
    split = [share * total, (1 - share) * total]
    assert np.linalg.lstsq(np.column_stack([a, a]), y)[0] == pytest.approx(split, rel=1e-9, abs=1e-9)
    assert math.hypot(split[0] + uneven, split[1] - uneven) >= math.hypot(*split) * (1 - 1e-12)


@pytest.mark.claim(
    "optimization/stops-or-not",
    "Of 200 tables with a copied column of whole numbers elimination by reciprocals stops for some and not for others.",
    stops=lambda count: 0 < count < 200,
    sums_right=True,
)
@pytest.mark.refuted("It stops for all.", stops=lambda count: count == 200)
@pytest.mark.refuted("It stops for none.", stops=lambda count: count == 0)
@pytest.mark.refuted("Where it does not stop, even the sum of both weights is wrong.", sums_right=False)
def test_elimination_of_a_copy_stops_or_returns_some_pair(stops, sums_right):
    """The pair that comes out is not the even split, and has the right sum."""
    rng = np.random.default_rng(3)
    count = 0
    for _ in range(200):
        a, y = rng.integers(30, 120, 30).astype(float), rng.uniform(300, 1500, 30)
        g, h = float(a @ a), float(a @ y)
        pivot = g - g * (1 / g) * g
        if not pivot:
            count += 1
            continue
        second = (h - g * (1 / g) * h) / pivot
        first = (h - g * second) / g
        assert abs(first - second) > 1e-3 * abs(h / g)
        assert (first + second == pytest.approx(h / g, rel=1e-6)) == sums_right
    assert stops(count)


@pytest.mark.claim(
    "optimization/squared",
    "The condition number of XᵀX is the square of that of X, for independent columns.",
    of_gram=lambda ratio: ratio**2,
)
@pytest.mark.refuted("It is twice that of X.", of_gram=lambda ratio: 2 * ratio)
@pytest.mark.refuted("It is that of X to the power of 1.99.", of_gram=lambda ratio: ratio**1.99)
@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=5), st.integers(0, 10**6))
def test_the_gram_matrix_squares_the_condition_number(of_gram, stretches, seed):
    """X gets its stretches by construction."""
    rng, d = np.random.default_rng(seed), len(stretches)
    turn = np.linalg.qr(rng.normal(size=(d, d)))[0]
    X = np.linalg.qr(rng.normal(size=(d + 3, d)))[0] @ np.diag(stretches) @ turn
    eigenvalues = np.linalg.eigvalsh(X.T @ X)
    ratio = max(stretches) / min(stretches)
    assert eigenvalues[-1] / eigenvalues[0] == pytest.approx(of_gram(ratio), rel=1e-6)


@functools.cache
def condition_of_powers():
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
    return math.sqrt(stretches[0] * stretches[1])


@pytest.mark.claim(
    "optimization/condition",
    "The condition number of the eleven powers at 51 points from 0 to 10 is 5.4e+11, to two digits.",
    number="5.4e+11",
)
@pytest.mark.refuted("It is 5.5e+11.", number="5.5e+11")
@pytest.mark.refuted("It is 5.3e+11.", number="5.3e+11")
def test_the_condition_number_of_eleven_powers(number):
    assert f"{condition_of_powers():.1e}" == number


@functools.cache
def ridge_off(solver):
    """Return by which way Ridge went, and by how much the worst weight of a polynomial of degree 6 is off."""
    X = polynomial()[0][:, :7]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns that the matrix is ill-conditioned
        model = Ridge(alpha=1e-12, fit_intercept=False, solver=solver).fit(X, X.sum(axis=1))
    return model.solver_, np.max(np.abs(model.coef_ - 1))


@pytest.mark.claim(
    "optimization/ridge-cholesky",
    "scikit-learn's Ridge solves dense tables with more cases than columns by Cholesky if not told otherwise, and at "
    "degree 6, alpha 1e-12, misses weights by over 100 times as much as with a singular value decomposition.",
    default="cholesky",
    loses=lambda off, by_svd: off > 100 * by_svd,
)
@pytest.mark.refuted("It takes the singular value decomposition.", default="svd")
@pytest.mark.refuted("It misses them by no more than ten times as much.", loses=lambda off, by_svd: off <= 10 * by_svd)
def test_ridge_solves_the_normal_equations(default, loses):
    assert ridge_off("auto")[0] == default
    assert loses(ridge_off("auto")[1], ridge_off("svd")[1])


@pytest.mark.claim(
    "optimization/closed-forms",
    "Mean, weighted and ridge normal equations, log odds of a share, first singular vector: each cost is least there.",
    centre=lambda y: Fraction(sum(y), len(y)),
    trusted=lambda trust: trust,
    strength=lambda c: c,
    score=lambda share: math.log(share / (1 - share)),
    turn=0,
)
@pytest.mark.refuted("The median has the least squared error.", centre=statistics.median)
@pytest.mark.refuted("The weighted equations take the squares of T.", trusted=lambda trust: trust**2)
@pytest.mark.refuted("The ridge equations take 0.9 c in place of c.", strength=lambda c: c * Fraction(9, 10))
@pytest.mark.refuted("The score is the logarithm of the share.", score=math.log)
@pytest.mark.refuted("A direction 2 degrees off the singular vector is as good.", turn=math.radians(2))
@given(problems(), st.integers(0, 1000), st.integers(0, 9))
def test_each_formula_is_where_its_cost_is_least(centre, trusted, strength, score, turn, problem, seed, c):
    """All costs but the last are convex, so level ground is enough: slopes in fractions, exact for quadratics."""
    X, y, _ = problem
    d, rng = len(X[0]), np.random.default_rng(seed)
    assert slopes(lambda w: sum((t - w[0]) ** 2 for t in y), [centre(y)]) == [0]

    trust = [int(t) for t in rng.integers(1, 9, len(y))]
    w = weighted(X, y, [trusted(t) for t in trust], 0)
    assert slopes(lambda w: sum(t * e * e for t, e in zip(trust, errors(X, y, w), strict=True)), w) == [0] * d

    w = weighted(X, y, [1] * len(y), strength(c))
    assert slopes(lambda w: sum(e * e for e in errors(X, y, w)) + c * sum(a * a for a in w), w) == [0] * d

    share = seed % 97 / 100 + 0.01
    pull = [share * math.log1p(math.exp(-s)) + (1 - share) * math.log1p(math.exp(s)) for s in score(share) + SIDES]
    assert abs(pull[0] - pull[1]) / np.ptp(SIDES) < 1e-6

    cloud = rng.normal(size=(9, d + 1)) @ rng.normal(size=(d + 1, d + 1))
    spread = (cloud - cloud.mean(axis=0)).T @ (cloud - cloud.mean(axis=0))
    first, second = np.linalg.svd(cloud - cloud.mean(axis=0))[2][:2]
    v = math.cos(turn) * first + math.sin(turn) * second
    most = np.linalg.eigvalsh(spread)[-1]  # what lies most along the line lies least beside it
    assert v @ spread @ v == pytest.approx(most, rel=1e-9)


@pytest.mark.claim(
    "optimization/log-odds",
    "With an intercept and one column of zeros and ones, no count zero, logistic regression's intercept is a log odds, "
    "and its weight a difference of two.",
    intercept=lambda benign, ill, benign_one, ill_one: math.log(ill / benign),
    weight=lambda benign, ill, benign_one, ill_one: math.log(ill_one / benign_one) - math.log(ill / benign),
)
@pytest.mark.refuted(
    "The weight is the log odds where x is 1, with nothing subtracted.",
    weight=lambda benign, ill, benign_one, ill_one: math.log(ill_one / benign_one),
)
@pytest.mark.refuted(
    "The intercept is the logarithm of the share of malignant ones where x is 0.",
    intercept=lambda benign, ill, benign_one, ill_one: math.log(ill / (ill + benign)),
)
@given(st.lists(st.integers(1, 500), min_size=4, max_size=4))
def test_a_column_of_zeros_and_ones_has_a_formula(intercept, weight, counts):
    """The counts are benign and malignant where x = 0, then where x = 1; the cost is convex, its slopes measured."""
    benign, ill, benign_one, ill_one = counts
    w, b = weight(*counts), intercept(*counts)

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
    "Where n is far larger than d, solving grows with exponent 1 in n, 2 in d; with 3 in both; a pass with 1, 1 and 2.",
    solving=(1, 2, 3),
    one_pass=(1, 1, 2),
)
@pytest.mark.refuted("In d solving grows with exponent 3, with however many cases.", solving=(1, 3, 3))
@pytest.mark.refuted("In d a pass grows with exponent 2.", one_pass=(1, 2, 2))
def test_solving_grows_faster_than_a_pass(solving, one_pass):
    def exponents(cost, less, more):
        return math.log2(cost(*more) / cost(*less))

    sizes = (((10**6, 100), (2 * 10**6, 100)), ((10**7, 1000), (10**7, 2000)), ((2000, 1000), (4000, 2000)))
    for (less, more), of_solving, of_pass in zip(sizes, solving, one_pass, strict=True):
        assert exponents(count_multiplications, less, more) == pytest.approx(of_solving, abs=0.01)
        assert exponents(lambda n, d: 2 * n * d, less, more) == of_pass
    eliminations = [count_multiplications(0, d) / d**3 for d in (100, 1000)]
    assert eliminations == pytest.approx([1 / 3, 1 / 3], rel=0.05)


@pytest.mark.claim(
    "optimization/crossing",
    "k passes of descent multiply less than forming the normal equations iff k < (d + 1)/2, and where XᵀX is formed by "
    "its symmetry iff k < (d + 3)/4.",
    passes=lambda d: Fraction(d + 1, 2),
    by_symmetry=lambda d: Fraction(d + 3, 4),
)
@pytest.mark.refuted("They do iff k < d/2.", passes=lambda d: Fraction(d, 2))
@pytest.mark.refuted("Symmetry changes nothing.", by_symmetry=lambda d: Fraction(d + 1, 2))
@given(st.integers(1, 2), st.integers(1, 9), st.integers(1, 5))
def test_few_passes_multiply_less(passes, by_symmetry, n, d, k):
    """Entries that count do all the products."""
    columns, y = [[Entry(1)] * n for _ in range(d)], [1.0] * n

    def counted(pairs):
        Entry.count = 0
        for one, other in pairs:
            sum(a * b for a, b in zip(one, other, strict=True))
        return Entry.count

    right = [(column, y) for column in columns]
    forming = counted([(one, other) for one in columns for other in columns] + right)
    half = counted([(columns[i], columns[j]) for i in range(d) for j in range(i + 1)] + right)
    predict, back = [(row, [0.5] * d) for row in zip(*columns, strict=True)], right
    one_pass = counted(predict + back)
    assert (k * one_pass < forming) == (k < passes(d))
    assert (k * one_pass < half) == (k < by_symmetry(d))


@pytest.mark.claim(
    "optimization/separable",
    "Where weights put every case on the right side, making them larger always lowers the cross-entropy.",
    margins=lambda margins: [abs(m) for m in margins],
)
@pytest.mark.refuted(
    "It does so where they put all cases but one there.", margins=lambda m: [-abs(m[0]), *map(abs, m[1:])]
)
@given(st.lists(st.floats(0.01, 5), min_size=1, max_size=6), st.floats(0.01, 10), st.floats(1.01, 2))
@example([5.0, 0.01], 1.0, 2.0)
def test_larger_weights_always_cost_less(margins, sizes, times, larger):
    """A margin is the score with the sign of the label; both weights and margins grow by the same factor."""

    def cross_entropy(times):
        return sum(math.log1p(math.exp(-times * m)) for m in margins(sizes))

    assert 0 < cross_entropy(larger * times) < cross_entropy(times)


@pytest.mark.claim(
    "optimization/basis",
    "At degree 10 on the 51 points the condition number is 2.9e+03 in powers of z, 2.5 in Chebyshev polynomials of z.",
    powers="2.9e+03",
    chebyshev="2.5e+00",
)
@pytest.mark.refuted("In powers of z it is 2.8e+03.", powers="2.8e+03")
@pytest.mark.refuted("In Chebyshev polynomials it is 1, as if they were at right angles.", chebyshev="1.0e+00")
def test_better_columns_are_better_conditioned(powers, chebyshev):
    """Chebyshev's polynomials from the cosine, both ratios from eigenvalues of the Gram matrix, which are safe here."""
    z = np.linspace(-1, 1, 51)
    by_cosine = np.cos(np.outer(np.arccos(z), np.arange(11)))
    for X, expected in ((z[:, None] ** np.arange(11), powers), (by_cosine, chebyshev)):
        eigenvalues = np.linalg.eigvalsh(X.T @ X)
        assert f"{math.sqrt(eigenvalues[-1] / eigenvalues[0]):.1e}" == expected
        y = X.sum(axis=1)
        assert np.max(np.abs(np.array(solve(*gram(X.tolist(), y.tolist()))) - 1)) < 1e-3


@pytest.mark.claim(
    "optimization/vanishing-penalty",
    "With a copied column, as the strength c goes to zero, ridge's weights tend to the even split of least squares.",
    share=Fraction(1, 2),
)
@pytest.mark.refuted("They tend to zero.", share=0)
@pytest.mark.refuted("Each of them tends to the whole of the sum.", share=1)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), randoms)
def test_a_vanishing_penalty_gives_the_even_split(share, column, random):
    y = [random.randint(-9, 9) for _ in column]
    X = [[a, a] for a in column]
    square, right = gram(X, y)
    limit = share * Fraction(right[0], square[0][0])
    distances = []
    for strength in (Fraction(1), Fraction(1, 10**6), Fraction(1, 10**12)):
        w = weighted(X, y, [1] * len(y), strength)
        assert w[0] == w[1]
        distances.append(abs(w[0] - limit))
    assert distances[2] <= distances[1] <= distances[0]
    assert distances[2] <= Fraction(9, 10**12)
