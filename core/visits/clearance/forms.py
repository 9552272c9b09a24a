"""Were the forms that are due at the visit signed, or given?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from core.visits.clearance.item import NOT_ASKED, ClearanceItem, ClearanceState, Finding, due

if TYPE_CHECKING:
    from core.forms import sentences as say
    from core.forms import standing
    from core.forms.standing import FormStanding
    from core.schedule.model.visit import ScheduledVisit
    from core.visits.clearance.facts import VisitFacts
else:  # what a visit without forms does without
    say, standing = lazy_modules("core.forms.sentences", "core.forms.standing")

ASK: Final = "Note what became of the forms, or waive it."


def standings(facts: VisitFacts) -> tuple[FormStanding, ...]:
    """Every form asked for at the visit."""
    scheduled = facts.scheduled
    on = local(scheduled.appointment.start, facts.site.tz).date()
    return standing.standings(
        facts.clinic.forms, scheduled.forms, scheduled.patient.birth_date, on, scheduled.appointment.visit_type
    )


def look(facts: VisitFacts) -> Finding:
    """Asked where the clinic has set up forms that fit the visit: whether each of them is in order on its day."""
    visit_type = facts.scheduled.appointment.visit_type
    if not any(form.fits(visit_type) for form in facts.clinic.forms.values()):
        return NOT_ASKED
    found = standings(facts)
    if not found:
        return NOT_ASKED
    why = standing.due_in_words(found)
    if why:
        return due(say.DUE.format(forms=why), lacks=say.NOTE_FIRST.format(forms=why))
    return Finding(ClearanceState.OK)


def verify(facts: VisitFacts, by: str) -> ScheduledVisit:
    """Nobody says so of all at once: each is noted. Raises BadInput where one is due."""
    finding = look(facts)
    if finding.state is ClearanceState.DUE:
        raise BadInput(finding.lacks, field="verified")
    return facts.scheduled


FORMS: Final = ClearanceItem("forms", "forms", "f", look, verify, ASK)
