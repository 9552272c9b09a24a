"""Who is likely the same person as the one being typed: their records beside it, before a second one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.prompts.beside import heads, row
from tui.prompts.patient_texts import GROUPS, shown, texts_of
from tui.prompts.sentences import LIKELY_COUNT, LIKELY_HEAD, LIKELY_KEPT, LIKELY_LAST, LIKELY_NEXT, LIKELY_TYPED
from tui.text.lines import keys_line, wrapped
from tui.text.words import alert_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.patients.likeness import Likeness
    from core.patients.model import Patient
    from tui.prompts.patient_texts import Reader
    from tui.text.lines import Line
    from tui.workstation import Workstation

_COMPARED = tuple(name for name in GROUPS if name not in {"identity", "demographics", "interpreter", "alert", "status"})


class Likely:
    """The records that look like the one typed, one after the other."""

    def __init__(self, found: tuple[Likeness, ...], typed: Mapping[str, str], reader: Reader) -> None:
        self._found = found
        self._typed = typed
        self._reader = reader
        self._at = 0

    @property
    def record(self) -> Patient:
        """The one shown."""
        return self._found[self._at].patient

    def turn(self, step: int) -> None:
        """Show the next one, or the one before."""
        self._at = (self._at + step) % len(self._found)

    def lines(self, workstation: Workstation, width: int) -> tuple[Line, ...]:
        """Why they look alike, and both, line by line."""
        return tuple(self._lines(workstation, width))

    def hint(self, *, is_new: bool) -> Line:
        """Keys."""
        pairs = [
            ("Enter", "open that one"),
            ("s", "save as another" if is_new else "save anyway"),
            ("Shift+Tab", "back"),
        ]
        if len(self._found) > 1:
            pairs.insert(2, ("Left Right", LIKELY_COUNT.format(at=self._at + 1, count=len(self._found))))
        return keys_line(*pairs)

    def _lines(self, workstation: Workstation, width: int) -> Iterator[Line]:
        likeness, kept = self._found[self._at], texts_of(self.record, self._reader.order)
        yield from wrapped(LIKELY_HEAD.format(why=", ".join(likeness.reasons)), "warn", width)
        yield heads(LIKELY_TYPED, LIKELY_KEPT.format(mrn=self.record.mrn), width)
        for name in _COMPARED:
            if shown(self._typed, name, self._reader) or shown(kept, name, self._reader):
                yield row(name, self._typed, kept, self._reader, width)
        yield from alert_lines(self.record, privacy=workstation.privacy)
        yield from self._visits(workstation)

    def _visits(self, workstation: Workstation) -> Iterator[Line]:
        """When that patient was here last, and comes next: whoever is on the phone knows it."""
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
