"""Which tables of a set-up file say who pays for patients, and what a visit costs?"""

from __future__ import annotations

from typing import Final

from core.clinic.payer import LATE_CANCEL, MONTHLY, NO_SHOW, TOLD_IF_WANTED, YEARLY, Fee, Payer
from core.coverage.model import BY_HAND
from core.setup.checks import are_services, is_no_answer, not_before
from core.setup.kind import Check, Key, Kind
from core.text.allowed import OneOf
from core.toml.times import day
from core.toml.values import Reader, cents, choice, code, several, text


def _words(*words: str) -> Reader:
    return choice(OneOf(words))


MONEY_KINDS: Final = (
    Kind(
        "payer",
        "payers",
        Payer,
        ("code",),
        (
            *(Key("code", code), Key("name", text), Key("payer_id", text), Key("phone", text)),
            *(Key("member_id", text), Key("renews", _words(MONTHLY, YEARLY))),
            *(Key("ask_by", _words(*(how.value for how in BY_HAND))), Key("portal", text)),
            *(Key("services", several(text, least=1)), Key("tells", several(_words(*TOLD_IF_WANTED)))),
            Key("units_lost", several(_words(NO_SHOW, LATE_CANCEL))),
        ),
        (Check("code", ("code",), is_no_answer), Check("services", ("services",), are_services)),
    ),
    Kind(
        "fee",
        "fees",
        Fee,
        ("visit_type", "code", "provider", "starts"),
        (
            Key("type", code, "visit_type", names="visit_type"),
            *(
                Key("code", text),
                Key("name", text),
                Key("amount", cents, "cents"),
                Key("provider", code, names="provider"),
            ),
            *(Key("from", day, "starts"), Key("to", day, "ends")),
        ),
        (Check("to", ("starts", "ends"), not_before("from")),),
    ),
)
