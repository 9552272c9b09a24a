"""What is to be told to whom: a message of the outbox, why it waits or was left out, and what is known of a number."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.record_ref import AppointmentId, PatientId, RecordRef
from core.record_status import RecordStatus

if TYPE_CHECKING:
    from datetime import datetime


class Way(Enum):
    """By which channel a message goes."""

    TEXT = "text"
    EMAIL = "email"
    VOICE = "voice"
    LETTER = "letter"


class Reason(Enum):
    """What a message is about."""

    CONFIRM = "confirm"
    """A reminder that asks for an answer."""
    REMINDER = "reminder"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSED = "missed"
    RECALL = "recall"
    ESTIMATE = "estimate"
    FORM = "form"
    RESULT = "result"
    SERVICE = "service"
    """What to bring, how to prepare, the way."""
    LATE = "late"
    """When they are expected now that a provider is late."""
    STOPPED = "stopped"
    """The one answer to who opted out."""


class MessageState(Enum):
    """How far a message has got."""

    PLANNED = "planned"
    HELD = "held"
    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


OPEN: Final = (MessageState.PLANNED, MessageState.HELD, MessageState.QUEUED)
"""What may go out yet."""
GONE_OUT: Final = (MessageState.SENT, MessageState.DELIVERED)


BY_HAND: Final = "by hand"
"""The reference of a message that somebody sends again: the channels that failed are tried anew."""


class Why(Enum):
    """Why a message waits, was left out or failed: what staff are told of it stands in `sentences.WHYS`."""

    NOTHING = ""
    QUIET = "quiet"
    LIMIT = "limit"
    STRANDED = "stranded"
    NOT_CONFIGURED = "not-configured"
    CONSENT_UNKNOWN = "consent-unknown"
    OPTED_OUT = "opted-out"
    NO_NUMBER = "no-number"
    BAD_NUMBER = "bad-number"
    TOO_LATE = "too-late"
    TOO_LONG = "too-long"
    CONTACT_RULE = "contact-rule"
    DECEASED = "deceased"
    RECORD_GONE = "record-gone"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NO_LONGER_DUE = "no-longer-due"
    BY_HAND = "by-hand"
    RETRY = "retry"
    REFUSED = "refused"
    NO_WORDS = "no-words"
    UNSURE = "unsure"
    """A worker ended in the middle of sending it: it may have gone out."""


class Message(Struct, frozen=True):
    """One thing told to one patient: no two that count have one key (`reason`, `subject`, `occurrence`, `start`,
    patient, `way`).

    `subject` names the record that it is about ("appointment:12"), `occurrence` which of its messages of that reason
    ("7d"), `start` the time that it tells. It goes out from `due` on and no later than `until`, all UTC. Which `way`
    and `address`, in which `language` and words, is settled as it goes: until then `way` is None and `text` is ''.
    `status_at` is when it came to its state; `why` and `detail` say what of. While a worker sends it `worker` is that
    one's name. `carried_by` is the message in which it was told, where a household was told at once.
    """

    id: int
    patient: PatientId
    reason: Reason
    subject: str
    occurrence: str
    start: datetime
    due: datetime
    until: datetime
    status: MessageState
    status_at: datetime
    way: Way | None = None
    address: str = ""
    language: str = ""
    title: str = ""
    text: str = ""
    why: Why = Why.NOTHING
    detail: str = ""
    tries: int = 0
    worker: str = ""
    reference: str = ""
    carried_by: int | None = None
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("message", self.id)

    @property
    def is_open(self) -> bool:
        """Whether it may go out yet."""
        return self.status in OPEN

    @property
    def is_begun(self) -> bool:
        """Whether a worker is sending it, or died at it."""
        return self.status is MessageState.QUEUED and bool(self.worker)

    @property
    def was_told(self) -> bool:
        """Whether the patient knows, or may know, what it says."""
        is_unsure = self.status in {MessageState.QUEUED, MessageState.FAILED} and self.why is Why.UNSURE
        return self.status in GONE_OUT or self.is_begun or is_unsure

    @property
    def appointment(self) -> AppointmentId | None:
        """The appointment that it is about, if it is about one."""
        kind, _, number = self.subject.partition(":")
        return AppointmentId(int(number)) if kind == "appointment" else None


class Line(Enum):
    """What kind of connection a number is, as far as a gateway told."""

    UNKNOWN = "unknown"
    MOBILE = "mobile"
    LANDLINE = "landline"


class Stop(Struct, frozen=True):
    """By that way nobody there is reached any more: since when (UTC), in which words, and who noted it."""

    way: Way
    at: datetime
    how: str
    by: str


class ContactPoint(Struct, frozen=True):
    """What is known of a phone number or an e-mail address (`key`), whoever of the patients has it.

    A stop closes it for all of them. `bad_since` (UTC) and `bad_code` are since nothing arrives there any more.
    """

    id: int
    key: str
    line: Line = Line.UNKNOWN
    stops: tuple[Stop, ...] = ()
    bad_since: datetime | None = None
    bad_code: str = ""
    status: RecordStatus = RecordStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("contact_point", self.id)

    def stop(self, way: Way) -> Stop | None:
        """The stop of that way, if there is one."""
        return next((one for one in self.stops if one.way is way), None)


class InboxStatus(Enum):
    """Whether somebody is still to see to it."""

    OPEN = "open"
    DONE = "done"
    ENTERED_IN_ERROR = "entered-in-error"


class InboxItem(Struct, frozen=True):
    """What came in that a person must see to: from `patient`, if known, at `number`, on `appointment`, if on one.

    `why` is what for, in words; `said` what they wrote; `since` when it came up (UTC).
    """

    id: int
    patient: PatientId | None
    appointment: AppointmentId | None
    number: str
    why: str
    said: str
    since: datetime
    status: InboxStatus = InboxStatus.OPEN
    done_at: datetime | None = None
    done_by: str = ""
    note: str = ""
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("inbox_item", self.id)


class Meaning(Enum):
    """What an answer says."""

    CONFIRMS = "confirms"
    RESCHEDULES = "reschedules"
    STOPS = "stops"
    OTHER = "other"
    DELIVERED = "delivered"
    FAILED = "failed"


class Answer(Struct, frozen=True):
    """What came in: by which way, from which number or address, when (UTC), in which words, and what it came to.

    `source` is the hash of what brought it, so that nothing is taken twice; `message` the one that it answers.
    """

    id: int
    source: str
    way: Way
    sender: str
    at: datetime
    text: str
    meaning: Meaning
    came_to: str
    patient: PatientId | None = None
    message: int | None = None
    status: RecordStatus = RecordStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("answer", self.id)


class MessageTemplate(Struct, frozen=True):
    """The clinic's own words for messages of that reason, by that way, in that language (en); at `site` alone, or ''.

    `title` is that of an e-mail or a letter.
    """

    id: int
    reason: Reason
    way: Way
    language: str
    site: str
    title: str
    text: str
    status: RecordStatus = RecordStatus.CURRENT
    rev: int = 1

    @property
    def ref(self) -> RecordRef:
        """The record's name."""
        return RecordRef("message_template", self.id)
