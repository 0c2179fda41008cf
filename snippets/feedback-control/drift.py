"""A minimum that drifts: at one rate, momentum shortens the lag behind it."""

rate, curvature, speed = 0.1, 0.5, 0.01
for momentum in (0.0, 0.5, 0.9):
    w = v = 0.0
    for step in range(2000):
        v = momentum * v + curvature * (w - speed * step)
        w = w - rate * v
    lag = speed * 2000 - w
    formula = speed * (1 - momentum) / (rate * curvature)
    print(f"momentum {momentum}: behind by {lag:.4f}, formula {formula:.4f}")
