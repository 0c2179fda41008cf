"""The modes train and eval switch dropout, no_grad switches the tape."""

# needs: torch

import torch
from torch import nn

torch.manual_seed(1)
layer = nn.Linear(2, 1, bias=False)
layer.load_state_dict({"weight": torch.tensor([[3.0, 5.0]])})
model = nn.Sequential(nn.Dropout(0.5), layer)
x = torch.tensor([[1.0, 2.0]])


def seen():
    """Return the answers of 200 calls, and whether they have a tape."""
    answers = [model(x) for _ in range(200)]
    said = sorted({int(answer.item()) for answer in answers})
    return f"{said}, tape {answers[0].requires_grad}"


model.train()
print("train()           ", seen())
with torch.no_grad():
    print("train(), no_grad()", seen())
model.eval()
print("eval()            ", seen())
with torch.no_grad():
    print("eval(), no_grad() ", seen())
