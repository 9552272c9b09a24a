"""Which fields has a contact? One row each: command line, JSON and history follow it."""

from __future__ import annotations

from typing import Final

from core.contact.model import Channel, Direction
from core.contact.sentences import SUMMARY_MISSING
from core.fields import kinds
from core.fields.days import day_or_open
from core.fields.model import Field, Option, RecordSpec

LONGEST_SUMMARY: Final = 500
_LONGEST_WHO: Final = 80

COMMUNICATION: Final = RecordSpec(
    "communication",
    (
        Field(
            "channel",
            kinds.choice(tuple(Channel), "channel", "a channel", blank=Channel.PHONE),
            label="Channel",
            help="phone, e-mail, letter, text, counter or other.",
            section="Contact",
            option=Option("WORD", "phone, e-mail, letter, text, counter or other; phone if left out"),
        ),
        Field(
            "direction",
            kinds.choice(tuple(Direction), "direction", "a direction", blank=Direction.IN),
            label="Direction",
            help="in where the patient reached the clinic, out where the clinic reached them.",
            section="Contact",
            option=Option("WORD", "in (they reached the clinic) or out; in if left out"),
        ),
        Field(
            "who",
            kinds.text(_LONGEST_WHO),
            label="With",
            help="Who spoke for the patient; empty where that was the patient.",
            section="Contact",
            is_hidden=True,
            option=Option("NAME", "who spoke for the patient, such as 'mother'; the patient if left out"),
        ),
        Field(
            "summary",
            kinds.text(LONGEST_SUMMARY),
            label="Summary",
            help="What it was about.",
            section="Contact",
            is_hidden=True,
            typed="add",
            kept=SUMMARY_MISSING,
            option=Option("TEXT", "note a contact that was about this"),
        ),
        Field(
            "follow_up",
            day_or_open(),
            label="Follow-up",
            noun="day of the follow-up",
            help="The day on which something is to be done about it, {date}; empty where nothing is.",
            section="Contact",
            typed="follow_up",
            option=Option("DATE", "the day on which something is to be done about it"),
        ),
    ),
)
"""A contact with a patient."""
