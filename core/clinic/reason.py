"""What is a coded reason, and one that was given?"""

from __future__ import annotations

from msgspec import Struct


class Reason(Struct, frozen=True):
    """A coded reason.

    `purpose` is the set-up file's `for`: cancel, override or waive; `by` is patient or clinic, for cancel.
    """

    code: str
    purpose: str
    text: str
    by: str = ""
    retired: bool = False

    @property
    def asks_words(self) -> bool:
        """Whether the desk asks for a few words with it: its code says nothing."""
        return self.code == "other"


class GivenReason(Struct, frozen=True):
    """The code of a reason and what was said with it, one line; its text is 'urgent' or 'other: father died'."""

    code: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.words}" if self.words else self.code
