"""How is what is typed of a coverage read: payers, member ids, copays, days, money?"""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from core.clinic.payer import Payer
from core.coverage.fields import COVERAGE
from core.coverage.model import Copay
from core.coverage.payers import example_of, looks_right
from core.errors import BadInput, ClinicdeskError
from core.fields.model import ReadContext
from core.structs import replace
from core.text.money import amount, cents_of
from tests.core.proposing import CLINIC

PAYERS: Final = {
    "aetna": Payer("aetna", "Aetna", payer_id="60054"),
    "bcbs": Payer("bcbs", "Blue Cross Blue Shield"),
    "bsca": Payer("bsca", "Blue Shield of California"),
    "old": Payer("old", "Old Mutual", retired=True),
}
READING: Final = ReadContext(replace(CLINIC, payers=PAYERS), date(2026, 11, 23))
IN_FILE: Final = replace(READING, in_file=True, order=None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("aetna", "aetna"),
        ("AETNA", "aetna"),
        ("Aetna", "aetna"),
        ("60054", "aetna"),
        ("aet", "aetna"),
        ("blue cross", "bcbs"),
        ("self-pay", "self-pay"),
        ("Self Pay", "self-pay"),
        ("SELFPAY", "self-pay"),
        ("Private Pay", "self-pay"),
        ("uninsured", "self-pay"),
    ],
)
def test_a_payer_is_known_by_code_name_and_number(typed: str, code: str) -> None:
    """At the desk also by the beginning of one."""
    assert code == COVERAGE["payer"].kind.read([typed], "payer", READING)


@pytest.mark.parametrize("typed", ["blue", "old", "nobody", "", "old mutual"])
def test_what_is_no_payer_in_use_is_refused(typed: str) -> None:
    """What fits two, nobody or one that is retired."""
    with pytest.raises(ClinicdeskError):
        COVERAGE["payer"].kind.read([typed], "payer", READING)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "blue",
            "may be more than one payer: Blue Cross Blue Shield, Blue Shield of California. Type more of its name.",
        ),
        ("old mutual", "no longer in use"),
        ("aetan", "Did you mean Aetna?"),
        ("quux", "The clinic has Aetna, Blue Cross Blue Shield, Blue Shield of California; or self-pay."),
    ],
)
def test_it_is_told_whom_a_name_may_mean(typed: str, told: str) -> None:
    """Those whom it fits, the nearest, or whom there is."""
    with pytest.raises(ClinicdeskError) as refused:
        COVERAGE["payer"].kind.read([typed], "payer", READING)
    assert told in refused.value.sentence


def test_who_has_many_payers_is_told_some() -> None:
    """And how many more there are; a clinic without any is told where they come from."""
    many = {f"q{at}": Payer(f"q{at}", f"Q {at}") for at in range(30)}
    for payers, told in ((many, ", Q 7 and 22 more; or"), ({}, "has none yet")):
        with pytest.raises(ClinicdeskError, match=told):
            COVERAGE["payer"].kind.read(["zzz"], "payer", replace(READING, clinic=replace(CLINIC, payers=payers)))


def test_a_file_names_a_payer_whole() -> None:
    """A beginning is a guess, and nobody can be asked."""
    with pytest.raises(ClinicdeskError):
        COVERAGE["payer"].kind.read(["aet"], "payer", IN_FILE)


@pytest.mark.parametrize(
    ("form", "member_id", "fits"),
    [
        ("A999999999", "W123456789", True),
        ("A999999999", "w123456789", True),
        ("A999999999", "W12345678", False),
        ("A999999999", "1W23456789", False),
        ("9A?9-A?9-AA99", "1EG4-TE5-MK73", True),
        ("9A?9-A?9-AA99", "1eg4te5mk73", True),
        ("9A?9-A?9-AA99", "1EG4-TE5-MK7", False),
        ("XY9", "XY1", True),
        ("XY9", "XZ1", False),
        ("", "anything", True),
        ("9", "\u0663", False),
    ],
)
def test_a_member_id_has_the_form_of_the_payer(form: str, member_id: str, *, fits: bool) -> None:
    """Spaces, hyphens and the case of letters apart."""
    payer = Payer("x", "X", member_id=form)
    assert fits is looks_right(payer, member_id)
    assert looks_right(payer, example_of(payer))


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        *(
            ("25", 2500),
            ("25.00", 2500),
            ("25.5", 2550),
            (".50", 50),
            ("25.5000", 2550),
            ("25.555", None),
            ("25.500", None),
            ("$25", 2500),
            ("0", 0),
            ("1,250.00", 125000),
        ),
        *(("-5", None), ("", None), ("12,50", None), ("1e3", None), ("\u0662\u0665", None), ("99999999", None)),
    ],
)
def test_an_amount_is_whole_cents(typed: str, cents: int | None) -> None:
    """What is no amount is none, and none is rounded."""
    assert cents == cents_of(typed)


def test_an_amount_is_told_as_it_is_typed() -> None:
    """Without cents where there are none."""
    assert ["0", "25", "25.50", "1250.05"] == [amount(cents) for cents in (0, 2500, 2550, 125005)]


def test_copays_are_read_by_type() -> None:
    """An amount alone is that of every other type; a file may have several in a cell."""
    kind = COVERAGE["copays"].kind
    wanted = (Copay("new40", 4000), Copay("any", 2500))
    assert wanted == kind.clean(kind.read(["NEW40=40", "25"], "copay", READING), "copay", READING)
    assert wanted == kind.read(["new40=40; 25.00"], "copay", IN_FILE)


@pytest.mark.parametrize("typed", [["x"], ["new40=x"], ["shoes=5"], ["25", "30"], ["new40=1", "NEW40=2"]])
def test_a_copay_that_is_none_is_refused(typed: list[str]) -> None:
    """Also two for one type."""
    kind = COVERAGE["copays"].kind
    with pytest.raises(ClinicdeskError):
        kind.clean(kind.read(typed, "copay", READING), "copay", READING)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("2031-01-01", date(2031, 1, 1)),
        ("2014-10-14T04:17:47Z", date(2014, 10, 14)),
        ("9999-12-31", None),
        ("12/31/9999", None),
    ],
)
def test_a_day_of_a_file_may_be_to_come(typed: str, day: date | None) -> None:
    """And that of an instant counts; what stands for no end is none."""
    assert day == COVERAGE["ends"].kind.read([typed], "to", IN_FILE)


def test_a_day_that_can_be_two_is_never_guessed() -> None:
    """In a file nobody can be asked."""
    with pytest.raises(BadInput):
        COVERAGE["starts"].kind.read(["03/04/2026"], "from", IN_FILE)
    assert date(2026, 3, 4) == COVERAGE["starts"].kind.read(["3/4/2026"], "from", READING)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("1nov", date(2026, 11, 1), date(2027, 11, 1)),
        ("7/1", date(2026, 7, 1), date(2027, 7, 1)),
        ("1jan", date(2027, 1, 1), date(2027, 1, 1)),
        ("1nov27", date(2027, 11, 1), date(2027, 11, 1)),
        ("11/1/2027", date(2027, 11, 1), date(2027, 11, 1)),
        ("8mo", date(2027, 7, 23), date(2027, 7, 23)),
        ("1y", date(2027, 11, 23), date(2027, 11, 23)),
    ],
)
def test_a_first_day_without_its_year_is_the_nearest(typed: str, first: date, last: date) -> None:
    """What began lately is noted behind its first day; a last day is the next such one."""
    assert first == COVERAGE["starts"].kind.read([typed], "from", READING)
    assert last == COVERAGE["ends"].kind.read([typed], "to", READING)


def test_a_relation_and_an_order_are_read_as_other_programs_say_them() -> None:
    """In words and codes; what may be two is refused."""
    expected = {
        "relation": {
            "Subscriber": "self",
            "18": "self",
            "WIFE": "spouse",
            "01": "spouse",
            "son": "child",
            "53": "other",
        },
        "order": {"1": "primary", "2nd": "secondary", "Third": "tertiary", "s": "secondary"},
    }
    for name, words in expected.items():
        for reading in (READING, IN_FILE):
            kind = COVERAGE[name].kind
            assert words == {word: kind.read([word], name, reading).value for word in words}
            with pytest.raises(BadInput, match="dependent"):
                kind.read(["dependent"], name, reading)
