"""How is a contact put into words on the screen?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_day
from core.calendar.wall import local
from tui.text.words import hidden, moment_of

if TYPE_CHECKING:
    from core.contact.model import Communication
    from core.desk_view import DeskView
    from core.patients.model import Patient
    from tui.text.lines import Line

_ARROWS = {"in": "from", "out": "to"}


def contact_line(contact: Communication, view: DeskView, patient: Patient, *, privacy: bool) -> Line:
    """'Fri 20 Nov 9:12 ana  phone from mother: asks for the forms; follow up Fri 27 Nov'."""
    site, now = view.first_site, view.now
    when = moment_of(contact.at, site, now)
    return (
        (f" {when} ", "time"),
        (f"{contact.by} ", "hint-key"),
        (contact_text(contact, view, patient, privacy=privacy), "panel"),
    )


def contact_text(contact: Communication, view: DeskView, patient: Patient, *, privacy: bool) -> str:
    """What was said, and what is to follow; with initials for names where these are hidden."""
    today = local(view.now, view.first_site.tz).date()
    who = f" {contact.who}" if contact.who and not privacy else ""
    said = hidden(contact.summary, patient.names) if privacy else contact.summary
    follows = ""
    if contact.follow_up:
        follows = "; followed up" if contact.done_at else f"; follow up {format_day(contact.follow_up, today)}"
    return f"{contact.channel.value} {_ARROWS[contact.direction.value]}{who or ' them'}: {said}{follows}"
