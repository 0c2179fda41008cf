"""Two rates in turn, in either order, against the best constant rate."""

import numpy as np

kappa = 9
H = np.array([1.0, kappa])
centre, reach = (kappa + 1) / 2, (kappa - 1) / 2 / np.sqrt(2)
small, large = 1 / (centre + reach), 1 / (centre - reach)
plans = {
    "one rate": [1 / centre],
    "small, large": [small, large],
    "large, small": [large, small],
}
print(f"2/L = {2 / kappa:.4f}; loss after 0, 1, 2 and 40 steps:")
for name, rates in plans.items():
    w, losses = np.array([float(kappa), 1.0]), []
    for step in range(41):
        losses.append(H @ w**2 / 2)
        w = w - rates[step % len(rates)] * H * w
    shown = " and ".join(f"{rate:.4f}" for rate in rates)
    print(f"{name} ({shown}):", end=" ")
    print(", ".join(f"{losses[k]:.2g}" for k in (0, 1, 2, 40)))
