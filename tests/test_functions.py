"""Every function to keep, found by glob: on any input it is right, or raises ValueError that names the argument."""

import ast
import inspect
import re
import runpy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from downhill import functions

SNIPPETS = Path(__file__).parent.parent / "snippets"
KEPT = {
    each.name: each
    for path in sorted(SNIPPETS.glob("*/*.py"))
    for each in functions.of_program(f"{path.parent.name}/{path.stem}", path, {})
}
ENOUGH = 20_000  # calls of a loss or gradient: what needs more goes on for ever

COUNTS = {
    "steps": 3,
    "rounds": 2,
    "cases": 3,
    "limit": 200,
    "every": 2,
    "first": 3,
    "growth": 2,
    "memory": 2,
    "patience": 2,
}
NUMBERS = {
    "learning_rate": 0.25,
    "rate": 0.25,
    "step": 0.25,
    "tolerance": 0.5,
    "momentum": 0.5,
    "beta1": 0.5,
    "beta2": 0.75,
    "decay": 0.5,
    "epsilon": 0.25,
    "weight_decay": 0.25,
    "floor": 0.25,
    "width": 0.5,
    "shrink": 0.5,
    "fraction": 0.5,
    "slope": 0.75,
    "smallest": 0.5,
    "largest": 4.0,
    "share": 0.5,
    "rise": 2.0,
    "fall": 0.5,
    "base": 1.0,
    "factor": 0.5,
    "half": 2.0,
    "last": 0.5,
    "a": 1.0,
    "penalty": 0.5,
    "damping": 1.0,
    "longest": 0.5,
}
ARRAYS = {
    "start": [3.0, 1.0],
    "W": [[3.0, 1.0], [1.0, 2.0]],
    "w": [3.0, 1.0],
    "X": [[0.0, 1.0], [1.0, 3.0], [4.0, 0.0], [5.0, 5.0]],
    "scores": [[2.0, 1.0, 0.0], [0.0, 3.0, 1.0]],
    "labels": [0.0, 2.0],
    "centres": [[0.0, 0.0], [5.0, 4.0]],
    "temperatures": [2.0, 1.0, 1.0],
    "v": [1.0, 2.0],
    "mean": [3.0, 2.0],
    "deviation": [2.0, 1.0],
}
WHOLE = {"labels"}  # arrays of whole numbers
WIDER = {"temperatures"}  # an infinite one takes each proposal, and none at all leaves the start


class Counted:
    """A loss, gradient or Hessian that counts its calls, and those that repeat the one before."""

    def __init__(self, function: Callable[[np.ndarray], Any]) -> None:
        """Wrap a function of w."""
        self.function, self.calls, self.again = function, 0, 0
        self.before: Any = None

    def __call__(self, w: Any) -> Any:
        """Call it; stop what would go on for ever."""
        self.calls += 1
        assert self.calls < ENOUGH, "it goes on for ever"
        self.again += self.before is not None and np.array_equal(self.before, w, equal_nan=True)
        self.before = np.array(w, dtype=float)
        return self.function(np.asarray(w, dtype=float))


def callables() -> dict[str, Any]:
    """Return w₁² + 2 w₂² + |w|⁴/100, its gradient and its Hessian, a schedule and a generator of random numbers.

    And its Hessian times a vector, errors with their slopes, two ways to change weights after a step, a whole step with
    an error to watch, and the gradients of two layers.
    """
    return {
        "product": lambda w, v: (np.diag([2.0, 4.0]) + (w @ w) * np.eye(2) / 25 + np.outer(w, w) * 2 / 25) @ v,
        "residuals": lambda w: np.array([w[0] - 1, w[1] ** 2, w[0] * w[1] / 3]),
        "jacobian": lambda w: np.array([[1, 0], [0, 2 * w[1]], [w[1] / 3, w[0] / 3]]),
        "project": lambda w: np.maximum(w, 0),
        "prox": lambda w, rate: w / (1 + rate),
        "loss": Counted(lambda w: w[0] ** 2 + 2 * w[1] ** 2 + (w @ w) ** 2 / 100),
        "gradient": Counted(lambda w: np.array([2, 4]) * w + (w @ w) * w / 25),
        "hessian": Counted(lambda w: np.diag([2.0, 4.0]) + (w @ w) * np.eye(2) / 25 + np.outer(w, w) * 2 / 25),
        "case_gradient": lambda w, i: (i + 1) * (np.asarray(w, dtype=float) - i),
        "schedule": lambda step: 1.0,
        "rng": np.random.default_rng(1),
        "update": lambda w: w / 2,
        "error": lambda w: w @ w,
        "gradients": [np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([4.0])],
    }


@cache
def kept(name: str) -> Callable[..., Any]:
    """Return a function to keep."""
    return runpy.run_path(str(SNIPPETS / f"{KEPT[name].program}.py"))[name]


def parameters(name: str) -> list[str]:
    """Return the names of a function's arguments, from its text: who collects tests runs no program."""
    function: Any = ast.parse(f"def {KEPT[name].signature}: ...").body[0]
    return [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]


def good(name: str) -> dict[str, Any]:
    """Return arguments that the function takes; those that nothing is known of keep their default."""
    made: dict[str, Any] = {}
    for argument, parameter in inspect.signature(kept(name)).parameters.items():
        known = {**COUNTS, **NUMBERS, **ARRAYS, **callables()}
        if argument in known:
            value = known[argument]
            made[argument] = np.array(value, dtype=int if argument in WHOLE else float) if argument in ARRAYS else value
        else:
            assert parameter.default is not parameter.empty, f"say in this file what {argument} of {name} may be"
    return made


def result(name: str, arguments: dict[str, Any]) -> list[np.ndarray]:
    """Call the function; of a schedule return its first six rates."""
    found = kept(name)(**arguments)
    if callable(found):
        found = [found(step) for step in range(6)]
    parts = found if isinstance(found, tuple) else (found,)
    arrays = [each for part in parts for each in (part if isinstance(part, list) else [part])]
    return [np.asarray(each, dtype=float) for each in arrays]


def is_same(name: str, changed: dict[str, Any], by: float = 1e-12) -> bool:
    """Say whether the function returns with some arguments changed what it returns for the good ones."""
    one, other = result(name, good(name)), result(name, {**good(name), **changed})
    return all(a.shape == b.shape and np.allclose(a, b, rtol=by, atol=by) for a, b in zip(one, other, strict=True))


def middle(name: str, argument: str) -> int:
    """Return the second call of a function that is an argument, or the first where there is only one."""
    arguments = good(name)
    result(name, arguments)
    return min(arguments[argument].calls, 2)


def refuses(name: str, argument: str, value: Any) -> None:
    """Hold that the function names the argument in a ValueError, before it does anything with it."""
    arguments = {**good(name), argument: value}
    with pytest.raises(ValueError, match=rf"\b{argument}\b") as error:
        result(name, arguments)
    assert type(error.value) is ValueError, error.value


def cases(*kinds: dict[str, Any]) -> list[tuple[str, str]]:
    """Return each function with each of its arguments of some kinds."""
    known = {argument for kind in kinds for argument in kind}
    return [(name, each) for name in KEPT for each in parameters(name) if each in known]


def test_there_are_functions_to_keep():
    assert len(KEPT) > 20
    for name in KEPT:
        assert result(name, good(name))
        assert parameters(name) == list(inspect.signature(kept(name)).parameters)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize(("name", "argument"), cases(NUMBERS, COUNTS))
def test_a_number_that_is_none_is_refused(name: str, argument: str, value: float):
    refuses(name, argument, value)


@pytest.mark.parametrize("value", [-1, 2.5])
@pytest.mark.parametrize(("name", "argument"), cases(COUNTS))
def test_a_count_is_whole_and_not_negative(name: str, argument: str, value: float):
    if callable(kept(name)(**good(name))) and argument != "growth" and value > 0:
        return  # for a schedule it is a length of time
    refuses(name, argument, value)


@pytest.mark.parametrize("kind", [np.uint8, np.int32, np.int64])
@pytest.mark.parametrize(("name", "argument"), cases(COUNTS))
def test_a_count_may_be_of_any_kind_of_whole_number(name: str, argument: str, kind: type):
    assert is_same(name, {argument: kind(good(name)[argument])})


@pytest.mark.parametrize(("name", "argument"), cases(NUMBERS))
def test_a_number_may_be_of_numpy(name: str, argument: str):
    value = good(name)[argument]
    assert is_same(name, {argument: np.float32(value)}, 1e-6)
    assert is_same(name, {argument: np.array(value)})


@pytest.mark.parametrize("value", [np.nan, np.inf])
@pytest.mark.parametrize(("name", "argument"), [each for each in cases(ARRAYS) if each[1] not in WHOLE])
def test_an_array_that_holds_what_is_no_number_is_refused(name: str, argument: str, value: float):
    array = good(name)[argument]
    array[(-1,) * array.ndim] = value
    if argument in WIDER and np.isinf(value):
        return
    refuses(name, argument, array)


@pytest.mark.parametrize(("name", "argument"), cases(ARRAYS))
def test_an_array_of_another_shape_is_refused(name: str, argument: str):
    array = good(name)[argument]
    refuses(name, argument, array[None])
    refuses(name, argument, np.array(0))
    if argument in WIDER:
        return
    with pytest.raises(ValueError):  # noqa: PT011 - without any number even the reader's own loss may stop
        result(name, {**good(name), argument: array[..., :0]})


@pytest.mark.parametrize("kind", [np.uint8, np.uint64, np.int32, np.int64, np.float32])
@pytest.mark.parametrize(("name", "argument"), cases(ARRAYS))
def test_an_array_may_be_of_any_kind_of_number_or_a_list(name: str, argument: str, kind: type):
    array = good(name)[argument]
    if argument in WHOLE and kind is np.float32:
        return
    assert is_same(name, {argument: array.astype(kind)}, 1e-6 if kind is np.float32 else 1e-12)
    assert is_same(name, {argument: array.tolist()})


@pytest.mark.parametrize(("name", "argument"), cases({"gradient": 0, "hessian": 0}))
def test_a_gradient_of_another_shape_is_refused(name: str, argument: str):
    for wrong in (1.0, [1.0], [[1.0, 1.0]], [1.0, 1.0, 1.0]):
        refuses(name, argument, lambda w, wrong=wrong: np.array(wrong))


@pytest.mark.parametrize(("name", "argument"), cases({"gradient": 0, "loss": 0, "hessian": 0}))
def test_an_error_of_the_readers_own_in_the_middle_is_passed_on(name: str, argument: str):
    arguments, last = good(name), middle(name, argument)
    own, calls = arguments[argument], []

    def fails(w: Any) -> Any:
        calls.append(w)
        if len(calls) == last:
            raise ZeroDivisionError("of the reader's own")
        return own(w)

    with pytest.raises(ZeroDivisionError, match="of the reader's own"):
        result(name, {**arguments, argument: fails})


@pytest.mark.parametrize(("name", "argument"), cases({"gradient": 0, "loss": 0, "hessian": 0}))
def test_nan_in_the_middle_is_never_taken_for_an_answer(name: str, argument: str):
    """It stops, with an error, with nan in what it returns, or where the last finite place was."""
    arguments, calls, first = good(name), [], middle(name, argument)
    own = arguments[argument]

    def breaks(w: Any) -> Any:
        calls.append(np.array(w))
        assert len(calls) < ENOUGH, "it goes on for ever"
        return own(w) * (np.nan if len(calls) >= first else 1)

    try:
        with np.errstate(all="ignore"):
            found = result(name, {**arguments, argument: breaks})
    except (ValueError, OverflowError, RuntimeError, np.linalg.LinAlgError):
        return
    if argument == "loss":
        assert not any(np.array_equal(found[0][-1:], call[None]) for call in calls[1:]), "it moved to where nan was"
    else:
        assert any(np.isnan(each).any() for each in found)


@pytest.mark.parametrize("name", [name for name, _ in cases({"gradient": 0})])
def test_nothing_is_computed_twice_in_a_row(name: str):
    arguments = good(name)
    result(name, arguments)
    for argument in ("loss", "gradient", "hessian"):
        if argument in arguments:
            assert arguments[argument].again == 0, argument


def test_a_message_that_names_many_arguments_shows_which_is_wrong():
    messages = {}
    for name, argument in cases(NUMBERS, COUNTS):
        with pytest.raises(ValueError) as error:  # noqa: PT011 - what it says is what is looked at
            result(name, {**good(name), argument: np.nan})
        named = [each for each in good(name) if re.search(rf"\b{each}\b", str(error.value))]
        if len(named) > 3 and "nan" not in str(error.value):
            messages[f"{name}({argument}=nan)"] = str(error.value)
    assert not messages


NAMES_ALONE = {"lamb"}  # of 45 lines, as many as a program has: what it allows, AdamW says


@pytest.mark.parametrize(("name", "argument"), [each for each in cases(NUMBERS, COUNTS) if each[0] not in NAMES_ALONE])
def test_a_message_says_what_is_allowed(name: str, argument: str):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - what it says is what is looked at
        result(name, {**good(name), argument: np.nan})
    told = re.sub(r"\w+=\S+", "", str(error.value))
    assert re.search(r"[<>\[(]|\bmust\b|\bpositive\b|\bfinite\b|\bcount\b|\brising\b|\bwhole\b", told), str(error.value)
