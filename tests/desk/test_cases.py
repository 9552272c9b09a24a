"""Is nothing forgotten: do cases go from state to state as their kind says, in history, under undo, with one owner?"""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from itertools import product
from sqlite3 import connect
from typing import TYPE_CHECKING, Any

import pytest

from core.cases.beginning import CaseRequest
from core.cases.changing import CaseChanges
from core.cases.due import last_day
from core.cases.linking import LinkRequest
from core.cases.listing import CaseFilter
from core.cases.model import Case, LinkKind, Urgency
from core.cases.queries import CaseQuery, Whose
from core.cases.stepping import StepRequest
from core.directory.model import DirectoryEntry
from core.errors import BadInput, BadSettings, ChangedElsewhere, NotAllowed, NotFound, Refused
from storage.cases import _ORDERS, _ids, _in_order, _values
from storage.sqlite.case_search import forget_words
from storage.sqlite.migrations import m0062_notes_as_typed as notes_as_typed
from tests.clinics import book, register

if TYPE_CHECKING:
    from pathlib import Path

    from core.clinic.ports import Store
    from core.desk import Desk
    from core.desk_ports import Reading, Writing
    from core.journal.change import Change
    from core.patients.model import Patient
    from tests.clinics import FakeClock

TO = {"to": "Heart Center"}


def refer(desk: Desk, patient: Patient, subject: str = "cardiology", **further: object) -> Case:
    """A referral out, by ana."""
    request = CaseRequest("referral-out", subject, patient.id, facts=TO, **further)  # type: ignore[arg-type]
    return case_of(desk.cases.begin("ana", request))


def case_of(change: Change) -> Case:
    """The case that was changed."""
    (case,) = change.all_of(Case)
    return case


def step(desk: Desk, case: Case, name: str, *, actor: str = "ana", **said: object) -> Case:
    """The step, taken by somebody who sees the case as it is given."""
    return case_of(desk.cases.step(actor, case.id, StepRequest(name, rev=case.rev, **said)))  # type: ignore[arg-type]


def now(desk: Desk, case: Case) -> Case:
    """As it is now."""
    return desk.cases.whole("vic", case.id).seen.case


def test_a_loop_is_closed(desk: Desk, smith: Patient) -> None:
    """Sent, booked there, seen; a report that is here does not close it, who has read it does."""
    case = refer(desk, smith, links=(LinkRequest(LinkKind.PROVIDER, "lee"),))
    site = desk.clinic().sites["main"]
    assert date(2026, 11, 24) == last_day(case.due, site)
    case = step(desk, case, "ready")
    case = step(desk, case, "send", facts={"how": "fax"})
    assert ("2026-11-23", date(2026, 11, 26)) == (case.facts["sent_on"], last_day(case.due, site))
    case = step(desk, case, "accept", note="fine, says Joan")
    case = step(desk, case, "schedule", facts={"visit_on": "2026-12-10"})
    assert date(2026, 12, 11) == last_day(case.due, site)
    case = step(desk, case, "see")
    assert date(2026, 12, 24) == last_day(case.due, site)
    case = step(desk, case, "report")
    assert case.is_open
    with pytest.raises(BadInput, match="read by"):
        step(desk, case, "review")
    case = step(desk, case, "review", facts={"read_by": "lee"})
    assert (False, "completed", "closed") == (case.is_open, case.outcome, case.state)
    whole = desk.cases.whole("vic", case.id)
    assert ["opened", *["step"] * 7] == [one.act.value for one in whole.events]
    assert [("provider", "lee")] == [(one.kind.value, one.code) for one in whole.links]
    assert 8 == len([one for one in desk.journal.entries_on("vic", smith.ref) if one.verb.startswith("case")])


def test_a_step_is_refused_by_the_state(desk: Desk, smith: Patient) -> None:
    """The sentence names the state, who set it and when, and what can be done; nothing was written."""
    case = step(desk, refer(desk, smith), "ready")
    with pytest.raises(Refused, match=r"ready at 10:20 by ana\. From there: send or drop") as refused:
        desk.cases.step("ben", case.id, StepRequest("see"))
    assert ["STATE"] == [one.rule for one in refused.value.conflicts]
    with pytest.raises(Refused, match="already ready at 10:20 by ana"):
        desk.cases.step("ben", case.id, StepRequest("ready"))
    for said, name in (({}, "how"), ({"how": "pigeon"}, "how")):
        with pytest.raises(BadInput) as bad:
            desk.cases.step("ben", case.id, StepRequest("send", said))
        assert name == bad.value.field
    with pytest.raises(BadInput, match="why"):
        desk.cases.step("ben", case.id, StepRequest("drop"))
    with pytest.raises(ChangedElsewhere, match="ana"):
        desk.cases.step("ben", case.id, StepRequest("send", {"how": "fax"}, rev=case.rev - 1))
    assert case == now(desk, case)
    with pytest.raises(NotAllowed):
        desk.cases.step("vic", case.id, StepRequest("send", {"how": "fax"}))


def test_undo_restores_and_redo_does_it_again(desk: Desk, smith: Patient) -> None:
    """A step and a beginning; what was said in a step taken back is not found, and not before others went on."""
    case = refer(desk, smith)
    ready = step(desk, case, "ready", note="zebra")
    assert [case.id] == [one.case.id for one in desk.cases.listed("vic", CaseFilter(words="zeb"))]
    desk.journal.undo("ana")
    back = now(desk, case)
    assert ("draft", case.due, 1) == (back.state, back.due, len(desk.cases.whole("vic", case.id).events))
    assert () == desk.cases.listed("vic", CaseFilter(words="zebra"))
    desk.journal.redo("ana")
    again = now(desk, case)
    assert (ready.state, ready.due, 2) == (again.state, again.due, len(desk.cases.whole("vic", case.id).events))
    desk.cases.step("ben", case.id, StepRequest("send", {"how": "fax"}))
    with pytest.raises(ChangedElsewhere, match="ben"):
        desk.journal.undo("ana")
    desk.journal.undo("ben")
    desk.journal.undo("ana")
    desk.journal.undo("ana")
    with pytest.raises(NotFound, match="by mistake"):
        now(desk, case)
    assert () == desk.cases.of_patient("vic", smith.id)


def test_whose_it_is(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Mine, my role's, nobody's; put off until its day; who has left has nothing, those above see what is late."""
    first = refer(desk, smith, "one", owner="ana", urgency=Urgency.URGENT)
    second = refer(desk, smith, "two")

    def on(actor: str, whose: Whose) -> list[str]:
        return [one.case.subject for one in desk.cases.worklist(actor, "referral-out", whose)]

    assert ["one", "two"] == on("ben", Whose.ALL)
    assert (["one"], []) == (on("ana", Whose.MINE), on("ben", Whose.MINE))
    assert (["two"], ["two"], []) == (on("ben", Whose.ROLE), on("ben", Whose.NOBODY), on("sue", Whose.ROLE))
    with pytest.raises(NotFound, match="no user"):
        desk.cases.change("ana", second.id, CaseChanges(owner="nemo"))
    with pytest.raises(BadInput, match="not put off beyond"):
        desk.cases.change("ana", second.id, CaseChanges(back=date(2026, 11, 27)))
    desk.cases.change("ana", second.id, CaseChanges(due=date(2026, 12, 4), back=date(2026, 11, 30)))
    assert [] == on("ben", Whose.ROLE)
    assert {"one", "two"} == {one.case.subject for one in desk.cases.listed("vic", CaseFilter("referral-out"))}
    clock.forward(minutes=7 * 1440)
    assert ["two"] == on("ben", Whose.ROLE)
    assert ["one"] == on("sue", Whose.ROLE), "late for long: those above are told"
    assert now(desk, first).is_late(desk.now())
    desk.set_up("sue", '[[user]]\nname = "ana"\nretired = true\n', place="users.toml")
    assert ["one", "two"] == on("ben", Whose.ROLE)
    assert {"referral-out": 2, "task": 0}.items() <= desk.cases.counts("ben", Whose.NOBODY).items()


def test_a_set_up_says_what_is_due(desk: Desk, smith: Patient) -> None:
    """Days, owners and reminders of a state are the clinic's; what is no state of the kind is refused."""
    rule = '[[case_rule]]\nkind = "referral-out"\nstate = "draft"\n'
    desk.set_up("sue", rule + 'due = 3\nunit = "days"\nowner = "supervisor"\n', place="cases.toml")
    case = refer(desk, smith)
    assert (date(2026, 11, 26), "supervisor") == (last_day(case.due, desk.clinic().sites["main"]), case.pool)
    assert ["cardiology"] == [one.case.subject for one in desk.cases.worklist("sue", "referral-out", Whose.ROLE)]
    for wrong in ('state = "sents"\ndue = 2\n', 'state = "closed"\ndue = 2\n', 'state = "sent"\nunit = "days"\n'):
        with pytest.raises(BadSettings, match="cases"):
            desk.set_up("sue", f'[[case_rule]]\nkind = "referral-out"\n{wrong}', place="cases.toml")


def test_merged_and_taken_apart(desk: Desk, smith: Patient, jones: Patient) -> None:
    """A case goes with its patient's record, with all that was done, and comes back with it."""
    case = refer(desk, jones)
    desk.merging.merge("sue", jones.id, smith.id, overrides={"MERGE": "other: told so"})
    assert [case.id] == [one.case.id for one in desk.cases.of_patient("vic", smith.id)]
    desk.merging.unmerge("sue", jones.id)
    assert [case.id] == [one.case.id for one in desk.cases.of_patient("vic", jones.id)]
    assert () == desk.cases.of_patient("vic", smith.id)


def test_links_are_of_the_same_patient(desk: Desk, smith: Patient, jones: Patient) -> None:
    """An appointment or a case of somebody else is no link; the same link twice is none."""
    case, of_jones = refer(desk, smith), book(desk, jones)
    mine = book(desk, smith, start="2026-11-24T11:00")
    for target, refusal in ((str(of_jones.appointment.id), "not of Smith"), ("99", "no appointment")):
        with pytest.raises((BadInput, NotFound), match=refusal):
            desk.cases.link("ana", case.id, LinkRequest(LinkKind.APPOINTMENT, target))
    wanted = LinkRequest(LinkKind.APPOINTMENT, str(mine.appointment.id))
    desk.cases.link("ana", case.id, wanted)
    with pytest.raises(BadInput, match="already"):
        desk.cases.link("ana", case.id, wanted)
    desk.cases.unlink("ana", case.id, wanted)
    assert () == desk.cases.whole("vic", case.id).links
    desk.journal.undo("ana")
    assert 1 == len(desk.cases.whole("vic", case.id).links)


def test_who_is_outside_is_known_by_number_and_name(desk: Desk, smith: Patient) -> None:
    """An entry's number or name, in any case of letters, means it, of one merged the other; any words are kept."""
    for name in ("Heart Center", "Heart Centre", "City Labs"):
        desk.directory.add("ana", DirectoryEntry(0, name))
    desk.directory.merge("ana", 2, 1)
    told = {
        "2": "Heart Center",
        "heart center": "Heart Center",
        "Dr Osei": "Dr Osei",
        "City Lab": "City Lab",
        "6175550100": "6175550100",
    }
    for typed, kept in told.items():
        request = CaseRequest("referral-out", "heart", smith.id, facts={"to": typed})
        case = desk.cases.begin("ana", request).all_of(Case)[0]
        assert kept == case.facts["to"]
        links = [(one.kind, one.number) for one in desk.cases.whole("ana", case.id).links]
        assert ([(LinkKind.PARTY, 1)] if kept == "Heart Center" else []) == links
    desk.cases.step("ana", 1, StepRequest("send", {"how": "fax"}))
    desk.cases.step("ana", 1, StepRequest("redirect", {"to": "3"}))
    assert [1, 3] == [one.number for one in desk.cases.whole("ana", 1).links]
    desk.journal.undo("ana")
    assert [1] == [one.number for one in desk.cases.whole("ana", 1).links]
    with pytest.raises(NotFound):
        desk.cases.begin("ana", CaseRequest("referral-out", "heart", smith.id, facts={"to": "77"}))
    with pytest.raises(NotFound):
        desk.cases.link("ana", 1, LinkRequest(LinkKind.PARTY, "nobody at all"))


def test_a_task_is_acknowledged(desk: Desk) -> None:
    """Whoever acknowledges has it; one without a patient is a task all the same, and a card's number is in none."""
    asked = CaseRequest("task", "call the lab", urgency=Urgency.URGENT, note="about Tuesday")
    task = case_of(desk.cases.begin("ana", asked))
    assert desk.now() + timedelta(minutes=30) == task.due
    taken = step(desk, task, "acknowledge", actor="ben")
    assert ("ben", "acknowledged") == (taken.owner, taken.state)
    given = step(desk, taken, "give-back", actor="ben")
    assert ("", "new") == (given.owner, given.state)
    done = step(desk, given, "done", actor="ana")
    assert "done" == done.outcome
    with pytest.raises(Refused, match="nothing of it is changed"):
        desk.cases.change("ana", done.id, CaseChanges(owner="ben"))
    desk.cases.note("ana", done.id, "they called back")
    with pytest.raises(BadInput, match="card"):
        desk.cases.note("ana", done.id, "4111 1111 1111 1111")
    with pytest.raises(BadInput, match="about a patient"):
        desk.cases.begin("ana", CaseRequest("referral-out", "cardiology", facts=TO))


def test_a_patient_with_open_cases_is_no_mistake(desk: Desk) -> None:
    """Registering is not undone under a case of somebody else's."""
    late = register(desk, "Late", "Anna", actor="ana")
    desk.cases.begin("ben", CaseRequest("referral-out", "ear", late.id, facts=TO))
    with pytest.raises(ChangedElsewhere):
        desk.journal.undo("ana")


def test_lists_are_read_along_their_indexes(desk: Desk, store: Store[Reading, Writing]) -> None:
    """However many cases there are: a list is read in its order to its limit, and counted no further than that."""
    for number in range(7):
        desk.cases.begin("ana", CaseRequest("task", f"call {number}", owner="ana" if number % 2 else ""))
    found = desk.cases.worklist("ben", "task", Whose.ALL, limit=3)
    assert (7, 3) == (desk.cases.counts("ben", Whose.ALL)["task"], len(found))
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("everybody's", {}),
        ("nobody's", {"free": True, "gone": ("x",)}),
        ("mine", {"owner": "ana"}),
        ("my role's", {"free": True, "pools": ("coordinator",), "sees_escalated": True}),
    )
    with store.read() as reading:
        db = reading._db  # type: ignore[attr-defined]
        for by_urgency, (_, whose) in product((True, False), asked):
            query = CaseQuery("task", desk.now(), 5, by_urgency=by_urgency, **whose)
            in_order = f"SELECT id {_in_order(query)} ORDER BY {_ORDERS[by_urgency]} LIMIT :limit"
            for statement in filter(None, (in_order, _ids(query))):
                plan = " / ".join(str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", _values(query)))
                assert "SCAN work_case" not in plan
                assert "TEMP B-TREE FOR ORDER" not in plan, plan
    assert (3, 4) == (desk.view("ana").cases, len(desk.cases.worklist("ana", "task", Whose.NOBODY)))


def test_few_and_many_are_the_same_list(desk: Desk, smith: Patient, clock: FakeClock) -> None:
    """Whether a list is found by whom it waits for or read in its order: the most urgent are the first of all."""
    for number in range(40):
        urgency = Urgency.URGENT if number % 3 == 0 else Urgency.ROUTINE
        clock.forward(minutes=37)
        for kind in ("task", "complaint", "care-plan"):
            owner = ("ana", "", "ben")[number % 5 % 3]
            desk.cases.begin("ana", CaseRequest(kind, f"{number}", smith.id, urgency, owner=owner))
    clock.forward(minutes=2880)
    for kind, whose in product(("task", "complaint", "care-plan"), Whose):
        every = desk.cases.worklist("sue", kind, whose, limit=1000)
        for limit in (1, 7, len(every), len(every) + 1):
            assert every[:limit] == desk.cases.worklist("sue", kind, whose, limit=limit)
        assert len(every) == desk.cases.counts("sue", whose)[kind]


def test_a_change_keeps_what_steps_were_taken_by(desk: Desk, smith: Patient) -> None:
    """No fact is taken away that a step asked for, none comes to be out of order; a subject is never empty."""
    case = refer(desk, smith)
    with pytest.raises(BadInput, match="what the referral out is about"):
        desk.cases.change("ana", case.id, CaseChanges(subject=" \x1b"))
    assert desk.cases.change("ana", case.id, CaseChanges(facts={"to": ""})), "nobody has taken a step by it yet"
    step(desk, now(desk, case), "ready", facts=TO)
    with pytest.raises(BadInput, match="sent to") as refused:
        desk.cases.change("ana", case.id, CaseChanges(facts={"to": " "}))
    assert "to" == refused.value.field
    assert desk.cases.change("ana", case.id, CaseChanges(facts={"to": "Sleep Center", "why": ""}))
    asked = case_of(desk.cases.begin("ana", CaseRequest("authorization", "MRI", smith.id, facts={"payer": "aetna"})))
    asked = step(desk, step(desk, asked, "gather"), "submit", facts={"how": "phone"})
    said = {"number": "A1", "from_on": "2026-12-01", "until": "2027-03-01"}
    step(desk, asked, "approve", facts=said)
    with pytest.raises(Refused, match="would not be approved: it would end before it begins"):
        desk.cases.change("ana", asked.id, CaseChanges(facts={"until": "2026-11-01"}))
    for name in ("from_on", "until", "number"):
        with pytest.raises(BadInput, match="stays known"):
            desk.cases.change("ana", asked.id, CaseChanges(facts={name: ""}))
    assert desk.cases.change("ana", asked.id, CaseChanges(facts={"until": "2027-02-01", "units": "4"}))


def test_notes_of_before_are_found_as_they_are_typed(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """A migration has them found without their marks too, also by what a case was about before, and not twice."""
    case = refer(desk, smith, "Größe prüfen")
    desk.cases.note("ana", case.id, "spoke to Dr O'Brien")
    desk.cases.change("ana", case.id, CaseChanges(subject="knee"))
    with closing(connect(tmp_path / "clinic.db")) as db, db:
        forget_words(db)
        db.execute("INSERT INTO case_words (rowid, words) SELECT id, note FROM case_event")
    assert () == desk.cases.listed("vic", CaseFilter(words="obrien"))
    with closing(connect(tmp_path / "clinic.db")) as db, db:
        notes_as_typed.apply(db)
        notes_as_typed.apply(db)
    for words in ("obrien", "o'brien", "grosse", "größe", "knee", "heart center"):
        assert [case.id] == [one.case.id for one in desk.cases.listed("vic", CaseFilter(words=words))], words


def test_what_is_said_of_several_cases_replaces_nothing_known_of_one(desk: Desk, smith: Patient) -> None:
    """A fact that one of them lacked is not written over that of another patient; a step forgets none it stands on."""
    known, other = refer(desk, smith), refer(desk, smith, "skin")
    before = now(desk, known).facts["to"]
    said = StepRequest("ready", {"to": "Other Clinic"})
    desk.cases.step_together("ana", {known.id: known.rev, other.id: other.rev}, said)
    assert before == now(desk, known).facts["to"]
    with pytest.raises(BadInput, match="stays known"):
        step(desk, now(desk, other), "send", facts={"how": "fax", "to": ""})


def test_cases_take_a_step_together_or_none_does(desk: Desk, smith: Patient) -> None:
    """One act of all of a kind, as each was seen; what one cannot take none does, and nothing leaves so."""
    one, other = refer(desk, smith), refer(desk, smith, "skin")
    seen: dict[int, int | None] = {one.id: one.rev, other.id: other.rev}
    change = desk.cases.step_together("ana", seen, StepRequest("ready"))
    assert "Referrals out 1, 2, as one act: ready." == change.sentence
    assert 2 == len(change.all_of(Case))
    with pytest.raises(ChangedElsewhere):
        desk.cases.step_together("ben", seen, StepRequest("send", {"how": "fax"}))
    step(desk, now(desk, other), "send", facts={"how": "fax"})
    with pytest.raises(Refused, match="already sent"):
        desk.cases.step_together("ana", {one.id: None, other.id: None}, StepRequest("send", {"how": "fax"}))
    assert ("ready", "sent") == (now(desk, one).state, now(desk, other).state)
    for _ in range(2):
        desk.journal.undo("ana")
    assert ["draft", "draft"] == [now(desk, each).state for each in (one, other)]
    desk.journal.redo("ana")
    assert ["ready", "ready"] == [now(desk, each).state for each in (one, other)]
    task = case_of(desk.cases.begin("ana", CaseRequest("task", "call", smith.id)))
    with pytest.raises(BadInput, match="of one kind"):
        desk.cases.step_together("ana", {one.id: None, task.id: None}, StepRequest("drop", note="x"))
    with pytest.raises(NotAllowed):
        desk.cases.step_together("vic", {one.id: None}, StepRequest("send", {"how": "fax"}))
    asked = case_of(
        desk.cases.begin("ana", CaseRequest("records-request", "chart", smith.id, facts={"requester": "Law"}))
    )
    with pytest.raises(BadInput, match="one case at a time"):
        desk.cases.step_together("ana", {asked.id: None}, StepRequest("release"))


def test_cases_are_given_and_put_off_together_or_none_is(desk: Desk, smith: Patient) -> None:
    """One act that undo takes back, over kinds; who is in the way is named; one that says so already is left alone."""
    one, other = refer(desk, smith), refer(desk, smith, "skin")
    task = case_of(desk.cases.begin("ana", CaseRequest("task", "call", smith.id, due=date(2026, 12, 24))))
    all_of: dict[int, int | None] = {one.id: one.rev, other.id: other.rev, task.id: task.rev}

    def owners() -> list[str]:
        return [now(desk, each).owner for each in (one, other, task)]

    with pytest.raises(BadInput, match=f"Referral out {one.id} of .* not put off beyond"):
        desk.cases.change_together("ana", {task.id: None, one.id: None}, CaseChanges(back=date(2026, 12, 23)))
    assert now(desk, task).snoozed is None
    change = desk.cases.change_together("ana", all_of, CaseChanges(owner="ana"))
    assert change
    assert f"Changed the owner to ana of cases {one.id}, {other.id}, {task.id}, as one act." == change.sentence
    assert ["ana"] * 3 == owners()
    assert desk.cases.change_together("ana", dict.fromkeys(all_of), CaseChanges(owner="ana")) is None
    with pytest.raises(ChangedElsewhere):
        desk.cases.change_together("ben", {task.id: None, one.id: one.rev}, CaseChanges(owner="ben"))
    desk.journal.undo("ana")
    assert [""] * 3 == owners()
    desk.journal.redo("ana")
    role = now(desk, one).pool
    again = desk.cases.change_together("ana", {one.id: None, task.id: None}, CaseChanges(owner=role))
    assert again
    assert ["", "ana"] == owners()[:2]
    step(desk, now(desk, other), "drop", note="moved away")
    with pytest.raises(Refused, match=f"Referral out {other.id}"):
        desk.cases.change_together("ana", {one.id: None, other.id: None}, CaseChanges(owner="ben"))
    assert not owners()[0]
    with pytest.raises(NotAllowed):
        desk.cases.change_together("vic", {one.id: None}, CaseChanges(owner="ana"))
