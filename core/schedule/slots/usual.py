"""What is taken for a patient where the words of a search leave it open: with whom, where, which type, how long?"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.calendar.age import is_within, months_on
from core.calendar.wall import local
from core.clinic.codes import first_site, today_at
from core.clinic.model import NEW_PATIENTS
from core.schedule.model.appointment import AppointmentStatus
from core.schedule.rules.c11_acquaintance import same_specialty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, time

    from core.clinic.model import Clinic, VisitType
    from core.patients.model import Patient
    from core.schedule.model.appointment import Appointment
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.ports import ScheduleContext

_LATEST: Final = 5
"""So many visits tell what is usual: what was long ago is no habit."""
_HABIT: Final = 2
"""A length was usual that so many visits of the type had."""


class Usual(Struct, frozen=True):
    """What goes without saying. Codes; `minutes` by visit type, where it is not the type's own.

    `seen_by` are the providers who know the patient, themselves or by a colleague of the same specialty; `fitting` are
    the types that are for somebody of that age and sex. After a visit `visit_type` is its type, `at` the time of day at
    which it began, and `after` its day, behind which the next one is, unless it did not take place.
    """

    provider: str = ""
    site: str = ""
    seen_by: frozenset[str] = frozenset()
    minutes: Mapping[str, int] = field(default_factory=dict)
    fitting: frozenset[str] | None = None
    visit_type: str = ""
    at: time | None = None
    after: date | None = None

    def type_with(self, providers: Iterable[str], kinds: Iterable[VisitType]) -> VisitType | None:
        """The type of the visit before, else the first of these that fits who is new to all these providers, or not."""
        fitting = [kind for kind in kinds if self.fitting is None or kind.code in self.fitting]
        same = next((kind for kind in fitting if kind.code == self.visit_type), None)
        if same and same.patients != NEW_PATIENTS:
            return same
        if self.fitting is None:
            return next(iter(fitting), None)
        is_new = self.seen_by.isdisjoint(providers)
        for_them = [kind for kind in fitting if (kind.patients == NEW_PATIENTS) == is_new]
        return next(iter(for_them or fitting), None)


def usual_for(context: ScheduleContext, actor: str, patient: Patient, *, after: ScheduledVisit | None = None) -> Usual:
    """What is usual for the patient; `after` a visit it is the one with whom and where that is."""
    with context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, clinic):
        now = context.clock.now()
        today = today_at(first_site(clinic), now)
        since = now - timedelta(days=366 * context.policy.booking.established_years)
        visits = reading.schedule.between(since, now, patient=patient.id)
        history = reading.schedule.history(patient.id, since, now)
        had = [visit.appointment for visit in visits if visit.appointment.status is AppointmentStatus.FULFILLED]
    seen = frozenset(past.provider for past in history if past.status is AppointmentStatus.FULFILLED)
    return usual_of(clinic, patient, today, had, after.appointment if after else None, seen=seen)


def usual_of(
    clinic: Clinic,
    patient: Patient,
    today: date,
    had: list[Appointment],
    after: Appointment | None = None,
    *,
    seen: frozenset[str] = frozenset(),
) -> Usual:
    """Of who had these visits, oldest first, and was `seen` by these providers, also before the clinic came here."""
    latest = [after, *reversed(had)] if after else had[::-1]
    known = {*(one.provider for one in latest), *seen}
    began = local(after.start, clinic.sites[after.site].tz) if after else None
    return Usual(
        provider=_provider(clinic, patient, after),
        site=_site(clinic, patient, latest, after),
        seen_by=frozenset(
            provider.code
            for provider in clinic.providers.values()
            if any(code == provider.code or same_specialty(clinic.providers[code], provider) for code in known)
        ),
        minutes={**dict(_lengths(clinic, had)), **({after.visit_type: after.minutes} if after else {})},
        visit_type=after.visit_type if after else "",
        at=began.time() if began else None,
        after=began.date() if began and after and after.status.takes_time else None,
        fitting=frozenset(kind.code for kind in clinic.visit_types.values() if _fits(kind, patient, today)),
    )


def _provider(clinic: Clinic, patient: Patient, after: Appointment | None) -> str:
    """Whoever sees them at that visit, else who is on record; nobody who is gone."""
    usual = patient.usual_provider.casefold()
    on_record = next((code for code in clinic.providers if code.casefold() == usual), "")
    codes = (after.provider if after else "", on_record)
    return next((code for code in codes if code and not clinic.providers[code].retired), "")


def _site(clinic: Clinic, patient: Patient, latest: list[Appointment], after: Appointment | None) -> str:
    """Where that visit is, else the site on record, else that of most of the latest visits.

    Empty where there is one site alone, or none of these is known.
    """
    if len(clinic.sites_in_use) == 1:
        return ""
    counted = Counter(one.site for one in latest[:_LATEST])
    codes = (after.site if after else "", patient.usual_site, *(code for code, _ in counted.most_common(1)))
    return next((code for code in codes if code in clinic.sites and not clinic.sites[code].retired), "")


def _lengths(clinic: Clinic, had: list[Appointment]) -> Iterable[tuple[str, int]]:
    for code in {one.visit_type for one in had}:
        lengths = [one.minutes for one in reversed(had) if one.visit_type == code][:_LATEST]
        minutes, count = Counter(lengths).most_common(1)[0]
        if count >= _HABIT and minutes != clinic.visit_types[code].minutes:
            yield code, minutes


def _fits(kind: VisitType, patient: Patient, today: date) -> bool:
    months = months_on(patient.birth_date, today)
    return is_within(months, kind.min_age, kind.max_age) and kind.sex in {"", patient.sex.value}
