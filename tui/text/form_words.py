"""How are the forms and scanned documents of a patient told on a line?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.forms.sentences import STATES
from tui.terminal.cells import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.documents.forms import FormsOf
    from core.documents.model import Scan
    from core.forms.model import FormNote
    from tui.text.lines import Line

_NAME: Final = 24


def form_lines(forms: FormsOf, *, privacy: bool) -> Iterator[Line]:
    """Each form that is asked for with what became of it, those that are due in words; then what else was noted."""
    for one in forms.found:
        told = one.why if one.is_due else noted(one.note, privacy=privacy)
        yield ((f" {fit(one.form.name, _NAME)} {told}", "warn" if one.is_due else "panel"),)
    for note in forms.others:
        yield ((f" {fit(note.form, _NAME)} {noted(note, privacy=privacy)}", "panel"),)


def noted(note: FormNote | None, *, privacy: bool) -> str:
    """'signed 23 Nov 2026, Smith, Ann'."""
    if note is None:
        return ""
    by = note.signer if note.signer and not privacy else note.by
    return f"{STATES[note.state.value]} {note.day:%-d %b %Y}, {by}"


def scan_line(scan: Scan) -> Line:
    """' 12  23 Nov 2026  referral  Letter of Dr. Ito'; the number is what exports it."""
    return ((f" {scan_told(scan, scan.title)}", "panel"),)


def scan_told(scan: Scan, title: str) -> str:
    """The same as a text, under that title."""
    return f"{scan.id:>5}  {scan.day:%-d %b %Y}  {scan.kind.value}  {title}"
