"""What is known of a number or an address, and how is it changed by hand: stopped, opened again, found good?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.errors import BadInput
from core.journal.change import Change
from core.messages import sentences as say
from core.messages.follow_up import keep_point
from core.messages.model import ContactPoint, Line, Stop, Way
from core.messages.points import point_key, point_of
from core.structs import replace
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.messages.ports import MessageContext
    from core.patients.model import Patient

_LEAST_DIGITS: Final = 3


class KnownPoint(Struct, frozen=True):
    """A number or address with who has it."""

    point: ContactPoint
    patients: tuple[Patient, ...]


class PointChange(Struct, frozen=True):
    """What is to be otherwise: channels to close or to open, whether something arrives there again, which line it is.

    `how` is in which words it was said; to open again what was closed wants some.
    """

    stop: tuple[Way, ...] = ()
    open: tuple[Way, ...] = ()
    is_good: bool = False
    line: Line | None = None
    how: str = ""


def look_up(context: MessageContext, actor: str, number: str) -> KnownPoint:
    """What is known of it. Raises BadInput for what is neither a number nor an address."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        point = point_of(reading, _checked(number))
        found = (reading.patients.by_id(one) for one in reading.messages.patients_at(point.key))
        return KnownPoint(point, tuple(one for one in found if one))


def change(context: MessageContext, actor: str, number: str, wanted: PointChange) -> Change | None:
    """Note it, for whoever has the number; None where it is so already. Raises BadInput.

    Nothing that comes in opens a number again: a person does, and says how they were asked.
    """
    how = clean_words(wanted.how, "how")
    if wanted.open and not how:
        raise BadInput(say.HOW_MISSING, field="how")
    with context.writing(actor, Privilege.TELL_PATIENTS) as (tx, _):
        point, now = point_of(tx, _checked(number)), context.clock.now()
        kept = tuple(one for one in point.stops if one.way not in wanted.open)
        new = tuple(Stop(way, now, how, actor) for way in wanted.stop if point.stop(way) is None)
        after = replace(point, stops=(*kept, *new), line=wanted.line or point.line)
        if wanted.is_good:
            after = replace(after, bad_since=None, bad_code="")
        if after == point:
            return None
        tx.journal.begin(at=now, actor=actor, verb="number", reason=how)
        saved = keep_point(tx, after)
        sentence = say.POINT_CHANGED.format(number=saved.key, what=point_words(saved) or say.POINT_OPEN)
        entry = tx.journal.end(saved.ref, sentence)
    return Change(entry, sentence, (saved,))


def point_words(point: ContactPoint) -> str:
    """What keeps messages from it: 'no texts since 3 Mar 2027, nothing arrives (unknown-number)'; '' for nothing."""
    said = [say.NO_MORE[one.way.value].format(day=f"{one.at:%-d %b %Y}") for one in point.stops]
    if point.bad_since is not None:
        said.append(say.NOTHING_ARRIVES.format(day=f"{point.bad_since:%-d %b %Y}", code=point.bad_code))
    if point.line is not Line.UNKNOWN:
        said.append(point.line.value)
    return ", ".join(said)


def points_of(context: MessageContext, actor: str, patient: Patient) -> Sequence[ContactPoint]:
    """What is known of the patient's numbers and address, where something is."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        places = [*(phone.number for phone in patient.phones), *([patient.email] if patient.email else [])]
        found = (reading.messages.point(point_key(place)) for place in places if point_key(place))
        return [one for one in found if one]


def _checked(number: str) -> str:
    typed = clean_words(number, "number")
    if "@" not in typed and len(point_key(typed)) < _LEAST_DIGITS:
        raise BadInput(say.NO_POINT.format(typed=typed), field="number")
    return typed
