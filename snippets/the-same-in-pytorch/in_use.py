"""What a loop in use has besides: groups, a schedule, clipping, a test."""

# needs: torch

import torch
from sklearn.datasets import load_wine
from torch import nn
from torch.nn.utils import clip_grad_norm_
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(1)
X, y = load_wine(return_X_y=True)
X = torch.from_numpy((X - X.mean(axis=0)) / X.std(axis=0))
y = torch.from_numpy(y)
X[100, 0] = torch.nan  # one broken case
batches = DataLoader(TensorDataset(X, y), 32, shuffle=True)

model = nn.Sequential(nn.Linear(13, 8), nn.Tanh(), nn.Linear(8, 3)).double()
tables = [w for w in model.parameters() if w.ndim == 2]
biases = [w for w in model.parameters() if w.ndim == 1]
groups = [{"params": tables}, {"params": biases, "weight_decay": 0}]
optimizer = torch.optim.AdamW(groups, lr=0.03, weight_decay=0.1)
updates = 100  # five sound batches in each of 20 epochs
up = torch.optim.lr_scheduler.LinearLR(optimizer, 0.2, 1, total_iters=5)
down = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0, updates - 5)
schedule = torch.optim.lr_scheduler.SequentialLR(optimizer, [up, down], [5])
kept, clipped = [], 0

for _ in range(20):
    for X_batch, y_batch in batches:
        loss = nn.functional.cross_entropy(model(X_batch), y_batch)
        loss.backward()
        norm = clip_grad_norm_(model.parameters(), 1.0)
        if torch.isfinite(norm):
            optimizer.step()
            schedule.step()
            clipped += int(norm > 1)
        else:
            kept.append((X_batch, y_batch))
        optimizer.zero_grad()
right = (model(X).argmax(dim=1) == y).double().mean()
print(f"right {right:.1%}, rate at the end {schedule.get_last_lr()[0]:.4f}")
print(f"clipped {clipped} of {updates} updates, kept {len(kept)} batches")
broken = sum(int(torch.isnan(inputs).sum()) for inputs, _ in kept)
print(f"numbers in them that are nan: {broken}")
