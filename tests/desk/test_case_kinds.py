"""Do the kinds of cases hold what their rules ask: every state and step by table, and the traps of each kind?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.due import last_day
from core.cases.kind import FactKind
from core.cases.kinds.book import KINDS
from core.cases.kinds.records_request import AUTHORITIES
from core.cases.letters import _ALONE
from core.cases.linking import LinkRequest
from core.cases.model import Case, LinkKind, Urgency
from core.cases.queries import Whose
from core.cases.stepping import StepRequest
from core.documents.model import Scan, ScanKind
from core.errors import BadInput, ChangedElsewhere, NeedsReason, NotFound, Refused
from core.structs import replace
from core.templates.kinds import CASE_FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import CaseKind, Fact, Step
    from core.desk import Desk
    from core.journal.change import Change
    from core.patients.model import Patient
    from tests.clinics import FakeClock

VALUES: Final = {
    **dict.fromkeys((FactKind.TEXT, FactKind.PARTY, FactKind.PAYER), "words"),
    FactKind.DOCUMENTS: "",
    FactKind.NUMBER: "3",
    FactKind.PROVIDER: "lee",
    FactKind.TYPES: "fu20",
}


def value_of(fact: Fact) -> str:
    """Something that can be said for the fact."""
    if fact.kind is FactKind.DAY:
        return "2026-11-23" if fact.is_past else "2027-01-15"
    return fact.words[0] if fact.words else VALUES[fact.kind]


def saying_all(kind: CaseKind, row: Step) -> StepRequest:
    """The step with everything that it can be asked for."""
    facts = {one.name: value_of(one) for one in kind.facts if one.name in {*row.needs, *row.asks, *row.takes}}
    outcome = row.outcomes[0] if row.outcomes else ""
    return StepRequest(row.name, facts, outcome, "so it was")


def begun(
    desk: Desk,
    patient: Patient,
    name: str,
    *,
    facts: Mapping[str, str] | None = None,
    state: str = "",
    urgency: Urgency = Urgency.ROUTINE,
) -> Case:
    """A case of the kind, with what it needs to begin."""
    kind = KINDS[name]
    needed = {one.name: value_of(one) for one in kind.facts if one.name in kind.begins_with}
    said = {**needed, **(facts or {})}
    return case_of(desk.cases.begin("sue", CaseRequest(name, "something", patient.id, urgency, state, facts=said)))


def case_of(change: Change) -> Case:
    """The case that was changed."""
    (case,) = change.all_of(Case)
    return case


def step(desk: Desk, case: Case, name: str, note: str = "", **facts: str) -> Case:
    """The step, with these facts."""
    return case_of(desk.cases.step("sue", case.id, StepRequest(name, facts, note=note)))


@pytest.mark.parametrize("name", KINDS)
def test_every_state_and_step(desk: Desk, smith: Patient, name: str) -> None:
    """Each state of the kind is reached by its steps; there every step does what its row says, or is refused so."""
    kind = KINDS[name]
    todo = [begun(desk, smith, name)]
    todo += [begun(desk, smith, name, state=other) for other in kind.begins_in]
    ways: dict[str, list[str]] = {case.state: [] for case in todo}
    starts = {case.state: case.state for case in todo}
    while todo:
        case = todo.pop()
        for row in kind.steps:
            if case.state in row.source:
                if row.target and row.target not in ways:
                    again = begun(desk, smith, name, state=starts[case.state])
                    for before in (*ways[case.state], row.name):
                        there = kind.step(before)
                        assert there
                        again = case_of(desk.cases.step("sue", again.id, saying_all(kind, there)))
                    assert row.target == again.state
                    assert again.is_open is not kind.state(row.target).is_end
                    assert bool(again.outcome) is not again.is_open
                    assert again.due > desk.now() or not again.is_open
                    ways[row.target] = [*ways[case.state], row.name]
                    starts[row.target] = starts[case.state]
                    todo.append(again)
                continue
            with pytest.raises(Refused) as refused:
                desk.cases.step("sue", case.id, saying_all(kind, row))
            assert ["STATE"] == [one.rule for one in refused.value.conflicts]
            assert kind.state(case.state).words in refused.value.sentence
            assert "by sue" in refused.value.sentence
    assert set(ways) == {one.name for one in kind.states}


def test_a_cancel_crosses_an_acceptance(desk: Desk, smith: Patient) -> None:
    """What the partner says behind a cancellation is asked about, and their own words never vanish."""
    case = begun(desk, smith, "referral-out")
    for name, facts in (("ready", {"to": "Heart"}), ("send", {"how": "fax"})):
        case = step(desk, case, name, **facts)
    other = step(desk, case, "status", partner_status="PENDREV")
    assert ("other", "PENDREV") == (other.state, other.facts["partner_status"])
    assert [case.id] == [one.case.id for one in desk.cases.worklist("ben", "referral-out", Whose.ALL)]
    case = step(desk, other, "cancel", note="moved away")
    case = step(desk, case, "accepted-anyway", visit_on="2026-12-10")
    assert case.is_open
    assert "cancelled" == step(desk, step(desk, case, "cancel", note="no"), "cancel-confirmed").state


def test_a_payer_decides_by_the_clock(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Seven days, or 72 hours across a change of the clocks; asked for 14 days before the visit, never for the past."""
    site = desk.clinic().sites["main"]
    far = begun(desk, smith, "authorization", facts={"visit_on": "2026-12-20"})
    near = begun(desk, smith, "authorization", facts={"visit_on": "2026-11-25"})
    assert [date(2026, 12, 6), date(2026, 11, 23)] == [last_day(one.due, site) for one in (far, near)]
    clock.set("2027-03-12T17:00")
    standard = step(desk, begun(desk, smith, "authorization"), "submit", payer="Acme", how="portal")
    urgent = begun(desk, smith, "authorization", urgency=Urgency.URGENT)
    urgent = step(desk, urgent, "submit", payer="Acme", how="phone")
    assert date(2027, 3, 19) == last_day(standard.due, site)
    assert timedelta(hours=72) == urgent.due - desk.now()
    with pytest.raises(Refused, match="before it begins"):
        step(desk, urgent, "approve", number="A1", from_on="2027-04-01", until="2027-03-31")
    held = step(desk, urgent, "approve", number="A1", from_on="2027-04-01", until="2027-06-30", units="3")
    assert date(2027, 5, 31) == last_day(held.due, site), "30 days before it ends it is to be renewed"


def test_a_request_for_records_is_extended_once(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """30 calendar days, a weekend stays; 30 more for a reason within the first 30, and never again."""
    site = desk.clinic().sites["main"]
    case = begun(desk, smith, "records-request", facts={"asked_on": "2026-11-20"})
    assert date(2026, 12, 20) == last_day(case.due, site), "a Sunday"
    clock.set("2026-12-21T09:00")
    with pytest.raises(Refused, match="first 30 days are over"):
        step(desk, case, "extend", note="off-site")
    clock.set("2026-12-20T09:00")
    with pytest.raises(BadInput, match="why"):
        step(desk, case, "extend")
    longer = step(desk, case, "extend", note="off-site")
    assert ("received", date(2027, 1, 19)) == (longer.state, last_day(longer.due, site))
    with pytest.raises(Refused, match="once only"):
        step(desk, longer, "extend", note="again")
    desk.journal.undo("sue")
    assert date(2026, 12, 20) == last_day(desk.cases.whole("vic", case.id).seen.case.due, site)


def signed(desk: Desk, patient: Patient, **said: str) -> Case:
    """A request by what the patient signed, ready to leave."""
    facts = {"authority": "authorization", "what": "notes of 2025", **said}
    case = step(desk, begun(desk, patient, "records-request", facts=facts), "check", identity="driving licence")
    return step(desk, step(desk, case, "gather"), "ready")


def leaves(desk: Desk, case: Case) -> Case:
    """What was asked for is released."""
    return step(desk, case, "release", what="notes of 2025", to="Ann Smith", how="paper")


def test_what_was_signed_must_hold(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """An authorization that has ended lets nothing leave, also where it ended since it was checked, nor by a redo."""
    case = signed(desk, smith, expires_on="2026-11-24")
    clock.set("2026-11-24T23:00")
    leaves(desk, case)
    desk.journal.undo("sue")
    clock.set("2026-11-25T09:00")
    with pytest.raises(ChangedElsewhere, match="has ended, on"):
        desk.journal.redo("sue")
    with pytest.raises(Refused, match="has ended, on Tue 24 Nov"):
        leaves(desk, desk.cases.whole("vic", case.id).seen.case)


def test_what_was_revoked_holds_no_more(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Not in whatever state the request was, until something was signed since; other rights ask for nothing signed."""
    case = step(desk, signed(desk, smith, signed_on="2026-11-23", expires_on="2027-11-24"), "revoke")
    assert ("defective", "2026-11-23") == (case.state, case.facts["revoked_on"])
    clock.set("2026-11-25T09:00")
    for said in ({}, {"signed_on": "2026-11-22"}, {"signed_on": "2026-11-24", "expires_on": "2026-11-23"}):
        with pytest.raises(Refused, match=r"was revoked on Mon 23 Nov|before it was signed"):
            step(desk, case, "check", identity="the same", **said)
    with pytest.raises(BadInput, match="still to come"):
        step(desk, case, "check", identity="the same", signed_on="2026-11-26")
    case = step(desk, case, "check", identity="the same", signed_on="2026-11-25")
    assert "released" == leaves(desk, step(desk, step(desk, case, "gather"), "ready")).state
    with pytest.raises(Refused, match="was signed"):
        step(desk, begun(desk, smith, "records-request", facts={"authority": "subpoena"}), "revoke")


def test_the_day_by_law_follows_the_day_it_was_asked(desk: Desk, smith: Patient) -> None:
    """Also where that is set right, and with its extension; nobody asked on a day to come."""
    with pytest.raises(BadInput, match="still to come"):
        begun(desk, smith, "records-request", facts={"asked_on": "2026-11-24"})
    case = begun(desk, smith, "records-request")
    for asked, last in (("2026-11-10", "2026-12-10"), ("2026-11-02", "2026-12-02")):
        desk.cases.change("sue", case.id, CaseChanges(facts={"asked_on": asked}))
        case = desk.cases.whole("vic", case.id).seen.case
        assert (last, date.fromisoformat(last)) == (
            case.facts["due_on"],
            last_day(case.due, desk.clinic().sites["main"]),
        )
    step(desk, case, "extend", note="off-site")
    desk.cases.change("sue", case.id, CaseChanges(facts={"asked_on": "2026-11-10"}))
    assert "2027-01-09" == desk.cases.whole("vic", case.id).seen.case.facts["due_on"]
    desk.cases.change("sue", case.id, CaseChanges(facts={"due_on": "2026-12-31"}))
    desk.cases.change("sue", case.id, CaseChanges(facts={"fee": "10"}))
    assert "2026-12-31" == desk.cases.whole("vic", case.id).seen.case.facts["due_on"]


def test_a_corrected_result_is_read_anew(desk: Desk, smith: Patient) -> None:
    """Also of a closed case; a second result takes nothing from the first, and asking again moves the date."""
    site = desk.clinic().sites["main"]
    case = begun(desk, smith, "result", facts={"test_kind": "pathology"})
    assert date(2026, 12, 7) == last_day(case.due, site)
    chased = step(desk, step(desk, case, "done"), "chase", asked_whom="Joan")
    assert ("awaited", date(2026, 11, 25)) == (chased.state, last_day(chased.due, site))
    case = step(desk, chased, "receive", stage="preliminary", their_number="77")
    case = step(desk, case, "receive", stage="final", their_number="78")
    case = step(desk, step(desk, case, "review", read_by="lee"), "tell", told_how="phone")
    assert (False, "patient-told") == (case.is_open, case.outcome)
    case = step(desk, case, "correct")
    assert (True, "received", "corrected", "") == (case.is_open, case.state, case.facts["stage"], case.outcome)
    events = desk.cases.whole("vic", case.id).events
    assert ["77", "78"] == [one.facts["their_number"] for one in events if "their_number" in one.facts]
    desk.journal.undo("sue")
    assert not desk.cases.whole("vic", case.id).seen.case.is_open
    assert replace(case, rev=0) != replace(desk.cases.whole("vic", case.id).seen.case, rev=0)


def test_only_a_supervisor_settles_a_complaint(desk: Desk, smith: Patient) -> None:
    """A coordinator takes it, answers it, and does not close it."""
    case = begun(desk, smith, "complaint")
    assert "supervisor" == case.pool
    case = step(desk, step(desk, case, "acknowledge"), "answer", how="letter", note="sorry")
    with pytest.raises(Exception, match="may not settle complaints"):
        desk.cases.step("ana", case.id, StepRequest("close", outcome="resolved"))


def release(desk: Desk, patient: Patient, authority: str, to: str, why: str = "") -> Case:
    """Records released by that right."""
    said = {"authority": authority, "what": "notes", "why": why}
    case = begun(desk, patient, "records-request", facts=said)
    for name, facts in (("check", {"identity": "seen"}), ("gather", {}), ("ready", {})):
        case = step(desk, case, name, **facts)
    return step(desk, case, "release", what="notes of 2025", to=to, how="paper")


def test_disclosures_are_accounted_for(desk: Desk, smith: Patient, jones: Patient, clock: FakeClock) -> None:
    """Six years; what the law leaves out is left out, a series is one line, undo takes one off, a merge carries all."""
    for authority in AUTHORITIES:
        release(desk, jones, authority, f"to {authority}")
    for _ in range(2):
        release(desk, jones, "subpoena", "Court", "case 7")
    release(desk, jones, "oversight", "State Board")
    desk.journal.undo("sue")
    found = desk.cases.disclosures("ana", jones.id)
    assert 6 == found.left_out
    told = {one.to: one.count for one in found.disclosures}
    wanted = {"court-order", "subpoena", "public-health", "law-enforcement", "oversight", "research", "other-law"}
    assert {f"to {one}": 1 for one in wanted} | {"Court": 2} == told
    desk.merging.merge("sue", jones.id, smith.id, overrides={"MERGE": "other: told so"})
    assert found.disclosures == desk.cases.disclosures("ana", smith.id).disclosures
    clock.set("2032-11-23T09:00")
    assert 8 == len(desk.cases.disclosures("ana", smith.id).disclosures), "the day itself counts"
    clock.set("2032-11-24T09:00")
    assert () == desk.cases.disclosures("ana", smith.id).disclosures
    assert "release" in {one.step for one in desk.cases.whole("vic", 1).events}
    with pytest.raises(BadInput, match="still to come"):
        desk.cases.disclosures("ana", smith.id, since=date(2032, 11, 25))


def test_a_restricted_record_leaves_for_a_reason(desk: Desk, smith: Patient) -> None:
    """Whoever releases it says why it is opened, whichever way the step is taken; nothing is written before."""
    desk.patients.edit("ana", smith.id, {"restricted": True})
    with pytest.raises(NeedsReason):
        release(desk, smith, "subpoena", "Court")
    assert () == desk.cases.disclosures("ana", smith.id).disclosures
    desk.patients.give_reason("sue", smith.id, "subpoena of 3 March")
    assert "released" == release(desk, smith, "subpoena", "Court").state


def test_a_letter_of_each_kind(desk: Desk, smith: Patient) -> None:
    """What is known of the case stands in it, days in words; a plan lists its steps by day; a task has none."""
    known = {_ALONE.get(fact.name, fact.name) for kind in KINDS.values() for fact in kind.facts}
    assert known == set(CASE_FACTS)
    case = begun(desk, smith, "referral-out", facts={"to": "Heart Center", "why": "murmur"})
    text = desk.cases.letter("vic", case.id).document.text(78)
    assert all(word in text for word in ("Heart Center", "murmur", "Smith, John", "something"))
    plan = begun(desk, smith, "care-plan", facts={"goal": "walk a mile"})
    for on in ("2027-02-01", "2026-12-24"):
        link = (LinkRequest(LinkKind.CASE, str(plan.id)),)
        desk.cases.begin("ana", CaseRequest("care-step", f"walk {on}", smith.id, facts={"on": on}, links=link))
    text = desk.cases.letter("vic", plan.id).document.text(78)
    assert 0 < text.index("walk a mile") < text.index("walk 2026-12-24") < text.index("walk 2027-02-01")
    for name in ("referral-in", "authorization", "records-request", "result", "complaint"):
        desk.patients.edit("ana", smith.id, {"language": "Spanish"})
        made = desk.cases.letter("vic", begun(desk, smith, name).id)
        assert ("es" if name == "complaint" else "en") == made.document.language, "whom it goes to reads it"
    with pytest.raises(NotFound):
        desk.cases.letter("vic", begun(desk, smith, "task").id)


def test_the_documents_that_were_chosen_leave(desk: Desk, smith: Patient, jones: Patient) -> None:
    """None of anybody else's, none that was taken away meanwhile, none before they are released."""
    mine, other, theirs = (
        desk.documents.add_scan("sue", one.ref, b"%PDF-1.4\n" + what + b"\n%%EOF\n", kind=ScanKind.RESULT).all_of(Scan)[
            0
        ]
        for one, what in ((smith, b"one"), (smith, b"two"), (jones, b"three"))
    )
    case = begun(desk, smith, "records-request", facts={"authority": "subpoena", "what": "results"})
    case = step(desk, case, "check", identity="seen")
    for typed, told in ((f"{mine.id} {theirs.id}", "none of Smith"), ("99", "none of Smith"), ("one", "no numbers")):
        with pytest.raises(BadInput, match=told) as caught:
            step(desk, case, "gather", documents=typed)
        assert ("Smith" in told) == (smith.ref in [one.ref for one in caught.value.about])
    case = step(desk, case, "gather", documents=f"{other.id}, {mine.id} {mine.id}")
    assert f"{mine.id} {other.id}" == case.facts["documents"]
    with pytest.raises(BadInput, match="leave once it is released"):
        desk.cases.released("sue", case.id)
    case = step(desk, case, "ready")
    desk.documents.remove_scan("sue", other.id, "not theirs")
    with pytest.raises(BadInput, match=f"Document {other.id} is none of Smith"):
        leaves(desk, case)
    done = step(desk, case, "release", what="results", to="Court", how="paper", documents=str(mine.id))
    assert (mine.id,) == desk.cases.released("sue", done.id)[1]
    assert f"Documents: {mine.title}" in desk.cases.letter("vic", done.id).document.text(78)
    assert "Documents" not in desk.cases.letter("vic", begun(desk, smith, "records-request").id).document.text(78)
    with pytest.raises(Exception, match="may not release records"):
        desk.cases.released("vic", done.id)
    for _ in ("what was begun since", "the release"):
        desk.journal.undo("sue")
    desk.documents.remove_scan("ana", mine.id, "not theirs")
    with pytest.raises(ChangedElsewhere, match=f"Document {mine.id} is none of Smith"):
        desk.journal.redo("sue")
