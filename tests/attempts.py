"""What readers hand in at the projects, each in place of the part between the marks.

Above a right one stands what is written otherwise in it; above a wrong, lazy or cheating one the words of the check.
"""

RIGHT = {
    "one_line": r"""
## as on the page, in place
w -= rate * slope

## a sum with a minus
w = w + -rate * slope

## the share that is left
w = (1 - 2 * rate) * w

## multiplied in place
w *= 1 - 2 * rate

## without the slope
w = w - rate * 2 * w

## a step of its own name
step = rate * slope
w = w - step

## the other way round
w = -(rate * slope - w)

## the slope measured
h = 0.5
w = w - rate * ((w + h) ** 2 - (w - h) ** 2) / (2 * h)

## a complex step
w = w - rate * ((w + 1e-20j) ** 2).imag / 1e-20

## fractions
from fractions import Fraction
w = Fraction(w) - Fraction(rate) * Fraction(slope)

## single precision
import numpy as np
w = np.float32(w) - np.float32(rate) * np.float32(slope)

## returned
return w - rate * slope

## two cases
if slope > 0:
    w = w - rate * abs(slope)
else:
    w = w + rate * abs(slope)

## sum of two
w = sum([w, -slope * rate])
""",
    "descent": r"""
## a while loop
while len(path) <= steps:
    path += [path[-1] - learning_rate * (2 * path[-1] - 6)]

## a number beside the path, added to
x = 0.0
for _ in range(steps):
    x += learning_rate * 2 * (3 - x)
    path.append(x)

## an array filled
path = np.zeros(steps + 1)
for k in range(steps):
    path[k + 1] = path[k] - learning_rate * 2 * (path[k] - 3)

## an array of shape (1,) at each step
x = np.zeros(1)
for _ in range(steps):
    x = x - learning_rate * 2 * (x - 3)
    path.append(x)

## another form of the step
for _ in range(steps):
    path.append((1 - 2 * learning_rate) * path[-1] + 6 * learning_rate)

## central differences
def f(x):
    return (x - 3) ** 2 + 5
for _ in range(steps):
    path.append(path[-1] - learning_rate * (f(path[-1] + 0.5) - f(path[-1] - 0.5)))

## a tuple
for _ in range(steps):
    path = (*path, path[-1] - learning_rate * 2 * (path[-1] - 3))

## append of NumPy
for _ in range(steps):
    path = np.append(path, path[-1] - learning_rate * 2 * (path[-1] - 3))

## accumulate
from itertools import accumulate
path = list(accumulate(range(steps), lambda x, _: x - learning_rate * 2 * (x - 3), initial=0.0))

## recursion
def go(x, left):
    return [x] + (go(x - learning_rate * 2 * (x - 3), left - 1) if left else [])
path = go(0.0, steps)

## a product of factors
path = 3 - 3 * np.cumprod([1.0] + [1 - 2 * learning_rate] * steps)

## powers of a matrix
step = np.array([[1 - 2 * learning_rate, 6 * learning_rate], [0, 1]])
path = [(np.linalg.matrix_power(step, k) @ [0, 1])[0] for k in range(steps + 1)]

## fractions
from fractions import Fraction
for _ in range(steps):
    path.append(path[-1] - Fraction(learning_rate) * 2 * (Fraction(path[-1]) - 3))

## single precision
path = [np.float32(0)]
for _ in range(steps):
    path.append(path[-1] - np.float32(2 * learning_rate) * (path[-1] - 3))

## a column of shape (n, 1)
path = np.zeros((steps + 1, 1))
for k in range(steps):
    path[k + 1] = path[k] - learning_rate * 2 * (path[k] - 3)

## a path that is returned
for _ in range(steps):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
return path

## a complex step
for _ in range(steps):
    slope = ((path[-1] + 1e-20j - 3) ** 2 + 5).imag / 1e-20
    path.append(path[-1] - learning_rate * slope)

## a generator
def walk():
    x = 0.0
    for _ in range(steps):
        x -= learning_rate * (2 * x - 6)
        yield x
path.extend(walk())
""",
    "map_walk": r"""
## one place after another
walk.append((1, 4))
walk.append((2, 6))
walk.append((3, 6))
walk.append((4, 4))

## a list in its place
walk = [(1, 4), (2, 6), (3, 6), (4, 4)]

## lists and floats
walk.extend([[1.0, 4.0], [2.0, 6.0], [3.0, 6.0], [4.0, 4.0]])

## an array
walk = np.array([[1, 4], [2, 6], [3, 6], [4, 4]])

## text that numbers can be made of
walk = [("1", "4"), ("2", "6"), ("3", "6"), ("4", "4")]

## one weight at a time, as far as that goes
walk += [(0, 4), (0, 6), (1, 6), (2, 6), (2, 8), (3, 6), (4, 4)]

## across the valley and along the other side
walk += [(1, 4), (2, 4), (3, 4), (3, 5), (4, 4)]

## half steps
walk += [(0.5, 3), (1, 4), (1.5, 5), (2, 6), (2.5, 7), (3, 6), (3.5, 5), (4, 4)]

## a loop over two lists
for w, b in zip([1, 2, 3, 4], [4, 6, 6, 4]):
    walk.append((w, b))

## the lowest of the eight, until none is lower
place = (0, 2)
while True:
    near = [(place[0] + right, place[1] + up) for right in (-1, 0, 1) for up in (-2, 0, 2)]
    lowest = min(near, key=lambda each: loss(*each))
    if lowest == place:
        break
    place = lowest
    walk.append(place)

## descent, by which the last place is near enough
w, b = 0.0, 2.0
for _ in range(2000):
    error = w * x + b - y
    w, b = w - 0.02 * 2 * np.mean(error * x), b - 0.02 * 2 * np.mean(error)
    if loss(w, b) > 1.00001:
        walk.append((w, b))

## arrays of two numbers
walk = [np.array(each) for each in [(1, 4), (2, 6), (3, 6), (4, 4)]]

## steps, added up
walk = [(0, 2) + np.cumsum([(1, 2), (1, 2), (1, 0), (1, -2)], axis=0)][0]

## almost at the lowest place
walk += [(1, 4), (2, 6), (3, 6), (4, 4.001)]

## a tuple
walk = ((1, 4), (2, 6), (3, 6), (4, 4))

## down one wall, then along the floor
walk += [(1, 4), (1, 6), (1, 8), (1, 10), (2, 8), (3, 6), (4, 4)]
""",
    "rate_explorer": r"""
## a while loop, the error turned round
k = 0
while k < steps:
    error = y - w * x - b
    w, b = w + rate * 2 * (error * x).mean(), b + rate * 2 * error.mean()
    k += 1

## b before w, from the same errors
for _ in range(steps):
    slope_b = 2 * np.mean(w * x + b - y)
    slope_w = 2 * np.mean((w * x + b - y) * x)
    b -= rate * slope_b
    w -= rate * slope_w

## as matrices
A = np.column_stack([x, np.ones(5)])
p = np.zeros(2)
for _ in range(steps):
    p = p - rate * 2 / 5 * A.T @ (A @ p - y)
w, b = p

## w and b of shape (1,)
w, b = np.zeros(1), np.zeros(1)
for _ in range(steps):
    error = w * x + b - y
    w = w - rate * 2 * np.mean(error * x)
    b = b - rate * 2 * np.mean(error)

## w alone of shape (1,)
w = np.zeros(1)
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## w and b of shape (1, 1)
w, b = np.zeros((1, 1)), np.zeros((1, 1))
for _ in range(steps):
    error = (w * x + b - y).ravel()
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)
w, b = w.ravel(), b.ravel()

## lists and sums
points = list(zip(x.tolist(), y.tolist()))
for _ in range(steps):
    slopes = [sum(2 * (w * p + b - q) * s for p, q in points for s in [p]) / 5,
              sum(2 * (w * p + b - q) for p, q in points) / 5]
    w, b = w - rate * slopes[0], b - rate * slopes[1]

## central differences
def loss(w, b):
    return np.mean((w * x + b - y) ** 2)
for _ in range(steps):
    slope_w, slope_b = loss(w + 0.5, b) - loss(w - 0.5, b), loss(w, b + 0.5) - loss(w, b - 0.5)
    w, b = w - rate * slope_w, b - rate * slope_b

## products of vectors
for _ in range(steps):
    e = w * x + b - y
    w, b = w - rate * 2 * (e @ x) / len(x), b - rate * 2 * e.sum() / len(x)

## moments
mxx, mx, mxy, my = np.mean(x * x), np.mean(x), np.mean(x * y), np.mean(y)
for _ in range(steps):
    w, b = w - 2 * rate * (w * mxx + b * mx - mxy), b - 2 * rate * (w * mx + b - my)

## eigenvectors in place of a loop
A = np.column_stack([x, np.ones(5)])
values, axes = np.linalg.eigh(2 / 5 * A.T @ A)
end = np.linalg.solve(A.T @ A, A.T @ y)
w, b = end - axes @ ((1 - rate * values) ** steps * (axes.T @ end))

## recursion
def go(w, b, left):
    e = w * x + b - y
    return go(w - rate * 2 * np.mean(e * x), b - rate * 2 * np.mean(e), left - 1) if left else (w, b)
w, b = go(w, b, steps)

## scalars of NumPy
w, b = np.float64(0), np.float64(0)
for _ in range(steps):
    error = np.polyval([w, b], x) - y
    w, b = w - rate * np.mean(2 * error * x), b - rate * np.mean(2 * error)

## the old w kept
for _ in range(steps):
    old = w
    w = w - rate * 2 * np.mean((old * x + b - y) * x)
    b = b - rate * 2 * np.mean(old * x + b - y)

## single precision
w = b = np.float32(0)
x32, y32 = x.astype(np.float32), y.astype(np.float32)
for _ in range(steps):
    e = w * x32 + b - y32
    w, b = w - np.float32(2 * rate) * np.mean(e * x32), b - np.float32(2 * rate) * np.mean(e)

## a power of one matrix, the targets in it
step = np.eye(3)
step[0] -= 2 * rate * np.array([np.mean(x * x), np.mean(x), -np.mean(x * y)])
step[1] -= 2 * rate * np.array([np.mean(x), 1, -np.mean(y)])
w, b, _ = np.linalg.matrix_power(step, steps) @ [0, 0, 1]
""",
    "highest_rate": r"""
## a loop that stops
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) > loss(rate, 100):
        break
    highest = rate

## whole numbers counted up
k = 1
while loss(k / 1000, 2000) < loss(0, 1):
    k += 1
highest = (k - 1) / 1000

## the largest of a list
highest = max(r for r in np.linspace(0.001, 0.1, 100) if loss(r, 1000) < 1)

## halving
low, high = 1, 1000
while high - low > 1:
    middle = (low + high) // 2
    low, high = (middle, high) if loss(middle / 1000, 500) < 100 else (low, middle)
highest = low / 1000

## an array of losses
rates = 0.001 * np.arange(1, 100)
ends = np.array([loss(rate, 1000) for rate in rates])
highest = rates[ends < ends[0]].max()

## from above
for k in range(99, 0, -1):
    if loss(k / 1000, 900) < loss(k / 1000, 800):
        highest = k / 1000
        break

## what stays finite
with np.errstate(all='ignore'):
    good = [r for r in np.arange(0.001, 0.1, 0.001) if np.isfinite(loss(r, 100_000))]
highest = good[-1]

## an array of shape (1,)
highest = np.zeros(1)
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) < loss(rate, 100):
        highest[0] = rate

## a rate that grows
rate = 0.001
while loss(rate, 400) < loss(rate, 0):
    highest = rate
    rate += 0.001

## the place in a list
rates = [round(0.001 * k, 3) for k in range(1, 100)]
highest = rates[[loss(r, 300) > loss(r, 0) for r in rates].index(True) - 1]

## vectorised
rates = np.arange(1, 100) / 1000
grows = np.vectorize(lambda r: loss(r, 300) > loss(r, 200))(rates)
highest = rates[np.argmax(grows) - 1]

## a filter, in single precision
def converges(rate):
    return loss(rate, 600) < loss(rate, 300)
highest = np.float32(max(filter(converges, np.arange(0.001, 0.1, 0.001))))

## bisect
import bisect
highest = (bisect.bisect([loss(k / 1000, 500) > 50 for k in range(1, 100)], False)) / 1000

## a loop that returns
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) > loss(rate, 100):
        return rate - 0.001

## as long as the loss is small
from itertools import takewhile
*_, highest = takewhile(lambda rate: loss(rate, 1000) < 1, (k / 1000 for k in range(1, 200)))

## a fraction
from fractions import Fraction
highest = max(Fraction(k, 1000) for k in range(1, 100) if loss(k / 1000, 300) < loss(k / 1000, 150))
""",
    "exam_scores": r"""
## a vector of two
p = np.zeros(2)
for _ in range(5000):
    p = p - 0.01 * gradient(*p)
predicted = {hours: p @ [hours, 1] for hours in (5, 12)}
w, b = p
extrapolation = 12

## until the gradient is small
while max(abs(gradient(w, b))) > 1e-6:
    slopes = gradient(w, b)
    w -= 0.025 * slopes[0]
    b -= 0.025 * slopes[1]
predicted[5], predicted[12] = 5 * w + b, 12 * w + b
extrapolation = 12.0

## w and b of shape (1,)
w, b = np.zeros(1), np.zeros(1)
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = [12]

## w alone of shape (1,), the hours as text
w = np.zeros(1)
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = '12'

## momentum
v = p = np.zeros(2)
for _ in range(400):
    v = 0.9 * v + gradient(*p)
    p = p - 0.01 * v
w, b = p
predicted = dict(zip((5, 12), np.polyval(p, [5, 12])))
extrapolation = max(predicted)

## Adam
p, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
for t in range(1, 6001):
    g = gradient(*p)
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
    p = p - 0.1 * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
w, b = p
predicted = {5: 5 * w + b, 12: 12 * w + b}
extrapolation = 12

## Newton, from three gradients
g = np.array([gradient(0, 0), gradient(1, 0), gradient(0, 1)])
w, b = np.linalg.solve((g[1:] - g[0]).T, -g[0])
predicted = {5: 5 * w + b, 12: 12 * w + b}
extrapolation = 12

## a falling rate, one score more
for step in range(20_000):
    slope_w, slope_b = gradient(w, b)
    rate = 0.025 / (1 + step / 5000)
    w, b = w - rate * slope_w, b - rate * slope_b
predicted = {12: w * 12 + b, 5: w * 5 + b, 7: w * 7 + b}
extrapolation = 12

## conjugate gradients
r = p = -gradient(0, 0)
x = np.zeros(2)
for _ in range(2):
    Hp = gradient(*p) - gradient(0, 0)
    share = (r @ r) / (p @ Hp)
    x, new = x + share * p, r - share * Hp
    p, r = new + (new @ new) / (r @ r) * p, new
w, b = x
predicted = {5: 5 * w + b, 12: 12 * w + b}
extrapolation = 12

## one weight, then the other
for _ in range(400):
    b = b - 0.4 * gradient(w, b)[1]
    w = w - 0.013 * gradient(w, b)[0]
predicted = {5: 5 * w + b, 12: 12 * w + b}
extrapolation = 12

## rounded
for _ in range(2000):
    w, b = np.array([w, b]) - np.multiply(0.02, gradient(w, b))
w, b = round(w, 3), round(b, 3)
predicted = {5: round(w * 5 + b, 2), 12: round(w * 12 + b, 2)}
extrapolation = 12

## floats, the scores in an array
for _ in range(4000):
    slope_w, slope_b = map(float, gradient(w, b))
    w, b = w - 0.013 * slope_w, b - 0.013 * slope_b
predicted = np.arange(13.0) * w + b
extrapolation = np.int64(12)

## steps of Barzilai and Borwein
slope = gradient(w, b)
rate = 0.02
old = np.array([w, b])
new = old - rate * slope
for _ in range(40):
    after = gradient(*new)
    move, change = new - old, after - slope
    if not change.any():
        break
    old, slope = new, after
    new = new - (move @ move) / (move @ change) * after
w, b = new
predicted = {5: 5 * w + b, 12: 12 * w + b}
extrapolation = 12

## whole points
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: round(w * 5 + b), 12: round(w * 12 + b)}
extrapolation = 12

## five numbers that are returned
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
return w, b, w * 5 + b, w * 12 + b, 12

## the method of Nesterov
p = q = np.zeros(2)
for _ in range(600):
    new = q - 0.012 * gradient(*q)
    p, q = new, new + 0.9 * (new - p)
w, b = p
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## a loop over the hours asked
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
for asked in predicted:
    predicted[asked] = w * asked + b
    if not hours.min() <= asked <= hours.max():
        extrapolation = asked
""",
    "ten_gradients": r"""
## signs drawn together
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w = -0.5 * slope_w / hours.std()
b = -0.5 * slope_b - w * hours.mean()

## ten steps
z = (hours - hours.mean()) / hours.std()
for _ in range(10):
    slope_w, slope_b = gradient(w, b, z)
    w -= 0.4 * slope_w
    b -= 0.4 * slope_b
w, b = w / hours.std(), b - w / hours.std() * hours.mean()

## powers of the deviation in a matrix
mean, spread = np.mean(hours), np.sqrt(np.var(hours))
slopes = np.array(gradient(0, 0, (hours - mean) / spread))
w, b = np.array([[1 / spread, 0], [-mean / spread, 1]]) @ (-slopes / 2)

## Newton, from the Hessian
A = np.column_stack([hours, np.ones(len(hours))])
w, b = -np.linalg.solve(2 / len(hours) * A.T @ A, gradient(0.0, 0.0, hours))

## one step for each curvature
A = np.column_stack([hours, np.ones(8)])
p = np.zeros(2)
for value in np.linalg.eigvalsh(2 / 8 * A.T @ A):
    p = p - np.array(gradient(*p, hours)) / value
w, b = p

## Newton, from three gradients
g = [np.array(gradient(*p, hours)) for p in [(0, 0), (1, 0), (0, 1)]]
w, b = np.linalg.solve(np.column_stack([g[1] - g[0], g[2] - g[0]]), -g[0])

## conjugate gradients
zero = np.array(gradient(0, 0, hours))
r = p = -zero
x = np.zeros(2)
for _ in range(2):
    Hp = np.array(gradient(*p, hours)) - zero
    share = (r @ r) / (p @ Hp)
    x, new = x + share * p, r - share * Hp
    p, r = new + (new @ new) / (r @ r) * p, new
w, b = x

## w and b of shape (1,)
w, b = np.zeros(1), np.zeros(1)

z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w / hours.std()
b = b - w * hours.mean()

## the hours changed in place
hours -= 4.5
hours /= hours.std()
slope_w, slope_b = gradient(0, 0, hours)
w = -slope_w / 2 / 5.25**0.5
b = -slope_b / 2 - 4.5 * w

## centred, a rate for each
z = hours - hours.mean()
rates = 0.5 / np.var(z), 0.5
slope_w, slope_b = gradient(w, b, z)
w, b = -rates[0] * slope_w, -rates[1] * slope_b
b -= w * hours.mean()

## scaled to 0 and 1
z = (hours - hours.min()) / np.ptp(hours)
A = np.column_stack([z, np.ones(8)])
small, large = np.linalg.eigvalsh(2 / 8 * A.T @ A)
rate, beta = 0.0, 0.0
p = np.zeros(2)
for value in (large, small):
    p = p - np.array(gradient(p[0], p[1], z)) / value
w = p[0] / np.ptp(hours)
b = p[1] - w * hours.min()

## nine steps, a rate for each
k = 0
z = 2 * (hours - hours.mean()) / hours.std()
while k < 9:
    slope_w, slope_b = gradient(w, b, z)
    w, b, k = w - 0.125 * slope_w, b - 0.5 * slope_b, k + 1
w = 2 * w / hours.std()
b = b - w * hours.mean()

## sums in place of NumPy
mean = sum(hours) / len(hours)
spread = (sum((h - mean) ** 2 for h in hours) / len(hours)) ** 0.5
w_z, b_z = (-s / 2 for s in gradient(0.0, 0.0, np.array([(h - mean) / spread for h in hours])))
w, b = w_z / spread, b_z - w_z * mean / spread

## steps of Barzilai and Borwein
small, large = np.linalg.eigvalsh([[51, 9], [9, 2]])
old = p = np.zeros(2)
slope = np.array(gradient(*p, hours))
p = p - slope / large
for _ in range(9):
    after = np.array(gradient(*p, hours))
    move, change = p - old, after - slope
    if abs(change).max() < 1e-9:
        break
    old, slope, p = p, after, p - (move @ move) / (move @ change) * after
w, b = p

## two numbers that are returned
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w = -0.5 * slope_w / hours.std()
return w, -0.5 * slope_b - w * hours.mean()

## the scores, from eight gradients
scores = [-4 * gradient(0, 0, unit)[0] for unit in np.eye(8)]
w, b = np.polyfit(hours, scores, 1)

## whole numbers for the hours
z = 2 * hours - 9
slope_w, slope_b = gradient(w, b, z)
w = -slope_w / np.mean(z**2)
b = -slope_b / 2 - 4.5 * w
""",
}

WRONG = {
    "one_line": r"""
## w has not moved
pass

## w has not moved
w - rate * slope

## w has not moved
w == w - rate * slope

## w has not moved
W = w - rate * slope

## w has not moved
new = w - rate * slope

## w has not moved
print(w - rate * slope)

## w has not moved
slope = w - rate * slope

## w has not moved
w = w - rate * 0

## w goes uphill, so subtract
w = w + rate * slope

## w goes uphill, so subtract
w += rate * slope

## w goes uphill, so subtract
w = w - -rate * slope

## w is the step alone
w = rate * slope

## w is the step alone
w =- rate * slope

## w is the step alone
w = 2 * rate * w

## w moves by the whole slope
w = w - slope

## w moves by the whole slope
w -= 2 * w

## w is 7.875 and must be 6
w = w - rate

## w is 7 and must be 6
w = w - rate * w

## w is 7.99219 and must be 6
w = w - rate / slope

## w is -120 and must be 6
w = w - slope / rate

## w is 1 and must be 6
w = w * rate

## w is 0 and must be 6
w = 0

## w is 4 and must be 6
w = w - 2 * rate * slope

## w is -6 and must be 6
w = rate * slope - w

## w is nan and must be 6
w = float("nan")

## w is inf and must be 6
w = float("inf")

## w is 6 and must be 1
w = 6

## w is -6 and must be 1
w = w - 2

## your part, line 9: TypeError(
w = None

## your part, line 7: NameError(
w = w - learning_rate * slope

## your part, line 7: NameError(
w = w - rate * Slope

## your part, line 7: ZeroDivisionError(
w = w - slope / 0
""",
    "descent": r"""
## path holds the start alone; append to it in a loop
pass

## path holds the start alone; append to it in a loop
x = 0.0
for _ in range(steps):
    x = x - learning_rate * 2 * (x - 3)

## step 1 is one of rate 0: x does not move: subtract rate times slope
for _ in range(steps):
    path.append(path[-1])

## step 1 is one of rate -0.1: x goes uphill: subtract rate times slope
for _ in range(steps):
    path.append(path[-1] + learning_rate * 2 * (path[-1] - 3))

## step 1 is one of rate -0.1: x goes uphill: subtract rate times slope
for _ in range(steps):
    path.append(path[-1] - learning_rate * 2 * (3 - path[-1]))

## step 1 is one of rate 0.05: half a step: (x - 3)² has slope 2 * (x - 3)
for _ in range(steps):
    path.append(path[-1] - learning_rate * (path[-1] - 3))

## step 1 is one of rate 0.05: half a step: (x - 3)² has slope 2 * (x - 3)
for _ in range(steps):
    path.append(path[-1] - learning_rate * (2 * path[-1] - 3))

## step 1 is one of rate 1: the step is the whole slope: multiply it by learning_rate
for _ in range(steps):
    path.append(path[-1] - 2 * (path[-1] - 3))

## step 1 is one of rate 0.15: learning_rate? path[-1]?
for _ in range(steps):
    path.append(path[-1] - learning_rate * 3 * (path[-1] - 3))

## step 1 is one of rate -0.233333: learning_rate? path[-1]?
for _ in range(steps):
    path.append(path[-1] - learning_rate * ((path[-1] - 3) ** 2 + 5))

## step 2 is one of rate 0.125: learning_rate? path[-1]?
for _ in range(steps):
    path.append(path[-1] - learning_rate * 2 * (path[0] - 3))

## step 1 is one of rate 0.1: learning_rate? path[-1]?
for _ in range(steps):
    path.append(path[-1] - 0.1 * 2 * (path[-1] - 3))

## step 1 is one of rate 0.01: learning_rate? path[-1]?
for _ in range(steps):
    path.append(path[-1] - 0.01 * 2 * (path[-1] - 3))

## step 2 is one of rate 0.05: learning_rate? path[-1]?
for k in range(steps):
    path.append(path[-1] - learning_rate / (k + 1) * 2 * (path[-1] - 3))

## step 2 is one of rate 0.2125: learning_rate? path[-1]?
v = 0.0
for _ in range(steps):
    v = 0.9 * v + 2 * (path[-1] - 3)
    path.append(path[-1] - learning_rate * v)

## step 3 is one of rate 0.0989583: learning_rate? path[-1]?
for _ in range(steps):
    path.append(round(path[-1] - learning_rate * 2 * (path[-1] - 3), 2))

## step 1 is one of rate 0: x does not move: subtract rate times slope
for _ in range(steps):
    path.append(int(path[-1] - learning_rate * 2 * (path[-1] - 3)))

## 3 numbers in path, not 0 and 3 new x
for _ in range(steps - 1):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))

## 5 numbers in path, not 0 and 3 new x
for _ in range(steps + 1):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))

## 51 numbers in path, not 0 and 3 new x
for _ in range(50):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))

## 3 numbers in path, not 0 and 3 new x
for _ in range(steps):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
path = path[1:]

## 2 numbers in path, not 0 and 3 new x
for _ in range(steps):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
    return path

## 4 numbers in path, not 0 and 50 new x
path += [0.6, 1.08, 1.464]

## step 4 is one of rate 0.5: learning_rate? path[-1]?
path = [0.0, 0.6, 1.08, 1.464] + [3.0] * (steps - 3)

## step 1 is one of rate 0.5: learning_rate? path[-1]?
path += [3.0] * steps

## step 1 is one of rate 0.166667: learning_rate? path[-1]?
path = np.linspace(0, 3, steps + 1)

## 4 numbers in path, not 0 and 3 new x
path = [5.0] * (steps + 1)

## step 1 is one of rate 0: x does not move: subtract rate times slope
path = [0.0] * (steps + 1)

## path holds the start alone; append to it in a loop
for _ in range(steps):
    path[-1] = path[-1] - learning_rate * 2 * (path[-1] - 3)

## your part, line 11: TypeError
for _ in range(steps):
    path.append(path - learning_rate * 2 * (path - 3))

## your part, line 11: IndexError
for k in range(1, steps + 1):
    path.append(path[k] - learning_rate * 2 * (path[k] - 3))

## your part, line 11: NameError
for _ in range(steps):
    path.append(x - learning_rate * 2 * (x - 3))

## your part, line 11: ZeroDivisionError
for _ in range(steps):
    path.append(path[-1] - rate * 2 * (path[-1] - 3) / 0)

## your part, line 12: TypeError
path = None

## your part, line 12: ValueError
path = path[:-1]

## your part, line 13: ValueError
for _ in range(steps):
    path.append('x')

## step 1 is one of rate 0.166667: learning_rate? path[-1]?
path = range(steps + 1)

## path holds the start alone; append to it in a loop
x = 0.0
for _ in range(steps):
    x -= learning_rate * 2 * (x - 3)
return x

## path holds the start alone; append to it in a loop
for _ in range(steps):
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
return

## step 1 is one of rate 0.5: learning_rate? path[-1]?
for _ in range(steps):
    path.append(min(3.0, path[-1] - learning_rate * 2 * (path[-1] - 3)))

## 7 numbers in path, not 0 and 3 new x
x = 0.0
for _ in range(steps):
    x -= learning_rate * 2 * (x - 3)
    path.append((x, (x - 3) ** 2 + 5))

## 68 numbers in path, not 0 and 3 new x
while abs(path[-1] - 3) > 1e-6:
    path.append(path[-1] - learning_rate * 2 * (path[-1] - 3))
""",
    "map_walk": r"""
## walk ends where a place nearby is lower
pass

## walk ends where a place nearby is lower
walk.append((1, 2))

## walk ends where a place nearby is lower
walk += [(1, 4), (2, 6)]

## walk ends where a place nearby is lower
walk += [(1, 4), (2, 6), (3, 6)]

## walk ends where a place nearby is lower
walk += [(1, 4), (2, 6), (2, 8)]

## walk ends where a place nearby is lower
walk += [(1, 4), (2, 6), (3, 6), (3.5, 5)]

## walk from (0, 2) at 117 to (4, 4) at 1: more than 1 in w or 2 in b
walk.append((4, 4))

## walk from (0, 2) at 117 to (2, 4) at 21: more than 1 in w or 2 in b
walk += [(2, 4), (3, 4), (3, 6), (4, 4)]

## walk from (0, 2) at 117 to (0, 12) at 17: more than 1 in w or 2 in b
walk += [(0, 12), (1, 10), (2, 8), (3, 6), (4, 4)]

## walk from (0, 2) at 117 to (0, 0) at 161: not down
walk.append((0, 0))

## walk from (0, 2) at 117 to (-1, 2) at 170: not down
walk += [(-1, 2), (0, 4), (1, 6), (2, 6), (3, 6), (4, 4)]

## walk from (0, 2) at 117 to (0, 2) at 117: not down
walk.append((0, 2))

## walk from (0, 2) at 117 to (0, 2) at 117: not down
walk = [(0, 2), (1, 4), (2, 6), (3, 6), (4, 4)]

## walk from (0, 2) at 117 to (2, 1) at 54: more than 1 in w or 2 in b
walk += [(2, 1), (4, 2), (6, 2), (6, 3), (4, 4)]

## walk from (2, 8) at 5 to (3, 8) at 6: not down
walk += [(1, 4), (2, 6), (2, 8), (3, 8), (3, 6), (4, 4)]

## walk from (2, 6) at 9 to (4, 4) at 1: more than 1 in w or 2 in b
walk += [(1, 4), (2, 6), (4, 4)]

## walk from (3, 6) at 2 to (4, 6) at 5: not down
walk += [(1, 4), (2, 6), (3, 6), (4, 6), (4, 4)]

## walk from (4, 4) at 1 to (5, 4) at 6: not down
walk += [(1, 4), (2, 6), (3, 6), (4, 4), (5, 4)]

## walk from (4, 4) at 1 to (4, 4) at 1: not down
walk += [(1, 4), (2, 6), (3, 6), (4, 4), (4, 4)]

## walk from (0, 2) at 117 to (1, 10) at 10: more than 1 in w or 2 in b
w, b = 0, 12
for _ in range(4):
    w, b = w + 1, b - 2
    walk.append((w, b))

## walk from (0, 2) at 117 to (4.8, 4) at
error = 0 * x + 2 - y
walk.append((0 - 0.1 * 2 * np.mean(error * x), 2 - 0.1 * 2 * np.mean(error)))

## walk from (0, 2) at 117 to (nan, 4) at nan: more than 1 in w or 2 in b
walk.append((np.nan, 4))

## walk from (1, 4) at 46 to (inf, 4) at inf: more than 1 in w or 2 in b
walk += [(1, 4), (np.inf, 4)]

## walk ends where a place nearby is lower
loss(4, 4)

## walk from (0, 2) at 117 to (3.99, 4.01) at
walk.append((3.99, 4.01))

## walk from (0, 2) at 117 to (4, 4) at 1: more than 1 in w or 2 in b
w, b = np.polyfit(x, y, 1).round()
walk.append((w, b))

## your part, line 19: TypeError
walk.append(1, 4)

## your part, line 21: ValueError
walk += [1, 4]

## your part, line 21: ValueError
walk += [(1, 4), (2, 6, 9)]

## your part, line 21: ValueError
walk.append(("west", "north"))

## your part, line 19: NameError
wak.append((1, 4))

## your part, line 21: TypeError
walk = 4
""",
    "rate_explorer": r"""
## w and b stay at 0: write the loop
pass

## w and b go uphill: the sign of the step, or of the error?
for _ in range(steps):
    error = w * x + b - y
    w, b = w + rate * 2 * np.mean(error * x), b + rate * 2 * np.mean(error)

## w and b go uphill: the sign of the step, or of the error?
for _ in range(steps):
    error = y - w * x - b
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## half a step: error squared has slope 2 * error
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * np.mean(error * x), b - rate * np.mean(error)

## five times the step: take the mean, not the sum
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.sum(error * x), b - rate * 2 * np.sum(error)

## w or b is more than one number: take the mean
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * error * x, b - rate * 2 * error

## the slope of w lacks its factor x
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error), b - rate * 2 * np.mean(error)

## b takes the error after w moved: keep the one before
for _ in range(steps):
    error = w * x + b - y
    w = w - rate * 2 * np.mean(error * x)
    b = b - rate * 2 * np.mean(w * x + b - y)

## w, b move (1.0, 0.0) times the right step
for _ in range(steps):
    error = w * x + b - y
    w = w - rate * 2 * np.mean(error * x)

## w, b move (0.0, 1.0) times the right step
for _ in range(steps):
    error = w * x + b - y
    b = b - rate * 2 * np.mean(error)

## w, b move (0.818, 0.803) times the right step
steps += 1
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
steps = min(steps, 1)
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## w, b move (0.2, 0.2) times the right step
for _ in range(steps):
    error = w * x + b - y
    w, b = w - 0.01 * 2 * np.mean(error * x), b - 0.01 * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
for _ in range(steps):
    error = w * x + b - y
    w, b = w - 0.05 * 2 * np.mean(error * x), b - 0.05 * 2 * np.mean(error)

## one step ends at the best line: no formula, steps
w, b = np.polyfit(x, y, 1)

## your part, line 24: NameError
w, b = np.linalg.lstsq(X, y)[0]

## one step ends at the best line: no formula, steps
w, b = 1.99, 0.09

## w, b move (1.007, 1.0) times the right step
w, b = 2.232, 0.606

## w, b move (0.888, 0.277) times the right step
for _ in range(100):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
v = np.zeros(2)
for _ in range(steps):
    error = w * x + b - y
    v = 0.9 * v + 2 * np.array([np.mean(error * x), np.mean(error)])
    w, b = np.array([w, b]) - rate * v

## w, b move (0.095, 0.347) times the right step
for k in range(steps):
    i = k % 5
    error = w * x[i] + b - y[i]
    w, b = w - rate * 2 * error * x[i], b - rate * 2 * error

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)
    return w, b

## w and b go uphill: the sign of the step, or of the error?
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(abs(error) * x), b - rate * 2 * np.mean(abs(error))

## w, b move (20.0, 20.0) times the right step
for _ in range(steps):
    error = w * x + b - y
    w, b = w - 2 * np.mean(error * x), b - 2 * np.mean(error)

## w, b move (0.273, 3.657) times the right step
for _ in range(steps):
    error = w * x + b - y
    w, b = b - rate * 2 * np.mean(error), w - rate * 2 * np.mean(error * x)

## w, b move (2.015, 1.0) times the right step
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * y), b - rate * 2 * np.mean(error)

## w, b move (1.002, 1.007) times the right step
for _ in range(steps):
    error = w * x + b - y
    w, b = round(w - rate * 2 * np.mean(error * x), 2), round(b - rate * 2 * np.mean(error), 2)

## your part, line 24: UnboundLocalError
x = x - x.mean()
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## your part, line 25: NameError
for _ in range(steps):
    error = w * x + b - z
    w = w - rate * error

## your part, line 25: ValueError
for _ in range(steps):
    error = w @ x + b - y
    w = w - rate * error

## w, b move (nan, 0.0) times the right step
w = None

## your part, line 26: ValueError
w, b = None, 'nothing'

## w, b move (nan, nan) times the right step
w = b = np.nan

## w, b move (0.18, 1.0) times the right step
global x
x = x - 3
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## w, b move (0.18, 1.0) times the right step
x[:] = x - 3
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
rate = min(rate, 0.05)
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
for _ in range(min(steps, 20)):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
before = np.inf
for _ in range(steps):
    error = w * x + b - y
    if np.mean(error**2) > before:
        break
    before = np.mean(error**2)
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
for _ in range(steps):
    error = w * x + b - y
    if abs(w) > 1000:
        break
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## one step at 0.05 is right, nine at 0.01 or 30 at 0.1 are not
for _ in range(steps):
    error = w * x + b - y
    slopes = np.clip([2 * np.mean(error * x), 2 * np.mean(error)], -100, 100)
    w, b = np.array([w, b]) - rate * slopes

## w or b is more than one number: take the mean
b = np.zeros(5)
for _ in range(steps):
    error = w * x + b - y
    w, b = w - rate * 2 * np.mean(error * x), b - rate * 2 * np.mean(error)

## your part, line 24: NameError
w, b = best - np.linalg.matrix_power(np.eye(2) - rate * hessian, steps) @ best
""",
    "highest_rate": r"""
## a rate of the list converges above highest = 0
pass

## no convergence at highest = 0.084
highest = 0.084

## no convergence at highest = 0.085
highest = 0.085

## a rate of the list converges above highest = 0.08
highest = 0.08

## not of the list: highest = 0.0845
highest = 0.0845

## no convergence at highest = 0.0845241
highest = 2 / np.linalg.eigvalsh(2 / 5 * np.vander(x, 2).T @ np.vander(x, 2))[1]

## no convergence at highest = 0.084
bound = 2 / np.linalg.eigvalsh(2 / 5 * np.vander(x, 2).T @ np.vander(x, 2))[1]
highest = np.floor(bound * 1000) / 1000

## no convergence at highest = 0.099
for rate in np.arange(0.001, 0.1, 0.001):
    highest = rate

## no convergence at highest = 0.099
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) > loss(rate, 100):
        highest = rate

## no convergence at highest = 0.085
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) > loss(rate, 100):
        highest = rate
        break

## a rate of the list converges above highest = 0.08
for rate in np.arange(0.01, 0.1, 0.01):
    if loss(rate, 200) < loss(rate, 100):
        highest = rate

## a rate of the list converges above highest = 0.049
for rate in np.arange(0.001, 0.05, 0.001):
    if loss(rate, 200) < loss(rate, 100):
        highest = rate

## not of the list: highest = 0.0845
for rate in np.arange(0.0001, 0.1, 0.0001):
    if loss(rate, 20_000) < loss(rate, 10_000):
        highest = rate

## a rate of the list converges above highest = 0.081
rates = np.arange(0.001, 0.1, 0.001)
highest = rates[np.argmin([loss(rate, 100) for rate in rates])]

## highest is more than one number
highest = [r for r in np.arange(0.001, 0.1, 0.001) if loss(r, 200) < loss(r, 100)]

## no convergence at highest = 0.313488
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) < loss(rate, 100):
        highest = loss(rate, 200)

## a rate of the list converges above highest = 0.001
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) < loss(rate, 100):
        highest = rate
        break

## no convergence at highest = 83
for k, rate in enumerate(np.arange(0.001, 0.1, 0.001)):
    if loss(rate, 200) < loss(rate, 100):
        highest = k

## a rate of the list converges above highest = 0.08
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) < loss(rate, 100):
        highest = round(rate, 2)

## a rate of the list converges above highest = -0.084
highest = -0.084

## no convergence at highest = inf
highest = np.inf

## not of the list: highest = nan
highest = np.nan

## not of the list: highest = nan
highest = None

## your part, line 14: ValueError
highest = 'about 0.084'

## no convergence at highest = 0.084
loss(0.084, 200), loss(0.085, 200)
highest = 0.084

## your part, line 13: TypeError
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate) < 1:
        highest = rate

## your part, line 13: TypeError
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200.0) < loss(rate, 100.0):
        highest = rate

## your part, line 13: NameError
for rate in np.arange(0.001, 0.1, 0.001):
    if train(rate, 200)[2] < train(rate, 100)[2]:
        highest = rate

## your part, line 15: NameError
rate = 0.001
while loss(rate, 200) < loss(rate, 100):
    rate += 0.001
highest = rates[-1]

## your part, line 12: KeyError
highest = {}['highest']

## no convergence at highest = 0.099
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 1) < loss(rate, 0):
        highest = rate

## no convergence at highest = 0.074
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 10) < loss(rate, 0):
        highest = rate

## not of the list: highest = nan
for rate in np.arange(0.001, 0.1, 0.001):
    if loss(rate, 200) < loss(rate, 100):
        highest = rate
return

## no convergence at highest = 0.084
highest = np.floor(2000 / np.linalg.eigvalsh(2 / 5 * np.vander(x, 2).T @ np.vander(x, 2))[1]) / 1000

## not of the list: highest = 0.0845
for rate in np.arange(0.0001, 0.1, 0.0001):
    if loss(rate, 2000) < loss(rate, 1000):
        highest = rate
""",
    "exam_scores": r"""
## w and b both need steps: w = 0
pass

## w * 5 + b? predicted[5] = 0
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b

## your part, line 20: KeyError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {}
extrapolation = 12

## your part, line 20: KeyError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b}
extrapolation = 12

## your part, line 20: KeyError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {1: w + b}
extrapolation = 12

## your part, line 20: IndexError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = [w * 5 + b, w * 12 + b]
extrapolation = 12

## your part, line 20: TypeError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = None
extrapolation = 12

## further off than 0: sign? rate above 0.0266?
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w + 0.02 * slope_w, b + 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## further off than 0: sign? rate above 0.0266?
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.03 * slope_w, b - 0.03 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## further off than 0: sign? rate above 0.0266?
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.027 * slope_w, b - 0.027 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## more steps by gradient? w = 6.1819
for _ in range(200):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## more steps by gradient? w = 7.4845
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.001 * slope_w, b - 0.001 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## w and b both need steps: w = 11.48
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## w and b both need steps: w = 0
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## w * 5 + b? predicted[5] = 27.616
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5, 12: w * 12 + b}
extrapolation = 12

## w * 12 + b? predicted[12] = 97.696
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 10 + b}
extrapolation = 12

## w * 5 + b? predicted[5] = 108.74
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 12 + b, 12: w * 5 + b}
extrapolation = 12

## w * 5 + b? predicted[5] = 71.5
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: 71.5, 12: 95.0}
extrapolation = 12

## w * 12 + b? predicted[12] = 100
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: min(100, w * 12 + b)}
extrapolation = 12

## which is outside 1 to 10? extrapolation = 5
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 5

## which is outside 1 to 10? extrapolation = 0
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}

## which is outside 1 to 10? extrapolation = 1
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = True

## which is outside 1 to 10? extrapolation = 108.74
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 108.74

## your part, line 21: ValueError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = [5, 12]

## your part, line 21: ValueError
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = '12 hours'

## more steps by gradient? w = 5.5233
w, b = np.polyfit(hours, score, 1)
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## more steps by gradient? w = 5.5233
gradient(0, 0), gradient(1, 1)
w, b = np.linalg.lstsq(X, score)[0]
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## more steps by gradient? w = 5.523
w, b = 5.523, 42.463
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## more steps by gradient? w = 5.5233
w, b = best
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## w and b both need steps: w = 0
predicted = {5: 70.08, 12: 108.74}
extrapolation = 12

## your part, line 19: ValueError
w, b = hours, score
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## your part, line 16: ValueError
w = np.zeros(6)
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## your part, line 16: TypeError
w = None
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## further off than 0: sign? rate above 0.0266?
w = b = np.nan
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## your part, line 15: TypeError
for _ in range(2000):
    slope_w, slope_b = gradient(w)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## more steps by gradient? w = 5.5233
for _ in range(2000):
    error = w * hours + b - score
    w = w - 0.02 * 2 * np.mean(error * hours)
    b = b - 0.02 * 2 * np.mean(error)
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## your part, line 14: UnboundLocalError
score = score / 100
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## your part, line 14: UnboundLocalError
hours -= hours.mean()
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## your part, line 14: TypeError
slope_w, slope_b = gradient

## more steps by gradient? w = 2.256
share = gradient(0, 0)[1] / (-2 * score.mean())
w, b = share * np.polyfit(hours, score, 1)
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## further off than 0: sign? rate above 0.0266?
for _ in range(2000):
    slope_b, slope_w = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## further off than 0: sign? rate above 0.0266?
slope_w, slope_b = gradient(w, b)
for _ in range(2000):
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
predicted = {5: w * 5 + b, 12: w * 12 + b}
extrapolation = 12

## w * 5 + b? predicted[5] = 0
predicted = {5: w * 5 + b, 12: w * 12 + b}
for _ in range(2000):
    slope_w, slope_b = gradient(w, b)
    w, b = w - 0.02 * slope_w, b - 0.02 * slope_b
extrapolation = 12
""",
    "ten_gradients": r"""
## gradient was never called: it knows the slopes
pass

## gradient was never called: it knows the slopes
w, b = np.polyfit(hours, score, 1)

## gradient was never called: it knows the slopes
w, b = 6.8929, 40.8571

## still 18.286 from the best line
gradient(0, 0, hours)
w, b = np.polyfit(hours, score, 1)

## still 18.286 from the best line
gradient(0, 0, hours)
w, b = 6.8929, 40.8571

## still 18.286 from the best line
gradient(0, 0, hours), gradient(1, 1, hours)
w, b = np.linalg.lstsq(np.vander(hours, 2), score)[0]

## no nearer than 0: sign, rate, scale?
gradient(w, b, hours)

## no nearer than 0: sign, rate, scale?
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w + 0.5 * slope_w, b + 0.5 * slope_b
w = w / hours.std()
b = b - w * hours.mean()

## no nearer than 0: sign, rate, scale?
for _ in range(10):
    slope_w, slope_b = gradient(w, b, hours)
    w, b = w - 0.05 * slope_w, b - 0.05 * slope_b

## still 35.068 from the best line
for _ in range(10):
    slope_w, slope_b = gradient(w, b, hours)
    w, b = w - 0.0377 * slope_w, b - 0.0377 * slope_b

## calls: 700, 10 are allowed: a round valley?
for _ in range(700):
    slope_w, slope_b = gradient(w, b, hours)
    w, b = w - 0.0377 * slope_w, b - 0.0377 * slope_b

## calls: 11, 10 are allowed: a round valley?
for _ in range(11):
    slope_w, slope_b = gradient(w, b, hours)
    w, b = w - 0.0377 * slope_w, b - 0.0377 * slope_b

## calls: 700, 10 are allowed: a round valley?
for _ in range(700):
    slope_w, slope_b = gradient(w, b, hours)
    w, b = w - 0.0377 * slope_w, b - 0.0377 * slope_b
calls = 1

## still for z: scale w back, b is at 0 hours
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b

## still for z: scale w back, b is at 0 hours
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w / hours.std()

## still for z: scale w back, b is at 0 hours
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
b = b - w * hours.mean()

## no nearer than 0: sign, rate, scale?
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w * hours.std()
b = b - w * hours.mean()

## still 40.053 from the best line
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
b = b - w * hours.mean()
w = w / hours.std()

## no nearer than 0: sign, rate, scale?
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w / hours.std()
b = b + w * hours.mean()

## still 8.171 from the best line
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.4 * slope_w, b - 0.4 * slope_b
w = w / hours.std()
b = b - w * hours.mean()

## no nearer than 0: sign, rate, scale?
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - slope_w, b - slope_b
w = w / hours.std()
b = b - w * hours.mean()

## no nearer than 0: sign, rate, scale?
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w = (w - 0.5 * slope_w) / hours.std()

## still 3.877 from the best line
z = (hours - hours.mean()) / hours.std(ddof=1)
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w / hours.std(ddof=1)
b = b - w * hours.mean()

## still 5.938 from the best line
z = hours / hours.max()
for _ in range(10):
    slope_w, slope_b = gradient(w, b, z)
    w, b = w - 0.6 * slope_w, b - 0.6 * slope_b
w = w / 8

## still 0.864 from the best line
z = hours - hours.mean()
for _ in range(10):
    slope_w, slope_b = gradient(w, b, z)
    w, b = w - 0.16 * slope_w, b - 0.16 * slope_b
b = b - w * hours.mean()

## still 0.012 from the best line
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = round(w - 0.5 * slope_w, 1) / hours.std(), round(b - 0.5 * slope_b, 1)
b = b - w * hours.mean()

## no nearer than 0: sign, rate, scale?
score[:] = score - score.mean()

z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
w, b = w - 0.5 * slope_w, b - 0.5 * slope_b
w = w / hours.std()
b = b - w * hours.mean()

## still 18.286 from the best line
best = [score @ (hours - 4.5) / 42, 0]
gradient(*best, hours)
w, b = best[0], score.mean() - 4.5 * best[0]

## your part, line 11: TypeError
slope_w, slope_b = gradient(w, b)

## your part, line 11: NameError
slope_w, slope_b = gradient(w, b, z)

## your part, line 12: TypeError
slope = gradient(w, b, hours)
w = w - 0.5 * slope

## your part, line 11: ValueError
w, b = gradient(np.zeros(3), b, hours)

## your part, line 15: ValueError
w = np.zeros(8)
slope_w, slope_b = gradient(w, b, hours)
w = w - 0.01 * slope_w

## still nan from the best line
gradient(w, b, hours)
w = b = np.nan

## still nan from the best line
gradient(w, b, hours)
w = None

## your part, line 14: ValueError
gradient(w, b, hours)
w = 'steep'

## your part, line 11: NameError
w, b = best

## still 43.155 from the best line
share = gradient(0, 0, hours)[1] / (-2 * score.mean())
w, b = share * np.polyfit(hours, score, 1)

## still for z: scale w back, b is at 0 hours
z = (hours - hours.mean()) / hours.std()
slope_w, slope_b = gradient(w, b, z)
return w - 0.5 * slope_w, b - 0.5 * slope_b

## calls: 20, 10 are allowed: a round valley?
z = (hours - hours.mean()) / hours.std()
for _ in range(20):
    slope_w, slope_b = gradient(w, b, z)
    w, b = w - 0.3 * slope_w, b - 0.3 * slope_b
w = w / hours.std()
b = b - w * hours.mean()
""",
}
