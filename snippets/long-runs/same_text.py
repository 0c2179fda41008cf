"""How numbers must be written so that they come back unchanged."""

import json

import numpy as np

w = np.random.default_rng(1).normal(0, 100, 10_000)
ways = {"bytes": np.frombuffer(w.tobytes())}
ways["json"] = np.array(json.loads(json.dumps(w.tolist())))
for digits in (6, 15, 16, 17):
    text = [f"{number:.{digits}g}" for number in w]
    ways[f"{digits} digits"] = np.array(text, dtype=float)
ways["float32"] = w.astype(np.float32).astype(float)
for name, back in ways.items():
    print(f"{name:<10}{np.sum(back != w):6} of 10,000 numbers changed")
