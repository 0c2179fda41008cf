"""With tuned momentum the steps grow like the root of κ, not like κ."""

import numpy as np
import plotly.graph_objects as go


def steps_needed(eigenvalues, learning_rate, momentum, ahead):
    w = np.random.default_rng(1).normal(size=(9, 10))  # nine random starts
    goal = 1e-6 * np.linalg.norm(w, axis=1)
    velocity, count, steps = np.zeros_like(w), np.zeros(9, int), 0
    while not count.all():
        gradient = eigenvalues * w
        velocity = momentum * velocity + gradient
        move = gradient + momentum * velocity if ahead else velocity
        w, steps = w - learning_rate * move, steps + 1
        arrived = np.sqrt(np.sum(w * w, axis=1)) < goal
        count[(count == 0) & arrived] = steps
    return count


kappas = 10 ** np.arange(1, 4.1, 0.5)
medians = {"gradient descent": [], "Nesterov": [], "heavy ball": []}
for kappa in kappas:
    eigenvalues, q = np.geomspace(1, kappa, 10), np.sqrt(kappa)
    beta = (q - 1) / (q + 1)
    tuned = [(2 / (1 + kappa), 0, False), (1 / kappa, beta, True)]
    tuned.append((4 / (1 + q) ** 2, beta**2, False))
    for name, settings in zip(medians, tuned, strict=True):
        count = steps_needed(eigenvalues, *settings)
        medians[name].append(np.median(count))
        if kappa in (10, 100, 1000, 10000):
            print(f"κ = {kappa:<6.0f}{name:17}", end="")
            print(f"median {np.median(count):6.0f} steps,", end=" ")
            print(f"{count.min()} to {count.max()}")
fig = go.Figure()
dashes = ["solid", "dash", "dot"]
for (name, steps), dash in zip(medians.items(), dashes, strict=True):
    slope = np.polyfit(np.log(kappas[2:]), np.log(steps[2:]), 1)[0]
    print(f"{name}: slope {slope:.2f}")
    fig.add_scatter(x=kappas, y=steps, line_dash=dash, name=name)
fig.update_xaxes(title="condition number κ", type="log", dtick=1)
fig.update_yaxes(title="steps to a millionth", type="log", dtick=1)
fig.show()
