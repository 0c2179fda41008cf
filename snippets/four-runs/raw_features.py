"""On raw columns SGD's weights explode at every rate tried but the least."""

import numpy as np
from sklearn.linear_model import LinearRegression, SGDRegressor

rng = np.random.default_rng(1)
area = rng.uniform(800, 3500, 200)  # square feet
bedrooms = np.round(area / 1000 + rng.uniform(0, 3, 200))
age = rng.uniform(0, 60, 200)  # years
noise = rng.normal(0, 20, 200)
price = 50 + 0.15 * area + 10 * bedrooms - age + noise  # thousands of dollars
X = np.column_stack([area, bedrooms, age])

best = LinearRegression().fit(X, price).coef_
print(f"least squares  weights {best[0]:.3f} {best[1]:.2f} {best[2]:.2f}")
bound = 2 / (1 + np.sum(X**2, axis=1))
print(f"a house's bound, at most {bound.max():.1e}, least {bound.min():.1e}")

seeds = range(101)
sizes = [SGDRegressor(random_state=s).fit(X, price).coef_ for s in seeds]
orders = np.log10(np.median(np.abs(sizes), axis=0) / np.abs(best))
print(f"defaults       orders of magnitude above {orders.round().astype(int)}")

print("rate    weight of area  of bedrooms")
for learning_rate in [1e-2, 1e-4, 1e-6, 1e-8]:
    sizes = []
    for seed in seeds:
        sgd = SGDRegressor(learning_rate="constant", eta0=learning_rate)
        sgd.set_params(max_iter=100, tol=None, random_state=seed)
        sizes.append(np.abs(sgd.fit(X, price).coef_))
    size = np.median(sizes, axis=0)
    shown = [f"{s:.3f}" if s < 1e3 else f"1e{np.log10(s):.0f}" for s in size]
    print(f"{learning_rate:.0e} {shown[0]:>15} {shown[1]:>12}")

far = {"coef_init": [1e12], "intercept_init": [0.0]}
sgd = SGDRegressor(learning_rate="constant", alpha=0, max_iter=1, tol=None)
moved = sgd.fit([[2000.0]], [350.0], **far).coef_[0] - 1e12
print(f"from 1e12, a house of 2,000: asked for {-0.01 * 2e15 * 2000:.0e},")
print(f"moved by {moved:.0e} = rate x 1e12 x area")
