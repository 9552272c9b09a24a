"""Which time does the question that is open hold, so that nobody else works on it unawares?"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.errors import ClinicdeskError
from tui.prompts.prompt import WorksOnTime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.schedule.holds.use_cases import OpenTime
    from core.schedule.model.hold import Hold
    from tui.workstation import Workstation

_RENEWED: Final = timedelta(minutes=1)
"""Typing extends a hold that is this old: no key costs more than a look at the clock."""


class Holding:
    """One desk's: the hold of its open question grows and moves with it, and goes when that is answered or left.

    A time that arrows carry something over is held once it rests there for a second; one that is agreed on at once.
    What a parked question held runs out by itself, unless it is taken up before; so does what is held by one at which
    nobody presses a key any more.
    """

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._held: Hold | None = None
        self._parked: list[Hold] = []
        self._resting: OpenTime | None = None
        self._asked_for: OpenTime | None = None
        """What was held, or was to be, since the last key: once it has run out, only another key holds it again."""

    def see(self, *asked: object) -> None:
        """A key was taken, and this question is open now, then the one that waits under it, or none."""
        prompt, time = _worked_on(asked)
        self._asked_for = None
        if time is None:
            self._resting = None
            self._let_go()
        elif self._covers(time):
            self._asked_for = time
            self._extend(time)
        elif prompt and prompt.holds_at_once:
            self._take(time)

    def rest(self, *asked: object) -> None:
        """A second has passed."""
        _, time = _worked_on(asked)
        if time is not None and time == self._resting != self._asked_for and not self._covers(time):
            self._take(time)
        self._resting = time

    def park(self) -> None:
        """The question is put aside: its time stays held until that runs out."""
        if self._held:
            self._parked = [one for one in self._parked if one.until > self._now()]
            self._parked.append(self._held)
        self._held = None

    def _covers(self, time: OpenTime) -> bool:
        """Whether what is held holds it still. A visit that becomes shorter gives nothing back before it is booked."""
        held = self._held
        return (
            held is not None
            and (held.provider, held.site) == (time.provider, time.site)
            and held.span.covers(time.span)
            and held.until > self._now()
        )

    def _extend(self, time: OpenTime) -> None:
        if self._held and self._now() - self._held.since >= _RENEWED:
            self._take(time)

    def _take(self, time: OpenTime) -> None:
        """What is refused here, as by a full disk, keeps nobody from booking."""
        self._asked_for = time
        if time.span.end <= self._now():
            self._let_go()
            return
        before = self._held or self._parked_on(time)
        taken: Hold | None = None
        with suppress(ClinicdeskError):
            taken = self._workstation.desk.holds.keep_open(self._workstation.actor, time, before)
        if taken is None and before:
            self._held = before
            self._let_go()
        self._held = taken

    def _parked_on(self, time: OpenTime) -> Hold | None:
        """What the question held before it was put aside."""
        found = next(
            (one for one in self._parked if one.provider == time.provider and one.span.overlaps(time.span)), None
        )
        if found:
            self._parked.remove(found)
        return found

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held:
            with suppress(ClinicdeskError):
                self._workstation.desk.holds.let_go(self._workstation.actor, held)

    def _now(self) -> datetime:
        return self._workstation.desk.now()


def _worked_on(asked: Iterable[object]) -> tuple[WorksOnTime | None, OpenTime | None]:
    """The first of the questions that is about a time, and that time: one that waits is asked still."""
    for prompt in asked:
        if isinstance(prompt, WorksOnTime) and (time := prompt.works_on()):
            return prompt, time
    return None, None
