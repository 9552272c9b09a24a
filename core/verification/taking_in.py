"""How is a file that came in taken, once, whoever brings it and however often, and what of it is not?"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from core.access.privileges import Privilege
from core.errors import BadInput, NotFound
from core.exchange.x12.questions import made_at, set_number
from core.jobs.kinds import TAKE_ANSWERS
from core.jobs.model import WORKER, Job, JobId
from core.jobs.sentences import PLANNED
from core.journal.change import Change
from core.structs import replace
from core.text.card_numbers import masked_words
from core.text.cleaning import LONGEST_NUMBER, clean_text
from core.verification import sentences as say
from core.verification.asking import FILE
from core.verification.findings import Findings, findings
from core.verification.inquiry import Direction, ExchangeFile, FileStatus, InquiryStatus
from core.verification.matching import answer_of, asked_by, is_new, note
from core.verification.mending import mend
from core.verification.telling import rejected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.exchange.x12.acknowledgements import Acknowledged
    from core.exchange.x12.answers import Answer
    from core.exchange.x12.rejections import Rejection
    from core.verification.ports import Reading, VerificationContext, Writing

MOST_BYTES: Final = 16 * 1024 * 1024
"""Ten thousand answers, which take up half a gigabyte while they are read; a file of questions has 500 at most."""
PLACE: Final = "place"
"""The detail of a job that holds a folder or a file that could not be read."""
_MEGABYTE: Final = 1024 * 1024
_LONGEST_NAME: Final = 120
_MOST_FAULTS: Final = 5
_LONGEST_PROBLEM: Final = 2_000


class Taken(Struct, frozen=True):
    """What came of a file: how many answers matched, the traces of those that nobody here asked for, its faults.

    So many of the answers were `known` already, as the file was taken before.
    """

    file: ExchangeFile
    matched: int
    unmatched: tuple[str, ...]
    faults: tuple[str, ...]
    known: int = 0

    @property
    def more(self) -> int:
        """How many answers matched that did not before."""
        return max(self.matched - self.known, 0)


def receive(context: VerificationContext, actor: str, name: str, content: bytes) -> tuple[ExchangeFile, bool]:
    """Keep the bytes of a file, and have a worker take it; whether it is a new one. The same bytes are one file."""
    digest = sha256(content).hexdigest()
    with context.reading(actor, Privilege.ASK_PAYERS) as (reading, _):
        known = reading.exchange.with_hash(digest)
    if known:
        return known, False
    with context.writing(actor, Privilege.ASK_PAYERS) as (tx, _):
        known = tx.exchange.with_hash(digest)
        if known:
            return known, False
        now, called = context.clock.now(), masked_words(name, limit=_LONGEST_NAME) or digest[:8]
        is_whole = len(content) <= MOST_BYTES
        problem = "" if is_whole else say.TOO_LARGE.format(most=MOST_BYTES // _MEGABYTE)
        status = FileStatus.RECEIVED if is_whole else FileStatus.REFUSED
        tx.journal.begin(at=now, actor=WORKER, verb="receive")
        draft = ExchangeFile(0, called, digest, len(content), Direction.IN, now, status, problem)
        file = tx.records(ExchangeFile).add(draft)
        if is_whole:
            tx.exchange.keep(digest, content)
            tx.jobs.ask(_job(file, now))
        tx.journal.end(file.ref, say.RECEIVED.format(name=called, size=len(content)))
    return file, True


def note_trouble(context: VerificationContext, actor: str, place: str) -> None:
    """Have a worker look at a folder or a file that cannot be read until it can, and desks be told: once a day."""
    now = context.clock.now()
    name = say.PLACE_JOB.format(place=clean_text(place, limit=_LONGEST_NAME), day=f"{now:%Y-%m-%d}")
    with context.reading(actor, Privilege.ASK_PAYERS) as (reading, _):
        if reading.jobs.by_name(name):
            return
    with context.writing(actor, Privilege.ASK_PAYERS) as (tx, _):
        tx.journal.begin(at=now, actor=WORKER, verb="plan")
        job = tx.jobs.ask(Job(JobId(0), name, TAKE_ANSWERS.name, now, details={PLACE: place}))
        tx.journal.end(job.ref, PLANNED.format(name=name))


def take(context: VerificationContext, actor: str, number: int) -> Taken:
    """Note everything that the file says, which may have been noted before. Raises NotFound, NotAllowed or Busy.

    Other desks get their turn in between. Cut off in the middle it is begun again, and what is noted is known by then.
    """
    with context.reading(actor, Privilege.ASK_PAYERS) as (reading, _):
        file = _file(reading, number)
        content = reading.exchange.content(file.hash)
    if content is None:
        return Taken(file, 0, (), (file.problem,))
    found = findings(content)
    counts = _Counts()
    work = list(_work(found))
    while work:
        with context.writing(actor, Privilege.ASK_PAYERS) as (tx, clinic):
            while work and not tx.has_had_its_turn:
                work.pop(0).do(context, tx, clinic, file, counts)
    return _finish(context, actor, file, found, counts)


def dismiss(context: VerificationContext, actor: str, number: int) -> Change:
    """Take a file off the list of errors; its bytes stay. Raises NotFound or BadInput."""
    with context.writing(actor, Privilege.ASK_PAYERS) as (tx, _):
        file = _file(tx, number)
        if file.status is not FileStatus.REFUSED:
            raise BadInput(say.NOT_REFUSED.format(number=number))
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="dismiss")
        kept = tx.records(ExchangeFile).save(replace(file, status=FileStatus.DISMISSED))
        sentence = say.FILE_DISMISSED.format(name=file.name)
        entry = tx.journal.end(kept.ref, sentence)
    return Change(entry, sentence)


class _Counts(Struct):
    """What was matched so far."""

    matched: int = 0
    unmatched: list[str] = field(default_factory=list)


class _OneAnswer(Struct, frozen=True):
    """An answer to be noted."""

    answer: Answer
    made: str
    is_alone: bool

    def do(
        self, context: VerificationContext, tx: Writing, clinic: Clinic, file: ExchangeFile, counts: _Counts
    ) -> None:
        """Note it with its question, unless that says so already."""
        inquiry = asked_by(tx, self.answer, is_alone=self.is_alone)
        if inquiry is None:
            counts.unmatched.append(next(iter(self.answer.traces), self.answer.reference) or "?")
            return
        counts.matched += 1
        told = answer_of(tx, inquiry, self.answer, self.made)
        if is_new(inquiry, told):
            note(tx, clinic, inquiry, told, file, now=context.clock.now(), by=WORKER)


class _OneRefusal(Struct, frozen=True):
    """What is said of a file that was sent."""

    said: Acknowledged

    def do(
        self, context: VerificationContext, tx: Writing, clinic: Clinic, file: ExchangeFile, counts: _Counts
    ) -> None:
        """Note it with the questions of that file that were refused; with none where it names one that is not in it."""
        control = self.said.file.lstrip("0")
        is_number = control.isascii() and control.isdigit() and len(control) <= LONGEST_NUMBER
        sent = tx.records(ExchangeFile).by_id(int(control)) if is_number else None
        in_file = tx.exchange.in_file(sent.id) if sent else ()
        asked = {set_number(inquiry.id).lstrip("0"): inquiry for inquiry in in_file}
        if sent is None or sent.direction is not Direction.OUT or not self._is_about(tx, sent, len(asked)):
            counts.unmatched.append(self.said.file or "?")
            return
        refused = {number.lstrip("0"): why for number, why in self.said.questions}
        foreign = [number for number, _ in self.said.questions if number.lstrip("0") not in asked]
        if foreign:  # another clinic's file has that number too
            counts.unmatched += foreign
            return
        counts.matched += 1
        for number, inquiry in asked.items():
            why: Rejection | None = self.said.refused or refused.get(number)
            if why and inquiry.status is InquiryStatus.SENT:
                note(tx, clinic, inquiry, rejected([why], ""), file, now=context.clock.now(), by=WORKER)

    def _is_about(self, tx: Reading, sent: ExchangeFile, count: int) -> bool:
        """Whether it is our file, which has `count` questions, and not another clinic's of the same number."""
        if self.said.refused and self.said.sets.isdigit() and self.said.sets.lstrip("0") != str(count):
            return False
        content = tx.exchange.content(sent.hash) if self.said.made else None
        return content is None or made_at(content.decode("ascii")) == self.said.made


def _work(found: Findings) -> Iterator[_OneAnswer | _OneRefusal]:
    """What is to be noted: what was answered before what was refused."""
    references = [answer.reference for answer, _ in found.answers if not answer.traces]
    for answer, made in found.answers:
        yield _OneAnswer(answer, made, not answer.traces and references.count(answer.reference) == 1)
    yield from map(_OneRefusal, found.acknowledged)


def _finish(context: VerificationContext, actor: str, known: ExchangeFile, found: Findings, counts: _Counts) -> Taken:
    """Note what came of the file; of one that was taken, that earlier ones of its name are made good for."""
    faults = [*found.faults, *_foreign(counts.unmatched)]
    problem = _problem(faults)
    with context.writing(actor, Privilege.ASK_PAYERS) as (tx, _):
        file = _file(tx, known.id)
        status = FileStatus.REFUSED if faults else FileStatus.TAKEN
        after = replace(file, status=status, problem=problem, matched=counts.matched)
        if after != file:
            tx.journal.begin(at=context.clock.now(), actor=WORKER, verb="take")
            file = tx.records(ExchangeFile).save(after)
            if not faults:
                mend(tx, file)
            template = say.FILE_REFUSED if faults else say.FILE_TAKEN
            tx.journal.end(file.ref, template.format(name=file.name, matched=counts.matched, why=problem))
    return Taken(file, counts.matched, tuple(counts.unmatched), tuple(faults), known=known.matched)


def _foreign(traces: list[str]) -> list[str]:
    if not traces:
        return []
    template = say.FOREIGN_ONE if len(traces) == 1 else say.FOREIGN
    return [template.format(count=len(traces), trace=clean_text(traces[0], limit=50))]


def _problem(faults: list[str]) -> str:
    told = list(dict.fromkeys(faults))
    more = [say.MORE_FAULTS.format(count=len(told) - _MOST_FAULTS)] if len(told) > _MOST_FAULTS else []
    return " ".join((*told[:_MOST_FAULTS], *more))[:_LONGEST_PROBLEM]


def _file(reading: Reading, number: int) -> ExchangeFile:
    """The file of that number that came in. Raises NotFound."""
    file = reading.records(ExchangeFile).by_id(number)
    if file is None or file.direction is not Direction.IN:
        raise NotFound(say.NO_SUCH_FILE.format(number=number))
    return file


def _job(file: ExchangeFile, now: datetime) -> Job:
    name = say.FILE_IN_JOB.format(file=file.id, name=file.name)
    return Job(JobId(0), name, TAKE_ANSWERS.name, now, details={FILE: str(file.id)})
