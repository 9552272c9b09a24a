"""How often does what is booked come again, as it is typed among other words: weekly 6, 2w 6, every mon 8?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.date_order import DateOrder
from core.calendar.recurrence import find_rule, in_words
from core.calendar.rule_words import is_times_a_week
from core.calendar.wall import local
from core.errors import BadInput
from core.schedule.sentences import AGAIN_OR_FROM
from tui.prompts.sentences import SERIES_COMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.calendar.recurrence import Recurrence
    from core.clinic.model import Site
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SAYS_SO: Final = re.compile(
    r"every|daily|weekly|fortnightly|monthly|quarterly|yearly|(?:rrule:|freq=).*", re.IGNORECASE
)
"""A word that means coming again, and nothing else."""
_STEP: Final = re.compile(r"(?P<count>[0-9]{1,2})(?:d|w|mo|y)", re.IGNORECASE)
_TIMES: Final = re.compile(r"[0-9]{1,3}")
_TIMES_SAID: Final = re.compile(r"x[0-9]{1,3}|[0-9]{1,3}x", re.IGNORECASE)
_LONGEST: Final = 8
"""Words: as in every 2 weeks on mon thu until 24dec."""
_ANY: Final = datetime(2000, 1, 1)


class Repeating(Struct, frozen=True):
    """The words that say how often, '' for none, and the others."""

    rule: str
    others: str


def split_repeating(text: str, *, has_slot: bool) -> Repeating:
    """Which words say how often: from 'every' or 'weekly' on as many as make a rule, or 2w 6x.

    2w 6 does where a slot is highlighted, which then is the first. Raises BadInput where none is: it may be a time.
    """
    words = text.split()
    for at, word in enumerate(words):
        if _SAYS_SO.fullmatch(word) or is_times_a_week([one.lower() for one in words[at:]]):
            end = next((end for end in _ends(words, at) if _is_rule(words[at:end])), len(words))
            return Repeating(" ".join(words[at:end]), " ".join((*words[:at], *words[end:])))
        behind = words[at + 1] if at + 1 < len(words) else ""
        if not _STEP.fullmatch(word) or not (_TIMES.fullmatch(behind) or _TIMES_SAID.fullmatch(behind)):
            continue
        if not has_slot and _TIMES.fullmatch(behind):
            instead = (f"every {word} {behind}", f"{word} {behind}:00")
            sentence = AGAIN_OR_FROM.format(typed=f"{word} {behind}", instead=" or ".join(instead))
            raise BadInput(sentence, field="words", instead=instead)
        return Repeating(f"{word} {behind}", " ".join((*words[:at], *words[at + 2 :])))
    return Repeating("", text)


def rule_from(workstation: Workstation, site: Site, words: str, slot: Slot) -> Recurrence | None:
    """The rule of 'every 2w 6' from the slot on. Raises BadInput where it is not whole."""
    today = local(workstation.view.now, site.tz).date()
    first, order = slot.start.replace(tzinfo=None), workstation.settings.dates.order
    return find_rule(words, first=first, today=today, order=order)[1]


def rule_lines(workstation: Workstation, site: Site, words: str, slot: Slot | None) -> tuple[Line, ...]:
    """How often it comes, as it was understood, or what is missing."""
    if not words or slot is None:
        return ()
    try:
        rule = rule_from(workstation, site, words, slot)
    except BadInput as problem:
        return (((f" {problem.sentence}", "hint"),),)
    return (((f" {SERIES_COMES.format(rule=in_words(rule))}", "ok"),),) if rule else ()


def _ends(words: list[str], at: int) -> Iterator[int]:
    """Where a rule that begins there may end, the furthest first."""
    return reversed(range(at + 1, min(at + _LONGEST, len(words)) + 1))


def _is_rule(words: list[str]) -> bool:
    """Whether they are a whole rule, whatever its first day."""
    try:
        before, rule = find_rule(" ".join(words), first=_ANY, today=_ANY.date(), order=DateOrder.MDY)
    except BadInput:
        return False
    return rule is not None and not before
