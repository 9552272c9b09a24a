"""Which questions are parked, and for whom each was asked, in words?"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from core.errors import ClinicdeskError
from core.record_ref import AppointmentId, PatientId
from core.text.cleaning import initials
from tui.drafts.sentences import PARKED_ALL, PARKED_KINDS, PARKED_MORE, PARKED_OF, PARKED_ONE
from tui.prompts.form_of import every_form
from tui.prompts.record_draft import typed_texts
from tui.text.words import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.patients.model import Patient
    from tui.drafts.prompt_state import PromptState
    from tui.drafts.shelf import Parked
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 5
_OF_APPOINTMENTS: Final = frozenset({"cancel", "check-in", "move", "override", "room", "verify"})
_OF_PATIENTS: Final = frozenset({"card", "find-time", "log", "recall", "relative", "same-person"})
_OF_WHOM_IS_CHOSEN: Final = frozenset({"book", "pay", "series", "walk-in"})
"""Their keys are a time, or nothing, or either of two kinds: whom it is for is one of the answers."""
_OF_TWO: Final = "same-person"
_MOST_DIGITS: Final = 15


def parked_lines(workstation: Workstation, parked: Sequence[Parked]) -> tuple[Line, ...]:
    """How they are taken up, then a line each, the newest first."""
    key = workstation.keyboard.names["resume"]
    head = PARKED_ONE.format(key=key) if len(parked) == 1 else PARKED_ALL.format(count=len(parked), key=key)
    more = (PARKED_MORE.format(count=len(parked) - _SHOWN),) if len(parked) > _SHOWN else ()
    told = (parked_words(workstation, one.kept) for one in parked[:_SHOWN])
    return (((f" {head}", "warn"),), *(((f"   {line}", "panel"),) for line in (*told, *more)))


def parked_words(workstation: Workstation, kept: PromptState) -> str:
    """'move: Smith, John'; with initials while names are hidden, and without the name of a record that is gone."""
    kind = PARKED_KINDS.get(kept.kind, kept.kind)
    names = "; ".join(dict.fromkeys(_names(workstation, kept)))
    return PARKED_OF.format(kind=kind, names=names) if names else kind


def _names(workstation: Workstation, kept: PromptState) -> Iterator[str]:
    if kept.kind == "new-patient":
        texts = typed_texts(kept.fields)
        typed = ", ".join(part for part in (texts.get("family", "").strip(), texts.get("given", "").strip()) if part)
        yield from [initials(typed) if workstation.privacy else typed] if typed else []
    else:
        yield from (name_of(patient, privacy=workstation.privacy) for patient in _patients(workstation, kept))


def _patients(workstation: Workstation, kept: PromptState) -> Iterator[Patient]:
    desk, actor = workstation.desk, workstation.actor
    named = kept.fields.get("patient", "") if kept.kind in _OF_WHOM_IS_CHOSEN else kept.key
    if kept.kind == _OF_TWO:
        named = named.replace("-", " ")
    for number in named.split():
        if number.isdecimal() and len(number) <= _MOST_DIGITS:
            with suppress(ClinicdeskError):
                form = next((one for one in every_form() if kept.kind in one.kinds), None)
                if kept.kind in _OF_APPOINTMENTS:
                    yield desk.schedule.appointment(actor, AppointmentId(int(number))).patient
                elif form:
                    yield desk.patients.by_id(actor, form.patient_of(workstation, kept))
                elif kept.kind in _OF_PATIENTS | _OF_WHOM_IS_CHOSEN:
                    yield desk.patients.by_id(actor, PatientId(int(number)))
