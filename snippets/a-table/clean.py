"""A file becomes a table of days, words and numbers, or says what is none."""

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes

FILE, READ = "downhill-patients.csv", {"sep": ","}
TARGET, DATE, DAYS = "target", "visit", ["%Y-%m-%d", "%d.%m.%Y"]
WORDS, LEAVE_OUT, NUMBERS = ["bmi"], ["id", "clinic"], {}
MEND = {"bmi": {"Hihg": "high"}}  # a column: {what is wrong: what is right}
if FILE.startswith("downhill-"):  # the book's own, spoiled
    rng = np.random.default_rng(1)
    rows = load_diabetes(as_frame=True, scaled=False).frame
    rows.bmi = pd.qcut(rows.bmi + 99, 3, ["low", "middle", "high"]).astype(str)
    rows = rows.mask(rng.random((442, 11)) < [*10 * [0.1], 0])
    days = pd.date_range("2024-01-01", periods=442)[rng.permutation(442)]
    rows["visit"] = days.strftime("%Y-%m-%d")
    rows.loc[::3, "visit"] = days[::3].strftime("%d.%m.%Y")
    rows.loc[::20, "bmi"] = rows["bmi"].str.replace("high", "Hihg ")
    rows.assign(id=rows.index + 1001, clinic="north").to_csv(FILE, index=False)
raw, wrong, table = pd.read_csv(FILE, dtype=str, **READ), [], pd.DataFrame()
lost = {TARGET, DATE or TARGET, *WORDS, *LEAVE_OUT, *MEND} - {*raw}
assert not lost, f"{FILE} has no column {lost}, but {[*raw]}"
rows = raw.drop_duplicates().sample(frac=1, random_state=1)
new, by = {TARGET: "target", DATE: "date"}, ["target", "date"][: 1 + bool(DATE)]
for name, text in rows.drop(columns=LEAVE_OUT).items():
    text, mend = text.str.strip(), MEND.get(name, {})
    wrong += [f"{name} has no {each!r} to mend" for each in {*mend} - {*text}]
    text = text.replace(mend)
    made = pd.to_numeric(text.replace(NUMBERS, regex=True), errors="coerce")
    if name == DATE:
        tries = [pd.to_datetime(text, format=f, errors="coerce") for f in DAYS]
        made = pd.concat(tries, axis=1).bfill(axis=1).iloc[:, 0]
    elif name in WORDS:  # before what looks like a number put the name
        made = text.str.lower()
        made = made.replace(r"^(?=[\d.-]|true|false)", f"{name} ", regex=True)
    odd = [*text[made.isna() & text.notna()].unique()[:9]]
    wrong += [f"{name} has what is no day or number: {odd}"] * bool(odd)
    wrong += [f"rename {name} in {FILE}"] * (name in {*new.values()} - {*new})
    table[new.get(name, name)] = made
assert not wrong, "see WORDS, NUMBERS, DAYS and MEND: " + "; ".join(wrong)
assert table["target"].nunique() > 1, f"TARGET {TARGET} of {FILE} never varies"
table = table.dropna(subset=by).sort_values(by[1:]).loc[:, table.nunique() > 1]
table.to_csv("downhill-table.csv", index=False)
print("rows and columns", raw.shape, "become", table.shape)
