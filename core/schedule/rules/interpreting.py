"""Who could interpret at a visit, and which of them is free?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local, span_on
from core.schedule.rules.at_once import is_filled_by, most_at_once
from core.schedule.rules.proposal import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.calendar.interval import Interval
    from core.clinic.model import Clinic, Interpreter, Provider, Site
    from core.patients.model import Patient
    from core.schedule.model.hold import Hold
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.rules.proposal import Facts, Proposal


def is_needed(patient: Patient, provider: Provider) -> bool:
    """Whether somebody must interpret: the patient needs it, and the provider does not speak their language."""
    return patient.interpreter and not speaks(provider.languages, patient.language)


def speaks(languages: Iterable[str], language: str) -> bool:
    """Whether `language` is one of those, whatever its case; a language that nobody recorded is none."""
    return bool(language) and language.casefold() in {each.casefold() for each in languages}


def interpreters_for(clinic: Clinic, patient: Patient, site: Site) -> tuple[Interpreter, ...]:
    """Those in use at the site who speak the patient's language, in set-up order."""
    return tuple(
        one
        for one in clinic.interpreters.values()
        if not one.retired and one.site in {"", site.code} and speaks(one.languages, patient.language)
    )


def is_there(interpreter: Interpreter, span: Interval, site: Site) -> bool:
    """Whether all of `span` lies in their hours, which are the site's wall time; without hours at any time."""
    on = local(span.start, site.tz).date()
    if interpreter.days and on.weekday() not in interpreter.days:
        return False
    if interpreter.begin is None or interpreter.finish is None:
        return True
    hours = span_on(on, interpreter.begin, interpreter.finish, site.tz)
    return hours is not None and hours.covers(span)


def busy_with(interpreter: Interpreter, others: Sequence[ScheduledVisit], span: Interval) -> tuple[ScheduledVisit, ...]:
    """The visits at which they interpret at once, when most are, within `span`."""
    theirs = [other for other in others if other.appointment.interpreter == interpreter.code]
    return tuple(theirs[at] for at in most_at_once(span, {at: span_of(other) for at, other in enumerate(theirs)}))


def chosen_interpreter(proposal: Proposal, facts: Facts, *, had: str | None) -> Interpreter | None:
    """Who interprets: the one there was, if free, else the first who is, rather one whom no other desk holds.

    Nobody where nobody is needed.
    """
    if not is_needed(proposal.patient, proposal.provider):
        return None
    speakers = interpreters_for(facts.clinic, proposal.patient, proposal.site)
    own_first = sorted(speakers, key=lambda one: one.code != had)
    there = (one for one in own_first if is_there(one, proposal.span, proposal.site))
    free = [one for one in there if len(busy_with(one, facts.interpreted, proposal.span)) < one.count]
    return next((one for one in free if not holds_of(one, proposal, facts)), next(iter(free), None))


def holds_of(interpreter: Interpreter, proposal: Proposal, facts: Facts) -> tuple[Hold, ...]:
    """What others hold of them, where it fills what bookings leave."""
    found = tuple(one for one in facts.held if one.things and one.things.interpreter == interpreter.code)
    busy = [span_of(other) for other in facts.interpreted if other.appointment.interpreter == interpreter.code]
    spans = [one.things.span for one in found if one.things]
    return found if is_filled_by(proposal.span, interpreter.count, busy, spans) else ()
