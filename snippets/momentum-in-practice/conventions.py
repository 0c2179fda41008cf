"""Momentum in PyTorch's form and in Sutskever's, step by step in fractions."""

from fractions import Fraction

rate = momentum = Fraction(1, 2)


def gradient(w):
    return w  # of the loss w² / 2


print("heavy ball")
p = s = Fraction(1)  # PyTorch's weight and Sutskever's
v_p = v_s = Fraction(0)
for step in range(1, 5):
    v_p = momentum * v_p + gradient(p)
    p = p - rate * v_p
    v_s = momentum * v_s - rate * gradient(s)
    s = s + v_s
    print(f"step {step}: PyTorch {p}, Sutskever {s}")

print("Nesterov")
p = s = Fraction(1)
v_p = v_s = Fraction(0)
for step in range(1, 5):
    g = gradient(p)
    v_p = momentum * v_p + g
    p = p - rate * (g + momentum * v_p)
    v_s = momentum * v_s - rate * gradient(s + momentum * v_s)
    s = s + v_s
    ahead = s + momentum * v_s
    print(f"step {step}: PyTorch {p}, Sutskever {s}, looks from {ahead}")
