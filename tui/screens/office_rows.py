"""What stands in the rows of the work about visits ahead, mail, fax and supplies?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_until
from core.mailroom.fax_sentences import FAILED, NOT_CONFIRMED
from core.mailroom.model import IncomingStatus
from core.mailroom.outgoing import FaxStatus
from core.structs import replace
from tui.screens.sentences import ENTER_MAIL, ENTER_SUPPLY, MAIL_HIDDEN, MAIL_REFUSED, MAIL_TO_FILE, MAIL_TO_SEE
from tui.screens.work_rows import Opens, WorkRow, of_appointment
from tui.text.words import whereabouts

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.mailroom.use_cases import Incoming, Outgoing
    from core.previsit.own_day import OwnVisit
    from core.previsit.use_cases import Lacking
    from core.supplies.stock import Stocked


def supply_row(one: Stocked, view: DeskView) -> WorkRow:
    """An item that is low, or on order."""
    item = one.item
    return WorkRow(
        key=("supply", item.id),
        patient=None,
        when=view.clinic.sites[item.site].name,
        kind="",
        provider="",
        trouble=one.told(view.today),
        opens=Opens("tui.prompts.supply:ask", one, ENTER_SUPPLY, item.ref, item.name),
    )


def mail_row(one: Incoming, view: DeskView) -> WorkRow:
    """What came by mail or fax, and is to be filed, seen or looked at."""
    document = one.document
    if document.status is IncomingStatus.REFUSED:
        trouble = MAIL_REFUSED.format(why=document.problem)
    elif document.status is IncomingStatus.ROUTED:
        known = view.clinic.providers.get(document.routed_to)
        provider = known.short if known else document.routed_to
        trouble = MAIL_TO_SEE.format(provider=provider)
    else:
        trouble = MAIL_TO_FILE
    return WorkRow(
        key=("mail", document.id),
        patient=one.patient,
        when=format_until(document.at, view.first_site, view.now),
        kind=document.way.value,
        provider=document.routed_to,
        trouble=trouble,
        opens=Opens(
            *("tui.prompts.mail:ask", one, ENTER_MAIL, document.ref, document.name),
            hidden=MAIL_HIDDEN.format(way=document.way.value, number=document.id),
        ),
    )


def previsit_row(one: Lacking, view: DeskView) -> WorkRow:
    """A visit of the next days, and what is missing before it."""
    return of_appointment(one.scheduled, view, "; ".join(one.missing))


def own_visit_row(one: OwnVisit, view: DeskView) -> WorkRow:
    """A visit of who is at the desk, where it stands, and what is to be known before it."""
    scheduled = one.scheduled
    told = whereabouts(scheduled, view.site_of(scheduled), view.now)
    row = of_appointment(scheduled, view, "; ".join((told, *one.notes)))
    return replace(row, typed=(*scheduled.patient.alerts_on(view.today), scheduled.appointment.note))


def fax_row(one: Outgoing, view: DeskView) -> WorkRow:
    """A fax that failed, or that nobody confirmed."""
    fax = one.fax
    template = FAILED if fax.status is FaxStatus.FAILED else NOT_CONFIRMED
    return WorkRow(
        key=("outgoing fax", fax.id),
        patient=one.patient,
        when=format_until(fax.status_at, view.first_site, view.now),
        kind="fax",
        provider="",
        trouble=template.format(number=fax.id, title=one.told, code=fax.code).rstrip(),
        typed=(one.told,),
        opens=Opens("tui.prompts.fax:ask", one, ENTER_MAIL, fax.ref, fax.recipient),
    )
