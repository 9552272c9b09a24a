"""How a set-up file is applied: read whole, refused whole or kept whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.access.roles import has_supervisor
from core.clinic.payer import TAX_ID
from core.clinic.sentences import SET_UP_DONE, SETUP_WITHOUT_SITE, SETUP_WITHOUT_SUPERVISOR, SETUP_WITHOUT_TAX_ID
from core.errors import BadSettings
from core.journal.model import SET_UP
from core.record_ref import CLINIC
from core.schedule.to_move import stranded
from core.setup.changes import roles_changed
from core.setup.sentences import INTERPRETS_ALWAYS
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.schedule.ports import ScheduleContext
    from core.settings.model import Policy
    from core.setup.report import SetupReport


def set_up(context: ScheduleContext, actor: str, text: str, *, place: str, dry_run: bool) -> SetupReport:
    """Apply the text of a set-up file. Raises BadSettings listing every error, each with its place."""
    with context.reading(actor, Privilege.SET_UP) as (_, before):
        # seconds for a large clinic: not in the queue
        clinic, report = whole_setup(text, current=before, place=place, policy=context.policy)
    if clinic == before:
        return report
    if dry_run:
        return _with_stranded(context, report, before, _with_zones(clinic, before, context.clock.now()))
    with context.writing(actor, Privilege.SET_UP) as (tx, current):
        if current != before:
            clinic, report = whole_setup(text, current=current, place=place, policy=context.policy)
        tx.journal.begin(at=context.clock.now(), actor=actor, verb=SET_UP)
        clinic, before = _with_zones(clinic, current, context.clock.now()), current
        tx.replace_clinic(clinic)
        counts = {"added": report.added, "changed": report.changed, "retired": report.retired}
        said = ", ".join(f"{sum(by_kind.values())} {what}" for what, by_kind in counts.items())
        tx.journal.end(CLINIC, SET_UP_DONE.format(counts=said, roles=roles_changed(current.users, clinic.users)))
    return _with_stranded(context, report, before, clinic)


def _with_stranded(context: ScheduleContext, report: SetupReport, before: Clinic, after: Clinic) -> SetupReport:
    """The report with what `before` bore and `after` does not.

    It is read once the change is made, and no desk waits: who books from then on meets the rules of it.
    """
    with context.snapshot() as reading:  # who set up the first users may be none of them
        found = stranded(reading, before, after, context.policy, context.clock.now())
    return replace(report, stranded=found)


def _with_zones(clinic: Clinic, before: Clinic, now: datetime) -> Clinic:
    """The clinic with the time at which each site got another zone: now, or as `before` has it."""
    sites = {}
    for code, site in clinic.sites.items():
        old = before.sites.get(code)
        since = None if old is None else old.zone_since if old.zone == site.zone else now
        sites[code] = replace(site, zone_since=since)
    return replace(clinic, sites=sites)


def whole_setup(text: str, *, current: Clinic, place: str, policy: Policy) -> tuple[Clinic, SetupReport]:
    """As `read_setup`, for a clinic that can then be worked in: with a site, and somebody to let others in.

    Payers that are new or changed are told nothing that the settings lack. Raises BadSettings.
    """
    from core.setup.file import read_setup

    clinic, report = read_setup(text, current=current, place=place)
    if all(site.retired for site in clinic.sites.values()):
        raise BadSettings(SETUP_WITHOUT_SITE.format(place=place), ())
    if clinic.users and not has_supervisor(clinic.users):
        raise BadSettings(SETUP_WITHOUT_SUPERVISOR.format(place=place), ())
    untold = "" if policy.eligibility.tax_id else _wanting_tax_id(current, clinic)
    if untold:
        raise BadSettings(SETUP_WITHOUT_TAX_ID.format(place=place, payer=untold), ())
    return clinic, replace(report, notes=tuple(_notes(current, clinic)))


def _wanting_tax_id(before: Clinic, clinic: Clinic) -> str:
    """The code of the first payer that is new or other than before, and is told the clinic's tax id; '' for none."""
    changed = (one for code, one in clinic.payers.items() if one != before.payers.get(code))
    return next((one.code for one in changed if TAX_ID in one.tells and not one.retired), "")


def _notes(before: Clinic, clinic: Clinic) -> Iterator[str]:
    """Of interpreters that are new or other than before, and have no hours."""
    for code, one in clinic.interpreters.items():
        if not one.retired and not one.days and one.begin is None and one != before.interpreters.get(code):
            yield INTERPRETS_ALWAYS.format(name=one.name)
