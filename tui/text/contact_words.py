"""How is a contact put into words on the screen?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_day
from tui.text.lines import heading
from tui.text.words import HIDDEN, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.contact.model import Communication
    from core.desk_view import DeskView
    from core.recall.use_cases import KnownRecall
    from tui.text.lines import Line
    from tui.workstation import Workstation

_ARROWS: Final = {"in": "from", "out": "to"}
_HEAD: Final = "Contacts, newest first"
_MORE: Final = "and {count} before: clinicdesk log"
_MOST: Final = 20


def sheet_contacts(contacts: Sequence[Communication], workstation: Workstation, width: int) -> Iterator[Line]:
    """The newest contacts under their heading, and how many there are besides."""
    if not contacts:
        return
    yield heading(_HEAD, width, ascii=workstation.settings.display.ascii)
    for contact in contacts[:_MOST]:
        yield contact_line(contact, workstation.view, privacy=workstation.privacy)
    if len(contacts) > _MOST:
        yield ((f" {_MORE.format(count=len(contacts) - _MOST)}", "hint"),)


def recall_text(one: KnownRecall, *, privacy: bool = False) -> str:
    """'Yearly check from 24 Nov 2027 on, to come'."""
    note = f", {HIDDEN if privacy else one.recall.note}" if one.recall.note else ""
    return f"{one.name} from {one.recall.due:%-d %b %Y} on, {one.standing.value}{note}"


def contact_line(contact: Communication, view: DeskView, *, privacy: bool) -> Line:
    """'Fri 20 Nov 9:12 ana  phone from mother: asks for the forms; follow up Fri 27 Nov'."""
    site, now = view.first_site, view.now
    when = moment_of(contact.at, site, now)
    return (
        (f" {when} ", "time"),
        (f"{contact.by} ", "hint-key"),
        (contact_text(contact, view, privacy=privacy), "panel"),
    )


def contact_text(contact: Communication, view: DeskView, *, privacy: bool) -> str:
    """What was said, and what is to follow; while names are hidden without what somebody typed."""
    today = view.today
    who = f" {contact.who}" if contact.who and not privacy else ""
    said = HIDDEN if privacy else contact.summary
    follows = ""
    if contact.follow_up:
        follows = "; followed up" if contact.done_at else f"; follow up {format_day(contact.follow_up, today)}"
    return f"{contact.channel.value} {_ARROWS[contact.direction.value]}{who or ' them'}: {said}{follows}"
