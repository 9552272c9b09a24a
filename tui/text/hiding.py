"""How are names kept off a screen that hides them, also where the desk says them in a sentence?"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from core.errors import ClinicdeskError, Refused
from core.record_ref import PatientId
from core.schedule.model.visit import ScheduledVisit
from core.structs import replace
from tui.text.words import HIDDEN, conflict_line, hidden, hidden_act, name_of, patients_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.conflict import Conflict
    from core.journal.change import Change
    from core.patients.model import Patient
    from tui.text.lines import Line
    from tui.workstation import Workstation


def hide(workstation: Workstation, text: str, patients: Iterable[Patient] = ()) -> str:
    """The text; while names are hidden with initials for these patients, and for whatever else looks like a name."""
    names = names_hidden(workstation, *patients)
    return text if names is None else hidden(text, names)


def hide_act(workstation: Workstation, sentence: str, patients: Iterable[Patient] = ()) -> str:
    """What an act came to; while names are hidden also without what was typed in it."""
    names = names_hidden(workstation, *patients)
    return sentence if names is None else hidden_act(sentence, names)


def typed_text(workstation: Workstation, text: str) -> str:
    """What somebody typed, such as a note; while names are hidden only that there is something, as it may name one."""
    return HIDDEN if text and workstation.privacy else text


def names_hidden(workstation: Workstation, *patients: Patient) -> tuple[str, ...] | None:
    """Their names, while these are to be hidden; else None."""
    if not workstation.privacy:
        return None
    return tuple(name for patient in patients for name in patient.names)


def hide_conflict(workstation: Workstation, conflict: Conflict, about: Iterable[Patient] = ()) -> Conflict:
    """The conflict with nobody named in it, while names are hidden: whom it is met by, and those whom it is `about`."""
    if not workstation.privacy:
        return conflict
    return replace(conflict, message=hide(workstation, conflict.message, (*_met(workstation, conflict), *about)))


def acted_on(change: Change) -> tuple[Patient, ...]:
    """The patients that an act was about, each once."""
    return tuple(dict.fromkeys(patients_of(change.records)))


def what_to_know(workstation: Workstation, change: Change) -> tuple[Line, ...]:
    """The alerts of the patients acted on, each with whose it is, and what an edit warns of."""
    today = workstation.view.today
    alerts = (
        ((f" ! {name_of(patient, privacy=workstation.privacy)}: {typed_text(workstation, alert)}", "warn"),)
        for patient in acted_on(change)
        for alert in patient.alerts_on(today)
    )
    warned = () if change.all_of(ScheduledVisit) else change.warnings
    return (*alerts, *(conflict_line(hide_conflict(workstation, conflict)) for conflict in warned))


def met_in(workstation: Workstation, refusal: ClinicdeskError) -> tuple[Patient, ...]:
    """The patients whom a refusal may name; looked up while names are hidden only."""
    if not workstation.privacy:
        return ()
    conflicts = refusal.conflicts if isinstance(refusal, Refused) else ()
    met = (who for conflict in conflicts for who in _met(workstation, conflict))
    return (*met, *patients_of(refusal.about))


def _met(workstation: Workstation, conflict: Conflict) -> Iterator[Patient]:
    desk, actor = workstation.desk, workstation.actor
    for number in conflict.appointments:
        with suppress(ClinicdeskError):
            yield desk.schedule.appointment(actor, number).patient
    for patient in conflict.patients:
        with suppress(ClinicdeskError):
            yield desk.patients.by_id(actor, PatientId(patient))
