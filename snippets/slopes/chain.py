"""Two steps in a row: each multiplies a small move by its own slope."""

import plotly.graph_objects as go

w, move = 2.0, 1e-6
moved = w + move
error, error_moved = 3 * w - 5, 3 * moved - 5
first = (error_moved - error) / move
second = (error_moved**2 - error**2) / (error_moved - error)
whole = (error_moved**2 - error**2) / move
print(f"the error moves {first:.2f} times as far as w")
print(f"the loss moves {second:.2f} times as far as the error")
print(f"the loss moves {whole:.2f} times as far as w")

fig = go.Figure(go.Bar(x=["w", "error", "loss"], y=[1, first, whole]))
fig.update_yaxes(title="how far, when w moves by 1")
fig.show()
