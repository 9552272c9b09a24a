"""What is on each list of the work, but for those of cases? One row each: whoever adds a list adds it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from core.access.privileges import Privilege
from core.contact.call_model import CallList
from core.coverage.standing import Trouble
from core.mailroom.model import IncomingStatus
from core.structs import replace
from tui.screens.case_rows import case_row
from tui.screens.contact_rows import call_row, follow_up_row
from tui.screens.message_rows import failed_row, inbox_row
from tui.screens.office_rows import fax_row, mail_row, own_visit_row, previsit_row, supply_row
from tui.screens.work_names import WorkList
from tui.screens.work_rows import (
    estimate_row,
    file_row,
    forms_row,
    freed_row,
    lacking_row,
    left_open_row,
    pair_row,
    price_row,
    question_row,
    seen_later_row,
    to_move_row,
    verify_row,
    waiting_row,
)

if TYPE_CHECKING:
    from core.cases.queries import Whose
    from core.desk_view import DeskView
    from tui.screens.work_rows import WorkRow
    from tui.workstation import Workstation

Read: TypeAlias = "Callable[[Workstation, DeskView], Iterable[WorkRow]]"
"""Reads the rows of a list within the snapshot of the view; raises NotAllowed."""


def _to_move(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (to_move_row(one, view) for one in here.desk.schedule.to_move(here.actor))


def _left_open(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (left_open_row(one, view) for one in here.desk.visits.left_open(here.actor))


def _forms(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (forms_row(one, view) for one in here.desk.documents.forms_due(here.actor))


def _seen_later(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (seen_later_row(one, view, privacy=here.privacy) for one in here.desk.schedule.seen_later(here.actor))


def _calls(which: CallList) -> Read:
    return lambda here, view: (call_row(one, view) for one in here.desk.calls.listed(here.actor, which))


def _freed(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    found = here.desk.waitlist.freed(here.actor, limit=1)
    yield from (freed_row(one, view) for one in found if one.matches)
    yield from (lacking_row(visit, one, view) for one in found for visit in one.lacking)


def _waiting(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (waiting_row(one, view) for one in here.desk.waitlist.waiting(here.actor))


def _files(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (file_row(one, view) for one in here.desk.verification.refused(here.actor))


def _follow_ups(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (follow_up_row(one, view) for one in here.desk.contact.due(here.actor))


def _previsit(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (previsit_row(one, view) for one in here.desk.previsit.worklist(here.actor))


def _own_day(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    """What waits for a provider who signed on, then who comes to them today; nothing for anybody else."""
    own = here.desk.previsit.own_day(here.actor)
    if own is None:
        return
    yield from (replace(case_row(one, view), cells=None) for one in own.waiting)
    routed = (one for one in here.desk.mailroom.to_do(here.actor) if one.document.routed_to == own.provider.code)
    yield from (mail_row(one, view) for one in routed if one.document.status is IncomingStatus.ROUTED)
    yield from (own_visit_row(one, view) for one in own.visits)


def _mail(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    mailroom = here.desk.mailroom
    yield from (mail_row(one, view) for one in mailroom.to_do(here.actor))
    yield from (fax_row(one, view) for one in mailroom.faxes_to_see_to(here.actor))


def _inbox(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (inbox_row(one, view) for one in here.desk.messages.inbox(here.actor))


def _failed(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (failed_row(one, view) for one in here.desk.messages.failed(here.actor))


def _supplies(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    return (supply_row(one, view) for one in here.desk.supplies.to_do(here.actor))


def _estimates(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    """For who may know what visits cost."""
    if not view.may(Privilege.SEE_MONEY):
        return ()
    estimates = here.desk.estimates
    asked = (price_row(one, view) for one in estimates.prices_due(here.actor))
    return (*asked, *(estimate_row(one, view) for one in estimates.due(here.actor)))


def _billing_questions(here: Workstation, view: DeskView) -> Iterable[WorkRow]:
    """For who may know what patients owe."""
    asked = here.desk.till.open_questions(here.actor) if view.may(Privilege.SEE_MONEY) else ()
    return (question_row(one, view) for one in asked)


READ: Final[Mapping[WorkList, Read]] = {
    WorkList.TO_MOVE: _to_move,
    WorkList.LEFT_OPEN: _left_open,
    WorkList.PREVISIT: _previsit,
    WorkList.FORMS: _forms,
    WorkList.CONFIRM: _calls(CallList.CONFIRM),
    WorkList.CALL_BACK: _calls(CallList.CALL_BACK),
    WorkList.MISSED: _calls(CallList.MISSED),
    WorkList.RECALL: _calls(CallList.RECALL),
    WorkList.FREED: _freed,
    WorkList.WAITING: _waiting,
    WorkList.BILLING_QUESTIONS: _billing_questions,
    WorkList.DUPLICATES: lambda here, _: map(pair_row, here.desk.merging.likely_pairs(here.actor)),
    WorkList.INBOX: _inbox,
    WorkList.FAILED: _failed,
    WorkList.FILES: _files,
    WorkList.FOLLOW_UPS: _follow_ups,
    WorkList.MAIL: _mail,
    WorkList.SUPPLIES: _supplies,
    WorkList.ESTIMATES: _estimates,
    WorkList.SEEN_LATER: _seen_later,
    WorkList.OWN_DAY: _own_day,
}


def rows_of(here: Workstation, view: DeskView, which: WorkList, whose: Whose) -> tuple[WorkRow, ...]:
    """All rows of one list within the snapshot of the view; of cases those that are `whose`. Raises NotAllowed."""
    if which.cases:
        return tuple(case_row(one, view) for one in here.desk.cases.worklist(here.actor, which.cases, whose))
    if which is WorkList.VERIFY:
        asked = here.desk.verification.worklist(here.actor)
        return tuple(verify_row(one, view) for one in asked if one.standing.trouble is not Trouble.ACTIVE)
    return tuple(READ[which](here, view))
