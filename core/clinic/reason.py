"""What is a coded reason, one that was given, and what does a clinic say of cases that are due?"""

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


class CaseRule(Struct, frozen=True):
    """Of cases of the `kind` in the `state`: None and '' leave what the kind says.

    `due` is how much of `unit` they have, `urgent` how much where they are urgent; `remind` is how long before they are
    due soon, `escalate` how long after those above are told. `owner` is the role they wait for.
    """

    kind: str
    state: str
    due: int | None = None
    unit: str = ""
    urgent: int | None = None
    remind: int | None = None
    escalate: int | None = None
    owner: str = ""
    retired: bool = False
