"""How is what came in filed with a patient or a case, shown to a provider, filed elsewhere, or put aside?

Filed, it is a document of the patient as any that was scanned for them, so that their chart tells what became of it;
one that was misfiled leaves its trace in both charts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.cases.events import add_event
from core.cases.finding import find_case
from core.cases.model import Act, CaseEvent
from core.clinic.codes import first_site, pick
from core.documents.model import Scan, ScanKind, ScanStatus
from core.documents.scans import of_patient
from core.documents.sentences import SCAN_KINDS
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.mailroom import sentences as say
from core.mailroom.model import IncomingDocument, IncomingStatus
from core.patients.finding import present
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.mailroom.ports import MailroomContext, Reading, Writing
    from core.patients.model import Patient
    from core.record_ref import PatientId


class Filing(Struct, frozen=True):
    """With whom, as what, for which case, and which provider (a code) is to see it; '' for nobody."""

    patient: PatientId
    kind: ScanKind = ScanKind.OTHER
    title: str = ""
    case: int | None = None
    route: str = ""


def index(context: MailroomContext, actor: str, number: int, filing: Filing) -> Change:
    """File it. Raises NotFound, or BadInput, also for what is filed already."""
    with context.writing(actor, Privilege.FILE_MAIL) as (tx, clinic):
        now, document = context.clock.now(), find(tx, number)
        if document.status is not IncomingStatus.RECEIVED:
            sentence = say.NOT_TO_BE_FILED.format(name=document.name, status=document.status.value)
            raise BadInput(sentence, field="number")
        patient = present(tx, filing.patient)
        provider = pick(clinic.providers, filing.route, "provider") if filing.route else None
        case = find_case(tx, filing.case) if filing.case is not None else None
        if case and case.patient != patient.id:
            sentence = say.CASE_OF_ANOTHER.format(case=case.id, patient=patient.name, mrn=patient.mrn)
            raise BadInput(sentence, field="case")
        title = clean_words(filing.title, "title") or SCAN_KINDS[filing.kind.value]
        tx.journal.begin(at=now, actor=actor, verb="file-mail")
        scan = _filed(tx, clinic, document, patient, kind=filing.kind, title=title, actor=actor, now=now)
        if case:
            day = f"{local(document.at, first_site(clinic).tz):%-d %b %Y}"
            note = say.CASE_NOTE.format(way=document.way.value, day=day, title=title, scan=scan.id)
            add_event(tx, case, CaseEvent(0, case.id, now, actor, Act.NOTE, note=note))
        status = IncomingStatus.ROUTED if provider else IncomingStatus.INDEXED
        code = provider.code if provider else ""
        saved = _saved(tx, replace(document, status=status, scan=scan.id, routed_to=code), actor, now)
        template = say.INDEXED_CASE if case else say.INDEXED
        sentence = template.format(
            name=document.name,
            patient=patient.name,
            mrn=patient.mrn,
            title=title,
            scan=scan.id,
            case=case.id if case else "",
        )
        sentence += say.ROUTED.format(provider=provider.name) if provider else ""
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (saved, patient))


def refile(context: MailroomContext, actor: str, number: int, patient: PatientId) -> Change:
    """File it with somebody else: the document is taken away where it was, with why. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.FILE_MAIL) as (tx, clinic):
        now, document = context.clock.now(), find(tx, number)
        before = filed_as(tx, document)
        was, belongs = present(tx, before.patient), present(tx, patient)
        if was.id == belongs.id:
            raise BadInput(say.SAME_PATIENT.format(name=document.name, patient=was.name, mrn=was.mrn), field="patient")
        tx.journal.begin(at=now, actor=actor, verb="refile-mail", reason=say.MISFILED)
        if before.status is ScanStatus.CURRENT:
            tx.records(Scan).save(replace(before, status=ScanStatus.REMOVED, reason=say.MISFILED))
        scan = _filed(tx, clinic, document, belongs, kind=before.kind, title=before.title, actor=actor, now=now)
        status = IncomingStatus.ROUTED if document.routed_to else IncomingStatus.INDEXED
        saved = _saved(tx, replace(document, status=status, scan=scan.id), actor, now)
        sentence = say.REFILED.format(
            name=document.name,
            before=was.name,
            before_mrn=was.mrn,
            patient=belongs.name,
            mrn=belongs.mrn,
            scan=scan.id,
        )
        entry = tx.journal.end(belongs.ref, sentence)
    return Change(entry, sentence, (saved, was, belongs))


def acknowledge(context: MailroomContext, actor: str, number: int) -> Change:
    """Note that it was seen. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.ACKNOWLEDGE) as (tx, _):
        now, document = context.clock.now(), find(tx, number)
        if document.status is not IncomingStatus.ROUTED:
            raise BadInput(say.NOT_ROUTED.format(name=document.name), field="number")
        patient = present(tx, filed_as(tx, document).patient)
        tx.journal.begin(at=now, actor=actor, verb="acknowledge-mail")
        saved = _saved(tx, replace(document, status=IncomingStatus.ACKNOWLEDGED), actor, now)
        sentence = say.ACKNOWLEDGED.format(who=actor, name=document.name, patient=patient.name, mrn=patient.mrn)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (saved, patient))


def dismiss(context: MailroomContext, actor: str, number: int, reason: str) -> Change:
    """Put aside what is nobody's here, or was not taken in. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.FILE_MAIL) as (tx, _):
        now, document = context.clock.now(), find(tx, number)
        if document.status not in {IncomingStatus.RECEIVED, IncomingStatus.REFUSED}:
            sentence = say.NOT_DISMISSED.format(name=document.name, status=document.status.value)
            raise BadInput(sentence, field="number")
        said = clean_words(reason, "reason")
        if not said:
            raise BadInput(say.REASON_MISSING, field="reason")
        tx.journal.begin(at=now, actor=actor, verb="dismiss-mail", reason=said)
        saved = _saved(tx, replace(document, status=IncomingStatus.DISMISSED, problem=said), actor, now)
        sentence = say.DISMISSED.format(name=document.name, reason=said)
        entry = tx.journal.end(saved.ref, sentence)
    return Change(entry, sentence, (saved,))


def find(reading: Reading, number: int) -> IncomingDocument:
    """The one of that number. Raises NotFound."""
    document = reading.records(IncomingDocument).by_id(number)
    if document is None or document.status is IncomingStatus.WITHDRAWN:
        raise NotFound(say.NO_SUCH_DOCUMENT.format(number=number))
    return document


def filed_as(reading: Reading, document: IncomingDocument) -> Scan:
    """The document of a patient that it was filed as. Raises BadInput where it is not filed."""
    scan = reading.records(Scan).by_id(document.scan) if document.is_filed and document.scan else None
    if scan is None:
        raise BadInput(say.NOT_FILED.format(name=document.name), field="number")
    return scan


def _filed(
    tx: Writing,
    clinic: Clinic,
    document: IncomingDocument,
    patient: Patient,
    *,
    kind: ScanKind,
    title: str,
    actor: str,
    now: datetime,
) -> Scan:
    """The patient's document with these bytes: the one that is there already, or a new one."""
    for one in of_patient(tx, patient.id):
        if one.hash == document.hash:
            return one
    draft = Scan(
        id=0,
        patient=patient.id,
        kind=kind,
        title=title,
        day=local(document.at, first_site(clinic).tz).date(),
        hash=document.hash,
        format=document.format,
        size=document.size,
        at=now,
        by=actor,
    )
    return tx.records(Scan).add(draft)


def _saved(tx: Writing, document: IncomingDocument, actor: str, now: datetime) -> IncomingDocument:
    """Keep it, with who brought it so far and when."""
    return tx.records(IncomingDocument).save(replace(document, status_at=now, status_by=actor))
