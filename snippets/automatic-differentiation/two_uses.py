"""The slope of a value that is used twice: two reports, and a measurement."""

x = 1.5
a = x * x
b = a * a
f = a + b
by_b = 1.0  # f changes as much as b does
reports = [1.0, by_b * 2 * a]  # on a: from f itself, then from b
h = 1e-6
moved = (x + h) ** 2
measured = (moved + moved * moved - f) / h
ways = {"the first": reports[0], "the last": reports[1]}
ways |= {"the sum": sum(reports), "the mean": sum(reports) / 2}
for name, by_a in ways.items():
    by_x = by_a * 2 * x
    print(f"{name}: {by_a:.2f}, so the slope by x is {by_x:.3f}", end="")
    print(", as measured" if abs(by_x - measured) < 0.001 else "")
