"""Momentum, split exactly into a sum of all gradients and a fading one."""

from fractions import Fraction

rate, beta, curvature = Fraction(1, 5), Fraction(4, 5), Fraction(1)


def ten_steps(nesterov):
    """Return weights and gradients of ten steps from 0; the minimum is 1."""
    w, v, weights, gradients = Fraction(0), Fraction(0), [], []
    for _ in range(10):
        g = curvature * (w - 1)
        v = beta * v + g
        w = w - rate * (g + beta * v if nesterov else v)
        weights.append(w)
        gradients.append(g)
    return weights, gradients


for name, share in (("heavy ball", beta), ("Nesterov", beta**2)):
    weights, gradients = ten_steps(name == "Nesterov")
    total = fading = Fraction(0)
    for step in range(1, 11):
        w, g = weights[step - 1], gradients[step - 1]
        total, fading = total + g, beta * fading + g
        first = -rate / (1 - beta) * total
        second = rate / (1 - beta) * share * fading
        assert w == first + second
        if step in (3, 10):
            print(f"{name:10} step {step:2}: w {float(w):7.4f} =", end="")
            print(f" {float(first):7.4f} (sum) {float(second):+.4f} (fading)")
    print(f"{name:10} at its highest: w {float(max(weights)):.4f}")
