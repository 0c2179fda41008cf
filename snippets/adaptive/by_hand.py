import numpy as np

beta1, beta2 = 0.9, 0.999
w, m, v = 1.0, 0.0, 0.0
print("t       g       m         v   m/(1-b1^t)  v/(1-b2^t)  step/rate       w")
for t in range(1, 5):
    g = 8 * w  # the loss is 4 w squared
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    step = m_hat / (np.sqrt(v_hat) + 1e-8)
    w = w - 0.1 * step
    print(f"{t}  {g:.4f}  {m:.4f}  {v:.6f}  {m_hat:11.4f}", end="")
    print(f"{v_hat:12.4f}{step:11.4f}  {w:.4f}")

print("without correction, constant gradient:")
t = np.arange(1, 5001)
step = (1 - beta1**t) / np.sqrt(1 - beta2**t)
i = np.argmax(step)
print(
    f"step 1 is {step[0]:.2f} rates long, step {t[i]} is {step[i]:.2f},",
    end=" ",
)
print(f"step 1000 is {step[999]:.2f}, step 5000 is {step[-1]:.2f}")
