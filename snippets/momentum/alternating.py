"""Velocity at momentum 0.9, on a gradient that stays and on one that turns."""

steady = turning = 0.0
for step in range(1, 61):
    sign = 1 if step % 2 else -1
    steady = 0.9 * steady + 1
    turning = 0.9 * turning + sign
    if step in (1, 2, 3, 4, 60):
        print(f"step {step:2}: steady {steady:.3f}, turning {turning:+.3f}")
