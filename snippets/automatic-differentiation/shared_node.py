"""A node that is used twice: the order of the walk and the sum both matter."""


def run(order, overwrite):
    """Return the derivative of f = a + a * a, where a = x * x, at x = 1.5."""
    x = 1.5
    a = x * x
    uses = {  # node: what it hands to its parents, as (parent, derivative)
        "f": [("a", 1.0), ("a * a", 1.0)],
        "a * a": [("a", a), ("a", a)],
        "a": [("x", x), ("x", x)],
    }
    gradient = {"f": 1.0, "a * a": 0.0, "a": 0.0, "x": 0.0}
    for node in order:
        for parent, derivative in uses[node]:
            if overwrite:
                gradient[parent] = 0.0
            gradient[parent] += derivative * gradient[node]
    return gradient["x"]


tape = ["f", "a * a", "a"]
early = ["f", "a", "a * a"]
print(f"by hand, (1 + 2a) * 2x         {(1 + 2 * 1.5**2) * 2 * 1.5:.3f}")
print(f"the tape backwards             {run(tape, False):.3f}")
print(f"a before a * a, which uses it  {run(early, False):.3f}")
print(f"the tape backwards, = for +=   {run(tape, True):.3f}")
