"""A rate raised tenfold: how far the next step goes, in two conventions."""

momentum, slope = 0.9, 1.0  # a hillside of constant slope
v_p = v_s = 0.0
steps = {"PyTorch": [], "Sutskever": []}
for rate in [0.01] * 40 + [0.1]:
    v_p = momentum * v_p + slope
    steps["PyTorch"].append(rate * v_p)  # the rate comes outside
    v_s = momentum * v_s + rate * slope  # the rate is inside
    steps["Sutskever"].append(v_s)
for name, lengths in steps.items():
    before, after = lengths[39:]
    times = "ten" if after > 9.5 * before else f"{after / before:.1f}"
    print(f"{name}: step 40 goes {before:.4f}", end=", ")
    print(f"step 41 {after:.4f}, {times} times as far")
