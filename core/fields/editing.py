"""How does a use case read what was typed of a record, and what comes of a change of its fields?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from core.clinic.codes import first_site, today_at
from core.errors import BadInput
from core.fields.model import ReadContext
from core.structs import Replaceable, replace

if TYPE_CHECKING:
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.fields.model import Changes, RecordSpec


RecordT = TypeVar("RecordT", bound=Replaceable)


def reading_at(clinic: Clinic, now: datetime) -> ReadContext:
    """With what fields are read in an act of `now`: the day is that of the first site."""
    return ReadContext(clinic, today_at(first_site(clinic), now), now=now)


def edited(spec: RecordSpec, before: RecordT, changes: Changes, reading: ReadContext) -> RecordT:
    """`before` with the changes. Raises BadInput naming the field, as for one that may not be empty, or NotFound."""
    values = spec.clean(changes, reading)
    for field in map(spec.__getitem__, values):
        if field.kept and not values[field.name]:
            raise BadInput(field.kept, field=field.key)
    after = replace(before, **values)
    if any(isinstance(value, str) for value in values.values()):
        spec.refuse_card({field.name: getattr(after, field.name) for field in spec})
    return after
