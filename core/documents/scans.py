"""How does a scanned document come to a patient, how is it had again, and how is it taken away?

Its bytes lie with the images of insurance cards, so that backup, restore and doctor know of both.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.coverage.card import format_of
from core.coverage.cut_off import is_cut_off
from core.coverage.model import CardImage
from core.documents import sentences as say
from core.documents.letters import whom
from core.documents.model import Scan, ScanKind, ScanStatus
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.patients import access
from core.patients.finding import present
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.documents.ports import DocumentContext, Reading
    from core.record_ref import PatientId, RecordRef

MOST_BYTES: Final = 32 * 1024 * 1024
"""A hundred pages of a scanner."""
_MEGABYTE: Final = 1024 * 1024
_SHORTEST_REASON: Final = 3


def add(
    context: DocumentContext,
    actor: str,
    whose: RecordRef,
    content: bytes,
    *,
    kind: ScanKind,
    title: str = "",
    day: date | None = None,
) -> Change:
    """Keep a document of a patient, or of a visit. Raises NotFound, or BadInput for what is none or is there."""
    if len(content) > MOST_BYTES:
        raise BadInput(say.SCAN_TOO_LARGE.format(most=MOST_BYTES // _MEGABYTE), field="file")
    image = _image(content)
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, clinic):
        patient, visit = whom(tx, whose)
        now = context.clock.now()
        site = clinic.sites[visit.appointment.site] if visit else first_site(clinic)
        today = local(now, site.tz).date()
        if day is not None and day > today:
            raise BadInput(say.SCAN_AHEAD.format(day=f"{day:%-d %b %Y}"), field="on")
        for one in of_patient(tx, patient.id):
            if one.hash == image.hash:
                raise BadInput(say.SCAN_THERE.format(number=one.id, title=one.title), field="file")
        draft = Scan(
            id=0,
            patient=patient.id,
            kind=kind,
            title=clean_words(title, "title") or say.SCAN_KINDS[kind.value],
            day=day or today,
            hash=image.hash,
            format=image.kind,
            size=image.size,
            at=now,
            by=actor,
            appointment=visit.appointment.id if visit else None,
        )
        tx.journal.begin(at=now, actor=actor, verb="scan")
        tx.cards.keep(image, content)
        scan = tx.records(Scan).add(draft)
        sentence = say.SCAN_KEPT.format(number=scan.id, title=scan.title, patient=patient.name, mrn=patient.mrn)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (scan, patient))


def listed(context: DocumentContext, actor: str, whose: RecordRef) -> tuple[Scan, ...]:
    """The documents of a patient, or of a visit, the newest first. Raises NotFound or BadInput."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        patient, visit = whom(reading, whose)
        found = of_patient(reading, patient.id)
        of_visit = visit.appointment.id if visit else None
        return tuple(
            sorted(
                (one for one in found if of_visit in {None, one.appointment}),
                key=lambda one: (one.day, one.id),
                reverse=True,
            )
        )


def content(context: DocumentContext, actor: str, number: int, *, way: str, is_export: bool) -> tuple[Scan, bytes, str]:
    """A document, its bytes, and what is to be told where nobody can note that the record was opened by `way`.

    Who takes it out of the clinic (`is_export`) needs the privilege. Raises NotFound, NotAllowed or NeedsReason.
    """
    privilege = Privilege.RELEASE_RECORDS if is_export else Privilege.SEE_PATIENTS
    with context.reading(actor, privilege) as (reading, _):
        scan = _current(reading, number)
        warning = access.opened(context, actor, scan.patient, way)
        return scan, reading.cards.content(CardImage(scan.hash, scan.format, scan.size)), warning


def remove(context: DocumentContext, actor: str, number: int, reason: str) -> Change:
    """Take a document away from a patient whose it is not. Its bytes stay, for an undo. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.EDIT_PATIENTS) as (tx, _):
        scan = _current(tx, number)
        said = clean_words(reason, "reason")
        if len(said) < _SHORTEST_REASON:
            raise BadInput(say.SCAN_WHY, field="reason")
        patient = present(tx, scan.patient)
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="scan", reason=said)
        removed = tx.records(Scan).save(replace(scan, status=ScanStatus.REMOVED, reason=said))
        told = {"number": number, "title": scan.title, "patient": patient.name, "mrn": patient.mrn, "reason": said}
        sentence = say.SCAN_REMOVED.format(**told)
        entry = tx.journal.end(patient.ref, sentence)
    return Change(entry, sentence, (removed, patient))


def of_patient(reading: Reading, patient: PatientId) -> Sequence[Scan]:
    """Those that count, as they were kept."""
    return [one for one in reading.records(Scan).of_owner(patient) if one.status is ScanStatus.CURRENT]


def scan_of(context: DocumentContext, actor: str, number: int) -> Scan:
    """The document of that number. Raises NotFound."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        return _current(reading, number)


def _current(reading: Reading, number: int) -> Scan:
    scan = reading.records(Scan).by_id(number)
    if scan is None or scan.status is not ScanStatus.CURRENT:
        raise NotFound(say.NO_SUCH_SCAN.format(number=number))
    return scan


def _image(content: bytes) -> CardImage:
    """What is kept of the bytes. Raises BadInput."""
    if not content:
        raise BadInput(say.SCAN_EMPTY, field="file")
    kind = format_of(content)
    if not kind:
        raise BadInput(say.SCAN_NO_IMAGE, field="file")
    if is_cut_off(content, kind):
        raise BadInput(say.SCAN_CUT_OFF, field="file")
    return CardImage(sha256(content).hexdigest(), kind, len(content))
