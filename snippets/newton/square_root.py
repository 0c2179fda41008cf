"""Newton's method for a square root, from three starts."""

for start in [3.0, 0.1, -1.0]:
    x = start  # the loss is x**3 / 3 - 2 * x
    places = [x]
    for _ in range(8):
        x = x - (x**2 - 2) / (2 * x)
        places.append(x)
    print("places:", *(f"{x:.6f}" for x in places[:5]))
    print(f" step 8: {places[-1]:9.6f}, curvature there {2 * x:6.3f}")
