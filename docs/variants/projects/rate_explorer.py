"""Other points near a line, and with them the shares by which mistakes are known."""

import random
from statistics import fmean


def vary(draw: random.Random) -> dict[str, str]:
    while True:
        slope, intercept = draw.randint(12, 60) / 10, draw.randint(0, 9) / 10
        y = [round(slope * x + intercept + draw.randint(-3, 3) / 10, 1) for x in range(1, 6)]
        if y[1] >= 10 or min(y) <= 0.5:
            continue
        both, alone = fmean(x * each for x, each in enumerate(y, 1)), fmean(y)
        w = (both - 3 * alone) / 2
        shares = [alone / both, 1 - 0.3 * both / alone, w / both * 10, (alone - 3 * w) / alone * 10]
        # near the book's, so that each mistake is told from the others
        if shares[0] < 0.3 and -0.3 < shares[1] < -0.03 and 0.7 < shares[2] < 0.97 and 0.03 < shares[3] < 0.7:
            break
    no_x, moved, line_w, line_b = (f"{share:.3f}" for share in shares)
    return {
        "[2.1, 4.0, 6.2, 7.9, 10.1]": f"{y}",
        "(0.273, 1)": f"({no_x}, 1)",
        "(1, -0.097)": f"(1, {moved})",
        "(0.898, 0.149)": f"({line_w}, {line_b})",
    }
