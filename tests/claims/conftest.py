"""Runs the test of a claim with what the claim says, and again with each false variant of it, which must fail.

What a claim says stands in its mark by name, and the test takes it under that name; a variant is one more line:

    @pytest.mark.claim("m/bound", "The ball converges for 0 < αλ < 2(1 + β).", bound=lambda b: 2 * (1 + b))
    @pytest.mark.refuted("It converges up to a bound 1% higher.", bound=lambda b: 2.02 * (1 + b))
    @given(momenta, shares)
    def test_the_bound(bound, momentum, share): ...

A variant is rejected by a failed `assert` or `pytest.raises`; any other error is a mistake in the test.
"""

from collections.abc import Generator

import pytest

REJECTS = (AssertionError, pytest.fail.Exception)


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Keep no traceback of a variant that was rejected: to write two, Hypothesis's too, took a third of the time."""
    options = pyfuncitem.config.option
    if options.runxfail or not pyfuncitem.get_closest_marker("xfail"):
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "tbstyle", "native")  # Hypothesis asks for one as soon as it has found an error
        try:
            return (yield)
        except REJECTS:
            pytest.fail("rejected", pytrace=False)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of the claim and one of each of its variants."""
    claim = metafunc.definition.get_closest_marker("claim")
    refuted = list(metafunc.definition.iter_markers("refuted"))
    if claim is None or not (claim.kwargs or refuted):
        return
    cases = [pytest.param(*claim.kwargs.values(), id="claimed")]
    for number, mark in enumerate(reversed(refuted), 1):
        if unknown := mark.kwargs.keys() - claim.kwargs.keys():
            raise pytest.UsageError(f"{metafunc.definition.nodeid}: the claim says nothing of {sorted(unknown)}")
        fails = pytest.mark.xfail(
            strict=True, raises=REJECTS, reason=f"the test of {claim.args[0]} lets pass: {mark.args[0]}"
        )
        said = {**claim.kwargs, **mark.kwargs}
        cases.append(pytest.param(*said.values(), id=f"refuted-{number}", marks=fails))
    metafunc.parametrize(list(claim.kwargs), cases)
