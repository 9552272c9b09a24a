"""When may an act of asking payers be taken back, and done again?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.coverage.model import asked_for, is_same_asked
from core.coverage.standing import AsOf
from core.errors import BadInput, ChangedElsewhere
from core.jobs.model import Job, JobStatus
from core.journal.model import UNDO
from core.verification import sentences as say
from core.verification.choosing import refuse_asked, refuse_off
from core.verification.inquiry import ASKING, ExchangeFile, Inquiry, InquiryStatus, asked_of
from core.verification.verifying import to_verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.journal.undo import Undoing


def permit(undoing: Undoing) -> None:
    """Files that wait may be withdrawn; none that went out, or whose answer came. Raises ChangedElsewhere.

    Done again, a question passes the rules of asking as things are by then.
    """
    if undoing.act.verb != ASKING:
        return
    journal = undoing.tx.journal
    refs = dict.fromkeys(image.ref for image in journal.images(undoing.act.id))
    records = [journal.row(ref) for ref in refs]
    why = next(_obstacles(records), "")
    if not why and undoing.entry.verb == UNDO:
        why = next((why for one in records if isinstance(one, Inquiry) and (why := _unaskable(undoing, one))), "")
    if why:
        raise ChangedElsewhere(undoing.refusal.format(why=why))


def _obstacles(records: list[object]) -> Iterator[str]:
    """Why files can no longer be withdrawn. A question may be answered though no worker lived to note that it went."""
    files = {one.id: one.name for one in records if isinstance(one, ExchangeFile)}
    for one in records:
        if isinstance(one, Inquiry) and one.status in {InquiryStatus.ANSWERED, InquiryStatus.REJECTED}:
            yield say.WENT_OUT.format(file=files[one.file])
        elif isinstance(one, Job) and one.status is JobStatus.DONE:
            yield say.WENT_OUT.format(file=", ".join(files.values()))
        elif isinstance(one, Job) and one.status is JobStatus.RUNNING:
            yield say.GOES_OUT.format(file=", ".join(files.values()))


def _unaskable(undoing: Undoing, inquiry: Inquiry) -> str:
    """Why the question may not be asked now; '' where it may."""
    tx = undoing.tx
    scheduled = tx.schedule.by_id(inquiry.appointment)
    patient = scheduled.patient
    site, policy = undoing.clinic.sites[scheduled.appointment.site], undoing.context.policy
    on = local(scheduled.appointment.start, site.tz).date()
    try:
        refuse_off(scheduled.appointment)
        coverage = to_verify(scheduled, AsOf(undoing.clinic, policy, undoing.now, site.tz))
        is_same = is_same_asked(asked_for(coverage, patient), inquiry.asked)
        if (coverage.id, on) != (inquiry.coverage, inquiry.on) or not is_same:
            return say.ASK_ANEW.format(patient=patient.name)
        last = tx.exchange.newest_of((coverage.id,)).get(asked_of(coverage.id, on))
        patience = timedelta(hours=policy.eligibility.again_hours)
        refuse_asked(last, coverage, patient, site, patience=patience, now=undoing.now)
    except BadInput as refusal:
        return refusal.sentence
    return ""
