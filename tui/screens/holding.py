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
    """One desk's: what its open question holds grows and moves with it, and goes when that is answered or left.

    A time that arrows carry something over is held once it rests there for a second; one that is agreed on at once.
    A visit with several providers holds the time of each of them, as far as it is to be had.
    What a parked question held runs out by itself, unless it is taken up before; so does what is held by one at which
    nobody presses a key any more.
    """

    def __init__(self, workstation: Workstation) -> None:
        self._workstation = workstation
        self._parts: list[_Part] = []
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
            self._let_go(self._parts)
        elif self._covers(time):
            self._asked_for = time
            besides = {one.provider for one in time.of_each[1:]}
            self._let_go([part for part in self._parts[1:] if part.time.provider not in besides])
            if any(part.is_old for part in self._parts):
                self._take(time)
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
        held = [part.held for part in self._parts if part.held]
        if held:
            now = self._workstation.desk.now()
            self._parked = [one for one in self._parked if one.until > now] + held
        self._parts = []

    def _covers(self, time: OpenTime) -> bool:
        """Whether what is held holds it still, but for whose time others hold."""
        own, *besides = time.of_each
        parts = {part.time.provider: part for part in self._parts[1:]}
        return (
            bool(self._parts)
            and self._parts[0].covers(own)
            and all(one.provider in parts and parts[one.provider].is_settled(one) for one in besides)
        )

    def _take(self, time: OpenTime) -> None:
        """Of each provider; what the question held of somebody who is not to be there any more is let go."""
        self._asked_for = time
        if time.span.end <= self._workstation.desk.now():
            self._let_go(self._parts)
            return
        own, *besides = time.of_each
        before = {part.time.provider: part for part in self._parts[1:]}
        first = self._parts[0] if self._parts else _Part(self._workstation, own)
        others = [before.get(one.provider, _Part(self._workstation, one)) for one in besides]
        self._let_go([part for part in before.values() if part not in others])
        self._parts = [first, *others]
        for part, one in zip(self._parts, (own, *besides), strict=True):
            part.take(one, self._parked)

    def _let_go(self, parts: list[_Part]) -> None:
        for part in parts:
            part.let_go()
        self._parts = [part for part in self._parts if part not in parts]


class _Part:
    """The hold of one provider's time."""

    def __init__(self, workstation: Workstation, time: OpenTime) -> None:
        self._workstation, self.time = workstation, time
        self.held: Hold | None = None

    def covers(self, time: OpenTime) -> bool:
        """Whether it holds that time still. A visit that becomes shorter gives nothing back before it is booked."""
        held = self.held
        return (
            held is not None
            and (time.things is None or (held.things is not None and held.things.covers(time.things)))
            and (held.provider, held.site) == (time.provider, time.site)
            and held.span.covers(time.span)
            and held.until > self._now()
        )

    def is_settled(self, time: OpenTime) -> bool:
        """Whether it is held, or was to be and others have it."""
        return self.covers(time) or (self.held is None and self.time == time)

    @property
    def is_old(self) -> bool:
        """Whether the next key extends it."""
        return self.held is not None and self._now() - self.held.since >= _RENEWED

    def take(self, time: OpenTime, parked: list[Hold]) -> None:
        """What is refused here, as by a full disk, keeps nobody from booking."""
        before = self.held or _parked_on(parked, time)
        self.time = time
        taken: Hold | None = None
        with suppress(ClinicdeskError):
            taken = self._workstation.desk.holds.keep_open(self._workstation.actor, time, before)
        if taken is None and before:
            self.held = before
            self.let_go()
        self.held = taken

    def let_go(self) -> None:
        """It is held no longer."""
        held, self.held = self.held, None
        if held:
            with suppress(ClinicdeskError):
                self._workstation.desk.holds.let_go(self._workstation.actor, held)

    def _now(self) -> datetime:
        return self._workstation.desk.now()


def _parked_on(parked: list[Hold], time: OpenTime) -> Hold | None:
    """What the question held before it was put aside."""
    found = next((one for one in parked if one.provider == time.provider and one.span.overlaps(time.span)), None)
    if found:
        parked.remove(found)
    return found


def _worked_on(asked: Iterable[object]) -> tuple[WorksOnTime | None, OpenTime | None]:
    """The first of the questions that is about a time, and that time: one that waits is asked still."""
    for prompt in asked:
        if isinstance(prompt, WorksOnTime) and (time := prompt.works_on()):
            return prompt, time
    return None, None
