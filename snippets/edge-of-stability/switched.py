"""A network trained at rate 0.2 and then at 0.4: it moves to flatter ground."""

import numpy as np
import plotly.graph_objects as go

x = np.linspace(-1, 1, 20)
y = np.sin(4 * x)
rng = np.random.default_rng(1)
start = rng.normal(size=30) * np.repeat([1, 1, 10**-0.5], 10)


def gradient(W):
    a, b, c = W[:, None, :10], W[:, None, 10:20], W[:, None, 20:]
    h = np.tanh(x[:, None] * a + b)  # rows, cases, ten hidden units
    error = (np.sum(h * c, axis=2) - y)[..., None] / 20
    back = error * c * (1 - h**2)
    slopes = [back * x[:, None], back, error * h]
    return np.concatenate([each.sum(axis=1) for each in slopes], axis=1)


def sharpness(w):
    e = 1e-5 * np.eye(30)
    return np.linalg.eigvalsh((gradient(w + e) - gradient(w - e)) / 2e-5)[-1]


w, losses, sharp = start, [], []
for step in range(8001):
    a, b, c = w.reshape(3, 10)
    losses.append(np.mean((np.tanh(np.outer(x, a) + b) @ c - y) ** 2) / 2)
    if step % 10 == 0:
        sharp.append(sharpness(w))
    w = w - (0.2 if step < 6000 else 0.4) * gradient(w[None])[0]
for step in [6000, 6050, 6100, 8000]:
    print(f"step {step}: loss {losses[step]:.1e}", end=", ")
    print(f"sharpness {sharp[step // 10]:.2f}")
print(f"highest loss on the way {max(losses[6000:]):.2f}")
fig = go.Figure()
k = np.arange(5950, 6201)
fig.add_scatter(x=k, y=np.array(losses)[k], name="loss")
fig.add_scatter(x=k[::10], y=sharp[595:621], name="sharpness", line_dash="dash")
fig.add_scatter(x=[5950, 6000, 6000, 6200], y=[10, 10, 5, 5], name="2/rate")
fig.data[-1].update(mode="lines", line={"color": "gray", "width": 1})
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss and sharpness", type="log", dtick=1)
fig.show()
