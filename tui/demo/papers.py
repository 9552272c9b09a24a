"""What became of the forms of those who came to the demo's desk?"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from core.clinic.form import GIVEN
from core.documents.forms import FormSaid
from core.forms.model import FormState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.desk import Desk
    from core.documents.forms import FormsOf
    from core.record_ref import AppointmentId

_WOULD_NOT: Final = 0.04
_BROUGHT_BY: Final = "mother"
"""Who signs for a child of whom nobody is noted who decides."""


class Papers:
    """Notes at check-in what a patient signs or is given, so that nothing is due any more."""

    def __init__(self, seed: int, desk: Desk) -> None:
        self._rng = random.Random(f"forms {seed}")
        self._desk = desk

    def at_the_gate(self, actor: str, number: AppointmentId) -> None:
        """Note what is due of who is checked in next."""
        visit = self._desk.schedule.appointment(actor, number)
        forms = self._desk.documents.forms(actor, visit.ref)
        said = list(self._said(forms))
        if said:
            self._desk.documents.note_forms(actor, visit.ref, said)

    def _said(self, forms: FormsOf) -> Iterator[FormSaid]:
        signer = _BROUGHT_BY if forms.is_minor and not forms.guardian else ""
        for one in forms.found:
            if not one.is_due:
                continue
            if one.form.needs == GIVEN:
                yield FormSaid(one.form.code, FormState.GIVEN)
                continue
            would_not = one.form.may_decline and self._rng.random() < _WOULD_NOT
            yield FormSaid(one.form.code, FormState.DECLINED if would_not else FormState.SIGNED, signer)
