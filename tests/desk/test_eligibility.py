"""Are payers asked about visits to come, and does each answer come to its own coverage, once?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.access.roles import RoleAuthorization
from core.coverage.model import Coverage, EnrolmentState, How, Order, Relation
from core.coverage.verifying import Found
from core.desk import Desk
from core.errors import BadInput, BadSettings, ChangedElsewhere, NotAllowed, NotFound
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from core.jobs.model import WORKER, JobStatus
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus
from core.settings.model import EligibilitySettings, Policy
from core.structs import replace
from core.verification.inquiry import ExchangeFile, FileStatus, Inquiry, InquiryStatus
from storage.store import SqliteStore
from tests.clinics import SETUP, USERS, book, make_desk, register
from tests.desk.asking import set_status
from tests.desk.importing import Told
from tests.desk.waiting import cancelled
from tests.insured import PAYERS, insure, pays_self
from tests.payer import Question, interchange, questions, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.clinic.ports import Store
    from core.desk_ports import Reading, Writing
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.verification.asking import Sent
    from core.verification.taking_in import Taken
    from tests.clinics import FakeClock

MORE_USERS: Final = '[[user]]\nname = "ben"\n\n[[user]]\nname = "cy"\n'
NPI: Final = '[[site]]\ncode = "main"\nname = "Main Street"\nzone = "America/New_York"\nnpi = "1234567893"\n'
TO: Final = EligibilitySettings(to="/nowhere/{payer}")
ACTIVE: Final = ("EB*1**30**GOLD", "EB*B**98***27*25*****Y")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clinic has payers, of which Aetna and Cigna are asked by file, and is known to them."""
    folder = tmp_path_factory.mktemp("founded")
    with SqliteStore.create(folder / "clinic.db") as store:
        make_desk(folder, store=store, setup=SETUP + USERS + MORE_USERS).set_up(
            "sue", PAYERS.replace('"Cigna Health"', '"Cigna Health"\npayer_id = "62308"') + NPI, place="x.toml"
        )
    return folder / "clinic.db"


@pytest.fixture
def desk(store: Store[Reading, Writing], clock: FakeClock) -> Desk:
    """The clinic of the conftest, which sends its questions somewhere."""
    return Desk(store, clock, Policy(eligibility=TO), RoleAuthorization())


class Exchange:
    """What passes between the clinic and payers, as a test has it."""

    def __init__(self, desk: Desk, store: Store[Reading, Writing]) -> None:
        self.desk, self.store = desk, store

    def asked(self, *visits: ScheduledVisit, actor: str = "ana") -> list[Question]:
        """Ask about these visits, or those of the next days; what the files ask."""
        sent = self.desk.verification.ask(actor, [one.appointment.id for one in visits])
        return self.questions(sent)

    def lose_patience(self) -> None:
        """From now on a payer may be asked again at once."""
        impatient = Policy(eligibility=replace(TO, again_hours=0))
        self.desk = Desk(self.store, self.desk._context.clock, impatient, RoleAuthorization())

    def questions(self, sent: Sent) -> list[Question]:
        """What the files of an act ask."""
        contents = (self.desk.verification.outgoing("ana", file.id)[1] for file in sent.files)
        return [one for content in contents for one in questions(content.decode("ascii"))]

    def take(self, *bodies: str, name: str = "a.271", **more: Any) -> Taken:  # noqa: ANN401
        """Take in a file of these sets."""
        return self.bring(interchange(bodies, **more), name)

    def bring(self, text: str, name: str = "a.271") -> Taken:
        """Take in a file of that text."""
        file, _ = self.desk.verification.receive("ana", name, text.encode())
        return self.desk.verification.take("ana", file.id)

    def coverage(self, patient: Patient) -> Coverage:
        """The one that the patient has."""
        (found,) = self.desk.coverage.of_patient("ana", patient.id)
        return found

    def inquiry(self, trace: str) -> Inquiry:
        """The question of that trace."""
        with self.store.read() as reading:
            found = reading.exchange.by_trace(trace)
        assert found is not None
        return found

    def entries(self) -> int:
        """How many entries the journal has."""
        with self.store.read() as reading:
            newest = reading.journal.newest()
        assert newest is not None
        return int(newest.id)

    def troubles(self) -> list[str]:
        """The worklist: what is the matter."""
        return [one.standing.trouble.value for one in self.desk.verification.worklist("vic")]


@pytest.fixture
def exchange(desk: Desk, store: Store[Reading, Writing]) -> Exchange:
    """Between the clinic and its payers."""
    return Exchange(desk, store)


def visit(desk: Desk, patient: Patient, start: str = "2026-11-24T10:00", **more: Any) -> ScheduledVisit:  # noqa: ANN401
    """A visit of somebody who is insured with Cigna."""
    insure(desk, patient, **more)
    return book(desk, patient, start)


def test_a_question_is_asked_and_its_answer_noted(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """For the day of the appointment, by who asked, with the trace as reference, and in the patient's history."""
    booked = visit(desk, smith)
    (question,) = exchange.asked(booked)
    assert ("62308", "SMITH", "JOHN", "19840314", "C1", "20261124") == (
        *(question.payer, question.family, question.given, question.born, question.member_id, question.day),
    )
    assert question.control == f"{exchange.inquiry(question.trace).id:09}"
    assert ["stale"] == exchange.troubles()
    (waiting,) = desk.verification.worklist("vic")
    assert waiting.waits is not None
    taken = exchange.take(told(question, *ACTIVE, dates=("DTP*347*D8*20261231",)))
    assert (1, (), ()) == (taken.matched, taken.unmatched, taken.faults)
    said = exchange.coverage(smith).enrolment
    assert said is not None
    assert (EnrolmentState.ACTIVE, date(2026, 11, 24), How.INQUIRY, "ana", question.trace, date(2026, 12, 31)) == (
        *(said.state, said.on, said.how, said.by, said.reference, said.ends),
    )
    benefits = exchange.coverage(smith).benefits
    assert benefits is not None
    assert 2500 == benefits.copay
    assert ["active"] == exchange.troubles()
    sentences = [entry.sentence for entry in desk.journal.entries_on("ana", smith.ref)]
    assert sentences[-1].endswith("Active, GOLD, until 31 Dec 2026. Copay $25 in network, visit, office visit.")


def test_the_same_file_is_taken_once(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Twice, under another name, and with the same answer in another envelope: nothing more is written."""
    (question,) = exchange.asked(visit(desk, smith))
    body = told(question, *ACTIVE)
    exchange.take(body)
    before, coverage = exchange.entries(), exchange.coverage(smith)
    exchange.take(body)
    exchange.take(body, name="b.271")
    assert before == exchange.entries()
    again = exchange.take(body, control="000000078")
    assert (1, ()) == (again.matched, again.faults)
    assert coverage == exchange.coverage(smith)
    assert before + 2 == exchange.entries(), "the file came in and was taken, and nothing else"


def test_of_two_answers_the_later_counts(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """By when they were made, in whichever order they come; and no rejection takes an answer away."""
    (question,) = exchange.asked(visit(desk, smith))
    exchange.take(told(question, "AAA*Y**42*R"), control="000000001")
    assert ["rejected"] == exchange.troubles()
    exchange.take(told(question, *ACTIVE), control="000000002", made=("261123", "1000"))
    assert ["active"] == exchange.troubles()
    exchange.take(told(question, "EB*6**30"), control="000000003", made=("261123", "0900"))
    exchange.take(told(question, "AAA*N**75*C"), control="000000004", made=("261123", "1100"))
    assert ["active"] == exchange.troubles()
    exchange.take(told(question, "EB*6**30"), control="000000005", made=("261123", "1200"))
    assert ["inactive"] == exchange.troubles()


def test_a_rejection_leads_the_list_and_keeps_what_was_known(
    desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock
) -> None:
    """Until what it was about is corrected, or somebody finds out. What cannot be answered hides no good answer."""
    exchange.lose_patience()
    booked = visit(desk, smith)
    desk.verification.verify("ana", booked.appointment.id, Found(EnrolmentState.ACTIVE, How.PHONE))
    clock.forward(minutes=1)
    first, second = exchange.asked(booked)[0], exchange.asked(booked)[0]
    assert first.trace != second.trace
    exchange.take(told(first, "AAA*Y**42*R"), control="000000001")
    assert ["active"] == exchange.troubles()
    exchange.take(told(second, "AAA*N**75*C"), control="000000002")
    (one,) = desk.verification.worklist("vic")
    assert "rejected" == one.standing.trouble.value
    assert "does not find the subscriber. Compare member id, name and birth date" in one.standing.why
    coverage = exchange.coverage(smith)
    assert coverage.enrolment is not None
    assert EnrolmentState.ACTIVE is coverage.enrolment.state
    desk.coverage.edit("ana", coverage.id, {"member_id": "C2"})
    assert ["stale"] == exchange.troubles()
    desk.journal.undo("ana")
    assert ["rejected"] == exchange.troubles()
    clock.forward(minutes=1)
    desk.verification.verify("ana", booked.appointment.id, Found(EnrolmentState.ACTIVE, How.PHONE))
    assert ["active"] == exchange.troubles()


def test_who_asked_by_phone_since_is_believed(desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock) -> None:
    """An answer to a question that was on its way takes nothing away from that, and tells its benefits."""
    booked = visit(desk, smith)
    (question,) = exchange.asked(booked)
    clock.forward(minutes=5)
    desk.verification.verify("ben", booked.appointment.id, Found(EnrolmentState.INACTIVE, How.PHONE))
    exchange.take(told(question, *ACTIVE))
    coverage = exchange.coverage(smith)
    assert coverage.enrolment is not None
    assert coverage.benefits is not None
    assert (EnrolmentState.INACTIVE, "ben", 2500) == (
        *(coverage.enrolment.state, coverage.enrolment.by, coverage.benefits.copay),
    )
    assert "what ben found out since stands" in desk.journal.entries_on("ana", smith.ref)[-1].sentence


def test_amounts_that_were_told_by_phone_since_stand(
    desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock
) -> None:
    """Also where the answer has others, or several of which none is the copay; a later question brings new ones."""
    exchange.lose_patience()
    booked = visit(desk, smith)
    (question,) = exchange.asked(booked)
    clock.forward(minutes=5)
    found = Found(EnrolmentState.ACTIVE, How.PHONE, copay=3000)
    desk.verification.verify("ben", booked.appointment.id, found)
    by_phone = exchange.coverage(smith).benefits
    exchange.take(told(question, *ACTIVE, "EB*B**98***27*50*****N"))
    assert by_phone is not None
    assert by_phone == exchange.coverage(smith).benefits
    clock.forward(minutes=5)
    (again,) = exchange.asked(booked)
    exchange.take(told(again, *ACTIVE), control="000000002")
    assert (2500, How.INQUIRY) == ((now := exchange.coverage(smith).benefits) and now.copay, now and now.how)


def test_amounts_of_one_insurance_are_not_another_s(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Corrected by hand or by a file: what the payer left to the patient of the one before is no copay of the next."""
    (question,) = exchange.asked(visit(desk, smith, group="G1"))
    exchange.take(told(question, *ACTIVE))
    coverage = exchange.coverage(smith)
    changes: dict[str, Any]
    for changes in ({"payer": "medicaid"}, {"member_id": "C2"}, {"group": "G2"}):
        desk.coverage.edit("ana", coverage.id, changes)
        assert exchange.coverage(smith).benefits is None, changes
        desk.journal.undo("ana")
        assert coverage.benefits == exchange.coverage(smith).benefits
    for changes in ({"member_id": "c1"}, {"plan": "Gold"}, {"order": Order.SECONDARY}):
        desk.coverage.edit("ana", coverage.id, changes)
        assert coverage.benefits == exchange.coverage(smith).benefits, changes
    lines = ("mrn,payer,member_id,group\n", f"{smith.mrn},cigna,C1,G2\n")
    desk.coverage.import_file("sue", ImportFile("cards.csv", list(lines), ColumnMap()), sink=Told())
    after = exchange.coverage(smith)
    assert ("G2", None) == (after.group, after.benefits)


def test_an_answer_counts_for_what_was_asked(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """The member id that was corrected in between is asked about anew; a coverage taken back is left alone."""
    booked = visit(desk, smith)
    (question,) = exchange.asked(booked)
    coverage = exchange.coverage(smith)
    desk.coverage.edit("ana", coverage.id, {"member_id": "C2"})
    exchange.take(told(question, *ACTIVE))
    (one,) = desk.verification.worklist("vic")
    assert "another member id" in one.standing.why
    again = exchange.asked()
    assert ["C2"] == [one.member_id for one in again]


def test_a_late_answer_takes_nothing_from_what_is_on_record(
    desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock
) -> None:
    """To a member id that was corrected since: neither the answer to the right one nor its amounts are another's."""
    booked = visit(desk, smith)
    (first,) = exchange.asked(booked)
    clock.forward(minutes=5)
    desk.coverage.edit("ana", exchange.coverage(smith).id, {"member_id": "C2"})
    (second,) = exchange.asked(booked)
    exchange.take(told(second, "EB*1**30"), control="000000001", made=("261123", "1000"))
    before = exchange.coverage(smith)
    exchange.take(told(first, *ACTIVE), control="000000002", made=("261123", "1005"))
    assert before == exchange.coverage(smith)
    assert ["active"] == exchange.troubles()
    assert "what ana found out since stands" in desk.journal.entries_on("ana", smith.ref)[-1].sentence


def test_a_late_answer_behind_a_rejection_says_so(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Where nobody ever found anything out."""
    booked = visit(desk, smith)
    (first,) = exchange.asked(booked)
    desk.coverage.edit("ana", exchange.coverage(smith).id, {"member_id": "C2"})
    (second,) = exchange.asked(booked)
    exchange.take(told(second, "AAA*N**75*C"), control="000000001")
    exchange.take(told(first, *ACTIVE), control="000000002")
    assert ["rejected"] == exchange.troubles()
    sentence = desk.journal.entries_on("ana", smith.ref)[-1].sentence
    assert "24 Nov 2026; what it rejected since stands. Active, GOLD." in sentence


def test_amounts_of_another_insurance_are_not_shown(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Where the payer's answer comes after the insurance was changed."""
    (question,) = exchange.asked(visit(desk, smith))
    desk.coverage.edit("ana", exchange.coverage(smith).id, {"payer": "medicaid"})
    exchange.take(told(question, *ACTIVE))
    assert exchange.coverage(smith).benefits is None
    assert ["stale"] == exchange.troubles()


def test_of_two_questions_the_later_answer_counts(
    desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock
) -> None:
    """By when they were made, as of one question: an answer, or a rejection, that was long on its way."""
    exchange.lose_patience()
    booked = visit(desk, smith)
    (first,) = exchange.asked(booked)
    clock.forward(minutes=5)
    (second,) = exchange.asked(booked)
    exchange.take(told(second, "EB*6**30"), control="000000001", made=("261123", "1000"))
    exchange.take(told(first, "AAA*N**75*C"), control="000000002", made=("261123", "0900"))
    exchange.take(told(first, *ACTIVE), control="000000003", made=("261123", "0905"))
    assert ["inactive"] == exchange.troubles()
    exchange.take(told(first, *ACTIVE), control="000000004", made=("261123", "1005"))
    assert ["active"] == exchange.troubles()


def test_another_member_id_of_the_payer_is_told(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """It may be the new one; digits behind it for whom of the family it is are none."""
    (question,) = exchange.asked(visit(desk, smith))
    for made, (number, is_told) in enumerate(
        {"C1": False, "c-1": False, "C1 01": False, "": False, "D7": True}.items()
    ):
        body = told(replace(question, member_id=number), *ACTIVE)
        exchange.take(body, control=f"{made + 1:09}", made=("261123", f"091{made}"))
        found = exchange.inquiry(question.trace).told
        assert found is not None
        assert is_told is ("The payer has member id D7: compare it with the card." in found.notes)


def test_a_file_without_answers_is_on_the_list(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """An empty envelope, and what stands beside answers and is none."""
    (question,) = exchange.asked(visit(desk, smith))
    assert "an envelope with nothing in it" in exchange.take().faults[0]
    text = interchange([told(question, *ACTIVE)] * 2).replace("ST*271*0002", "ST*277*0002")
    taken = exchange.bring(text.lower())
    assert (
        1,
        ('The file holds "277" too, of which nothing is read here. Look whether that is for somebody else.',),
    ) == (
        taken.matched,
        taken.faults,
    )
    assert 2 == len(desk.verification.refused("ana"))


def test_a_refusal_names_a_question_without_its_zeros(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Some programs keep no zeros in front of a number."""
    (question,) = exchange.asked(visit(desk, smith))
    said = f"AK1*HS*{exchange.inquiry(question.trace).file}~AK2*270*{question.control.lstrip('0')}~IK5*R*5~AK9*R*1*1*0"
    assert 1 == exchange.take(said, kind="999").matched
    assert ["rejected"] == exchange.troubles()


def test_an_answer_about_a_twin_verifies_nobody(desk: Desk, exchange: Exchange) -> None:
    """Of the same family, birth date and member id; both questions are answered each for its own."""
    one, other = (register(desk, "Castellano", given, date(2015, 3, 12), actor="ana") for given in ("Rosa", "Nina"))
    for nth, twin in enumerate((one, other)):
        visit(desk, twin, f"2026-11-24T1{nth}:00", member_id="F1", subscriber="Castellano, Ada")
    rosa, nina = exchange.asked()
    exchange.take(told(replace(rosa, given=nina.given), *ACTIVE), control="000000001")
    assert ["rejected", "stale"] == exchange.troubles()
    exchange.take(told(rosa, *ACTIVE), told(nina, "EB*6**30"), control="000000002")
    assert [EnrolmentState.ACTIVE, EnrolmentState.INACTIVE] == [
        said.state for twin in (one, other) if (said := exchange.coverage(twin).enrolment)
    ]


def test_a_move_across_the_end_of_the_plan_makes_it_stale(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """As the payer said when it ends, though the coverage goes on; and across a renewal, as ever."""
    from tests.desk.asking import moving

    booked = visit(desk, smith, "2026-11-24T10:00")
    (question,) = exchange.asked(booked)
    exchange.take(told(question, *ACTIVE, dates=("DTP*347*D8*20261126",)))
    expected = {"2026-11-26T10:00": "active", "2026-11-27T10:00": "stale", "2026-11-25T10:00": "active"}
    for start, trouble in expected.items():
        desk.schedule.move("ana", moving(booked, start))
        assert [trouble] == exchange.troubles(), start
    desk.schedule.move("ana", moving(booked, "2026-11-27T10:00"))
    (one,) = desk.verification.worklist("vic")
    assert "the plan ends 26 Nov 2026" in one.standing.why


def test_an_answer_about_somebody_else_verifies_nobody(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Whatever trace it has: it stands on the list with what to do."""
    (question,) = exchange.asked(visit(desk, smith))
    exchange.take(told(question, *ACTIVE, born="19850314"))
    assert exchange.coverage(smith).enrolment is None
    (one,) = desk.verification.worklist("vic")
    assert "about somebody else" in one.standing.why


def test_an_unclear_answer_leaves_what_is_known(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """And is told where nothing is known."""
    exchange.lose_patience()
    booked = visit(desk, smith)
    first, second = exchange.asked(booked)[0], exchange.asked(booked)[0]
    exchange.take(told(first, "EB*1**35"), control="000000001")
    (one,) = desk.verification.worklist("vic")
    assert "stale" == one.standing.trouble.value
    exchange.take(told(first, *ACTIVE), control="000000002", made=("261123", "1000"))
    exchange.take(told(second, "EB*1**30", "EB*6**30"), control="000000003")
    said = exchange.coverage(smith).enrolment
    assert said is not None
    assert EnrolmentState.ACTIVE is said.state


def test_who_is_asked_about(desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock) -> None:
    """Those of the next days with something the matter, a coverage once; who pays, or cannot be asked, is told why."""
    people = {name: register(desk, name, "A") for name in ("Payer", "None", "Phone", "Far", "Good", "Chen")}
    visit(desk, smith)
    book(desk, smith, "2026-11-25T10:00")
    good = visit(desk, people["Good"], "2026-11-24T11:00", member_id="G1")
    desk.verification.verify("ana", good.appointment.id, Found(EnrolmentState.ACTIVE, How.PHONE))
    pays_self(desk, people["Payer"])
    book(desk, people["Payer"], "2026-11-24T13:00")
    none = book(desk, people["None"], "2026-11-24T13:20")
    by_phone = visit(desk, people["Phone"], "2026-11-24T13:40", payer="medicaid", member_id="M1")
    visit(desk, people["Far"], "2026-11-27T10:00", member_id="F1")
    sent = desk.verification.ask("ana")
    assert ["SMITH"] == [one.family for one in exchange.questions(sent)]
    assert 2 == len({one.appointment for one in sent.asked})
    left = {one.appointment: one.why for one in sent.left_out}
    assert {none.appointment.id, by_phone.appointment.id} == set(left)
    assert "No insurance is known" in left[none.appointment.id]
    assert "Medicaid has no payer_id" in left[by_phone.appointment.id]
    again = desk.verification.ask("ana")
    assert () == again.files
    assert "asked already" in " ".join(one.why for one in again.left_out)
    assert ["FAR"] == [one.family for one in exchange.questions(desk.verification.ask("ana", days=7))]
    clock.forward(minutes=24 * 60 + 1)
    assert ["SMITH"] == [one.family for one in exchange.questions(desk.verification.ask("ana", days=1))]
    assert ["GOOD"] == [one.family for one in exchange.asked(good)], "whoever is named is asked about"


def test_who_may_ask(desk: Desk, exchange: Exchange, smith: Patient, store: Store[Reading, Writing]) -> None:
    """Coordinators, of visits that there are, where a folder is set."""
    booked = visit(desk, smith)
    with pytest.raises(NotAllowed):
        exchange.asked(booked, actor="vic")
    with pytest.raises(NotFound):
        desk.verification.ask("ana", [booked.appointment.id, AppointmentId(999)])
    nowhere = Desk(store, desk._context.clock, Policy(), RoleAuthorization())
    with pytest.raises(BadInput, match="No folder is set"):
        nowhere.verification.ask("ana")


def test_whoever_is_named_is_asked_about_once(
    desk: Desk, exchange: Exchange, smith: Patient, jones: Patient, clock: FakeClock
) -> None:
    """As of those that are not named: until the answer has come, the payer had its time, or it is another question."""
    booked, other = visit(desk, smith), visit(desk, jones, "2026-11-24T11:00", member_id="C2")
    (question,) = exchange.asked(booked)
    clock.forward(minutes=60)
    sent = desk.verification.ask("ana", [booked.appointment.id, other.appointment.id])
    assert ["JONES"] == [one.family for one in exchange.questions(sent)]
    (left,) = sent.left_out
    assert booked.appointment.id == left.appointment
    assert "The payer was asked already, at 10:20, and has not answered yet." in left.why
    assert left.why.endswith("It may be asked again on 24 Nov 2026 at 10:20.")
    exchange.take(told(question, "AAA*Y**42*R"))
    assert ["SMITH"] == [one.family for one in exchange.asked(booked)], "it was answered"
    desk.coverage.edit("ana", exchange.coverage(smith).id, {"member_id": "C3"})
    assert ["C3"] == [one.member_id for one in exchange.asked(booked)], "it is another question"
    clock.forward(minutes=24 * 60)
    assert ["C3"] == [one.member_id for one in exchange.asked(booked)], "it was asked long ago"


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (AppointmentStatus.CANCELLED, "The visit was cancelled,"),
        (AppointmentStatus.NOSHOW, "The patient did not come,"),
        (AppointmentStatus.ENTERED_IN_ERROR, "The visit is not booked,"),
    ],
)
def test_nobody_is_asked_about_a_visit_that_is_off(
    status: AppointmentStatus, why: str, desk: Desk, smith: Patient, store: Store[Reading, Writing]
) -> None:
    """Though it is named."""
    off = visit(desk, smith)
    set_status(store, off, status)
    sent = desk.verification.ask("ana", [off.appointment.id])
    assert () == sent.files
    assert sent.sentence.startswith(f"Nobody is asked. {why}")


def test_an_act_of_asking_is_taken_back(
    desk: Desk, exchange: Exchange, smith: Patient, store: Store[Reading, Writing]
) -> None:
    """With the file, while that waits; and done again."""
    (question,) = exchange.asked(visit(desk, smith))
    for _ in range(2):
        desk.journal.undo("ana")
        assert InquiryStatus.WITHDRAWN is exchange.inquiry(question.trace).status
        with store.read() as reading:
            assert () == reading.jobs.open(["ask-payers"])
            file = reading.records(ExchangeFile).by_id(1)
        assert file is not None
        assert FileStatus.WITHDRAWN is file.status
        desk.journal.redo("ana")
        with store.read() as reading:
            assert [JobStatus.WAITING] == [job.status for job in reading.jobs.open(["ask-payers"])]
        assert InquiryStatus.SENT is exchange.inquiry(question.trace).status


def test_an_answer_to_what_was_withdrawn_is_noted(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Its worker was ended before it noted that the file is there; the question is not put a second time."""
    (question,) = exchange.asked(visit(desk, smith))
    desk.journal.undo("ana")
    assert 1 == exchange.take(told(question, *ACTIVE)).matched
    assert ["active"] == exchange.troubles()
    with pytest.raises(ChangedElsewhere, match=r"Not redone: 270-000000001-\w+.x12 went out already"):
        desk.journal.redo("ana")


@pytest.mark.parametrize(
    ("became", "why"),
    [
        ({"status": JobStatus.DONE}, "went out already and cannot be called back"),
        ({"status": JobStatus.RUNNING, "worker": "one"}, "is going out just now"),
    ],
)
def test_what_went_out_is_not_taken_back(became: dict[str, Any], why: str, exchange: Exchange, smith: Patient) -> None:
    """Though no answer came yet: nothing says that it was undone, and the question stands."""
    desk = exchange.desk
    exchange.asked(visit(desk, smith))
    with exchange.store.write() as tx:
        (job,) = tx.jobs.open(["ask-payers"])
        tx.journal.begin(at=desk._context.clock.now(), actor=WORKER, verb="work")
        tx.jobs.save(replace(job, **became))
        tx.journal.end(job.ref, "It was written.")
    before = exchange.entries()
    with pytest.raises(ChangedElsewhere, match=f"Not undone: .* {why}"):
        desk.journal.undo("ana")
    assert before == exchange.entries()
    (waiting,) = desk.verification.worklist("vic")
    assert waiting.waits is not None


def test_what_was_answered_is_not_taken_back(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """The verification stays, and nothing says otherwise."""
    (question,) = exchange.asked(visit(desk, smith))
    exchange.take(told(question, *ACTIVE))
    with pytest.raises(ChangedElsewhere, match="went out already"):
        desk.journal.undo("ana")
    assert ["active"] == exchange.troubles()
    assert InquiryStatus.ANSWERED is exchange.inquiry(question.trace).status


def _asked_by_another(desk: Desk, booked: ScheduledVisit) -> None:
    desk.verification.ask("ben", [booked.appointment.id])


def _cancelled(desk: Desk, booked: ScheduledVisit) -> None:
    cancelled(desk, booked, actor="ben")


def _changed(desk: Desk, booked: ScheduledVisit) -> None:
    (coverage,) = desk.coverage.of_patient("ben", booked.patient.id)
    desk.coverage.edit("ben", coverage.id, {"member_id": "C9"})


def _moved(desk: Desk, booked: ScheduledVisit) -> None:
    from tests.desk.asking import moving

    desk.schedule.move("ben", moving(booked, "2026-11-25T10:00"))


def _insured_elsewhere(desk: Desk, booked: ScheduledVisit) -> None:
    (coverage,) = desk.coverage.of_patient("ben", booked.patient.id)
    desk.coverage.edit("ben", coverage.id, {"order": Order.SECONDARY})
    insure(desk, booked.patient, "medicaid", "M1", actor="ben")


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (_moved, "is no longer what is on record. Ask anew."),
        (_insured_elsewhere, "is no longer what is on record. Ask anew."),
        (_asked_by_another, "The payer was asked already, at 10:20"),
        (_cancelled, "The visit was cancelled"),
        (_changed, "is no longer what is on record. Ask anew."),
    ],
)
def test_asking_done_again_passes_the_rules_of_asking(
    meanwhile: Callable[[Desk, ScheduledVisit], None], why: str, desk: Desk, exchange: Exchange, smith: Patient
) -> None:
    """As others left things after it was undone."""
    booked = visit(desk, smith)
    exchange.asked(booked)
    desk.journal.undo("ana")
    meanwhile(desk, booked)
    with pytest.raises(ChangedElsewhere, match=f"Not redone: .*{why}"):
        desk.journal.redo("ana")


def test_each_payer_has_its_folder_where_the_settings_name_it(
    desk: Desk, exchange: Exchange, smith: Patient, jones: Patient, store: Store[Reading, Writing]
) -> None:
    """A file each, and a job for each file."""
    visit(desk, smith)
    visit(desk, jones, "2026-11-24T11:00", payer="aetna", member_id="W123456789")
    assert 2 == len(exchange.asked())
    with store.read() as reading:
        folders = {job.details["folder"] for job in reading.jobs.open(["ask-payers"])}
    assert {"/nowhere/cigna", "/nowhere/aetna"} == folders


WRONG: Final = {
    "truncated": (lambda text: text[:-60], 0),
    "miscounted": (lambda text: text.replace("GE*2", "GE*3"), 0),
    "one set miscounted": (lambda text: text.replace("SE*13*0002", "SE*19*0002"), 1),
    "one set in disorder": (lambda text: "HL*3*1*22*0".join(text.rsplit("HL*3*2*22*0", 1)), 1),
    "no X12": (lambda _: "Dear clinic, ...", 0),
    "empty": (lambda _: "", 0),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_bad_file_is_on_the_list_until_a_good_one_comes(
    case: str, desk: Desk, exchange: Exchange, smith: Patient, jones: Patient
) -> None:
    """With a sentence; what of it is good is taken, and nothing is lost. It is taken in again from what was kept."""
    change, matched = WRONG[case]
    visit(desk, smith)
    visit(desk, jones, "2026-11-24T11:00", member_id="C2")
    first, second = exchange.asked()
    text = interchange([told(first, *ACTIVE), told(second, "EB*6**30", "EB*B**30***27*5")])
    bad = exchange.bring(change(text))  # type: ignore[no-untyped-call]
    assert (matched, True) == (bad.matched, bool(bad.faults))
    (refused,) = desk.verification.refused("vic")
    assert refused.problem == " ".join(bad.faults)
    assert refused.problem.endswith((".", "right file."))
    again = desk.verification.take("ana", refused.id)
    assert (bad.matched, 0, bad.faults) == (again.matched, again.more, again.faults)
    assert matched == exchange.troubles().count("active") + exchange.troubles().count("inactive")
    good = exchange.bring(text)
    assert () == good.faults
    assert ["inactive", "active"] == exchange.troubles()
    assert ("no X12" == case) == bool(desk.verification.refused("vic")), "what has no header may be of another day"


def test_the_file_of_another_day_with_the_same_name_makes_no_error_good(
    desk: Desk, exchange: Exchange, smith: Patient, jones: Patient
) -> None:
    """Only one that brings what was lost, or is the same envelope."""
    first, second = exchange.asked(visit(desk, smith), visit(desk, jones, "2026-11-24T11:00", member_id="C2"))
    lost = interchange([told(first, *ACTIVE)], control="000000001")
    exchange.bring(lost[:-60])
    exchange.bring(lost.replace("GE*1", "GE*3"))
    assert () == exchange.take(told(second, *ACTIVE), control="000000002").faults
    assert 2 == len(desk.verification.refused("vic"))
    assert (1, 1) == ((again := exchange.take(told(first, *ACTIVE), control="000000003")).matched, again.more)
    assert () == desk.verification.refused("vic")
    exchange.bring("")
    exchange.take("HL*1**20*1", control="000000004", kind="999")
    assert 2 == len(desk.verification.refused("vic"))


def test_what_was_counted_of_a_file_is_not_counted_again(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Read again for what it lacks."""
    (question,) = exchange.asked(visit(desk, smith))
    taken = exchange.take(told(question, *ACTIVE), told(question, *ACTIVE, trace="OTHER-1"))
    assert (1, 1) == (taken.more, len(taken.unmatched))
    again = desk.verification.take("ana", taken.file.id)
    assert (1, 0, 1) == (again.matched, again.more, len(again.unmatched))


def test_foreign_answers_are_told_and_touch_nobody(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """By trace alone is somebody found: not by name and birth date, nor by one nearly so, nor by what the set names."""
    (question,) = exchange.asked(visit(desk, smith))
    for at, trace in enumerate(("OTHER-1", question.trace[:-1], f"{question.trace}X", "1", " ")):
        taken = exchange.take(told(question, *ACTIVE, trace=trace), control=f"{at + 1:09}", name=f"{at}.271")
        assert (0, 1) == (taken.matched, len(taken.unmatched)), trace
    kept = told(question, *ACTIVE, trace="OTHER-2").replace("*X*", f"*{question.trace}*")
    taken = exchange.take(kept, control="000000009", name="9.271")
    assert (0, ["OTHER-2"]) == (taken.matched, list(taken.unmatched))
    assert exchange.coverage(smith).enrolment is None
    assert 6 == len(desk.verification.refused("vic"))
    desk.verification.dismiss("ana", desk.verification.refused("vic")[0].id)
    assert 5 == len(desk.verification.refused("vic"))
    assert 1 == exchange.take(told(question, *ACTIVE, trace=question.trace.lower())).matched


def test_a_payer_that_cannot_answer_names_the_question(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Before it comes to the patient: by what the whole set names."""
    (question,) = exchange.asked(visit(desk, smith))
    body = f"BHT*0022*11*{question.trace}*20261123*0915~HL*1**20*0~AAA*Y**42*R~NM1*PR*2*P*****PI*P1"
    assert 1 == exchange.take(body).matched
    assert ["rejected"] == exchange.troubles()


def test_what_the_clearing_house_refuses_stands_on_the_list(
    desk: Desk, exchange: Exchange, smith: Patient, jones: Patient
) -> None:
    """One question of a file (999), or the whole file (TA1); what it accepts changes nothing."""
    visit(desk, smith)
    visit(desk, jones, "2026-11-24T11:00", member_id="C2")
    first, second = exchange.asked()
    file = exchange.inquiry(first.trace).file
    fine, wrong = f"AK2*270*{first.control}~IK5*A", f"AK2*270*{second.control}~IK3*NM1*8**8~IK5*R*5"
    said = f"AK1*HS*{file}*005010X279A1~{fine}~{wrong}~AK9*P*2*2*1"
    taken = exchange.take(said, kind="999")
    assert (1, ()) == (taken.matched, taken.faults)
    assert ["rejected", "stale"] == exchange.troubles()
    (one, _) = desk.verification.worklist("vic")
    assert "did not accept the question: segment NM1 8" in one.standing.why
    head = interchange([])
    ta1 = head[: head.index("GS*")] + f"TA1*{file:09}*261123*1020*R*006~IEA*0*000000077~"
    others = (ta1.replace(f"{file:09}", number) for number in ("000000999", "9" * 30, "9" * 5000))
    for text in (ta1.replace("1020", "1021"), ta1.replace("261123*1020", "261122*1020"), *others):
        taken = exchange.bring(text)
        assert ((), (text.split("TA1*")[1].split("*")[0],)) == (taken.faults[1:], taken.unmatched)
    assert ["rejected", "stale"] == exchange.troubles()
    assert 1 == exchange.bring(ta1).matched
    assert ["rejected", "rejected"] == exchange.troubles()


def test_a_refusal_of_another_clinics_file_rejects_nothing(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Which has the number of ours, but questions that are not in ours, or more of them."""
    (question,) = exchange.asked(visit(desk, smith))
    ours, theirs = (f"AK2*270*{number}~IK5*R*5" for number in (question.control, "0003"))
    for nth, named in enumerate((theirs, f"{ours}~{theirs}")):
        said = f"AK1*HS*{exchange.inquiry(question.trace).file}*005010X279A1~{named}~AK9*R*2*2*0"
        taken = exchange.take(said, kind="999", control=f"{nth + 1:09}", name=f"{nth}.999")
        assert (0, ("0003",)) == (taken.matched, taken.unmatched)
        assert "did not ask: 0003. Look whether the file is for somebody else." in taken.faults[0]
    whole = f"AK1*HS*{exchange.inquiry(question.trace).file}*005010X279A1~AK9*R*2*2*0"
    assert 0 == exchange.take(whole, kind="999", control="000000008", name="8.999").matched
    assert ["stale"] == exchange.troubles()
    ours = whole.replace("R*2*2", "R*1*1")
    assert 1 == exchange.take(ours, kind="999", control="000000009", name="9.999").matched
    assert ["rejected"] == exchange.troubles()


def test_a_payer_is_told_no_tax_id_that_the_settings_lack(desk: Desk, store: Store[Reading, Writing]) -> None:
    """The set-up says so beforehand, also in a dry run; a payer told it before stands in nobody's way."""
    wanting = '[[payer]]\ncode = "{}"\nname = "P"\ntells = ["tax-id"]\n'
    for dry_run in (True, False):
        with pytest.raises(BadSettings, match=r"payer p1 told the tax id .* tax_id under \[eligibility\]"):
            desk.set_up("sue", wanting.format("p1"), place="x.toml", dry_run=dry_run)
    policy = Policy(eligibility=replace(TO, tax_id="98-7654321"))
    Desk(store, desk._context.clock, policy, RoleAuthorization()).set_up("sue", wanting.format("p1"), place="x.toml")
    desk.set_up("sue", PAYERS.replace("Aetna", "Aetna Health"), place="x.toml")
    desk.set_up("sue", wanting.format("p1"), place="x.toml")


def test_the_files_are_sealed_and_kept(desk: Desk, exchange: Exchange, smith: Patient, store: Any) -> None:  # noqa: ANN401
    """Byte for byte, whatever letters they are in; the doctor knows when they were altered."""
    from contextlib import closing
    from sqlite3 import connect

    from storage.sqlite.doctor import examine

    (question,) = exchange.asked(visit(desk, smith))
    content = interchange([told(question, "EB*1**30", "MSG*CAFÉ")]).encode("cp1252")
    file, is_new = desk.verification.receive("ana", "a.271", content)
    assert is_new
    assert () == desk.verification.take("ana", file.id).faults
    assert "CAFÉ." in desk.journal.entries_on("ana", smith.ref)[-1].sentence
    with store.read() as reading:
        assert content == reading.exchange.content(file.hash)
    assert () == examine(store._path)
    with closing(connect(store._path)) as db:
        db.execute("DROP TRIGGER exchange_text_update")
        db.execute("UPDATE exchange_text SET packed = X'789C030000000001'")
        db.commit()
    assert any("bytes" in finding.sentence for finding in examine(store._path))


def test_one_that_never_answers_stays_on_the_list(
    desk: Desk, exchange: Exchange, smith: Patient, clock: FakeClock
) -> None:
    """With since when it is asked."""
    from core.verification.worklist import trouble_text

    exchange.asked(visit(desk, smith))
    (one,) = desk.verification.worklist("vic")
    site = desk.view("vic").site_of(one.scheduled)
    assert "Cigna Health has never been verified. Asked at 10:20, no answer yet." == trouble_text(
        one, site, clock.now()
    )
    assert timedelta() <= clock.now() - exchange.inquiry(one.waits.trace if one.waits else "").sent_at


def test_one_that_is_too_large_is_told_and_not_kept(
    desk: Desk,
    store: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stays where it is; the clinic has its hash alone, by which it is known again."""
    from core.verification import taking_in
    from storage.sqlite.checks import exchange as check
    from storage.sqlite.doctor import examine

    monkeypatch.setattr(taking_in, "MOST_BYTES", 1_000)
    monkeypatch.setattr(check, "_LARGEST_KEPT", 1_000)
    file, is_new = desk.verification.receive("ana", "big.271", b"x" * 1_001)
    assert is_new
    assert FileStatus.REFUSED is file.status
    assert "Have it sent in parts." in desk.verification.take("ana", file.id).faults[0]
    assert (file.id, False) == (desk.verification.receive("ana", "again.271", b"x" * 1_001)[0].id, False)
    with store.read() as reading:
        assert reading.exchange.content(file.hash) is None
    assert () == examine(store._path)


def test_an_answer_to_what_was_taken_back_stops_nobody_elses(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Registered, insured, booked and asked by mistake: the answer comes to the question, and to no coverage."""
    mistaken = register(desk, "Doe", "Jo", actor="ana")
    insure(desk, mistaken, member_id="D1")
    book(desk, mistaken, "2026-11-24T11:00")
    (first,) = exchange.asked()
    for _ in range(4):
        desk.journal.undo("ana")
    (second,) = exchange.asked(visit(desk, smith))
    taken = exchange.take(told(first, *ACTIVE), told(second, *ACTIVE))
    assert (2, ()) == (taken.matched, taken.faults)
    assert ["active"] == exchange.troubles()


def test_an_answer_follows_a_record_that_was_merged(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """To the coverage, whosever it is by now."""
    other = register(desk, actor="ana")
    (question,) = exchange.asked(visit(desk, other))
    desk.merging.merge("sue", other.id, smith.id)
    assert 1 == exchange.take(told(question, *ACTIVE)).matched
    assert exchange.coverage(smith).enrolment is not None
    assert ["active"] == exchange.troubles()


def test_an_answer_finds_the_insurance_that_stays_where_both_records_had_it(
    desk: Desk, exchange: Exchange, smith: Patient
) -> None:
    """It is waited for as before; taken apart, the question is of the other record again, which is asked about anew."""
    other = register(desk, actor="ana")
    (question,) = exchange.asked(visit(desk, other))
    kept = insure(desk, smith)
    desk.merging.merge("sue", other.id, smith.id)
    assert [True] == [one.waits is not None for one in desk.verification.worklist("ana")]
    assert kept.id == exchange.inquiry(question.trace).coverage
    exchange.take(told(question, *ACTIVE))
    assert ["active"] == exchange.troubles()
    desk.merging.unmerge("sue", other.id)
    assert other.id == exchange.inquiry(question.trace).patient
    assert ["stale"] == exchange.troubles(), "the answer is of the record that it came to"


def test_a_refusal_tells_why_whomever_it_names(desk: Desk, exchange: Exchange, smith: Patient) -> None:
    """Of a child's question the payer names the parent whom it does not find."""
    booked = visit(desk, smith, subscriber="Smith, Maria", relation=Relation.CHILD)
    (question,) = exchange.asked(booked)
    body = told(replace(question, family="SMITH", given="MARIA", is_dependent=False), "AAA*N**75*C", born="19600101")
    exchange.take(body)
    (one,) = desk.verification.worklist("vic")
    assert "The payer does not find the subscriber." in one.standing.why
