"""The use cases of documents: letters made of templates, and the templates themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.documents import form_importing, forms, letters, mail, scans
    from core.documents.forms import FormSaid, FormsDue, FormsOf
    from core.documents.letters import Letter
    from core.documents.mail import Mail
    from core.documents.model import Scan, ScanKind
    from core.documents.ports import DocumentContext
    from core.importing.request import ImportFile, ImportReport, ImportSink
    from core.journal.change import Change
    from core.record_ref import RecordRef
    from core.templates import shelf
    from core.templates.shelf import Shelf
else:  # each is loaded when it is first asked for
    forms, letters, shelf = lazy_modules("core.documents.forms", "core.documents.letters", "core.templates.shelf")
    mail, scans = lazy_modules("core.documents.mail", "core.documents.scans")
    (form_importing,) = lazy_modules("core.documents.form_importing")


class DocumentsDesk:
    """`desk.documents`."""

    def __init__(self, context: DocumentContext) -> None:
        self._context = context

    def letter(self, actor: str, name: str, whose: RecordRef) -> Letter:
        """The letter of that name, to a patient or about a visit. Raises NotFound, BadInput or BadSettings."""
        return letters.letter(self._context, actor, name, whose)

    def letters(self, actor: str, name: str, whose: Sequence[RecordRef], *, by_hand: bool = False) -> Mail:
        """A letter for each of many patients and visits, and who is left out. Raises what `mail.mail` does."""
        return mail.mail(self._context, actor, name, whose, by_hand=by_hand)

    def templates(self, actor: str) -> Shelf:
        """All templates, the clinic's own before those of the program. Raises BadInput."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return shelf.shelf(reading.template_files(self._context.policy.documents.templates))

    def forms(self, actor: str, whose: RecordRef) -> FormsOf:
        """Which forms are asked for at a visit, or of a patient at each. Raises NotFound or BadInput."""
        return forms.forms_of(self._context, actor, whose)

    def note_forms(self, actor: str, whose: RecordRef, said: Sequence[FormSaid]) -> Change:
        """Note what became of some forms. Raises NotFound or BadInput."""
        return forms.note(self._context, actor, whose, said)

    def import_forms(self, actor: str, file: ImportFile, *, sink: ImportSink, dry_run: bool = False) -> ImportReport:
        """Take in what became of forms. Raises BadSettings (headings), BadInput, or Busy half-way."""
        return form_importing.import_forms(self._context, actor, file, sink=sink, dry_run=dry_run)

    def form(self, actor: str, whose: RecordRef, code: str) -> Letter:
        """The form to be signed. Raises NotFound, BadInput or BadSettings."""
        return forms.document(self._context, actor, whose, code)

    def forms_due(self, actor: str) -> tuple[FormsDue, ...]:
        """The visits of the next days whose forms are due, by start."""
        return forms.due(self._context, actor)

    def add_scan(
        self, actor: str, whose: RecordRef, content: bytes, *, kind: ScanKind, title: str = "", day: date | None = None
    ) -> Change:
        """Keep a scanned document of a patient, or of a visit. Raises NotFound or BadInput."""
        return scans.add(self._context, actor, whose, content, kind=kind, title=title, day=day)

    def scans(self, actor: str, whose: RecordRef) -> tuple[Scan, ...]:
        """The scanned documents of a patient, or of a visit, the newest first. Raises NotFound or BadInput."""
        return scans.listed(self._context, actor, whose)

    def scan(self, actor: str, number: int) -> Scan:
        """What is known of a scanned document. Raises NotFound."""
        return scans.scan_of(self._context, actor, number)

    def scan_content(self, actor: str, number: int, *, way: str, is_export: bool) -> tuple[Scan, bytes, str]:
        """A scanned document, its bytes, and what is to be told of the opening. Raises what `scans.content` does."""
        return scans.content(self._context, actor, number, way=way, is_export=is_export)

    def remove_scan(self, actor: str, number: int, reason: str) -> Change:
        """Take a scanned document away where it does not belong. Raises NotFound or BadInput."""
        return scans.remove(self._context, actor, number, reason)
