"""What is a case about beside its patient: which appointment, provider, outside party, other case?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.cases import sentences as say
from core.cases.events import add_event
from core.cases.finding import about, find_case, find_seen, named, patient_of, records
from core.cases.model import Act, Case, CaseEvent, CaseLink, LinkKind
from core.clinic.codes import pick
from core.directory.listing import entry_of, reference_of
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.record_ref import AppointmentId
from core.record_status import LinkStatus
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.cases.ports import CaseContext, Reading, Writing
    from core.clinic.model import Clinic


class LinkRequest(Struct, frozen=True):
    """What a case is to be linked to: an appointment or case by its number, a provider or outside party by its code."""

    kind: LinkKind
    target: str


def link(context: CaseContext, actor: str, number: int, request: LinkRequest, *, rev: int | None) -> Change:
    """Link a case. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.WORK_CASES) as (tx, clinic):
        now = context.clock.now()
        case = find_seen(tx, clinic, number, rev, now)
        who = patient_of(tx, case)
        (made,) = read_links(tx, clinic, case, (request,))
        what = f"{made.kind.value} {made.number or made.code}"
        if any(same_target(one, made) for one in links_of(tx, case)):
            raise named(BadInput(say.ALREADY_LINKED.format(about=about(case, who), what=what), field="link"), who)
        tx.journal.begin(at=now, actor=actor, verb="case-link")
        add_link(tx, case, made)
        add_event(tx, case, CaseEvent(0, case.id, now, actor, Act.LINKED, note=what))
        sentence = say.LINKED.format(about=about(case, who), what=what)
        done = tx.journal.end(case.ref, sentence)
    return Change(done, sentence, records(case, who))


def unlink(context: CaseContext, actor: str, number: int, request: LinkRequest, *, rev: int | None) -> Change:
    """End a link. Raises NotFound, BadInput or ChangedElsewhere."""
    with context.writing(actor, Privilege.WORK_CASES) as (tx, clinic):
        now = context.clock.now()
        case = find_seen(tx, clinic, number, rev, now)
        who = patient_of(tx, case)
        wanted = f"{request.kind.value} {request.target}"
        found = [one for one in links_of(tx, case) if f"{one.kind.value} {one.number or one.code}" == wanted]
        if not found:
            raise named(BadInput(say.NOT_LINKED.format(about=about(case, who), what=wanted), field="link"), who)
        tx.journal.begin(at=now, actor=actor, verb="case-link")
        tx.records(CaseLink).save(replace(found[0], status=LinkStatus.ENDED))
        sentence = say.UNLINKED.format(about=about(case, who), what=wanted)
        add_event(tx, case, CaseEvent(0, case.id, now, actor, Act.LINKED, note=f"not {wanted}"))
        done = tx.journal.end(case.ref, sentence)
    return Change(done, sentence, records(case, who))


def links_of(reading: Reading, case: Case) -> tuple[CaseLink, ...]:
    """What it is linked to now."""
    return tuple(one for one in reading.records(CaseLink).of_owner(case.id) if one.status is LinkStatus.CURRENT)


def same_target(one: CaseLink, other: CaseLink) -> bool:
    """Whether both lead to the same."""
    return (one.kind, one.number, one.code) == (other.kind, other.number, other.code)


def read_links(reading: Reading, clinic: Clinic, case: Case, wanted: Sequence[LinkRequest]) -> tuple[CaseLink, ...]:
    """The links that are meant, each looked up. Raises NotFound, or BadInput for what is about somebody else."""
    return tuple(_read(reading, clinic, case, one) for one in wanted)


def add_link(tx: Writing, case: Case, made: CaseLink) -> None:
    """Keep it."""
    tx.records(CaseLink).add(replace(made, case=case.id))


def _read(reading: Reading, clinic: Clinic, case: Case, wanted: LinkRequest) -> CaseLink:
    if wanted.kind is LinkKind.PROVIDER:
        return CaseLink(0, 0, wanted.kind, 0, pick(clinic.providers, wanted.target, "provider", retired=True).code)
    if wanted.kind is LinkKind.PARTY:
        return _to_party(reading, clean_words(wanted.target, "link"))
    number = int(wanted.target) if wanted.target.isascii() and wanted.target.isdigit() else 0
    if wanted.kind is LinkKind.CASE:
        other = find_case(reading, number)
        if other.id == case.id:
            raise BadInput(say.LINK_TO_ITSELF, field="link")
        _refuse_another(reading, case, other.patient, say.CASE_OF_ANOTHER.format(number=number, patient="{patient}"))
        return CaseLink(0, 0, wanted.kind, other.id, "")
    found = reading.schedule.by_id(AppointmentId(number))
    if found is None:
        raise NotFound(say.NO_SUCH_APPOINTMENT.format(number=wanted.target))
    of_another = say.APPOINTMENT_OF_ANOTHER.format(number=number, patient="{patient}")
    _refuse_another(reading, case, found.patient.id, of_another)
    return CaseLink(0, 0, wanted.kind, number, "")


def _to_party(reading: Reading, words: str) -> CaseLink:
    """By the number of an entry of the directory, the code of a payer, or words that find one alone."""
    entry = entry_of(reading, words)
    return CaseLink(0, 0, LinkKind.PARTY, entry.id, "" if entry.id else reference_of(entry))


def _refuse_another(reading: Reading, case: Case, patient: int | None, sentence: str) -> None:
    """Raise BadInput where the other record is about another patient than the case."""
    if case.patient is None or patient is None or case.patient == patient:
        return
    who = patient_of(reading, case)
    assert who is not None  # noqa: S101 - a case belongs to a record
    raise BadInput(sentence.format(patient=who.name), field="link").naming(who)
