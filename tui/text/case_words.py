"""How is a case told in a line?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.cases.due import due_words
from core.cases.kinds.book import KINDS
from core.cases.model import Urgency
from tui.text.words import HIDDEN

if TYPE_CHECKING:
    from datetime import datetime

    from core.cases.listing import CaseSeen


def case_words(seen: CaseSeen, now: datetime, *, privacy: bool = False) -> str:
    """Its state, what it is about, when it is due and who has it: 'sent, cardiology, urgent, late since ..., ana'."""
    case, site = seen.case, seen.site
    due = due_words(case.due, site, now)
    parts = (
        case.state.replace("-", " "),
        HIDDEN if privacy else case.subject,
        "urgent" if case.urgency is Urgency.URGENT else "",
        f"late, was due {due}" if case.is_late(now) else f"due {due}",
        case.owner,
    )
    return ", ".join(part for part in parts if part)


def kind_label(seen: CaseSeen) -> str:
    """'referral out'."""
    return KINDS[seen.case.kind].label
