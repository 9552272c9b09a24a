"""Is who only asks told what a visit costs, in time, and is a bill held against what was told before the visit?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, ClinicdeskError, NotAllowed, NotFound, Refused
from core.estimates.model import Estimate, EstimateStatus, How
from core.estimates.prices import PriceRequest
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from core.till.question import QuestionKind
from core.visits.state import Verb
from tests.clinics import book
from tests.desk.importing import Told
from tests.insured import PAYERS, insure, pays_self

if TYPE_CHECKING:
    from core.desk import Desk
    from core.estimates.standing import Standing
    from core.patients.model import Patient
    from core.record_ref import AppointmentId
    from tests.clinics import FakeClock

FEES = """
[[fee]]
type = "fu20"
code = "99213"
name = "Office visit, established"
amount = "120.50"

[[fee]]
type = "fu20"
code = "99213"
name = "Office visit, Dr Ito"
amount = 140.25
provider = "ito"

[[holiday]]
site = "main"
date = 2026-11-26
name = "Thanksgiving"
"""
LEE = PriceRequest("fu20", "lee", "main")
HEADINGS = "mrn,id,kind,amount,date\n"


@pytest.fixture
def priced(desk: Desk) -> Desk:
    """The desk of a clinic with payers, fees, and Thanksgiving."""
    desk.set_up("sue", PAYERS + FEES, place="fees.toml")
    return desk


def asked(desk: Desk, patient: Patient, request: PriceRequest = LEE, how: How | None = None) -> Estimate:
    """The estimate that the patient asked for."""
    (kept,) = desk.estimates.ask_price("ana", patient.id, request, how=how).all_of(Estimate)
    return kept


def stands(desk: Desk, number: AppointmentId) -> Standing:
    """Where the estimate of a visit stands."""
    return desk.estimates.of_visit("ana", number).standing


def billed(desk: Desk, patient: Patient, *lines: str) -> None:
    """Take in what billing says: kind, amount and day of each line."""
    rows = [f"{patient.mrn},B{patient.id}-{number},{line}\n" for number, line in enumerate(lines)]
    report = desk.till.import_file("sue", ImportFile("b.csv", [HEADINGS, *rows], ColumnMap()), sink=Told())
    assert not report.rejected


def seen(
    desk: Desk, patient: Patient, clock: FakeClock, how: How | None = How.PAPER, at: str = "10:00"
) -> AppointmentId:
    """A visit on Monday 7 December with Lee, told 120.50 before where `how` says in which way, and over."""
    clock.set("2026-11-23T10:20")
    number = book(desk, patient, f"2026-12-07T{at}").appointment.id
    if how:
        desk.estimates.give("ana", number, how)
    clock.set("2026-12-07T10:35")
    waived = dict.fromkeys(("identity", "demographics", "insurance"), "known")
    desk.visits.do("ana", Verb.CHECK_IN, number, waivers=waived)
    desk.visits.do("ana", Verb.CHECK_OUT, number)
    clock.set("2026-12-10T09:00")
    return number


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-11-23T10:20", "2026-11-27"),
        ("2026-11-24T23:30", "2026-11-30"),
        ("2026-11-27T09:00", "2026-12-02"),
        ("2026-11-28T09:00", "2026-12-02"),
    ],
)
def test_who_only_asks_is_told_within_three_business_days(
    priced: Desk, smith: Patient, clock: FakeClock, at: str, due: str
) -> None:
    """After the day at the site on which they asked, a holiday and the weekend left out."""
    clock.set(at)
    kept = asked(priced, smith)
    (one,) = priced.estimates.prices_due("ana")
    assert (kept.id, date.fromisoformat(due), 12_050) == (one.estimate.id, one.by, one.estimate.cents)


def test_a_price_is_asked_given_undone_and_declined(priced: Desk, smith: Patient, jones: Patient) -> None:
    """By the provider's fees; asked twice it is one; each act is undone; what has no fee is refused when it is told."""
    assert [14_025] == [line.cents for line in priced.estimates.price("ana", PriceRequest("FU20", "ito", "main"))]
    kept = asked(priced, smith)
    with pytest.raises(BadInput, match=f"asked for that .* already: it is E{kept.id}"):
        asked(priced, smith)
    asked(priced, smith, PriceRequest("fu20", "ito", "main"))
    assert 2 == len(priced.estimates.prices_due("ana"))

    priced.estimates.give_price("ana", kept.id, How.EMAIL)
    given = priced.estimates.price_asked("ana", kept.id)
    assert (EstimateStatus.GIVEN, 12_050, None) == (given.estimate.status, given.estimate.cents, given.by)
    with pytest.raises(BadInput, match="given already"):
        priced.estimates.decline_price("ana", kept.id)
    priced.journal.undo("ana")
    assert EstimateStatus.ASKED is priced.estimates.price_asked("ana", kept.id).estimate.status
    priced.estimates.decline_price("ana", kept.id, "too much")
    assert 1 == len(priced.estimates.prices_due("ana"))

    at_once = asked(priced, jones, how=How.PAPER)
    assert (EstimateStatus.GIVEN, 12_050) == (at_once.status, at_once.cents)
    assert "Total" in priced.estimates.price_document("ana", at_once.id).text()
    priced.journal.undo("ana")
    with pytest.raises(NotFound):
        priced.estimates.price_asked("ana", at_once.id)

    unknown = asked(priced, jones, PriceRequest("new40", "lee", "main"))
    for refused in (
        lambda: priced.estimates.give_price("ana", unknown.id, How.PAPER),
        lambda: priced.estimates.price_document("ana", unknown.id),
        lambda: asked(priced, smith, PriceRequest("new40", "lee", "main"), How.PAPER),
        lambda: priced.estimates.price("ana", PriceRequest("new40", "lee", "main")),
    ):
        with pytest.raises(Refused, match="no fee of new40"):
            refused()
    with pytest.raises(NotAllowed):
        priced.estimates.ask_price("vic", smith.id, LEE)
    with pytest.raises(ClinicdeskError):
        asked(priced, smith, PriceRequest("fu20", "nobody", "main"))


@pytest.mark.parametrize(
    ("cents", "state"),
    [(12_050, "within"), (52_049, "within"), (52_050, "over-400"), (52_051, "over-400"), (1_000, "within")],
)
def test_four_hundred_dollars_over_is_over(
    priced: Desk, smith: Patient, clock: FakeClock, cents: int, state: str
) -> None:
    """To the cent: 400.00 over may be disputed, 399.99 may not."""
    pays_self(priced, smith)
    number = seen(priced, smith, clock)
    billed(priced, smith, f"charge,{cents / 100:.2f},2026-12-07")
    assert (state, state == "over-400") == (
        stands(priced, number).state.value,
        bool(stands(priced, number).disputable_until),
    )


def test_a_bill_far_over_is_disputed_within_120_days(priced: Desk, smith: Patient, clock: FakeClock) -> None:
    """Every charge of the visit, as one act; from the statement; discounts count; nothing is asked for meanwhile."""
    pays_self(priced, smith)
    number = seen(priced, smith, clock)
    lines = (
        "charge,500.00,2026-12-07",
        "charge,130.00,2026-12-07",
        "adjustment,-10.00,2026-12-07",
        "charge,80,2026-12-09",
    )
    billed(priced, smith, *lines, "statement,620.00,2026-12-09")
    standing = stands(priced, number)
    assert ("over-400", date(2027, 4, 8)) == (standing.state.value, standing.disputable_until)
    assert "$620.00, $499.50 more than the $120.50" in standing.why

    with pytest.raises(BadInput):
        priced.estimates.dispute("ana", number, "  ")
    change = priced.estimates.dispute("ana", number, "Told 120.")
    assert "disputes the bill" in change.sentence
    assert "disputed" == stands(priced, number).state.value
    ledger = priced.till.ledger("ana", smith.id)
    assert (63_000, 7_000) == (ledger.disputed, ledger.to_collect)
    assert ["$499.50 over the estimate, given Mon 23 Nov 2026: Told 120."] * 2 == [
        one.question.text for one in priced.till.open_questions("ana")
    ]
    with pytest.raises(BadInput, match="disputed, and not to be asked for"):
        priced.estimates.dispute("ben", number, "again")
    priced.journal.undo("ana")
    assert ("over-400", 0) == (stands(priced, number).state.value, priced.till.ledger("ana", smith.id).disputed)

    clock.set("2027-04-08T18:00")
    assert stands(priced, number).disputable_until
    clock.set("2027-04-09T08:00")
    assert not stands(priced, number).disputable_until
    with pytest.raises(BadInput, match="120 days to dispute it ended Thu 8 Apr 2027"):
        priced.estimates.dispute("ana", number, "late")


def test_what_is_asked_about_is_settled_first(priced: Desk, smith: Patient, clock: FakeClock) -> None:
    """A question that is open about a charge is not swallowed by the dispute, and is named."""
    pays_self(priced, smith)
    number = seen(priced, smith, clock)
    billed(priced, smith, "charge,900.00,2026-12-07")
    (charge,) = priced.till.ledger("ana", smith.id).lines
    priced.till.note_question("ana", charge.id, QuestionKind.QUESTION, "what is it?")
    with pytest.raises(BadInput, match="what is it"):
        priced.estimates.dispute("ana", number, "too much")


def test_only_what_was_told_binds(priced: Desk, smith: Patient, jones: Patient, clock: FakeClock) -> None:
    """Not where none was given, not for the insured, nor a charge of another day; a corrected bill is held anew."""
    pays_self(priced, smith)
    number = seen(priced, smith, clock, None)
    billed(priced, smith, "charge,900.00,2026-12-07")
    assert "not-needed" == stands(priced, number).state.value
    with pytest.raises(BadInput, match="not 400 dollars or more over"):
        priced.estimates.dispute("ana", number, "too much")

    insure(priced, jones)
    covered = seen(priced, jones, clock, at="10:30")
    billed(priced, jones, "charge,900.00,2026-12-07")
    assert "given" == stands(priced, covered).state.value


def test_a_corrected_bill_is_held_anew(priced: Desk, smith: Patient, clock: FakeClock) -> None:
    """What billing takes back counts for nothing, and one dispute stays with what it was about."""
    pays_self(priced, smith)
    number = seen(priced, smith, clock)
    billed(priced, smith, "charge,900.00,2026-12-07")
    priced.estimates.dispute("ana", number, "too much")
    billed(priced, smith, "charge,130.00,2026-12-07")
    (question,) = priced.till.open_questions("ana")
    assert "disputed" == stands(priced, number).state.value
    priced.till.settle("ana", question.question.id, "billing corrected it")
    assert "within" == stands(priced, number).state.value
