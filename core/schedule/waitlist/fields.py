"""Which fields has an entry of the waiting list? One row each: form, command line, JSON and history follow it."""

from __future__ import annotations

from typing import Final

from core.fields import kinds
from core.fields.model import Field, Option, RecordSpec
from core.schedule.waitlist import kinds as own

_LONGEST_NOTE: Final = 200

WAIT_ENTRY: Final = RecordSpec(
    "wait_entry",
    (
        Field(
            "visit_type",
            own.visit_type(),
            label="Visit type",
            noun="type",
            help="What the patient waits for.",
            section="Waiting for",
            typed="type",
            option=Option("CODE", "the visit type's code"),
        ),
        Field(
            "providers",
            own.providers(),
            label="With",
            noun="providers",
            help="Codes or family names; left empty, anybody will do.",
            section="Waiting for",
            typed="provider",
            option=Option("CODES", "the providers' codes, such as lee or lee,ito; anybody if left out"),
        ),
        Field(
            "window",
            own.window(),
            label="Days and hours",
            noun="days and hours",
            help="Such as any am, mon wed pm, tue 9-12, thu after 3p; left empty, any time will do.",
            section="When",
            option=Option("WORDS", "any am, mon wed pm, tue 9-12; any time if left out"),
        ),
        Field(
            "first",
            own.day(),
            label="Earliest date",
            noun="earliest date",
            help="Not before this day, such as 24dec, fri or 2w; left empty, from now on.",
            section="When",
            typed="earliest",
            option=Option("DATE", "not before this day"),
        ),
        Field(
            "last",
            own.day(),
            label="Latest date",
            noun="latest date",
            help="Not after this day; left empty, whenever it is.",
            section="When",
            typed="latest",
            option=Option("DATE", "not after this day"),
        ),
        Field(
            "band",
            own.band(),
            label="Priority",
            noun="priority",
            help="1 is offered a time first, 9 last; 5 is usual.",
            section="Order",
            typed="priority",
            option=Option("N", "1 (most urgent) to 9; 5 if left out"),
        ),
        Field(
            "earlier",
            kinds.flag("wants to come earlier than booked"),
            label="Wants earlier",
            noun="wish to come earlier",
            help="Whether the patient has, or takes, a later appointment and still wants an earlier one.",
            section="Order",
            option=Option("", "has a later appointment and wants to come earlier", off="waits for no earlier time"),
        ),
        Field(
            "note",
            kinds.text(_LONGEST_NOTE),
            label="Note",
            help="What whoever calls must know.",
            section="Order",
            option=Option("TEXT", "a note"),
        ),
    ),
)
"""Who waits for a time, and for which."""
