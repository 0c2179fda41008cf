"""Houses of other sizes, and other weights of their columns."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    def told(weights: list[int], intercept: int, house: list[int]) -> str:
        price = intercept + sum(weight * number for weight, number in zip(weights, house, strict=True))
        return f"{weights}, {intercept:_}, {house}, {price:_}"

    price, age = -draw.randint(5, 20) * 100, draw.randint(1, 4) * 10
    kept = [each for each in range(10_000, 91_000, 1000) if each + price * age]  # else that sum is a price of nothing
    area, other = draw.randint(50, 200) // 10 * 100, draw.randint(8, 30) * 100
    return {
        "[100, 5000, 10], 7, [1000, 3, 2], 115_027": told(
            [draw.randint(6, 20) * 10, draw.randint(2, 12) * 1000, draw.randint(5, 50)],
            draw.randint(2, 35),
            [area, draw.randint(2, 8), draw.randint(1, 9)],
        ),
        "[150, -2000], 50_000, [1800, 20], 280_000": told(
            [draw.randint(11, 30) * 10, price],
            draw.choice(kept),
            [other, age],
        ),
    }
