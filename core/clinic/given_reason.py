"""Which reason was given, and in which words, where its code says nothing?"""

from __future__ import annotations

from typing import Final

from core.clinic.model import GivenReason
from core.text.cleaning import clean_text

LONGEST_WORDS: Final = 500


def read_given(typed: str) -> GivenReason:
    """A reason as it is typed: its code, and after a colon what is said with it. No code has a colon."""
    code, _, words = typed.partition(":")
    return GivenReason(code.strip(), clean_text(words, limit=LONGEST_WORDS))
