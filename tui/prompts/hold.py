"""Hold (`H` on a free time): what for, and how long; the time is kept until it runs out or is released."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.wall import resolve
from core.schedule.holds.use_cases import HoldRequest
from core.schedule.which_site import fold_at, wall_at
from tui.prompts import held_act
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Outcome, Told, leaves
from tui.prompts.sentences import HOLD_HOW
from tui.text.hiding import hide
from tui.text.lines import keys_line

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.schedule.model.hold import Hold
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LENGTH: Final = re.compile(r"\b(\d{1,3}) ?min\b")
_USUAL_MINUTES: Final = 20


class HoldPrompt:
    """For whom or what the time is held; a length in minutes may stand beside it."""

    label = "Hold for"
    carries = False

    def __init__(self, workstation: Workstation, site: Site, slot: Slot) -> None:
        self._workstation, self._site, self._slot = workstation, site, slot
        self.editor = LineEditor()

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter holds."""
        if leaves(key):
            return Close()
        if key == "enter":
            hold, sentence = self._workstation.desk.holds.hold(self._workstation.actor, self._request())
            held_act.remember(self._workstation, hold, is_held=True)
            return Told(hide(self._workstation, sentence))
        self.editor.key(key, character)
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Which time, and what can be typed."""
        start = self._slot.start.replace(tzinfo=self._site.tz)
        provider = self._workstation.view.clinic.providers[self._slot.provider].short
        booking = self._workstation.view.policy.booking
        said = f" {start:%a %-d %b %Y} {format_clock(start)} with {provider}, {self._minutes} min"
        return (((said, "head"),), ((f" {HOLD_HOW.format(hours=booking.hold_hours)}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        return keys_line(("Enter", "hold"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Nothing shown here changes."""

    @property
    def _minutes(self) -> int:
        length = _LENGTH.search(self.editor.text)
        if length:
            return int(length[1])
        types = (one.minutes for one in self._workstation.view.clinic.visit_types.values() if not one.retired)
        return next(types, _USUAL_MINUTES)

    def _request(self) -> HoldRequest:
        return HoldRequest(
            provider=self._slot.provider,
            start=self._slot.wall,
            minutes=self._minutes,
            fold=self._slot.fold,
            site=self._slot.site,
            note=_LENGTH.sub("", self.editor.text).strip(),
        )


def held_there(workstation: Workstation, site: Site, slot: Slot) -> Hold | None:
    """What the person holds by name at that time."""
    at = resolve(wall_at(slot.start, site), site.tz, fold=fold_at(slot.start, site, slot.start.fold)).at
    return next(
        (
            hold
            for hold in workstation.desk.holds.live(workstation.actor)
            if hold.is_of(workstation.actor)
            and not hold.is_open
            and (hold.provider, hold.site) == (slot.provider, slot.site)
            and hold.span.start <= at < hold.span.end
        ),
        None,
    )
