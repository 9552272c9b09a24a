"""What does 'late lee 25' on the command line mean, and what would come of it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_clock
from core.calendar.wall import local
from core.errors import BadInput
from core.text.cleaning import fold
from tui.prompts.sentences import (
    LATE_CALL,
    LATE_HERE,
    LATE_HOW_LONG,
    LATE_MOVE,
    LATE_NO_CALL,
    LATE_WHO,
    LATE_WHO_AT_ALL,
    LATE_WOULD_BE,
    ONE_PROVIDER,
)
from tui.prompts.target import providers_named
from tui.terminal.cells import fit
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.change import Change
    from core.schedule.lateness.use_cases import Affected
    from tui.text.lines import Line
    from tui.workstation import Workstation

NAME: Final = "late"
_FILLING: Final = frozenset({"is", "by", "min", "mins", "minutes", "dr", "doctor"})
_MOST_DIGITS: Final = 4


class LateLine(Struct, frozen=True):
    """Which provider, by code, and how many minutes late."""

    provider: str
    minutes: int


def read_late(workstation: Workstation, words: Sequence[str]) -> LateLine:
    """The line without its first word; provider and minutes in any order. Raises BadInput naming what is missing."""
    clinic = workstation.view.clinic
    numbers = [number for word in words if (number := _minutes(word)) is not None]
    names = [word for word in words if _minutes(word) is None and fold(word) not in _FILLING]
    meant = dict.fromkeys(code for word in names for code in providers_named(clinic, word))
    unknown = [word for word in names if not providers_named(clinic, word)]
    if unknown or not meant:
        raise BadInput(LATE_WHO.format(word=unknown[0]) if unknown else LATE_WHO_AT_ALL)
    if len(meant) > 1:
        raise BadInput(ONE_PROVIDER.format(providers=", ".join(meant)))
    if len(numbers) != 1:
        raise BadInput(LATE_HOW_LONG)
    return LateLine(next(iter(meant)), numbers[0])


def note_late(workstation: Workstation, line: LateLine) -> Change:
    """Note it. Raises what the desk refuses."""
    return workstation.desk.schedule.note_late(workstation.actor, line.provider, line.minutes)


def late_lines(workstation: Workstation, line: LateLine) -> tuple[Line, ...]:
    """What noting it would come to: whom it makes later, who to call and who can be moved. Raises as noting it does."""
    found = workstation.desk.schedule.suppose_late(workstation.actor, line.provider, line.minutes)
    provider = workstation.view.clinic.providers[line.provider]
    said = LATE_WOULD_BE.format(provider=provider.name, minutes=line.minutes, count=len(found))
    return (((f" {said}", "ok"),), *(_line(workstation, one) for one in found))


def what_to_do(one: Affected, *, privacy: bool) -> str:
    """About somebody who is seen later: 'call 0101, or move'. A list tells no more of a phone than its end."""
    if not one.move:
        return LATE_HERE
    if not one.call:
        return LATE_MOVE
    patient = one.scheduled.patient
    if patient.phones and patient.best_phone is None:
        return LATE_NO_CALL
    tail = patient.best_phone.digits[-4:] if patient.best_phone and not privacy else ""
    return LATE_CALL.format(phone=f" ..{tail}" if tail else "")


def _line(workstation: Workstation, one: Affected) -> Line:
    scheduled = one.scheduled
    zone = workstation.view.site_of(scheduled).tz
    planned, expected = (format_clock(local(at, zone)) for at in (scheduled.appointment.start, scheduled.begins))
    who = fit(name_of(scheduled.patient, privacy=workstation.privacy), 24)
    return ((f" {planned:>5} ~{expected:<5} {who} {what_to_do(one, privacy=workstation.privacy)}", "panel"),)


def _minutes(word: str) -> int | None:
    """The number of minutes that a word is: 25, 25min."""
    digits = word.lower().removesuffix("min")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else None
