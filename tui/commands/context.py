"""What does an action find when it is done?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from core.errors import BadInput
from tui.keys.sentences import NOTHING_HERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from core.clinic.model import Site
    from core.schedule.model.visit import ScheduledVisit
    from tui.keys.action import Action
    from tui.selection.place import Slot
    from tui.selection.selection import Selection
    from tui.text.lines import Line
    from tui.workstation import Workstation


class Program(Protocol):
    """The program around the screens, as far as actions need it. What cannot be done raises BadInput."""

    def look_for_patient(self, *, new: bool) -> None:
        """The patients screen, to look for somebody; for a `new` patient too, who may be known already."""
        ...

    def hide_names(self) -> None:
        """Names are initials from now on, or names again."""
        ...

    def resume(self) -> None:
        """Ask again what was put aside last."""
        ...

    def repaint(self) -> None:
        """Send every cell again."""
        ...


class CommandContext(Struct, frozen=True):
    """What an action finds: who is at the desk, the site and day shown, what is highlighted or marked.

    `rows` and `width` are the cells that a panel may take; `count` is the number typed before the key; `legend` says
    what the signs on the screen mean.
    """

    program: Program
    workstation: Workstation
    action: Action
    site: Site
    on: date
    here: Selection
    now: datetime
    rows: int = 18
    width: int = 80
    count: int = 1
    legend: Sequence[Line] = ()

    @property
    def scheduled(self) -> ScheduledVisit:
        """The appointment highlighted. Raises BadInput when there is none."""
        if self.here.scheduled is None:
            raise BadInput(NOTHING_HERE)
        return self.here.scheduled

    @property
    def slot(self) -> Slot:
        """The time highlighted. Raises BadInput when there is none."""
        if self.here.slot is None:
            raise BadInput(NOTHING_HERE)
        return self.here.slot

    @property
    def visits(self) -> tuple[ScheduledVisit, ...]:
        """The appointments that the action acts on. Raises BadInput when there is none."""
        meant = self.here.visits_meant_by(self.action)
        if not meant:
            raise BadInput(NOTHING_HERE)
        return meant
