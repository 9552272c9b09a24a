"""Which tables of a set-up file say for what patients are called in again, and what is told of visits?"""

from __future__ import annotations

from typing import Final

from core.clinic.outreach import TOPICS, RecallKind, ServiceInfo
from core.setup.kind import Key, Kind
from core.text.allowed import OneOf, Within
from core.toml.values import choice, code, several, text, whole

_MOST_MONTHS: Final = 120

OUTREACH_KINDS: Final = (
    Kind(
        "recall",
        "recalls",
        RecallKind,
        ("code",),
        (
            *(Key("code", code), Key("name", text), Key("months", whole(Within(1, _MOST_MONTHS)))),
            Key("types", several(code, least=1), names="visit_type"),
            Key("after", several(code), names="visit_type"),
        ),
    ),
    Kind(
        "info",
        "infos",
        ServiceInfo,
        ("topic", "visit_type", "site", "language"),
        (
            Key("topic", choice(OneOf(TOPICS))),
            Key("type", code, "visit_type", names="visit_type"),
            *(Key("site", code, names="site"), Key("language", text), Key("text", text)),
        ),
    ),
)
