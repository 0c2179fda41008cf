"""Four steps of Adam by hand, and the length of steps without correction."""

import numpy as np

beta1, beta2 = 0.9, 0.999
w, m, v = 1.0, 0.0, 0.0
print("t  slope       m         v   m_hat    v_hat  step/rate       w")
for t in range(1, 5):
    g = 8 * w  # the loss is 4 w squared
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    step = m_hat / (np.sqrt(v_hat) + 1e-8)
    w = w - 0.1 * step
    print(f"{t} {g:.4f}  {m:.4f}  {v:.6f}  {m_hat:.4f}", end="  ")
    print(f"{v_hat:7.4f}  {step:9.4f}  {w:.4f}")

t = np.arange(1, 5001)
step = (1 - beta1**t) / np.sqrt(1 - beta2**t)
print("without correction, on a constant slope:")
for k in [1, 12, 1000, 5000]:
    print(f"step {k:4} is {step[k - 1]:.2f} rates long")
print(f"longest: step {t[np.argmax(step)]}, shortest: {step.min():.2f} rates")
