"""Training and test error of a linear model on patients split at random."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True, scaled=False)  # in their own units
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=0.25, random_state=1
)
model = LinearRegression().fit(X_train, y_train)


def error(prediction, observed):
    return np.sqrt(np.mean((prediction - observed) ** 2))


print(f"{len(X_train)} patients to fit, {len(X_test)} set aside")
print(f"training error          {error(model.predict(X_train), y_train):.1f}")
print(f"test error              {error(model.predict(X_test), y_test):.1f}")
print(f"test error of the mean  {error(y_train.mean(), y_test):.1f}")
