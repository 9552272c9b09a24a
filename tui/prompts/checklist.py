"""Which clearance items stand before a check-in, which is highlighted, and what was settled of them just now?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote, unquote

from msgspec import Struct

from core.calendar.wall import local
from core.clinic.given_reason import read_given
from core.clinic.reason import GivenReason
from core.structs import replace
from core.visits.clearance.item import ClearanceItem, ClearanceState, Finding
from core.visits.clearance.items import item_named
from core.visits.options import Settled
from tui.prompts.sentences import (
    GATE_IN_ORDER,
    GATE_TICKED,
    GATE_VERIFIED_DAYS_AGO,
    GATE_VERIFIED_TODAY,
    GATE_VERIFIED_YESTERDAY,
    GATE_WAIVED,
    GATE_WAIVED_BEFORE,
)
from tui.terminal.cells import fit
from tui.text.lines import choice, windowed
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from core.clinic.reason import Reason
    from core.record_ref import AppointmentId
    from core.schedule.model.visit import ScheduledVisit
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 8
_NAME_CELLS: Final = 20
_LABEL_CELLS: Final = 13
_SETTLED: Final = re.compile(r"(\d{1,15}):([a-z]+)@(\d{1,12})=(\S*)")


class Tick(Struct, frozen=True):
    """An item settled at `at` (UTC): verified, or waived with a reason and perhaps words."""

    at: datetime
    reason: Reason | None = None
    words: str = ""

    @property
    def given(self) -> str:
        """The reason as it is kept, "" where it was verified."""
        return str(GivenReason(self.reason.code, self.words)) if self.reason else ""

    @property
    def told(self) -> str:
        """The reason as it is shown."""
        return ": ".join(filter(None, (self.reason.text, self.words))) if self.reason else ""


class CheckLine(Struct, frozen=True):
    """One item of one visit, and what was settled of it just now."""

    scheduled: ScheduledVisit
    item: ClearanceItem
    finding: Finding
    tick: Tick | None = None

    @property
    def name(self) -> tuple[AppointmentId, str]:
        """The appointment and the item."""
        return self.scheduled.appointment.id, self.item.name

    @property
    def is_asked(self) -> bool:
        """Whether it is due, settled just now or not."""
        return self.finding.state is ClearanceState.DUE

    @property
    def is_open(self) -> bool:
        """Whether it keeps the patient from check-in still."""
        return self.is_asked and self.tick is None


Ticks: TypeAlias = "Mapping[tuple[AppointmentId, str], Tick]"
"""What was settled, by appointment and item."""


class Checklist:
    """The lines of one visit, or of several those that are due; the first open one is highlighted."""

    def __init__(self, workstation: Workstation, visits: Sequence[ScheduledVisit]) -> None:
        self._workstation = workstation
        self.lines: tuple[CheckLine, ...] = ()
        self._at = 0
        self.read(visits)

    def read(self, visits: Sequence[ScheduledVisit]) -> None:
        """The lines of these visits as they are now; what was settled and is still due stays settled."""
        before, here = {line.name: line.tick for line in self.lines}, self.lines[self._at].name if self.lines else None
        lines = [replace(line, tick=before.get(line.name)) for visit in visits for line in self._lines_of(visit)]
        asked = [line for line in lines if line.is_asked]
        self.lines = tuple(asked if asked and len(visits) > 1 else lines)
        names = [line.name for line in self.lines]
        if here in names and self.lines[names.index(here)].is_asked:
            self._at = names.index(here)
        else:
            self._to_open()

    @property
    def ticks(self) -> Ticks:
        """What was settled of which line."""
        return {line.name: line.tick for line in self.lines if line.tick}

    def settle_only(self, ticks: Ticks) -> None:
        """These are settled, and no other; the first open line is highlighted."""
        self.lines = tuple(replace(line, tick=ticks.get(line.name)) for line in self.lines)
        self._to_open()

    @property
    def here(self) -> CheckLine:
        """The line highlighted."""
        return self.lines[self._at]

    @property
    def open(self) -> tuple[CheckLine, ...]:
        """What keeps from check-in still."""
        return tuple(line for line in self.lines if line.is_open)

    @property
    def is_asked(self) -> bool:
        """Whether anything is due, settled or not."""
        return any(line.is_asked for line in self.lines)

    def move(self, rows: int) -> None:
        """To the next line that is asked, or the one before."""
        asked = [at for at, line in enumerate(self.lines) if line.is_asked]
        further = [at for at in asked if (at > self._at if rows > 0 else at < self._at)]
        if further:
            self._at = further[0] if rows > 0 else further[-1]

    def go_to(self, item: ClearanceItem) -> bool:
        """To the line of that item that is asked, of the visit highlighted first; whether there is one."""
        here = self.here.scheduled
        asked = [at for at, line in enumerate(self.lines) if line.item is item and line.is_asked]
        asked.sort(key=lambda at: self.lines[at].scheduled != here)
        self._at = next(iter(asked), self._at)
        return bool(asked)

    def settle(self, reason: Reason | None = None, words: str = "") -> None:
        """The line highlighted was verified, or is waived; the next open one is highlighted."""
        self._put(Tick(self._workstation.desk.now(), reason, words))
        if self.open:
            self._to_open()

    def take_back(self) -> None:
        """The line highlighted is open again."""
        self._put(None)

    def settled(self) -> Mapping[AppointmentId, Settled]:
        """What was settled of each appointment."""
        ticked = [line for line in self.lines if line.tick and line.is_asked]
        return {
            number: Settled(
                tuple(line.item.name for line in ticked if line.name[0] == number and not _given(line)),
                {line.item.name: given for line in ticked if line.name[0] == number and (given := _given(line))},
            )
            for number in dict.fromkeys(line.name[0] for line in ticked)
        }

    def texts(self) -> dict[str, str]:
        """What was settled when, and the line highlighted, as texts."""
        settled = (
            f"{number}:{item}@{int(line.tick.at.timestamp())}={quote(line.tick.given)}"
            for line in self.lines
            if line.tick and line.is_asked
            for number, item in [line.name]
        )
        number, item = self.here.name
        return {"settled": " ".join(settled), "at": f"{number}:{item}"}

    def take_up(self, texts: Mapping[str, str], reasons: Collection[Reason]) -> None:
        """Settle again what `texts` says and is still due, with those of the reasons that there are still."""
        by_code = {reason.code: reason for reason in reasons}
        ticks = {
            (int(number), item): Tick(datetime.fromtimestamp(int(at), UTC), by_code.get(given.code), given.words)
            for number, item, at, quoted in _SETTLED.findall(texts.get("settled", ""))
            if not (given := read_given(unquote(quoted))).code or given.code in by_code
        }
        self.lines = tuple(replace(line, tick=ticks.get(line.name)) if line.is_asked else line for line in self.lines)
        names = [f"{line.name[0]}:{line.name[1]}" for line in self.lines if line.is_asked]
        if texts.get("at") in names:
            every = [f"{line.name[0]}:{line.name[1]}" for line in self.lines]
            self._at = every.index(texts["at"])
        else:
            self._to_open()

    def rows(self) -> tuple[Line, ...]:
        """As many lines as there is room for, the highlighted one marked."""
        several = len({line.name[0] for line in self.lines}) > 1
        return tuple(
            self._row(line, several=several, chosen=at == self._at)
            for at, line in windowed(self.lines, self._at, _SHOWN)
        )

    def _lines_of(self, scheduled: ScheduledVisit) -> Iterator[CheckLine]:
        for name, finding in self._workstation.view.findings(scheduled).items():
            if finding.state is not ClearanceState.NA:
                yield CheckLine(scheduled, item_named(name), finding)

    def _put(self, tick: Tick | None) -> None:
        """On the line highlighted, and on the same item of another visit of that patient."""
        here = self.here.scheduled.patient.id, self.here.item
        self.lines = tuple(
            replace(line, tick=tick) if (line.scheduled.patient.id, line.item) == here else line for line in self.lines
        )

    def _to_open(self) -> None:
        """To the first open line, else to the first that is asked."""
        open_lines = [at for at, line in enumerate(self.lines) if line.is_open]
        asked = [at for at, line in enumerate(self.lines) if line.is_asked]
        self._at = next(iter((*open_lines, *asked)), 0)

    def _row(self, line: CheckLine, *, several: bool, chosen: bool) -> Line:
        tick = line.tick if line.is_asked else None
        mark = "[ ]" if line.is_open else "[w]" if tick and tick.reason else "[y]" if tick else " ok"
        who = fit(name_of(line.scheduled.patient, privacy=self._workstation.privacy), _NAME_CELLS) if several else ""
        label = line.item.label.ljust(_LABEL_CELLS)
        return choice(" ".join(part for part in (mark, who, label, self._where(line)) if part), chosen=chosen)

    def _where(self, line: CheckLine) -> str:
        """'verified 41 days ago', why it is due, or who settled it just now and when."""
        zone, finding, tick = self._workstation.view.site_of(line.scheduled).tz, line.finding, line.tick
        if line.is_asked and tick:
            template = GATE_WAIVED if tick.reason else GATE_TICKED
            at = f"{local(tick.at, zone):%-H:%M}"
            return template.format(time=at, who=self._workstation.actor, reason=tick.told)
        if line.is_asked:
            return finding.why
        if finding.state is ClearanceState.OK and finding.why:
            return finding.why
        if finding.state is ClearanceState.WAIVED:
            return GATE_WAIVED_BEFORE
        if finding.since is None:
            return GATE_IN_ORDER
        days = (local(self._workstation.view.now, zone).date() - local(finding.since, zone).date()).days
        if days > 1:
            return GATE_VERIFIED_DAYS_AGO.format(days=days)
        return GATE_VERIFIED_YESTERDAY if days == 1 else GATE_VERIFIED_TODAY


def _given(line: CheckLine) -> str:
    return line.tick.given if line.tick else ""
