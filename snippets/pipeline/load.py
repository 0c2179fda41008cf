"""Five rows of a file with three faults: found, and their rows dropped."""

import io

import pandas as pd

text = """distance;parcels;years;minutes
4.2;7;12.5;61
2,9;4;30.0;33
5.1;9;;78
6.0;3;8.1;62
6400;11;20.0;71
"""
tours = pd.read_csv(io.StringIO(text), sep=";")
for column in tours:
    numeric = pd.api.types.is_numeric_dtype(tours[column])
    print(f"{column:<8}  {'numbers' if numeric else 'text'}")

tours["distance"] = pd.to_numeric(tours["distance"], errors="coerce")
print("missing:", tours.isna().sum().sum())
tours = tours.dropna()
print("rows left:", len(tours))
print("longest distance:", f"{tours['distance'].max():.1f} km")
tours = tours[tours["distance"] <= 20]
print("longest of the rest:", f"{tours['distance'].max():.1f} km")
