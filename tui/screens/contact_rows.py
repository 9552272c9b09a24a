"""What stands in each row of the work that is about a call or another contact?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_day, format_wall
from core.contact.call_sentences import NO_NUMBER
from core.contact.scripts import speaks
from tui.screens.sentences import ENTER_CALLS_THEM, ENTER_TICKS_OFF, FOLLOW_UP_DUE
from tui.screens.work_rows import Opens, WorkRow, at_site

if TYPE_CHECKING:
    from core.contact.to_call import ToCall
    from core.contact.use_cases import FollowUp
    from core.desk_view import DeskView


def call_row(one: ToCall, view: DeskView) -> WorkRow:
    """Somebody to call: when they come, or are to be called back; the number, and what is to be known."""
    visit, back = one.scheduled, one.call_back
    about = back or one.recall or visit
    site = view.site_of(visit) if visit else view.first_site
    at = back.due if back else visit.appointment.start if visit else view.now
    shown = NO_NUMBER if not one.phone else ""
    told = "; ".join(part for part in (shown, speaks(one.patient), one.matter) if part)
    known = view.clinic.providers
    return WorkRow(
        key=(one.list, one.subject),
        patient=one.patient,
        when=format_wall(at, site, view.now),
        kind=visit.appointment.visit_type if visit else "",
        provider=known[visit.appointment.provider].family if visit else back.raised_by if back else "",
        trouble=at_site(site, view, told),
        typed=(back.why if back else one.recall.note if one.recall else "",),
        scheduled=visit,
        opens=Opens("tui.prompts.call:CallPrompt", one, ENTER_CALLS_THEM, about.ref if about else None),
        phone="" if one.patient.restricted else one.phone,
    )


def follow_up_row(one: FollowUp, view: DeskView) -> WorkRow:
    """What is to follow from a contact, by the day on which it is due."""
    contact, today = one.contact, view.today
    assert contact.follow_up is not None  # noqa: S101 - it stands on the list for it
    return WorkRow(
        key=("follow-up", contact.id),
        patient=one.patient,
        when=FOLLOW_UP_DUE.format(day=format_day(contact.follow_up, today)),
        kind=contact.channel.value,
        provider=contact.by,
        trouble=one.told,
        typed=(one.told,),
        opens=Opens("tui.prompts.follow_up:FollowUpPrompt", one, ENTER_TICKS_OFF, contact.ref),
    )
