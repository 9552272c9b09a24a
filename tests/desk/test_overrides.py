"""When may a rule be gone over, by whom, and what is kept of it?"""

import pytest

from core.access.roles import RoleAuthorization
from core.clinic.ports import Store
from core.conflict import Severity
from core.desk import Desk
from core.desk_ports import Reading, Writing
from core.errors import BadInput, Refused
from core.patients.model import Patient, PatientStatus
from core.schedule.model.appointment import Override
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import field_names, replace
from tests.clinics import NOW, FakeClock, book, register
from tests.desk.asking import booking, moving, now_of, refused, rules_met, scheduled_of, set_patient_status

REASONS = "urgent, provider-asked, double-ok, other"
LUNCH = "2026-11-24T12:10"
OUTSIDE = "12:10-12:30 is outside Lee's session (9:00-12:00, 13:00-17:00)."
CAUSE = "hours lee main 202611241710-202611241730 in 202611241400-202611241700 202611241800-202611242200"


def test_without_a_reason_it_is_refused_and_the_reasons_are_listed(desk: Desk, smith: Patient) -> None:
    """The sentence says what to do."""
    refusal = refused(lambda: desk.schedule.book("ana", booking(smith, LUNCH)))
    assert f"Not booked: {OUTSIDE} Give a reason to go ahead: {REASONS}." == refusal.sentence


def test_an_override_is_kept_with_all_that_was_decided(desk: Desk, smith: Patient) -> None:
    """Rule, reason, user, time, and what was gone over, in words and codes; the entry names the reason too."""
    change = desk.schedule.book("ana", booking(smith, LUNCH, overrides={"C6": "provider-asked"}))
    expected = (Override("C6", "provider-asked", "ana", NOW, OUTSIDE, CAUSE),)
    assert (expected, "provider-asked") == (
        now_of(desk, scheduled_of(change)).appointment.overrides,
        change.entry.reason,
    )


def test_several_rules_take_a_reason_each(desk: Desk, smith: Patient, jones: Patient) -> None:
    """One answered alone is not enough; all that is met is told again."""
    book(desk, jones, LUNCH, overrides={"C6": "urgent"})
    request = booking(smith, LUNCH, overrides={"C6": "urgent"})
    refusal = refused(lambda: desk.schedule.book("ana", request))
    sentence = f"Not booked: Lee has Jones, Ann 12:10-12:30 (fu20). Give a reason to go ahead: {REASONS}."
    assert (sentence, ["C3", "C6"]) == (refusal.sentence, [conflict.rule for conflict in refusal.conflicts])
    change = desk.schedule.book("ana", replace(request, overrides={"C6": "urgent", "C3": "double-ok"}))
    appointment = scheduled_of(change).appointment
    assert [("C3", "double-ok"), ("C6", "urgent")] == [(one.rule, one.reason) for one in appointment.overrides]
    assert (1, "double-ok urgent") == (appointment.lane, change.entry.reason)


def test_one_reason_serves_every_conflict_of_its_rule(desk: Desk, smith: Patient) -> None:
    """Each is recorded with its own sentence."""
    for family in ("One", "Two"):
        book(desk, register(desk, family), "2026-11-24T10:00", overrides={"C3": "double-ok"})
    change = desk.schedule.book("ana", booking(smith, room="P1", overrides={"C3": "double-ok"}))
    appointment = scheduled_of(change).appointment
    assert ["Lee has One, John 10:00-10:20 (fu20).", "Lee has Two, John 10:00-10:20 (fu20)."] == [
        one.message for one in appointment.overrides
    ]
    assert 2 == appointment.lane


def test_a_wrong_reason_lists_those_there_are(desk: Desk, smith: Patient) -> None:
    """A reason to cancel is none to override; retired ones are left out."""
    desk.set_up("sue", '[[reason]]\ncode = "double-ok"\nfor = "override"\nretired = true', place="retire.toml")
    for code in ("sick", "double-ok", ""):
        with pytest.raises(BadInput) as caught:
            desk.schedule.book("ana", booking(smith, LUNCH, overrides={"C6": code}))
        sentence = f"There is no override reason {code!r}. Choose one of: urgent, provider-asked, other."
        assert (sentence, "reason") == (caught.value.sentence, caught.value.field)


def test_an_override_of_a_rule_that_does_not_fire_is_not_recorded(desk: Desk, smith: Patient) -> None:
    """Nothing was gone over."""
    change = desk.schedule.book("ana", booking(smith, overrides={"C3": "urgent"}))
    assert ((), "") == (scheduled_of(change).appointment.overrides, change.entry.reason)


def test_an_override_of_another_rule_does_not_help(desk: Desk, smith: Patient) -> None:
    """What is refused is told, as if it had not been given."""
    assert ["C6"] == rules_met(lambda: desk.schedule.book("ana", booking(smith, LUNCH, overrides={"C3": "urgent"})))


def test_a_rule_that_does_not_exist_is_a_slip_of_the_hand(desk: Desk, smith: Patient) -> None:
    """It must not look like an answer; upper and lower case are one."""
    with pytest.raises(BadInput) as caught:
        desk.schedule.book("ana", booking(smith, overrides={"C66": "urgent"}))
    rules = ", ".join(dict.fromkeys(name.partition("_")[0] for name in field_names(RuleSettings)))
    assert f"There is no rule 'C66' to override. Name one of: {rules}." == caught.value.sentence
    change = desk.schedule.book("ana", booking(smith, LUNCH, overrides={"c6": "urgent"}))
    assert ["C6"] == [one.rule for one in scheduled_of(change).appointment.overrides]


def test_a_warning_needs_no_reason_and_keeps_none(desk: Desk, smith: Patient) -> None:
    """The second appointment of the day is only said."""
    book(desk, smith, "2026-11-24T10:00")
    change = desk.schedule.book("ana", booking(smith, "2026-11-24T15:00", overrides={"C2": "urgent"}))
    assert ((), 1) == (scheduled_of(change).appointment.overrides, len(change.warnings))


@pytest.mark.parametrize("actor", ["ana", "sue"])
def test_a_hard_rule_is_gone_over_by_nobody(
    desk: Desk, store: Store[Reading, Writing], smith: Patient, jones: Patient, actor: str
) -> None:
    """Neither with a reason nor with a privilege: C1, C2, C4, C15 and a cancelled session."""
    book(desk, smith, "2026-11-25T10:00", room="R1")
    cancelled = '[[exception]]\nprovider = "lee"\ndate = 2026-12-01\nkind = "cancelled"'
    desk.set_up("sue", cancelled, place="cancelled.toml")
    all_rules = dict.fromkeys(("C1", "C2", "C3", "C4", "C6", "C8", "C10", "C15"), "urgent")
    requests = {
        "C2": booking(smith, "2026-11-25T10:10", provider="ito"),
        "C4": booking(jones, "2026-11-25T10:10", room="R1"),
        "C6": booking(jones, "2026-12-01T10:00"),
        "C15": booking(jones, "2027-03-14T02:30", site="main"),
    }
    for rule, request in requests.items():
        refusal = refused(lambda request=request: desk.schedule.book(actor, replace(request, overrides=all_rules)))  # type: ignore[misc]
        hard = [conflict.rule for conflict in refusal.conflicts if not desk.view(actor).overridable(conflict)]
        assert [rule] == hard
        assert "Give a reason" not in refusal.sentence
    set_patient_status(store, jones, PatientStatus.DECEASED)
    assert ["C1"] == rules_met(lambda: desk.schedule.book(actor, replace(booking(jones), overrides=all_rules)))


def test_the_gravest_is_told_first(desk: Desk, smith: Patient) -> None:
    """Whoever could go over one rule still hears first of the one that stops them."""
    book(desk, smith, "2026-11-24T12:00", overrides={"C6": "urgent"})
    refusal = refused(lambda: desk.schedule.book("ana", booking(smith, LUNCH, room="R2")))
    sentence = "Not booked: Smith, John already has fu20 with Lee at Main Street, 12:00-12:20. (2 more.)"
    assert (sentence, ["C2", "C3", "C6"]) == (refusal.sentence, [conflict.rule for conflict in refusal.conflicts])


def test_c10_is_gone_over_by_privilege_with_a_reason(desk: Desk, smith: Patient) -> None:
    """A coordinator is refused whatever the reason, a supervisor is asked for one, and then it is kept."""
    yesterday = booking(smith, "2026-11-20T10:00")
    answered = replace(yesterday, overrides={"C10": "other"})
    refusal = refused(lambda: desk.schedule.book("ana", answered))
    assert "Give a reason" not in refusal.sentence
    assert [(False, True)] == [
        (desk.view("ana").overridable(conflict), desk.view("sue").overridable(conflict))
        for conflict in refusal.conflicts
    ]
    assert refused(lambda: desk.schedule.book("sue", yesterday)).sentence.endswith(
        f"Give a reason to go ahead: {REASONS}."
    )
    kept = scheduled_of(desk.schedule.book("sue", answered)).appointment.overrides
    assert [("C10", "other", "sue")] == [(one.rule, one.reason, one.user) for one in kept]


def test_a_move_is_gone_over_in_the_same_way(desk: Desk, smith: Patient) -> None:
    """With its own words."""
    scheduled = book(desk, smith)
    refusal = refused(lambda: desk.schedule.move("ana", moving(scheduled, LUNCH)))
    assert f"Not moved: {OUTSIDE} Give a reason to go ahead: {REASONS}." == refusal.sentence
    moved = scheduled_of(desk.schedule.move("ana", moving(scheduled, LUNCH, overrides={"C6": "urgent"})))
    assert [("C6", OUTSIDE)] == [(one.rule, one.message) for one in moved.appointment.overrides]


def test_the_settings_decide_what_can_be_gone_over(
    store: Store[Reading, Writing], clock: FakeClock, smith: Patient
) -> None:
    """A clinic that forbids double-booking forbids it with a reason too."""
    strict = Desk(store, clock, Policy(rules=RuleSettings(C3=Severity.HARD, C1=Severity.CONFIRM)), RoleAuthorization())
    book(strict, register(strict, "First"), "2026-11-24T10:00")
    with pytest.raises(Refused):
        strict.schedule.book("sue", booking(smith, overrides={"C3": "urgent"}))
    archived = set_patient_status(store, smith, PatientStatus.ARCHIVED)
    change = strict.schedule.book("ana", booking(archived, "2026-11-25T10:00", overrides={"C1": "urgent"}))
    assert ["C1"] == [one.rule for one in scheduled_of(change).appointment.overrides]
