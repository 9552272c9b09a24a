"""Which drawer does money go through, and how is one opened, counted and closed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.clinic.codes import first_site, pick
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.journal.change import Change
from core.structs import replace
from core.text.card_numbers import clean_words
from core.text.money import MOST_CENTS, money
from core.till import sentences as say
from core.till.ledger import expected_cash
from core.till.model import TillSession, TillStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.till.ports import Reading, TillContext

RULE: Final = "TILL"
USUAL_DRAWER: Final = "main"
LONGEST_NAME: Final = 20
LONGEST_NOTE: Final = 200


def open_till(context: TillContext, actor: str, drawer: str, floated: int, *, site: str) -> Change:
    """Open a drawer with so many cents in it. Raises BadInput, NotFound (site), or Refused where it is open (TILL)."""
    with context.writing(actor, Privilege.KEEP_TILL) as (tx, clinic):
        now = context.clock.now()
        where = pick(clinic.sites, site, "site") if site else first_site(clinic)
        name = clean_words(drawer, "drawer", limit=LONGEST_NAME) or USUAL_DRAWER
        _refuse_amount(floated, "float")
        there = next((one for one in tx.till.open_sessions() if _is_called(one, name)), None)
        if there:
            when = format_when(there.opened_at, clinic.sites[there.site], now)
            sentence = say.DRAWER_IS_OPEN.format(drawer=there.drawer, when=when, who=there.opened_by)
            raise Refused(sentence, (Conflict(RULE, Severity.HARD, sentence),))
        tx.journal.begin(at=now, actor=actor, verb="till-open")
        session = tx.records(TillSession).add(TillSession(0, name, where.code, floated, now, actor))
        sentence = say.OPENED.format(drawer=name, floated=money(floated, context.policy.till.currency))
        entry = tx.journal.end(session.ref, sentence)
    return Change(entry, sentence, (session,))


def close_till(context: TillContext, actor: str, drawer: str, counted: int, *, note: str) -> Change:
    """Close a drawer with what was counted in it. Raises BadInput or NotFound.

    Who counts the drawer of somebody else says why in the note, unless they may see what should be in it.
    """
    with context.writing(actor, Privilege.KEEP_TILL) as (tx, clinic):
        now, currency = context.clock.now(), context.policy.till.currency
        _refuse_amount(counted, "counted")
        words = clean_words(note, "note", limit=LONGEST_NOTE)
        session = required(tx, actor, drawer)
        if not (words or session.opened_by == actor or context.rights(clinic, actor).may(Privilege.SEE_EXPECTED_CASH)):
            raise BadInput(say.OTHERS_DRAWER.format(drawer=session.drawer, who=session.opened_by), field="note")
        expected = expected_cash(session.floated, tx.till.through(session.id))
        tx.journal.begin(at=now, actor=actor, verb="till-close")
        closed = replace(
            session,
            status=TillStatus.CLOSED,
            closed_at=now,
            closed_by=actor,
            counted=counted,
            expected=expected,
            note=words,
        )
        session = tx.records(TillSession).save(closed)
        sentence = closing_told(session, currency)
        entry = tx.journal.end(session.ref, sentence)
    return Change(entry, sentence, (session,))


def closing_told(session: TillSession, currency: str) -> str:
    """What counting it came to, as a sentence."""
    variance = session.variance or 0
    template = say.CLOSED_OVER if variance > 0 else say.CLOSED_SHORT if variance else say.CLOSED_EVEN
    counted = money(session.counted or 0, currency)
    return template.format(drawer=session.drawer, counted=counted, variance=money(abs(variance), currency))


class OwnDrawer(Struct, frozen=True):
    """What somebody's drawer is: `session` the one they have open, None where there is none.

    `name` and `floated` (cents, None where nothing is known) are what opening one is likely to take.
    """

    session: TillSession | None
    name: str
    floated: int | None = None


def own_drawer(context: TillContext, actor: str) -> OwnDrawer:
    """The drawer that the person has open, else the one they had last, else the usual one, or one of their name."""
    with context.reading(actor, Privilege.KEEP_TILL) as (reading, _):
        there = reading.till.open_sessions()
        own = [one for one in there if one.opened_by == actor]
        if own:
            return OwnDrawer(own[-1], own[-1].drawer)
        last = reading.till.opened_last(actor)
        names = (last.drawer if last else USUAL_DRAWER, USUAL_DRAWER, actor[:LONGEST_NAME])
        free = (name for name in names if not any(_is_called(one, name) for one in there))
        name = next(free, "")
        return OwnDrawer(None, name, last.floated if last else None)


def required(reading: Reading, actor: str, drawer: str) -> TillSession:
    """The open drawer that is meant. Raises NotFound where there is none, BadInput where it may be several."""
    session = meant(reading, actor, drawer)
    if session is None:
        several = reading.till.open_sessions()
        if several:
            raise _several(several)
        raise NotFound(say.NO_DRAWER_OPEN)
    return session


def for_cash(reading: Reading, actor: str, drawer: str) -> TillSession | None:
    """The drawer into which cash goes; None where none is open. Raises NotFound, or BadInput for one of several."""
    session = meant(reading, actor, drawer)
    if session is None and (several := reading.till.open_sessions()):
        raise _several(several)
    return session


def meant(reading: Reading, actor: str, drawer: str) -> TillSession | None:
    """The open drawer of that name; without one that which the person opened last, or else the only one.

    Raises NotFound for a name that no open one has.
    """
    there = reading.till.open_sessions()
    name = clean_words(drawer, "drawer", limit=LONGEST_NAME)
    if name:
        found = next((one for one in there if _is_called(one, name)), None)
        if found is None:
            raise NotFound(say.DRAWER_NOT_OPEN.format(drawer=name))
        return found
    own = [one for one in there if one.opened_by == actor]
    return own[-1] if own else there[0] if len(there) == 1 else None


def _is_called(session: TillSession, name: str) -> bool:
    return session.drawer.casefold() == name.casefold()


def _several(sessions: Sequence[TillSession]) -> BadInput:
    names = ", ".join(one.drawer for one in sessions)
    return BadInput(say.WHICH_DRAWER.format(count=len(sessions), drawers=names), field="drawer")


def _refuse_amount(cents: int, field: str) -> None:
    if not 0 <= cents <= MOST_CENTS:
        raise BadInput(say.NO_AMOUNT, field=field)
