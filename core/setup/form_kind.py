"""How is a form of a set-up file read?"""

from __future__ import annotations

from typing import Final

from core.clinic.form import GIVEN, SIGNED, Form
from core.setup.checks import ages_in_order
from core.setup.kind import Check, Key, Kind
from core.text.allowed import OneOf, Within
from core.toml.values import age, choice, code, flag, several, text, whole

_LONGEST: Final = 36_500
"""Days that a form counts at most; one that counts for good says 0, or nothing."""

FORM: Final = Kind(
    "form",
    "forms",
    Form,
    ("code",),
    (
        *(Key("code", code), Key("name", text), Key("template", text)),
        *(Key("needs", choice(OneOf((SIGNED, GIVEN)))), Key("may_decline", flag)),
        Key("types", several(code), names="visit_type"),
        *(Key("min_age", age), Key("max_age", age), Key("valid_days", whole(Within(0, _LONGEST)))),
    ),
    (Check("max_age", ("min_age", "max_age"), ages_in_order),),
)
