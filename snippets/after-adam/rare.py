"""The rarer a large slope, the more of it Adam has forgotten by the next."""

import math

beta1, beta2 = 0.9, 0.999  # the defaults
for period in [300, 1000, 3000]:
    adam, amsgrad, m, v, largest = 0.0, 0.0, 0.0, 0.0, 0.0
    for t in range(1, 60 * period + 1):  # both see the same slopes
        g = 1.1 * period if t % period == 1 else -1.0
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        largest = max(largest, v)
        step = 1 / math.sqrt(t) * m / (1 - beta1**t)
        adam -= step / math.sqrt(v / (1 - beta2**t))
        amsgrad -= step / math.sqrt(largest / (1 - beta2**t))
        adam, amsgrad = [min(1.0, max(-1.0, w)) for w in (adam, amsgrad)]
    print(f"one slope in {period:4}: Adam at {adam:5.2f},", end=" ")
    print(f"AMSGrad at {amsgrad:5.2f}")
