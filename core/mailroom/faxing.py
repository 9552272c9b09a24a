"""How is a fax sent, how is it noted what the fax server says of it, and how is it tried again?"""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.coverage.card import format_of
from core.coverage.cut_off import is_cut_off
from core.coverage.model import CardImage
from core.directory.listing import entry_now, kept_entries
from core.documents.model import Scan, ScanStatus
from core.documents.scans import of_patient
from core.errors import BadInput, ChangedElsewhere, NotFound
from core.jobs.kinds import SEND_FAX
from core.jobs.model import WORKER, Job, JobId, JobStatus
from core.journal.change import Change
from core.mailroom import cover
from core.mailroom import fax_sentences as say
from core.mailroom.outgoing import TRIES, FaxStatus, OutgoingFax
from core.patients import access
from core.structs import replace
from core.text.card_numbers import clean_words, masked_words
from core.text.cleaning import digits_of

if TYPE_CHECKING:
    from datetime import datetime

    from core.journal.undo import Undoing
    from core.mailroom.ports import MailroomContext, Reading, Writing

FAX: Final = "fax"
TRY: Final = "try"
_LEAST_DIGITS: Final = 3
_PAGE: Final = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_AGAIN_AFTER: Final = (timedelta(minutes=5), timedelta(minutes=15))
_LONGEST_CODE: Final = 80


class FaxRequest(Struct, frozen=True):
    """To whom (an entry of the directory, or a number), and what: a patient's document, or other bytes; its cover."""

    cover: bytes
    entry: int | None = None
    number: str = ""
    scan: int | None = None
    content: bytes = b""
    title: str = ""


def send(context: MailroomContext, actor: str, request: FaxRequest) -> Change:
    """Have the worker send it. Raises NotFound, NeedsReason, or BadInput, also where no spool folder is set."""
    privilege = Privilege.FILE_MAIL if request.scan is None else Privilege.RELEASE_RECORDS
    with context.reading(actor, privilege) as (reading, _):
        scan = _scan(reading, request.scan) if request.scan is not None else None
        content = reading.cards.content(CardImage(scan.hash, scan.format, scan.size)) if scan else request.content
    if scan:
        access.opened(context, actor, scan.patient, "fax")
    if not context.policy.mail.fax_spool:
        raise BadInput(say.NO_SPOOL)
    with context.writing(actor, privilege) as (tx, _):
        now = context.clock.now()
        recipient, number = _to(tx, request)
        document, cover = _image(content), _image(request.cover)
        title = clean_words(request.title, "title") or (scan.title if scan else say.DOCUMENT)
        fax = OutgoingFax(
            id=0,
            patient=scan.patient if scan else None,
            entry=request.entry,
            recipient=recipient,
            number=number,
            title=title,
            document=document,
            cover=cover,
            pages=pages_of(content) + pages_of(request.cover),
            at=now,
            by=actor,
            status=FaxStatus.QUEUED,
            status_at=now,
        )
        tx.journal.begin(at=now, actor=actor, verb="fax")
        tx.cards.keep(document, content)
        tx.cards.keep(cover, request.cover)
        return _queued(tx, fax, now)


def again(context: MailroomContext, actor: str, number: int, *, to: str = "") -> Change:
    """Send one anew that failed or was not confirmed, to another number if one is said: whose that is, is told anew.

    What is a patient's asks what sending it asked, and is still theirs. Raises BadInput, NotFound or NeedsReason.
    """
    with context.reading(actor, Privilege.FILE_MAIL) as (reading, _):
        before = find(reading, number)
        whose, anew = before.patient, _to_another(reading, before, to) if to else before
    privilege = Privilege.FILE_MAIL if whose is None else Privilege.RELEASE_RECORDS
    if whose is not None:
        with context.reading(actor, privilege):  # who may not is told so before they are asked why
            access.opened(context, actor, whose, "fax")
    page = b"" if _goes_to(anew) == _goes_to(before) else _covered(context, actor, anew)
    with context.writing(actor, privilege) as (tx, _):
        now, fax = context.clock.now(), find(tx, number)
        if fax.status not in {FaxStatus.FAILED, FaxStatus.SENT}:
            raise BadInput(say.NOT_AGAIN.format(number=number, status=fax.status.value), field="number")
        if fax.patient is not None and all(one.hash != fax.document.hash for one in of_patient(tx, fax.patient)):
            raise BadInput(say.TAKEN_AWAY.format(number=number), field="number")
        tx.journal.begin(at=now, actor=actor, verb="fax-again")
        tx.records(OutgoingFax).save(replace(fax, status=FaxStatus.WITHDRAWN, status_at=now))
        if page:
            was = pages_of(tx.cards.content(fax.cover))
            anew = replace(anew, cover=_image(page), pages=fax.pages - was + pages_of(page))
            tx.cards.keep(anew.cover, page)
        anew = replace(anew, id=0, at=now, by=actor, status=FaxStatus.QUEUED, status_at=now, tries=1, code="", rev=1)
        return _queued(tx, anew, now)


def _goes_to(fax: OutgoingFax) -> tuple[int | None, str, str]:
    """What its cover says of whom it goes to."""
    return fax.entry, fax.recipient, fax.number


def _to_another(reading: Reading, fax: OutgoingFax, to: str) -> OutgoingFax:
    """The same fax to that number: to the entry of the directory that has it, else to whoever it is; or BadInput."""
    number = _dialled(to)
    if digits_of(number) == digits_of(fax.number):
        return replace(fax, number=number)
    entry = next((one for one in kept_entries(reading) if digits_of(one.fax) == digits_of(number)), None)
    return replace(fax, number=number, entry=entry.id if entry else None, recipient=entry.name if entry else number)


def _covered(context: MailroomContext, actor: str, fax: OutgoingFax) -> bytes:
    """A cover that names whom it goes to now; of a patient's document it never says what that is called."""
    from core.templates.paper.fonts import FontFiles
    from core.templates.paper.pages import as_pdf

    title = fax.title if fax.patient is None else say.A_DOCUMENT
    made = cover.cover(context, actor, entry=fax.entry, number=fax.number, title=title, note="")
    settings = context.policy.documents
    return as_pdf([made], FontFiles(settings.fonts), paper=settings.paper)


def drop(context: MailroomContext, actor: str, number: int) -> Change:
    """Take one off the list that failed or was not confirmed. Raises BadInput, NotFound or NeedsReason."""
    with context.reading(actor, Privilege.FILE_MAIL) as (reading, _):
        whose = find(reading, number).patient
    if whose is not None:
        access.opened(context, actor, whose, "fax")
    with context.writing(actor, Privilege.FILE_MAIL) as (tx, _):
        now, fax = context.clock.now(), find(tx, number)
        if fax.status not in {FaxStatus.FAILED, FaxStatus.SENT}:
            raise BadInput(say.NOT_AGAIN.format(number=number, status=fax.status.value), field="number")
        tx.journal.begin(at=now, actor=actor, verb="fax-drop")
        saved = tx.records(OutgoingFax).save(replace(fax, status=FaxStatus.WITHDRAWN, status_at=now))
        sentence = say.DROPPED.format(number=number, recipient=fax.recipient)
        entry = tx.journal.end(saved.ref, sentence)
    return Change(entry, sentence, (saved,))


def note(
    context: MailroomContext, actor: str, number: int, attempt: int, state: FaxStatus, *, code: str = "", pages: int = 0
) -> bool:
    """Note what became of a try; whether that is new. What failed is tried again until it was so often enough.

    What is said of an earlier try, or of one that is settled, says nothing.
    """
    with context.writing(actor, Privilege.WORK) as (tx, _):
        now, fax = context.clock.now(), tx.records(OutgoingFax).by_id(number)
        is_open = fax is not None and fax.status in {FaxStatus.QUEUED, FaxStatus.SENT}
        if fax is None or not is_open or fax.tries != attempt:
            return False
        said = masked_words(code, limit=_LONGEST_CODE)
        if (fax.status, fax.code) == (state, said):
            return False
        tx.journal.begin(at=now, actor=WORKER, verb="fax-status")
        if state is FaxStatus.FAILED and attempt < TRIES:
            tx.jobs.ask(_job(fax, attempt + 1, now + _AGAIN_AFTER[attempt - 1]))
            changed = replace(fax, status=FaxStatus.QUEUED, tries=attempt + 1, code=said, status_at=now)
        else:
            changed = replace(fax, status=state, code=said, pages=pages or fax.pages, status_at=now)
        saved = tx.records(OutgoingFax).save(changed)
        sentence = say.STATUS.format(number=number, recipient=fax.recipient, status=saved.status.value, code=said)
        tx.journal.end(saved.ref, sentence)
    return True


def permit_undo(undoing: Undoing) -> None:
    """A fax is withdrawn as long as it waits: none that is being sent, or was. Raises ChangedElsewhere."""
    tx = undoing.tx
    for image in tx.journal.images(undoing.entry.id):
        fax = tx.records(OutgoingFax).by_id(image.ref.id) if image.ref.kind == "outgoing_fax" else None
        job = tx.jobs.by_name(job_name(fax.id, fax.tries)) if fax and image.before is None else None
        if fax and job and job.status in {JobStatus.RUNNING, JobStatus.DONE}:
            raise ChangedElsewhere(undoing.refusal.format(why=say.UNDER_WAY.format(number=fax.id)))


def find(reading: Reading, number: int) -> OutgoingFax:
    """The one of that number. Raises NotFound."""
    fax = reading.records(OutgoingFax).by_id(number)
    if fax is None:
        raise NotFound(say.NO_SUCH_FAX.format(number=number))
    return fax


def pages_of(content: bytes) -> int:
    """How many pages a PDF has, as far as its objects stand there plainly; 1 of anything else."""
    return len(_PAGE.findall(content)) or 1


def job_name(fax: int, attempt: int) -> str:
    """What the job of a try is called: the fax server knows it by that too."""
    return f"fax-{fax}-{attempt}"


def _queued(tx: Writing, draft: OutgoingFax, now: datetime) -> Change:
    fax = tx.records(OutgoingFax).add(draft)
    tx.jobs.ask(_job(fax, 1, now))
    to = fax.number if fax.recipient == fax.number else f"{fax.recipient}, {fax.number},"
    sentence = say.QUEUED.format(number=fax.id, to=to, title=fax.title, pages=fax.pages)
    entry = tx.journal.end(fax.ref, sentence)
    return Change(entry, sentence, (fax,))


def _job(fax: OutgoingFax, attempt: int, due: datetime) -> Job:
    details = {FAX: str(fax.id), TRY: str(attempt)}
    return Job(JobId(0), job_name(fax.id, attempt), SEND_FAX.name, due, details=details)


def _scan(reading: Reading, number: int) -> Scan:
    scan = reading.records(Scan).by_id(number)
    if scan is None or scan.status is not ScanStatus.CURRENT:
        raise NotFound(say.NO_SUCH_SCAN.format(number=number))
    return scan


def _to(reading: Reading, request: FaxRequest) -> tuple[str, str]:
    """Whom, and the number that is dialled. Raises BadInput."""
    if request.entry is None:
        number = _dialled(request.number)
        return number, number
    entry = entry_now(reading, request.entry)
    if not entry.fax and not request.number:
        raise BadInput(say.NO_FAX_NUMBER.format(name=entry.name, number=entry.id), field="to")
    return entry.name, _dialled(request.number or entry.fax)


def _dialled(typed: str) -> str:
    number = clean_words(typed, "number", limit=40)
    if len(digits_of(number)) < _LEAST_DIGITS:
        raise BadInput(say.NO_NUMBER.format(typed=number), field="number")
    return number


def _image(content: bytes) -> CardImage:
    kind = format_of(content)
    if kind not in {"pdf", "tiff", "jpeg", "png"}:
        raise BadInput(say.NO_DOCUMENT, field="file")
    if is_cut_off(content, kind):
        raise BadInput(say.CUT_OFF, field="file")
    return CardImage(sha256(content).hexdigest(), kind, len(content))
