"""The letter of a case, given to the printer by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from tui.programs import print_pdf
from tui.prompts import case_sentences as say
from tui.prompts.form_sentences import NO_PRINTER

if TYPE_CHECKING:
    from tui.workstation import Workstation


def printed_letter(workstation: Workstation, number: int) -> str:
    """Print it, by the template of its kind; what was done. Raises BadInput, BadSettings or NotFound."""
    from core.templates.paper.fonts import FontFiles
    from core.templates.paper.pages import as_pdf

    settings = workstation.settings.documents
    if not settings.print_command:
        raise BadInput(NO_PRINTER)
    made = workstation.desk.cases.letter(workstation.actor, number)
    print_pdf(settings.print_command, as_pdf([made.document], FontFiles(settings.fonts), paper=settings.paper))
    return " ".join(filter(None, (say.LETTER_PRINTED.format(number=number), made.told)))
