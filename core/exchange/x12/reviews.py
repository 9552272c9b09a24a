"""How is a payer asked to authorize a service: which text is a request of X12 278, 005010X217?

One patient a file. Who asks, whose insurance it is and the patient are told as in a question about eligibility.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.exchange.x12.elements import day_text, plain_text
from core.exchange.x12.questions import birth, header
from core.exchange.x12.segments import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.exchange.x12.questions import Letterhead, Question

VERSION: Final = "005010X217"
_SET: Final = "0001"
_LONGEST_TEXT: Final = 264
_URGENT: Final = "U"
_INITIAL, _RENEWAL = "I", "R"


class Review(Struct, frozen=True):
    """A request: `asked` has the parties; from `on` to `until` so many `visits` (0: not said) of a `service`, in words.

    A renewal names the authorization `before` it by its number.
    """

    asked: Question
    service: str
    on: date | None = None
    until: date | None = None
    visits: int = 0
    is_urgent: bool = False
    before: str = ""


def review_file(review: Review, head: Letterhead, control: int, at: datetime) -> str:
    """The text of a file that asks it; `control` numbers it, `at` is its wall time."""
    day, minute, number = f"{at:%Y%m%d}", f"{at:%H%M}", f"{control:09}"
    held = list(_body(review, head, day, minute))
    return "\n".join(
        (
            header(head, number, at),
            written("GS", ("HI", head.sender.strip(), head.receiver.strip(), day, minute, str(control), "X", VERSION)),
            written("ST", ("278", _SET, VERSION)),
            *held,
            written("SE", (str(len(held) + 2), _SET)),
            written("GE", ("1", str(control))),
            written("IEA", ("1", number)),
            "",
        )
    )


def _body(one: Review, head: Letterhead, day: str, minute: str) -> Iterator[str]:
    asked, depends = one.asked, one.asked.dependent
    yield written("BHT", ("0007", "13", asked.trace, day, minute))
    yield written("HL", ("1", "", "20", "1"))
    yield written("NM1", ("X3", "2", asked.payer, "", "", "", "", "PI", asked.payer_id))
    yield written("HL", ("2", "1", "21", "1"))
    yield written("NM1", ("1P", "2", asked.clinic, "", "", "", "", "XX", asked.npi))
    yield written("HL", ("3", "2", "22", "1"))
    subscriber = asked.subscriber
    yield written("NM1", ("IL", "1", subscriber.family, subscriber.given, "", "", "", "MI", asked.member_id))
    if asked.group:
        yield written("REF", ("6P", asked.group))
    yield from birth(subscriber)
    if depends:
        yield written("HL", ("4", "3", "23", "1"))
        yield written("NM1", ("QC", "1", depends.family, depends.given))
        yield from birth(depends)
        if asked.relation:
            yield written("INS", ("N", asked.relation))
    level = 5 if depends else 4
    yield written("HL", (str(level), str(level - 1), "EV", "0"))
    yield written("TRN", ("1", asked.trace, head.origin))
    kind = _RENEWAL if one.before else _INITIAL
    yield written("UM", ("HS", kind, asked.services[0], "", "", _URGENT if one.is_urgent else ""))
    if one.before:
        yield written("REF", ("BB", plain_text(one.before, 50)))
    if one.on:
        span = f"{day_text(one.on)}-{day_text(one.until)}" if one.until else day_text(one.on)
        yield written("DTP", ("AAH", "RD8" if one.until else "D8", span))
    if one.visits:
        yield written("HSD", ("VS", str(one.visits)))
    text = plain_text(one.service, _LONGEST_TEXT)
    if text:
        yield written("MSG", (text,))
