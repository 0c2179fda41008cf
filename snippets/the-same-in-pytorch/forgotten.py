"""Without zero_grad PyTorch takes the path of a ball with momentum 1."""

# needs: torch

import numpy as np
import plotly.graph_objects as go
import torch


def in_pytorch(zeroed):
    w = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    path = [w.item()]
    for _ in range(100):
        if zeroed:
            optimizer.zero_grad()
        loss = w**2 / 2
        loss.backward()
        optimizer.step()
        path.append(w.item())
    return np.array(path)


def by_hand(momentum):
    w, v, path = 1.0, 0.0, [1.0]
    for _ in range(100):
        v = momentum * v + w  # the slope of w² / 2 is w
        w = w - 0.1 * v
        path.append(w)
    return np.array(path)


forgotten = in_pytorch(zeroed=False)
for momentum in (0, 0.5, 0.9, 1):
    apart = np.abs(by_hand(momentum) - forgotten).max()
    print(f"momentum {momentum:<3}  at most {apart:.3f} apart")
late = np.abs(forgotten[-20:]).max()
print(f"never zeroed: farthest in the last 20 steps {late:.2f}")
fig = go.Figure(layout_xaxis_title="step", layout_yaxis_title="weight")
fig.add_scatter(y=forgotten, name="never zeroed", line_dash="dot")
fig.add_scatter(y=in_pytorch(zeroed=True), name="zeroed at each step")
fig.show()
