"""Counts the multiplications that a claim is about."""


class Entry(float):
    """A number of the table that counts how often it is multiplied."""

    count = 0

    def __mul__(self, other):
        Entry.count += 1
        return float(self) * float(other)

    __rmul__ = __mul__
