"""Exercise: name all that a run needs to go on with the same bits."""

import math
import random

keep = []
# your part: set keep to the names in run that the next update reads
keep = ["w", "velocity", "step", "rest", "epoch"]
# end of your part
START = {"w": 0, "velocity": 0, "step": 0, "epoch": 0, "slope": 0, "rest": []}


def advance(run, updates):
    """Update the weight of a run, one case at a time, in new orders."""
    run = run | {"rest": run["rest"][:]}
    for _ in range(updates):
        if not run["rest"]:
            run["epoch"] += 1
            run["rest"] = random.Random(run["epoch"]).sample(range(1, 8), 7)
        x = run["rest"].pop()
        run["slope"] = 2 * (run["w"] * x - math.sin(x)) * x
        run["velocity"] = 0.9 * run["velocity"] + run["slope"]
        run["step"] += 1
        run["w"] -= 0.002 / run["step"] * run["velocity"]
    return run


def check(stop):
    """Stop a run, keep what is named, and compare it with one that goes on."""
    run, through = advance(START, stop), advance(START, stop + 20)
    try:
        resumed = advance(START | {name: run[name] for name in keep}, 20)
    except Exception as error:
        return f"not yet: what keep names cannot be kept: {error!r}"
    if resumed["w"] != through["w"]:
        return f"not yet: keep is short: stopped after {stop}, w goes elsewhere"
    if "slope" in keep:
        return "not yet: keep has slope, which is written before it is read"
    return f"right: stopped after {stop} updates, the same bits"


for stop in (3, 7, 16):
    print(check(stop))
