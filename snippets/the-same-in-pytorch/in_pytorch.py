"""The same network in PyTorch, which finds the gradient by itself."""

# needs: torch

import numpy as np
import torch
from sklearn.datasets import load_wine
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

X, y = load_wine(return_X_y=True)
X = torch.from_numpy((X - X.mean(axis=0)) / X.std(axis=0))
y = torch.from_numpy(y)
rng = np.random.default_rng(1)
starts = rng.normal(0, 0.3, (13, 8)), rng.normal(0, 0.3, (8, 3))
model = nn.Sequential(nn.Linear(13, 8), nn.Tanh(), nn.Linear(8, 3)).double()
with torch.no_grad():  # the same start; a layer keeps its table transposed
    for layer, W in zip((model[0], model[2]), starts, strict=True):
        layer.weight.copy_(torch.from_numpy(W.T))
        layer.bias.zero_()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
data = TensorDataset(X, y)

for epoch in range(1, 5):
    losses, order = [], rng.permutation(178)  # usual: DataLoader(shuffle=True)
    for X_batch, y_batch in DataLoader(data, 32, sampler=order):
        loss = nn.functional.cross_entropy(model(X_batch), y_batch)
        losses.append(loss.item())

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        right = (model(X).argmax(dim=1) == y).double().mean()
    print(f"epoch {epoch}  loss {np.mean(losses):.4f}  right {right:.1%}")
