"""How is a payer asked whether somebody is insured: which text is a 270 of X12 005010X279A1?

One patient a transaction set, so that whoever takes in the file can refuse one without the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.exchange.x12 import sentences as say
from core.exchange.x12.elements import day_text, plain_text
from core.exchange.x12.interchange import header_time
from core.exchange.x12.segments import USUAL, BadX12, segments, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

VERSION: Final = "005010X279A1"
MOST_CONTROL: Final = 999_999_999
_LONGEST_FAMILY: Final = 60
_LONGEST_GIVEN: Final = 35
_LONGEST_ID: Final = 80
_LONGEST_GROUP: Final = 50
_PARTY: Final = 15


class Named(Struct, frozen=True):
    """Somebody by name; without a birth date it is not told."""

    family: str
    given: str = ""
    born: date | None = None
    sex: str = ""


class Question(Struct, frozen=True):
    """Is this patient insured on `on`? `number` and `trace` name the question in what is answered.

    `subscriber` is whose insurance it is; `dependent` is the patient, where that is somebody else, and `relation` what
    they are to the subscriber (INS02). `group`, `tax_id` and sexes are '' where the payer is not told them, as `on` is
    None.
    """

    number: int
    trace: str
    payer: str
    payer_id: str
    clinic: str
    npi: str
    subscriber: Named
    member_id: str
    on: date | None
    services: tuple[str, ...]
    dependent: Named | None = None
    relation: str = ""
    group: str = ""
    tax_id: str = ""


class Letterhead(Struct, frozen=True):
    """Between whom a file passes: their ids, each with the kind that it is (ISA05), and who assigns traces (TRN03)."""

    sender: str
    receiver: str
    origin: str
    sender_kind: str = "ZZ"
    receiver_kind: str = "ZZ"
    is_test: bool = False


def question_file(questions: Sequence[Question], head: Letterhead, control: int, at: datetime) -> str:
    """The text of a file that asks all of them; `control` numbers it, `at` is its wall time."""
    day, minute = f"{at:%Y%m%d}", f"{at:%H%M}"
    number = f"{control:09}"
    sets = [_set(question, head, day, minute) for question in questions]
    return "\n".join(
        (
            header(head, number, at),
            written("GS", ("HS", head.sender.strip(), head.receiver.strip(), day, minute, str(control), "X", VERSION)),
            *(line for one in sets for line in one),
            written("GE", (str(len(sets)), str(control))),
            written("IEA", ("1", number)),
            "",
        )
    )


def named(family: str, given: str, *, born: date | None = None, sex: str = "") -> Named:
    """Somebody in the letters of X12. Raises BadInput for a name of which nothing can be told."""
    told = Named(plain_text(family, _LONGEST_FAMILY), plain_text(given, _LONGEST_GIVEN), born, sex)
    if (family.strip() and not told.family) or (given.strip() and not told.given):
        raise BadInput(say.NAME_UNTELLABLE)
    return told if told.family else Named(told.given, "", born, sex)


def in_letters(text: str, limit: int = _LONGEST_FAMILY) -> str:
    """A name of a payer or a clinic in the letters of X12."""
    return plain_text(text, limit)


def member_number(typed: str, *, hyphens: bool) -> str:
    """The member id as a payer is told it: without spaces and, unless it wants them, without hyphens."""
    joined = "".join(typed.split())
    return plain_text(joined if hyphens else joined.replace("-", ""), _LONGEST_ID)


def group_number(typed: str) -> str:
    """The group as a payer is told it."""
    return plain_text(typed, _LONGEST_GROUP)


def made_at(text: str) -> str:
    """When a file of questions was made, as its header has it: YYMMDDHHMM."""
    found = next(segments((text,)))
    return "" if isinstance(found, BadX12) else header_time(found)


def set_number(question: int) -> str:
    """ST02 of the question of that number: what a 999 names it by."""
    return f"{question % (MOST_CONTROL + 1):09}"


def header(head: Letterhead, number: str, at: datetime) -> str:
    """The first segment of a file: between whom it passes, when it was made, and its number."""
    nothing = " " * 10
    return written(
        "ISA",
        (
            *("00", nothing, "00", nothing),
            *(head.sender_kind, f"{head.sender:<{_PARTY}}", head.receiver_kind, f"{head.receiver:<{_PARTY}}"),
            *(f"{at:%y%m%d}", f"{at:%H%M}", USUAL.repetition, "00501", number, "0", "T" if head.is_test else "P"),
            USUAL.component,
        ),
    )


def _set(one: Question, head: Letterhead, day: str, minute: str) -> list[str]:
    control = set_number(one.number)
    held = list(_body(one, head, day, minute))
    return [
        written("ST", ("270", control, VERSION)),
        *held,
        written("SE", (str(len(held) + 2), control)),
    ]


def _body(one: Question, head: Letterhead, day: str, minute: str) -> Iterator[str]:
    yield written("BHT", ("0022", "13", one.trace, day, minute))
    yield written("HL", ("1", "", "20", "1"))
    yield written("NM1", ("PR", "2", one.payer, "", "", "", "", "PI", one.payer_id))
    yield written("HL", ("2", "1", "21", "1"))
    yield written("NM1", ("1P", "2", one.clinic, "", "", "", "", "XX", one.npi))
    if one.tax_id:
        yield written("REF", ("TJ", one.tax_id))
    has_dependent = one.dependent is not None
    trace = written("TRN", ("1", one.trace, head.origin))
    yield written("HL", ("3", "2", "22", "1" if has_dependent else "0"))
    if not has_dependent:
        yield trace
    yield written("NM1", ("IL", "1", one.subscriber.family, one.subscriber.given, "", "", "", "MI", one.member_id))
    if one.group:
        yield written("REF", ("6P", one.group))
    yield from birth(one.subscriber)
    if one.dependent is not None:
        yield written("HL", ("4", "3", "23", "0"))
        yield trace
        yield written("NM1", ("03", "1", one.dependent.family, one.dependent.given))
        yield from birth(one.dependent)
        if one.relation:
            yield written("INS", ("N", one.relation))
    if one.on:
        yield written("DTP", ("291", "D8", day_text(one.on)))
    yield from _services(one.services)


def birth(whose: Named) -> Iterator[str]:
    """When somebody was born, where that is told."""
    if whose.born:
        yield written("DMG", ("D8", day_text(whose.born), whose.sex))


def _services(services: Iterable[str]) -> Iterator[str]:
    for service in services:
        yield written("EQ", (service,))
