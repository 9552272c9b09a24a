"""What is kept of messages to patients, of their answers, of numbers, and of whom somebody is to call?"""

from __future__ import annotations

from typing import Any, Final

from core.messages.model import (
    Answer,
    ContactPoint,
    InboxItem,
    InboxStatus,
    Line,
    Meaning,
    Message,
    MessageState,
    MessageTemplate,
    Reason,
    Stop,
    Way,
    Why,
)
from core.record_status import RecordStatus
from storage.codec import from_json, from_millis, to_json, to_millis
from storage.columns import INSTANT, INSTANT_OR_NONE, MINUTE, Codec, Column, Table, plain, word_of, word_or_none
from storage.journalled import JournalledTable, Owner, Voided
from storage.patient_tables import PATIENT


def _stop(kept: list[Any]) -> Stop:
    way, at, how, by = kept
    return Stop(Way(way), from_millis(at), how, by)


_STOPS: Final = Codec(
    lambda stops: to_json([[one.way.value, to_millis(one.at), one.how, one.by] for one in stops]),
    lambda text: tuple(map(_stop, from_json(text))),
)

MESSAGE: Final = JournalledTable(
    Table(
        "message",
        Message,
        (
            *plain("id patient"),
            Column("reason", word_of(Reason)),
            *plain("subject occurrence"),
            Column("start", MINUTE),
            Column("due", INSTANT),
            Column("until", INSTANT),
            Column("status", word_of(MessageState)),
            Column("status_at", INSTANT),
            Column("way", word_or_none(Way)),
            *plain("address language title text"),
            Column("why", word_of(Why)),
            *plain("detail tries worker reference carried_by rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(status=MessageState.SUPERSEDED.value),
    owner=Owner(PATIENT, "patient"),
    yields=True,
)
CONTACT_POINT: Final = JournalledTable(
    Table(
        "contact_point",
        ContactPoint,
        (
            *plain("id key"),
            Column("line", word_of(Line)),
            Column("stops", _STOPS),
            Column("bad_since", INSTANT_OR_NONE),
            Column("bad_code"),
            Column("status", word_of(RecordStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    unique=("key",),
)
ANSWER: Final = JournalledTable(
    Table(
        "answer",
        Answer,
        (
            *plain("id source"),
            Column("way", word_of(Way)),
            Column("sender"),
            Column("at", INSTANT),
            Column("text"),
            Column("meaning", word_of(Meaning)),
            *plain("came_to patient message"),
            Column("status", word_of(RecordStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
    yields=True,
)
INBOX_ITEM: Final = JournalledTable(
    Table(
        "inbox_item",
        InboxItem,
        (
            *plain("id patient appointment number why said"),
            Column("since", INSTANT),
            Column("status", word_of(InboxStatus)),
            Column("done_at", INSTANT_OR_NONE),
            *plain("done_by note rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
    owner=Owner(PATIENT, "patient"),
)
MESSAGE_TEMPLATE: Final = JournalledTable(
    Table(
        "message_template",
        MessageTemplate,
        (
            Column("id"),
            Column("reason", word_of(Reason)),
            Column("way", word_of(Way)),
            *plain("language site title text"),
            Column("status", word_of(RecordStatus)),
            Column("rev"),
        ),
        key=("id",),
    ),
    undone_insert=Voided(),
)
MESSAGE_TABLES: Final = (MESSAGE, CONTACT_POINT, ANSWER, INBOX_ITEM, MESSAGE_TEMPLATE)
"""An owner before what belongs to it."""
