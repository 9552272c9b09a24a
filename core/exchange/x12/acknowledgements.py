"""What does a clearing house say of a file that it was sent: was it taken (TA1), and which questions of it (999)?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.exchange.x12.rejections import Rejection, not_accepted, not_delivered

if TYPE_CHECKING:
    from core.exchange.x12.interchange import TransactionSet
    from core.exchange.x12.segments import Segment

_ACCEPTED: Final = frozenset("AE")
"""Accepted, also with errors that were noted."""
_ERRORS: Final = {"IK3": "segment {} {}", "IK4": "element {}", "AK3": "segment {} {}", "AK4": "element {}"}
_QUESTIONS: Final = "HS"
_DAY_DIGITS: Final = 6
_MINUTE_DIGITS: Final = 4


class Acknowledged(Struct, frozen=True):
    """What is said of the file of that control number: that it was refused, or that questions of it were, by number.

    Neither where it was accepted. Another clinic's file may have that number too: `made` (YYMMDDHHMM) is when it was
    made, `sets` how many questions it has, '' where that was not said.
    """

    file: str
    made: str = ""
    sets: str = ""
    refused: Rejection | None = None
    questions: tuple[tuple[str, Rejection], ...] = ()


def delivered(segment: Segment) -> Acknowledged:
    """What a TA1 segment says."""
    refused = None if segment.code(4) in _ACCEPTED else not_delivered(segment.code(5))
    day, minute = segment.at(2), segment.at(3)
    made = f"{day[-_DAY_DIGITS:]}{minute[:_MINUTE_DIGITS]}" if day and minute else ""
    return Acknowledged(segment.at(1), made, refused=refused)


def accepted(found: TransactionSet) -> Acknowledged | None:
    """What a 999 (or a 997) says; None where it is about no questions."""
    group, verdict, sets = "", "", ""
    questions: list[tuple[str, Rejection]] = []
    asked, errors = "", list[str]()
    for segment in found.segments:
        if segment.name == "AK1":
            if segment.code(1) != _QUESTIONS:
                return None
            group = segment.at(2)
        elif segment.name == "AK2":
            asked, errors = segment.at(2), []
        elif segment.name in _ERRORS:
            errors.append(_ERRORS[segment.name].format(segment.at(1), segment.at(2)).strip())
        elif segment.name in {"IK5", "AK5"} and segment.code(1) not in _ACCEPTED:
            questions.append((asked, not_accepted(tuple(errors))))
        elif segment.name == "AK9":
            verdict, sets = segment.code(1), segment.at(2)
    is_refused = verdict not in {*_ACCEPTED, "P", ""} and not questions
    refused = not_accepted(()) if is_refused else None
    return Acknowledged(group, sets=sets, refused=refused, questions=tuple(questions))
