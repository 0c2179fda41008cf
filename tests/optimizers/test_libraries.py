"""What two pages say of PyTorch, Keras and Optax, against what `make torch` reads off the libraries themselves."""

import json
import math
import re
from pathlib import Path

import pytest

from tests.optimizers.cases import LIBRARIES

DOCS = Path(__file__).parents[2] / "docs" / "descent"
SAID = json.loads(LIBRARIES.read_text("utf-8"))
THREE = tuple(SAID)  # PyTorch, Keras, Optax
NAMES = {  # of a setting in each of the three, those of a pair together
    "rate": ("lr", "learning_rate", "learning_rate"),
    "sum starts at": ("initial_accumulator_value",) * 3,
    "ε": ("eps", "epsilon", "eps"),
    "decay": ("weight_decay",) * 3,
    "fading": ("alpha", "rho", "decay"),
    "momentum": ("momentum", "momentum", "beta"),
    "β": ("betas", "beta_1 beta_2", "b1 b2"),
}


def rows(page: str) -> dict[str, list[str]]:
    """Return the rows of the table of libraries on a page: three cells each, by what stands in front."""
    table = re.search(r"^\|[^\n]*PyTorch 2.*?\n\n", (DOCS / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)[0]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()]
    assert [re.search(r"\[(\w+) ([\d.]+)", cell).groups() for cell in lines[0][1:]] == [
        (name, each["version"]) for name, each in SAID.items()
    ]
    plain = [(re.sub(r"\$\\beta_1\$, \$\\beta_2\$", "β", line[0]), line[1:]) for line in lines[2:]]
    return {label.replace(r"$\varepsilon$", "ε"): cells for label, cells in plain}


def defaults(library: str, method: str) -> dict | None:
    """Return the defaults of a method by any spelling of its name, or None where the library has none."""
    wanted = re.sub("[^a-z]", "", method.lower())
    found = [each for name, each in SAID[library]["defaults"].items() if name.lower().split(".")[-1] == wanted]
    return found[0] if found else None


def number(cell: str) -> list[float] | str | None:
    """Return the numbers that a cell begins with, or its word."""
    words = {"not there": "not there", "none": None, "none, must be given": "must be given"}
    return words[cell] if cell in words else [float(each) for each in re.findall(r"(?<![\w`.])[\d.]+(?:e-\d+)?", cell)]


def recorded(library: str, method: str, setting: str):
    """Return a default in the form of a cell: numbers, a word, or None."""
    known = defaults(library, method)
    if known is None:
        return "not there"
    values = [known.get(name) for name in NAMES[setting][THREE.index(library)].split()]
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return flat[0] if flat[0] in (None, "must be given") else [float(each) for each in flat]


LAMB = "LAMB: ε, decay"
ROWS = [(page, label, i) for page in ("after-adam.md", "sign-and-memory.md") for label in rows(page) for i in range(3)]


@pytest.mark.parametrize(("page", "label", "column"), ROWS, ids=lambda each: str(each))
def test_a_cell_says_what_the_library_says(page: str, label: str, column: int):
    cell, library = rows(page)[label][column], THREE[column]
    front, _, setting = label.partition(": ")
    if front == "rate":  # of several methods
        for method in setting.split(", "):
            assert number(cell) == recorded(library, method, "rate")
    elif not setting:  # of one or more methods, their name
        for method in front.split(", "):
            known = [name for name in SAID[library]["defaults"] if defaults(library, method) is not None]
            assert (cell == "not there") == (not known)
            assert cell == "not there" or cell.strip("`") in known
    elif label == LAMB:
        assert (cell == "not there") == (defaults(library, "LAMB") is None)
        if cell != "not there":
            epsilon, decay = recorded(library, "LAMB", "ε"), recorded(library, "LAMB", "decay")
            assert cell == f"{epsilon[0]:.0e}".replace("e-0", "e-") + (", none" if decay is None else f", {decay[0]:g}")
    elif setting == "decay, its name":
        assert number(cell) == recorded(library, front, "fading")
        assert f"`{NAMES['fading'][column]}`" in cell
    else:
        assert number(cell) == recorded(library, front, setting), (front, setting)


@pytest.mark.parametrize("library", THREE)
@pytest.mark.parametrize("slope", [1.0, 1e-6])
def test_the_places_of_epsilon_are_those_of_the_first_steps(library: str, slope: float):
    """The table says where each ε stands; with its numbers that gives the first step."""
    cells = {label: row[THREE.index(library)] for label, row in rows("after-adam.md").items()}
    steps = SAID[library]["first steps"][str(slope)]

    def divided(square: float, cell: str) -> float:
        (epsilon,) = number(cell)
        inside = "inside the root" in cell
        return slope / (math.sqrt(square + epsilon) if inside else math.sqrt(square) + epsilon)

    begin, share = number(cells["AdaGrad: sum starts at"])[0], 1 - number(cells["RMSProp: decay, its name"])[0]
    assert steps["Adagrad"] == pytest.approx(divided(begin + slope**2, cells["AdaGrad: ε"]), rel=1e-9)
    assert steps["RMSprop"] == pytest.approx(divided(share * slope**2, cells["RMSProp: ε"]), rel=1e-9)
    root = math.sqrt(1 - number(cells["Adam: β"])[1])
    scale = 1 / root if "uncorrected" in cells["Adam: ε"] else 1
    assert steps["Adam"] == pytest.approx(slope / (slope + scale * number(cells["Adam: ε"])[0]), rel=1e-9)


def test_an_embedding_goes_to_adam_in_keras_alone():
    text = (DOCS / "sign-and-memory.md").read_text("utf-8")
    assert "A table that is an [embedding](sparse-gradients.md) goes to Adam in Keras alone." in text
    assert {library: SAID[library]["Muon's embedding"] for library in THREE} == {
        "PyTorch": "Muon",
        "Keras": "Adam",
        "Optax": "Muon",
    }


def test_muon_has_the_constants_of_the_page_and_five_steps_in_all_three():
    text = (DOCS / "matrix-methods.md").read_text("utf-8")
    constants = [3.4445, -4.7750, 2.0315]
    for name, value in zip("abc", constants, strict=True):
        assert f"${name} = {value:.4f}$" in text
    torch, keras, optax = (defaults(library, "Muon") for library in THREE)
    assert torch["ns_coefficients"] == optax["ns_coeffs"] == [keras[f"muon_{each}"] for each in "abc"] == constants
    assert {each["ns_steps"] for each in (torch, keras, optax)} == {5}


def test_a_compiled_model_answers_the_same_and_names_its_state_otherwise():
    said, page = SAID["PyTorch"]["compiled"], (DOCS.parent / "practice" / "the-same-in-pytorch.md").read_text("utf-8")
    (prefix,) = set(re.findall(r"`(_\w+\.)`", page))
    assert said["same answers"]
    assert said["names"] == [prefix + name for name in said["plain names"]]
