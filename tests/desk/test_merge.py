"""Do two records of one person become one, and two again?"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.access.privileges import Privilege
from core.access.roles import RoleAuthorization
from core.clinic.context import Context
from core.coverage.model import Copay, EnrolmentState, How, Order, Relation, Side
from core.coverage.verifying import Found
from core.errors import BadInput, ChangedElsewhere, NotAllowed, Refused
from core.patients.model import Alert, Patient, PatientStatus, Phone, Sex
from core.schedule.model.wait import WaitStatus
from core.settings.model import Policy
from core.structs import replace
from core.visits.state import Verb
from tests.clinics import NOW, FakeClock, book, register
from tests.desk.asking import booking, moving
from tests.desk.importing import Told, take_in
from tests.everything import everything, pointing_at
from tests.images import jpeg
from tests.insured import MEMBER, PAYERS, insure, pays_self
from tests.memos import Memo, keep_memos

if TYPE_CHECKING:
    from core.clinic.ports import Store
    from core.desk import Desk
    from core.desk_ports import DeskContext, Reading, Writing


@pytest.fixture
def smyth(desk: Desk) -> Patient:
    """John Smith once more, otherwise spelled."""
    return register(desk, "Smyth", "John", phone="617 555 0188", actor="cy")


def now(desk: Desk, patient: Patient) -> Patient:
    """The record itself."""
    return desk.merging.by_ref("sue", f"id:{patient.id}")


def merge(desk: Desk, loser: Patient, survivor: Patient, *take: str, reason: str = "") -> Patient:
    """The record that stays, after sue has merged the two, with a reason where they do not look alike."""
    overrides = {"MERGE": reason} if reason else {}
    merged = desk.merging.merge("sue", loser.id, survivor.id, take=take, overrides=overrides).only(Patient)
    assert merged is not None
    return merged


def test_everything_comes_to_belong_to_the_one_that_stays(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """Appointments, waiting list and series go over; the other is a link, and its MRN finds the one that stays."""
    booked = book(desk, smyth, "2026-11-24T10:00")
    desk.waitlist.put_on("ana", smyth.id, {"visit_type": "fu20"})
    change = desk.merging.merge("sue", smyth.id, smith.id, revs=(smyth.rev, smith.rev))

    assert (
        f"Merged Smyth, John, MRN {smyth.mrn}, into Smith, John, born 14 Mar 1984, MRN {smith.mrn}: 2 records moved."
        == change.sentence
    )
    assert [booked.appointment.id] == [one.appointment.id for one in desk.schedule.of_patient("vic", smith.id)]
    assert 1 == len(desk.waitlist.of_patient("vic", smith.id))
    assert smith.id == desk.patients.by_ref("vic", smyth.mrn).id == desk.patients.by_id("vic", smyth.id).id
    assert [smith.id] == [hit.patient.id for hit in desk.patients.find("vic", smyth.mrn).hits]
    assert [smith.id] == [hit.patient.id for hit in desk.patients.find("vic", "smyth john").hits]
    assert (smith.id, (smyth.mrn,)) == (now(desk, smyth).merged_into, now(desk, smith).former_mrns)


def test_field_by_field(desk: Desk, smith: Patient, jones: Patient) -> None:
    """What only one says is kept, lists are put together, what was chosen is taken, and names stay findable."""
    phones = (Phone("617 555 0188"), Phone("617 555 0199"))
    desk.patients.edit(
        "ana",
        jones.id,
        {"phones": phones, "email": "a@e.org", "address": "1 Elm St", "sex": Sex.FEMALE, "alerts": (Alert("deaf"),)},
    )
    desk.patients.edit("ana", smith.id, {"phones": phones[:1], "address": "2 Oak St", "alerts": (Alert("ramp"),)})
    merged = merge(desk, jones, smith, "given", "sex", "address", reason="other")

    assert ("Smith", "Ann", ("Jones",)) == (merged.family, merged.given, merged.earlier_names)
    assert (phones, "a@e.org", "1 Elm St", Sex.FEMALE) == (merged.phones, merged.email, merged.address, merged.sex)
    assert (("ramp", "deaf"), smith.birth_date) == (merged.alerts_on(smith.birth_date), merged.birth_date)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((PatientStatus.ACTIVE, PatientStatus.DECEASED), PatientStatus.DECEASED),
        ((PatientStatus.ARCHIVED, PatientStatus.ACTIVE), PatientStatus.ACTIVE),
    ],
)
def test_the_stricter_flag_holds(
    desk: Desk, smith: Patient, smyth: Patient, statuses: tuple[PatientStatus, PatientStatus], expected: PatientStatus
) -> None:
    """Whoever asked for privacy, or is not to be booked, by one of the records is so by both."""
    mine, theirs = statuses
    desk.patients.edit("ana", smith.id, {"status": mine})
    desk.patients.edit("ana", smyth.id, {"status": theirs, "no_booking": True, "restricted": True})
    merged = merge(desk, smyth, smith)
    assert (expected, True, True) == (merged.status, merged.no_booking, merged.restricted)


@pytest.mark.parametrize(
    ("take", "told"),
    [("status", "stricter"), ("no_booking", "not to be booked"), ("mrn", "the other way"), ("foo", "no field")],
)
def test_what_nobody_chooses(desk: Desk, smith: Patient, smyth: Patient, take: str, told: str) -> None:
    """A flag, the number, and what is no field are refused, and nothing is merged."""
    with pytest.raises(BadInput, match=told):
        merge(desk, smyth, smith, take)
    assert now(desk, smyth).merged_into is None


def test_who_may(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """Where somebody supervises, they merge and take apart, and nobody else."""
    with pytest.raises(NotAllowed, match="ana may not merge patients"):
        desk.merging.merge("ana", smyth.id, smith.id)
    merge(desk, smyth, smith)
    with pytest.raises(NotAllowed):
        desk.merging.unmerge("ana", smyth.id)


def test_whoever_saw_another_version_is_told(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """A record that was changed meanwhile is not merged unseen."""
    desk.patients.edit("ben", smyth.id, {"address": "1 Elm St"})
    with pytest.raises(ChangedElsewhere, match="ben"):
        desk.merging.merge("sue", smyth.id, smith.id, revs=(smyth.rev, smith.rev))


def test_nothing_is_done_on_the_one_that_went(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """It is neither edited, booked, put on a list, nor merged again; the refusal names the one that stays."""
    merge(desk, smyth, smith)
    for act in (
        lambda: desk.patients.edit("ana", smyth.id, {"address": "1 Elm St"}),
        lambda: desk.waitlist.put_on("ana", smyth.id, {"visit_type": "fu20"}),
        lambda: desk.merging.merge("sue", smyth.id, smith.id),
        lambda: desk.merging.merge("sue", smith.id, smyth.id),
        lambda: insure(desk, smyth, "aetna", MEMBER),
    ):
        with pytest.raises(BadInput, match=f"merged into that of Smith, John, MRN {smith.mrn}"):
            act()
    with pytest.raises(Refused, match="was merged into another"):
        desk.schedule.book("ana", booking(smyth))
    with pytest.raises(BadInput, match="one record"):
        desk.merging.merge("sue", smith.id, smith.id)


def test_two_with_nothing_alike_need_a_reason(desk: Desk, smith: Patient) -> None:
    """One MRN mistyped names a stranger: both are told with their births, and a reason leads over it, also again."""
    doe = register(desk, "Doe", "Mary", born=date(1951, 7, 2), phone="617 555 0199")
    with pytest.raises(Refused, match=r"Doe, Mary, born 2 Jul 1951.* Smith, John, born 14 Mar 1984") as refusal:
        merge(desk, doe, smith)
    assert [("MERGE", (doe.id, smith.id))] == [(one.rule, one.patients) for one in refusal.value.conflicts]
    assert now(desk, doe).merged_into is None
    for overrides, told in (({"C3": "other"}, "no rule 'C3'"), ({"MERGE": "foo"}, "no override reason 'foo'")):
        with pytest.raises(BadInput, match=told):
            desk.merging.merge("sue", doe.id, smith.id, overrides=overrides)

    change = desk.merging.merge("sue", doe.id, smith.id, overrides={"MERGE": "other"})
    assert "other" == change.entry.reason
    desk.journal.undo("sue")
    desk.journal.redo("sue")
    assert smith.id == now(desk, doe).merged_into
    desk.journal.undo("sue")
    desk.patients.edit("ana", doe.id, {"family": "Roe"})
    with pytest.raises(ChangedElsewhere, match="ana"):
        desk.journal.redo("sue")
    assert now(desk, doe).merged_into is None


def test_a_reason_that_is_not_needed_is_not_kept(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """Two who look alike are merged without a question."""
    assert "" == desk.merging.merge("sue", smyth.id, smith.id, overrides={"MERGE": "other"}).entry.reason


def test_one_person_is_not_booked_twice(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """Times that overlap, whoever the provider, are told as C2 with both appointments, and nothing is merged."""
    one = book(desk, smith, "2026-11-24T13:00")
    other = book(desk, smyth, "2026-11-24T13:10", provider="ito")
    with pytest.raises(Refused, match="booked twice") as refusal:
        merge(desk, smyth, smith)
    assert [("C2", (one.appointment.id, other.appointment.id))] == [
        (conflict.rule, conflict.appointments) for conflict in refusal.value.conflicts
    ]
    assert now(desk, smyth).merged_into is None


def test_visits_that_took_place_at_one_time_are_put_right_as_told(
    desk: Desk, clock: FakeClock, smith: Patient, smyth: Patient
) -> None:
    """Neither can be moved or cancelled any more: the one that was not so goes back, and is a no-show."""
    booked = [
        book(desk, patient, "2026-11-23T10:20", provider=provider).appointment.id
        for patient, provider in ((smith, "lee"), (smyth, "ito"))
    ]
    for number in booked:
        desk.visits.do("ana", Verb.CHECK_IN, number, verified=("identity", "demographics"))
        for verb in (Verb.ROOM, Verb.DEPART, Verb.CHECK_OUT):
            desk.visits.do("ana", verb, number)
    clock.at += timedelta(days=1)
    with pytest.raises(Refused, match=r"twice\. Neither can be cancelled .*step-back.* no-show\.") as refusal:
        merge(desk, smyth, smith)
    assert "Move or cancel" not in str(refusal.value)
    while desk.schedule.appointment("sue", booked[-1]).visit:
        desk.visits.do("sue", Verb.STEP_BACK, booked[-1])
    desk.visits.do("sue", Verb.NO_SHOW, booked[-1])
    assert smith.id == merge(desk, smyth, smith).id


def test_nobody_is_in_two_rooms(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """Both in a room at once are two people, or one of them left: somebody looks first."""
    for patient, start, room in ((smith, "2026-11-23T10:20", "R1"), (smyth, "2026-11-23T10:40", "R2")):
        number = book(desk, patient, start, room=room).appointment.id
        desk.visits.do("ana", Verb.CHECK_IN, number, verified=("identity", "demographics"))
        desk.visits.do("ana", Verb.ROOM, number)
    with pytest.raises(Refused, match=r"room R1 .* room R2"):
        merge(desk, smyth, smith)


def test_insurances_stand_in_an_order(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """The other's first insurance comes second and that is told; one that both have is there once."""
    desk.set_up("sue", PAYERS, place="payers.toml")
    first = insure(desk, smith, "aetna", MEMBER)
    second = insure(desk, smyth, "cigna", "H1")
    change = desk.merging.merge("sue", smyth.id, smith.id)
    assert [(first.id, Order.PRIMARY), (second.id, Order.SECONDARY)] == [
        (one.id, one.order) for one in desk.coverage.of_patient("vic", smith.id)
    ]
    assert ["Both have an insurance that pays first"] == [one.message.partition(":")[0] for one in change.warnings]

    desk.merging.unmerge("sue", smyth.id)
    desk.coverage.edit("ana", second.id, {"payer": "aetna", "member_id": MEMBER})
    merge(desk, smyth, smith)
    assert [first.id] == [one.id for one in desk.coverage.of_patient("vic", smith.id)]


def test_what_was_found_out_of_an_insurance_that_both_have_comes_over(desk: Desk, smith: Patient) -> None:
    """With whose it is, though a group comes to be known, and the amounts."""
    desk.set_up("sue", PAYERS, place="payers.toml")
    again = register(desk, actor="cy")
    first = insure(desk, smith, "cigna", "C1", group="G7")
    insure(desk, again, "cigna", "c1", subscriber="Smith, Maria")
    visit = book(desk, again, "2026-11-24T10:00")
    found = Found(EnrolmentState.ACTIVE, How.PHONE, "R9", copay=2500)
    desk.verification.verify("ana", visit.appointment.id, found)
    assert ["active"] == [one.standing.trouble.value for one in desk.verification.worklist("ana")]
    (message,) = [one.message for one in desk.merging.merge("sue", again.id, smith.id).warnings]
    whose = "one record says that it is the patient's own, the other Smith, Maria. Ask"
    assert message.startswith(f"Both have Cigna Health (coverage {first.id}): {whose}")
    (kept,) = desk.coverage.of_patient("vic", smith.id)
    assert (first.id, "G7", "Smith, Maria", Relation.SPOUSE) == (kept.id, kept.group, kept.subscriber, kept.relation)
    assert ("R9", 2500) == (kept.enrolment and kept.enrolment.reference, kept.benefits and kept.benefits.copay)
    assert ["active"] == [one.standing.trouble.value for one in desk.verification.worklist("ana")]


def test_an_insurance_that_both_have_loses_nothing(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """The card and what else the one lacks comes over, other days are told; taken apart, each has its own."""
    desk.set_up("sue", PAYERS, place="payers.toml")
    first = insure(desk, smith, "cigna", "C1", plan="Gold", ends=date(2026, 3, 31))
    second = insure(desk, smyth, "cigna", "c1", plan="Silver", copays=(Copay("any", 2500),))
    desk.coverage.keep_card("ana", second.id, {Side.FRONT: jpeg()})
    (second,) = desk.coverage.of_patient("vic", smyth.id)
    warned = desk.merging.merge("sue", smyth.id, smith.id).warnings
    (kept,) = desk.coverage.of_patient("vic", smith.id)
    assert (first.id, "Gold", second.copays, second.front) == (kept.id, kept.plan, kept.copays, kept.front)
    (message,) = [one.message for one in warned]
    days = f"coverage {first.id}, 1 Jan 2026 to 31 Mar 2026; the other record had it from 1 Jan 2026. Ask"
    assert message.startswith(f"Both have Cigna Health: it stays as {days}")
    desk.merging.unmerge("sue", smyth.id)
    for patient, coverage in ((smith, first), (smyth, second)):
        (back,) = desk.coverage.of_patient("vic", patient.id)
        assert replace(coverage, rev=back.rev) == back


def test_who_pays_themselves_is_asked(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """That somebody pays and is insured on the same days cannot be both."""
    desk.set_up("sue", PAYERS, place="payers.toml")
    insure(desk, smith, "aetna", MEMBER)
    pays_self(desk, smyth)
    with pytest.raises(Refused, match="Correct the insurance"):
        merge(desk, smyth, smith)


def test_whoever_waits_twice_waits_once(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """The entry that stays is as urgent, and as old, as either was."""
    desk.waitlist.put_on("ana", smyth.id, {"visit_type": "fu20", "band": 2})
    desk.waitlist.put_on("ana", smith.id, {"visit_type": "fu20"})
    merge(desk, smyth, smith)
    (entry,) = desk.waitlist.of_patient("vic", smith.id)
    assert (2, WaitStatus.WAITING) == (entry.band, entry.status)


def test_undone_and_redone(desk: Desk, tmp_path: Path, smith: Patient, smyth: Patient) -> None:
    """A merge is an act like any other."""
    book(desk, smyth, "2026-11-24T10:00")
    before = everything(tmp_path / "clinic.db")
    merge(desk, smyth, smith)
    after = everything(tmp_path / "clinic.db")
    desk.journal.undo("sue")
    assert before == everything(tmp_path / "clinic.db")
    desk.journal.redo("sue")
    assert after == everything(tmp_path / "clinic.db")
    desk.merging.unmerge("sue", smyth.id)
    assert before == everything(tmp_path / "clinic.db")
    desk.journal.undo("sue")
    assert after == everything(tmp_path / "clinic.db")


def test_taken_apart_after_later_edits(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """What was moved, checked in or added since stays so; what the merge changed goes back."""
    visit = book(desk, smyth, "2026-11-24T10:00")
    booked = visit.appointment
    merge(desk, smyth, smith)
    desk.schedule.move("ana", moving(visit, "2026-11-24T11:00"))
    added = book(desk, now(desk, smith), "2026-11-25T10:00").appointment
    desk.patients.edit("ana", smith.id, {"address": "1 Elm St"})
    change = desk.merging.unmerge("sue", smyth.id)

    assert [booked.id] == [one.appointment.id for one in desk.schedule.of_patient("vic", smyth.id)]
    assert [added.id] == [one.appointment.id for one in desk.schedule.of_patient("vic", smith.id)]
    assert "What was added since stays with Smith, John" in change.sentence
    assert ("1 Elm St", (), ()) == (now(desk, smith).address, now(desk, smith).phones, now(desk, smith).previous)
    assert (smyth.phones, None) == (now(desk, smyth).phones, now(desk, smyth).merged_into)


@pytest.mark.parametrize(("keep", "expected"), [("now", "new@e.org"), ("before", "")])
def test_what_was_changed_since_is_asked(desk: Desk, smith: Patient, smyth: Patient, keep: str, expected: str) -> None:
    """Which of the two it is to be nobody but a person knows."""
    desk.patients.edit("ana", smyth.id, {"email": "old@e.org"})
    merge(desk, smyth, smith)
    desk.patients.edit("ana", smith.id, {"email": "new@e.org"})
    with pytest.raises(Refused, match=r"new@e\.org now, and was empty before") as refusal:
        desk.merging.unmerge("sue", smyth.id)
    assert [("UNMERGE", "email")] == [(one.rule, one.item) for one in refusal.value.conflicts]
    desk.merging.unmerge("sue", smyth.id, keep={"email": keep})
    assert (expected, "old@e.org") == (now(desk, smith).email, now(desk, smyth).email)


def test_apart_in_the_order_of_the_merges(
    desk: Desk, tmp_path: Path, smith: Patient, smyth: Patient, jones: Patient
) -> None:
    """One merged into one that was itself merged comes free after that one."""
    before = everything(tmp_path / "clinic.db")
    merge(desk, smyth, smith)
    merge(desk, smith, jones, reason="other")
    assert jones.id == now(desk, smyth).merged_into == desk.patients.by_ref("vic", smyth.mrn).id
    with pytest.raises(BadInput, match=f"patient unmerge {smith.mrn}"):
        desk.merging.unmerge("sue", smyth.id)
    desk.merging.unmerge("sue", smith.id)
    desk.merging.unmerge("sue", smyth.id)
    assert before == everything(tmp_path / "clinic.db")
    with pytest.raises(BadInput, match="not merged"):
        desk.merging.unmerge("sue", smyth.id)


def test_who_opened_either_record_is_told(desk: Desk, smith: Patient, smyth: Patient, jones: Patient) -> None:
    """By whichever number it is asked for, also over two merges; apart again, of its own record alone."""
    for person, patient in (("ana", smith), ("vic", smyth), ("cy", jones)):
        desk.patients.opened(person, patient.id, "patient show")
    merge(desk, smyth, smith)
    assert [{"ana", "vic"}] * 2 == [openers(desk, one) for one in (smith, smyth)]
    merge(desk, smith, jones, reason="other")
    assert [{"ana", "vic", "cy"}] * 3 == [openers(desk, one) for one in (smith, smyth, jones)]
    desk.merging.unmerge("sue", smith.id)
    assert {"cy"} == openers(desk, jones)


def openers(desk: Desk, patient: Patient) -> set[str]:
    """Who opened the record of that MRN."""
    return {opening.actor for opening in desk.patients.openings_of("sue", patient.mrn, since=None)[1]}


@pytest.fixture
def context(
    store: Store[Reading, Writing], clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DeskContext:
    """What a use case of memos would be given, over a store that keeps them."""
    keep_memos(tmp_path / "clinic.db", monkeypatch)
    return Context(store, clock, Policy(), RoleAuthorization())


def test_a_table_added_later_takes_part(
    context: DeskContext, desk: Desk, tmp_path: Path, smith: Patient, smyth: Patient
) -> None:
    """By its declaration alone, both ways, and nothing of it is left with the one that went."""
    with context.writing("ana", Privilege.EDIT_PATIENTS) as (tx, _):
        tx.journal.begin(at=NOW, actor="ana", verb="memo")
        tx.records(Memo).add(Memo(0, smyth.id, "calls"))
        tx.journal.end(smyth.ref, "Noted calls.")
    merge(desk, smyth, smith)
    assert [] == pointing_at(tmp_path / "clinic.db", "patient", {smyth.id})
    with context.snapshot() as reading:
        assert ["calls"] == [memo.text for memo in reading.records(Memo).of_owner(smith.id)]
    desk.merging.unmerge("sue", smyth.id)
    with context.snapshot() as reading:
        assert ["calls"] == [memo.text for memo in reading.records(Memo).of_owner(smyth.id)]


def test_an_import_takes_no_former_number(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """A line with the number of a record that was merged is doubtful, and tells the number that counts."""
    merge(desk, smyth, smith)
    told = Told()
    take_in(desk, "mrn,family,given,birth_date", f"{smyth.mrn},Smyth,John,1984-03-14", told=told)
    assert [("mrn", True)] == [(one.field, f"MRN {smith.mrn}" in one.reason) for one in told.rejected]
