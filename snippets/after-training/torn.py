"""A model is being saved when its process dies: what the file holds then."""

import hashlib
import os
from collections import Counter
from itertools import islice


def save(data, name, piece):
    """Save data behind their hash; each yield is a moment to die in."""
    data = hashlib.sha256(data).digest() + data
    yield
    with open(name, "wb", buffering=0) as file:
        for start in range(0, len(data), piece):
            yield
            file.write(data[start : start + piece])
        os.fsync(file.fileno())  # now the disk has it, and not memory alone
    yield
    os.replace(name, "model.bin")  # a new name is given up for the old one
    yield


def held():
    """Return what the file holds; it is whole if the hash fits the data."""
    with open("model.bin", "rb") as file:
        seal, data = file.read(32), file.read()
    whole = hashlib.sha256(data).digest() == seal
    return data[:3].decode() if whole else "torn"


old, new = b"old" * 3000, b"new" * 3000
ways = {"in place, in pieces": ("model.bin", 500)}
ways |= {"in place, at once": ("model.bin", 10_000)}
ways |= {"new file, renamed": ("model.new", 500)}
print("what the file holds   old  torn   new   of all moments")
for way, (name, piece) in ways.items():
    moments = len(list(save(old, name, piece)))
    seen = Counter()
    for moment in range(1, moments + 1):
        list(save(old, "model.new", 500))
        list(islice(save(new, name, piece), moment))
        seen[held()] += 1
    row = "".join(f"{seen[state]:6}" for state in ("old", "torn", "new"))
    print(f"{way:<19}{row}   of {moments}")
