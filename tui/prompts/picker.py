"""The patient box: words typed, how they were read, and who they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from tui.cells import fit
from tui.lines import choice
from tui.prompts.editor import LineEditor
from tui.words import born, name_of

if TYPE_CHECKING:
    from core.model.clinic import Site
    from core.model.patient import Patient, PatientHit
    from tui.bootstrap import Session
    from tui.lines import Line

_SHOWN = 8
_NAME_CELLS = 29


class PatientPicker:
    """One box; the hits below it change with every key."""

    def __init__(self, session: Session, site: Site, *, privacy: bool) -> None:
        self.editor = LineEditor()
        self._session = session
        self._site = site
        self._privacy = privacy
        self._hits: tuple[PatientHit, ...] = ()
        self._reading = ""
        self._at = 0

    @property
    def chosen(self) -> Patient | None:
        """The patient highlighted."""
        return self._hits[self._at].patient if self._hits else None

    def key(self, key: str, character: str | None) -> bool:
        """Take a key: up and down choose, anything typed searches again."""
        if key in {"up", "down"}:
            step = 1 if key == "down" else -1
            self._at = min(max(self._at + step, 0), max(len(self._hits) - 1, 0))
            return True
        before = self.editor.text
        taken = self.editor.key(key, character)
        if self.editor.text != before:
            self.search()
        return taken

    def search(self) -> None:
        """Ask again for what stands in the box, keeping the patient highlighted if they are still found."""
        kept = self.chosen
        text = self.editor.text.strip()
        if not text:
            self._hits, self._reading, self._at = (), "", 0
            return
        found = self._session.desk.find(self._session.actor, text, limit=_SHOWN)
        self._hits, self._reading = found.hits, found.reading
        ids = [hit.patient.id for hit in found.hits]
        self._at = ids.index(kept.id) if kept and kept.id in ids and self._at else 0

    def panel(self) -> tuple[Line, ...]:
        """The reading and the hits, the highlighted one marked."""
        if not self.editor.text.strip():
            return (((" Any part of the name, birth date, phone or MRN, in any order: smi 3/14", "hint"),),)
        count = f"{len(self._hits)}{'+' if len(self._hits) == _SHOWN else ''} found" if self._hits else "nobody found"
        reading = " · ".join(part for part in (self._reading, count) if part)
        return (((f" {reading}", "hint"),), *(self._row(row, hit) for row, hit in enumerate(self._hits)))

    def _row(self, row: int, hit: PatientHit) -> Line:
        patient, today = hit.patient, local(self._session.desk.now(), self._site.tz).date()
        last = f"{local(hit.last_visit, self._site.tz):%-d %b %y}" if hit.last_visit else "-"
        coming = f"{local(hit.next_visit, self._site.tz):%-d %b %-H:%M}" if hit.next_visit else "-"
        flags = "" if patient.status.value == "active" else f" {patient.status.value}"
        flags += " !" if patient.alerts else ""
        similar = " ~" if hit.match == "similar" else ""
        who = name_of(patient, privacy=self._privacy)
        name = fit(f"{who}{similar}{flags}", _NAME_CELLS)
        facts = f"{born(patient, today, privacy=self._privacy):<20} {patient.phone_tail:>4} {last:>9} {coming:>12}"
        return choice(f"{name} {facts}", chosen=row == self._at)
