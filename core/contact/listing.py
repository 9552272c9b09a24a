"""Who is on each list of calls now, and in which order are they called?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.clinic.codes import first_site
from core.contact import call_sentences as say
from core.contact.call_model import CallBack, CallBackStatus, CallList, CallOutcome
from core.contact.risk import LOOKED_AT, Risk, risk_of
from core.contact.to_call import ToCall, with_matter
from core.family.deciding import guardian_spoken
from core.family.model import FamilyLink
from core.patients.finding import present
from core.patients.model import PatientStatus
from core.schedule.lateness.use_cases import affected_now
from core.schedule.model.appointment import AppointmentStatus, Confirmation
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.contact.call_model import CallAttempt
    from core.contact.ports import Reading
    from core.patients.model import Patient
    from core.recall.model import Recall
    from core.record_ref import PatientId
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy

HOURS_BETWEEN: Final = timedelta(hours=2)
"""Who did not answer is called at another hour."""
_LOOK_BACK: Final = timedelta(days=3_660)
_AGREED: Final = timedelta(hours=20)
"""Who agreed to another time on the phone is not called about it again on that day."""
_CLOSED_DAYS: Final = 10
"""So many days at most lie between two days with visits, as over Christmas."""
_BEFORE_DUE: Final = timedelta(days=14)
"""So long before the day on which they are due people are called in for the first time."""
_BETWEEN_RECALLS: Final = timedelta(days=15)
_MOST_RECALLS: Final = 200
"""Of each kind: the oldest; who works through these sees the next."""
_MISSED_DAYS: Final = timedelta(days=30)
_TO_ASK: Final = frozenset({AppointmentStatus.PROPOSED, AppointmentStatus.PENDING, AppointmentStatus.BOOKED})
_ATTENDED: Final = frozenset({AppointmentStatus.FULFILLED, AppointmentStatus.NOSHOW})
_ANSWERED: Final = {Confirmation.DECLINED: say.MATTER_DECLINED, Confirmation.CALLBACK: say.MATTER_MOVE}


class Listing:
    """The lists as of one snapshot."""

    def __init__(
        self, reading: Reading, clinic: Clinic, policy: Policy, now: datetime, calling: Mapping[PatientId, str]
    ) -> None:
        """`calling` names who calls whom just now."""
        self._reading, self._clinic, self._policy, self._now = reading, clinic, policy, now
        self._calling = calling

    def of(self, which: CallList) -> tuple[ToCall, ...]:
        """Who is on that list, in the order in which they are called."""
        found = {
            CallList.CONFIRM: self._to_confirm,
            CallList.CALL_BACK: self._to_call_back,
            CallList.MISSED: self._missed,
            CallList.LATE: self._late,
            CallList.RECALL: self._recalls,
        }[which]()
        ordered = sorted(found, key=lambda one: (not one.is_answered, not one.is_due(self._now)))
        return tuple(map(self._spoken_for, ordered))

    def one(self, which: CallList, subject: int) -> ToCall | None:
        """The one of that list with that subject."""
        return next((one for one in self.of(which) if one.subject == subject), None)

    def _spoken_for(self, one: ToCall) -> ToCall:
        """The row; of who is not of age with who decides for them."""
        today = local(self._now, first_site(self._clinic).tz).date()
        if one.patient.age_on(today) >= self._policy.documents.full_age:
            return one
        return replace(one, is_child=True, guardian=guardian_spoken(self._reading, one.patient))

    def _to_confirm(self) -> Sequence[ToCall]:
        """Who comes on the next day with visits, at each site, and then whose visit further ahead is at risk."""
        ahead = self._policy.calls.ahead_days
        until = self._now + timedelta(days=max(ahead, _CLOSED_DAYS) + 1)
        found: list[ToCall] = []
        later: set[int] = set()
        for site in self._clinic.sites.values():
            visits = self._reading.schedule.between(self._now, until, site=site.code, live_only=True)
            today = local(self._now, site.tz).date()
            following = min((day for one in visits if (day := _day(one, site)) > today), default=None)
            asked = [one for one in visits if self._is_to_ask(one, site)]
            for one in asked:
                days = (_day(one, site) - today).days
                risk = self._risk(one, site) if _day(one, site) == following or days <= ahead else None
                if _day(one, site) == following or (risk and risk.is_high):
                    found.append(self._of_visit(CallList.CONFIRM, one, risk=risk))
                    later |= {one.appointment.id} if _day(one, site) != following else set()
        families = self._families(found)
        return sorted(found, key=lambda one: (one.subject in later, *_order(one, self._clinic, families)))

    def _is_to_ask(self, one: ScheduledVisit, site: Site) -> bool:
        booked = one.appointment
        is_to_come = booked.start > self._now and _day(one, site) > local(self._now, site.tz).date()
        is_open = booked.status in _TO_ASK and booked.confirmation is not Confirmation.CONFIRMED
        lives = one.patient.status is not PatientStatus.DECEASED
        return is_open and is_to_come and lives and not self._is_ended(CallList.CONFIRM, one)

    def _is_ended(self, which: CallList, one: ScheduledVisit) -> bool:
        """Whether they did not want to talk, or are to be called back about it."""
        if which is CallList.CONFIRM and one.appointment.confirmation in _ANSWERED:
            return False
        waits = self._reading.calls.open_about(one.appointment.id)
        if any(back.list is which and back.start == one.appointment.start for back in waits):
            return True
        every = self._reading.calls.attempts(which, one.appointment.id)
        if any(
            made.outcome.reached and made.at > self._now - _AGREED
            for made in every
            if made.start != one.appointment.start
        ):
            return True
        return any(made.outcome.ends_it for made in self._attempts(which, one))

    def _attempts(self, which: CallList, one: ScheduledVisit) -> Sequence[CallAttempt]:
        """The calls about the visit at the time that it has now: what was said of another says nothing of this."""
        made = self._reading.calls.attempts(which, one.appointment.id)
        return [each for each in made if each.start == one.appointment.start]

    def _missed(self) -> Sequence[ToCall]:
        """Who did not come of late, and was neither booked anew nor reached, the last first."""
        found = []
        for site in self._clinic.sites.values():
            visits = self._reading.schedule.between(self._now - _MISSED_DAYS, self._now, site=site.code)
            for one in visits:
                booked = one.appointment
                is_missed = booked.status is AppointmentStatus.NOSHOW and one.patient.may_be_booked
                if not is_missed or self._is_ended(CallList.MISSED, one):
                    continue
                if not self._reading.patients.booked(booked.patient, since=booked.end):
                    found.append(self._of_visit(CallList.MISSED, one))
        return sorted(found, key=lambda one: one.scheduled.appointment.start if one.scheduled else self._now)[::-1]

    def _late(self) -> Sequence[ToCall]:
        """Who is seen later today and should be told, by when they come."""
        return [
            self._of_visit(CallList.LATE, one.scheduled)
            for one in affected_now(self._reading, self._clinic, self._policy, self._now)
            if one.call and not self._is_ended(CallList.LATE, one.scheduled)
        ]

    def _recalls(self) -> Sequence[ToCall]:
        """Who is due again soon or by now, the household together, whose day is the oldest first."""
        today = local(self._now, first_site(self._clinic).tz).date()
        found: list[ToCall] = []
        for kind in self._clinic.recalls.values():
            seen: set[PatientId] = set()  # a merge leaves two of one kind: the older one counts
            for one in self._reading.recalls.due(kind, today + _BEFORE_DUE, today, _MOST_RECALLS):
                patient = self._reading.patients.by_id(one.patient)
                is_again = one.patient in seen
                seen.add(one.patient)
                if patient and patient.may_be_booked and not is_again and not self._is_called_back(one):
                    found.append(self._of_recall(one, patient, kind.name))
        families = self._families(found)
        oldest: dict[PatientId, date] = {}
        for row in found:
            house = families[row.patient.id]
            oldest[house] = min(oldest.get(house, date.max), row.recall.due if row.recall else date.max)
        return sorted(found, key=lambda row: (oldest[families[row.patient.id]], families[row.patient.id], row.subject))

    def _is_called_back(self, recall: Recall) -> bool:
        calls = self._reading.records(CallBack).of_owner(recall.patient)
        return any(one.status is CallBackStatus.OPEN and one.list is CallList.RECALL for one in calls)

    def _of_recall(self, one: Recall, patient: Patient, name: str) -> ToCall:
        made = self._reading.calls.attempts(CallList.RECALL, one.id)
        attempts = tuple(each for each in made if each.at >= one.since)
        row = ToCall(
            CallList.RECALL,
            one.id,
            patient,
            attempts,
            recall=one,
            next_try=attempts[-1].at + _BETWEEN_RECALLS if attempts else None,
            calls=self._calling.get(patient.id, ""),
        )
        today = local(self._now, first_site(self._clinic).tz).date()
        days = (today - one.due).days
        due = say.MATTER_OVERDUE.format(days=days) if days > 0 else say.MATTER_DUE.format(day=f"{one.due:%-d %b}")
        return with_matter(row, "; ".join(part for part in (name, due, one.note) if part), self._clinic, self._now)

    def _to_call_back(self) -> Sequence[ToCall]:
        """Who is to be called back by now or later today, the longest due first."""
        until = self._now + timedelta(hours=12)
        return [self._of_call_back(one) for one in self._reading.calls.open_until(until)]

    def _of_call_back(self, one: CallBack) -> ToCall:
        attempts = tuple(self._reading.calls.attempts(CallList.CALL_BACK, one.id))
        scheduled = self._reading.schedule.by_id(one.appointment) if one.appointment else None
        row = ToCall(
            CallList.CALL_BACK,
            one.id,
            present(self._reading, one.patient),
            attempts,
            scheduled,
            one,
            next_try=max(one.due, self._after(attempts) or one.due),
            calls=self._calling.get(one.patient, ""),
        )
        return with_matter(row, one.why, self._clinic, self._now)

    def _of_visit(self, which: CallList, one: ScheduledVisit, *, risk: Risk | None = None) -> ToCall:
        attempts = tuple(self._attempts(which, one))
        row = ToCall(
            which,
            one.appointment.id,
            one.patient,
            attempts,
            one,
            risk=risk,
            next_try=self._after(attempts),
            is_answered=which is CallList.CONFIRM and one.appointment.confirmation in _ANSWERED,
            calls=self._calling.get(one.patient.id, ""),
        )
        answered = _ANSWERED.get(one.appointment.confirmation, "") if which is CallList.CONFIRM else ""
        at_risk = say.MATTER_RISK.format(why=", ".join(risk.why)) if risk and risk.is_high else ""
        return with_matter(row, answered or at_risk, self._clinic, self._now)

    def _after(self, attempts: Sequence[CallAttempt]) -> datetime | None:
        """When they may be called again; at another number at once."""
        last = attempts[-1] if attempts else None
        is_other_number = last is not None and last.outcome is CallOutcome.WRONG_NUMBER
        return last.at + HOURS_BETWEEN if last and not is_other_number else None

    def _risk(self, one: ScheduledVisit, site: Site) -> Risk:
        booked = one.appointment
        past = self._reading.schedule.history(booked.patient, self._now - _LOOK_BACK, self._now)
        came = [each.status is AppointmentStatus.FULFILLED for each in past if each.status in _ATTENDED]
        made = local(booked.status_at, site.tz).date()
        return risk_of(
            lead_days=(_day(one, site) - made).days,
            came=came[-LOOKED_AT:],
            is_new=not any(came),
            hours_to_go=(booked.start - self._now) / timedelta(hours=1),
            is_confirmed=booked.confirmation is Confirmation.CONFIRMED,
        )

    def _families(self, rows: Iterable[ToCall]) -> Mapping[PatientId, PatientId]:
        """For each patient the first of the household: who lives together is called together."""
        people = {row.patient.id for row in rows}
        first: dict[PatientId, PatientId] = {}
        for number in sorted(people):
            links = self._reading.records(FamilyLink).naming(number)
            house = {one.across(number) for one in links if one.counts and one.household} & people
            first[number] = min((first.get(other, other) for other in {number, *house}), default=number)
        return first


def _day(one: ScheduledVisit, site: Site) -> date:
    return local(one.appointment.start, site.tz).date()


def _order(one: ToCall, clinic: Clinic, families: Mapping[PatientId, PatientId]) -> tuple[object, ...]:
    """Whose visit is at risk first, then by day, each household together, by time."""
    assert one.scheduled is not None  # noqa: S101 - the list is one of visits
    booked = one.scheduled.appointment
    day = _day(one.scheduled, clinic.sites[booked.site])
    return not (one.risk and one.risk.is_high), day, families[one.patient.id], booked.start
