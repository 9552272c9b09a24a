"""What does a gateway mean by the status that it tells of a message?"""

from __future__ import annotations

import re
from typing import Final

_BETWEEN: Final = re.compile(r"[^a-z]+")
_MEANT: Final = {
    **dict.fromkeys(("delivered", "read", "opened"), "delivered"),
    **dict.fromkeys(
        (
            *(
                "failed",
                "failure",
                "undelivered",
                "undeliverable",
                "bounced",
                "rejected",
                "expired",
                "blocked",
                "error",
            ),
            *("dropped", "not-delivered", "delivery-failed", "permanent-failure", "hard-bounce"),
        ),
        "failed",
    ),
    **dict.fromkeys(
        ("complained", "complaint", "spam", "opted-out", "opt-out", "unsubscribed", "stopped"),
        "complained",
    ),
    **dict.fromkeys(
        (
            *("accepted", "queued", "scheduled", "pending", "submitted", "sending", "sent", "enroute", "en-route"),
            *("processing", "processed", "buffered", "deferred", "delivering", "dispatched"),
        ),
        "underway",
    ),
}


def delivery_of(status: str, *, has_words: bool) -> str:
    """Delivered, failed, complained (or opted out), underway, unknown; '' where it is no status of a message of ours.

    A status that nobody knows comes to nothing beside words: those are what somebody wrote (`status: received`).
    """
    told = _BETWEEN.sub("-", status.lower()).strip("-")
    return _MEANT.get(told, "" if has_words or not told else "unknown")
