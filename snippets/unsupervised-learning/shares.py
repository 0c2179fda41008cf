"""The scale of a column decides its share of the squared distances."""

import numpy as np

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
customers = rng.normal(typical, spread)

units = {
    "dollars": customers,
    "thousands of dollars": customers / [1000, 1],
    "hundreds of dollars": customers / [100, 1],
    "standardised": (customers - customers.mean(axis=0))
    / customers.std(axis=0),
}
print("average squared distance between two customers, share of")
print("                     spending  visits")
for name, data in units.items():
    difference = data[:, None] - data  # of every pair, in each column
    squared = np.mean(difference**2, axis=(0, 1))
    spending, visits = squared / squared.sum()
    print(f"{name:<20} {spending:9.4%} {visits:8.4%}")
