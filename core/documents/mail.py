"""Which letters are made for many patients at once, and who is left out of that, and why?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.documents import sentences as say
from core.documents.letters import Letter, made, whom
from core.errors import BadInput, NeedsReason
from core.patients import access
from core.patients.model import PatientStatus
from core.templates.kinds import LETTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.documents.ports import DocumentContext
    from core.patients.model import Patient
    from core.record_ref import RecordRef

MOST: Final = 500
"""Letters of one act: what a printer takes in an hour."""
_GONE: Final = {PatientStatus.DECEASED: say.LEFT_DECEASED, PatientStatus.ARCHIVED: say.LEFT_ARCHIVED}


class LeftOut(Struct, frozen=True):
    """Somebody for whom no letter was made, by name or, of a restricted record, by MRN; and why."""

    mrn: str
    who: str
    why: str


class Mail(Struct, frozen=True):
    """The letters, who was left out, and what is to be told where an opening could not be noted."""

    letters: tuple[Letter, ...]
    left_out: tuple[LeftOut, ...]
    warning: str = ""


def mail(context: DocumentContext, actor: str, name: str, whose: Sequence[RecordRef], *, by_hand: bool = False) -> Mail:
    """A letter for each of these patients and visits, one for each record; that each was opened is noted before.

    Left out is who is deceased or archived, whose record is restricted without a reason given of late, and of what
    goes by mail, unless it is given out `by_hand`, who asks something of whoever reaches them, or has no address.
    Raises NotFound, BadInput for more than can be made at once, or BadSettings.
    """
    wanted = tuple(dict.fromkeys(whose))
    if len(wanted) > MOST:
        raise BadInput(say.TOO_MANY_LETTERS.format(count=len(wanted), most=MOST), field="whose")
    letters: list[Letter] = []
    left: list[LeftOut] = []
    warning = ""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        for one in wanted:
            patient, visit = whom(reading, one)
            why = _left_out(patient, by_hand=by_hand)
            if not why:
                try:
                    warning = access.opened(context, actor, patient.id, "letters") or warning
                except NeedsReason:
                    why = say.LEFT_RESTRICTED
            who = patient.mrn if patient.restricted else patient.name
            if why:
                left.append(LeftOut(patient.mrn, who, why))
                continue
            try:
                letters.append(made(context, reading, actor, kind=LETTER, name=name, patient=patient, visit=visit))
            except BadInput:
                left.append(LeftOut(patient.mrn, who, say.LEFT_NO_VISIT))
    return Mail(tuple(letters), tuple(left), warning)


def left_out_told(left: Sequence[LeftOut]) -> str:
    """'Left out: Smith, John (no address); 100032 (restricted).'; '' where nobody is."""
    if not left:
        return ""
    return say.LEFT_OUT.format(who="; ".join(say.LEFT_ONE.format(who=one.who, why=one.why) for one in left))


def _left_out(patient: Patient, *, by_hand: bool) -> str:
    """Why no letter is made, but for what is asked of whoever opens the record; '' where one is."""
    if patient.status in _GONE:
        return _GONE[patient.status]
    if by_hand:
        return ""
    if patient.contact_rule:
        return say.LEFT_RULE.format(rule=patient.contact_rule)
    return "" if patient.mail_address or patient.address else say.LEFT_NO_ADDRESS
