"""Exercise: the angle between straight downhill and the way to the minimum."""

import numpy as np


def angle(hessian, w, minimum):
    """Return the angle in degrees at w, on a bowl with this Hessian."""
    degrees = 0.0
    # your part: set degrees from the two directions
    downhill, way = -hessian @ (w - minimum), minimum - w
    lengths = np.linalg.norm(downhill) * np.linalg.norm(way)
    degrees = np.degrees(np.arccos(downhill @ way / lengths))
    # end of your part
    return float(degrees)


def check(hessian, w, minimum):
    """Compare with the difference of two bearings on the map."""
    hessian, w, minimum = (np.array(each) for each in (hessian, w, minimum))
    try:
        found = angle(hessian, w, minimum)
    except Exception as error:
        line = error.__traceback__.tb_next.tb_lineno
        return f"not yet: line {line}: {error!r}"
    a, b = (
        np.degrees(np.arctan2(y, x))
        for x, y in (hessian @ (minimum - w), minimum - w)
    )
    right = abs((a - b + 180) % 360 - 180)
    words = {
        right: f"right: {found:.2f} degrees off",
        0.0: f"not yet: degrees is still 0 at w = {w}",
        np.radians(right): "not yet: these are radians",
        180 - right: "not yet: one of the two directions points backwards",
        np.cos(np.radians(right)): "not yet: this is the cosine",
    }
    for value, verdict in words.items():
        if abs(found - value) < 1e-6:
            return verdict
    return f"not yet: {found:.2f} degrees, where the map says {right:.2f}"


print(check([[100.0, 0.0], [0.0, 1.0]], [1.0, 10.0], [0.0, 0.0]))
print(check([[3.0, 1.0], [1.0, 2.0]], [4.0, -1.0], [1.0, 2.0]))
