"""Exercise: the prediction of a linear model for one house, written out."""


def predict(weights, intercept, house):
    """Return a price: one weight and one number for each column."""
    price = 0.0
    # your part: set price to what the linear model predicts for house
    price = intercept
    for weight, number in zip(weights, house, strict=True):
        price = price + weight * number
    # end of your part
    return price


def check(weights, intercept, house, right):
    """Compare with a result worked out by hand; know the usual mistakes."""
    try:
        found = predict(weights, intercept, house)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    products = [weights[i] * house[i] for i in range(len(house))]
    words = {
        right: "right: the price",
        right - intercept: "not yet: the intercept is missing",
        intercept + sum(weights) * sum(house): "not yet: each weight has a"
        " column of its own",
        0.0: "not yet: price is still 0",
        intercept + products[-1]: "not yet: only the last column counts",
    }
    for value, verdict in words.items():
        if abs(found - value) < 1e-9:
            return f"{verdict} (house {house}: {found:g})"
    return f"not yet: house {house} does not cost {found:g}"


print(check([100, 5000, 10], 7, [1000, 3, 2], 115_027))
print(check([150, -2000], 50_000, [1800, 20], 280_000))
