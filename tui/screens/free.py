"""The screens of free time: everybody's next weeks (`F`), and one provider's month (`G`)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from core.lazy import lazy_modules
from tui.prompts.prompt import Did, Open, Told
from tui.screens.first_look import FirstLook
from tui.screens.free_frame import FreeFrame
from tui.screens.free_lines import Strip, strip_lines
from tui.screens.free_time import FreeTime
from tui.screens.month_lines import Month, month_lines, months_ahead, months_later
from tui.screens.sentences import ENTER_SHOWS_DAY, FREE_MONTH_TITLE, FREE_TITLE
from tui.selection.place import Day, Place, Slot
from tui.selection.selection import ScreenKind, Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from textual.app import ComposeResult

    from core.clinic.model import Site
    from core.schedule.slots.words import Understood
    from tui.drafts.shelf import Shelf
    from tui.prompts import free_words
    from tui.prompts.prompt import Outcome
    from tui.screens.free_time import Window
    from tui.text.lines import Line
    from tui.text.theme import Palette
    from tui.workstation import Workstation
else:  # a question is loaded when it is first asked
    (free_words,) = lazy_modules("tui.prompts.free_words")

FREE: Final = ScreenKind("free", frozenset(), shows_on_enter=True)
MONTH: Final = ScreenKind("month", frozenset(), shows_on_enter=True)
_MORNING: Final = time(9)
_WEEK: Final = 7


class FreeScreen(FirstLook):
    """Providers down, days across."""

    kind: ClassVar[ScreenKind] = FREE
    window: ClassVar[Window] = Strip()
    named: ClassVar[str] = FREE_TITLE

    def __init__(self, workstation: Workstation, shelf: Shelf, palette: Palette) -> None:
        super().__init__(workstation, shelf, palette)
        self._frame = FreeFrame(workstation, shelf, palette)
        self._time = FreeTime(workstation, workstation.view.first_site, self.window)

    def compose(self) -> ComposeResult:
        """Head, days, what is highlighted, foot; the panel of a question lies over the days."""
        frame = self._frame
        yield from (frame.head, frame.days, frame.detail, frame.foot, frame.panel)

    def _show_first(self) -> None:
        """The days from today on, unless others were asked for."""
        if self._time.free is None:
            self._prompt_bar.attempt(self._reload)
        self.redraw()

    def _draw(self) -> None:
        shown, here, count = self._time, self.here, self._key_state.typed
        lines = self._lines(self.size.width)
        self._frame.show(shown, lines, here, self._prompt_bar, self.size, title=self.named, count=count)
        is_low = shown.row > self.size.height // 2
        self._frame.show_panel(self._prompt_bar, self.size.width, self._panel_rows, on_top=is_low)

    def _lines(self, width: int) -> tuple[Line, ...]:
        ascii_only = self._workstation.settings.display.ascii
        return strip_lines(self._time, self._workstation.view.clinic, width, self._rows, ascii=ascii_only)

    @property
    def _rows(self) -> int:
        return max(self.size.height - 3, 3)

    @property
    def here(self) -> Selection:
        """The first time at which a visit could begin on the day highlighted."""
        return Selection(self.kind, slot=self._time.slot, enter_word=ENTER_SHOWS_DAY, columns=self._time.providers)

    # Keys

    def _do_here(self, action: str, count: int) -> bool:
        motion = self._motions(count).get(action)
        if motion is None:
            return False
        self._look_first()
        self._prompt_bar.attempt(motion)
        return True

    def _motions(self, count: int) -> Mapping[str, Callable[[], Outcome | None]]:
        shown = self._time
        return {
            "up": lambda: shown.providers_on(-count),
            "down": lambda: shown.providers_on(count),
            "page_up": lambda: shown.providers_on(-count * self._rows),
            "page_down": lambda: shown.providers_on(count * self._rows),
            "home": lambda: shown.providers_on(-len(shown.providers)),
            "end": lambda: shown.providers_on(len(shown.providers)),
            "prev_group": lambda: shown.goto(shown.on - count * timedelta(days=self.window.days)),
            "next_group": lambda: shown.goto(shown.on + count * timedelta(days=self.window.days)),
            **self._by_day(count),
        }

    def _by_day(self, count: int) -> Mapping[str, Callable[[], Outcome | None]]:
        """What both screens do with days."""
        shown = self._time
        return {
            "left": lambda: shown.days_on(-count),
            "right": lambda: shown.days_on(count),
            "prev_day": lambda: shown.days_on(-count),
            "next_day": lambda: shown.days_on(count),
            "prev_week": lambda: shown.goto(shown.on - timedelta(days=count * _WEEK)),
            "next_week": lambda: shown.goto(shown.on + timedelta(days=count * _WEEK)),
            "today": lambda: shown.goto(shown.today),
            "filter": self._ask_words,
            "enter": self._show_day,
        }

    def _ask_words(self) -> Outcome:
        """Which visit, with whom, when: with every letter the days show that."""
        before = self._time.standing
        return Open(free_words.FreeWordsPrompt(self._say, lambda: self._time.stand(*before)))

    def _say(self, words: str) -> Understood | None:
        self._time.say(words)
        return self._time.read

    def _show_day(self) -> None:
        """The schedule of the day highlighted, in the provider's column, at the first time that is free."""
        shown = self._time
        slot = shown.slot or Slot(shown.site.code, shown.provider, datetime.combine(shown.on, _MORNING))
        self._program.go(Place("day", Day(shown.site.code, shown.on), slot=slot if shown.provider else None))

    def _where(self, action: str) -> tuple[Site, date]:
        return self._time.site, self._time.on

    # What acts come to, and what others do

    def _come_to(self, outcome: Outcome | None) -> None:
        """What was done may have taken time, or freed it."""
        if isinstance(outcome, Did | Told):
            self._prompt_bar.attempt(self._reload)
        else:
            super()._come_to(outcome)

    def _reload(self) -> None:
        self._time.look()

    @property
    def _read(self) -> object:
        return self._time.free

    def minute_passed(self, now: datetime) -> None:
        """What has begun is free no longer."""
        self._prompt_bar.attempt(self._reload)
        self.redraw()

    # From screen to screen

    @property
    def place(self) -> Place:
        """The day and the first time highlighted."""
        return Place(self.kind.name, Day(self._time.site.code, self._time.on), slot=self._time.slot)

    def follow(self, place: Place) -> None:
        """The days stand where they were left."""

    def _stand_on(self, place: Place) -> None:
        """That day, and the provider of the time that is named."""
        clinic, shown = self._workstation.view.clinic, self._time
        if place.day is None:
            return
        provider = place.slot.provider if place.slot else shown.provider
        site = clinic.sites.get(place.day.site, shown.site)
        words = shown.words
        self._prompt_bar.attempt(lambda: shown.stand(site, words, place.day.on if place.day else shown.on, provider))


class MonthScreen(FreeScreen):
    """One provider's month."""

    kind: ClassVar[ScreenKind] = MONTH
    window: ClassVar[Window] = Month()
    named: ClassVar[str] = FREE_MONTH_TITLE

    def _lines(self, width: int) -> tuple[Line, ...]:
        ascii_only = self._workstation.settings.display.ascii
        return month_lines(self._time, self._workstation.view.clinic, width, ascii=ascii_only)

    def _turn(self, by: int) -> None:
        """So many months on from the one that is shown: a day beside it is in the next one, or the one before."""
        shown = self._time
        ahead = months_ahead(shown.free.first, shown.on) if shown.free else 0
        by -= ahead if ahead * by > 0 else 0
        if by:
            shown.goto(months_later(shown.on, by))
        else:
            shown.turn()

    def _motions(self, count: int) -> Mapping[str, Callable[[], Outcome | None]]:
        shown = self._time
        return {
            **self._by_day(count),
            "left": lambda: shown.goto(shown.on - timedelta(days=count)),
            "right": lambda: shown.goto(shown.on + timedelta(days=count)),
            "up": lambda: shown.goto(shown.on - timedelta(days=count * _WEEK)),
            "down": lambda: shown.goto(shown.on + timedelta(days=count * _WEEK)),
            "page_up": lambda: self._turn(-count),
            "page_down": lambda: self._turn(count),
            "home": lambda: shown.goto(shown.on.replace(day=1)),
            "end": lambda: shown.goto(months_later(shown.on.replace(day=1), 1) - timedelta(days=1)),
            "prev_group": lambda: shown.providers_on(-count),
            "next_group": lambda: shown.providers_on(count),
        }
