"""The patient box: words typed, how they were read, and who they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.patients.model import PatientHit
from tui.prompts.editor import LineEditor
from tui.prompts.restore_context import type_again, typed_fields
from tui.prompts.sentences import BOX_HINT
from tui.terminal.cells import fit, width_of
from tui.text.lines import choice
from tui.text.opened import note_opened
from tui.text.words import born, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.clinic.model import Site
    from core.patients.model import Patient
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN = 8
_NAME_CELLS = 29
_WIDTH = 80


class PatientPicker:
    """One box; the hits below it change with every key."""

    def __init__(self, workstation: Workstation, site: Site, *, most: int = _SHOWN) -> None:
        """`most` is how many hits are looked for."""
        self.editor = LineEditor()
        self.most = most
        self._workstation = workstation
        self._site = site
        self._hits: tuple[PatientHit, ...] = ()
        self._reading = ""
        self._at = 0
        self._identified: Patient | None = None
        self._warning: tuple[Line, ...] = ()

    @property
    def chosen(self) -> Patient | None:
        """The patient highlighted."""
        return self._hits[self._at].patient if self._hits else None

    @property
    def at(self) -> int:
        """The row of the one highlighted."""
        return self._at

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.editor.text.strip()

    def move(self, rows: int) -> None:
        """Highlight another, so many rows further down."""
        self._at = min(max(self._at + rows, 0), max(len(self._hits) - 1, 0))

    def show(self, patient: Patient) -> None:
        """Type what finds that patient, and highlight them, whoever else it finds."""
        self.editor.put_back(patient.mrn)
        self.search()
        ids = [hit.patient.id for hit in self._hits]
        if patient.id not in ids:
            self._hits = (PatientHit(patient, "exact"), *self._hits)
            ids.insert(0, patient.id)
        self._at = ids.index(patient.id)

    def key(self, key: str, character: str | None) -> bool:
        """Take a key: up and down choose, anything typed searches again."""
        if key in {"up", "down"}:
            self.move(1 if key == "down" else -1)
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
        found = self._workstation.desk.patients.find(self._workstation.actor, text, limit=self.most)
        self._hits, self._reading = found.hits, found.reading
        self._note_identified(found.identified)
        ids = [hit.patient.id for hit in found.hits]
        self._at = ids.index(kept.id) if kept and kept.id in ids and self._at else 0

    def fields(self) -> dict[str, str]:
        """What is typed, and who is highlighted unless it is the first."""
        patient = self.chosen if self._at else None
        return {**typed_fields("find", self.editor), "hit": str(patient.id) if patient else ""}

    def search_again(self, fields: Mapping[str, str]) -> None:
        """Type it again, and highlight whom was highlighted if they are still found."""
        type_again("find", self.editor, fields)
        self.search()
        ids = [str(hit.patient.id) for hit in self._hits]
        self._at = ids.index(fields["hit"]) if fields.get("hit") in ids else 0

    def panel(self) -> tuple[Line, ...]:
        """The reading and the hits, the highlighted one marked."""
        return (*self._warning, self.reading(), *self.rows())

    def reading(self, width: int = _WIDTH) -> Line:
        """How the words were read, and how many they find, which is said also where not all of the words fit."""
        if self.is_empty:
            return ((f" {BOX_HINT}", "hint"),)
        more = "+" if len(self._hits) >= self.most else ""
        count = f"{len(self._hits)}{more} found" if self._hits else "nobody found"
        room = width - width_of(count) - 4
        words = self._reading if width_of(self._reading) <= room else fit(self._reading, room)
        return ((f" {' · '.join(part for part in (words, count) if part)}", "hint"),)

    def rows(self) -> tuple[Line, ...]:
        """The hits, the highlighted one marked."""
        return tuple(self._row(row, hit) for row, hit in enumerate(self._hits))

    def _note_identified(self, patient: Patient | None) -> None:
        """A whole MRN is looked for to open that record: it counts once, however often the list is painted."""
        if patient and (self._identified is None or self._identified.id != patient.id):
            self._warning = note_opened(self._workstation, patient, "find")
        self._identified = patient

    def _row(self, row: int, hit: PatientHit) -> Line:
        patient, today = hit.patient, local(self._workstation.view.now, self._site.tz).date()
        last = f"{local(hit.last_visit, self._site.tz):%-d %b %y}" if hit.last_visit else "-"
        coming = f"{local(hit.next_visit, self._site.tz):%-d %b %-H:%M}" if hit.next_visit else "-"
        flags = "" if patient.status.value == "active" else f" {patient.status.value}"
        flags += " !" if patient.alerts else ""
        similar = " ~" if hit.match == "similar" else ""
        privacy = self._workstation.privacy
        who = name_of(patient, privacy=privacy)
        name = fit(f"{who}{similar}{flags}", _NAME_CELLS)
        facts = f"{born(patient, today, privacy=privacy):<20} {patient.phone_tail:>4} {last:>9} {coming:>12}"
        return choice(f"{name} {facts}", chosen=row == self._at)
