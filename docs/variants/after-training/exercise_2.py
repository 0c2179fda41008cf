"""Other errors, and other allowances."""

import random


def vary(draw: random.Random) -> dict[str, str]:
    good, bad = draw.randint(5, 30), draw.randint(3, 9)
    rise = draw.randint(2, 4)
    jump = f"[0, 0, {draw.randint(4, 20)}, {draw.randint(4, 20)}], {draw.randint(1, 3)}"
    return {
        "[0, 0, 5, 5], 1": jump,
        "[-9, -9, -9, 3, 3, 3], 1": f"[{', '.join([f'-{good}'] * 3 + [f'{bad}'] * 3)}], {draw.randint(1, 2)}",
        "[2, 0, 2, 3, 2], 1.5": f"[{rise}, 0, {rise}, {rise + 1}, {rise}], {rise - draw.randint(1, 9) / 10:.1f}",
        "1.5 * math.sin": f"{draw.randint(8, 40) / 10} * math.sin",
        "0.25))": f"{draw.randint(10, 60) / 100}))",
    }
