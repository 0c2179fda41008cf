import numpy as np
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True, scaled=False)  # 442 patients
X, y = (X - X.mean(axis=0)) / X.std(axis=0), y - y.mean()
hessian = 2 / 442 * X.T @ X
eigenvalues = np.linalg.eigvalsh(hessian)
fixed = 2 / (eigenvalues[0] + eigenvalues[-1])  # the best fixed rate


def walk(method, v):  # v: the weights minus the best ones
    losses, learning_rate = [np.mean((X @ v) ** 2)], fixed
    gradient = hessian @ v
    while losses[-1] > 1e-6 * losses[0]:
        step = -learning_rate * gradient
        loss = np.mean((X @ (v + step)) ** 2)
        if method == "rises undone" and loss > losses[-1]:  # lowest point
            curvature = gradient @ hessian @ gradient
            step = -(gradient @ gradient) / curvature * gradient
        before, v = gradient, v + step
        gradient = hessian @ v
        if method != "best fixed rate":
            learning_rate = step @ step / (step @ (gradient - before))
        losses.append(np.mean((X @ v) ** 2))
    return np.array(losses)


starts = np.random.default_rng(1).normal(0, 20, (31, 10))  # of the weights
best = np.linalg.lstsq(X, y)[0]
fig = go.Figure()
dashes = {"best fixed rate": "dash", "rises kept": "solid"}
for method, dash in (dashes | {"rises undone": "dot"}).items():
    runs = [walk(method, w - best) for w in starts]
    soon = sum(len(losses) <= 201 for losses in runs)
    tenfold = sum(np.any(run[1:] > 10 * run[:-1]) for run in runs)
    end = "all" if soon == 31 else f"{soon} of 31"
    print(f"{method}: {end} in 200 steps;", end=" ")
    risen = sum(np.any(np.diff(losses) > 0) for losses in runs)
    print(f"rises in {risen} runs, tenfold in {tenfold}")
    fig.add_scatter(y=runs[0][:301], name=method, line_dash=dash)
fig.update_xaxes(title="step")
fig.update_yaxes(title="loss above the least", type="log", dtick=2)
fig.show()
