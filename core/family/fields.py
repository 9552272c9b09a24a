"""Which fields has a family link? One row each: form, command line, JSON and history follow it."""

from __future__ import annotations

from typing import Final

from core.family.model import Kinship
from core.fields import kinds
from core.fields.model import Field, Option, RecordSpec

FAMILY_LINK: Final = RecordSpec(
    "family_link",
    (
        Field(
            "kinship",
            kinds.choice(tuple(Kinship), "relation", "a relation", blank=Kinship.OTHER),
            label="Is their",
            help="What the other one is to the patient: parent, child, spouse.",
            section="Family",
            noun="relation",
            typed="relation",
            option=Option(
                "WORD", "what the other one is: parent, child, spouse, sibling, grandparent, grandchild, other"
            ),
        ),
        Field(
            "household",
            kinds.flag("same household"),
            label="Same household",
            help="Whether they live together.",
            section="Family",
            option=Option("", "they live together", off="they do not live together"),
        ),
        Field(
            "guardian",
            kinds.flag("decides"),
            label="Decides for them",
            help="Whether the other one is the patient's guardian.",
            section="Family",
            noun="guardian",
            option=Option("", "the other one decides for the patient", off="the other one does not decide"),
        ),
        Field(
            "guarantor",
            kinds.flag("pays"),
            label="Pays for them",
            help="Whether bills of the patient go to the other one.",
            section="Family",
            noun="guarantor",
            option=Option("", "bills of the patient go to the other one", off="they do not"),
        ),
    ),
)
"""A family link."""
