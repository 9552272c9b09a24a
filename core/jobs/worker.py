"""How are jobs done, by workers that may be killed at any moment, each once?

A worker takes a job in one transaction, carries it out in none, and notes in another what came of it. In between the
job is its own as long as it lives; who takes over from one that died, or is stuck, gives the row another `rev`, and
what the first then says counts for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.access.privileges import Privilege
from core.clinic.codes import first_site
from core.errors import ClinicdeskError
from core.jobs import course, sentences
from core.jobs.model import WORKER, JobStatus, PlaceState
from core.journal.refusals import StaleRow
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.jobs.model import Job, JobKind
    from core.jobs.ports import JobContext, Leases, Link, Reading, Writing


class Turn(Struct, frozen=True):
    """What came of one job that was taken: the sentence that says so, and whether it was done."""

    sentence: str
    is_done: bool


class _Result(Struct, frozen=True):
    """What came of a job: the job as it is to be kept, and the sentence."""

    job: Job
    sentence: str


class Worker:
    """Does the jobs of one clinic, one after the other. Several may run at once, in processes of their own."""

    def __init__(
        self,
        context: JobContext,
        actor: str,
        *,
        kinds: Mapping[str, JobKind],
        links: Mapping[str, Link],
        leases: Leases,
        note_error: Callable[[Exception], int],
        plans: Sequence[Callable[[], None]] = (),
        beside: Sequence[Callable[[], Turn | None]] = (),
        is_hasty: bool = False,
    ) -> None:
        """`actor` is who lets it run. `links` carry out the jobs, by kind; a kind without one is left to others.

        One that `is_hasty` waits for no delay: it tries at once, and once, what failed before it came. `note_error`
        keeps an error that nobody foresaw, and answers with its reference. `plans` ask for jobs that follow from how
        things stand in the clinic.
        """
        self._context = context
        self._actor = actor
        self._kinds = {name: kind for name, kind in kinds.items() if name in links}
        self._links = links
        self._leases = leases
        self._note_error = note_error
        self._plans = plans
        self._beside = beside
        self._is_hasty = is_hasty
        self._tried: set[str] = set()
        self._unnoted: _Result | None = None

    def turn(self) -> Turn | None:
        """Plan what has come due, and do the next job; None where nothing is to be done now, which writes nothing.

        Raises NotAllowed, Busy or DatabaseUnusable; what was carried out by then is noted in the next turn.
        """
        if self._unnoted is None:
            self._plan()
            job = self._take()
            if job is None:
                return next((turn for each in self._beside if (turn := each())), None)
            self._unnoted = self._carry_out(job)
        turn = self._note(self._unnoted)
        self._unnoted = None
        return turn

    @property
    def is_free(self) -> bool:
        """Whether all that it carried out is noted, so that another may come in its stead."""
        return self._unnoted is None

    # What is to be done

    def _plan(self) -> None:
        """Ask for what recurs and has come due, and give up what nobody needs any more."""
        for plan in self._plans:
            plan()
        now = self._context.clock.now()
        with self._context.reading(self._actor, Privilege.WORK) as (reading, clinic):
            reading.jobs.keep_up()
            if not self._changes(reading, clinic, now):
                return
        with self._context.writing(self._actor, Privilege.WORK) as (tx, clinic):
            changed = self._changes(tx, clinic, now)
            if not changed:
                return
            tx.journal.begin(at=now, actor=WORKER, verb="plan")
            kept = [tx.jobs.save(job) if job.id else tx.jobs.ask(job) for job in changed]
            tx.journal.end(kept[0].ref, " ".join(map(course.plan_sentence, kept)))

    def _changes(self, reading: Reading, clinic: Clinic, now: datetime) -> list[Job]:
        """The jobs that are to be inserted (without a number) or changed, before any is taken."""
        open_now = [job for name in self._kinds for job in reading.jobs.open([name])]  # none behind many of another
        changes = [*self._recurring(reading, clinic, now), *self._not_armed(reading, open_now, now)]
        changed = {job.id for job in changes}
        late = [job for job in open_now if course.is_too_late(job, now) and job.id not in changed]
        return [*changes, *(course.given_up(job, now) for job in late if course.is_free(job, self._leases))]

    def _recurring(self, reading: Reading, clinic: Clinic, now: datetime) -> list[Job]:
        """What recurs: a job for an occasion that has none; of a kind that is switched off nothing stays."""
        if not clinic.sites_in_use:
            return []
        site = first_site(clinic)
        changes: list[Job] = []
        for kind in self._kinds.values():
            if kind.recurrence is None:
                continue
            occasion = kind.recurrence.occasion(self._context.policy, site, now)
            if occasion is None:
                changes += [course.withdrawn(job, now) for job in self._unsettled(reading, kind)]
            elif reading.jobs.by_name(occasion.name) is None:
                changes.append(course.planned(kind, occasion))
        return changes

    def _unsettled(self, reading: Reading, kind: JobKind) -> list[Job]:
        """Those of the kind that wait, or are in trouble still."""
        jobs = {job.id: job for job in (*reading.jobs.open([kind.name]), *reading.jobs.in_trouble(kind.name))}
        return [job for job in jobs.values() if course.is_free(job, self._leases) or job.status is JobStatus.FAILED]

    def _not_armed(self, reading: Reading, jobs: Sequence[Job], now: datetime) -> list[Job]:
        """Outward jobs that are due where nobody armed the worker, each of which is to say so."""
        outward = [job for job in jobs if self._kinds[job.kind].is_outward]
        due = [job for job in outward if course.may_be_taken(job, self._leases, now)]
        state = reading.jobs.place() if due else PlaceState.ARMED
        if state is PlaceState.ARMED:
            return []
        why = sentences.NOT_ARMED if state is PlaceState.ELSEWHERE else sentences.NEVER_ARMED
        return [course.held_back(job, why) for job in due if job.problem != why]

    # Taken, carried out, noted

    def _take(self) -> Job | None:
        """The next job, which is this worker's from now on."""
        now = self._context.clock.now()
        with self._context.reading(self._actor, Privilege.WORK) as (reading, _):
            if not self._ready(reading, now):
                return None
        with self._context.writing(self._actor, Privilege.WORK) as (tx, _):
            ready = self._ready(tx, now)
            if not ready:
                return None
            tx.journal.begin(at=now, actor=WORKER, verb="begin")
            job = tx.jobs.save(course.taken(ready[0], self._leases.worker, now))
            tx.journal.end(job.ref, sentences.BEGUN.format(name=job.name, tries=job.tries))
        return job

    def _ready(self, reading: Reading, now: datetime) -> list[Job]:
        is_armed = reading.jobs.place() is PlaceState.ARMED
        kinds = [name for name, kind in self._kinds.items() if is_armed or not kind.is_outward]
        return [job for job in reading.jobs.open(kinds) if self._may_take(job, now)]

    def _may_take(self, job: Job, now: datetime) -> bool:
        if self._is_hasty and job.tries and job.name not in self._tried:
            job = replace(job, due=now)
        return course.may_be_taken(job, self._leases, now)

    def _carry_out(self, job: Job) -> _Result:
        kind = self._kinds[job.kind]
        self._tried.add(job.name)
        try:
            with self._leases.beating(kind.longest):
                outcome = self._links[job.kind].carry_out(job)
        except ClinicdeskError as refusal:
            problem = refusal.sentence
        except Exception as error:  # noqa: BLE001 - a job that meets a defect must not end the others'
            problem = sentences.INTERNAL.format(reference=self._note_error(error))
        else:
            finished = course.done(job, self._context.clock.now(), outcome.details)
            return _Result(finished, sentences.DONE.format(name=job.name, said=outcome.said).rstrip())
        failed = course.try_failed(job, kind, problem, self._context.clock.now())
        return _Result(failed, sentences.TRY_FAILED.format(name=job.name, why=problem))

    def _note(self, result: _Result) -> Turn:
        """Write down what came of the job, and that it makes good for those of its kind that failed before."""
        job, is_done = result.job, result.job.status is JobStatus.DONE
        try:
            with self._context.writing(self._actor, Privilege.WORK) as (tx, _):
                tx.journal.begin(at=self._context.clock.now(), actor=WORKER, verb="do" if is_done else "fail")
                kept = tx.jobs.save(job)
                if is_done and self._kinds[job.kind].recurrence:
                    self._mend(tx, kept)
                tx.journal.end(kept.ref, result.sentence)
        except StaleRow:
            return Turn(sentences.LEASE_LOST.format(name=job.name), is_done=False)
        return Turn(result.sentence, is_done)

    def _mend(self, tx: Writing, done: Job) -> None:
        while older := [job for job in tx.jobs.in_trouble(done.kind) if job.id < done.id]:
            for job in older:
                tx.jobs.save(course.mended(job))
