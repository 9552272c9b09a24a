"""How is a copy that somebody made by hand proved, once there is time for it?"""

from __future__ import annotations

from pathlib import Path

from core.errors import DatabaseUnusable
from core.jobs.course import FILE
from core.jobs.model import Job, Outcome
from storage.links import sentences
from storage.sqlite.doctor import examine


class BackupProof:
    """Carries out jobs of the kind "proof" (`core.jobs.ports.Link`)."""

    __slots__ = ()

    def carry_out(self, job: Job) -> Outcome:
        """Examine the copy. Raises DatabaseUnusable with what is found first; one that is gone is nobody's trouble."""
        copy = Path(job.details[FILE])
        if not copy.is_file():
            return Outcome(sentences.COPY_GONE.format(file=copy))
        findings = examine(copy)
        if findings:
            first = findings[0].sentence
            raise DatabaseUnusable(sentences.COPY_UNSOUND.format(file=copy, count=len(findings), first=first))
        return Outcome(sentences.COPY_SOUND.format(file=copy))
