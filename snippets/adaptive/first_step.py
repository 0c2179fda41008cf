"""The first step of Adam for huge and tiny slopes, epsilon in two places."""

import numpy as np

learning_rate, beta1, beta2 = 0.001, 0.9, 0.999
print("   slope   PyTorch, Optax    Keras")
for g in [1e6, 1.0, -1e-3, 1e-6, 1e-8, 1e-10]:
    m, v = (1 - beta1) * g, (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1), v / (1 - beta2)
    step = m_hat / (np.sqrt(v_hat) + 1e-8)
    keras = m_hat * np.sqrt(1 - beta2) / (np.sqrt(v) + 1e-7)
    print(f"{g:8.0e} {step:16.4f} {keras:8.4f}  times the rate")
