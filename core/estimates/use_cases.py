"""The use cases of estimates: which are due, asked for, made, given or declined, and what one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall, format_when
from core.calendar.names import format_date
from core.conflict import Conflict, Severity
from core.errors import BadInput, Refused
from core.estimates import sentences as say
from core.estimates.document import estimate_document
from core.estimates.facts import visit_estimate
from core.estimates.model import LONGEST_NOTE, RULE, Estimate, EstimateStatus, How
from core.estimates.standing import State
from core.journal.change import Change
from core.lazy import lazy_modules
from core.patients.finding import present
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.money import money

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.estimates import disputing, prices
    from core.estimates.facts import VisitEstimate
    from core.estimates.model import EstimateLine
    from core.estimates.ports import EstimateContext, Writing
    from core.estimates.prices import AskedPrice, PriceRequest
    from core.record_ref import AppointmentId, PatientId
    from core.templates.document import Document
else:  # each is loaded when it is first asked for
    disputing, prices = lazy_modules("core.estimates.disputing", "core.estimates.prices")


class EstimatesDesk:
    """`desk.estimates`."""

    def __init__(self, context: EstimateContext) -> None:
        self._context = context

    def due(self, actor: str) -> tuple[VisitEstimate, ...]:
        """The visits to come for which somebody has to make or give an estimate, the most urgent first."""
        with self._context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
            now = self._context.clock.now()
            concerned = reading.estimates.concerned(now)
            found = [visit_estimate(reading, clinic, number, now) for number in concerned]
            return tuple(sorted((one for one in found if one.standing.is_open), key=_urgency))

    def of_visit(self, actor: str, number: AppointmentId) -> VisitEstimate:
        """Where the estimate of a visit stands, and what it depends on. Raises NotFound."""
        with self._context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
            return visit_estimate(reading, clinic, number, self._context.clock.now())

    def document(self, actor: str, number: AppointmentId) -> Document:
        """The estimate that was made of the visit, or one as it would be made now.

        Raises NotFound, Refused where there is no fee, or BadSettings.
        """
        with self._context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
            now = self._context.clock.now()
            shown = visit_estimate(reading, clinic, number, now)
            made = shown.standing.estimate
            if made is None or not made.lines:
                made = self._drafted(actor, shown, clinic, now)
            patient = present(reading, shown.scheduled.patient.id)
            return estimate_document(reading, clinic, made, patient, self._context.policy)

    def ask(self, actor: str, number: AppointmentId) -> Change:
        """Note that the patient asked what the visit costs. Raises NotFound or BadInput."""
        with self._context.writing(actor, Privilege.MAKE_ESTIMATES) as (tx, clinic):
            now = self._context.clock.now()
            shown = self._open_visit(tx, clinic, number, now)
            asked = replace(
                self._blank(actor, shown, now), asked_at=now, status=EstimateStatus.ASKED, currency=self._currency
            )
            tx.journal.begin(at=now, actor=actor, verb="estimate-ask")
            kept = self._in_place_of_others(tx, shown, asked)
            after = visit_estimate(tx, clinic, number, now)
            day = format_date(after.standing.by) if after.standing.by else ""
            told = {"patient": shown.scheduled.patient.name, "visit": _visit(shown, now), "day": day}
            sentence = say.ASKED.format(**told)
            entry = tx.journal.end(shown.scheduled.patient.ref, sentence)
        return Change(entry, sentence, (kept, shown.scheduled.patient))

    def make(self, actor: str, number: AppointmentId) -> Change:
        """Make the estimate of a visit by today's fees; an earlier one is superseded. Raises NotFound or Refused."""
        with self._context.writing(actor, Privilege.MAKE_ESTIMATES) as (tx, clinic):
            now = self._context.clock.now()
            shown = self._open_visit(tx, clinic, number, now)
            draft = self._drafted(actor, shown, clinic, now)
            tx.journal.begin(at=now, actor=actor, verb="estimate-make")
            made = self._in_place_of_others(tx, shown, draft)
            by = visit_estimate(tx, clinic, number, now).standing.by
            template = say.MADE if by else say.MADE_NOT_DUE
            sentence = self._told(template, shown, made, now, day=format_date(by) if by else "")
            entry = tx.journal.end(shown.scheduled.patient.ref, sentence)
        return Change(entry, sentence, (made, shown.scheduled.patient))

    def give(self, actor: str, number: AppointmentId, how: How) -> Change:
        """Note that it was given, made first where none is that still says what the visit costs.

        Raises NotFound, Refused where there is no fee, or BadInput where it was given already.
        """
        return self._settle(actor, number, EstimateStatus.GIVEN, how, "")

    def decline(self, actor: str, number: AppointmentId, note: str = "") -> Change:
        """Note that the patient wants none. Raises as `give` does, but needs no fee."""
        return self._settle(actor, number, EstimateStatus.DECLINED, None, note)

    def dispute(self, actor: str, number: AppointmentId, text: str) -> Change:
        """Note that the bill for the visit is disputed, 400 dollars or more over. Raises NotFound or BadInput."""
        return disputing.dispute_bill(self._context, actor, number, text)

    def price(self, actor: str, request: PriceRequest) -> tuple[EstimateLine, ...]:
        """What such a visit costs, for anybody who asks. Raises NotFound, BadInput, or Refused without a fee."""
        return prices.tell(self._context, actor, request)

    def ask_price(self, actor: str, patient: PatientId, request: PriceRequest, *, how: How | None = None) -> Change:
        """Note that a patient asked what such a visit costs, who has booked none, and `how` they were told.

        Raises NotFound, Refused where there is no fee to tell, or BadInput.
        """
        return prices.ask(self._context, actor, patient, request, how)

    def price_asked(self, actor: str, number: int) -> AskedPrice:
        """The estimate of that number, which has no visit. Raises NotFound."""
        return prices.one(self._context, actor, number)

    def prices_due(self, actor: str) -> tuple[AskedPrice, ...]:
        """Those without a visit that are still to be given, the most urgent first."""
        return prices.open_ones(self._context, actor)

    def give_price(self, actor: str, number: int, how: How) -> Change:
        """Note how one without a visit was given. Raises NotFound, Refused or BadInput."""
        return prices.give(self._context, actor, number, how)

    def decline_price(self, actor: str, number: int, note: str = "") -> Change:
        """Note that one without a visit is not wanted. Raises NotFound or BadInput."""
        return prices.decline(self._context, actor, number, note)

    def price_document(self, actor: str, number: int) -> Document:
        """The document of one without a visit. Raises NotFound, Refused where there is no fee, or BadSettings."""
        with self._context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
            asked = prices.one(self._context, actor, number)
            priced = prices.with_fees(clinic, asked.estimate)
            return estimate_document(reading, clinic, priced, asked.patient, self._context.policy)

    def _settle(self, actor: str, number: AppointmentId, status: EstimateStatus, how: How | None, note: str) -> Change:
        with self._context.writing(actor, Privilege.MAKE_ESTIMATES) as (tx, clinic):
            now = self._context.clock.now()
            words = clean_words(note, "note", limit=LONGEST_NOTE)
            shown = self._open_visit(tx, clinic, number, now)
            _refuse_settled(shown, status, now)
            newest, is_given = shown.standing.estimate, status is EstimateStatus.GIVEN
            is_current = shown.standing.state is State.DRAFTED and newest is not None
            tx.journal.begin(at=now, actor=actor, verb="estimate-give" if is_given else "estimate-decline")
            if is_current and newest is not None:
                draft = newest
            elif is_given:
                draft = self._drafted(actor, shown, clinic, now)
            else:
                draft = replace(self._blank(actor, shown, now), lines=shown.facts.lines)
            told = replace(draft, status=status, how=how, told_at=now, told_by=actor, note=words)
            kept = tx.records(Estimate).save(told) if is_current else self._in_place_of_others(tx, shown, told)
            word = say.HOW[how.value] if how else ""
            sentence = self._told(say.GIVEN if is_given else say.DECLINED, shown, kept, now, how=word)
            entry = tx.journal.end(shown.scheduled.patient.ref, sentence)
        return Change(entry, sentence, (kept, shown.scheduled.patient))

    @property
    def _currency(self) -> str:
        return self._context.policy.till.currency

    def _open_visit(self, tx: Writing, clinic: Clinic, number: AppointmentId, now: datetime) -> VisitEstimate:
        """The visit, where it is to take place. Raises NotFound, or BadInput for one that is over or cancelled."""
        shown = visit_estimate(tx, clinic, number, now)
        if shown.facts.is_over:
            raise BadInput(say.VISIT_IS_OVER.format(number=number))
        present(tx, shown.scheduled.patient.id)
        return shown

    def _blank(self, actor: str, shown: VisitEstimate, now: datetime) -> Estimate:
        """One without lines; that it was asked for stays known."""
        appointment, newest = shown.scheduled.appointment, shown.standing.estimate
        return Estimate(
            id=0,
            patient=shown.scheduled.patient.id,
            appointment=appointment.id,
            visit_type=appointment.visit_type,
            provider=appointment.provider,
            site=appointment.site,
            day=shown.facts.day,
            lines=(),
            currency=self._currency,
            at=now,
            by=actor,
            asked_at=newest.asked_at if newest else None,
        )

    def _drafted(self, actor: str, shown: VisitEstimate, clinic: Clinic, now: datetime) -> Estimate:
        """By the fees of the day of the visit. Raises Refused where there are none."""
        if not shown.facts.lines:
            told = {"type": shown.facts.visit_type, "provider": clinic.providers[shown.facts.provider].name}
            sentence = say.NO_FEE.format(day=format_date(shown.facts.day), **told)
            raise Refused(sentence, (Conflict(RULE, Severity.HARD, sentence),))
        return replace(self._blank(actor, shown, now), lines=shown.facts.lines)

    def _in_place_of_others(self, tx: Writing, shown: VisitEstimate, new: Estimate) -> Estimate:
        """Keep it, and supersede those that counted until now."""
        for old in shown.estimates:
            if old.status.counts:
                tx.records(Estimate).save(replace(old, status=EstimateStatus.SUPERSEDED))
        return tx.records(Estimate).add(new)

    def _told(self, template: str, shown: VisitEstimate, made: Estimate, now: datetime, **more: str) -> str:
        amount = money(made.cents, made.currency)
        patient = shown.scheduled.patient.name
        return template.format(visit=_visit(shown, now), patient=patient, amount=amount, **more)


def _visit(shown: VisitEstimate, now: datetime) -> str:
    appointment = shown.scheduled.appointment
    when = format_wall(appointment.start, shown.site, now)
    return say.VISIT.format(type=appointment.visit_type, when=when)


def _refuse_settled(shown: VisitEstimate, status: EstimateStatus, now: datetime) -> None:
    """Raise BadInput where that was noted already, of the visit as it is: the day on which it was first counts."""
    newest = shown.standing.estimate
    is_so = newest is not None and newest.status is status and not shown.standing.is_open
    if is_so and newest is not None and newest.told_at is not None:
        template = say.GIVEN_ALREADY if status is EstimateStatus.GIVEN else say.DECLINED_ALREADY
        raise BadInput(template.format(when=format_when(newest.told_at, shown.site, now), who=newest.told_by))


def _urgency(one: VisitEstimate) -> tuple[object, ...]:
    by = one.standing.by or one.facts.day
    return min(by, one.facts.day), one.scheduled.appointment.start, one.scheduled.appointment.id
