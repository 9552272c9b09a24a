"""What comes of `:` `ask`, or of the key that asks about the visits highlighted: payers are asked by file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.coverage.standing import Trouble
from core.errors import BadInput
from core.journal.change import Change
from tui.prompts.sentences import ASK_NOTHING, ASK_WOULD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.record_ref import AppointmentId
    from tui.text.lines import Line
    from tui.workstation import Workstation

NAME: Final = "ask"


def ask(workstation: Workstation, numbers: Sequence[AppointmentId] = ()) -> Change:
    """Ask about these visits, or those of the next days. Raises BadInput, with the reason, where nobody is asked."""
    sent = workstation.desk.verification.ask(workstation.actor, numbers)
    if sent.entry is None:
        raise BadInput(sent.sentence)
    return Change(sent.entry, sent.sentence)


def ask_lines(workstation: Workstation) -> tuple[Line, ...]:
    """About how many visits it would be asked. Raises NotAllowed."""
    view = workstation.view
    last = view.today + timedelta(days=view.policy.eligibility.days)
    count = sum(
        one.standing.trouble is not Trouble.ACTIVE and one.standing.coverage is not None and one.waits is None
        for one in workstation.desk.verification.worklist(workstation.actor)
        if local(one.scheduled.appointment.start, view.site_of(one.scheduled).tz).date() <= last
    )
    template = ASK_WOULD if count else ASK_NOTHING
    return (((f" {template.format(count=count, day=f'{last:%a %-d %b}')}", "hint"),),)
