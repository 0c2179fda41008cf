"""K-means groups standardised customers, and finds the group of new ones."""

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(1)
kind = np.repeat([0, 1, 2], 80)
typical = np.array([[700, 2], [800, 9], [2000, 4]])[kind]
spread = np.array([[200, 0.8], [200, 1.6], [300, 1.2]])[kind]
columns = ["dollars", "visits"]
customers = pd.DataFrame(rng.normal(typical, spread), columns=columns)

kmeans = KMeans(n_clusters=3, n_init=10, random_state=1)
model = make_pipeline(StandardScaler(), kmeans)
group = model.fit_predict(customers)
table = customers.groupby(group).mean().round(1)
table["customers"] = np.bincount(group)
print(table)
new = pd.DataFrame([[1900.0, 3.0], [1350.0, 6.0]], columns=columns)
print(new.assign(group=model.predict(new)))
