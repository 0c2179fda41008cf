"""Training and test error of a linear model on patients split at random."""

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True, scaled=False)  # in their own units
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=0.25, random_state=1
)
model = LinearRegression().fit(X_train, y_train)
train = root_mean_squared_error(y_train, model.predict(X_train))
test = root_mean_squared_error(y_test, model.predict(X_test))
guess = np.full(len(y_test), y_train.mean())

print(f"{len(X_train)} patients to fit, {len(X_test)} set aside")
print(f"training error            {train:.1f}")
print(f"test error                {test:.1f}")
print(f"test error of the mean    {root_mean_squared_error(y_test, guess):.1f}")

tests = []
for seed in range(2, 202):  # other splits of the same patients
    parts = train_test_split(X, y, test_size=0.25, random_state=seed)
    model.fit(parts[0], parts[2])
    tests.append(root_mean_squared_error(parts[3], model.predict(parts[1])))
low, high = np.quantile(tests, [0.05, 0.95])
print(f"nine of ten test errors   {low:.1f} to {high:.1f}")
