"""Trying all cuts gives the first question of a decision tree."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.tree import DecisionTreeClassifier

iris = load_iris()
length, species = iris.data[50:, 2], iris.target[50:]  # of petals


def wrong(side):
    """Return how many are named wrongly, after one drawn from their side."""
    return np.sum(side == 1) * np.mean(side == 2) * 2


lengths = np.unique(length)
cuts = (lengths[1:] + lengths[:-1]) / 2  # half-way between neighbours
mixed = [
    wrong(species[length < cut]) + wrong(species[length > cut]) for cut in cuts
]
best = cuts[np.argmin(mixed)]
tree = DecisionTreeClassifier(max_depth=1).fit(length[:, None], species)
print(f"{len(cuts)} cuts, the best at {best:.2f} cm: {min(mixed):.1f} wrong")
print(f"scikit-learn cuts at {tree.tree_.threshold[0]:.2f} cm")
