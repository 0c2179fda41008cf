"""A formula gives a line, a look-up a species; scikit-learn says the same."""

import numpy as np
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsClassifier

iris = load_iris()
X, species = iris.data[50:, 2:], iris.target[50:]  # petals: length, width
length, width = X[:, 0], X[:, 1]

off = length - length.mean()
slope = np.sum(off * (width - width.mean())) / np.sum(off**2)
line = LinearRegression().fit(X[:, :1], width)
print(f"slope    by formula {slope:.4f}, scikit-learn {line.coef_[0]:.4f}")

flower = np.array([5.2, 1.6])  # new: which species?
distance = np.sum((X - flower) ** 2, axis=1)  # squared
nearest = species[np.argmin(distance)]
store = KNeighborsClassifier(n_neighbors=1).fit(X, species)
ours, theirs = iris.target_names[[nearest, store.predict([flower])[0]]]
print("a new flower, its petal 5.2 by 1.6 cm:")
print(f"species  by look-up {ours}, scikit-learn {theirs}")
