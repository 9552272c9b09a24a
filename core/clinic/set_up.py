"""How a set-up file is applied: read whole, refused whole or kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.roles import SET_UP as SET_UP_ACTION
from core.clinic.sentences import SET_UP, SETUP_WITHOUT_SITE
from core.errors import BadSettings

if TYPE_CHECKING:
    from core.clinic.model import Clinic
    from core.clinic.setup_file.report import SetupReport
    from core.context import Context


def set_up(context: Context, actor: str, text: str, *, place: str, dry_run: bool) -> SetupReport:
    """Apply the text of a set-up file. Raises BadSettings listing every error, each with its place."""
    with context.reading(actor, SET_UP_ACTION) as (_, before):
        clinic, report = whole_setup(text, current=before, place=place)  # seconds for a large clinic: not in the queue
    if dry_run or clinic == before:
        return report
    with context.writing(actor, SET_UP_ACTION) as (tx, current):
        if current != before:
            clinic, report = whole_setup(text, current=current, place=place)
        tx.begin_entry(at=context.clock.now(), actor=actor, verb="set-up", subject_kind="clinic")
        tx.replace_clinic(clinic)
        counts = {"added": report.added, "changed": report.changed, "retired": report.retired}
        said = ", ".join(f"{sum(by_kind.values())} {what}" for what, by_kind in counts.items())
        tx.end_entry(subject=0, sentence=SET_UP.format(counts=said))
    return report


def whole_setup(text: str, *, current: Clinic, place: str) -> tuple[Clinic, SetupReport]:
    """As `read_setup`, for a clinic that can then be worked in: with a site. Raises BadSettings."""
    from core.clinic.setup_file.file import read_setup

    clinic, report = read_setup(text, current=current, place=place)
    if all(site.retired for site in clinic.sites.values()):
        raise BadSettings(SETUP_WITHOUT_SITE.format(place=place), ())
    return clinic, report
