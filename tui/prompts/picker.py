"""The patient box: words typed, how they were read, and who they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.wall import local
from core.errors import BadInput
from core.patients.model import PatientHit
from tui.prompts.editor import LineEditor
from tui.prompts.restore_context import type_again, typed_fields
from tui.prompts.sentences import (
    BOX_HINT,
    CHOOSE_FIRST,
    PICKER_BORN,
    PICKER_LAST,
    PICKER_NAME,
    PICKER_NEXT,
    PICKER_PHONE,
)
from tui.terminal.cells import fit, width_of
from tui.text.lines import choice
from tui.text.opened import note_listed
from tui.text.words import born, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.clinic.model import Clinic, Site
    from core.patients.model import Patient
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN = 8
_NOBODY = -1
_NAME_CELLS = 29
_WIDTH = 80
_VISITS_CELLS = 22
_HEADINGS = f" {PICKER_NAME:<{_NAME_CELLS}} {PICKER_BORN:<20}{PICKER_PHONE:>5} {PICKER_LAST:>9} {PICKER_NEXT:>12}"


class _Told(Struct, frozen=True):
    """What the rows of these hits read on that day, at that set-up, with names shown or hidden."""

    hits: tuple[PatientHit, ...]
    clinic: Clinic
    today: date
    privacy: bool
    texts: tuple[str, ...]


class PatientPicker:
    """One box; the hits below it change with every key."""

    def __init__(self, workstation: Workstation, site: Site) -> None:
        self.editor = LineEditor()
        self.shown = _SHOWN
        """How many hits are in sight; so many more are looked for where the cursor goes beyond them."""
        self._most = _SHOWN
        self._workstation = workstation
        self._site = site
        self._hits: tuple[PatientHit, ...] = ()
        self._reading = ""
        self._told: _Told | None = None
        self._at = 0
        self._is_sure = True
        self._identified: Patient | None = None
        self._warning: tuple[Line, ...] = ()

    @property
    def chosen(self) -> Patient | None:
        """The patient highlighted; nobody while a word could not be read and no arrow chose."""
        return self._hits[self._at].patient if self._hits and self._at >= 0 else None

    def taken(self) -> Patient | None:
        """Whom Enter takes: the one highlighted, if anybody is found. Raises BadInput while none of them is."""
        if self._hits and self._at == _NOBODY:
            raise BadInput(CHOOSE_FIRST.format(reading=self._reading))
        return self.chosen

    @property
    def hits(self) -> tuple[PatientHit, ...]:
        """Whom the words find, best first."""
        return self._hits

    @property
    def at(self) -> int:
        """The row of the one highlighted."""
        return self._at

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.editor.text.strip()

    @property
    def finds_nobody(self) -> bool:
        """Whether something is typed, and nobody is found by it."""
        return not self.is_empty and not self._hits

    def move(self, rows: int) -> None:
        """Highlight another, so many rows further down; more are looked for where there are more."""
        if self._at + rows >= len(self._hits) >= self._most:
            self._most = self._at + rows + self.shown
            self.search()
        self._at = min(max(self._at + rows, 0), max(len(self._hits) - 1, 0))

    def fit_into(self, rows: int) -> None:
        """There is room for so many hits: where more were found than are known, as many are looked for."""
        self.shown = max(rows, 1)
        if len(self._hits) >= self._most < self.shown:
            self.search()

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
        """Take a key: up, down and the pages choose, anything typed searches again."""
        steps = {"up": -1, "down": 1, "pageup": -self.shown, "pagedown": self.shown}
        if key in steps:
            self.move(steps[key])
            return True
        before = self.editor.text
        if character == "/" and not before[: self.editor.cursor][-1:].isdigit():
            return True  # who begins a search begins one already; within a date it is text
        taken = self.editor.key(key, character)
        if self.editor.text != before:
            self._most = self.shown
            self.search()
        return taken

    def search(self) -> None:
        """Ask again for what stands in the box, keeping the patient highlighted if they are still found."""
        kept = self.chosen if self._at > 0 or not self._is_sure else None
        text = self.editor.text.strip()
        if not text:
            self._hits, self._reading, self._at = (), "", 0
            return
        self._most = max(self._most, self.shown)
        found = self._workstation.desk.patients.find(self._workstation.actor, text, limit=self._most)
        self._hits, self._reading, self._is_sure = (), found.reading, found.is_sure
        self._note_identified(found.identified)
        self._hits = found.hits
        ids = [hit.patient.id for hit in found.hits]
        first = 0 if self._is_sure else _NOBODY
        self._at = ids.index(kept.id) if kept and kept.id in ids else first

    def fields(self) -> dict[str, str]:
        """What is typed, and who is highlighted unless it is the first."""
        patient = self.chosen if self._at or not self._is_sure else None
        return {**typed_fields("find", self.editor), "hit": str(patient.id) if patient else ""}

    def search_again(self, fields: Mapping[str, str]) -> None:
        """Type it again, and highlight whom was highlighted if they are still found."""
        type_again("find", self.editor, fields)
        self.search()
        ids = [str(hit.patient.id) for hit in self._hits]
        self._at = ids.index(fields["hit"]) if fields.get("hit") in ids else self._at

    def panel(self) -> tuple[Line, ...]:
        """The reading and the hits in sight, the highlighted one marked."""
        return (*self._warning, self.reading(), *self.rows())

    def reading(self, width: int = _WIDTH) -> Line:
        """How the words were read, and how many they find, which is said also where not all of the words fit."""
        if self.is_empty:
            return ((f" {BOX_HINT}", "hint"),)
        more = "+" if len(self._hits) >= self._most else ""
        count = f"{len(self._hits)}{more} found" if self._hits else "nobody found"
        room = width - width_of(count) - 4
        words = self._reading if width_of(self._reading) <= room else fit(self._reading, room)
        return ((f" {' · '.join(part for part in (words, count) if part)}", "hint"),)

    def rows(self, *, is_typed: bool = False) -> tuple[Line, ...]:
        """What their columns are, and the page of hits with the highlighted one, which is marked.

        While the box `is_typed` into the mark is all: the cursor is there.
        """
        if not self._hits:
            return ()
        top = max(self._at, 0) // self.shown * self.shown
        page = enumerate(self._texts()[top : top + self.shown], top)
        over = "head" if is_typed else "cursor"
        return (((_HEADINGS, "time"),), *(choice(text, chosen=row == self._at, over=over) for row, text in page))

    def _note_identified(self, patient: Patient | None) -> None:
        """A whole MRN is looked for to open that record: it counts once, however often the list is painted."""
        if patient and (self._identified is None or self._identified.id != patient.id):
            self._warning = note_listed(self._workstation, patient, "find")
        self._identified = patient

    def _texts(self) -> tuple[str, ...]:
        """What the rows of the hits read, worked out anew where anything changed that they tell: no arrow does."""
        view, privacy = self._workstation.view, self._workstation.privacy
        today, told = local(view.now, self._site.tz).date(), self._told
        is_same = told and told.hits is self._hits and told.clinic is view.clinic
        if not told or not is_same or (told.today, told.privacy) != (today, privacy):
            texts = tuple(self._text(hit, today) for hit in self._hits)
            self._told = told = _Told(self._hits, view.clinic, today, privacy, texts)
        return told.texts

    def _text(self, hit: PatientHit, today: date) -> str:
        patient = hit.patient
        flags = "" if patient.status.value == "active" else f" {patient.status.value}"
        flags += " restricted" if patient.restricted else ""
        flags += " !" if patient.alerts_on(today) else ""
        similar = " ~" if hit.match == "similar" else ""
        privacy = self._workstation.privacy
        who = name_of(patient, privacy=privacy)
        name = fit(f"{who}{similar}{flags}", _NAME_CELLS)
        facts = f"{born(patient, today, privacy=privacy):<20} {patient.phone_tail:>4} {self._either_side(hit)}"
        return f"{name} {facts}"

    def _either_side(self, hit: PatientHit) -> str:
        """The visits either side of now, each in the time of its site, which is named where it is another."""
        sites = self._workstation.view.clinic.sites
        before, after = (sites.get(code or "", self._site) for code in (hit.last_site, hit.next_site))
        last = f"{local(hit.last_visit, before.tz):%-d %b %y}" if hit.last_visit else "-"
        coming = f"{local(hit.next_visit, after.tz):%-d %b %-H:%M}" if hit.next_visit else "-"
        if hit.next_visit and after.code != self._site.code:
            coming = fit(f"{coming} {after.code}", _VISITS_CELLS).strip()
        room = _VISITS_CELLS - 1 - max(width_of(coming), 12)
        month = f"{local(hit.last_visit, before.tz):%b %y}" if hit.last_visit else "-"
        told = next((one for one in (last, month) if len(one) <= room), "")
        return f"{told:>{max(room, 0)}} {coming:>12}"
