"""A series, visit by visit: up and down choose one, left and right what becomes of it, Enter books all of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_clock
from core.calendar.recurrence import in_words
from core.calendar.wall import local
from core.conflict import Severity
from core.errors import ClinicdeskError
from core.schedule.series.requests import Instead, Occurrence, OccurrenceState
from core.structs import replace
from tui.drafts.prompt_state import Parkable, PromptState
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Did, Open, Outcome, WorksOnTime, leaves
from tui.prompts.reasons import reason_menu
from tui.prompts.restore_context import type_again, typed_fields
from tui.prompts.sentences import (
    SERIES_AS_IT_IS,
    SERIES_OTHERWISE,
    SERIES_SKIP,
    SERIES_TITLE,
    SERIES_TYPE_A_TIME,
)
from tui.prompts.series_texts import instead_text, read_instead
from tui.prompts.target import read_target
from tui.selection.place import Slot
from tui.terminal.cells import fit
from tui.text.hiding import hide_conflict
from tui.text.lines import choice, keys_line, windowed
from tui.text.words import conflict_line, patient_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.clinic.model import Site
    from core.patients.model import Patient
    from core.schedule.holds.use_cases import OpenTime
    from core.schedule.series.requests import SeriesRequest
    from tui.keys.menu_typing import Choices
    from tui.prompts.prompt import Prompt
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 8
_ROW_CELLS: Final = 76
_STYLES: Final = {
    OccurrenceState.OK: "ok",
    OccurrenceState.CONFLICT: "warn",
    OccurrenceState.HOLIDAY: "warn",
    OccurrenceState.SKIPPED: "hint",
}


class SeriesPrompt:
    """The grid of a series over the booking that asked for it, to which Shift+Tab goes back."""

    carries = False
    holds_at_once = True

    def __init__(
        self, workstation: Workstation, site: Site, patient: Patient, request: SeriesRequest, before: Prompt
    ) -> None:
        self._workstation, self._site, self._patient = workstation, site, patient
        self._asked, self._before = request, before
        self._chosen: dict[date, Instead | None] = {}
        """The days that are otherwise than the rule says: None is skipped."""
        self._offers: dict[date, dict[Instead, str]] = {}
        """What each day can be instead, and how that is called."""
        self._grid: tuple[Occurrence, ...] = ()
        self._row = 0
        self._editor = LineEditor()
        self._menu = reason_menu(workstation, "override")
        self._is_asking = False
        self._look()

    @property
    def label(self) -> str:
        """The question."""
        return "Reason" if self._is_asking else "Series"

    @property
    def editor(self) -> LineEditor | None:
        """The line for another time; while a reason is asked for that of its words, if any."""
        return self._menu.editor if self._is_asking else self._editor

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter takes the time that is typed, else books; Shift+Tab goes back."""
        if leaves(key):
            return Close()
        if self._is_asking:
            return self._key_reason(key, character)
        if key == "shift+tab":
            return Open(self._before)
        if key == "enter":
            return self._enter()
        if key in {"up", "down"}:
            self._row = min(max(self._row + (1 if key == "down" else -1), 0), len(self._grid) - 1)
        elif key in {"left", "right"} and not self._editor.text:
            self._turn(1 if key == "right" else -1)
        else:
            self._editor.key(key, character)
        return STAY

    def choices(self) -> Choices | None:
        """The reasons, while one is asked for."""
        return self._menu.choices() if self._is_asking else None

    def works_on(self) -> OpenTime | None:
        """The time of the booking that asked for it, which is still to be booked."""
        return self._before.works_on() if isinstance(self._before, WorksOnTime) else None

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def refresh(self) -> None:
        """Look again at every visit. Raises NotFound."""
        self._patient = self._workstation.desk.patients.by_id(self._workstation.actor, self._patient.id)
        self._look()

    def panel(self) -> tuple[Line, ...]:
        """For whom, every visit in sight, and what the one highlighted meets and could be."""
        today = local(self._workstation.view.now, self._site.tz).date()
        booking = self._asked.booking
        provider = self._workstation.view.clinic.providers[booking.provider].short
        kept = [one for one in self._grid if one.state is not OccurrenceState.SKIPPED]
        done = sum(one.state is OccurrenceState.OK for one in kept)
        title = SERIES_TITLE.format(
            type=booking.visit_type, provider=provider, rule=in_words(self._asked.rule), ok=done, count=len(kept)
        )
        rows = (self._line(at, one) for at, one in windowed(self._grid, self._row, _SHOWN))
        return (
            *patient_head(self._patient, today, privacy=self._workstation.privacy),
            ((f" {title}", "panel"),),
            *rows,
            *self._here(),
            *(self._menu.lines() if self._is_asking else ()),
        )

    def hint(self) -> Line:
        """Keys."""
        if self._is_asking:
            return self._menu.hint("book over it", ("Shift+Tab", "back"))
        enter = "change" if self._editor.text.strip() else "book all"
        return keys_line(("Enter", enter), ("Up Down", "visit"), ("Left Right", "instead"), ("Shift+Tab", "back"))

    def state(self) -> PromptState:
        """The booking that asked for it, and what was chosen for which day."""
        before = self._before.state() if isinstance(self._before, Parkable) else PromptState("book", "", {})
        own = {
            "series.instead": " ".join(f"{day}={instead_text(one)}" for day, one in sorted(self._chosen.items())),
            "series.row": str(self._row),
            "series.asking": "reason" if self._is_asking else "",
            **typed_fields("series.when", self._editor),
            **(self._menu.fields() if self._is_asking else {}),
        }
        return PromptState("series", before.key, {**before.fields, **own})

    def take_up(self, fields: Mapping[str, str]) -> None:
        """Choose again what was chosen, as far as the series has these days still."""
        days = {one.on for one in self._grid}
        for each in fields.get("series.instead", "").split():
            found = read_instead(each)
            if found and found[0] in days:
                self._chosen[found[0]] = found[1]
        row = fields.get("series.row", "")
        self._row = min(int(row), len(self._grid) - 1) if row.isdecimal() and len(row) < 4 else 0
        type_again("series.when", self._editor, fields)
        self._look()
        self._is_asking = bool(fields.get("series.asking")) and self._asks_reason
        if self._is_asking:
            self._menu.take_up(fields)

    @property
    def _request(self) -> SeriesRequest:
        """The series with what was chosen for its days."""
        return replace(
            self._asked,
            skipped=frozenset(day for day, one in self._chosen.items() if one is None),
            instead={day: one for day, one in self._chosen.items() if one is not None},
        )

    @property
    def _asks_reason(self) -> bool:
        """Whether it is possible with a reason, and not without."""
        met = [each for one in self._grid for each in one.conflicts if each.severity is not Severity.WARN]
        return bool(met) and all(self._workstation.view.overridable(each) for each in met)

    def _look(self) -> None:
        """Read the grid, and what is new among what its days could have instead."""
        self._grid = self._workstation.desk.schedule.series(self._workstation.actor, self._request)
        for one in self._grid:
            offers = self._offers.setdefault(one.on, {})
            offers.update({fix.instead: fix.words for fix in one.fixes})

    def _enter(self) -> Outcome:
        if self._editor.text.strip():
            self._choose(self._typed())
            self._editor = LineEditor()
            return STAY
        if self._asks_reason:
            self._is_asking = True
            self._menu.begin()
            return STAY
        return self._book({})

    def _typed(self) -> Instead:
        """The time typed for the visit highlighted. Raises BadInput."""
        one = self._grid[self._row]
        base = Slot(one.site.code, one.provider.code, local(one.start, one.site.tz).replace(tzinfo=None))
        target = read_target(self._workstation, self._site, self._editor.text, base=base)
        provider = None if target.provider == self._asked.booking.provider else target.provider
        instead = Instead(target.wall, target.fold, provider)
        self._offers[one.on][instead] = SERIES_OTHERWISE
        return instead

    def _choose(self, instead: Instead | None) -> None:
        """For the visit highlighted; what cannot be is refused, and it stays as it was."""
        before, day = dict(self._chosen), self._grid[self._row].on
        self._chosen[day] = instead
        if instead == Instead():
            del self._chosen[day]
        try:
            self._look()
        except ClinicdeskError:
            self._chosen = before
            raise

    def _turn(self, by: int) -> None:
        """To the next of what the visit highlighted could be: as it is, each fix, none."""
        day = self._grid[self._row].on
        offers: list[Instead | None] = [Instead(), *self._offers[day], None]
        at = offers.index(self._chosen.get(day, Instead()))
        self._choose(offers[(at + by) % len(offers)])

    def _key_reason(self, key: str, character: str | None) -> Outcome:
        if key == "shift+tab":
            self._is_asking = self._menu.back()
        elif key != "enter":
            self._menu.key(key, character)
        elif reason := self._menu.taken():
            met = (each.rule for one in self._grid for each in one.conflicts if each.severity is not Severity.WARN)
            return self._book(dict.fromkeys(met, reason))
        return STAY

    def _book(self, overrides: dict[str, str]) -> Outcome:
        request = self._request
        booking = replace(request.booking, overrides=overrides)
        try:
            return Did(
                self._workstation.desk.schedule.book_series(self._workstation.actor, replace(request, booking=booking))
            )
        except ClinicdeskError:
            self._is_asking = False
            self._look()
            raise

    def _line(self, at: int, one: Occurrence) -> Line:
        start = local(one.start, one.site.tz)
        provider = "" if one.provider.code == self._asked.booking.provider else f" {one.provider.short}"
        was = f" ({one.on.day} {one.on:%b})" if one.is_moved else ""
        rules = " ".join(dict.fromkeys(conflict.rule for conflict in one.conflicts))
        room = one.room.code if one.room else ""
        text = f"{at + 1:>3} {start:%a %-d %b}".ljust(15) + f"{format_clock(start):>6}  {room:<5}"
        is_here = at == self._row
        ((words, style),) = choice(fit(f"{text}{one.state.value:<9}{rules}{provider}{was}", _ROW_CELLS), chosen=is_here)
        return ((words, style if is_here else _STYLES[one.state]),)

    def _here(self) -> Iterator[Line]:
        """What the visit highlighted meets, and what it could be instead."""
        one = self._grid[self._row]
        for conflict in one.conflicts:
            yield conflict_line(hide_conflict(self._workstation, conflict, (self._patient,)))
        chosen = self._chosen.get(one.on, Instead())
        offers = ((Instead(), SERIES_AS_IT_IS), *self._offers[one.on].items(), (None, SERIES_SKIP))
        yield tuple((f" {words} ", "cursor" if instead == chosen else "panel") for instead, words in offers)
        if one.conflicts:
            yield ((f" {SERIES_TYPE_A_TIME}", "hint"),)
