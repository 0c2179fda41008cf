"""Four pairs of rate and momentum: the larger root tells the long run."""

import numpy as np
from plotly.subplots import make_subplots

curvature = 1.0
cases = {  # rate, momentum
    "steady": (0.1, 0.3),
    "swinging": (0.1, 0.9),
    "alternating": (2.2, 0.15),
    "diverging": (2.4, 0.15),
}
spacing = {"shared_xaxes": True, "horizontal_spacing": 0.15}
fig = make_subplots(2, 2, subplot_titles=list(cases), **spacing)
print("regime       rate  momentum  roots           larger  measured")
for i, (name, (learning_rate, momentum)) in enumerate(cases.items()):
    middle = 1 + momentum - learning_rate * curvature
    roots = np.roots([1, -middle, momentum])
    w, velocity, path = 1.0, 0.0, [1.0]
    for _ in range(2000):
        velocity = momentum * velocity + curvature * w
        w = w - learning_rate * velocity
        path.append(w)
    late = np.abs(path[1800:2000]).max()
    early = np.abs(path[200:400]).max()
    measured = (late / early) ** (1 / 1600)
    shown = f"{roots[0].real:.3f} ± {abs(roots[0].imag):.3f}j"
    if np.isreal(roots).all():
        shown = ", ".join(f"{root:.3f}" for root in roots)
    print(f"{name:13}{learning_rate:<6}{momentum:<10}{shown:16}", end="")
    print(f"{np.abs(roots).max():.3f}   {measured:.3f}")
    place = {"row": i // 2 + 1, "col": i % 2 + 1}
    fig.add_scatter(y=path[:21], mode="lines+markers", name=name, **place)
    fig.update_yaxes(title="distance" if i % 2 == 0 else "", **place)
fig.update_xaxes(title="step", row=2)
fig.update_layout(showlegend=False, margin_t=40)
fig.show()
