from fractions import Fraction

rate, rho, curvature = Fraction(1, 5), Fraction(4, 5), Fraction(1)


def velocity_run(nesterov):
    """Return weights and gradients of ten steps from 0; the minimum is 1."""
    w, v, weights, gradients = Fraction(0), Fraction(0), [], []
    for _ in range(10):
        g = curvature * (w - 1)
        v = rho * v + g
        w = w - rate * (g + rho * v if nesterov else v)
        weights.append(w)
        gradients.append(g)
    return weights, gradients


for nesterov, share in ((False, rho), (True, rho**2)):
    weights, gradients = velocity_run(nesterov)
    total = fading = Fraction(0)
    for w, g in zip(weights, gradients, strict=True):
        total, fading = total + g, rho * fading + g
        integral = -rate / (1 - rho) * total
        proportional = rate / (1 - rho) * share * fading
        assert w == integral + proportional
    name = "Nesterov" if nesterov else "heavy ball"
    print(f"{name:10}  w {float(w):7.4f} = {float(integral):7.4f}", end="")
    print(f" (sum) + {float(proportional):7.4f} (fading sum)")
