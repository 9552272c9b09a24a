"""What does a payer's answer come to for the day that was asked about?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.coverage.model import EnrolmentState
from core.exchange.x12 import codes
from core.patients.name_fit import Fit, best_fit
from core.structs import replace
from core.text.cleaning import folded_words
from core.verification import sentences as say
from core.verification.inquiry import Line, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from core.exchange.x12.answers import Answer
    from core.exchange.x12.benefits import Benefit, Period
    from core.exchange.x12.rejections import Rejection
    from core.patients.model import Patient

    _Span = tuple[date | None, date | None]

_BEGINS: Final = frozenset({"193", "340", "346", "348", "356", "539"})
"""DTP01: the first day of the period, of COBRA, the plan, the benefit, the eligibility, the policy."""
_ENDS: Final = frozenset({"036", "194", "341", "347", "349", "357", "540"})
_SPANS: Final = frozenset({"291", "292", "307", "472"})
"""Plan, benefit, eligibility, service: from one day to another. One day alone is the one that was asked about."""
_EARLIEST, _LATEST = 1901, 2098
"""Years: a day before or after them says that there is no such end."""
_DATED: Final = {"343": say.PREMIUM_PAID, "442": say.DIED}
_NETWORKS: Final = {"Y": "in", "N": "out", "W": "both"}
_STATUS: Final = codes.ACTIVE_CODES | codes.INACTIVE_CODES
_MOST_PLANS: Final = 3
_MOST_LINES: Final = 80
"""More than a payer says of one kind of service; the file that it came in is kept whole."""


def told_of(answer: Answer, on: date, services: Sequence[str], made: str) -> Told:
    """What the answer says of that day, where these kinds of service were asked about."""
    told = Told(made=made, notes=answer.messages)
    statuses = [one for one in answer.benefits if one.code in _STATUS]
    refused = (*answer.rejections, *(each for one in answer.benefits for each in one.rejections))
    if refused and all(one.code == codes.NOT_PROCESSED for one in answer.benefits):
        return rejected(refused, made)
    if not answer.benefits:
        return replace(told, notes=(*told.notes, say.SAID_NOTHING))
    state, note, counted = _state(statuses, answer.periods, on, services)
    starts, ends = _days(_time(one, answer.periods) for one in counted)
    own = [one for one in answer.benefits if one.code not in codes.OF_ANOTHER_PAYER | _STATUS]
    held = (one for one in answer.benefits if one.code not in _STATUS and _holds(one.periods, on))
    lines = tuple(dict.fromkeys(map(_line, held)))
    notes = [*told.notes, *(text for one in counted for text in _status_notes(one)), note]
    notes += _dates(answer.periods, counted)
    if state is EnrolmentState.ACTIVE:
        notes += _not_for(statuses, on, counted)
    notes += (one.why for one in refused)
    if len(lines) > _MOST_LINES:
        notes.append(say.MORE_LINES.format(count=len(lines) - _MOST_LINES))
    return replace(
        told,
        state=state,
        plan=_plans(counted) or next((one.plan for one in own if one.plan), ""),
        starts=starts,
        ends=ends,
        lines=lines[:_MOST_LINES],
        notes=tuple(dict.fromkeys(filter(None, notes))),
    )


def is_somebody_else(answer: Answer, patient: Patient) -> bool:
    """Whether the answer is about another person than the patient: born on another day, or called otherwise.

    Another family name alone is none: people marry. Another given name is one: twins, and a parent without a birth
    date, have all the rest in common. Where it says neither, it is not.
    """
    person = answer.person
    if person.born and person.born != patient.birth_date:
        return True
    given = (patient.given, patient.preferred)
    known = {part for name in (patient.family, *given, *patient.earlier_names) for part in folded_words(name)}
    if person.given and patient.given and patient.family:
        return not (_alike(person.given, known) or _is_short_for(person.given, given))
    texts = [text for text in (person.family, person.given) if text]
    return bool(texts) and not any(_alike(text, known) for text in texts)


def _alike(told: str, known: set[str]) -> bool:
    """Whether one of the names begins as one that is known: payers cut names and shorten them."""
    return any(one.startswith(other) or other.startswith(one) for one in folded_words(told) for other in known)


def _is_short_for(told: str, given: Iterable[str]) -> bool:
    """Whether a given name is another spelling of one that is known, or its short form: Bob and Robert."""
    words = [word for name in given for word in (name, *name.split())]
    return best_fit((told, *told.split()), words) not in {Fit.OTHER, Fit.UNKNOWN}


def rejected(rejections: Sequence[Rejection], made: str) -> Told:
    """What all of them say, those about the patient first."""
    first = sorted(dict.fromkeys(rejections), key=lambda one: not one.is_about_patient)
    return Told(
        made=made,
        problem=" ".join(dict.fromkeys(one.why for one in first)),
        remedy=" ".join(dict.fromkeys(one.remedy for one in first)),
        is_about_patient=first[0].is_about_patient,
    )


def _state(
    statuses: Sequence[Benefit], above: Sequence[Period], on: date, services: Sequence[str]
) -> tuple[EnrolmentState, str, Sequence[Benefit]]:
    """Whether the patient is insured on the day, what else is to be said, and which statuses say so."""
    meant = (
        [one for one in statuses if _is_general(one)]
        or [one for one in statuses if {*one.services} & {*services}]
        or [one for one in statuses if codes.MEDICAL_CARE in one.services]
    )
    if not meant:
        others = ", ".join(service_names(code for one in statuses for code in one.services))
        note = say.OTHER_SERVICES.format(services=others) if others else say.SAID_NOTHING
        return EnrolmentState.UNKNOWN, note, ()
    holding = [one for one in meant if _is_within(on, _time(one, above))]
    if not holding:
        return EnrolmentState.INACTIVE, say.OTHER_DAYS, meant
    is_active = {one.code in codes.ACTIVE_CODES for one in holding}
    if len(is_active) > 1:
        return EnrolmentState.UNKNOWN, say.SAID_BOTH, holding
    return (EnrolmentState.ACTIVE if is_active == {True} else EnrolmentState.INACTIVE), "", holding


def _is_general(one: Benefit) -> bool:
    return not one.services or codes.ANY_SERVICE in one.services


def _holds(periods: Iterable[Period], on: date) -> bool:
    """Whether the day is one of theirs; one that cannot be read leaves nothing out."""
    return all(_is_within(on, _span(one)) for one in periods)


def _is_within(on: date, span: _Span) -> bool:
    first, last = span
    return not (first and on < first) and not (last and last < on)


def _span(one: Period) -> _Span:
    if one.kind in _BEGINS:
        first, last = one.first, None if one.first == one.last else one.last
    elif one.kind in _ENDS:
        first, last = None, one.last
    elif one.kind in _SPANS and one.first != one.last:
        first, last = one.first, one.last
    else:
        return None, None
    return first if first and first.year >= _EARLIEST else None, last if last and last.year <= _LATEST else None


def _time(one: Benefit, above: Sequence[Period]) -> _Span:
    """From when to when a status holds: by its own days, else by those `above`, which are of the patient."""
    first, last = _common(map(_span, one.periods))
    above_first, above_last = _common(map(_span, above))
    found = (first or above_first, last or above_last)
    return (first, last) if _is_backward(found) else found


def _common(spans: Iterable[_Span]) -> _Span:
    """The first and the last day that all of them have."""
    firsts, lasts = zip(*spans, strict=True) if (spans := list(spans)) else ((), ())
    return max(filter(None, firsts), default=None), min(filter(None, lasts), default=None)


def _is_backward(span: _Span) -> bool:
    first, last = span
    return bool(first and last and last < first)


def _days(spans: Iterable[_Span]) -> _Span:
    """The first and the last day of all of them; neither where they have no day in common."""
    found = _common(spans)
    return (None, None) if _is_backward(found) else found


def _dates(above: Sequence[Period], counted: Sequence[Benefit]) -> Iterator[str]:
    """What is to be said of days beside from when to when somebody is insured, and which cannot be read."""
    for one in (*above, *(period for each in counted for period in each.periods)):
        if one.kind in _DATED and one.last:
            yield _DATED[one.kind].format(day=f"{one.last:%-d %b %Y}")
        if one.unread:
            yield say.UNREAD_DAY.format(text=one.unread)


def _plans(counted: Iterable[Benefit]) -> str:
    """What the plan is called; Medicare, of which somebody may have one part or two, tells each."""
    return ", ".join([*dict.fromkeys(one.plan for one in counted if one.plan)][:_MOST_PLANS])


def _status_notes(one: Benefit) -> tuple[str, ...]:
    return (codes.STATUS_WORDS.get(one.code, ""), ", ".join(one.details), *one.messages)


def _not_for(statuses: Iterable[Benefit], on: date, counted: Sequence[Benefit]) -> Iterable[str]:
    """For which services somebody who is insured is not."""
    refused = [
        service
        for one in statuses
        if one.code in codes.INACTIVE_CODES and one not in counted and _holds(one.periods, on)
        for service in one.services
    ]
    return (say.NOT_FOR.format(services=", ".join(service_names(refused))),) if refused else ()


def _line(one: Benefit) -> Line:
    is_left = one.period in {codes.REMAINING, codes.LIFETIME_REMAINING}
    is_used = one.period == codes.USED
    period = "lifetime" if one.period == codes.LIFETIME_REMAINING else codes.PERIODS.get(one.period, "")
    unread = (say.UNREAD.format(text=text) for text in one.unread)
    return Line(
        kind=codes.KINDS.get(one.code, say.OTHER_KIND.format(code=one.code or "?")),
        cents=one.cents,
        percent=one.percent,
        quantity=one.quantity,
        unit=codes.QUANTITIES.get(one.unit, one.unit.lower()),
        network=_NETWORKS.get(one.network, ""),
        level=codes.LEVELS.get(one.level, one.level.lower()),
        period="" if is_used or one.period == codes.REMAINING else period,
        is_left=is_left,
        is_used=is_used,
        services=one.services,
        plan=one.plan,
        needs_authorization=one.needs_authorization,
        notes=(*one.details, *one.messages, *unread),
    )


def service_names(services: Iterable[str]) -> tuple[str, ...]:
    """What these kinds of service are called; the code of one that has no name here."""
    return tuple(dict.fromkeys(codes.SERVICES.get(code, code) for code in services))
