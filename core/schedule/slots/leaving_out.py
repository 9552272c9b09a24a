"""What is behind the word that leaves it out: not mon, except lee or ito, anything but mornings?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.schedule.slots.days import Days
from core.schedule.slots.hours import Hours
from core.schedule.slots.line import reads

if TYPE_CHECKING:
    from datetime import date

    from core.calendar.date_order import DateOrder

_LEAVES_OUT: Final = re.compile(
    r"(?:(?:any(?:one|body|thing|time| day| time| provider| doctor)|every(?:one|body|thing| day)|all)"
    r"(?: but| except| besides)(?: for)?"
    r"|(?:(?:but|no) )?(?:not|no|except for|except|without|never|(?:can|won|don|doesn)['\u2019]?t|cannot)"
    r"(?: do| like| come| make| want| see| be)?)(?: on(?: an?)?| in the| with| during| for)?(?: the)?(?: dr)?"
    r" (?P<what>.+)"
)
_LISTED: Final = re.compile(r"(?:,| or| nor|/) ?| and (?!before |after |from |until )")


def behind_not(phrase: str) -> str:
    """What it says is not to be; '' for a phrase that leaves nothing out."""
    found = _LEAVES_OUT.fullmatch(phrase)
    return found["what"] if found else ""


def parts_of(what: str) -> list[str]:
    """Each of mon, tue or wed."""
    return _LISTED.split(what)


def hours_first(what: str, today: date, order: DateOrder) -> str:
    """'am not mon' of mon am, which behind `not` may be wanted hours or no hours; '' for anything else."""
    words = what.split()
    days, hours = Days(today, order).read, Hours().read
    for end in range(1, len(words)):
        day, clock = " ".join(words[:end]), " ".join(words[end:])
        if reads(days, day) and reads(hours, clock):
            return f"{clock} not {day}"
    return ""


def says_days(what: str, today: date, order: DateOrder) -> bool:
    """Whether it is days: what cannot be left out of these must not be taken for what is wanted."""
    return reads(Days(today, order).read, what)
