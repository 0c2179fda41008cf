"""What a gradient by tape costs in operations, beside finite differences."""

import math

tape, count = [], {"forward": 0, "backward": 0}


def node(value, parents, extra=0):
    """Put a node on the tape; `extra` operations give its derivatives."""
    tape.append([value, parents, 0.0])
    count["forward"] += bool(parents)
    count["backward"] += extra
    return len(tape) - 1


def add(i, j):
    return node(tape[i][0] + tape[j][0], [(i, 1.0), (j, 1.0)])


def multiply(i, j):
    return node(tape[i][0] * tape[j][0], [(i, tape[j][0]), (j, tape[i][0])])


def tanh(i):
    value = math.tanh(tape[i][0])
    return node(value, [(i, 1 - value * value)], extra=2)


print("inputs  function  by tape  ratio  by differences  ratio")
for d in [10, 100, 1000, 10_000]:
    tape.clear()
    count.update(forward=0, backward=0)
    inputs = [node(math.sin(i), []) for i in range(d)]
    total = inputs[0]
    for i in range(1, d):  # neighbours multiplied, bent, summed
        total = add(total, tanh(multiply(inputs[i - 1], inputs[i])))
    tape[total][2] = 1.0
    for _, parents, gradient in reversed(tape):
        for parent, derivative in parents:
            tape[parent][2] += derivative * gradient
            count["backward"] += 2  # one product, one sum
    function, both = count["forward"], count["forward"] + count["backward"]
    differences = (d + 1) * function
    print(f"{d:6}{function:10}{both:9}{both / function:7.2f}", end="")
    print(f"{differences:16}{differences / function:7.0f}")
