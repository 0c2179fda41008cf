"""Three rates take three steps each, from w = 10 in the bowl w²."""

for rate in [0.2, 0.6, 1.0]:
    w = 10
    places = [w]
    for _ in range(3):
        slope = 2 * w
        w = w - rate * slope
        places.append(round(w, 2))
    print(f"rate {rate}: {places}")
