"""What stands in each column of a file, and how many of its rows are whole."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from sklearn.datasets import load_diabetes

FILE, READ = "downhill-patients.csv", {"sep": ","}  # put yours here

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
raw = pd.read_csv(FILE, dtype=str, **READ)  # all as it stands there
assert raw.shape[1] > 1, f"one column only, {[*raw]}: see READ"
print(f"{len(raw)} rows, {raw.duplicated().sum()} of them copies of others")
print("column  gaps  what stands in it")
for name, text in raw.items():
    number = pd.to_numeric(text, errors="coerce")
    odd = text[number.isna() & text.notna()]
    forms = odd.str.replace(r"\d", "9", regex=True).value_counts()
    says = f"{number.min():g} to {number.max():g}" if number.count() else ""
    says += "".join(f", {form!r} {count}" for form, count in forms[:15].items())
    says += f", and {len(forms) - 15} more" * (len(forms) > 15)
    print(f"{name:<8} {text.isna().sum():3}  {says.strip(', ')}")
own = [name for name in raw if raw.drop_duplicates()[name].is_unique]
print("each row another value:", ", ".join(own) or "in no column")
whole, size = len(raw.dropna()), len(raw)
nearest = min([90, 66, 35], key=lambda per: abs(per * size - 100 * whole))
for per in [90, 66, 35]:
    says = f"{whole} of {size} are whole" if per == nearest else "no"
    print(f"{per} of 100: {says}")
gaps = raw[:60].isna().T
z = gaps.astype(float).where(gaps)  # what is there is left out of the picture
fig = go.Figure(go.Heatmap(z=z, y=gaps.index, showscale=False, ygap=1))
fig.update_traces(colorscale=["#D55E00", "#D55E00"])
fig.update_xaxes(title="row", range=[-0.5, 59.5])
fig.update_yaxes(autorange="reversed", dtick=1)
fig.show()
