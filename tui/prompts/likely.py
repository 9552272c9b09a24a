"""Who is likely the same person as the one being typed: their records beside it, before a second one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.errors import ClinicdeskError
from core.fields.model import Tells
from tui.prompts.beside import heads, row
from tui.prompts.prompt import Show
from tui.prompts.record_port import Step
from tui.prompts.sentences import LIKELY_COUNT, LIKELY_HEAD, LIKELY_KEPT, LIKELY_LAST, LIKELY_NEXT, LIKELY_TYPED
from tui.text.hiding import names_hidden
from tui.text.lines import keys_line, wrapped
from tui.text.opened import note_opened
from tui.text.words import alert_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.patients.likeness import Likeness
    from core.patients.model import Patient
    from tui.prompts.prompt import Outcome
    from tui.prompts.record_texts import RecordTexts
    from tui.text.lines import Line
    from tui.workstation import Workstation


class Likely:
    """The records that look like the one typed, one after the other."""

    def __init__(
        self,
        workstation: Workstation,
        found: tuple[Likeness, ...],
        typed: Mapping[str, str],
        texts: RecordTexts,
        *,
        is_new: bool,
    ) -> None:
        """`is_new` says whether what was typed would be a record of its own."""
        self._workstation = workstation
        self._found = found
        self._typed = typed
        self._texts = texts
        self._is_new = is_new
        self._at = 0
        self._warnings: dict[int, tuple[Line, ...]] = {}
        self._note_opened()

    @property
    def record(self) -> Patient:
        """The one shown."""
        return self._found[self._at].patient

    def key(self, key: str, character: str | None) -> Outcome | Step:
        """Enter opens the record shown, s saves all the same, left and right show another."""
        if key == "enter":
            return Show(self.record.id)
        if character == "s":
            return Step.SAVE_ANYWAY
        if key == "shift+tab":
            return Step.BACK
        if key in {"left", "right"}:
            before, self._at = self._at, (self._at + (1 if key == "right" else -1)) % len(self._found)
            try:
                self._note_opened()
            except ClinicdeskError:
                self._at = before
                raise
        return Step.STAY

    def _note_opened(self) -> None:
        """More is shown of the record than a list tells, so that it counts as opened, once."""
        if self._at not in self._warnings:
            self._warnings[self._at] = note_opened(self._workstation, self.record, "look-alike")

    def lines(self, width: int) -> tuple[Line, ...]:
        """Why they look alike, and both, line by line."""
        return tuple(self._lines(width))

    def hint(self) -> Line:
        """Keys."""
        pairs = [
            ("Enter", "open that one"),
            ("s", "save as another" if self._is_new else "save anyway"),
            ("Shift+Tab", "back"),
        ]
        if len(self._found) > 1:
            pairs.insert(2, ("Left Right", LIKELY_COUNT.format(at=self._at + 1, count=len(self._found))))
        return keys_line(*pairs)

    def _lines(self, width: int) -> Iterator[Line]:
        likeness, kept = self._found[self._at], self._texts.of(self.record)
        yield from self._warnings[self._at]
        yield from wrapped(LIKELY_HEAD.format(why=", ".join(likeness.reasons)), "warn", width)
        hides = names_hidden(self._workstation, self.record)
        yield heads(LIKELY_TYPED, LIKELY_KEPT.format(mrn=self.record.mrn), width)
        for field in self._texts.spec:
            said = self._texts.shown(self._typed, field.key) or self._texts.shown(kept, field.key)
            if said and field.tells >= Tells.COMPARED:
                yield row(field.key, self._typed, kept, self._texts, width, hides=hides)
        yield from alert_lines(self.record, self._texts.reading.today, privacy=self._workstation.privacy)
        yield from self._visits()

    def _visits(self) -> Iterator[Line]:
        """When that patient was here last, and comes next: whoever is on the phone knows it."""
        workstation = self._workstation
        with workstation.snapshot() as view:
            found = workstation.desk.schedule.of_patient(workstation.actor, self.record.id)
        now, clinic = view.now, view.clinic
        visits = [one for one in found if one.appointment.status.takes_time]
        past = [one.appointment for one in visits if one.appointment.start < now]
        coming = [one.appointment for one in visits if one.appointment.start >= now]
        for words, appointments in ((LIKELY_LAST, past[-1:]), (LIKELY_NEXT, coming[:1])):
            for appointment in appointments:
                start = local(appointment.start, clinic.sites[appointment.site].tz)
                provider = clinic.providers[appointment.provider].family
                yield ((f" {words.format(day=f'{start:%-d %b %Y}', provider=provider)}", "hint"),)
