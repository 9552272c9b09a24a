"""What does an answer come to: a visit confirmed, a number closed, somebody to be called?

C confirms only where one visit alone can be meant, as it was told and as it still is. Whatever is not plain is for a
person: nothing that comes in is lost, and nothing is taken twice.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.jobs.model import WORKER
from core.messages import sentences as say
from core.messages.answer_words import asks_for_a_call, meaning_of, says_more
from core.messages.follow_up import after_failure, keep_point, note_bad
from core.messages.inbox import let_a_person_know
from core.messages.incoming import mail_source, message_number
from core.messages.model import Answer, Meaning, Message, MessageState, Reason, Stop, Way, Why
from core.messages.points import point_key, point_of
from core.messages.taken_before import source_to_keep
from core.record_ref import AppointmentId
from core.schedule.model.appointment import AppointmentStatus, Confirmation
from core.structs import replace
from core.telehealth.tokens import clinic_name
from core.text.card_numbers import without_card_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.messages.incoming import Incoming
    from core.messages.ports import MessageContext, Reading, Writing
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.model.visit import ScheduledVisit

_ASKS: Final = frozenset({Reason.CONFIRM, Reason.REMINDER, Reason.MOVED})
_WINDOW: Final = timedelta(days=21)
"""How long after it was told a visit may be answered about."""
_EXPECTED: Final = frozenset({AppointmentStatus.PENDING, AppointmentStatus.BOOKED})
_UNANSWERED: Final = frozenset({Confirmation.NONE, Confirmation.SENT, Confirmation.FAILED, Confirmation.EXPIRED})
_WORTH: Final = timedelta(minutes=5)
"""Within which the one answer to who opted out goes out, or never (47 CFR 64.1200(a)(12))."""


class Told(Struct, frozen=True):
    """A visit that the number was told of: the last message about it, and the visit as it is now."""

    message: Message
    scheduled: ScheduledVisit

    @property
    def holds(self) -> bool:
        """Whether the visit still is what was told."""
        appointment = self.scheduled.appointment
        return appointment.start == self.message.start and appointment.status in _EXPECTED

    @property
    def is_answered(self) -> bool:
        """Whether an answer to it is known."""
        return self.scheduled.appointment.confirmation not in _UNANSWERED


def take(context: MessageContext, actor: str, incoming: Incoming) -> Answer | None:
    """Note what came in and what follows, in one transaction; None where it was taken before."""
    with context.reading(actor, Privilege.WORK) as (reading, _):
        if not source_to_keep(reading, incoming):
            return None
    with context.writing(actor, Privilege.WORK) as (tx, _):
        source, now = source_to_keep(tx, incoming), context.clock.now()
        if not source:
            return None
        tx.journal.begin(at=now, actor=WORKER, verb="answer")
        at = min(incoming.at, now) if incoming.at else None  # a clock that is ahead makes no answer the last one
        incoming = replace(incoming, source=source, at=at, text=without_card_numbers(incoming.text))
        answer = _Taking(tx, now, incoming).take()
        kept = tx.records(Answer).add(answer)
        tx.journal.end(kept.ref, kept.came_to)
    return kept


def is_taken(context: MessageContext, actor: str, head: bytes) -> bool:
    """Whether the e-mail of that head was taken before."""
    source = mail_source(head)
    with context.reading(actor, Privilege.WORK) as (reading, _):
        return bool(source) and reading.messages.answer(source) is not None


class _Taking(Struct):
    """One answer being taken. Not frozen: it holds the transaction."""

    tx: Writing
    now: datetime
    incoming: Incoming

    def take(self) -> Answer:
        one = self.incoming
        if one.is_unread:
            let_a_person_know(self.tx, None, "", say.FILE_NOT_TAKEN, self.now, said=one.text)
            return self._answer(Meaning.OTHER, say.FILE_NOT_TAKEN)
        if one.line is not None and point_key(one.sender):
            point = point_of(self.tx, one.sender)
            keep_point(self.tx, replace(point, line=one.line))
        if one.delivery:
            return self._delivery()
        if one.is_automatic:
            return self._answer(Meaning.OTHER, say.AUTOMATIC)
        meaning = meaning_of(one.text)
        if meaning is Meaning.STOPS and point_key(one.sender):
            return self._stop()
        if meaning in {Meaning.STOPS, Meaning.OTHER}:  # one without a sender closes nobody's number
            return self._call(Meaning.OTHER, say.SAYS_SOMETHING_ELSE, self._only(self._told()))
        return self._about_a_visit(meaning)

    # What became of a message

    def _delivery(self) -> Answer:
        one, message = self.incoming, self._named()
        if message is None:
            return self._answer(Meaning.OTHER, say.NO_SUCH_NAME)
        if one.delivery == "complained":
            self.incoming = replace(one, way=message.way or one.way)
            self._close(message.address, say.COMPLAINED)
            return self._answer(Meaning.STOPS, say.STOPPED, message)
        if one.delivery == "unknown":
            told = say.UNKNOWN_STATUS.format(id=message.id, status=one.code)
            let_a_person_know(self.tx, None, message.address, told, self.now)
            return self._answer(Meaning.OTHER, told, message)
        meaning = Meaning.DELIVERED if one.delivery == "delivered" else Meaning.FAILED
        for each in (message, *self.tx.messages.carried_by(message.id)):
            if each.status is MessageState.SENT:
                self._delivered(each) if meaning is Meaning.DELIVERED else self._bounced(each)
        told = say.DELIVERED if meaning is Meaning.DELIVERED else say.BOUNCED
        return self._answer(meaning, told.format(id=message.id, code=one.code), message)

    def _delivered(self, message: Message) -> None:
        self.tx.records(Message).save(replace(message, status=MessageState.DELIVERED, status_at=self.now))

    def _bounced(self, message: Message) -> None:
        code, why = self.incoming.code or "bounced", Why.REFUSED
        if self.incoming.is_bad_address:
            why = Why.BAD_NUMBER
            note_bad(self.tx, message.address, code, self.now)
        failed = replace(message, status=MessageState.FAILED, status_at=self.now, why=why, carried_by=None)
        after_failure(self.tx, self.tx.records(Message).save(replace(failed, detail=code)), self.now)

    # What the patient says

    def _stop(self) -> Answer:
        """Close the number or address for everybody behind it; the visits stay.

        Who answers an e-mail from another address means the one that it went to as well.
        """
        one, named = self.incoming, self._named()
        if self._close(one.sender, one.text[:40]):
            self._say_so()
        if named is not None and named.way is one.way and one.way is Way.EMAIL:
            self._close(named.address, one.text[:40])
        told = self._told()
        if asks_for_a_call(one.text):
            return self._call(Meaning.STOPS, say.STOPPED_OR_CANCELS, self._only(told))
        if says_more(one.text):
            return self._call(Meaning.STOPS, say.STOPPED_AND_SAYS, self._only(told))
        return self._answer(Meaning.STOPS, say.STOPPED, told[-1].message if told else None)

    def _close(self, address: str, how: str) -> bool:
        """Close it for that way; whether it was open."""
        point = point_of(self.tx, address)
        if point.stop(self.incoming.way) is not None:
            return False
        stop = Stop(self.incoming.way, self.incoming.at or self.now, how, WORKER)
        keep_point(self.tx, replace(point, stops=(*point.stops, stop)))
        return True

    def _say_so(self) -> None:
        """One answer by text, to who is known; it goes out within minutes, or never."""
        one, patients = self.incoming, self._patients()
        if one.way is not Way.TEXT or not patients:
            return
        message = Message(
            0,
            patients[0],
            Reason.STOPPED,
            f"patient:{patients[0]}",
            self.now.isoformat(),
            self.now.replace(second=0, microsecond=0),
            self.now,
            self.now + _WORTH,
            MessageState.PLANNED,
            self.now,
            way=Way.TEXT,
            address=point_key(one.sender),
        )
        self.tx.records(Message).add(message)

    def _about_a_visit(self, meaning: Meaning) -> Answer:
        """C or R: about the one visit that can be meant."""
        told = self._told()
        one = self._only(told)
        if one is None:
            return self._call(meaning, say.SEVERAL_MEANT if told else say.NOTHING_MEANT, None)
        if not one.holds:
            return self._call(meaning, say.NO_LONGER_HOLDS, one)
        appointment = one.scheduled.appointment
        was = appointment.confirmation
        now = Confirmation.CONFIRMED if meaning is Meaning.CONFIRMS else Confirmation.CALLBACK
        if was is not now:
            self.tx.schedule.save(replace(appointment, confirmation=now))
        if meaning is Meaning.RESCHEDULES:
            return self._call(meaning, say.WANTS_ANOTHER_TIME, one)
        if was in {Confirmation.CALLBACK, Confirmation.DECLINED}:
            return self._call(meaning, say.CHANGED_THEIR_MIND, one)
        return self._answer(meaning, say.CONFIRMED.format(patient=one.scheduled.patient.name), one.message)

    def _told(self) -> Sequence[Told]:
        """The visits to come that the number was told of, the one told last behind; that of a named message alone."""
        named = self._named()
        since = self.now - _WINDOW
        messages = [named] if named else self.tx.messages.to_address(point_key(self.incoming.sender), since)
        last: dict[AppointmentId, Told] = {}
        for message in messages:
            number = message.appointment
            scheduled = self.tx.schedule.by_id(number) if number is not None else None
            if scheduled and number is not None and message.was_told and message.reason in _ASKS:
                last.pop(number, None)
                last[number] = Told(message, scheduled)
        if named:
            carried = self.tx.messages.carried_by(named.id)
            if carried or named.carried_by is not None:
                return self._household(named, carried)
        return [one for one in last.values() if one.message.start > self.now]

    def _household(self, named: Message, carried: Sequence[Message]) -> Sequence[Told]:
        """All that one message told of."""
        found = ((one, one.appointment) for one in (named, *carried))
        visits = ((one, self.tx.schedule.by_id(number)) for one, number in found if number is not None)
        return [Told(one, scheduled) for one, scheduled in visits if scheduled and one.start > self.now]

    def _only(self, told: Sequence[Told]) -> Told | None:
        """The one visit that can be meant: of several the only one that nobody has answered about."""
        waiting = [one for one in told if not one.is_answered] or list(told)
        return waiting[0] if len(waiting) == 1 else None

    def _named(self) -> Message | None:
        """Our message that it names."""
        name = self.incoming.name
        if not name:
            return None
        number = message_number(name, clinic_name(self.tx.telehealth.secret()))
        found = self.tx.records(Message).by_id(number) if number is not None else None
        return found or self.tx.messages.with_reference(name)

    def _patients(self) -> Sequence[PatientId]:
        """Who has the number; the one who was told something there last comes first."""
        key = point_key(self.incoming.sender)
        told = self.tx.messages.to_address(key, self.now - _WINDOW)
        return tuple(dict.fromkeys([*(one.patient for one in told[::-1]), *self.tx.messages.patients_at(key)]))

    def _call(self, meaning: Meaning, why: str, one: Told | None) -> Answer:
        """Somebody is to call; who, where that is known."""
        patient = one.scheduled.patient if one else self._sole_patient()
        let_a_person_know(
            self.tx,
            patient,
            self.incoming.sender,
            why,
            self.now,
            appointment=one.scheduled.appointment.id if one else None,
            said=self.incoming.text,
        )
        return self._answer(meaning, why, one.message if one else None, patient)

    def _sole_patient(self) -> Patient | None:
        patients = self._patients()
        return self.tx.patients.by_id(patients[0]) if len(patients) == 1 else None

    def _answer(
        self, meaning: Meaning, came_to: str, message: Message | None = None, patient: Patient | None = None
    ) -> Answer:
        one = self.incoming
        known = patient or self._sole_patient()
        whose = message.patient if message else known.id if known else None
        at = one.at or self.now
        number = message.id if message else None
        return Answer(0, one.source, one.way, one.sender, at, one.text, meaning, came_to, whose, number)


def answers_about(reading: Reading, patient: PatientId) -> Sequence[Answer]:
    """What came in from a patient, oldest first: where two contradict each other both are there to be seen."""
    return reading.messages.answers_of(patient)
