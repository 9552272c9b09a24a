"""What must hold within a rule about cases?"""

from __future__ import annotations

from typing import Final

from core.cases.kinds.book import KINDS
from core.cases.sentences import STATE_NOUN
from core.setup import sentences
from core.text.wording import not_among

LONGEST_DUE: Final = 1000


def is_open_state(kind: str, state: str) -> str:
    """A rule is about a state in which something is to be done."""
    of_kind = KINDS[kind]
    states = [one.name for one in of_kind.states if not one.is_end]
    return "" if state in states else not_among(state, states, STATE_NOUN.format(kind=of_kind.label))


def needs_due(due: int | None, unit: str) -> str:
    """A unit counts something."""
    return sentences.UNIT_NEEDS_DUE if unit and due is None else ""
