"""How a set-up file is applied: read whole, refused whole or kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.access.roles import has_supervisor
from core.clinic.sentences import SET_UP, SETUP_WITHOUT_SITE, SETUP_WITHOUT_SUPERVISOR
from core.errors import BadSettings
from core.record_ref import CLINIC
from core.setup.changes import roles_changed

if TYPE_CHECKING:
    from core.clinic.context import Context
    from core.clinic.model import Clinic
    from core.journal.ports import Reading, Writing
    from core.setup.report import SetupReport


def set_up(context: Context[Reading, Writing], actor: str, text: str, *, place: str, dry_run: bool) -> SetupReport:
    """Apply the text of a set-up file. Raises BadSettings listing every error, each with its place."""
    with context.reading(actor, Privilege.SET_UP) as (_, before):
        clinic, report = whole_setup(text, current=before, place=place)  # seconds for a large clinic: not in the queue
    if dry_run or clinic == before:
        return report
    with context.writing(actor, Privilege.SET_UP) as (tx, current):
        if current != before:
            clinic, report = whole_setup(text, current=current, place=place)
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="set-up")
        tx.replace_clinic(clinic)
        counts = {"added": report.added, "changed": report.changed, "retired": report.retired}
        said = ", ".join(f"{sum(by_kind.values())} {what}" for what, by_kind in counts.items())
        tx.journal.end(CLINIC, SET_UP.format(counts=said, roles=roles_changed(current.users, clinic.users)))
    return report


def whole_setup(text: str, *, current: Clinic, place: str) -> tuple[Clinic, SetupReport]:
    """As `read_setup`, for a clinic that can then be worked in: with a site, and somebody to let others in.

    Raises BadSettings.
    """
    from core.setup.file import read_setup

    clinic, report = read_setup(text, current=current, place=place)
    if all(site.retired for site in clinic.sites.values()):
        raise BadSettings(SETUP_WITHOUT_SITE.format(place=place), ())
    if clinic.users and not has_supervisor(clinic.users):
        raise BadSettings(SETUP_WITHOUT_SUPERVISOR.format(place=place), ())
    return clinic, report
