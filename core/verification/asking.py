"""How are payers asked about visits: in which files, under which traces?"""

from __future__ import annotations

import hmac
from base64 import b32encode
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.clinic.codes import first_site
from core.coverage.model import asked_for
from core.errors import BadInput, NotFound
from core.exchange.x12.questions import question_file
from core.jobs.kinds import ASK_PAYERS, WRITE_INQUIRIES
from core.jobs.model import Job, JobId
from core.structs import replace
from core.verification import sentences as say
from core.verification.choosing import LeftOut, choose
from core.verification.inquiry import ASKING, Direction, ExchangeFile, FileStatus, Inquiry
from core.verification.question import letterhead, question_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.exchange.x12.questions import Question
    from core.journal.model import Entry
    from core.record_ref import AppointmentId
    from core.verification.choosing import Wanted
    from core.verification.ports import VerificationContext, Writing

FILE: Final = "file"
"""The detail of a job that holds the number of the file that is to be written or read."""
FOLDER: Final = "folder"
_TRACE_LETTERS: Final = 10
_MOST_IN_A_FILE: Final = 500


class Asked(Struct, frozen=True):
    """A visit about which a payer is asked, by the trace of the question; two of a patient may share one."""

    appointment: AppointmentId
    trace: str


class Sent(Struct, frozen=True):
    """What an act of asking came to: a sentence, its entry (None where nobody is asked), the files, and the visits."""

    sentence: str
    entry: Entry | None
    files: tuple[ExchangeFile, ...]
    asked: tuple[Asked, ...]
    left_out: tuple[LeftOut, ...]


def send(
    context: VerificationContext,
    actor: str,
    numbers: Sequence[AppointmentId],
    *,
    days: int | None = None,
    folder: str = "",
) -> Sent:
    """Ask about the visits of these numbers; with none, about those of the next `days` with something the matter.

    The files are written by a worker into `folder`, or that of the settings. Raises NotFound, NotAllowed, or BadInput
    where the settings name no folder.
    """
    with context.writing(actor, Privilege.ASK_PAYERS) as (tx, clinic):
        if not folder and not context.policy.eligibility.to:
            raise BadInput(say.NO_FOLDER)
        now = context.clock.now()
        wanted, left_out = choose(context, tx, clinic, numbers, days=days, now=now)
        asking = _Asking(context, tx, clinic, actor, now)
        files = asking.ask(wanted, folder)
        left = (*left_out, *asking.left_out)
        if not files:
            return Sent(_sentence((), (), left), None, (), (), left)
        sentence = _sentence(files, asking.asked, left)
        entry = tx.journal.end(files[0].ref, sentence)
    return Sent(sentence, entry, files, tuple(asking.asked), left)


def outgoing(context: VerificationContext, actor: str, number: int) -> tuple[ExchangeFile, bytes]:
    """A file that goes out, and its bytes. Raises NotFound."""
    with context.reading(actor, Privilege.ASK_PAYERS) as (reading, _):
        file = reading.records(ExchangeFile).by_id(number)
        content = reading.exchange.content(file.hash) if file and file.direction is Direction.OUT else None
    if file is None or content is None:
        raise NotFound(say.NO_FILE_OUT.format(number=number))
    return file, content


def trace_of(secret: bytes, number: int) -> str:
    """The trace of that question: its number, and letters that no other clinic's question of this number has."""
    seal = b32encode(hmac.digest(secret, f"trace {number}".encode(), "sha256")).decode()
    return f"{number}-{seal[:_TRACE_LETTERS]}"


def _sentence(files: Sequence[ExchangeFile], asked: Sequence[Asked], left: Sequence[LeftOut]) -> str:
    if not files and not left:
        return say.NOTHING_TO_ASK
    if not files:
        return say.ASKED_NOBODY.format(why=left[0].why) if len(left) == 1 else say.ASKED_NONE.format(left=len(left))
    names = ", ".join(one.name for one in files)
    told = (say.ASKED_ONE if len(asked) == 1 else say.ASKED).format(count=len(asked), files=names)
    return told + (say.ASKED_LEFT.format(left=len(left)) if left else "")


class _Asking:
    """Writes the questions of one act, and the files that they go out in."""

    def __init__(self, context: VerificationContext, tx: Writing, clinic: Clinic, actor: str, now: datetime) -> None:
        self._settings = context.policy.eligibility
        self._tx, self._clinic, self._actor, self._now = tx, clinic, actor, now
        self._is_begun = False
        self.asked: list[Asked] = []
        self.left_out: list[LeftOut] = []

    def ask(self, wanted: Sequence[Wanted], folder: str) -> tuple[ExchangeFile, ...]:
        """A file for each folder and sender, of so many questions at most. Who cannot be asked about is left out."""
        by_file: dict[tuple[str, str], list[tuple[Wanted, Question]]] = {}
        for one in wanted:
            site = self._clinic.sites[one.scheduled.appointment.site]
            payer = self._clinic.payers.get(one.coverage.payer)
            try:
                question = question_of(
                    one.scheduled.patient, one.coverage, one.on, payer, site, settings=self._settings
                )
            except BadInput as refusal:
                self.left_out += [LeftOut(number, refusal.sentence) for number in one.visits]
                continue
            where = folder or self._settings.to.format(payer=one.coverage.payer)
            by_file.setdefault((where, self._settings.sender or site.npi), []).append((one, question))
        kind = WRITE_INQUIRIES.name if folder else ASK_PAYERS.name
        return tuple(
            self._write(held[start : start + _MOST_IN_A_FILE], sender, where, kind)
            for (where, sender), held in by_file.items()
            for start in range(0, len(held), _MOST_IN_A_FILE)
        )

    def _write(self, wanted: Sequence[tuple[Wanted, Question]], sender: str, folder: str, kind: str) -> ExchangeFile:
        """One file: its record and bytes, its questions, and the job that lays it into the folder."""
        tx = self._tx
        control, first, secret = tx.exchange.next_file(), tx.exchange.next_inquiry(), tx.exchange.secret()
        questions = [
            replace(question, number=number, trace=trace_of(secret, number))
            for number, (_, question) in enumerate(wanted, start=first)
        ]
        at = local(self._now, first_site(self._clinic).tz)
        content = question_file(questions, letterhead(self._settings, sender), control, at).encode("ascii")
        digest = sha256(content).hexdigest()
        name = say.FILE_NAME.format(control=control, mark=digest[:8])
        if not self._is_begun:
            tx.journal.begin(at=self._now, actor=self._actor, verb=ASKING)
            self._is_begun = True
        draft = ExchangeFile(0, name, digest, len(content), Direction.OUT, self._now, FileStatus.SENT)
        file = tx.records(ExchangeFile).add(draft)
        tx.exchange.keep(digest, content)
        for (one, _), question in zip(wanted, questions, strict=True):
            self._keep(one, question, file)
        details = {FILE: str(file.id), FOLDER: folder}
        tx.jobs.ask(Job(JobId(0), say.FILE_JOB.format(name=name), kind, self._now, details=details))
        return file

    def _keep(self, one: Wanted, question: Question, file: ExchangeFile) -> None:
        patient = one.scheduled.patient
        draft = Inquiry(
            id=0,
            patient=patient.id,
            coverage=one.coverage.id,
            appointment=one.scheduled.appointment.id,
            trace=question.trace,
            on=one.on,
            asked=asked_for(one.coverage, patient),
            services=question.services,
            file=file.id,
            sent_at=self._now,
            sent_by=self._actor,
        )
        self._tx.records(Inquiry).add(draft)
        self.asked += [Asked(number, question.trace) for number in one.visits]
