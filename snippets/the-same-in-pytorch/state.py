"""What a state_dict holds, and what a run needs for the same bits."""

# needs: torch

import io

import torch
from torch import nn

torch.manual_seed(1)
X, y = torch.randn(50, 3), torch.randn(50, 1)


def new():
    model = nn.Linear(3, 1)
    return model, torch.optim.Adam(model.parameters(), lr=0.1)


def train(model, optimizer):
    for _ in range(10):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(X), y).backward()
        optimizer.step()


model, optimizer = new()
train(model, optimizer)
file = io.BytesIO()
torch.save([model.state_dict(), optimizer.state_dict()], file)
best = model.state_dict()
train(model, optimizer)
print("a model keeps:", ", ".join(best))
print("Adam keeps:", ", ".join(optimizer.state_dict()["state"][0]))
print("best moved along:", torch.equal(best["weight"], model.weight))

for both in (True, False):
    file.seek(0)
    of_model, of_optimizer = torch.load(file)
    other, its_optimizer = new()
    other.load_state_dict(of_model)
    if both:
        its_optimizer.load_state_dict(of_optimizer)
    train(other, its_optimizer)
    same = torch.equal(other.weight, model.weight)
    print("both states:" if both else "the model's:", f"same bits {same}")
