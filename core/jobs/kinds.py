"""Which kinds of jobs are there? Each says whether it reaches anybody outside the clinic."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.jobs.model import JobKind, Recurrence
from core.jobs.night import backup_occasion

if TYPE_CHECKING:
    from collections.abc import Mapping

_MINUTE: Final = timedelta(minutes=1)

BACKUP: Final = JobKind(
    "backup",
    is_outward=False,
    delays=(_MINUTE, 5 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, 60 * _MINUTE),
    longest=timedelta(hours=6),
    recurrence=Recurrence(backup_occasion),
)
"""The nightly copy of the clinic. Its folder is the account's own, so nobody outside is reached."""

PROOF: Final = JobKind("proof", is_outward=False, delays=(_MINUTE, 360 * _MINUTE), longest=timedelta(hours=6))
"""The whole examination of a copy that somebody made by hand: minutes, for which nobody waits."""

JOIN_LINK: Final = JobKind(
    "join-link",
    is_outward=True,
    delays=(_MINUTE, 5 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, 60 * _MINUTE),
    longest=5 * _MINUTE,
)
"""A link of a visit by telehealth, made, moved or withdrawn by a program that asks a service outside for it."""

_DELAYS: Final = (_MINUTE, 5 * _MINUTE, 15 * _MINUTE, 30 * _MINUTE, 60 * _MINUTE)

ASK_PAYERS: Final = JobKind("ask-payers", is_outward=True, delays=_DELAYS, longest=5 * _MINUTE)
"""A file of questions to payers, laid into the folder from which a clearing house takes it."""

WRITE_INQUIRIES: Final = JobKind("write-inquiries", is_outward=False, delays=_DELAYS, longest=5 * _MINUTE)
"""The same into a folder that the account named with the verb: what becomes of it there is the account's to say."""

TAKE_ANSWERS: Final = JobKind("take-answers", is_outward=False, delays=_DELAYS, longest=30 * _MINUTE)
"""A file that came in, whose bytes are kept: what its answers come to is noted on the coverages."""

SEND_FAX: Final = JobKind("send-fax", is_outward=True, delays=_DELAYS, longest=5 * _MINUTE)
"""A fax, laid into the folder from which a fax server takes it."""

KINDS: Final[Mapping[str, JobKind]] = {
    kind.name: kind for kind in (BACKUP, PROOF, JOIN_LINK, ASK_PAYERS, WRITE_INQUIRIES, TAKE_ANSWERS, SEND_FAX)
}
"""By name."""
