"""Formulas take the room that they show."""

from bs4 import Tag

from tests.served import addresses, soup


def scripts(base: Tag) -> list[Tag]:
    """Return what stands in the scripts of a part of a formula."""
    return base.find_all(True, recursive=False)[1:]


def test_an_operator_alone_in_a_script_has_no_space_of_its_own() -> None:
    bases = [base for address in addresses() for base in soup(address).select("msub, msup, msubsup")]
    alone = [script for base in bases for script in scripts(base) if script.name == "mo"]
    assert len(alone) > 30
    assert {(script.get("lspace"), script.get("rspace")) for script in alone} == {("0", "0")}
