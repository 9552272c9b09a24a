"""What is a patient's coverage: the insurance that pays, or that the patient pays, and what was found out about it?"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from core.clinic.payer import SELF_PAY, renews_between
from core.record_ref import PatientId, RecordRef
from core.record_status import RecordStatus
from core.structs import replace

if TYPE_CHECKING:
    from core.patients.model import Patient

_MONTHS: Final = 5
"""Of so many months beside the last one it is known what was found out: visits are booked half a year ahead."""
_MEMBER_ID, _GROUP, _RELATION = 1, 2, 6
"""Where they stand in what a payer is asked about."""
ANY_TYPE: Final = "any"
"""In place of a visit type's code: the copay of every type that has none of its own."""


class Relation(Enum):
    """What the patient is to the subscriber."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    OTHER = "other"


class Order(Enum):
    """Which of a patient's insurances pays first."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class Copay(Struct, frozen=True):
    """What the patient pays at a visit of that type (its code, or ANY_TYPE), in cents."""

    visit_type: str
    cents: int


class EnrolmentState(Enum):
    """What the payer said of the patient's membership."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    UNKNOWN = "unknown"


class How(Enum):
    """How somebody found out."""

    PORTAL = "portal"
    PHONE = "phone"
    CARD = "card"
    INQUIRY = "270/271"
    """The payer answered a question that was sent to it, and nobody typed it."""


BY_HAND: Final = (How.PORTAL, How.PHONE, How.CARD)
"""How people find out."""


class Enrolment(Struct, frozen=True):
    """Whether the payer knew the patient as a member on the day `on`, as found out at `at` (UTC) by `by`.

    `asked` is what was asked for (`asked_for`): an answer about another number or name tells nothing. `starts` and
    `ends` are the plan's first and last day as far as the payer said them.
    """

    state: EnrolmentState
    at: datetime
    on: date
    how: How
    by: str
    reference: str
    asked: str
    starts: date | None = None
    ends: date | None = None


class Rejection(Struct, frozen=True):
    """The payer, or the way to it, rejected a question at `at` (UTC): `why`, with what to do, and what was `asked` for.

    `is_about_patient`: it is the patient's record that is to be looked at. `on` is the day that was asked about, None
    where older programs did not note it: it may be any. What was known before stays known.
    """

    at: datetime
    why: str
    asked: str
    is_about_patient: bool
    on: date | None = None


class Benefits(Struct, frozen=True):
    """What the plan leaves to the patient, as found out at `at` (UTC); amounts in cents, None where nobody knows."""

    at: datetime
    how: How
    by: str
    copay: int | None = None
    coinsurance: int | None = None
    """Per cent that the patient pays."""
    deductible: int | None = None
    deductible_left: int | None = None
    out_of_pocket: int | None = None
    out_of_pocket_left: int | None = None


_Fact = TypeVar("_Fact", Enrolment, Rejection)


class Side(Enum):
    """Of a card."""

    FRONT = "front"
    BACK = "back"


class CardImage(Struct, frozen=True):
    """The image of one side: its bytes are kept as a file under their hash (SHA-256), so many, of a kind ("jpeg")."""

    hash: str
    kind: str
    size: int


class Coverage(Struct, frozen=True):
    """One coverage of a patient. `payer` is a code of the set-up, or SELF_PAY.

    `starts` and `ends` are its first and its last day, both included; None where it is open. `subscriber` is the name
    of whose insurance it is, '' where it is the patient's own. Enrolment and benefits are two facts with ages of their
    own, None before anybody asked. `earlier` is what was found out of other months than `enrolment` is of, and
    `rejected` what was rejected of others than `rejection`, the last first: a plan that renews each month may hold on
    the last day of one and not on the first of the next. `front` and `back` are images of its card.
    """

    id: int
    patient: PatientId
    payer: str
    plan: str = ""
    member_id: str = ""
    group: str = ""
    subscriber: str = ""
    relation: Relation = Relation.SELF
    starts: date | None = None
    ends: date | None = None
    order: Order = Order.PRIMARY
    copays: tuple[Copay, ...] = ()
    enrolment: Enrolment | None = None
    benefits: Benefits | None = None
    rejection: Rejection | None = None
    earlier: tuple[Enrolment, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    front: CardImage | None = None
    back: CardImage | None = None
    status: RecordStatus = RecordStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("coverage", self.id)

    @property
    def is_self_pay(self) -> bool:
        """Whether the patient pays."""
        return self.payer == SELF_PAY

    @property
    def counts(self) -> bool:
        """Whether it is no mistake."""
        return self.status is RecordStatus.CURRENT

    def found_out(self, said: Enrolment) -> Coverage:
        """The same with what was found out; what is known of other months stays known beside it."""
        known, refused = _of_others(self.every_enrolment, said.on), _of_others(self.every_rejection, said.on)
        last = refused[0] if refused else None
        return replace(self, enrolment=said, earlier=known[:_MONTHS], rejection=last, rejected=refused[1:])

    def turned_down(self, refused: Rejection) -> Coverage:
        """The same with what was rejected, beside what was of other months."""
        others = _of_others(self.every_rejection, refused.on)
        return replace(self, rejection=refused, rejected=others[:_MONTHS])

    @property
    def every_enrolment(self) -> tuple[Enrolment, ...]:
        """What was found out of each month, the last first."""
        return (self.enrolment, *self.earlier) if self.enrolment else self.earlier

    @property
    def every_rejection(self) -> tuple[Rejection, ...]:
        """What was rejected of each month, the last first."""
        return (self.rejection, *self.rejected) if self.rejection else self.rejected

    def of_month(self, day: date) -> Enrolment | None:
        """What was found out of the month of `day`."""
        return next((one for one in self.every_enrolment if not renews_between(None, one.on, day)), None)

    def side(self, side: Side) -> CardImage | None:
        """The image of that side of its card."""
        return self.front if side is Side.FRONT else self.back

    def covers(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def overlaps(self, other: Coverage) -> bool:
        """Whether the two have a day in common."""
        begins_in_time = self.starts is None or other.ends is None or self.starts <= other.ends
        return begins_in_time and (other.starts is None or self.ends is None or other.starts <= self.ends)


def _of_others(facts: tuple[_Fact, ...], on: date | None) -> tuple[_Fact, ...]:
    """Those of other months than that of the day, as far as both are known."""
    return tuple(one for one in facts if _are_of_two_months(one.on, on))


def _are_of_two_months(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and renews_between(None, one, other)


def plain_number(member_id: str) -> str:
    """What makes a member id that one: its letters and digits, however they are parted or written."""
    return "".join(filter(str.isalnum, member_id.casefold()))


def asked_for(coverage: Coverage, patient: Patient) -> str:
    """What a payer is asked about: the payer, whose number, which group, the name and birth date, whose insurance."""
    who = (patient.family, patient.given, f"{patient.birth_date}")
    parts = (coverage.payer, coverage.member_id, coverage.group, *who, coverage.relation.value, coverage.subscriber)
    return "|".join(part.casefold().replace("|", " ") for part in parts)


def is_same_asked(one: str, other: str) -> bool:
    """Whether the same was asked for. Older programs did not note whose insurance it was: of that it may be any."""
    return all(part == beside for part, beside in zip(one.split("|"), other.split("|"), strict=False))


def is_still_asked(said: str, asked: str) -> bool:
    """Whether what was found out, `said` being what was asked for then, tells of what is asked for now.

    It does where a group came to be known that was not told.
    """
    parts = said.split("|")
    if len(parts) > _GROUP and not parts[_GROUP]:
        parts[_GROUP] = asked.split("|")[_GROUP]
    return is_same_asked("|".join(parts), asked)


def member_id_in(asked: str) -> str:
    """The member id for which was asked, as `asked_for` tells it: in small letters."""
    return asked.split("|")[_MEMBER_ID]


def is_own_in(asked: str) -> bool:
    """Whether the insurance that was asked about is the patient's own, as far as it was noted."""
    return asked.split("|")[_RELATION : _RELATION + 1] in ([], [Relation.SELF.value])
