"""How many steps each of seven rates needs to come near the minimum."""


def walk(learning_rate, steps):
    """Return x after each step on (x - 3)² + 5, the start 0 first."""
    path = [0.0]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
    return path


for learning_rate in [0.01, 0.1, 0.2, 0.5, 0.8, 0.9, 1.0]:
    needed = "never"
    for step, x in enumerate(walk(learning_rate, 1000)):
        if abs(x - 3) < 1e-6:
            needed = f"from step {step}"
            break
    print(f"rate {learning_rate}: {needed}")
