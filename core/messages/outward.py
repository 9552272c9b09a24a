"""What is handed to a gateway, and what does it answer?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from core.messages.model import Way

_NONE: Final = timedelta()


class Outward(Struct, frozen=True):
    """One message as it leaves: `name` is its own for ever, so that who is handed it twice can know it again.

    `calendar` is an iCalendar object with its method, for an e-mail; for a letter `head` says from whom and of which
    day it is, and `recipient` to whom it goes.
    """

    name: str
    way: Way
    address: str
    language: str
    title: str
    text: str
    calendar: str = ""
    method: str = ""
    head: tuple[str, ...] = ()
    recipient: str = ""


class Sent(Struct, frozen=True):
    """It was handed over; `reference` is by what the gateway knows it, `said` what it answered."""

    reference: str = ""
    said: str = ""


class NotSent(Exception):
    """It was not handed over: `said` is why, in a sentence.

    `is_for_good` where another try would come to the same, `is_bad_address` where nothing arrives at that number or
    address at all (`code` is how the gateway says so), `is_unsure` where it may have gone out for all that is known,
    `is_of_one` where it is about this message alone, so that others may well go the same way now.
    `wait` is how long the other side asks to be left alone.
    """

    def __init__(
        self,
        said: str,
        *,
        is_for_good: bool = False,
        is_bad_address: bool = False,
        is_unsure: bool = False,
        is_of_one: bool = False,
        code: str = "",
        wait: timedelta = _NONE,
    ) -> None:
        super().__init__(said)
        self.said = said
        self.is_for_good = is_for_good or is_bad_address
        self.is_bad_address = is_bad_address
        self.is_unsure = is_unsure
        self.is_of_one = is_of_one
        self.code = code
        self.wait = wait
