"""At which rates and momenta the distance shrinks, and how fast."""

import numpy as np
import plotly.graph_objects as go


def share_kept(middle, last):
    """Return the size of the larger root of z² - middle z + last."""
    return np.abs(np.linalg.eigvals([[middle, -last], [1, 0]])).max()


momentum = 0.81
print("momentum 0.81, share of the distance kept in a step, in the long run")
print("rate × λ   heavy ball   Nesterov")
for step in [0.005, 0.5, 1.3, 1.5, 3.5, 3.7]:
    plain = share_kept(1 + momentum - step, momentum)
    left = 1 - step
    ahead = share_kept((1 + momentum) * left, momentum * left)
    print(f"{step:<11}{plain:10.3f}{ahead:11.3f}")

steps, momenta = np.linspace(0, 4.2, 85), np.linspace(0, 1, 51)
kept = [[share_kept(1 + b - step, b) for step in steps] for b in momenta]
kept = np.minimum(kept, 1.2)
fig = go.Figure(go.Contour(x=steps, y=momenta, z=kept))
levels = {"start": 0.2, "end": 1, "size": 0.1, "showlines": False}
fig.update_traces(contours=levels, colorbar_title="kept")
fig.data[0].colorscale = ["skyblue", "white"]
edge = np.linspace(0, 2, 81) ** 2
border = (1 - np.sqrt(edge)) ** 2
fig.add_scatter(x=edge, y=border, line_dash="dash", name="border")
fig.add_scatter(x=[2, 4], y=[0, 1], name="bound")
fig.update_traces(mode="lines", selector={"type": "scatter"})
for share in [0.3, 0.5, 0.7, 0.9]:
    ends = {"x0": (1 - share) ** 2, "x1": (1 + share) ** 2}
    fig.add_shape(type="line", **ends, y0=share**2, y1=share**2, line_width=1)
    fig.layout.shapes[-1].label = {"text": str(share), "yanchor": "top"}
fig.add_annotation(x=1.3, y=0.57, text="swinging", showarrow=False)
fig.add_annotation(x=3.5, y=0.25, text="diverging", showarrow=False)
fig.add_annotation(x=1.8, y=0.06, ax=3.2, ay=0.06, text="alternating")
fig.add_annotation(x=0.15, y=0.1, ax=0.8, ay=0.17, text="steady")
fig.update_annotations(axref="x", ayref="y", arrowcolor="gray")
fig.update_layout(legend=dict(orientation="h", y=1.02, yanchor="bottom"))
fig.update_xaxes(title="rate times curvature, αλ", range=[0.001, 4.2])
fig.update_yaxes(title="momentum β", range=[0, 1])
fig.show()
