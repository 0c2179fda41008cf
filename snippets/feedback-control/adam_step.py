"""Adam when the gradient doubles and falls back: its answer fades."""

import numpy as np


def adam_updates(gradients):
    """Return Adam's updates, divided by the learning rate."""
    m = v = 0.0
    updates = []
    for step, g in enumerate(gradients, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        m_hat, v_hat = m / (1 - 0.9**step), v / (1 - 0.999**step)
        updates.append(m_hat / (np.sqrt(v_hat) + 1e-8))
    return np.array(updates)


gradients = np.repeat([1.0, 2.0, 1.0, 1.0], 5000)
differences = np.diff(gradients, prepend=0)
updates = adam_updates(gradients)
print("step   gradient  difference  Adam's update")
for step in (1, 5000, 5001, 5030, 7000, 10000, 10001, 10030, 12000, 20000):
    g, d, u = (rows[step - 1] for rows in (gradients, differences, updates))
    print(f"{step:5} {g:9.0f} {d:11.0f} {u:14.3f}")
print(f"smallest update {min(updates):.3f}")
same = np.allclose(adam_updates(100 * gradients), updates, rtol=0, atol=1e-6)
print("gradients times 100: the same updates to six digits,", same)
