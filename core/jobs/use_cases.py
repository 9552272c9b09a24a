"""The jobs' use cases: the worker that does them, what is wrong with them, and where outward ones may go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.access.privileges import Privilege
from core.jobs.model import WORKER, PlaceState
from core.lazy import lazy_modules
from core.record_ref import RecordRef

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.jobs import course, kinds, sentences, signs, worker
    from core.jobs.model import JobKind
    from core.jobs.ports import JobContext, Leases, Link
    from core.jobs.signs import Sign
    from core.jobs.worker import Turn, Worker
else:  # what the first screen does without
    course, kinds, sentences, signs, worker = lazy_modules(
        "core.jobs.course", "core.jobs.kinds", "core.jobs.sentences", "core.jobs.signs", "core.jobs.worker"
    )


class JobsDesk:
    """`desk.jobs`."""

    def __init__(self, context: JobContext) -> None:
        self._context = context

    def new_worker(
        self,
        actor: str,
        links: Mapping[str, Link],
        leases: Leases,
        *,
        note_error: Callable[[Exception], int],
        plans: Sequence[Callable[[], None]] = (),
        beside: Sequence[Callable[[], Turn | None]] = (),
        is_hasty: bool = False,
        known: Mapping[str, JobKind] | None = None,
    ) -> Worker:
        """A worker for those kinds that have a link; one that `is_hasty` tries at once, and once, what failed before.

        Each of its turns asks for the privilege again.
        """
        self.require(actor)
        return worker.Worker(
            self._context,
            actor,
            kinds=known or kinds.KINDS,
            links=links,
            leases=leases,
            note_error=note_error,
            plans=plans,
            beside=beside,
            is_hasty=is_hasty,
        )

    def prove_later(self, actor: str, file: str) -> None:
        """Let a worker examine the whole of the copy `file`. It is no act of anybody's, so that no undo is about it."""
        with self._context.writing(actor, Privilege.BACK_UP) as (tx, _):
            now = self._context.clock.now()
            tx.journal.begin(at=now, actor=WORKER, verb="plan")
            job = tx.jobs.ask(course.proof(file, now))
            tx.journal.end(job.ref, sentences.PLANNED.format(name=job.name))

    def require(self, actor: str) -> None:
        """Raise NotAllowed unless `actor` may run the worker."""
        with self._context.reading(actor, Privilege.WORK):
            pass

    def signs(self, actor: str) -> tuple[Sign, ...]:
        """What is wrong with the jobs now, the gravest first."""
        with self._context.reading(actor, Privilege.WORK) as (reading, clinic):
            if not clinic.sites_in_use:
                return ()
            site = clinic.sites_in_use[0]
            return signs.signs(reading.jobs.outlook(), self._context.policy, site, self._context.clock.now())

    def place(self, actor: str) -> PlaceState:
        """Whether a person let outward work go out from where the clinic's file stands."""
        with self._context.reading(actor, Privilege.WORK) as (reading, _):
            return reading.jobs.place()

    def arm(self, actor: str) -> str:
        """Let outward work go out from here, and from nowhere else; a sentence. It is journalled, and never undone."""
        with self._context.writing(actor, Privilege.ARM) as (tx, _):
            if tx.jobs.place() is PlaceState.ARMED:
                return sentences.ARMED_ALREADY
            tx.journal.begin(at=self._context.clock.now(), actor=actor, verb="arm")
            tx.jobs.arm()
            tx.journal.end(RecordRef("clinic", 0), sentences.ARMED)
            return sentences.ARMED
