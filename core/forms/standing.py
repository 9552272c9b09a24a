"""Which forms are due at a visit, and which of them are in order?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.age import is_within, months_on
from core.clinic.form import GIVEN
from core.forms import sentences as say
from core.forms.model import FormNote, FormState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.clinic.form import Form


class FormStanding(Struct, frozen=True):
    """A form that is asked for, what was noted of it last, and why it is due; '' where it is in order."""

    form: Form
    note: FormNote | None
    why: str

    @property
    def is_due(self) -> bool:
        """Whether something is to be done about it."""
        return bool(self.why)


def standings(
    forms: Mapping[str, Form], notes: Sequence[FormNote], born: date, on: date, visit_type: str | None
) -> tuple[FormStanding, ...]:
    """Every form asked for at a visit of that type on that day, in set-up order.

    With no visit (None), those that are asked for at each.
    """
    asked = (one for one in forms.values() if _is_asked(one, born, on, visit_type))
    return tuple(FormStanding(form, note := newest(notes, form.code), _why(form, note, on)) for form in asked)


def newest(notes: Sequence[FormNote], form: str) -> FormNote | None:
    """What was noted of it last: of the latest day, and of those the one noted last."""
    return max((one for one in notes if one.form == form), key=lambda one: (one.day, one.id), default=None)


def last_day(form: Form, day: date) -> date | None:
    """Until when it counts what was noted on that day; None for good."""
    return day + timedelta(days=form.valid_days) if form.valid_days else None


def due_in_words(found: Sequence[FormStanding]) -> str:
    """Why each of them is due, as the parts of one sentence without its full stop."""
    return "; ".join(one.why for one in found if one.is_due)


def _is_asked(form: Form, born: date, on: date, visit_type: str | None) -> bool:
    return form.fits(visit_type) and is_within(months_on(born, on), form.min_age, form.max_age)


def _why(form: Form, note: FormNote | None, on: date) -> str:
    told = {"form": form.name, "needs": form.needs}
    if note is None or note.day > on:
        return say.NEVER.format(**told)
    told |= {"state": say.STATES[note.state.value], "day": f"{note.day:%-d %b %Y}"}
    until = last_day(form, note.day)
    if until is not None and until < on:
        return say.EXPIRED.format(**told)
    if note.state is FormState.SIGNED:
        return ""
    if note.state is FormState.DECLINED:
        return "" if form.may_decline or form.needs == GIVEN else say.DECLINED.format(**told)
    return "" if form.needs == GIVEN else say.ONLY_GIVEN.format(**told)
