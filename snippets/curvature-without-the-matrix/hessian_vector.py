"""A tape whose numbers carry a slope: gradient and one product with H."""

import math

tape = []  # every node, in the order in which it was computed


class Node:
    """A number and its slope along v, and the same of its gradient."""

    def __init__(self, value, slope=0.0, parents=()):
        self.value, self.slope, self.parents = value, slope, parents
        self.grad = self.grad_slope = 0.0
        tape.append(self)

    def __add__(self, other):
        both = self.value + other.value, self.slope + other.slope
        return Node(*both, [(self, 1.0, 0.0), (other, 1.0, 0.0)])

    def __mul__(self, other):
        parents = [(self, other.value, other.slope)]
        parents += [(other, self.value, self.slope)]
        slope = self.slope * other.value + self.value * other.slope
        return Node(self.value * other.value, slope, parents)


def tanh(node):
    value = math.tanh(node.value)
    by, by_slope = 1 - value**2, -2 * value * (1 - value**2) * node.slope
    return Node(value, by * node.slope, [(node, by, by_slope)])


def backward(result):
    result.grad = 1.0
    for node in reversed(tape):
        for parent, by, by_slope in node.parents:
            parent.grad += by * node.grad
            parent.grad_slope += by_slope * node.grad + by * node.grad_slope


u, v = Node(0.5, 1.0), Node(-1.2, 2.0)  # the place, and the direction (1, 2)
hidden = tanh(u * v + u)
backward(hidden * hidden + hidden * v)
print(f"gradient       {u.grad:8.4f} {v.grad:8.4f}")
print(f"H times (1, 2) {u.grad_slope:8.4f} {v.grad_slope:8.4f}")
