"""What becomes of a message whose hour has come: does it go out now, where and in which words, or why does it not?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.messages.following import changes
from core.messages.model import BY_HAND, ContactPoint, MessageState, Reason, Way, Why
from core.messages.points import point_key, point_of
from core.messages.quiet import clocks_of, day_begins, next_day, open_from
from core.messages.reaching import Reached, is_configured, reached
from core.messages.recalling import without_its_recall
from core.messages.running_late import as_expected
from core.messages.service import service_words
from core.messages.wording import Facts, several_fit, worded
from core.patients.consent import Purpose
from core.schedule.model.appointment import Mode
from core.schedule.to_move import is_to_be_moved
from core.structs import replace
from core.telehealth.joining import joining

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic, Site
    from core.messages.model import Message
    from core.messages.ports import Reading
    from core.messages.wording import Told
    from core.patients.model import Patient
    from core.schedule.model.visit import ScheduledVisit
    from core.settings.model import Policy

LIMITED: Final = (Reason.CONFIRM, Reason.REMINDER, Reason.MISSED, Reason.RECALL, Reason.ESTIMATE, Reason.FORM)
"""Of which a number gets so many a day and a week; what tells of a change or was asked for goes out beyond it."""
_AT_ONCE: Final = frozenset({Reason.STOPPED})
"""What goes out at any hour: the answer to who wrote a minute ago."""
_BY_HOURS: Final = frozenset({Way.TEXT, Way.VOICE})
_LOOK_AGAIN: Final = timedelta(hours=1)
_WEEK: Final = timedelta(days=7)
_TOGETHER: Final = timedelta(hours=12)
"""Of one household, what is due so soon after is told with it."""


class Decided(Struct, frozen=True):
    """The message as it is to be kept, and those of the household that go with it."""

    message: Message
    carried: tuple[Message, ...] = ()


class Decider:
    """Decides within one transaction. Not for longer: it remembers what it read."""

    def __init__(self, reading: Reading, clinic: Clinic, policy: Policy, now: datetime) -> None:
        self._reading = reading
        self._clinic = clinic
        self._policy = policy
        self._settings = policy.messages
        self._now = now
        self._own = reading.messages.templates()
        self._points: dict[str, ContactPoint] = {}

    def decide(self, message: Message) -> Decided:
        """What is to become of it: as QUEUED with its words it is to go out."""
        if message.why is Why.UNSURE and not self._holds_whole(message):
            return Decided(self._settled(message, MessageState.FAILED, Why.UNSURE))
        scheduled = self._scheduled(message)
        is_late = (
            message.reason is Reason.LATE and scheduled is not None
        )  # until they are seen, which may be later still
        if message.until <= self._now and not is_late:
            return Decided(self._settled(message, MessageState.EXPIRED, message.why))
        superseded = (
            self._superseded(message)
            if scheduled
            else without_its_recall(self._reading, self._clinic, message, self._now)
        )
        if superseded:
            return Decided(superseded)
        if is_late:
            message = as_expected(self._reading, self._clinic, self._policy, message, self._now)
            if not message.is_open:
                return Decided(message)
        patient = scheduled.patient if scheduled else self._reading.patients.by_id(message.patient)
        if patient is None:
            return Decided(self._settled(message, MessageState.SUPPRESSED, Why.RECORD_GONE))
        where = self._where(message, patient)
        if where.way is None:
            return Decided(self._settled(message, MessageState.SUPPRESSED, where.why))
        if message.why is Why.UNSURE and (where.way, self._kept(where)) != (message.way, message.address):
            return Decided(self._settled(message, MessageState.FAILED, Why.UNSURE))
        site = self._site(scheduled, patient)
        held = self._held(message, where, patient, site, scheduled)
        if held:
            return Decided(held)
        carried = self._together(message, where, site) if self._settings.household else ()
        return self._in_words(message, carried, where, patient=patient, site=site, scheduled=scheduled)

    def _scheduled(self, message: Message) -> ScheduledVisit | None:
        number = message.appointment
        return self._reading.schedule.by_id(number) if number is not None else None

    def _holds_whole(self, message: Message) -> bool:
        """Whether one that may have gone out says what holds, with all that goes within it."""
        carried = self._reading.messages.carried_by(message.id)
        return message.until > self._now and all(one.status is MessageState.QUEUED for one in carried)

    def _superseded(self, message: Message) -> Message | None:
        """The message as the schedule of now has it, where it no longer holds."""
        number = message.appointment
        if number is None:
            return None
        found = changes(self._reading, self._clinic, number, self._settings, self._now)
        return next((one for one in found if one.id == message.id), None)

    def _where(self, message: Message, patient: Patient) -> Reached:
        """Where it goes."""
        if message.reason in _AT_ONCE and message.way:
            is_there = is_configured(message.way, self._settings)
            return Reached(message.way, message.address) if is_there else Reached(why=Why.NOT_CONFIGURED)
        failed = {
            (one.way, point_key(one.address))
            for one in self._reading.messages.about(message.subject)
            if one.status is MessageState.FAILED and one.why is not Why.UNSURE and one.reason is message.reason
            if one.way and message.reference != BY_HAND
        }
        purpose = Purpose.BILLING if message.reason is Reason.ESTIMATE else Purpose.CARE
        return reached(patient, self._point, self._settings, purpose=purpose, but_not=failed)

    def _held(
        self, message: Message, where: Reached, patient: Patient, site: Site, scheduled: ScheduledVisit | None
    ) -> Message | None:
        """The message as it waits, where it is to."""
        now, zone = self._now, clocks_of(patient, site)
        if scheduled and message.reason in {Reason.CONFIRM, Reason.REMINDER}:
            number = scheduled.appointment.id
            if is_to_be_moved(self._reading, self._clinic, self._policy, number, now):
                return self._waits(message, now + _LOOK_AGAIN, Why.STRANDED)
        if where.way not in _BY_HOURS or message.reason in _AT_ONCE:
            return None
        opens = open_from(now, zone, self._settings)
        if opens > now:
            return self._waits(message, opens, Why.QUIET)
        if message.reason not in LIMITED:
            return None
        counted, settings = self._reading.messages.counted, self._settings
        address = point_key(where.address)
        is_over = counted(address, day_begins(now, zone), LIMITED, but=message.id) >= settings.a_day
        if is_over or counted(address, now - _WEEK, LIMITED, but=message.id) >= settings.a_week:
            return self._waits(message, next_day(now, zone, settings), Why.LIMIT)
        return None

    def _together(self, message: Message, where: Reached, site: Site) -> tuple[Message, ...]:
        """What else is to be told at that number or address of visits of the same day at the same site."""
        if where.way not in {Way.TEXT, Way.VOICE, Way.EMAIL} or not several_fit([message]) or message.text:
            return ()
        day = message.start.astimezone(site.tz).date()
        patients = {message.patient, *self._reading.messages.patients_at(point_key(where.address))}
        found: list[Message] = []
        for other in self._reading.messages.open_of(patients):
            if other.id == message.id or other.is_begun or not several_fit([other]):
                continue
            if other.due > self._now + _TOGETHER or other.start.astimezone(site.tz).date() != day:
                continue
            if self._goes_there(other, where, site):
                found.append(other)
        return tuple(found)

    def _goes_there(self, other: Message, where: Reached, site: Site) -> bool:
        scheduled = self._scheduled(other)
        if scheduled is None or scheduled.appointment.site != site.code or other.until <= self._now:
            return False
        if self._superseded(other) or is_to_be_moved(
            self._reading, self._clinic, self._policy, scheduled.appointment.id, self._now
        ):
            return False
        theirs = self._where(other, scheduled.patient)
        return theirs.way is where.way and point_key(theirs.address) == point_key(where.address)

    def _in_words(
        self,
        message: Message,
        carried: tuple[Message, ...],
        where: Reached,
        *,
        patient: Patient,
        site: Site,
        scheduled: ScheduledVisit | None,
    ) -> Decided:
        starts = tuple(sorted({message.start, *(one.start for one in carried)}))
        several = (message.start,) * (1 + len(carried)) if len(starts) == 1 else starts
        facts = Facts(
            patient,
            site,
            several if carried else (message.start,),
            scheduled.appointment.mode if scheduled else Mode.IN_PERSON,
            "" if carried or scheduled is None else self._link(scheduled, site),
            self._policy.telehealth.test_link if scheduled and _is_remote(scheduled) else "",
        )
        if message.text and (message.way, message.address) == (where.way, self._kept(where)):
            told_text, title, language, note = message.text, message.title, message.language, message.detail
        else:
            told = self._worded(message, where.way or Way.TEXT, facts, scheduled)
            if told is None:
                return Decided(self._settled(message, MessageState.SUPPRESSED, Why.NO_WORDS))
            if told.is_too_long:
                return Decided(self._settled(message, MessageState.SUPPRESSED, Why.TOO_LONG))
            told_text, title, language, note = told.text, told.title, told.language, told.note
        ready = replace(
            message,
            status=MessageState.QUEUED,
            status_at=self._now,
            why=Why.UNSURE if message.why is Why.UNSURE else Why.NOTHING,
            detail=note,
            way=where.way,
            address=self._kept(where),
            language=language,
            title=title,
            text=told_text,
        )
        return Decided(ready, carried)

    def _worded(self, message: Message, way: Way, facts: Facts, scheduled: ScheduledVisit | None) -> Told | None:
        if message.reason is Reason.SERVICE:
            return service_words(message, scheduled, self._clinic, way)
        return worded(message.reason, way, facts, self._own, self._settings)

    def _kept(self, where: Reached) -> str:
        return where.address if where.way is Way.LETTER else point_key(where.address)

    def _link(self, scheduled: ScheduledVisit, site: Site) -> str:
        if not _is_remote(scheduled):
            return ""
        telehealth = self._reading.telehealth
        appointment, settings = scheduled.appointment, self._policy.telehealth
        newest = telehealth.newest_about(appointment.id) if settings.command else None
        joined = joining(appointment, site, settings, telehealth.secret(), newest)
        return joined.link if joined else ""

    def _site(self, scheduled: ScheduledVisit | None, patient: Patient) -> Site:
        code = scheduled.appointment.site if scheduled else patient.usual_site
        return self._clinic.sites.get(code) or self._clinic.sites_in_use[0]

    def _point(self, address: str) -> ContactPoint:
        if address not in self._points:
            self._points[address] = point_of(self._reading, address)
        return self._points[address]

    def _waits(self, message: Message, until: datetime, why: Why) -> Message:
        """Held, or expired where it would wait for longer than it is worth."""
        if until >= message.until:
            return self._settled(message, MessageState.EXPIRED, why)
        return replace(message, status=MessageState.HELD, status_at=self._now, due=until, why=why)

    def _settled(self, message: Message, status: MessageState, why: Why) -> Message:
        return replace(message, status=status, status_at=self._now, why=why, worker="")


def _is_remote(scheduled: ScheduledVisit) -> bool:
    return scheduled.appointment.mode is Mode.TELEHEALTH


def others_of(carried: Sequence[Message], ready: Message) -> list[Message]:
    """The messages that go within another, as they are kept: their state is that one's."""
    return [
        replace(
            one,
            status=ready.status,
            status_at=ready.status_at,
            why=ready.why,
            way=ready.way,
            address=ready.address,
            language=ready.language,
            title=ready.title,
            text=ready.text,
            tries=ready.tries,
            worker=ready.worker,
            reference=ready.reference,
            carried_by=ready.id,
        )
        for one in carried
    ]
