import numpy as np

gradients = np.concatenate([np.full(5000, 1.0), np.full(15000, 2.0)])
gradients[10000:] = 1.0
m = v = 0.0
updates = []  # divided by the learning rate
for step, g in enumerate(gradients, 1):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**step), v / (1 - 0.999**step)
    updates.append(m_hat / (np.sqrt(v_hat) + 1e-8))
differences = np.diff(gradients, prepend=0)
print("step   gradient  difference  Adam's update")
for step in (1, 5000, 5001, 5030, 7000, 10000, 10001, 10030, 12000, 20000):
    g, d, u = (rows[step - 1] for rows in (gradients, differences, updates))
    print(f"{step:5} {g:9.0f} {d:11.0f} {u:14.3f}")
print(f"smallest update {min(updates):.3f}")
