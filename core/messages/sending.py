"""How do messages go out, by workers that may be killed at any moment, none of them twice?

A worker notes in one transaction which messages it begins, hands them over in none, and notes in another what came of
each. Of one that another worker began and died at, it is not known whether it went out: a gateway that takes the same
message twice is asked again; of any other it is told to a person, and never sent again by itself.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.family.deciding import guardian_spoken, spoken_name
from core.jobs.model import WORKER, PlaceState
from core.jobs.worker import Turn
from core.messages import sentences as say
from core.messages.away import AwayWays
from core.messages.calendar import calendar_of
from core.messages.deciding import Decided, Decider, others_of
from core.messages.follow_up import after_failure, after_sending, released
from core.messages.following import follow
from core.messages.listing import site_of
from core.messages.model import Message, MessageState, Way, Why
from core.messages.outward import NotSent, Outward, Sent
from core.messages.recalling import plan_recalls
from core.record_ref import AppointmentId
from core.structs import replace
from core.telehealth.tokens import clinic_name
from core.templates.languages import written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.jobs.ports import Leases
    from core.messages.ports import Gateways, MessageContext, Reading, Writing

_DELAYS: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
"""After so many tries that failed; the last one again and again."""
_MOST: Final = 10
"""Handed over between two transactions, each of which keeps desks waiting for 8 ms: of 40 it was 30, and no faster."""
_LONGEST: Final = timedelta(minutes=10)
"""How long handing them over may take until the worker is taken for dead."""
_AHEAD: Final = timedelta(days=2)
_SWEPT_AT_ONCE: Final = 200
_SWEEP_EVERY: Final = timedelta(hours=1)


class Outbox:
    """Sends what is due. Several may do so at once, in processes of their own."""

    def __init__(
        self,
        context: MessageContext,
        actor: str,
        gateways: Gateways,
        leases: Leases,
        *,
        note_error: Callable[[Exception], int],
    ) -> None:
        """`actor` is who runs the worker."""
        self._context = context
        self._actor = actor
        self._gateways = gateways
        self._leases = leases
        self._note_error = note_error
        self._away = AwayWays()
        self._swept_at: datetime | None = None
        self._swept: Clinic | None = None

    def turn(self) -> Turn | None:
        """Settle what is due and send it, some at a time; None where nothing is. Writes nothing then."""
        self._sweep()
        now = self._context.clock.now()
        with self._context.reading(self._actor, Privilege.WORK) as (reading, _):
            if reading.jobs.place() is not PlaceState.ARMED or not self._to_settle(reading, now):
                return None
        begun, settled = self._begin(now)
        if not begun:
            return Turn(say.SETTLED.format(count=settled), is_done=True) if settled else None
        with self._leases.beating(_LONGEST):
            results = self._hand_over_all(begun)
        sent = self._note(results)
        told = say.TURN.format(sent=sent, failed=len(begun) - sent, others=settled)
        return Turn(told, is_done=sent > 0 or not begun)

    # What is due

    def _to_settle(self, reading: Reading, now: datetime) -> Sequence[Message]:
        """What is due and in no living worker's hands."""
        due = reading.messages.due(now, _MOST)
        return [one for one in due if not (one.worker and self._leases.is_live(one.worker))]

    def _begin(self, now: datetime) -> tuple[list[Message], int]:
        """Note which messages go out now; they, and how many others were settled."""
        with self._context.writing(self._actor, Privilege.WORK) as (tx, clinic):
            due = self._to_settle(tx, now)
            if not due or tx.jobs.place() is not PlaceState.ARMED:
                return [], 0
            tx.journal.begin(at=now, actor=WORKER, verb="message")
            begun: list[Message] = []
            settled: list[Message] = []
            with_others: set[int] = set()
            decider = Decider(tx, clinic, self._context.policy, now)
            for message in due:
                if message.id in with_others:
                    continue
                decided = self._decided(decider, message, now)
                kept = decided.message
                is_begun = kept.worker == self._leases.worker
                refusal = self._away.refusal(kept.way, now) if is_begun and kept.way else None
                if refusal:
                    settled.append(self._settle(tx, kept, refusal, now))
                    continue
                goes_alone = is_begun and not self._takes_twice(kept)
                if goes_alone and begun:
                    break  # which of several went out would not be known
                with_others |= {one.id for one in decided.carried}
                if not is_begun:
                    settled.append(self._with_its_own(tx, kept))
                    after_failure(tx, settled[-1], now)
                    continue
                begun.append(self._with_its_own(tx, kept, decided.carried))
                if goes_alone:
                    break
            tx.journal.end((begun or settled)[0].ref, say.BEGUN.format(id=(begun or settled)[0].id))
            return begun, len(settled)

    def _decided(self, decider: Decider, message: Message, now: datetime) -> Decided:
        """What is to become of it; one that another worker died at may have gone out."""
        if message.is_begun and not self._takes_twice(message):
            return Decided(_unsure(message, now))
        if message.is_begun:
            message = replace(message, why=Why.UNSURE, worker="")
        decided = decider.decide(message)
        kept = decided.message
        if kept.status is MessageState.QUEUED:
            begun = replace(kept, tries=message.tries + 1, worker=self._leases.worker)
            return Decided(begun, decided.carried)
        if message.why is not Why.UNSURE:
            return decided
        if kept.status is MessageState.HELD:
            return Decided(replace(kept, status=MessageState.QUEUED, why=Why.UNSURE))
        return Decided(_unsure(kept, now))

    def _with_its_own(self, tx: Writing, message: Message, carried: Sequence[Message] = ()) -> Message:
        """Keep it, and what goes within it: what did so already, and what is `carried` from now on."""
        saved = tx.records(Message).save(message)
        for other in others_of((*tx.messages.carried_by(saved.id), *carried), saved):
            tx.records(Message).save(other)
        return saved

    # Handed over, and noted

    def _hand_over_all(self, begun: Sequence[Message]) -> list[tuple[Message, Sent | NotSent]]:
        """Each with what came of it; a gateway that is away, or asks to wait, is not asked for all the others."""
        results: list[tuple[Message, Sent | NotSent]] = []
        for message in begun:
            if message.way is None:
                raise RuntimeError(message.id)
            now = self._context.clock.now()
            refusal = self._away.refusal(message.way, now)
            result = refusal or self._hand_over(message, message.way)
            if not refusal:
                self._away.heard(message.way, result, self._context.clock.now())
            results.append((message, result))
        return results

    def _hand_over(self, message: Message, way: Way) -> Sent | NotSent:
        with self._context.snapshot() as reading:
            name = clinic_name(reading.telehealth.secret())
            sender = self._context.policy.messages.sender
            calendar, method = calendar_of(reading, reading.clinic(), message, name=name, sender=sender)
            head, recipient = _on_paper(
                reading, message, self._context.clock.now(), full_age=self._context.policy.documents.full_age
            )
        outward = Outward(
            f"{name}-{message.id}",
            way,
            message.address,
            message.language,
            message.title,
            message.text,
            calendar,
            method,
            head,
            recipient,
        )
        try:
            return self._gateways[way].send(outward)
        except NotSent as refusal:
            return refusal
        except Exception as error:  # noqa: BLE001 - one that meets a defect must not keep the others from going out
            return NotSent(say.INTERNAL.format(reference=self._note_error(error)), is_unsure=True, is_of_one=True)

    def _note(self, results: Sequence[tuple[Message, Sent | NotSent]]) -> int:
        """Note what came of each; how many were sent."""
        now, sent = self._context.clock.now(), 0
        with self._context.writing(self._actor, Privilege.WORK) as (tx, _):
            tx.journal.begin(at=now, actor=WORKER, verb="message")
            for message, result in results:
                now_kept = tx.records(Message).by_id(message.id)
                if now_kept is None or now_kept.rev != message.rev:  # another worker took this one for dead
                    continue
                sent += self._settle(tx, message, result, now).status is MessageState.SENT
            for way in dict.fromkeys(message.way for message, _ in results if message.way):
                tx.jobs.note_way(way.value, self._away.found(way))
            tx.journal.end(results[0][0].ref, say.SENT.format(count=sent))
        return sent

    def _settle(self, tx: Writing, message: Message, result: Sent | NotSent, now: datetime) -> Message:
        """Keep what came of it, and what follows from that."""
        kept = self._with_its_own(tx, self._came_to(message, result, now))
        carried = tx.messages.carried_by(kept.id)
        if kept.status is MessageState.SENT:
            for one in (kept, *carried):
                after_sending(tx, one)
        elif kept.why is not Why.UNSURE:
            for one in carried:
                tx.records(Message).save(released(one, now))
            after_failure(tx, kept, now, result if isinstance(result, NotSent) else None)
        return kept

    def _came_to(self, message: Message, result: Sent | NotSent, now: datetime) -> Message:
        """The message as it is once it was handed over, or not."""
        done = replace(message, worker="", status_at=now)
        if isinstance(result, Sent):
            detail = message.detail or result.said
            return replace(done, status=MessageState.SENT, why=Why.NOTHING, reference=result.reference, detail=detail)
        if result.is_unsure and not self._takes_twice(message):
            return replace(done, status=MessageState.FAILED, why=Why.UNSURE, detail=result.said)
        if result.is_for_good:
            why = Why.BAD_NUMBER if result.is_bad_address else Why.REFUSED
            return replace(done, status=MessageState.FAILED, why=why, detail=result.said)
        again = now + max(_DELAYS[min(message.tries, len(_DELAYS)) - 1], result.wait)
        if again >= message.until:
            said = say.TRIED_UNTIL_TOO_LATE.format(why=result.said)
            why = Why.UNSURE if result.is_unsure else Why.REFUSED
            return replace(done, status=MessageState.FAILED, why=why, detail=said)
        if result.is_unsure or message.why is Why.UNSURE:
            return replace(done, status=MessageState.QUEUED, why=Why.UNSURE, due=again, detail=result.said)
        return replace(done, status=MessageState.QUEUED, why=Why.RETRY, due=again, detail=result.said, text="")

    def _takes_twice(self, message: Message) -> bool:
        """Whether its gateway may be handed it again."""
        gateway = self._gateways.get(message.way) if message.way else None
        return gateway is not None and gateway.is_idempotent

    # Visits of before

    def _sweep(self) -> None:
        """Plan for visits that were booked while nothing was sent, now and then and where the set-up has changed."""
        now, settings = self._context.clock.now(), self._context.policy.messages
        with self._context.reading(self._actor, Privilege.WORK) as (reading, clinic):
            is_soon = self._swept_at is not None and self._swept_at <= now < self._swept_at + _SWEEP_EVERY
            if is_soon and clinic is self._swept:
                return
            before = now + timedelta(days=max(settings.confirm_days, settings.remind_days)) + _AHEAD
            found = list(_unplanned(reading, now, before))
        plan_recalls(self._context, self._actor, now)
        for at in range(0, len(found), _SWEPT_AT_ONCE):
            with self._context.writing(self._actor, Privilege.WORK) as (tx, clinic):
                follow(tx, clinic, found[at : at + _SWEPT_AT_ONCE], settings, now)
        self._swept_at, self._swept = now, clinic


def _on_paper(reading: Reading, message: Message, now: datetime, *, full_age: int) -> tuple[tuple[str, ...], str]:
    """From whom and of which day a letter is, and to whom it goes; nothing of what goes by another channel.

    That of a child goes to who decides for them.
    """
    patient = reading.patients.by_id(message.patient) if message.way is Way.LETTER else None
    if patient is None:
        return (), ""
    site = site_of(reading, reading.clinic(), message, patient)
    day = written_day(now.astimezone(site.tz).date(), message.language)
    head = tuple(filter(None, (site.name, site.address, site.phone, day)))
    name = spoken_name(patient)
    if patient.age_on(now.astimezone(site.tz).date()) >= full_age:
        return head, name
    guardian = guardian_spoken(reading, patient)
    forms = say.TO_GUARDIAN if guardian else say.TO_A_GUARDIAN
    return head, forms.get(message.language, forms["en"]).format(guardian=guardian, name=name)


def _unplanned(reading: Reading, now: datetime, before: datetime) -> Iterator[AppointmentId]:
    behind = AppointmentId(0)
    while found := reading.messages.unplanned(now, before, behind, _SWEPT_AT_ONCE):
        yield from found
        behind = found[-1]


def _unsure(message: Message, now: datetime) -> Message:
    """One that may have gone out: a person is to know."""
    failed = replace(message, status=MessageState.FAILED, status_at=now, why=Why.UNSURE, worker="")
    return replace(failed, detail=say.UNSURE)
