"""A time is taken by who waits for it: booked, or their later appointment moved up, whose time is free then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.format_when import format_wall
from core.calendar.wall import local
from core.conflict import warnings_among
from core.errors import Refused
from core.journal.change import Change
from core.patients.finding import present
from core.record_ref import RecordRef
from core.schedule.booking import add_booked, let_go, save_moved, served, words_of
from core.schedule.decision import decide
from core.schedule.freeing import close, end_waiting
from core.schedule.model.appointment import Confirmation
from core.schedule.model.visit import ScheduledVisit
from core.schedule.proposals import require_keepable
from core.schedule.sentences import BOOKED, OFF_THE_LIST
from core.schedule.waitlist import sentences
from core.schedule.waitlist.chain import ACCEPT
from core.schedule.waitlist.entries import find_waiting
from core.schedule.waitlist.matching import Waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.clinic.model import Site
    from core.schedule.booking import MoveGuard
    from core.schedule.ports import ScheduleContext
    from core.schedule.waitlist.offer import Offer
    from core.settings.model import Policy


def accept(
    context: ScheduleContext,
    move_guard: MoveGuard,
    actor: str,
    number: int,
    offer: Offer,
    *,
    rev: int | None,
    overrides: Mapping[str, str],
) -> Change:
    """Fill the time from the waiting list, as one act: the entry is closed with it, and what it frees is to be offered.

    The rules have the say in the turn to write, so that of two desks which fill one time the second is told who has it.
    Raises Refused with every conflict, NotFound, ChangedElsewhere for who waits no longer, BadInput, NotAllowed.
    """
    with context.writing(actor, Privilege.BOOK) as (tx, clinic):
        now = context.clock.now()
        entry = find_waiting(tx, clinic, number, rev=rev, now=now)
        present(tx, entry.patient)
        waiting = Waiting(tx, clinic, context.policy, now, actor)
        placed = waiting.proposed(entry, offer)
        later = placed.later
        if later:
            context.permit(tx, actor, Privilege.MOVE)
            conflict = move_guard(later, clinic.sites[later.appointment.site], now, context.policy)
            if conflict:
                raise Refused(conflict.message, (conflict,))
        proposal, conflicts = placed.proposal, placed.conflicts
        given = decide(context, actor, clinic, conflicts, overrides, refusal=sentences.NOT_ACCEPTED, now=now)
        require_keepable(proposal)
        reasons = " ".join(dict.fromkeys(str(override.given) for override in given))
        tx.journal.begin(at=now, actor=actor, verb=ACCEPT, reason=reasons)
        refusal = sentences.NOT_ACCEPTED
        agreed = _agreed(proposal.site, proposal.span.start, now, context.policy)
        if later:
            before = later.appointment
            booked = save_moved(tx, clinic, proposal, given, before, confirmation=agreed, refusal=refusal)
            was = format_wall(before.start, clinic.sites[before.site], now)
            sentence = sentences.ACCEPTED_EARLIER.format(before=was, **words_of(proposal))
        else:
            booked = add_booked(
                tx, clinic, proposal, given, actor=actor, note=entry.note, refusal=refusal, confirmation=agreed
            )
            sentence = BOOKED.format(**words_of(proposal))
        close(tx, entry, actor, now, booked.id)
        others = end_waiting(tx, clinic, booked, actor, now)
        sentence += others or OFF_THE_LIST.format(type=entry.visit_type)
        done = tx.journal.end(RecordRef("appointment", booked.id), sentence)
        held = served(tx, actor, proposal)
    let_go(tx, held)
    return Change(done, sentence, (ScheduledVisit(booked, proposal.patient),), warnings=warnings_among(conflicts))


def _agreed(site: Site, start: datetime, now: datetime, policy: Policy) -> Confirmation:
    """Who was reached and takes a day on which they could be called about it now has said what such a call asks."""
    ahead = (local(start, site.tz).date() - local(now, site.tz).date()).days
    return Confirmation.CONFIRMED if ahead <= policy.calls.ahead_days else Confirmation.NONE
