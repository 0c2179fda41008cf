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
ALONE = ["which-model/pays", "judge-and-keep/check", "judge-and-keep/drift", "judge-and-keep/silent"]
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
    "FILE, READ": ("repairs.csv", {"sep": ","}),
    "NEW, READ": ("new.csv", {"sep": ","}),
    "TARGET, DATE, DAYS": ("cost", "day", ["%Y-%m-%d", "%d.%m.%Y"]),
    "WORDS, LEAVE_OUT, NUMBERS": (["machine", "site"], ["number", "invoice"], {}),
    "MEND": {"machine": {"pmup": "pump"}, "temp": {"61,5": "61.5"}},
}
CHURN = {
    "FILE, READ": ("churn.csv", {"sep": ","}),
    "NEW, READ": ("new.csv", {"sep": ","}),
    "TARGET, DATE, DAYS": ("left", None, []),
    "WORDS, LEAVE_OUT, NUMBERS": (["plan", "zone", "left"], ["customer"], {}),
    "MEND": {},
}

MENDED = {"machine": {"pmup": "pump"}, "temp": {"61,5": "61.5"}, "cost": {"99999.0": "999.99"}}


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
        source = source.replace("downhill-patients.csv", "mine.csv")
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


@pytest.mark.whole("that of customers is tried")
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


@pytest.mark.whole("a model is fitted to another table once more")
def test_the_model_is_better_than_a_dumb_one_once_the_far_value_is_mended(repaired: Path) -> None:
    mended = REPAIRS | {"MEND": MENDED}
    prints = {name: said(name, repaired, mended) for name in NUMBERS[1:10]}
    assert "0 far out" in prints["a-table/alone"]
    final = prints["which-model/final"].splitlines()
    model, dumb = (float(line.split()[2].rstrip(",")) for line in final[1:3])
    assert model < 0.7 * dumb
    assert float(final[3].split()[5]) > 0


def test_a_leak_is_loud(repaired: Path) -> None:
    leaking = REPAIRS | {
        "WORDS, LEAVE_OUT, NUMBERS": (["machine", "site"], ["number"], {}),
        "MEND": MENDED,
    }
    said("a-table/clean", repaired, leaking)
    marked = [line for line in said("a-table/alone", repaired, leaking).splitlines() if "a leak?" in line]
    assert [line.split()[0] for line in marked] == ["invoice"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"MEND": {}}, ["temp has what is no day or number: ['61,5']"]),
        ({"WORDS, LEAVE_OUT, NUMBERS": ([], ["number"], {})}, ["site has what is no day or", "machine has what is no"]),
        ({"TARGET, DATE, DAYS": ("cost", "day", ["%Y-%m-%d"])}, ["day has what is no day or number: ['"]),
        ({"TARGET, DATE, DAYS": ("cost", None, [])}, ["day has what is no day or number: ['"]),
        ({"MEND": {"cost": {"99999": "999"}}}, ["cost has no '99999' to mend", "see WORDS, NUMBERS, DAYS and MEND"]),
        ({"TARGET, DATE, DAYS": ("Cost", "day", [])}, ["repairs.csv has no column {'Cost'}, but ['number', 'day', "]),
        ({"TARGET, DATE, DAYS": ("cost", "Day", [])}, ["has no column {'Day'}, but ['number', 'day', "]),
        ({"WORDS, LEAVE_OUT, NUMBERS": (["machin"], [], {})}, ["has no column {'machin'}, but ['number', 'day', "]),
        ({"WORDS, LEAVE_OUT, NUMBERS": ([], ["no"], {})}, ["has no column {'no'}, but ['number', 'day', "]),
        ({"MEND": {"tmep": {}}}, ["has no column {'tmep'}, but ['number', 'day', "]),
        ({"FILE, READ": ("repairs.csv", {"sep": ";"})}, ["but ['number,day,machine,"]),
        ({"FILE, READ": ("elsewhere.csv", {})}, ["FileNotFoundError"]),
    ],
)
def test_what_would_be_wrong_in_silence_stops_the_cleaning(
    change: dict[str, object], names: list[str], repaired: Path
) -> None:
    failed = run("a-table/clean", repaired, REPAIRS | change)[1]
    assert [each for each in names if each not in failed] == [], failed
    assert not (repaired / "downhill-table.csv").exists()


@pytest.mark.parametrize(
    ("columns", "change", "says"),
    [
        (["date"], {}, "rename date in repairs.csv"),
        (["target", "date"], {}, "rename target in repairs.csv; rename date in repairs.csv"),
        (["date"], {"TARGET, DATE, DAYS": ("cost", None, []), "WORDS, LEAVE_OUT, NUMBERS": "day"}, "rename date"),
        (["date"], {"WORDS, LEAVE_OUT, NUMBERS": "date"}, ""),
        (["target"], {"TARGET, DATE, DAYS": ("target", "day", REPAIRS["TARGET, DATE, DAYS"][2])}, ""),
    ],
)
def test_a_column_called_as_the_programs_call_theirs_is_named_before_it_is_lost(
    columns: list[str], change: dict[str, object], says: str, repaired: Path
) -> None:
    """Pandas would refuse a second `date`, and a `date` that is none would be left out of the model in silence."""
    raw = pd.read_csv(repaired / "repairs.csv", dtype=str)
    raw.assign(**{name: raw["age"] for name in columns}).to_csv(repaired / "repairs.csv", index=False)
    left = change.get("WORDS, LEAVE_OUT, NUMBERS", "number")
    words = {"WORDS, LEAVE_OUT, NUMBERS": (["machine", "site"], ["number", "invoice", left], {})}
    failed = run("a-table/clean", repaired, REPAIRS | change | words)[1]
    assert says in failed
    assert bool(failed) == bool(says), failed


@pytest.mark.parametrize("cost", ["19", "", "few", "Few "])
def test_a_target_that_never_varies_is_named_and_a_day_that_never_does_is_left_out(cost: str, repaired: Path) -> None:
    raw = pd.read_csv(repaired / "repairs.csv", dtype=str)
    raw.assign(cost=["few", *[cost] * 239] if cost.strip().isalpha() else cost).to_csv(repaired / "repairs.csv")
    words = {"WORDS, LEAVE_OUT, NUMBERS": (["machine", "site", *["cost"] * cost.strip().isalpha()], ["number"], {})}
    failed = run("a-table/clean", repaired, REPAIRS | words)[1]
    assert failed == "AssertionError('TARGET cost of repairs.csv never varies')"
    raw.assign(day="2024-01-01").to_csv(repaired / "repairs.csv", index=False)
    assert "become (23" in said("a-table/clean", repaired, REPAIRS)
    assert "date" not in pd.read_csv(repaired / "downhill-table.csv")


@pytest.mark.parametrize("name", OWN[:2])
def test_no_file_is_made_under_a_name_that_a_reader_gives(name: str, tmp_path: Path) -> None:
    """Not even where he replaces the name everywhere, and runs the program in a folder where his file is not."""
    assert "No such file" in run(name, tmp_path, {"FILE, READ": ("mine.csv", {})}, everywhere=True)[1]
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


def test_a_class_that_is_not_there_or_too_rare_is_named_beside_those_that_are(tmp_path: Path) -> None:
    for few, left in [(0, "{'left true', 'left false'}"), (13, "{'yes', 'no'}")]:
        words = [left.split("'")[3], left.split("'")[1]]
        table = churn().assign(left=np.where(np.arange(400) < 13, *words[::-1]))
        table["left"] = table["left"].str.removeprefix("left ")
        table.to_csv(tmp_path / "churn.csv", index=False)
        said("a-table/clean", tmp_path, CHURN)
        assert words[1] in said("a-table/columns", tmp_path, CHURN)  # so a reader sees what it is called
        for name in CLASSES[3:6]:
            failed = run(name, tmp_path, CHURN)[1]
            assert f"too few rows of 'yes', {few}, among {{" in failed
            assert all(word in failed for word in words)


@pytest.mark.parametrize("name", [each for each in NUMBERS[3:] if each not in ALONE])
def test_a_target_that_is_a_class_stops_the_programs_for_numbers_with_the_page_to_take(
    name: str, tmp_path: Path
) -> None:
    churn().to_csv(tmp_path / "churn.csv", index=False)
    said("a-table/clean", tmp_path, CHURN)
    assert run(name, tmp_path, CHURN)[1] == "AssertionError('the target is a class: see A table of classes')"


@pytest.mark.whole("a model is fitted to another table once more")
def test_numbers_are_read_as_they_are_written_in_the_file_and_in_new_rows(repaired: Path) -> None:
    """Commas for thousands, which a reader of decimal commas would make a thousandth, and points, and a unit."""
    said("a-table/clean", repaired, REPAIRS)
    plain = pd.read_csv(repaired / "downhill-table.csv")
    raw = pd.read_csv(repaired / "repairs.csv", dtype=str)
    hours = pd.to_numeric(raw["hours"])
    words = (["machine", "site"], ["number", "invoice"])
    comma, point = r",(?=\d{3}\b)", r"\.(?=\d{3}\b)"
    for written, numbers in [
        ([f"{each:,.0f} h" for each in hours], {comma: "", " h": ""}),
        ([f"{each:,.1f}".translate(str.maketrans(",.", ".,")) for each in hours], {point: "", ",": "."}),
    ]:
        other = raw.assign(hours=[None if "nan" in each else each for each in written])
        other.to_csv(repaired / "repairs.csv", index=False, sep=";", encoding="latin-1")
        change = REPAIRS | {"FILE, READ": ("repairs.csv", {"sep": ";", "encoding": "latin-1"})}
        assert "hours" in said("a-table/look", repaired, change)
        assert "hours has what is no day or number" in run("a-table/clean", repaired, change)[1]
        change["MEND"] = {"machine": {"pmup": "pump"}} | ({} if "," in numbers else {"temp": {"61,5": "61.5"}})
        said("a-table/clean", repaired, change | {"WORDS, LEAVE_OUT, NUMBERS": (*words, numbers)})
        pd.testing.assert_frame_equal(pd.read_csv(repaired / "downhill-table.csv"), plain)
        said("judge-and-keep/keep", repaired, change)
        new = other[10:14].drop(columns=["cost", "invoice"])
        new.to_csv(repaired / "new.csv", index=False, sep=";")
        change |= {"NEW, READ": ("new.csv", {"sep": ";"})}
        assert "row 0, hours: " in said("judge-and-keep/check", repaired, change)
        answers = said("judge-and-keep/check", repaired, change | {"NUMBERS": numbers}).splitlines()
        assert [line[:6] for line in answers] == [f"row {row}:" for row in range(4)]
    new.drop(columns="hours").to_csv(repaired / "new.csv", index=False, sep=";")
    assert "new.csv has no column {'hours'}, but [" in run("judge-and-keep/check", repaired, change)[1]


def test_a_file_with_semicolons_is_said_to_have_one_column(tmp_path: Path) -> None:
    churn().to_csv(tmp_path / "churn.csv", index=False, sep=";")
    assert "one column only, ['customer;tenure;" in run("a-table/look", tmp_path, CHURN)[1]


def test_a_typing_error_is_no_thousand(repaired: Path) -> None:
    comma = REPAIRS | {"WORDS, LEAVE_OUT, NUMBERS": (["machine", "site"], ["number", "invoice"], {r",(?=\d{3}\b)": ""})}
    assert "temp has what is no day or number: ['61,5']" in run("a-table/clean", repaired, comma | {"MEND": {}})[1]


def test_copies_are_counted_and_left_out_and_a_row_without_a_day_too(repaired: Path) -> None:
    said("a-table/clean", repaired, REPAIRS)
    plain = (repaired / "downhill-table.csv").read_text("utf-8")
    raw = pd.read_csv(repaired / "repairs.csv", dtype=str)
    raw.loc[len(raw)] = raw.loc[0].to_dict() | {"day": None, "number": "9"}
    pd.concat([raw, raw[:30]]).to_csv(repaired / "repairs.csv", index=False)
    look = said("a-table/look", repaired, REPAIRS)
    assert look.startswith("271 rows, 30 of them copies of others")
    assert re.search("^each row another value: .*number", look, re.MULTILINE)
    said("a-table/clean", repaired, REPAIRS)
    assert sorted((repaired / "downhill-table.csv").read_text("utf-8").split()) == sorted(plain.split())


def test_a_word_may_begin_with_the_name_of_its_column_and_of_many_words_some_are_shown(tmp_path: Path) -> None:
    plans = np.array([f"plan {chr(97 + k)}" for k in range(20)])[np.arange(400) % 20]
    table = churn().assign(plan=plans, **{"plan b": np.arange(400) % 3})
    table.to_csv(tmp_path / "churn.csv", index=False)
    table[:3].to_csv(tmp_path / "new.csv", index=False)
    assert "'plan o' 20, and 5 more" in said("a-table/look", tmp_path, CHURN)
    said("a-table/clean", tmp_path, CHURN)
    assert set(pd.read_csv(tmp_path / "downhill-table.csv")["plan"]) == {*plans}
    columns = said("a-table/columns", tmp_path, CHURN)
    assert "targets {'no': 360, 'yes': 40}" in columns
    assert "5 columns become 26" in columns
    assert columns.count("plan_plan") == 9
    said("a-table-of-classes/keep", tmp_path, CHURN)
    assert re.fullmatch(r"(row \d: [01]\n){3}", said("judge-and-keep/check", tmp_path, CHURN))


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


@pytest.mark.whole("three programs run on the book's own table; those of readers do")
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
    mess = re.compile(r"^if FILE\.startswith.*?^    rows\.assign\(.*?\n", re.S | re.M)
    sources = [path.read_text("utf-8") for path in sorted(SNIPPETS.glob("*/*.py"))]
    found = [recipe.search(source)[0] for source in sources if 'Path("downhill-table.csv")' in source]  # type: ignore[index]
    made = [mess.search(source)[0] for source in sources if "FILE.startswith" in source]  # type: ignore[index]
    assert len(found) >= 12
    assert len(made) == 2
    assert len(set(found)) == len(set(made)) == 1
