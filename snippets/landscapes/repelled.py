"""Above its bound a minimum repels: a run beside it does not stay."""

import numpy as np

low, _, high = np.sort(np.roots([4, 0, -6, 0.5]))
for name, minimum in (("global", low), ("local", high)):
    for learning_rate in (0.15, 0.16, 0.19):
        x = minimum + 1e-6
        for _ in range(1000):
            x = x - learning_rate * (4 * x**3 - 6 * x + 0.5)
        factor = 1 - learning_rate * (12 * minimum**2 - 6)
        away = abs(x - minimum)
        print(f"{name:6} rate {learning_rate}  factor {factor:6.3f}", end="")
        word = "left it" if away > 1e-3 else "is near it"
        print(f"  {word if away > 1e-7 else 'converged'}")
