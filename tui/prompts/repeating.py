"""How often does what is booked come again, as it is typed behind the visit type?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.recurrence import find_rule, in_words, split_rule
from core.calendar.wall import local
from core.errors import BadInput
from tui.prompts.mode_word import read_mode_word
from tui.prompts.sentences import SERIES_COMES

if TYPE_CHECKING:
    from core.calendar.recurrence import Recurrence
    from core.clinic.model import Site
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


def typed_rule(workstation: Workstation, site: Site, text: str, slot: Slot | None) -> Recurrence | None:
    """The rule of 'fu20 2w 6' from the slot on; None where it is said once. Raises BadInput where it is not whole."""
    if slot is None:
        return None
    today = local(workstation.view.now, site.tz).date()
    first, order = slot.start.replace(tzinfo=None), workstation.settings.dates.order
    return find_rule(read_mode_word(text)[1], first=first, today=today, order=order)[1]


def rule_lines(workstation: Workstation, site: Site, text: str, slot: Slot | None) -> tuple[Line, ...]:
    """How often it comes, as it was understood, or what is missing."""
    try:
        rule = typed_rule(workstation, site, text, slot)
    except BadInput as problem:
        return (((f" {problem.sentence}", "hint"),),)
    return (((f" {SERIES_COMES.format(rule=in_words(rule))}", "ok"),),) if rule else ()


def enter_word(text: str) -> str:
    """What Enter does behind that text: it books, or shows every visit of what comes again."""
    return "show" if split_rule(read_mode_word(text)[1])[1] else "book"
