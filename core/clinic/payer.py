"""Who pays for patients, and what does a visit cost who pays themselves, as the clinic has set it up?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.clinic.sentences import PAYS_THEMSELVES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SELF_PAY: Final = "self-pay"
"""In place of a payer's code: the patient pays. It is an answer; a patient without any coverage has given none."""

MONTHLY: Final = "month"
YEARLY: Final = "year"
TAX_ID: Final = "tax-id"
TOLD_IF_WANTED: Final = ("date", "sex", "group", "relation", TAX_ID, "hyphens")
"""What a question to a payer may tell or leave out: the day of the visit, sex, group number, what the patient is to the
subscriber, the clinic's tax id, and the hyphens of the member id.
"""
NO_SHOW: Final = "no-show"
LATE_CANCEL: Final = "late-cancel"


class Payer(Struct, frozen=True):
    """Who pays for patients that it insures: an insurance, by the number that clearing houses know it by.

    `member_id` is how its member ids look: 9 for a digit, A for a letter, ? for either, anything else as it stands; ''
    where they look many ways. What it says of a member holds until the `renews` (month or year) is over. It is
    asked by `ask_by` (portal, phone or card), a portal at the address `portal`; a question by file (X12 270) is about
    the kinds of `services` (EQ01), and tells of what may be left out what `tells` names. `units_lost` says
    what costs a visit of an authorization though nobody was seen.
    """

    code: str
    name: str
    payer_id: str = ""
    phone: str = ""
    member_id: str = ""
    renews: str = MONTHLY
    ask_by: str = "portal"
    portal: str = ""
    services: tuple[str, ...] = ("30",)
    tells: tuple[str, ...] = ("date", "sex")
    units_lost: tuple[str, ...] = ()
    retired: bool = False


def renews_between(payer: Payer | None, one: date, other: date) -> bool:
    """Whether its plans renew between the two days; those of one that the set-up does not know do each month."""
    if payer is not None and payer.renews == YEARLY:
        return one.year != other.year
    return (one.year, one.month) != (other.year, other.month)


class Fee(Struct, frozen=True):
    """What a service costs, in cents, at a visit of that type: with that provider, or with any where it is ''.

    `code` is the service's, such as a CPT code. `starts` and `ends` are its first and last day, None where it is open.
    """

    visit_type: str
    code: str
    name: str
    cents: int
    provider: str = ""
    starts: date | None = None
    ends: date | None = None


def payer_name(payers: Mapping[str, Payer], code: str) -> str:
    """'Aetna'; that the patient pays, or the code of a payer that is not set up."""
    if code == SELF_PAY:
        return PAYS_THEMSELVES
    known = payers.get(code)
    return known.name if known else code


def payer_called(payers: Mapping[str, Payer], words: str) -> Payer | None:
    """The payer whose code or name the words are, compared without case; None where none is."""
    wanted = words.strip().casefold()
    return next((one for one in payers.values() if wanted in {one.code.casefold(), one.name.casefold()}), None)
