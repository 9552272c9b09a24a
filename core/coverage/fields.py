"""Which fields has a coverage? One row each: form, command line, import, JSON and history follow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.coverage import columns as names
from core.coverage import sentences as say
from core.coverage.copays import copays
from core.coverage.model import Coverage, Order, Relation, plain_number
from core.coverage.payers import payer
from core.fields import kinds
from core.fields.days import day_or_open
from core.fields.kinds import Rule
from core.fields.model import Column, Field, Option, RecordSpec, Tells
from core.record_ref import PatientId
from core.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_MEMBER_ID: Final = 80
"""As clearing houses take it."""

_INSURANCE: Final = "Insurance"
_SUBSCRIBER: Final = "Subscriber"
_DAYS: Final = "Days and order"
_COPAY: Final = "Copay"

_MEMBER_ID: Final = replace(
    kinds.text(LONGEST_MEMBER_ID, Rule(lambda text: any(map(str.isalnum, text)), say.MEMBER_ID_ODD), is_number=True),
    merge=lambda before, said: before if plain_number(before) == plain_number(said) else said,
)

_RELATIONS: Final = {
    **dict.fromkeys(("subscriber", "insured", "policyholder", "policy holder", "member", "18"), Relation.SELF),
    **dict.fromkeys(("husband", "wife", "01"), Relation.SPOUSE),
    **dict.fromkeys(("son", "daughter", "stepchild", "19", "17"), Relation.CHILD),
    **dict.fromkeys(("parent", "mother", "father", "grandchild", "domestic partner", "life partner"), Relation.OTHER),
    **dict.fromkeys(("53", "g8", "34"), Relation.OTHER),
}
"""As other programs say it, in words or as X12 does (INS02). A dependent may be a spouse or a child."""
_ORDERS: Final = {
    word: order
    for order, words in zip(Order, (("1", "1st", "first"), ("2", "2nd", "second"), ("3", "3rd", "third")), strict=True)
    for word in words
}

COVERAGE: Final = RecordSpec(
    "coverage",
    (
        Field(
            "payer",
            payer(),
            label="Payer",
            help="Code or name of the insurance; self-pay where the patient pays.",
            section=_INSURANCE,
            option=Option("CODE", "the payer's code or name, or self-pay"),
            columns=(Column("payer", names.PAYER),),
            kept=say.PAYER_MISSING,
        ),
        Field(
            "member_id",
            _MEMBER_ID,
            label="Member id",
            help="As it stands on the card.",
            section=_INSURANCE,
            option=Option("ID", "the member id on the card"),
            columns=(Column("member_id", names.MEMBER_ID, is_number=True),),
            tells=Tells.LIKENS,
            is_hidden=True,
        ),
        Field(
            "plan",
            kinds.text(),
            label="Plan",
            help="The name of the plan, where the card has one.",
            section=_INSURANCE,
            option=Option("TEXT", "the plan's name"),
            columns=(Column("plan", ("planname", "insuranceplan", "healthplan", "product", "productname")),),
        ),
        Field(
            "group",
            kinds.text(is_number=True),
            label="Group",
            help="The group number, where the card has one.",
            section=_INSURANCE,
            option=Option("NUMBER", "the group number on the card"),
            columns=(Column("group", names.GROUP, is_number=True),),
            is_hidden=True,
        ),
        Field(
            "relation",
            kinds.choice(tuple(Relation), "relation", "a relation", blank=Relation.SELF, called=_RELATIONS),
            label="The patient is",
            noun="relation",
            help="What the patient is to the subscriber: self, spouse, child or other.",
            section=_SUBSCRIBER,
            option=Option("RELATION", "what the patient is to the subscriber: self, spouse, child or other"),
            columns=(Column("relation", names.RELATION),),
        ),
        Field(
            "subscriber",
            kinds.text(),
            label="Subscriber",
            help="Whose insurance it is, where it is not the patient's own.",
            section=_SUBSCRIBER,
            option=Option("NAME", "whose insurance it is, if not the patient's own"),
            columns=(Column("subscriber", names.SUBSCRIBER),),
            is_hidden=True,
        ),
        Field(
            "starts",
            day_or_open(is_first=True),
            label="From",
            noun="first day",
            help="The first day it holds, {date}; empty where nobody knows.",
            section=_DAYS,
            typed="from",
            option=Option("DATE", "the first day it holds"),
            columns=(Column("from", names.STARTS),),
        ),
        Field(
            "ends",
            day_or_open(),
            label="To",
            noun="last day",
            help="The last day it holds, {date}; empty while it goes on.",
            section=_DAYS,
            typed="to",
            option=Option("DATE", "the last day it holds"),
            columns=(
                Column("to", names.ENDS),
                Column("day_after", ("ended", "endsbefore")),
            ),
            compose=names.ends,
        ),
        Field(
            "order",
            kinds.choice(tuple(Order), "order", "an order", blank=Order.PRIMARY, letters=True, called=_ORDERS),
            label="Order",
            help="Which pays first, where there are several.",
            section=_DAYS,
            option=Option("ORDER", "primary, secondary or tertiary"),
            columns=(Column("order", names.ORDER),),
        ),
        Field(
            "copays",
            copays(),
            label="Copay",
            noun="copays",
            help="25 for every visit, new40=40 for those of that type.",
            section=_COPAY,
            typed="copay",
            option=Option("TYPE=AMOUNT", "what the patient pays at such a visit, or AMOUNT at any; may be repeated"),
            columns=(Column("copay", names.COPAY, None),),
        ),
    ),
)
"""The coverage of a patient."""


def new_coverage(patient: int, values: Mapping[str, Any]) -> Coverage:
    """The draft of a new coverage of that patient that says this."""
    return Coverage(**{"id": 0, "patient": PatientId(patient), "payer": "", **values})
