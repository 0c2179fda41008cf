import numpy as np
import plotly.graph_objects as go

area = np.array([1000.0, 1500.0, 2000.0, 2500.0])  # square feet
price = np.array([250_000.0, 350_000.0, 450_000.0, 550_000.0])  # dollars

fig = go.Figure()
for learning_rate, dash in [(1e-9, "dash"), (1e-8, "solid"), (7e-8, "dot"), (8e-8, "dashdot")]:
    w = 100.0
    distance = []
    for _ in range(31):
        distance.append(abs(w - 200))
        w = w - learning_rate * 2 * np.sum((50_000 + w * area - price) * area)
    print(f"{learning_rate:.0e}  after 30 steps: {distance[-1]:.3g} from 200")
    label = [None] * 26 + [f"{learning_rate:.0e}"]
    fig.add_scatter(
        y=distance,
        name=f"rate {learning_rate:.0e}",
        line_dash=dash,
        mode="lines+text",
        text=label,
        textposition="top center",
    )
fig.update_layout(showlegend=False)
fig.update_xaxes(title="step")
fig.update_yaxes(title="distance of w from 200", type="log")
fig.show()
