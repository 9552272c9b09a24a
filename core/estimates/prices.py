"""What does a visit cost for somebody who only asks? Told at once, or kept as an estimate with its patient alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.business_days import business_day_after
from core.calendar.format_when import format_day
from core.calendar.names import format_date
from core.calendar.wall import local
from core.clinic.codes import pick, today_at
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.estimates import sentences as say
from core.estimates.fees import lines_for
from core.estimates.model import LONGEST_NOTE, RULE, Estimate, EstimateLine, EstimateStatus
from core.estimates.standing import LONG_TIME
from core.journal.change import Change
from core.patients.finding import present
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.money import money

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.clinic.model import Clinic
    from core.estimates.model import How
    from core.estimates.ports import EstimateContext, Reading
    from core.patients.model import Patient
    from core.record_ref import PatientId


class PriceRequest(Struct, frozen=True):
    """Visit type, provider and site by their codes; `day` is when it would be, today where none is said."""

    visit_type: str
    provider: str
    site: str
    day: date | None = None


class AskedPrice(Struct, frozen=True):
    """An estimate without a visit, whose it is, and until when somebody has to give it; None once that is settled."""

    estimate: Estimate
    patient: Patient
    by: date | None


def tell(context: EstimateContext, actor: str, request: PriceRequest) -> tuple[EstimateLine, ...]:
    """What it costs, line by line, for anybody who asks: nothing is kept. Raises NotFound, BadInput or Refused."""
    with context.reading(actor, Privilege.SEE_MONEY) as (_, clinic):
        return _lines(clinic, _checked(clinic, request, context.clock.now()))


def ask(
    context: EstimateContext, actor: str, patient: PatientId, request: PriceRequest, how: How | None = None
) -> Change:
    """Note that the patient asked, and was told at once where `how` says in which way.

    Raises NotFound, Refused where it is given and there is no fee, or BadInput where the same waits for an answer.
    """
    with context.writing(actor, Privilege.MAKE_ESTIMATES) as (tx, clinic):
        now = context.clock.now()
        who, wanted = present(tx, patient), _checked(clinic, request, now)
        for one in _open_of(tx, clinic, who):
            if is_about(one.estimate, wanted):
                raise BadInput(_told_before(clinic, one, now))
        asked = _blank(who, wanted, context.policy.till.currency, actor=actor, now=now)
        if how:
            asked = _as_given(clinic, asked, how, actor=actor, now=now)
        tx.journal.begin(at=now, actor=actor, verb="estimate-give" if how else "estimate-ask")
        kept = tx.records(Estimate).add(asked)
        sentence = _told_given(clinic, kept, who) if how else _told_asked(clinic, kept, who)
        entry = tx.journal.end(who.ref, sentence)
    return Change(entry, sentence, (kept, who))


def give(context: EstimateContext, actor: str, number: int, how: How) -> Change:
    """Note that it was given, by the fees of now. Raises NotFound, Refused without a fee, BadInput once settled."""
    with context.writing(actor, Privilege.MAKE_ESTIMATES) as (tx, clinic):
        asked = _open(tx, number)
        now, who = context.clock.now(), present(tx, asked.patient)
        given = _as_given(clinic, asked, how, actor=actor, now=now)
        tx.journal.begin(at=now, actor=actor, verb="estimate-give")
        kept = tx.records(Estimate).save(given)
        sentence = _told_given(clinic, kept, who)
        entry = tx.journal.end(who.ref, sentence)
    return Change(entry, sentence, (kept, who))


def decline(context: EstimateContext, actor: str, number: int, note: str) -> Change:
    """Note that none is wanted after all. Raises NotFound, or BadInput once it is settled."""
    with context.writing(actor, Privilege.MAKE_ESTIMATES) as (tx, clinic):
        asked, now, words = _open(tx, number), context.clock.now(), clean_words(note, "note", limit=LONGEST_NOTE)
        who = present(tx, asked.patient)
        tx.journal.begin(at=now, actor=actor, verb="estimate-decline")
        kept = tx.records(Estimate).save(
            replace(asked, status=EstimateStatus.DECLINED, told_at=now, told_by=actor, note=words)
        )
        sentence = say.PRICE_DECLINED.format(patient=who.name, visit=_visit(clinic, kept), id=kept.id)
        entry = tx.journal.end(who.ref, sentence)
    return Change(entry, sentence, (kept, who))


def one(context: EstimateContext, actor: str, number: int) -> AskedPrice:
    """The estimate of that number, which has no visit, with what it costs by now where it was not given.

    Raises NotFound.
    """
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
        return _asked(clinic, _find(reading, number), reading)


def is_about(estimate: Estimate, request: PriceRequest) -> bool:
    """Whether it is for the same visit as that which is asked for, on whatever day where none is said."""
    day = request.day or estimate.day
    return _scope(estimate) == (request.visit_type, request.provider, day)


def with_fees(clinic: Clinic, estimate: Estimate) -> Estimate:
    """As it was given, or as it would be by now. Raises Refused where there is no fee."""
    return estimate if estimate.lines else replace(estimate, lines=_lines(clinic, _request(estimate)))


def open_ones(context: EstimateContext, actor: str) -> tuple[AskedPrice, ...]:
    """Those that are still to be given, the one due first before the others."""
    with context.reading(actor, Privilege.SEE_MONEY) as (reading, clinic):
        found = [_asked(clinic, estimate, reading) for estimate in reading.estimates.without_visit()]
        return tuple(sorted(found, key=lambda each: (_due(clinic, each.estimate), each.estimate.id)))


def _open_of(reading: Reading, clinic: Clinic, who: Patient) -> tuple[AskedPrice, ...]:
    mine = (each for each in reading.estimates.without_visit() if each.patient == who.id)
    return tuple(_asked(clinic, each, reading) for each in mine)


def _asked(clinic: Clinic, estimate: Estimate, reading: Reading) -> AskedPrice:
    patient = reading.patients.by_id(estimate.patient)
    assert patient is not None  # noqa: S101 - no record is ever deleted
    if estimate.status is not EstimateStatus.ASKED:
        return AskedPrice(estimate, patient, None)
    lines = lines_for(clinic, estimate.visit_type, estimate.provider, estimate.day)
    return AskedPrice(replace(estimate, lines=lines), patient, _due(clinic, estimate))


def _find(reading: Reading, number: int) -> Estimate:
    found = reading.records(Estimate).by_id(number)
    if found is None or found.appointment is not None or found.status is EstimateStatus.ENTERED_IN_ERROR:
        raise NotFound(say.NO_SUCH_PRICE.format(id=number))
    return found


def _open(reading: Reading, number: int) -> Estimate:
    found = _find(reading, number)
    if found.status is not EstimateStatus.ASKED:
        raise BadInput(say.PRICE_SETTLED.format(id=number, status=found.status.value))
    return found


def _checked(clinic: Clinic, request: PriceRequest, now: datetime) -> PriceRequest:
    """With the codes as the clinic has them, and a day. Raises NotFound or BadInput."""
    site = pick(clinic.sites, request.site, "site")
    return PriceRequest(
        pick(clinic.visit_types, request.visit_type, "visit type").code,
        pick(clinic.providers, request.provider, "provider").code,
        site.code,
        request.day or today_at(site, now),
    )


def _lines(clinic: Clinic, wanted: PriceRequest) -> tuple[EstimateLine, ...]:
    assert wanted.day is not None  # noqa: S101 - `_checked` filled it
    found = lines_for(clinic, wanted.visit_type, wanted.provider, wanted.day)
    if not found:
        told = {"type": wanted.visit_type, "provider": clinic.providers[wanted.provider].name}
        sentence = say.NO_FEE.format(day=format_date(wanted.day), **told)
        raise Refused(sentence, (Conflict(RULE, Severity.HARD, sentence),))
    return found


def _request(estimate: Estimate) -> PriceRequest:
    return PriceRequest(estimate.visit_type, estimate.provider, estimate.site, estimate.day)


def _scope(estimate: Estimate) -> tuple[object, ...]:
    return estimate.visit_type, estimate.provider, estimate.day


def _blank(who: Patient, wanted: PriceRequest, currency: str, *, actor: str, now: datetime) -> Estimate:
    assert wanted.day is not None  # noqa: S101 - `_checked` filled it
    return Estimate(
        id=0,
        patient=who.id,
        appointment=None,
        visit_type=wanted.visit_type,
        provider=wanted.provider,
        site=wanted.site,
        day=wanted.day,
        lines=(),
        currency=currency,
        at=now,
        by=actor,
        asked_at=now,
        status=EstimateStatus.ASKED,
    )


def _due(clinic: Clinic, estimate: Estimate) -> date:
    """Three business days after it was asked for, by the days of the site."""
    site = clinic.sites[estimate.site]
    holidays = frozenset(holiday.on for holiday in clinic.holidays_at.get(site.code, ()))
    return business_day_after(local(estimate.at, site.tz).date(), LONG_TIME, holidays)


def _as_given(clinic: Clinic, asked: Estimate, how: How, *, actor: str, now: datetime) -> Estimate:
    """By the fees of now. Raises Refused where there is none."""
    lines = _lines(clinic, _request(asked))
    return replace(asked, lines=lines, status=EstimateStatus.GIVEN, how=how, told_at=now, told_by=actor)


def _told_given(clinic: Clinic, given: Estimate, who: Patient) -> str:
    how, amount = say.HOW[given.how.value] if given.how else "", money(given.cents, given.currency)
    visit = _visit(clinic, given)
    return say.PRICE_GIVEN.format(visit=visit, patient=who.name, how=how, amount=amount, id=given.id)


def _told_asked(clinic: Clinic, asked: Estimate, who: Patient) -> str:
    day = format_date(_due(clinic, asked))
    return say.PRICE_ASKED.format(patient=who.name, visit=_visit(clinic, asked), day=day, id=asked.id)


def _told_before(clinic: Clinic, one: AskedPrice, now: datetime) -> str:
    site = clinic.sites[one.estimate.site]
    day = format_day(local(one.estimate.at, site.tz).date(), today_at(site, now))
    by = format_date(one.by) if one.by else ""
    return say.PRICE_ASKED_ALREADY.format(patient=one.patient.name, day=day, id=one.estimate.id, by=by)


def _visit(clinic: Clinic, estimate: Estimate) -> str:
    return say.PRICE.format(type=estimate.visit_type, provider=clinic.providers[estimate.provider].family)
