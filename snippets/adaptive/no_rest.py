"""Three adaptive methods on one parabola: which of them come to rest."""

import numpy as np
import plotly.graph_objects as go

shown, fig = [100, 400, 800, 1200, 3000], go.Figure()
print("step   ", " ".join(f"{k:6}" for k in shown))
for name, dash in [("AdaGrad", "dash"), ("Adam", "dot"), ("RMSProp", "solid")]:
    w, m, v = 1.0, 0.0, 0.0
    path, effective = [w], [0.0]
    for t in range(1, 20_001):
        g = w  # the loss is half of w squared: curvature 1, bound 2
        m = 0.9 * m + 0.1 * g if name == "Adam" else g
        keep = {"AdaGrad": 1, "RMSProp": 0.99, "Adam": 0.999}[name]
        v = keep * v + (1 - keep or 1) * g * g
        root = np.sqrt(v)
        if name == "Adam":
            m_hat, root = m / (1 - 0.9**t), root / np.sqrt(1 - 0.999**t)
        effective.append(0.01 / (root + 1e-8))
        w = w - effective[t] * (m_hat if name == "Adam" else g)
        path.append(w)
    far = np.abs(path)
    print(f"{name:<7}", " ".join(f"{far[k]:6.0e}" for k in shown))
    print(f"        farthest in steps 3000 to 20000: {far[3000:].max():.3f}")
    fig.add_scatter(x0=0, dx=10, y=far[:3001:10], name=name, line_dash=dash)
lowest, above = np.argmin(far[:1200]), np.flatnonzero(np.array(effective) > 2)
print(
    f"RMSProp: closest after step {lowest}, then {far[800:3000].max():.3f} away"
)
print(
    f"effective rate above 2 from step {above[0]}, {effective[-1]:.3f} at the end"
)
print(f"last two points {path[-2]:.4f} and {path[-1]:.4f}")
fig.update_xaxes(title="step")
fig.update_yaxes(title="distance from the minimum", type="log", dtick=50)
fig.show()
