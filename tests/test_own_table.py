"""A reader's own file goes through the programs of A table, Which model and Judge and keep, in order.

Only what the pages tell is changed: the lines at the top of three programs. What would spoil a model in silence is
there, too: days written in two ways, a leak, a number of the row, typing errors, and targets far out.
"""

import contextlib
import io
import re
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

SNIPPETS = Path(__file__).parent.parent / "snippets"
NUMBERS = [
    "a-table/look",
    "a-table/clean",
    "a-table/columns",
    "a-table/alone",
    "a-table/first_model",
    "which-model/pays",
    "which-model/flexibility",
    "which-model/more_patients",
    "which-model/search",
    "which-model/final",
    "judge-and-keep/importance",
    "judge-and-keep/keep",
    "judge-and-keep/check",
    "judge-and-keep/drift",
    "judge-and-keep/silent",
]
CLASSES = [
    *NUMBERS[:3],
    "a-table-of-classes/classifier",
    "a-table-of-classes/final",
    "a-table-of-classes/keep",
    "judge-and-keep/check",
    "judge-and-keep/drift",
]
OWN = ["a-table/look", "a-table/clean", "judge-and-keep/check"]  # what a reader changes, at the top
REPAIRS = {
    "FILE": "repairs.csv",
    "NEW": "new.csv",
    "TARGET, DATE": ("cost", "day"),
    "WORDS, LEAVE_OUT": (["machine", "site"], ["number", "invoice"]),
    "MEND": {"pmup": "pump", "61,5": "61.5"},
}
CHURN = {
    "FILE": "churn.csv",
    "NEW": "new.csv",
    "TARGET, DATE": ("left", None),
    "WORDS, LEAVE_OUT": (["plan", "zone", "left"], ["customer"]),
    "MEND": {},
}


def repairs() -> pd.DataFrame:
    """Return a table of repairs, as messy as files are, with the true days in `true`."""
    rng = np.random.default_rng(7)
    table = pd.DataFrame({"number": rng.permutation(240) + 1001})
    days = pd.date_range("2022-01-03", periods=1000)[rng.choice(1000, 240, replace=False)]
    table["day"] = [f"{day:%d.%m.%Y}" if rng.random() < 0.4 else f"{day:%Y-%m-%d}" for day in days]
    machine = rng.choice(["pump", "fan", "press"], 240)
    table["machine"], table["site"] = machine, rng.choice(["Kiel", "Ulm"], 240)
    table["age"], table["hours"] = rng.uniform(0, 18, 240).round(1), rng.gamma(4, 800, 240).round()
    table["temp"] = [f"{each:.1f}" for each in rng.normal(60, 9, 240)]
    cost = 250 + 35 * table["age"] + 0.06 * table["hours"] + 300 * (machine == "press") + rng.normal(0, 90, 240)
    table["vat"], table["invoice"] = 19, (1.19 * cost).round(2)
    table["cost"] = cost.round(2)
    table = table.mask((rng.random(table.shape) < 0.1) & ~table.columns.isin(["number", "day", "vat", "cost"]))
    table.loc[5:6, "machine"] = ["pmup", " Pump "]
    table.loc[7, "temp"] = "61,5"
    table.loc[[8, 9], "cost"] = [np.nan, 99999]
    return table.assign(true=days)


def churn() -> pd.DataFrame:
    """Return a table of customers, of whom one in ten leaves; its zones are numbers, and names."""
    rng = np.random.default_rng(8)
    table = pd.DataFrame({"customer": [f"C{each:04}" for each in rng.permutation(400)]})
    table["tenure"], table["calls"] = rng.gamma(2, 15, 400).round(1), rng.poisson(1.5, 400)
    table["plan"], table["zone"] = rng.choice(["basic", "pro"], 400), rng.choice([1, 2, 3], 400)
    risk = table["calls"] - 0.05 * table["tenure"] + rng.logistic(0, 0.5, 400)
    table["left"] = np.where(risk >= np.sort(risk)[-40], "Yes", "no")
    gaps = (rng.random(table.shape) < 0.1) & table.columns.isin(["tenure", "plan"])
    return table.mask(gaps)


def run(name: str, folder: Path, change: dict[str, object], everywhere: bool = False) -> tuple[str, str]:
    """Run a program in a folder; return what it prints and how it fails.

    The names at its top get other values, and `everywhere` the name of its file, as where a reader replaces all.
    """
    source = (SNIPPETS / f"{name}.py").read_text("utf-8")
    for names, value in change.items() if name in OWN else ():
        now = repr(value)[1:-1] if isinstance(value, tuple) else repr(value)
        source = re.sub(rf"^{names} = [^#\n]*", lambda _, n=names, v=now: f"{n} = {v}  ", source, flags=re.MULTILINE)
    if everywhere:
        source = source.replace("downhill-patients.csv", str(change["FILE"]))
    printed, failed = io.StringIO(), ""
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("default")
        try:
            exec(compile(source.replace("fig.show()", ""), name, "exec"), {"__name__": "__main__"})
        except (Exception, SystemExit) as error:
            failed = f"{error!r}"
    return printed.getvalue(), failed


def said(name: str, folder: Path, change: dict[str, object]) -> str:
    """Return what a program prints that must run."""
    printed, failed = run(name, folder, change)
    assert not failed, (name, failed)
    return printed


@pytest.fixture
def repaired(tmp_path: Path) -> Path:
    """Return a folder with a file of repairs, and one of new rows."""
    table = repairs().drop(columns="true")
    table.to_csv(tmp_path / "repairs.csv", index=False)
    new = table[10:14].drop(columns=["cost", "invoice"]).assign(machine=["pump", "PRESS", "crane", "fan"])
    new.assign(temp=["60", "61,5", "60", ""]).to_csv(tmp_path / "new.csv", index=False)
    return tmp_path


def test_a_file_of_repairs_becomes_a_judged_and_kept_model(repaired: Path) -> None:
    before = (repaired / "repairs.csv").read_bytes(), (repaired / "new.csv").read_bytes()
    prints = {name: said(name, repaired, REPAIRS) for name in NUMBERS}
    assert before == ((repaired / "repairs.csv").read_bytes(), (repaired / "new.csv").read_bytes())
    assert not [name for name in NUMBERS if "the book's patients" in prints[name]]
    look, table = prints["a-table/look"], pd.read_csv(repaired / "downhill-table.csv")
    for word in ["'pmup' 1", "' Pump ' 1", "'99,9' 1", "'9999-99-99'", "'99.99.9999'", "each row another", "19 to 19"]:
        assert word in look
    assert [*table] == ["day", *table][1:] == ["date", "machine", "site", "age", "hours", "temp", "target"]
    true = repairs().dropna(subset="cost")["true"].sort_values()
    assert table["date"].tolist() == true.dt.strftime("%Y-%m-%d").tolist()
    assert set(table["machine"].dropna()) == {"pump", "fan", "press"}
    assert "1 far out 99999" in prints["a-table/alone"]
    assert "a leak?" not in prints["a-table/alone"]
    assert pd.read_pickle(repaired / "downhill-model.pickle")["until"] == true.max().strftime("%Y-%m-%d")
    check = prints["judge-and-keep/check"].splitlines()
    assert check[0] == "row 2, machine: crane is not one of ['fan', 'press', 'pump']"
    assert check[1].startswith("row 1, temp: 61,5 is not ")
    assert [line[:6] for line in check[2:]] == ["row 0:", "row 3:"]
    this, fresh = prints["judge-and-keep/keep"].splitlines()
    assert this.split()[2:] == fresh.split()[2:]


def test_the_model_is_better_than_a_dumb_one_once_the_far_value_is_mended(repaired: Path) -> None:
    mended = REPAIRS | {"MEND": {"pmup": "pump", "61,5": "61.5", "99999": "999.99", "99999.0": "999.99"}}
    prints = {name: said(name, repaired, mended) for name in NUMBERS[1:10]}
    assert "0 far out" in prints["a-table/alone"]
    final = prints["which-model/final"].splitlines()
    model, dumb = (float(line.split()[2].rstrip(",")) for line in final[1:3])
    assert model < 0.7 * dumb
    assert float(final[3].split()[5]) > 0


def test_a_leak_is_loud(repaired: Path) -> None:
    leaking = REPAIRS | {
        "WORDS, LEAVE_OUT": (["machine", "site"], ["number"]),
        "MEND": {"pmup": "pump", "61,5": "61.5", "99999": "999.99", "99999.0": "999.99"},
    }
    said("a-table/clean", repaired, leaking)
    marked = [line for line in said("a-table/alone", repaired, leaking).splitlines() if "a leak?" in line]
    assert [line.split()[0] for line in marked] == ["invoice"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"MEND": {"pmup": "pump"}}, "temp has what is no day or number: ['61,5']"),
        ({"WORDS, LEAVE_OUT": (["machine"], ["number"])}, "site has what is no day or number: ['"),
        ({"DAYS": ["%Y-%m-%d"]}, "day has what is no day or number: ['"),
        ({"TARGET, DATE": ("cost", None)}, "day has what is no day or number: ['"),
        ({"TARGET, DATE": ("price", "day")}, "KeyError"),
        ({"FILE": "elsewhere.csv"}, "FileNotFoundError"),
    ],
)
def test_what_would_be_wrong_in_silence_stops_the_cleaning(
    change: dict[str, object], names: str, repaired: Path
) -> None:
    assert names in run("a-table/clean", repaired, REPAIRS | change)[1]
    assert not (repaired / "downhill-table.csv").exists()


@pytest.mark.parametrize("name", OWN[:2])
def test_no_file_is_made_under_a_name_that_a_reader_gives(name: str, tmp_path: Path) -> None:
    """Not even where he replaces the name everywhere, and runs the program in a folder where his file is not."""
    assert "No such file" in run(name, tmp_path, {"FILE": "mine.csv"}, everywhere=True)[1]
    assert not [*tmp_path.iterdir()]


def test_a_file_of_customers_becomes_a_judged_and_kept_classifier(tmp_path: Path) -> None:
    churn().to_csv(tmp_path / "churn.csv", index=False)
    churn()[:3].drop(columns="left").assign(zone=[1, 9, 3], plan="PRO").to_csv(tmp_path / "new.csv", index=False)
    prints = {name: said(name, tmp_path, CHURN) for name in CLASSES}
    assert not [name for name in CLASSES if "the book's patients" in prints[name]]
    scores = dict(line.rsplit(maxsplit=1) for line in prints["a-table-of-classes/classifier"].splitlines())
    assert float(scores["always the same"]) == 0.1
    assert float(scores["all columns"]) > max(0.3, float(scores["zone"]))
    final = prints["a-table-of-classes/final"].splitlines()
    assert sum(int(each) for each in final[3].split()[1:]) == 10  # a quarter of the forty
    model, *dumb = (float(each) for each in final[-2].split()[-3:])
    assert model < min(dumb)
    kept = pd.read_pickle(tmp_path / "downhill-model.pickle")
    assert kept["seen"]["zone"] == ["zone 1", "zone 2", "zone 3"]
    assert kept["until"] == "no date"
    check = prints["judge-and-keep/check"].splitlines()
    assert check[0] == "row 1, zone: 9 is not one of ['zone 1', 'zone 2', 'zone 3']"
    assert [line[:7] for line in check[1:]] == ["row 0: ", "row 2: "]
    assert {line[7:] for line in check[1:]} <= {"0", "1"}


def test_a_class_that_is_not_there_is_named(repaired: Path) -> None:
    said("a-table/clean", repaired, REPAIRS)
    for name in CLASSES[3:6]:
        assert "no target is 'yes'" in run(name, repaired, REPAIRS)[1]


def test_drift_is_seen_beside_a_column_that_never_changed_and_where_one_is_gone(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    table = pd.DataFrame({"vat": 19.0, "temp": rng.normal(60, 9, 400), "load": rng.normal(0, 1, 400)})
    table["target"] = rng.normal(size=400)
    table.loc[328:, "temp"] += 25
    table.loc[356:, "load"] = np.nan
    table.to_csv(tmp_path / "downhill-table.csv", index=False)
    lines = said("judge-and-keep/drift", tmp_path, {}).splitlines()
    assert ["look at it" in line for line in lines] == [False, True, True, True]
    assert lines[1].startswith("temp ")
    assert "load inf" in lines[-1]


def test_the_book_s_file_goes_the_same_way_and_is_the_table_that_each_program_makes_alone(tmp_path: Path) -> None:
    names = [name for name in NUMBERS if name not in ("which-model/pays", "judge-and-keep/silent")]
    for name in names:
        out = (SNIPPETS / f"{name}.out").read_text("utf-8")
        printed = said(name, tmp_path, {})
        if name == "judge-and-keep/drift":  # the new cuff comes in there, too
            assert "bp 5.0" in printed
        if name != "judge-and-keep/check":  # which has found a better model meanwhile
            assert printed == out.replace("the book's patients\n", "")
    assert (tmp_path / "downhill-patients.csv").exists()


def test_all_programs_take_the_table_by_the_same_lines() -> None:
    recipe = re.compile(r"^if Path\(\"downhill-table\.csv\"\).*?^    table = table\.sort_values\(.*?\n", re.S | re.M)
    mess = re.compile(r"^if FILE\.startswith.*?^    rows\.to_csv\(.*?\n", re.S | re.M)
    sources = [path.read_text("utf-8") for path in sorted(SNIPPETS.glob("*/*.py"))]
    found = [recipe.search(source)[0] for source in sources if 'Path("downhill-table.csv")' in source]  # type: ignore[index]
    made = [mess.search(source)[0] for source in sources if "FILE.startswith" in source]  # type: ignore[index]
    assert len(found) >= 12
    assert len(made) == 2
    assert len(set(found)) == len(set(made)) == 1
