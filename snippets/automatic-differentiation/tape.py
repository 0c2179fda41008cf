"""Reverse mode on a tape: all derivatives by one walk backwards."""

import math

tape = []  # every node, in the order in which it was computed


class Node:
    """A number, its parents with the derivative by each, its gradient."""

    def __init__(self, value, parents=()):
        self.value, self.parents, self.grad = value, parents, 0.0
        tape.append(self)

    def __add__(self, other):
        return Node(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        parents = [(self, other.value), (other, self.value)]
        return Node(self.value * other.value, parents)


def tanh(node):
    value = math.tanh(node.value)
    return Node(value, [(node, 1 - value**2)])


def backward(result):
    result.grad = 1.0
    for node in reversed(tape):  # each node after everything that uses it
        for parent, derivative in node.parents:
            parent.grad += derivative * node.grad


def function(u, v):
    hidden = tanh(u * v + u)
    return hidden * hidden + hidden * v


u, v, h = Node(0.5), Node(-1.2), 1e-5
backward(function(u, v))
by_u = (function(Node(0.5 + h), v).value - function(u, v).value) / h
by_v = (function(u, Node(-1.2 + h)).value - function(u, v).value) / h
print(f"tape                {u.grad:.4f}  {v.grad:.4f}")
print(f"finite differences  {by_u:.4f}  {by_v:.4f}")
