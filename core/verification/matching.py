"""To which question is an answer, and what becomes of the coverage that it is about?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clinic.payer import payer_name, renews_between
from core.coverage.model import (
    BY_HAND,
    Benefits,
    Coverage,
    Enrolment,
    EnrolmentState,
    How,
    Rejection,
    asked_for,
    is_own_in,
    is_same_asked,
    member_id_in,
    plain_number,
)
from core.structs import replace
from core.verification import sentences as say
from core.verification.benefit_words import desk_line, only_amounts
from core.verification.inquiry import Inquiry, InquiryStatus, Told
from core.verification.telling import is_somebody_else, told_of

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.exchange.x12.answers import Answer
    from core.patients.model import Patient
    from core.verification.inquiry import ExchangeFile
    from core.verification.ports import Reading, Writing


def asked_by(reading: Reading, answer: Answer, *, is_alone: bool) -> Inquiry | None:
    """The question that the answer is to: by its trace; without one, where it `is_alone`, by what its set names."""
    for trace in answer.traces:
        if found := reading.exchange.by_trace(trace):
            return found
    return reading.exchange.by_trace(answer.reference) if is_alone and answer.reference else None


def answer_of(reading: Reading, inquiry: Inquiry, answer: Answer, made: str) -> Told:
    """What the answer comes to. One about somebody else is none: the question counts as rejected.

    A payer that does not find the subscriber of a dependant names that one.
    """
    told = told_of(answer, inquiry.on, inquiry.services, made)
    names_subscriber = told.is_rejected and not answer.is_dependent and not is_own_in(inquiry.asked)
    if not names_subscriber and is_somebody_else(answer, _whose(reading, inquiry)):
        problem, remedy = say.SOMEBODY_ELSE, say.SOMEBODY_ELSE_REMEDY
        return Told(made=made, problem=problem, remedy=remedy, is_about_patient=True)
    other = answer.person.member_id
    if told.is_rejected or _is_one_number(other, member_id_in(inquiry.asked)):
        return told
    return replace(told, notes=(*told.notes, say.OTHER_MEMBER_ID.format(number=other)))


def _is_one_number(one: str, other: str) -> bool:
    """Whether two member ids may be one: some payers tell that of the family, some with two more digits. '' is any."""
    first, second = plain_number(one), plain_number(other)
    return first.startswith(second) or second.startswith(first)


def is_new(inquiry: Inquiry, told: Told) -> bool:
    """Whether the answer says more than is known: it is no older one, and no rejection after an answer."""
    known = inquiry.told
    if known is None:
        return True
    if told == known or (told.is_rejected and not known.is_rejected):
        return False
    if known.is_rejected and not told.is_rejected:
        return True
    return not (told.made and known.made) or told.made >= known.made


def note(
    tx: Writing, clinic: Clinic, inquiry: Inquiry, told: Told, file: ExchangeFile, *, now: datetime, by: str
) -> None:
    """Note the answer, as an act of its own: with the question and, while that counts, on the coverage."""
    patient = _whose(tx, inquiry)
    tx.journal.begin(at=now, actor=by, verb="answer")
    status = InquiryStatus.REJECTED if told.is_rejected else InquiryStatus.ANSWERED
    tx.records(Inquiry).save(replace(inquiry, status=status, answered_at=now, answer_file=file.id, told=told))
    coverage = tx.records(Coverage).by_id(inquiry.coverage)
    template = say.ANSWERED
    if coverage and coverage.counts and not coverage.is_self_pay and coverage.patient == inquiry.patient:
        asked = asked_for(coverage, patient)
        is_behind = _is_behind(tx, coverage, inquiry, told, asked)
        is_known = _asked_since(clinic, coverage, inquiry)
        if is_behind or is_known:
            template = say.ANSWER_KEPT_BESIDE if coverage.enrolment else say.ANSWER_BEHIND
        if is_behind:
            after = coverage
        elif told.is_rejected:
            after = coverage if is_known else _rejected(coverage, inquiry, told, now)
        else:
            after = _verified(coverage, inquiry, told, asked, now, is_known=is_known)
        if after != coverage:
            tx.records(Coverage).save(after)
    tx.journal.end(patient.ref, _sentence(clinic, coverage, patient, inquiry, told, template=template))


def _whose(reading: Reading, inquiry: Inquiry) -> Patient:
    """The patient, whatever became of the record meanwhile: the answer came, and the others of its file go on."""
    patient = reading.patients.by_id(inquiry.patient)
    assert patient is not None  # noqa: S101 - no record is ever deleted
    return patient


def _sentence(
    clinic: Clinic, coverage: Coverage | None, patient: Patient, inquiry: Inquiry, told: Told, *, template: str
) -> str:
    said = (coverage.of_month(inquiry.on) or coverage.enrolment) if coverage else None
    return template.format(
        payer=payer_name(clinic.payers, coverage.payer) if coverage else "",
        patient=patient.name,
        mrn=patient.mrn,
        day=f"{inquiry.on:%-d %b %Y}",
        told=desk_line(told),
        who=said.by if said else "",
    )


def _asked_since(clinic: Clinic, coverage: Coverage, inquiry: Inquiry) -> bool:
    """Whether a person found out more after the question went out, of a day from which the plan does not renew."""
    payer = clinic.payers.get(coverage.payer)
    return any(
        _is_since(said, inquiry) and not renews_between(payer, said.on, inquiry.on) for said in coverage.every_enrolment
    )


def _is_since(fact: Enrolment | Benefits, inquiry: Inquiry) -> bool:
    return fact.how in BY_HAND and fact.at > inquiry.sent_at


def _is_behind(reading: Reading, coverage: Coverage, inquiry: Inquiry, told: Told, asked: str) -> bool:
    """Whether a question that was put after another is answered already: for what is `asked` by now, or made later."""
    said = coverage.of_month(inquiry.on)
    if not is_same_asked(inquiry.asked, asked):
        known = [one.asked for one in coverage.every_enrolment]
        known += (one.asked for one in coverage.every_rejection)
        return any(is_same_asked(one, asked) for one in known)
    other = reading.exchange.by_trace(said.reference) if said and said.how is How.INQUIRY else None
    if other is None or other.told is None or other.id == inquiry.id or not is_same_asked(other.asked, asked):
        return False
    return "" < told.made < other.told.made


def _verified(
    coverage: Coverage, inquiry: Inquiry, told: Told, asked: str, now: datetime, *, is_known: bool
) -> Coverage:
    """What was found out by the answer. An unclear one leaves what is known, where that is more.

    Amounts count for what is `asked` by now alone: they do not say whose they are. Those that a person noted after the
    question went out stand.
    """
    amounts = only_amounts(told, inquiry.services)
    stand = coverage.benefits is not None and _is_since(coverage.benefits, inquiry)
    has_benefits = bool(told.lines) and is_same_asked(inquiry.asked, asked) and not stand
    benefits = Benefits(now, How.INQUIRY, inquiry.sent_by, **amounts) if has_benefits else coverage.benefits
    known = coverage.of_month(inquiry.on)
    knows_more = (
        known is not None and known.state is not EnrolmentState.UNKNOWN and is_same_asked(known.asked, inquiry.asked)
    )
    if is_known or (told.state is EnrolmentState.UNKNOWN and knows_more):
        why = told.notes[0] if told.state is EnrolmentState.UNKNOWN and told.notes else ""
        kept = replace(coverage, benefits=benefits)
        refused = Rejection(now, why, inquiry.asked, is_about_patient=False, on=inquiry.on)
        return kept.turned_down(refused) if why else kept
    enrolment = Enrolment(
        told.state,
        now,
        inquiry.on,
        How.INQUIRY,
        inquiry.sent_by,
        inquiry.trace,
        inquiry.asked,
        told.starts,
        told.ends,
    )
    return replace(coverage.found_out(enrolment), benefits=benefits)


def _rejected(coverage: Coverage, inquiry: Inquiry, told: Told, now: datetime) -> Coverage:
    """What was known stays known."""
    why = f"{told.problem} {told.remedy}"
    return coverage.turned_down(Rejection(now, why, inquiry.asked, told.is_about_patient, inquiry.on))
