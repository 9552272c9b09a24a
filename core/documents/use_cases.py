"""The use cases of documents: letters made of templates, and the templates themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.lazy import lazy_modules

if TYPE_CHECKING:
    from core.documents import letters
    from core.documents.letters import Letter
    from core.documents.ports import DocumentContext
    from core.record_ref import RecordRef
    from core.templates import shelf
    from core.templates.shelf import Shelf
else:  # each is loaded when it is first asked for
    letters, shelf = lazy_modules("core.documents.letters", "core.templates.shelf")


class DocumentsDesk:
    """`desk.documents`."""

    def __init__(self, context: DocumentContext) -> None:
        self._context = context

    def letter(self, actor: str, name: str, whose: RecordRef) -> Letter:
        """The letter of that name, to a patient or about a visit. Raises NotFound, BadInput or BadSettings."""
        return letters.letter(self._context, actor, name, whose)

    def templates(self, actor: str) -> Shelf:
        """All templates, the clinic's own before those of the program. Raises BadInput."""
        with self._context.reading(actor, Privilege.SEE_SCHEDULE) as (reading, _):
            return shelf.shelf(reading.template_files(self._context.policy.documents.templates))
