"""What does a 271 say: to which question, of whom, and what?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.exchange.x12 import sentences as say
from core.exchange.x12.benefit_details import entity_name
from core.exchange.x12.benefits import Benefit, Period, benefit, period
from core.exchange.x12.elements import read_day
from core.exchange.x12.rejections import Rejection, rejected
from core.exchange.x12.segments import BadX12
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from datetime import date

    from core.exchange.x12.interchange import TransactionSet
    from core.exchange.x12.segments import Segment

_PARENTS: Final = {"20": "", "21": "20", "22": "21", "23": "22"}
"""Level (HL03) -> the level above it: payer, clinic, subscriber, dependent."""
_PATIENT_LEVELS: Final = frozenset({"22", "23"})
_LONGEST_MESSAGE: Final = 264
_LONGEST_NUMBER: Final = 10
_OF_THE_PATIENT: Final = frozenset({"TRN", "DMG", "INS"})
_ENTITIES: Final = frozenset({"IL", "03", "QC"})
"""NM101: the subscriber, a dependent; some call the patient so."""


class Person(Struct, frozen=True):
    """Whom the answer is about; '' and None where it does not say."""

    family: str = ""
    given: str = ""
    member_id: str = ""
    born: date | None = None


class Answer(Struct, frozen=True):
    """What a payer says of one patient. `traces` name the question, as does `reference`, which the whole set has.

    `rejections` are those of the patient and of what stands above: payer and clinic.
    """

    reference: str
    traces: tuple[str, ...]
    payer: str
    person: Person
    periods: tuple[Period, ...]
    benefits: tuple[Benefit, ...]
    rejections: tuple[Rejection, ...]
    messages: tuple[str, ...]
    is_dependent: bool


def answers(found: TransactionSet) -> tuple[Answer, ...]:
    """The answers of a 271: one a patient; one about nobody where it was rejected before it came to that.

    Raises BadX12 where its segments do not stand in the order that X12 gives them.
    """
    reference = next((one.at(3) for one in found.segments if one.name == "BHT"), "")
    levels = _levels(found.segments)
    patients = [
        level for level in levels.values() if level.kind in _PATIENT_LEVELS and not _is_only_above(level, levels)
    ]
    told = tuple(_answer(level, levels, reference) for level in patients)
    if told:
        return told
    rejections = tuple(one for level in levels.values() for one in level.rejections)
    if not rejections:
        raise BadX12(say.NOBODY.format(control=clean_text(found.control, limit=_LONGEST_NUMBER)))
    return (Answer(reference, (), "", Person(), (), (), rejections, (), is_dependent=False),)


class _Level:
    """One level of the hierarchy (HL), and its segments in two parts: its own, and those of each benefit."""

    __slots__ = ("_is_in_loop", "benefits", "kind", "number", "own", "parent")

    def __init__(self, number: str, parent: str, kind: str) -> None:
        self.number, self.parent, self.kind = number, parent, kind
        self.own: list[Segment] = []
        self.benefits: list[list[Segment]] = []
        self._is_in_loop = False

    def take(self, segment: Segment) -> None:
        """The next segment."""
        if segment.name == "EB":
            if self.kind not in _PATIENT_LEVELS:
                raise BadX12(say.MISPLACED.format(name="EB", place=segment.place))
            self.benefits.append([segment])
        elif self._is_misplaced(segment):
            raise BadX12(say.MISPLACED.format(name=segment.name, place=segment.place))
        elif self.benefits:
            self._is_in_loop = segment.name == "LS" or (self._is_in_loop and segment.name != "LE")
            self.benefits[-1].append(segment)
        else:
            self.own.append(segment)

    def _is_misplaced(self, segment: Segment) -> bool:
        """Whether it tells whom the answer is about where that is past, or again: it may be of somebody else."""
        is_person = segment.name == "NM1" and segment.code(1) in _ENTITIES and not self._is_in_loop
        if segment.name == "BHT" or not (is_person or segment.name in _OF_THE_PATIENT):
            return segment.name == "BHT"
        if self.benefits or self.kind not in _PATIENT_LEVELS:
            return True
        before = (one for one in self.own if one.name == segment.name)
        return segment.name != "TRN" and any(one.code(1) in _ENTITIES or not is_person for one in before)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Those of its own."""
        return tuple(rejected(one) for one in self.own if one.name == "AAA")

    @property
    def traces(self) -> tuple[str, ...]:
        """The traces that it carries."""
        return tuple(one.at(2) for one in self.own if one.name == "TRN" and one.at(2))


def _levels(segments: tuple[Segment, ...]) -> dict[str, _Level]:
    """The levels by their numbers. Raises BadX12 where one does not stand below its own."""
    levels: dict[str, _Level] = {}
    level: _Level | None = None
    for segment in segments:
        if segment.name == "HL":
            number, parent, kind = segment.at(1).lstrip("0"), segment.at(2).lstrip("0"), segment.code(3)
            above = levels[parent].kind if parent in levels else ""
            if not number or number in levels or kind not in _PARENTS or _PARENTS[kind] != above:
                raise BadX12(say.HIERARCHY.format(place=segment.place))
            levels[number] = level = _Level(number, parent if above else "", kind)
        elif level is not None:
            level.take(segment)
        elif segment.name != "BHT":
            raise BadX12(say.MISPLACED.format(name=segment.name, place=segment.place))
    return levels


def _is_only_above(level: _Level, levels: dict[str, _Level]) -> bool:
    """Whether a subscriber is there for dependents alone: nothing was asked or said of them.

    Where each dependent has a trace, what is said there is of the subscriber if that has one too.
    """
    dependents = [one for one in levels.values() if one.parent == level.number]
    if all(one.traces for one in dependents):
        return bool(dependents) and not (level.traces and (level.benefits or level.rejections))
    return not level.benefits


def _answer(level: _Level, levels: dict[str, _Level], reference: str) -> Answer:
    above = _above(level, levels)
    subscriber = next((one for one in above if one.kind == "22"), None)
    source = next((one for one in above if one.kind == "20"), level)
    own = _person(level)
    member_id = own.member_id or (_person(subscriber).member_id if subscriber else "")
    periods = [period(one) for one in level.own if one.name == "DTP"]
    if subscriber:
        kinds = {one.kind for one in periods}
        held = (period(one) for one in subscriber.own if one.name == "DTP")
        periods += [one for one in held if one.kind not in kinds]
    traces = level.traces or (subscriber.traces if subscriber else ())
    return Answer(
        reference=reference,
        traces=traces,
        payer=next((entity_name(one) for one in source.own if one.name == "NM1"), ""),
        person=Person(own.family, own.given, member_id, own.born),
        periods=tuple(periods),
        benefits=tuple(benefit(held) for held in level.benefits),
        rejections=(*level.rejections, *(one for each in above for one in each.rejections)),
        messages=tuple(
            text for one in level.own if one.name == "MSG" if (text := clean_text(one.at(1), limit=_LONGEST_MESSAGE))
        ),
        is_dependent=level.kind == "23",
    )


def _above(level: _Level, levels: dict[str, _Level]) -> tuple[_Level, ...]:
    found = []
    while level.parent:
        level = levels[level.parent]
        found.append(level)
    return tuple(found)


def _person(level: _Level) -> Person:
    name = next((one for one in level.own if one.name == "NM1" and one.code(1) in _ENTITIES), None)
    birth = next((read_day(one.at(2)) for one in level.own if one.name == "DMG"), None)
    if name is None:
        return Person(born=birth)
    return Person(clean_text(name.at(3)), clean_text(name.at(4)), clean_text(name.at(9)), birth)
