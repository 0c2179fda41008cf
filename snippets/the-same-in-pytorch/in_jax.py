"""The same network in JAX with Optax: functions, and state that is passed."""

# needs: jax, optax

import jax
import jax.numpy as jnp
import numpy as np
import optax
from sklearn.datasets import load_wine

jax.config.update("jax_enable_x64", True)
X, y = load_wine(return_X_y=True)
X = (X - X.mean(axis=0)) / X.std(axis=0)
rng = np.random.default_rng(1)
W1, W2 = rng.normal(0, 0.3, (13, 8)), rng.normal(0, 0.3, (8, 3))
weights = {"W1": W1, "b1": np.zeros(8), "W2": W2, "b2": np.zeros(3)}
optimizer = optax.sgd(0.1, momentum=0.9)
state = optimizer.init(weights)


def model(w, X):
    return jnp.tanh(X @ w["W1"] + w["b1"]) @ w["W2"] + w["b2"]


def loss_of(w, X, y):
    cross_entropy = optax.softmax_cross_entropy_with_integer_labels
    return cross_entropy(model(w, X), y).mean()


@jax.jit
def update(w, state, X, y):
    loss, gradient = jax.value_and_grad(loss_of)(w, X, y)
    steps, state = optimizer.update(gradient, state, w)
    return optax.apply_updates(w, steps), state, loss


for epoch in range(1, 5):
    losses, order = [], rng.permutation(178)
    for batch in [order[i : i + 32] for i in range(0, 178, 32)]:
        weights, state, loss = update(weights, state, X[batch], y[batch])
        losses.append(loss)
    right = np.mean(model(weights, X).argmax(axis=1) == y)
    print(f"epoch {epoch}  loss {np.mean(losses):.4f}  right {right:.1%}")
