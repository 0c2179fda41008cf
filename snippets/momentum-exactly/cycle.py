"""A convex loss on which the tuned heavy ball can go round for ever."""

import plotly.graph_objects as go


def gradient(w):
    if w < 1:
        return 25 * w
    return w + 24 if w < 2 else 25 * w - 24


fig = go.Figure()
methods = {  # rate, momentum, dash
    "gradient descent": (1 / 13, 0, "solid"),
    "Nesterov": (1 / 25, 2 / 3, "dash"),
    "heavy ball": (1 / 9, 4 / 9, "dot"),
}
for name, (learning_rate, momentum, dash) in methods.items():
    w, velocity, path = 3.3, 0.0, [3.3]
    for _ in range(3000):
        g = gradient(w)
        velocity = momentum * velocity + g
        ahead = g + momentum * velocity
        w = w - learning_rate * (ahead if name == "Nesterov" else velocity)
        path.append(w)
    last = ", ".join(f"{w:z.4f}" for w in path[-4:])
    verdict = "arrives" if abs(w) < 1e-6 else "does not arrive"
    print(f"{name:16} {verdict}, last at {last}")
    fig.add_scatter(y=path[:41], line_dash=dash, name=name)
fig.update_traces(mode="lines+markers")
fig.update_xaxes(title="step")
fig.update_yaxes(title="weight w")
fig.show()
