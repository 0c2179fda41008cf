"""Four models found without descent, by hand and by scikit-learn."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

iris = load_iris(as_frame=True)
columns = ["petal length (cm)", "petal width (cm)"]
X, species = iris.data[columns].to_numpy()[50:], iris.target.to_numpy()[50:]
length, width = X.T  # of 50 versicolor, species 1, and 50 virginica, 2

slope = np.cov(length, width)[0, 1] / np.var(length, ddof=1)
line = LinearRegression().fit(X[:, :1], width)
print(f"least squares  slope   {slope:.4f}  {line.coef_[0]:.4f}")

flower = np.array([5.2, 1.6])
nearest = species[np.argmin(np.sum((X - flower) ** 2, axis=1))]
store = KNeighborsClassifier(n_neighbors=1).fit(X, species)
print(f"neighbours     species {nearest:<6}  {store.predict([flower])[0]}")


def impurity(cut):
    sides = species[length < cut], species[length > cut]
    return sum(np.sum(side == 1) * np.mean(side == 2) for side in sides)


steps = np.unique(length)
cuts = (steps[1:] + steps[:-1]) / 2
best = min(cuts, key=impurity)
tree = DecisionTreeClassifier(max_depth=1, random_state=1)
tree.fit(X[:, :1], species)
print(f"tree           cut     {best:.4f}  {tree.tree_.threshold[0]:.4f}")

centres = X[[0, 99]]
for _ in range(20):
    group = np.argmin(((X[:, None] - centres) ** 2).sum(axis=2), axis=1)
    centres = np.array([X[group == k].mean(axis=0) for k in [0, 1]])
lloyd = KMeans(n_clusters=2, init=X[[0, 99]], n_init=1).fit(X)
found = lloyd.cluster_centers_[0, 0]
print(f"k-means        centre  {centres[0, 0]:.4f}  {found:.4f}")
