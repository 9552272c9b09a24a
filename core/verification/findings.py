"""What does a file that came in hold: answers, refusals of what was sent, and faults?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.exchange.x12.acknowledgements import accepted, delivered
from core.exchange.x12.answers import Answer, answers
from core.exchange.x12.decoding import decoded
from core.exchange.x12.interchange import interchanges
from core.exchange.x12.segments import BadX12
from core.text.wording import shown
from core.verification import sentences as say

if TYPE_CHECKING:
    from core.exchange.x12.acknowledgements import Acknowledged
    from core.exchange.x12.interchange import Interchange

_PIECE: Final = 65_536
_ACKNOWLEDGED: Final = frozenset({"999", "997"})


class Findings(Struct):
    """The answers of a file, each with when its interchange was made; what it says of files sent; and its faults."""

    answers: list[tuple[Answer, str]]
    acknowledged: list[Acknowledged]
    faults: list[str]


def findings(content: bytes) -> Findings:
    """Everything in the file. What cannot be read is a fault, never an error."""
    text = decoded(content)
    found = Findings([], [], [])
    others: set[str] = set()
    for interchange in interchanges(text[at : at + _PIECE] for at in range(0, max(len(text), 1), _PIECE)):
        found.faults += interchange.faults
        found.acknowledged += map(delivered, interchange.acknowledged)
        others |= _take(interchange, found)
    has_more = bool(found.answers or found.acknowledged or found.faults)
    if told := sorted(others - _ACKNOWLEDGED if has_more else others):
        template = say.OTHER_KINDS if has_more else say.NO_ANSWERS
        found.faults.append(template.format(kinds=", ".join(map(shown, told))))
    elif not has_more:
        found.faults.append(say.NOTHING_IN_IT)
    return found


def _take(interchange: Interchange, found: Findings) -> set[str]:
    """Add what the sets of the interchange say; the kinds of those that are of no use here."""
    others = set()
    for one in interchange.sets:
        if one.kind == "271":
            try:
                found.answers += ((answer, interchange.made) for answer in answers(one))
            except BadX12 as fault:
                found.faults.append(fault.sentence)
        elif one.kind in _ACKNOWLEDGED and (said := accepted(one)):
            found.acknowledged.append(said)
        else:
            others.add(one.kind)
    return others
