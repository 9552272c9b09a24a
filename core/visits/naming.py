"""How is what stands in the way of an act told, where the act is done to one appointment or to several?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import Refused
from core.schedule.decision import refusal_sentence
from core.structs import replace
from core.visits.sentences import NONE_DONE, OF_PATIENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.access.rights import Rights
    from core.clinic.model import Clinic
    from core.conflict import Conflict
    from core.schedule.model.visit import ScheduledVisit


def refusal_of(
    rights: Rights,
    clinic: Clinic,
    met: Sequence[tuple[ScheduledVisit, Conflict]],
    in_the_way: Sequence[tuple[ScheduledVisit, Conflict]],
    *,
    count: int,
    refusal: str,
) -> Refused:
    """The refusal for all that was `met`, some of it `in_the_way`: with whose it is, where `count` are acted on."""
    if count > 1:
        met, in_the_way = _named(met), _named(in_the_way)
        refusal = NONE_DONE.format(count=count, why="{why}")
    sentence = refusal_sentence(rights, clinic, [conflict for _, conflict in in_the_way], refusal)
    return Refused(sentence, [conflict for _, conflict in met])


def naming(scheduled: ScheduledVisit, sentence: str) -> str:
    """The sentence with the patient in front, unless it names them itself."""
    name = scheduled.patient.name
    return sentence if name in sentence else OF_PATIENT.format(patient=name, why=sentence)


def named(scheduled: ScheduledVisit, conflict: Conflict) -> Conflict:
    """The conflict with whose it is."""
    return replace(conflict, message=naming(scheduled, conflict.message))


def _named(pairs: Sequence[tuple[ScheduledVisit, Conflict]]) -> list[tuple[ScheduledVisit, Conflict]]:
    return [(scheduled, named(scheduled, conflict)) for scheduled, conflict in pairs]
