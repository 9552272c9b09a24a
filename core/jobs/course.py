"""What becomes of a job: pure steps from one state to the next, and whether it may be taken now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.jobs.kinds import PROOF
from core.jobs.model import Job, JobId, JobStatus
from core.jobs.sentences import CUT_OFF, GIVEN_UP, HELD_BACK, NOT_IN_TIME, PLANNED, WITHDRAWN
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from core.jobs.model import JobKind, Occasion
    from core.jobs.ports import Leases

OPEN: Final = (JobStatus.WAITING, JobStatus.RUNNING)
TROUBLED: Final = (*OPEN, JobStatus.FAILED)
"""The states in which a problem is one still."""


_CUT_OFF_OFTEN: Final = 2
FILE: Final = "file"
"""The detail of a proof that holds the path of the copy."""


def planned(kind: JobKind, occasion: Occasion) -> Job:
    """A job for that occasion, to be inserted."""
    return Job(JobId(0), occasion.name, kind.name, occasion.due, occasion.deadline, occasion.details)


def proof(file: str, now: datetime) -> Job:
    """A job that proves the copy `file`, to be inserted: tried until that is sound, or gone."""
    name = f"proof of {file} {now:%Y-%m-%d %H:%M:%S.%f}"
    return Job(JobId(0), name, PROOF.name, now, details={FILE: file})


def is_free(job: Job, leases: Leases) -> bool:
    """Whether no worker has it. One that died or is stuck has none."""
    return job.status is JobStatus.WAITING or (job.status is JobStatus.RUNNING and not leases.is_live(job.worker))


def may_be_taken(job: Job, leases: Leases, now: datetime) -> bool:
    """Whether it is to be tried now. One that was tried in the future is: somebody has set the clock back."""
    if not is_free(job, leases) or is_too_late(job, now):
        return False
    return job.status is JobStatus.RUNNING or job.due <= now or (job.tried_at is not None and job.tried_at > now)


def is_too_late(job: Job, now: datetime) -> bool:
    """Whether its deadline has passed."""
    return job.deadline is not None and job.deadline <= now


def taken(job: Job, worker: str, now: datetime) -> Job:
    """The worker has it. Where two tries were cut off, it is said so until one succeeds: it may be what ends them."""
    is_cut_off = job.status is JobStatus.RUNNING and job.tries >= _CUT_OFF_OFTEN
    problem = job.problem or (CUT_OFF if is_cut_off else "")
    return replace(job, status=JobStatus.RUNNING, worker=worker, tries=job.tries + 1, tried_at=now, problem=problem)


def done(job: Job, now: datetime, details: Mapping[str, str]) -> Job:
    """It was carried out, and keeps these details of it."""
    kept = {**job.details, **details}
    return replace(job, status=JobStatus.DONE, worker="", finished_at=now, problem="", details=kept)


def try_failed(job: Job, kind: JobKind, problem: str, now: datetime) -> Job:
    """It waits for its next try."""
    return replace(job, status=JobStatus.WAITING, worker="", due=now + kind.delay(job.tries), problem=problem)


def held_back(job: Job, why: str) -> Job:
    """It waits, and says for what."""
    return replace(job, problem=why)


def given_up(job: Job, now: datetime) -> Job:
    """Its deadline passed."""
    problem = job.problem or NOT_IN_TIME
    return replace(job, status=JobStatus.FAILED, worker="", finished_at=now, problem=problem)


def mended(job: Job) -> Job:
    """A later one of its kind was done. What was wrong stays with it."""
    return replace(job, status=JobStatus.MENDED, worker="")


def withdrawn(job: Job, now: datetime) -> Job:
    """Nobody wants it any more."""
    return replace(job, status=JobStatus.WITHDRAWN, worker="", finished_at=now)


def plan_sentence(job: Job) -> str:
    """What was planned of the job."""
    held_back = HELD_BACK if job.problem else PLANNED
    told = {JobStatus.FAILED: GIVEN_UP, JobStatus.WITHDRAWN: WITHDRAWN}
    return told.get(job.status, held_back).format(name=job.name, problem=job.problem)
