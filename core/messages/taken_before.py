"""Was what came in taken before? Gateways tell some things twice, and give one number to several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.messages import sentences as say
from core.messages.model import Meaning
from core.text.card_numbers import without_card_numbers

if TYPE_CHECKING:
    from core.messages.incoming import Incoming
    from core.messages.model import Answer
    from core.messages.ports import Reading

_CAME_TO = {"delivered": Meaning.DELIVERED, "failed": Meaning.FAILED, "complained": Meaning.STOPS}


def source_to_keep(reading: Reading, one: Incoming) -> str:
    """The source by which it is to be known, '' where it was taken before.

    Another answer, or another status, under a number that is known is not the same thing: it is known by all it says.
    """
    known = reading.messages.answer(one.source)
    if known is None:
        return one.source
    if not one.otherwise or _is_same(known, one) or reading.messages.answer(one.otherwise):
        return ""
    return one.otherwise


def _is_same(known: Answer, one: Incoming) -> bool:
    if one.delivery:
        is_nobodys = known.came_to == say.NO_SUCH_NAME
        is_told = known.meaning is _CAME_TO.get(one.delivery, Meaning.OTHER)
        is_it = is_told and (one.delivery != "unknown" or one.code in known.came_to)
        return known.sender == one.sender and not known.text and (is_nobodys or is_it)
    is_said = known.meaning not in {Meaning.DELIVERED, Meaning.FAILED}
    return is_said and (known.sender, known.text) == (one.sender, without_card_numbers(one.text))
