"""The claims of docs/practice/pipeline.md; oracles: normal equations, plain NumPy, all permutations, fractions."""

import functools
import io
import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

numbers = st.fractions(min_value=-20, max_value=20, max_denominator=8)


def draw(seed, n=400, rule=(3, 2, -1)):
    """Return distance, parcels and years of n tours, and their minutes, by the rule of the page."""
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.uniform(1, 9, n), rng.integers(2, 13, n), rng.uniform(0, 40, n)])
    return X, 45 + X @ rule + rng.normal(0, 6, n)


@functools.cache
def shown():
    """Return the page's training tours, standardised by hand, their minutes, and their least squares predictions."""
    X, y = draw(1)
    rows = np.random.RandomState(1).permutation(400)[100:]  # how scikit-learn splits
    X, y = X[rows], y[rows]
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    return X, Z, y, solved(Z, y)


def solved(Z, y, penalty=0.0):
    """Return predictions from the normal equations, with a penalty on the squared weights."""
    A = np.column_stack([Z, np.ones(len(y))])
    return A @ np.linalg.solve(A.T @ A + penalty * np.diag([1.0] * Z.shape[1] + [0.0]), A.T @ y)


@pytest.mark.claim(
    "pipeline/years",
    "Of distance, parcels and years, shuffling the years of 100 test tours spoils the least squares fit to 300 others "
    "most, for each of ten other seeds of the data.",
    most="years",
    rule=(3, 2, -1),
)
@pytest.mark.refuted("Shuffling the distance, with the largest coefficient, spoils it most.", most="distance")
@pytest.mark.refuted("It does so with a coefficient of −1/2 for the years, too.", rule=(3, 2, -0.5))
def test_the_smallest_coefficient_matters_most(most, rule):
    for seed in range(11, 21):
        X, y = draw(seed, rule=rule)
        A = np.column_stack([X, np.ones(400)])
        w = np.linalg.solve(A[:300].T @ A[:300], A[:300].T @ y[:300])
        rng, medians = np.random.default_rng(seed), []
        for j in range(3):
            spoilt = []
            for _ in range(51):
                B = A[300:].copy()
                B[:, j] = rng.permutation(B[:, j])
                spoilt.append(np.mean((B @ w - y[300:]) ** 2))
            medians.append(np.median(spoilt))
        assert ["distance", "parcels", "years"][np.argmax(medians)] == most


@pytest.mark.claim(
    "pipeline/comma",
    "One entry with a comma for a point makes pandas read its column as text, and no other column.",
    texts=["distance"],
)
@pytest.mark.refuted("Pandas takes that entry for missing, and the column for numbers.", texts=[])
@pytest.mark.refuted("It makes pandas read the whole table as text.", texts=["distance", "minutes"])
@given(st.lists(st.decimals(1, 9, places=1), min_size=1, max_size=6), st.data())
def test_one_comma_makes_a_column_of_text(texts, values, data):
    entries = [str(value) for value in values]

    def kind(lines):
        return pd.read_csv(io.StringIO("\n".join(["distance;minutes", *(f"{e};60" for e in lines)])), sep=";").dtypes

    assert pd.api.types.is_float_dtype(kind(entries)["distance"])
    entries[data.draw(st.integers(0, len(entries) - 1))] = "2,9"
    found = kind(entries)
    assert [name for name in found.index if not pd.api.types.is_numeric_dtype(found[name])] == texts


@pytest.mark.claim(
    "pipeline/by-hand",
    "A pipeline of scaler and linear model predicts what the model predicts on rows scaled by the means and deviations "
    "of the training rows.",
    scaled_by=lambda train, test: (train.mean(axis=0), train.std(axis=0)),
)
@pytest.mark.refuted(
    "It scales each set of rows by means and deviations of its own.",
    scaled_by=lambda train, test: (test.mean(axis=0), test.std(axis=0)),
)
@pytest.mark.refuted(
    "It takes the means of the training rows and the deviations of the new ones.",
    scaled_by=lambda train, test: (train.mean(axis=0), test.std(axis=0)),
)
@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_a_pipeline_keeps_the_scale_of_the_training_rows(scaled_by, seed):
    X, y = draw(seed, 60)
    train, test = X[:40], X[40:] * 3 - 7  # new rows from elsewhere, so that another scale would show
    Z = (train - train.mean(axis=0)) / train.std(axis=0)
    w = np.linalg.solve(Z.T @ Z, Z.T @ (y[:40] - y[:40].mean()))
    mean, deviation = scaled_by(train, test)
    by_hand = (test - mean) / deviation @ w + y[:40].mean()
    model = make_pipeline(StandardScaler(), LinearRegression()).fit(train, y[:40])
    assert model.predict(test) == pytest.approx(by_hand)


@pytest.mark.claim(
    "pipeline/one-row",
    "A single row scaled by itself gets the mean of the training labels from least squares with an intercept on "
    "standardised columns, whatever is in the row.",
    gets=np.mean,
    rows=1,
)
@pytest.mark.refuted("It gets their median.", gets=np.median)
@pytest.mark.refuted("Each of two rows scaled together gets the mean, too.", rows=2)
@settings(deadline=None)
@given(st.integers(0, 1000), st.lists(st.integers(-100, 100), min_size=6, max_size=6))
def test_a_row_scaled_by_itself_gets_the_mean(gets, rows, seed, entries):
    X, y = draw(seed, 30)
    line = LinearRegression().fit((X - X.mean(axis=0)) / X.std(axis=0), y)
    alone = StandardScaler().fit_transform(np.reshape(entries, (2, 3))[:rows].astype(float))
    assert line.predict(alone) == pytest.approx([gets(y)] * rows)


@pytest.mark.claim(
    "pipeline/test-luck",
    "With independent normal noise of deviation σ the true rule's root mean squared error on n ≥ 20 test cases has a "
    "deviation within one per cent of σ/√(2n).",
    least=20,
    deviation=lambda n: 1 / math.sqrt(2 * n),
)
@pytest.mark.refuted("It is within one per cent of that on n ≥ 10 cases, too.", least=10)
@pytest.mark.refuted("Its deviation is near σ/√n, that of the mean.", deviation=lambda n: 1 / math.sqrt(n))
@pytest.mark.refuted("Its deviation is near σ/√(2(n − 1)).", deviation=lambda n: 1 / math.sqrt(2 * (n - 1)))
@given(st.integers(0, 5000))
@example(0)
def test_the_luck_of_a_test_error(least, deviation, more):
    # the root mean square of n normal numbers is chi with n degrees of freedom, over √n
    n = least + more
    mean = math.sqrt(2) * math.exp(math.lgamma((n + 1) / 2) - math.lgamma(n / 2)) / math.sqrt(n)
    assert math.sqrt(1 - mean**2) == pytest.approx(deviation(n), rel=0.01)


@pytest.mark.claim(
    "pipeline/bootstrap",
    "On the page's 300 tours the middle 95 of 100 weights of 4,000 bootstrap draws span a range whose width is within "
    "6% of that of the textbook's 95% confidence interval, and the range holds the truth, for each column.",
    within=0.06,
    middle=95,
)
@pytest.mark.refuted("The widths agree within 2%.", within=0.02)
@pytest.mark.refuted("The middle 90 of 100 weights span a range as wide as that.", middle=90)
def test_bootstrap_and_formula_agree(within, middle):
    X, _, y, goal = shown()
    A = np.column_stack([X, np.ones(300)])
    errors = np.sqrt(np.sum((y - goal) ** 2) / 296 * np.diag(np.linalg.inv(A.T @ A)))[:3]
    low, high = np.percentile(resampled(), [50 - middle / 2, 50 + middle / 2], axis=0)
    assert (high - low) / (2 * 1.968 * errors) == pytest.approx([1, 1, 1], abs=within)  # 1.968: t with 296 freedoms
    assert np.all((low < [3, 2, -1]) & (high > [3, 2, -1]))


@functools.cache
def resampled():
    """Return the weights of fits to 4,000 bootstrap draws of the page's tours."""
    X, _, y, _ = shown()
    A = np.column_stack([X, np.ones(300)])
    rng, weights = np.random.default_rng(77), []
    for _ in range(4000):
        rows = rng.integers(0, 300, 300)
        weights.append(np.linalg.solve(A[rows].T @ A[rows], A[rows].T @ y[rows])[:3])
    return weights


@pytest.mark.claim(
    "pipeline/shuffle",
    "Averaged over all shuffles of a column, a linear model's mean squared error rises by 2w²s² + 2wc, with w its "
    "weight, s² the column's variance and c its covariance with observed minus predicted.",
    rise=lambda w, variance, c: 2 * w**2 * variance + 2 * w * c,
)
@pytest.mark.refuted("It rises by half of that.", rise=lambda w, variance, c: w**2 * variance + w * c)
@pytest.mark.refuted("It rises by 2w²s² on any rows.", rise=lambda w, variance, c: 2 * w**2 * variance)
@pytest.mark.refuted("It rises by 2w²s² − 2wc.", rise=lambda w, variance, c: 2 * w**2 * variance - 2 * w * c)
@settings(deadline=None)
@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=2, max_size=5), numbers, numbers, numbers)
def test_the_mean_over_all_shuffles(rise, cases, w, other, b):
    n = len(cases)
    x, z, y = zip(*cases, strict=True)

    def loss(column):
        return sum((w * c + other * d + b - t) ** 2 for c, d, t in zip(column, z, y, strict=True)) / n

    losses = [loss(column) for column in itertools.permutations(x)]
    mean = sum(x) / Fraction(n)
    variance = sum((v - mean) ** 2 for v in x) / n
    covariance = sum((v - mean) * (t - w * v - other * d - b) for v, d, t in zip(x, z, y, strict=True)) / n
    assert sum(losses) / len(losses) - loss(x) == rise(w, variance, covariance)


@pytest.mark.claim(
    "pipeline/parcels",
    "On the page's tours 2w²s² is higher for the parcels than for the distance with the variances of the 100 test "
    "tours, not with those of the 300, and 2wc adds to the lead of the parcels.",
    lead={"test": True, "training": False},
    adds=lambda parcels, distance: parcels > distance > 0,
)
@pytest.mark.refuted(
    "It is higher for the parcels with the variances of the 300, too.", lead={"test": True, "training": True}
)
@pytest.mark.refuted("2wc takes from the lead of the parcels.", adds=lambda parcels, distance: parcels < distance)
def test_by_luck_the_parcels_pass_the_distance(lead, adds):
    X, y = draw(1)
    order = np.random.RandomState(1).permutation(400)
    parts = {"test": order[:100], "training": order[100:]}
    A = np.column_stack([X, np.ones(400)])
    w = np.linalg.lstsq(A[parts["training"]], y[parts["training"]])[0]
    rises = {part: (2 * w[:3] ** 2 * X[rows].var(axis=0)) for part, rows in parts.items()}
    assert {part: rise[1] > rise[0] for part, rise in rises.items()} == lead
    rows = parts["test"]
    covariances = np.cov(np.column_stack([X[rows], y[rows] - A[rows] @ w]).T, bias=True)[3, :3]
    distance, parcels = (2 * w[:3] * covariances)[:2]
    assert adds(parcels, distance)


@pytest.mark.claim(
    "pipeline/fitted",
    "On the rows to which least squares with an intercept was fitted, no column has a covariance with the errors.",
    intercept=True,
    fitted=slice(None),
)
@pytest.mark.refuted("Without an intercept none has one, either.", intercept=False)
@pytest.mark.refuted("None has one on rows of which half were fitted.", fitted=slice(20))
@settings(deadline=None)
@given(st.integers(0, 1000))
def test_where_least_squares_was_fitted_no_column_goes_with_the_errors(intercept, fitted, seed):
    X, y = draw(seed, 40)
    A = np.column_stack([X, np.ones(40)]) if intercept else X
    w = np.linalg.solve(A[fitted].T @ A[fitted], A[fitted].T @ y[fitted])
    assert np.cov(np.column_stack([X, y - A @ w]).T)[3, :3] == pytest.approx([0, 0, 0], abs=1e-8)


@pytest.mark.claim(
    "pipeline/products",
    "Least squares with an intercept predicts the same with products of columns formed before and after scaling.",
    intercept=True,
    penalty=0.0,
)
@pytest.mark.refuted("Without an intercept it does, too.", intercept=False)
@pytest.mark.refuted("With a penalty on the squared weights it does, too.", penalty=1.0)
@settings(deadline=None)
@given(st.integers(0, 1000))
def test_products_before_or_after_scaling(intercept, penalty, seed):
    X, y = draw(seed, 60)

    def products(X):
        return np.column_stack([X, X[:, 0] * X[:, 1], X[:, 0] * X[:, 2], X[:, 1] * X[:, 2]])

    def predicted(A):
        B = np.column_stack([A, np.ones(60)]) if intercept else A
        rows = np.vstack([B, math.sqrt(penalty) * np.eye(6, B.shape[1])])
        Q, R = np.linalg.qr(rows)
        return B @ np.linalg.solve(R, Q.T @ np.append(y, np.zeros(6)))

    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    assert predicted(products(X)) == pytest.approx(predicted(products(Z)))
