"""What stands on the cover of a fax? No patient's name: whoever stands at the machine reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.directory.listing import entry_now
from core.templates.kinds import COVER
from core.templates.languages import written_day
from core.templates.rendering import render
from core.templates.shelf import shelf
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from core.mailroom.ports import MailroomContext
    from core.templates.document import Document


def cover(context: MailroomContext, actor: str, *, entry: int | None, number: str, title: str, note: str) -> Document:
    """The cover in the clinic's language. Raises NotFound, BadInput, or BadSettings for a template with faults."""
    with context.reading(actor, Privilege.FILE_MAIL) as (reading, clinic):
        settings, site, now = context.policy.documents, first_site(clinic), context.clock.now()
        templates = shelf(reading.template_files(settings.templates))
        template = templates.meant(COVER.name, COVER.name, filter(None, (settings.language,)))
        known = entry_now(reading, entry) if entry is not None else None
    fax = number or (known.fax if known else "")
    facts = {
        "recipient": known.name if known else fax,
        "contact": known.contact if known else "",
        "fax": fax,
        "site": site.name,
        "by": actor,
        "today": written_day(local(now, site.tz).date(), template.language),
        "title": clean_words(title, "title"),
        "note": clean_words(note, "note", limit=500),
    }
    return render(template, facts)
