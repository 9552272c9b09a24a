"""Fill freed time from the waiting list: whom it suits, best first; Enter calls them, Enter again fills it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.format_when import format_clock, format_day, format_end
from core.calendar.interval import Interval
from core.calendar.wall import local
from core.errors import BadInput, ClinicdeskError
from core.schedule.freed_resources import what_of
from core.schedule.held_things import things_of
from core.schedule.holds.use_cases import OpenTime
from core.schedule.model.wait import Outcome
from tui.keys.menu_typing import Choices
from tui.prompts.prompt import STAY, Close, Did, leaves
from tui.prompts.prompt import Outcome as PromptOutcome
from tui.prompts.sentences import FILL_CALL, FILL_LEFT, FILL_NOBODY, FILL_TRIES
from tui.terminal.cells import fit
from tui.text.hiding import typed_text
from tui.text.lines import choice, keys_line, windowed
from tui.text.opened import note_opened
from tui.text.words import moment_of, name_of, patient_head

if TYPE_CHECKING:
    from core.clinic.model import Site
    from core.journal.change import Change
    from core.schedule.waitlist.matching import Match
    from core.schedule.waitlist.offer import Offer
    from tui.prompts.prompt_bar import PromptBar
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 8
_LETTERS: Final = {
    "c": Outcome.CALLED,
    "n": Outcome.NO_ANSWER,
    "w": Outcome.LEFT_WORD,
    "d": Outcome.DECLINED,
}
_WORDS: Final = {
    Outcome.CALLED: "called",
    Outcome.NO_ANSWER: "no answer",
    Outcome.LEFT_WORD: "left word",
    Outcome.DECLINED: "declined",
}


class FillPrompt:
    """Stages: whom the time suits; one of them, who is called. Left, it stands on the work until it is filled."""

    label = "Fill"
    carries = False
    editor = None
    holds_at_once = True

    def __init__(self, workstation: Workstation, offer: Offer) -> None:
        self._workstation, self._offer = workstation, offer
        self._matches: tuple[Match, ...] = ()
        self._at = 0
        self._calling: Match | None = None
        self._warning: tuple[Line, ...] = ()

    def key(self, key: str, character: str | None) -> PromptOutcome:
        """Enter calls whom is highlighted, and fills the time with who is called; a letter notes what came of it."""
        if leaves(key):
            return Close()
        if self._calling:
            return self._key_call(self._calling, key)
        if key in {"up", "down"}:
            self._at = min(max(self._at + (1 if key == "down" else -1), 0), max(len(self._matches) - 1, 0))
        elif key == "enter":
            self._call()
        return STAY

    def choices(self) -> Choices:
        """What came of the call; from a name that is typed into the list, or into the call, nothing follows."""
        return Choices(_LETTERS if self._calling else (), self._hang_up, only_one=True)

    def _hang_up(self) -> None:
        self._calling = None

    def works_on(self) -> OpenTime | None:
        """The time that is offered, with whom and what the visit of who is called needs; with nobody, of none."""
        offer, match = self._offer, self._calling
        end = offer.end or offer.start + timedelta(minutes=self._site.grid)
        spans = {} if offer.besides else {offer.provider: Interval(offer.start, end)}
        visit = match.proposal if match else None
        if visit:
            further = {one.provider.code: one.span for one in visit.further}
            spans = {visit.provider.code: visit.provider_span, **further} | spans
        if not spans:
            return None
        own = next(iter(spans)) if offer.besides else offer.provider
        besides = tuple((code, span) for code, span in spans.items() if code != own)
        moving = match.later.appointment.id if match and match.later else None
        return OpenTime(own, offer.site, spans[own], moving, besides, things_of(visit, visit.span) if visit else None)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """The time, and whom it suits; or who is called, with phones and what was tried."""
        head: Line = ((f" {self._said()} ", "head"), (f" {FILL_LEFT}", "hint"))
        if self._calling:
            return (((f" {self._said()} ", "head"),), *self._call_lines(self._calling))
        if not self._matches:
            return (head, ((f" {FILL_NOBODY}", "hint"),))
        rows = (self._row(row, match) for row, match in windowed(self._matches, self._at, _SHOWN))
        return (head, *rows)

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._calling:
            letters = tuple((letter, _WORDS[outcome]) for letter, outcome in _LETTERS.items())
            return keys_line(("Enter", "fill"), *letters, ("Shift+Tab", "back"), ("Ctrl+X", "leave"))
        if not self._matches:
            return keys_line(("Ctrl+X", "leave"))
        return keys_line(("Enter", "call"), ("Up Down", "choose"), ("Ctrl+X", "leave"))

    def refresh(self) -> None:
        """Ask again whom it suits; who is highlighted stays so, and who is called is as long as it suits them."""
        here = self._calling or self._chosen
        self._matches = self._workstation.desk.waitlist.matches(self._workstation.actor, self._offer)
        entries = [match.entry.id for match in self._matches]
        self._at = entries.index(here.entry.id) if here and here.entry.id in entries else 0
        if self._calling:
            self._calling = self._chosen if here and here.entry.id in entries else None

    @property
    def _chosen(self) -> Match | None:
        return self._matches[self._at] if self._at < len(self._matches) else None

    def _call(self) -> None:
        """Show phones and alerts of whom is highlighted, whose record is opened by that. Raises BadInput for nobody."""
        if self._chosen is None:
            raise BadInput(FILL_NOBODY)
        self._warning = note_opened(self._workstation, self._chosen.patient, "waitlist")
        self._calling = self._chosen

    def _key_call(self, match: Match, key: str) -> PromptOutcome:
        desk, actor = self._workstation.desk, self._workstation.actor
        if key == "shift+tab":
            self._calling = None
        elif key == "enter":
            return self._fill(match)
        elif key in _LETTERS:
            desk.waitlist.contact(actor, match.entry.id, self._offer, _LETTERS[key])
            at = self._at
            self._calling = None
            self.refresh()
            if _LETTERS[key] is not Outcome.DECLINED:  # who declined has gone from the list
                at += 1
            self._at = min(at, max(len(self._matches) - 1, 0))
        return STAY

    def _fill(self, match: Match) -> PromptOutcome:
        desk, actor = self._workstation.desk, self._workstation.actor
        try:
            return Did(desk.waitlist.accept(actor, match.entry.id, self._offer, rev=match.entry.rev))
        except ClinicdeskError:
            self._calling = None
            self.refresh()
            raise

    def _said(self) -> str:
        """When, with whom and where: whoever is called comes to that site, by its clocks."""
        clinic, offer = self._workstation.view.clinic, self._offer
        site = clinic.sites[offer.site]
        start = local(offer.start, site.tz)
        end = f"-{format_end(local(offer.end, site.tz))}" if offer.end else ""
        day = format_day(start.date(), local(self._workstation.view.now, site.tz).date())
        freed = offer.besides
        what = what_of(clinic, freed) if freed else f"with {clinic.providers[offer.provider].short}"
        return f"{day} {format_clock(start)}{end} {what} at {site.name}"

    def _row(self, row: int, match: Match) -> Line:
        privacy = self._workstation.privacy
        tries = f"  {self._tried(match)}" if match.contacts else ""
        who = fit(name_of(match.patient, privacy=privacy), 22)
        text = f"{who} {fit(match.entry.visit_type, 6)} {'; '.join(match.why)}{tries}"
        return choice(text, chosen=row == self._at)

    def _tried(self, match: Match) -> str:
        """'no answer 10:12 ana': the last try."""
        last = match.contacts[-1]
        site, now = self._workstation.view.clinic.sites[last.site], self._workstation.view.now
        return f"{_WORDS[last.outcome]} {moment_of(last.at, site, now)} {last.by}"

    def _call_lines(self, match: Match) -> tuple[Line, ...]:
        privacy, site = self._workstation.privacy, self._site
        today = local(self._workstation.view.now, site.tz).date()
        entry = match.entry
        wish = "; ".join(part for part in (entry.visit_type, entry.window, *match.why) if part)
        note = typed_text(self._workstation, entry.note)
        lines: list[Line] = [
            *self._warning,
            *patient_head(match.patient, today, privacy=privacy),
            ((f" {wish}", "panel"),),
        ]
        if note:
            lines.append(((f" note: {note}", "panel"),))
        lines += [((f" {FILL_TRIES}: {self._tried(match)}", "panel"),)] if match.contacts else []
        return (*lines, ((f" {FILL_CALL}", "hint"),))

    @property
    def _site(self) -> Site:
        return self._workstation.view.clinic.sites[self._offer.site]


def offer(workstation: Workstation, bar: PromptBar, change: Change) -> None:
    """Ask at the foot who is to have the time that the act freed; a key that did the act answers nothing there."""
    if workstation.view.may(Privilege.BOOK):
        found = workstation.desk.waitlist.first_freed_by(workstation.actor, change.entry.id)
        if found:
            bar.ask_first(FillPrompt(workstation, found))
