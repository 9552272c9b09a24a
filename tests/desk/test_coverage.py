"""Is a coverage kept as it was said, refused where it cannot be, and taken back like any act?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.coverage.fields import new_coverage
from core.coverage.model import Copay, Coverage, Order, Relation
from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, NotAllowed, NotFound, Refused
from core.record_ref import PatientId
from tests.insured import MEMBER, PAYERS, insure, pays_self

if TYPE_CHECKING:
    from core.desk import Desk
    from core.patients.model import Patient


@pytest.fixture(autouse=True)
def payers(desk: Desk) -> None:
    """The clinic has payers."""
    desk.set_up("sue", PAYERS, place="payers.toml")


def payers_of(desk: Desk, patient: Patient) -> list[str]:
    """Who pays, in the order in which they are told."""
    return [one.payer for one in desk.coverage.of_patient("vic", patient.id)]


def test_it_is_kept_as_it_was_said(desk: Desk, smith: Patient) -> None:
    """With every field, and read back the same."""
    noted = insure(
        desk,
        smith,
        "aetna",
        MEMBER,
        plan="PPO Gold",
        group="G7",
        subscriber="Smith, Jane",
        ends=date(2026, 12, 31),
        copays=(Copay("NEW40", 4000), Copay("any", 2500)),
    )
    assert noted == desk.coverage.by_id("vic", noted.id)
    assert (smith.id, Relation.SPOUSE, Order.PRIMARY) == (noted.patient, noted.relation, noted.order)
    assert (Copay("new40", 4000), Copay("any", 2500)) == noted.copays
    assert ("PPO Gold", "G7", "Smith, Jane") == (noted.plan, noted.group, noted.subscriber)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"payer": ""}, "payer"),
        ({"member_id": ""}, "member_id"),
        ({"member_id": "--"}, "member_id"),
        ({"payer": "aetna", "member_id": "12"}, "member_id"),
        ({"ends": date(2025, 12, 31)}, "to"),
        ({"relation": Relation.CHILD}, "subscriber"),
        ({"relation": Relation.OTHER}, "subscriber"),
        ({"subscriber": "Smith, Jane", "relation": Relation.SELF}, "relation"),
        ({"payer": "self-pay"}, "member_id"),
        ({"payer": "self-pay", "member_id": "", "plan": "Gold"}, "plan"),
        ({"payer": "self-pay", "member_id": "", "order": Order.SECONDARY}, "order"),
        ({"copays": (Copay("any", -1),)}, "copay"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, smith: Patient, values: dict[str, Any], field: str) -> None:
    """With a sentence that ends, and nothing is written."""
    with pytest.raises(BadInput) as refused:
        insure(desk, smith, **{"payer": "cigna", "member_id": "C1", **values})
    assert field == refused.value.field
    assert refused.value.sentence.endswith(".")
    assert [] == payers_of(desk, smith)


def test_two_do_not_pay_first_on_one_day(desk: Desk, smith: Patient) -> None:
    """The sentence names the one that does; a day later, or in second place, there is room."""
    insure(desk, smith, ends=date(2026, 6, 30))
    with pytest.raises(Refused, match=r"Cigna Health is primary already, 1 Jan 2026 to 30 Jun 2026") as refused:
        insure(desk, smith, "aetna", MEMBER, starts=date(2026, 6, 30))
    assert ["COVERAGE"] == [conflict.rule for conflict in refused.value.conflicts]
    insure(desk, smith, "aetna", MEMBER, starts=date(2026, 7, 1))
    insure(desk, smith, "medicaid", "M1", order=Order.SECONDARY)
    with pytest.raises(Refused):
        insure(desk, smith, "yearly", "Y1", starts=None)


def test_who_pays_themselves_is_not_insured_on_those_days(desk: Desk, smith: Patient) -> None:
    """Either way round."""
    pays_self(desk, smith, ends=date(2026, 6, 30))
    with pytest.raises(Refused, match="paying themselves"):
        insure(desk, smith)
    insure(desk, smith, starts=date(2026, 7, 1))
    with pytest.raises(Refused, match="before the patient pays"):
        pays_self(desk, smith, starts=date(2026, 8, 1))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "cigna",
            "self",
            "Cigna Health is primary, 1 Jan 2026 to 30 Jun 2026 (coverage 1). Let the patient pay themselves",
        ),
        (
            "cigna",
            "aetna",
            "Cigna Health is primary already, 1 Jan 2026 to 30 Jun 2026 (coverage 1). Let this one begin",
        ),
        (
            "self",
            "cigna",
            "The patient is noted as paying themselves, 1 Jan 2026 to 30 Jun 2026 (coverage 1). Let this begin",
        ),
        (
            "self",
            "self",
            "The patient is noted as paying themselves, 1 Jan 2026 to 30 Jun 2026 (coverage 1). Let this begin",
        ),
    ],
)
def test_beside_one_that_has_ended_it_is_said_from_which_day(
    desk: Desk, smith: Patient, first: str, second: str, said: str
) -> None:
    """Nobody is told to let end what has ended; on the day that is named there is room."""
    begins, ends = date(2026, 1, 1), date(2026, 6, 30)

    def note(payer: str, *, starts: date | None, ends: date | None = None) -> object:
        if payer == "self":
            return pays_self(desk, smith, starts=starts, ends=ends)
        member = MEMBER if payer == "aetna" else "C1"
        return insure(desk, smith, payer, member, starts=starts, ends=ends)

    note(first, starts=begins, ends=ends)
    with pytest.raises(Refused) as refused:
        note(second, starts=None)
    assert f"Not noted: {said}" in refused.value.sentence
    assert "1 Jul 2026" in refused.value.sentence
    note(second, starts=date(2026, 7, 1))


def test_the_same_insurance_is_not_noted_twice(desk: Desk, smith: Patient) -> None:
    """Also in another order, and however its number is written."""
    first = insure(desk, smith, member_id="c1")
    with pytest.raises(Refused, match=f"coverage {first.id}"):
        insure(desk, smith, member_id="C1", order=Order.SECONDARY)


def test_a_change_passes_the_same_rules(desk: Desk, smith: Patient) -> None:
    """What says so already is no act."""
    first = insure(desk, smith, ends=date(2026, 6, 30))
    second = insure(desk, smith, "aetna", MEMBER, starts=date(2026, 7, 1))
    with pytest.raises(Refused):
        desk.coverage.edit("ana", first.id, {"ends": None})
    with pytest.raises(BadInput):
        desk.coverage.edit("ana", second.id, {"member_id": "1"})
    with pytest.raises(BadInput, match="Whose insurance"):
        desk.coverage.edit("ana", second.id, {"payer": ""})
    assert desk.coverage.edit("ana", second.id, {"plan": ""}) is None
    change = desk.coverage.edit("ana", second.id, {"plan": "PPO"}, rev=second.rev)
    assert change is not None
    assert "Changed of Smith, John, MRN 100001: plan of Aetna." == change.sentence
    with pytest.raises(ChangedElsewhere, match="plan of Aetna"):
        desk.coverage.edit("ben", second.id, {"plan": "HMO"}, rev=second.rev)


def test_taken_back_and_done_again(desk: Desk, smith: Patient) -> None:
    """A coverage that was taken back counts no more, and its number is nobody else's."""
    noted = insure(desk, smith)
    desk.journal.undo("ana")
    assert [] == payers_of(desk, smith)
    with pytest.raises(BadInput, match="entered in error"):
        desk.coverage.edit("ana", noted.id, {"plan": "PPO"})
    desk.journal.redo("ana")
    assert ["cigna"] == payers_of(desk, smith)
    told = [entry.verb for entry in desk.journal.entries_on("vic", smith.ref)]
    assert ["register", "coverage", "undo", "redo"] == told


def test_an_undo_makes_no_two_pay_first(desk: Desk, smith: Patient) -> None:
    """What ben noted meanwhile stays, and ana is told; so it is with what comes back by a redo."""
    first = insure(desk, smith)
    desk.coverage.edit("ana", first.id, {"ends": date(2026, 6, 30)})
    second = insure(desk, smith, "aetna", MEMBER, starts=date(2026, 7, 1), actor="ben")
    with pytest.raises(Refused, match="another coverage of the same order") as refused:
        desk.journal.undo("ana")
    assert ["COVERAGE"] == [conflict.rule for conflict in refused.value.conflicts]
    desk.journal.undo("ben")
    desk.journal.undo("ana")
    with pytest.raises(ClinicdeskError):
        desk.journal.redo("ben")
    assert not desk.coverage.by_id("vic", second.id).counts


def test_its_patient_stays(desk: Desk, smith: Patient) -> None:
    """Nobody takes back the registration of who has a coverage that counts."""
    insure(desk, smith)
    with pytest.raises(ChangedElsewhere, match="Cigna"):
        desk.journal.undo("cy")


@pytest.mark.parametrize("who", ["vic", "nobody"])
def test_who_only_looks_writes_nothing(desk: Desk, smith: Patient, who: str) -> None:
    """And a stranger does not even look."""
    with pytest.raises(NotAllowed):
        insure(desk, smith, actor=who)
    if who == "nobody":
        with pytest.raises(NotAllowed):
            desk.coverage.of_patient(who, smith.id)


def test_what_is_not_there_is_said(desk: Desk, smith: Patient) -> None:
    """A coverage, a patient, a payer, a visit type, and a payer that is retired."""
    with pytest.raises(NotFound):
        desk.coverage.edit("ana", 99, {"plan": "x"})
    with pytest.raises(NotFound):
        desk.coverage.add("ana", new_coverage(PatientId(99), {"payer": "cigna", "member_id": "C1"}))
    with pytest.raises(NotFound, match="cigna"):
        insure(desk, smith, "cigma")
    with pytest.raises(NotFound):
        insure(desk, smith, copays=(Copay("shoes", 1),))
    noted = insure(desk, smith)
    desk.set_up("sue", '[[payer]]\ncode = "cigna"\nretired = true\n', place="x.toml")
    with pytest.raises(BadInput, match="no longer in use"):
        insure(desk, smith, "cigna", "C2", starts=date(2030, 1, 1))
    assert desk.coverage.edit("ana", noted.id, {"plan": "kept"}), "what was noted before is still changed"


def test_a_coverage_that_becomes_self_pay_forgets_what_the_payer_said(desk: Desk, smith: Patient) -> None:
    """It was about somebody who no longer pays."""
    noted = insure(desk, smith)
    change = desk.coverage.edit("ana", noted.id, {"payer": "self-pay", "member_id": ""})
    assert change is not None
    (now,) = change.all_of(Coverage)
    assert (now.is_self_pay, now.enrolment) == (True, None)


def test_a_payer_has_no_code_that_means_the_patient(desk: Desk) -> None:
    """The set-up refuses it."""
    with pytest.raises(ClinicdeskError) as refused:
        desk.set_up("sue", '[[payer]]\ncode = "Self-Pay"\nname = "X"\n', place="x.toml")
    assert "pay themselves" in str(refused.value.__dict__)
