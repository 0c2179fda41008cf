"""A file becomes a table of days, words and numbers, or says what is none."""

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes

FILE = "downhill-patients.csv"
TARGET, DATE = "target", "visit"  # DATE = None where rows have no date
DAYS = ["%Y-%m-%d", "%d.%m.%Y"]  # how days are written
WORDS, LEAVE_OUT = ["bmi"], ["id", "clinic"]
MEND = {"hihg": "high"}  # what is wrong: what is right, or np.nan

if FILE.startswith("downhill-"):  # the book's own, spoiled
    rng = np.random.default_rng(1)
    rows = load_diabetes(as_frame=True, scaled=False).frame
    rows["bmi"] = pd.qcut(rows["bmi"], 3, ["low", "middle", "high"]).astype(str)
    rows = rows.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    days = pd.date_range("2024-01-01", periods=442)[rng.permutation(442)]
    rows["visit"] = days.strftime("%Y-%m-%d")
    rows.loc[::3, "visit"] = days[::3].strftime("%d.%m.%Y")
    rows.loc[::20, "bmi"] = rows["bmi"].str.replace("high", "Hihg ")
    rows["id"], rows["clinic"] = range(1001, 1443), "north"
    rows.to_csv(FILE, index=False)
raw = pd.read_csv(FILE, dtype=str).sample(frac=1, random_state=1)
table, new = pd.DataFrame(), {TARGET: "target", DATE: "date"}
for name, text in raw.drop(columns=LEAVE_OUT).items():
    text = text.str.strip().replace(MEND)
    if name == DATE:
        tries = [pd.to_datetime(text, format=f, errors="coerce") for f in DAYS]
        made = pd.concat(tries, axis=1).bfill(axis=1).iloc[:, 0]
    elif name in WORDS:
        made = text.str.lower().replace(MEND)
        if made.str.fullmatch(r"[-+.\d]+|true|false").any():
            made = f"{name} " + made  # so that it is read as a word
    else:
        made = pd.to_numeric(text, errors="coerce")
    wrong = text[made.isna() & (text.notna() | (name == DATE))].unique()
    if len(wrong):
        raise SystemExit(f"{name} has what is no day or number: {[*wrong[:9]]}")
    if made.nunique() > 1:
        table.insert(table.shape[1], new.get(name, name), made)
table = table.dropna(subset="target").sort_values(["date"] if DATE else [])
table.to_csv("downhill-table.csv", index=False)
print("rows and columns", raw.shape, "become", table.shape)
