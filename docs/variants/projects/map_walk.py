"""Other rides, whose lowest place lies elsewhere and has another loss; answers are code, as there are 50 walks."""

import random

ANSWER = "code"

PLACES = [  # of the solution, and of what readers hand in
    *[(0, 2), (1, 4), (2, 6), (3, 6), (4, 4), (0, 4), (0, 6), (1, 6), (2, 8), (2, 4), (3, 4), (3, 5), (1, 8), (1, 10)],
    *[(0.5, 3), (1.5, 5), (2.5, 7), (3.5, 5), (4, 4.001), (3.99, 4.01), (1, 2), (0, 12), (0, 0), (-1, 2), (2, 1)],
    *[(4, 2), (6, 2), (6, 3), (3, 8), (4, 6), (5, 4)],
]


def vary(draw: random.Random) -> dict[str, str]:
    right, up = draw.randint(0, 4), draw.randint(-1, 8)
    while True:
        off, further = draw.randint(1, 50), draw.randint(1, 60)
        if (off - further) % 2 == 0 and (off % 10 == 0 or 8 + right + up + off / 10 < 10):
            break  # prices, and losses, are as easy to read as the book's
    near, far = 8 + right + up, 16 + 3 * right + up
    prices = [near - off / 10, near + off / 10, far - further / 10, far + further / 10]
    least = (off**2 + further**2) / 200

    def moved(w: float, b: float) -> str:
        return f"{round(w + right, 3)}, {round(b + up, 3)}"

    return {
        "[7, 9, 15, 17]": f"[{', '.join(f'{price:g}' for price in prices)}]",
        **{f"({w}, {b})": f"({moved(w, b)})" for w, b in PLACES},
        # what readers hand in
        "np.cumsum([(1, 2), (1, 2), (1, 0), (1, -2)]": "np.cumsum([(1, 2), (1, 2), (1, 0), (1, -2)]",
        **{f'("{w}", "{b}")': f'("{w + right}", "{b + up}")' for w, b in [(1, 4), (2, 6), (3, 6), (4, 4)]},
        **{f"[{w}, {b}]": f"[{moved(w, b)}]" for w, b in [(1, 4), (2, 6), (3, 6), (4, 4)]},
        **{f"[{w}.0, {b}.0]": f"[{moved(w, b)}]" for w, b in [(1, 4), (2, 6), (3, 6), (4, 4)]},
        "[1, 2, 3, 4], [4, 6, 6, 4]": f"{[w + right for w in (1, 2, 3, 4)]}, {[b + up for b in (4, 6, 6, 4)]}",
        "0.0, 2.0": f"{right}.0, {2 + up}.0",
        "w, b = 0, 12": f"w, b = {right}, {12 + up}",
        "1.00001": f"{least + 0.00001:.5f}",
    }
