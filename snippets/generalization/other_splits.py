"""Test errors of a linear model on two hundred splits of the same patients."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True, scaled=False)
errors = []
for seed in range(2, 202):
    X_train, X_test, y_train, y_test = train_test_split(
        X, y, test_size=0.25, random_state=seed
    )
    model = LinearRegression().fit(X_train, y_train)
    errors.append(np.sqrt(np.mean((model.predict(X_test) - y_test) ** 2)))
low, high = np.quantile(errors, [0.05, 0.95])
print(f"nine of ten test errors lie between {low:.1f} and {high:.1f}")
